"""``warnews``, ``fighting`` and ``talking``: real war news, everything (or some lists) annotated by people.

Matching rules, all one to one:

* **Figures**: our number lies within the gold quote, same measure, same low and high. *Full*: claimant and place
  right too. Rows of ours that are linked and worded alike count once, and any of their spans may match; where gold
  has rows for several of them, each counts.
* **Attacks, talks**: one of ours is a chain of rows linked by ``same_as``. It matches where any of its spans lies in
  the sentence of the gold anchor. Among several candidates the pairing with most agreement (then overlap) is taken.
* **Statements**: heads of the speakers are equal, and the contents overlap by at least 0.8 of the longer.
* **Positions**: heads of the actors are equal, and issue and stance are.
* **Speakers** (`statements.speaker`): of the matched statements, those whose speaker is the one that
  `benchmarks/speakers/SET.jsonl` names: rows `{id, speaker, actors}`, an actor being an id of the codebook, null
  for the unnamed, or "~" and a name for those in no codebook (resolved to nobody in it).
* A gold row marked unsure is neither missed nor invented. Lists that a file does not have are not scored.
* Words are compared folded: case, accents, articles, titles and generic words ("city of") aside. A place is right if
  the proper words of one side are among the other's; a date if both ends are the same days; null matches only null.
"""

from __future__ import annotations

import json
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy
from rapidfuzz import fuzz
from scipy.optimize import linear_sum_assignment

from benchmarks.result import Accuracy, Case, Result, Tally, data_hash
from grotius.language.sentences import split
from grotius.model import Actor, Extraction, Figure, Mention, Place, Position, Span, Statement, Talk, Time
from grotius.reports import to_raw
from grotius.run import Engine

T = TypeVar("T")
Row = TypeVar("Row", Mention, Talk)

_SPEAKERS = Path(__file__).parent / "speakers"
_GENERIC = frozenset(
    "the a an of in at on near and its their his her s city town village settlement district region province oblast "
    "governorate neighbourhood neighborhood area central eastern western northern southern north south east west "
    "president prime minister foreign general mr mrs ms sir dr rebel-held government-held".split()
)


def run(data: Path) -> Result:
    """Score every ``NAME.txt`` with its ``NAME.json`` in ``data``; ``index.jsonl`` has the dates of publication."""
    engine = Engine()
    dates = {row["id"]: row["published"] for row in _rows(data / "index.jsonl")}
    speakers = _speakers(_SPEAKERS / f"{data.name}.jsonl")
    files = sorted(path for path in data.glob("*.txt") if path.with_suffix(".json").exists())
    score = _Score()
    started = time.perf_counter()
    found = [
        engine.extract(engine.report(path.read_text("utf-8"), path.name, published=dates.get(path.stem)))
        for path in files
    ]
    seconds = time.perf_counter() - started
    for path, extraction in zip(files, found, strict=True):
        gold = json.loads(path.with_suffix(".json").read_text("utf-8"))
        _Sheet(path.stem, extraction, gold, score, speakers).compare()
    every = [*files, *(path.with_suffix(".json") for path in files)]
    return Result("warnews", data_hash(every), len(files), seconds, score.scores(), score.cases, score.texts)


def _speakers(path: Path) -> dict[tuple[str, str], list[str | None]]:
    """Whom each speaker's words mean, where somebody wrote it down."""
    return {(row["id"], row["speaker"]): row["actors"] for row in _rows(path)} if path.exists() else {}


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


class _Score:
    def __init__(self) -> None:
        self.tallies: dict[str, Tally] = defaultdict(Tally)
        self.accuracies: dict[str, Accuracy] = defaultdict(Accuracy)
        self.cases: list[Case] = []
        self.texts: dict[str, str] = {}

    def scores(self) -> dict[str, float]:
        scores: dict[str, float] = {}
        for noun in ("figures", "attacks", "talks", "statements", "positions"):
            if noun in self.tallies:
                tally = self.tallies[noun]
                scores |= {
                    f"{noun}.precision": tally.precision,
                    f"{noun}.recall": tally.recall,
                    f"{noun}.f1": tally.f1,
                }
        if "figures.full" in self.tallies:
            scores["figures.full_f1"] = self.tallies["figures.full"].f1
        return scores | {name: accuracy.value for name, accuracy in sorted(self.accuracies.items())}


