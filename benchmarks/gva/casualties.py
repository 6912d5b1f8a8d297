"""How many were killed and injured in an incident: the pair of numbers that its reports together speak for most.

A death or a wound is often told without a number ("his father was hit"), a victim dies between two reports, a gunman
may count or not. So each pair that the reports allow is weighed: figures, targets and words of every report are
evidence for some pairs and against others (``words.yaml``, ``harm``).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from benchmarks.gva.weighing import weighed
from benchmarks.gva.words import pattern_of
from grotius.model import Extraction, Figure, Mention

_FIRST, _EARLY = 2, 6
_MOST = 200
_MOST_VALUES = 15
_HEAD, _OPENING, _WORDS, _ALL = 600, 1500, 2500, 3000
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_TIMES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}
_NUMBER = rf"(\d{{1,2}}|{'|'.join(_NUMBERS)})"
_PEOPLE = (
    "(?:people|persons|victims|others|men|women|children|kids|teens|teenagers|boys|girls|adults|bodies|family members)"
)
_ARE = "(?:(?:were|was|are|have been|has been|found) )*"
_SHOT = re.compile(rf"\b{_NUMBER} (?:{_PEOPLE} )?{_ARE}shot\b")
_DEAD = re.compile(
    rf"\b{_NUMBER} (?:{_PEOPLE} )?{_ARE}(?:dead|shot dead|shot to death|shot and killed|fatally shot|bodies)\b"
)
_MULTIPLE = re.compile(rf"\b({'|'.join(_TIMES)})[- ](?:fatal )?shooting")
_MULTIPLE_DEAD = re.compile(rf"\b({'|'.join(_TIMES)})[- ](?:murder|homicide|slaying|killing|fatal)")
_AGE = re.compile(r"\b(\d{1,2})[- ]year[- ]old")


@dataclass(frozen=True)
class Told:
    """What one report tells of harm. ``values``: by kind of evidence, how strongly each number is told.

    ``words``: by kind of word, how often it stands there (as a logarithm). ``ages``: how many ages are told.
    """

    values: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    words: Mapping[str, float] = field(default_factory=dict)
    ages: int = 0

    def has(self, kind: str) -> bool:
        return bool(self.values.get(kind))


def told_of(extraction: Extraction) -> Told:
    values: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for measure in ("killed", "injured"):
        _note_figures(extraction, measure, values)
    _note_targets(extraction.mentions, values)
    title, text = extraction.report.title or "", extraction.report.text
    low = f"{title} . {text[:_ALL]}".lower()
    _note_numbers(low, values)
    words = {
        "death in title": len(pattern_of("sure_death").findall(title.lower())),
        "sure death": len(pattern_of("sure_death").findall(text[:_HEAD].lower())),
        "death": len(pattern_of("any_death").findall(text[:_WORDS].lower())),
        "alive": len(pattern_of("alive").findall(text[:_OPENING].lower())),
        "hurt": len(pattern_of("hurt").findall(text[:_WORDS].lower())),
        "own hand": len(pattern_of("own_hand").findall(low[:_OPENING])),
    }
    logs = {name: math.log1p(count) for name, count in words.items()}
    return Told({kind: dict(found) for kind, found in values.items()}, logs, len(set(_AGE.findall(low))))


def _note_figures(extraction: Extraction, measure: str, values: dict[str, dict[int, float]]) -> None:
    """People of one sentence are added up ("a man and a woman")."""
    text, title = extraction.report.text, extraction.report.title or ""
    headline = text.find("\n") if title and text.startswith(title[:25]) else 0
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for figure in extraction.figures:
        value = figure.low if figure.low is not None else figure.best
        if figure.measure != measure or value is None or figure.part_of is not None or figure.actuality != "actual":
            continue
        if figure.cumulative:
            values[f"{measure} in all"][value] = 1.0
        else:
            by_sentence[figure.sentence.start].append(value)
    for number, start in enumerate(sorted(by_sentence)):
        counts = by_sentence[start]
        values[f"{measure} {('first', 'second', 'third', 'later')[min(number, 3)]}"][sum(counts)] = 1.0
        values[f"{measure} anywhere"][sum(counts)] += 1.0
        if number == 0 and len(counts) > 1:
            values[f"{measure} largest"][max(counts)] = 1.0
        if start < headline:
            values[f"{measure} in title"][sum(counts)] = 1.0
    if by_sentence:
        values[f"{measure} at most"][max(sum(counts) for counts in by_sentence.values())] = 1.0


def _note_targets(mentions: Iterable[Mention], values: dict[str, dict[int, float]]) -> None:
    told = [mention for mention in mentions if mention.actuality == "actual" and mention.target is not None]
    for type_, kind in (("killing", "killed"), ("wounding", "injured"), ("shooting", "shot")):
        people = [people_in(mention.target.text) for mention in told if mention.type == type_ and mention.target]
        for count in people[:_EARLY]:
            values[f"{kind} target"][count] += 1.0
        if people:
            values[f"{kind} target first"][people[0]] = 1.0


def _note_numbers(low: str, values: dict[str, dict[int, float]]) -> None:
    for match in _SHOT.finditer(low[:_OPENING]):
        values["number shot"][_value(match.group(1))] = 1.0
    for match in _DEAD.finditer(low[:_OPENING]):
        values["number dead"][_value(match.group(1))] += 1.0
    for match in _MULTIPLE.finditer(low):
        values["multiple"][_TIMES[match.group(1)]] = 1.0
    for match in _MULTIPLE_DEAD.finditer(low):
        values["killed by name of crime"][_TIMES[match.group(1)]] += 1.0
    if pattern_of("gunman_died").search(low[:_WORDS]):
        for kind in ("killed first", "killed second", "killed target first", "killed by name of crime", "number dead"):
            for value in list(values.get(kind, ())):
                values["killed and the gunman"][value + 1] = 1.0


def people_in(words: str) -> int:
    """ "Four people", "13 men": the number that a noun phrase begins with; a phrase without one tells of one person."""
    first = words.lower().split()[0] if words.split() else ""
    return _value(first) if first in _NUMBERS or (first.isdigit() and int(first) <= _MOST) else 1


def _value(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.index(word)


# -- weighing ---------------------------------------------------------------------------------------------------


def agreed(reports: Sequence[Told]) -> tuple[int, int]:
    """The killed and the injured that all reports of an incident speak for most; of equals the fewest."""
    return max(pairs(reports), key=lambda pair: (_score(reports, *pair), -pair[0], -pair[1]))


def _score(reports: Sequence[Told], killed: int, injured: int) -> float:
    return weighed("harm", [dict(evidence(report, killed, injured)) for report in reports])


def pairs(reports: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """The pairs that the reports allow."""
    killed, injured, together = {0, 1}, {0, 1}, set[int]()
    for kind, found in ((kind, found) for report in reports for kind, found in report.values.items()):
        values = {value for value in found if value <= _MOST}
        if kind.startswith("killed") or kind == "number dead":
            killed |= values
        elif kind.startswith("injured"):
            injured |= values
        else:
            together |= values
        if kind in ("killed first", "injured first"):
            killed |= {value - 1 for value in values if value > 1}
    least = sorted(killed)[:_MOST_VALUES]
    injured |= {value - dead for value in together for dead in least if value >= dead}
    return product(least, sorted(injured)[:_MOST_VALUES])


def evidence(told: Told, killed: int, injured: int) -> Iterator[tuple[str, float]]:
    """What speaks for or against a pair, and how strongly."""
    for kind, found in told.values.items():
        of = killed if kind.startswith("killed") or kind == "number dead" else injured
        strength = found.get(killed + injured if kind in _TOGETHER else of, 0.0)
        if strength:
            yield kind, math.log2(1 + strength)
    if killed + injured in told.values.get("killed first", ()):
        yield "killed first is all", 1.0
    if killed < max(told.values.get("killed at most", ()), default=0):
        yield "fewer killed than told", 1.0
    if killed + injured == told.ages:
        yield "as many ages", 1.0
    yield from _of_killed(told, killed)
    yield from _of_injured(told, killed, injured)


_TOGETHER = frozenset({"number shot", "multiple", "shot target first"})


def _of_killed(told: Told, killed: int) -> Iterator[tuple[str, float]]:
    if killed == 0:
        yield "none killed", 1.0
        yield "none killed: death in title", float(told.words["death in title"] > 0)
        yield "none killed: death", told.words["death"]
        yield "none killed: alive", told.words["alive"]
        return
    yield "killed beyond one", math.log(killed)
    if killed == 1:
        yield "one killed: sure death", told.words["sure death"]
    if not told.has("killed first"):
        yield "killed, no count: sure death", told.words["sure death"]


def _of_injured(told: Told, killed: int, injured: int) -> Iterator[tuple[str, float]]:
    counted = told.has("injured first")
    if injured == 0:
        yield "none injured", 1.0
        yield "none injured: hurt", told.words["hurt"]
        yield "none injured, no count", float(not counted)
        yield "none injured: own hand", float(told.words["own hand"] > 0)
        if killed == 0:
            yield "nobody harmed", 1.0
    if injured == 1:
        yield "one injured", 1.0
        yield "one injured, no count", float(not counted)
        yield "only one injured, no counts", float(killed == 0 and not counted and not told.has("killed first"))


# -- the figures that are compared ------------------------------------------------------------------------------


def counted(extraction: Extraction) -> Iterator[Figure]:
    """The figures of the killed and the injured that stand first, those of two sentences for each measure."""
    for measure in ("killed", "injured"):
        starts: list[int] = []
        for figure in extraction.figures:
            if figure.measure != measure or not _counts(figure):
                continue
            if figure.sentence.start not in starts:
                starts.append(figure.sentence.start)
            if len(starts) <= _FIRST:
                yield figure


def _counts(figure: Figure) -> bool:
    told = figure.low if figure.low is not None else figure.best
    return told is not None and figure.part_of is None and figure.actuality == "actual" and not figure.cumulative