@dataclass(frozen=True)
class _Gold:
    """A gold row and where its words stand in the text as received."""

    row: dict[str, Any]
    start: int
    end: int
    sentence: tuple[int, int]

    @property
    def unsure(self) -> bool:
        return bool(self.row.get("unsure"))


class _Sheet:
    """One report: gold beside ours."""

    def __init__(
        self,
        name: str,
        extraction: Extraction,
        gold: dict[str, Any],
        score: _Score,
        speakers: dict[tuple[str, str], list[str | None]],
    ) -> None:
        self.name = name
        self.speakers = speakers
        self.ours = extraction
        self.raw = extraction.report.raw
        self.gold = gold
        self.score = score
        self.bounds = [to_raw(extraction.report.map, s, e) for _, s, e, _ in split(extraction.report.text)]
        score.texts[name] = self.raw

    def compare(self) -> None:
        if "figures" in self.gold:
            self._figures()
        if "attacks" in self.gold:
            self._attacks()
        if "talks" in self.gold:
            self._talks()
        if "statements" in self.gold:
            self._statements()
        if "positions" in self.gold:
            self._positions()

    # --- one noun each -------------------------------------------------------------------------------------------

    def _figures(self) -> None:
        gold = [self._located(row) for row in self.gold["figures"]]
        ours = [row for copies in _once_each(self.ours.figures) for row in self._as_gold_counts(copies, gold)]

        def best(g: _Gold, copies: list[Figure]) -> Figure:
            return next((f for f in copies if self._within(g, f.number)), copies[0])

        def fit(g: _Gold, copies: list[Figure]) -> float:
            f = best(g, copies)
            same = f.measure == g.row["what"] and (f.low, f.high) == (g.row["value_low"], g.row["value_high"])
            if not same or not self._within(g, f.number):
                return 0
            return 1 + _same_claimant(g.row["claimant"], f.claimant) + _same_place(g.row["place"], _one(f.place))

        def both(g: _Gold, copies: list[Figure]) -> None:
            f = best(g, copies)
            claimant = _same_claimant(g.row["claimant"], f.claimant)
            place = _same_place(g.row["place"], _one(f.place))
            date = _same_date(g.row["date"], f.time)
            self._accuracy("claimant", claimant, "figure", g, f.claimant and f.claimant.name, g.row["claimant"])
            self._accuracy("place", place, "figure", g, f.place and _words(f.place), g.row["place"])
            self._accuracy("date", date, "figure", g, _date(f.time), g.row["date"])
            full.right += claimant and place
            full.missed += not (claimant and place)
            full.invented += not (claimant and place)

        full = Tally()
        before = self._tally("figures").missed, self._tally("figures").invented
        self._match("figures", gold, ours, fit, both, lambda c: c[0].span, lambda c: _figure_words(c[0]))
        total = self.score.tallies["figures.full"]
        total.right += full.right
        total.missed += full.missed + self._tally("figures").missed - before[0]
        total.invented += full.invented + self._tally("figures").invented - before[1]

    def _as_gold_counts(self, copies: list[Figure], gold: list[_Gold]) -> list[list[Figure]]:
        """Copies that gold has as rows of their own count apart; all others count once."""
        told = [f for f in copies if any(self._within(g, f.number) for g in gold)]
        return [[f] for f in told] if len(told) > 1 else [copies]

    def _within(self, g: _Gold, span: Span) -> bool:
        start, end = self._raw(span)
        return g.start <= start and end <= g.end

    def _attacks(self) -> None:
        gold = [self._located(row) for row in self.gold["attacks"]]

        def fit(g: _Gold, chain: list[Mention]) -> float:
            mode = any(m.mode == g.row["kind"] for m in chain)
            return self._chain_fit(g, [m.span for m in chain], mode)

        def both(g: _Gold, chain: list[Mention]) -> None:
            nearest = self._nearest(g, chain)
            mode = next((m.mode for m in chain if m.mode == g.row["kind"]), nearest.mode)
            self._accuracy("attacks.mode", mode == g.row["kind"], "attack", g, nearest.mode, g.row["kind"])
            actual = (nearest.actuality == "actual") == bool(g.row["actual"])
            self._accuracy("attacks.actuality", actual, "attack", g, nearest.actuality, str(g.row["actual"]))
            places = [p for m in chain for p in m.places]
            right = any(_same_place(place, places) for place in g.row["places"]) if g.row["places"] else not places
            self._accuracy("attacks.place", right, "attack", g, ", ".join(map(_words, places)), str(g.row["places"]))
            date = any(_same_date(g.row["date"], m.time) for m in chain)
            self._accuracy("attacks.date", date, "attack", g, _date(nearest.time), g.row["date"])

        self._match("attacks", gold, _chains(self.ours.mentions), fit, both, lambda c: c[0].span, _mention_words)

    def _talks(self) -> None:
        gold = [self._located(row) for row in self.gold["talks"]]

        def fit(g: _Gold, chain: list[Talk]) -> float:
            return self._chain_fit(g, [t.span for t in chain], any(t.status == g.row["status"] for t in chain))

        def both(g: _Gold, chain: list[Talk]) -> None:
            nearest = self._nearest(g, chain)
            right = nearest.status == g.row["status"]
            self._accuracy("talks.status", right, "talk", g, nearest.status, g.row["status"])
            self._accuracy("talks.kind", nearest.kind == g.row["kind"], "talk", g, nearest.kind, g.row["kind"])

        self._match("talks", gold, _chains(self.ours.talks), fit, both, lambda c: c[0].span, _talk_words)

    def _statements(self) -> None:
        gold = [self._located_content(row) for row in self.gold["statements"]]

        def fit(g: _Gold, s: Statement) -> float:
            start, end = self._raw(s.content)
            common = min(end, g.end) - max(start, g.start)
            overlap = common / max(end - start, g.end - g.start, 1)
            if overlap < 0.8 or not _same_head(g.row["speaker"], s.speaker):
                return 0
            return 1 + overlap

        def both(g: _Gold, s: Statement) -> None:
            self._accuracy("statements.act", s.act == g.row["act"], "statement", g, s.act, g.row["act"])
            wanted = self.speakers.get((self.name, g.row["speaker"]))
            if wanted is not None:
                ours = s.speaker.id or s.speaker.name
                self._accuracy("statements.speaker", _is_one_of(s.speaker, wanted), "statement", g, ours, wanted)

        self._match("statements", gold, list(self.ours.statements), fit, both, lambda s: s.content, _statement_words)

    def _positions(self) -> None:
        gold = [self._located(row) for row in self.gold["positions"]]

        def fit(g: _Gold, p: Position) -> float:
            same = (p.issue, p.stance) == (g.row["issue"], g.row["stance"]) and _same_head(g.row["actor"], p.actor)
            start, end = self._raw(p.span)
            near = start < g.sentence[1] and end > g.sentence[0]
            return (1 + near) if same else 0

        ours = _once_by(self.ours.positions, lambda p: (p.actor.id or p.actor.name, p.issue, p.stance))
        self._match("positions", gold, ours, fit, lambda g, p: None, lambda p: p.span, _position_words)

    # --- the common part -----------------------------------------------------------------------------------------

    def _match(
        self,
        noun: str,
        gold: list[_Gold],
        ours: list[T],
        fit: Callable[[_Gold, T], float],
        both: Callable[[_Gold, T], None],
        span: Callable[[T], Span],
        words: Callable[[T], str],
    ) -> None:
        tally = self._tally(noun)
        pairs = _pair(gold, ours, fit)
        for i, g in enumerate(gold):
            if i in pairs:
                if not g.unsure:
                    tally.right += 1
                    both(g, ours[pairs[i]])
                    self._case("matched", noun, _gold_words(g.row), g.start, g.end)
            elif not g.unsure:
                tally.missed += 1
                self._case("missed", noun, _gold_words(g.row), g.start, g.end)
        for j in sorted(set(range(len(ours))) - set(pairs.values())):
            tally.invented += 1
            self._case("invented", noun, words(ours[j]), *self._raw(span(ours[j])))

    def _tally(self, noun: str) -> Tally:
        return self.score.tallies[noun]

    def _case(self, kind: Any, noun: str, detail: str, start: int, end: int) -> None:
        self.score.cases.append(Case(kind, noun, self.name, detail, start, end))

    def _accuracy(self, name: str, right: bool, noun: str, g: _Gold, ours: object, gold: object) -> None:
        self.score.accuracies[name].add(right)
        if not right:
            self._case("wrong", f"{noun} {name}", f"ours {ours!r}, gold {gold!r}", g.start, g.end)

    def _raw(self, span: Span) -> tuple[int, int]:
        return to_raw(self.ours.report.map, span.start, span.end)

    def _located(self, row: dict[str, Any]) -> _Gold:
        start = self.raw.index(row["quote"])
        return _Gold(row, start, start + len(row["quote"]), self._sentence(start))

    def _located_content(self, row: dict[str, Any]) -> _Gold:
        """The shortest stretch from the content's first words to its last."""
        best: tuple[int, int] | None = None
        for start in _occurrences(self.raw, row["content_start"]):
            stop = self.raw.find(row["content_end"], start)
            if stop < 0:
                continue
            end = stop + len(row["content_end"])
            if best is None or end - start < best[1] - best[0]:
                best = start, end
        if best is None:
            raise ValueError(f"{self.name}: the words of {row} are not in the text.")
        return _Gold(row, *best, self._sentence(best[0]))

    def _sentence(self, position: int) -> tuple[int, int]:
        return next((b for b in self.bounds if b[0] <= position < b[1]), (position, position + 1))

    def _chain_fit(self, g: _Gold, spans: Iterable[Span], agrees: bool) -> float:
        where = [self._raw(span) for span in spans]
        if not any(start < g.sentence[1] and end > g.sentence[0] for start, end in where):
            return 0
        return 1 + agrees + 0.5 * any(start < g.end and end > g.start for start, end in where)

    def _nearest(self, g: _Gold, chain: list[Row]) -> Row:
        return min(chain, key=lambda row: abs(self._raw(row.span)[0] - g.start))


def _is_one_of(actor: Actor, wanted: Iterable[str | None]) -> bool:
    """Whether the actor is meant: one of the codebook by id, nobody (None), or "~name" who is in no codebook."""
    for who in wanted:
        if who is None or who.startswith("~"):
            stranger = actor.id is not None and actor.id.startswith("a-")
            if actor.id is None or (who is not None and stranger and who[1:].lower() in actor.name.lower()):
                return True
        elif actor.id == who:
            return True
    return False


def _pair(gold: Sequence[_Gold], ours: Sequence[T], fit: Callable[[_Gold, T], float]) -> dict[int, int]:
    """The one-to-one pairing with the greatest total fit; a sure gold row goes before an unsure one."""
    if not gold or not ours:
        return {}
    fits = numpy.array([[fit(g, o) for o in ours] for g in gold], dtype=float)
    bonus = numpy.array([[0.0 if g.unsure else 5.0] for g in gold])
    weights = numpy.where(fits > 0, fits + 10 + bonus, 0)
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return {int(i): int(j) for i, j in zip(rows, columns, strict=True) if fits[i, j] > 0}


def _chains(rows: Iterable[Row]) -> list[list[Row]]:
    chains: dict[str, list[Row]] = {}
    for row in rows:
        chains.setdefault(row.same_as or row.id, []).append(row)
    return list(chains.values())


def _once_each(figures: Iterable[Figure]) -> list[list[Figure]]:
    """Figures that one report tells twice in the same words (headline and body, a text pasted twice) are one row."""
    copies: dict[object, list[Figure]] = {}
    for f in figures:
        chain = f.same_as or f.id
        words = " ".join(_fold(f.span.text))
        copies.setdefault((chain, f.measure, f.low, f.high, words), []).append(f)
    return list(copies.values())


def _once_by(rows: Iterable[T], key: Callable[[T], object]) -> list[T]:
    kept: dict[object, T] = {}
    for row in rows:
        kept.setdefault(key(row), row)
    return list(kept.values())


def _occurrences(text: str, words: str) -> Iterable[int]:
    position = text.find(words)
    while position >= 0:
        yield position
        position = text.find(words, position + 1)


# --- comparing words ---------------------------------------------------------------------------------------------


def _fold(words: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", words.replace("’", "'")).encode("ascii", "ignore").decode().lower()
    cleaned = "".join(character if character.isalnum() or character in "-'" else " " for character in plain)
    tokens = [token.removesuffix("'s").strip("-'") for token in cleaned.split()]
    return [token for token in tokens if token]


def _proper(words: str) -> set[str]:
    return set(_fold(words)) - _GENERIC


def _one(place: Place | None) -> list[Place]:
    return [place] if place else []


def _words(place: Place) -> str:
    return place.span.text if place.span else place.name


def _same_place(gold: str | None, ours: Sequence[Place]) -> bool:
    if gold is None:
        return not ours
    wanted = _proper(gold) or set(_fold(gold))
    for place in ours:
        for words in (_words(place), place.name):
            have = _proper(words) or set(_fold(words))
            if have and (have <= wanted or wanted <= have):
                return True
    return False


def _same_claimant(gold: str | None, ours: Actor | None) -> bool:
    if gold is None or ours is None:
        return gold is None and ours is None
    return _same_head(gold, ours)


def _heads(words: str) -> set[str]:
    """The last words of the parts of a naming phrase: before a comma, before "of", before "for"."""
    heads = set()
    for part in words.replace(" - ", ",").split(","):
        for cut in (" of ", " for ", " in ", " from ", " who ", " at ", " on ", " to "):
            part = part.split(cut)[0]
        folded = _fold(part)
        if folded:
            heads.add(folded[-1])
    whole = _fold(words)
    return heads | ({whole[-1]} if whole else set())


def _same_head(gold: str, ours: Actor) -> bool:
    wanted = _heads(gold)
    for words in (ours.name, ours.span.text if ours.span else ""):
        for head in _heads(words):
            if any(head == want or (len(want) > 4 and fuzz.ratio(head, want) >= 80) for want in wanted):
                return True
    return False


def _same_date(gold: str | None, ours: Time | None) -> bool:
    have = _date(ours)
    if gold is None or have is None:
        return gold is None and have is None
    first, _, last = gold.partition("/")
    return have == f"{first}/{last or first}"


def _date(time: Time | None) -> str | None:
    if time is None or not (time.start or time.end):
        return None
    return f"{(time.start or '')[:10]}/{(time.end or time.start or '')[:10]}"


# --- words for the error page ------------------------------------------------------------------------------------


def _gold_words(row: dict[str, Any]) -> str:
    return "; ".join(f"{key} {value}" for key, value in row.items() if value not in (None, [], False))


def _figure_words(f: Figure) -> str:
    return f"{f.measure} {f.low}-{f.high} of {f.of and f.of.text!r} ({f.span.text})"


def _mention_words(chain: list[Mention]) -> str:
    return " + ".join(f"{m.type} {m.mode} {m.actuality} {m.span.text!r}" for m in chain)


def _talk_words(chain: list[Talk]) -> str:
    return " + ".join(f"{t.kind} {t.status} {t.span.text!r}" for t in chain)


def _statement_words(s: Statement) -> str:
    return f"{s.speaker.name} | {s.cue and s.cue.text} | {s.act} | {s.content.text[:80]}"


def _position_words(p: Position) -> str:
    return f"{p.actor.name} | {p.issue} | {p.stance}"
