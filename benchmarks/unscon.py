"""``unscon``: who criticises whom in the Security Council (UNSCon: speeches in elementary discourse units).

A speech is its country's statement. Each sentence is read as content of that statement: it criticises if its act is to
accuse or to criticise, or if it tells of a hostile interaction by another state. The target is the state that does the
hostile thing, else the state that is the sentence's subject, agent, owner or addressee, else that of the sentence
criticised before. Speeches come in parts, one a file; a part is read by itself. A sentence's judgement is that of all
its units.

* ``conflict.*``: units that gold marks as negative evaluation, challenge or correction, against ours.
* ``direct.recall``, ``indirect.recall``, ``challenge.recall``, ``correction.recall``: the share of gold's units of each
  kind that are ours.
* ``target``: of the units that both sides call critical, and where gold names the state: the share with the same state.
* ``dyads.*``: pairs of speaking and criticised state within a meeting.

The cases list each pair with its number of units on both sides.
"""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.result import Accuracy, Case, Kind, Result, Tally, data_hash
from grotius.extract.acts import ActReader
from grotius.language import Document, Name, Sentence
from grotius.model import Interaction
from grotius.run import Engine

_CRITICAL_ACTS = frozenset({"accuse", "criticise"})
_HOSTILE = frozenset({"ACCUSE", "THREATEN", "COERCE", "ASSAULT", "CRIME", "SANCTION", "MOBILIZE"})
_RANKS = {"nsubj": 0, "agent": 0, "nsubjpass": 1, "poss": 1}
_ADDRESSED = frozenset({"by", "from", "on", "upon"})
_NOT_A_TARGET = 3
_KINDS = {
    "direct.recall": "Direct_NegEval",
    "indirect.recall": "Indirect_NegEval",
    "challenge.recall": "Challenge",
    "correction.recall": "Correction",
}

Dyad = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Criticism:
    """A stretch of a part that criticises; ``target`` is a state's key."""

    start: int
    end: int
    target: str | None


@dataclass
class _Score:
    conflict: Tally = field(default_factory=Tally)
    recalls: dict[str, Accuracy] = field(default_factory=lambda: {name: Accuracy() for name in _KINDS})
    target: Accuracy = field(default_factory=Accuracy)
    ours: Counter[Dyad] = field(default_factory=Counter)
    gold: Counter[Dyad] = field(default_factory=Counter)

    def table(self) -> dict[str, float]:
        dyads = Tally(
            len(self.ours.keys() & self.gold.keys()),
            len(self.gold.keys() - self.ours.keys()),
            len(self.ours.keys() - self.gold.keys()),
        )
        found: dict[str, float] = {}
        for noun, tally in (("conflict", self.conflict), ("dyads", dyads)):
            found |= {f"{noun}.precision": tally.precision, f"{noun}.recall": tally.recall, f"{noun}.f1": tally.f1}
        found |= {name: recall.value for name, recall in self.recalls.items()}
        return found | {"target": self.target.value}


class Reader:
    """Finds what a part of a speech criticises."""

    def __init__(self, engine: Engine | None = None) -> None:
        self._engine = engine or Engine()
        self._acts = ActReader(self._engine.codebook.acts)
        self._states: dict[str, str | None] = {}

    def state(self, words: str) -> str | None:
        """The key of a state by its name in the data ("russian_federation")."""
        if words not in self._states:
            name = words.replace("_", " ").title()
            document = self._document(f"{name} spoke.")
            keys = [found.key for found in document.sentences[0].names if found.kind == "state"]
            self._states[words] = keys[0] if keys else None
        return self._states[words]

    def read(self, text: str, speaker: str | None) -> Iterator[Criticism]:
        """``speaker`` is the key of the state that speaks."""
        report = self._engine.report(text, "speech")
        document = self._document(text)
        hostile = [
            row
            for row in self._engine.extract(report, whole=True).interactions
            if row.root in _HOSTILE and row.modality == "past" and row.source.id not in (None, speaker)
        ]
        last: str | None = None
        for sentence in document.sentences:
            within = [row for row in hostile if sentence.start <= row.span.start < sentence.end]
            act = self._acts.read(document, sentence.span, None, True, "")
            if within or act in _CRITICAL_ACTS:
                last = _target(sentence, within, speaker) or last
                yield Criticism(sentence.start, sentence.end, last)

    def _document(self, text: str) -> Document:
        document = self._engine.document(self._engine.report(text, "speech"))
        document.parse(document.sentences)
        return document


def _target(sentence: Sentence, hostile: list[Interaction], speaker: str | None) -> str | None:
    for row in hostile:
        if row.source.id is not None and row.source.kind == "state":
            return row.source.id
    named = [name for name in sentence.names if name.kind == "state" and name.key not in (None, speaker)]
    ranked = sorted((_rank(sentence, name), name.start, name.key) for name in named)
    return ranked[0][2] if ranked and ranked[0][0] < _NOT_A_TARGET else None


def _rank(sentence: Sentence, name: Name) -> int:
    """Who acts comes before who owns or is addressed; one that is merely named is no target."""
    tokens = sentence.tokens_in(name.start, name.end)
    head = next((token for token in tokens if token.head not in tokens or token.head is token), None)
    if head is None:
        return _NOT_A_TARGET
    if head.dep == "pobj":
        return 0 if head.head.dep == "agent" else 2 if head.head.lower in _ADDRESSED else _NOT_A_TARGET
    return _RANKS.get(head.dep, _NOT_A_TARGET)


def run(data: Path) -> Result:
    """Score ``edus.jsonl``."""
    return score(data, Reader())


def score(data: Path, reader: Reader) -> Result:
    """Score what a reader finds."""
    path = data / "edus.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        parts[row["file_id"]].append(row)
    counts = _Score()
    texts: dict[str, str] = {}
    cases: list[Case] = []
    started = time.perf_counter()
    for name, units in parts.items():
        texts[name], places = _written(units)
        speaker = speaker_of(name)
        found = list(reader.read(texts[name], reader.state(speaker)))
        cases += _compare(name, units, places, found, speaker, reader, counts)
    seconds = time.perf_counter() - started
    cases += _dyads(counts)
    return Result("unscon", data_hash([path]), len(parts), seconds, counts.table(), cases, texts)


def speaker_of(file_id: str) -> str:
    """The state in a file's name: "UNSC_2014_SPV.7154_spch025_Ukraine2_00_GD.txt" is Ukraine's."""
    words = file_id.removesuffix(".txt").replace("%", "_").split("_")[4:]
    kept = []
    for word in words:
        if word in ("neg", "pos", "GD") or word.isdigit() or word.startswith("("):
            break
        kept.append(word.rstrip("0123456789"))
    if kept[-1][-1:].isupper() and not kept[-1].isupper():
        kept[-1] = kept[-1][:-1]
    return "_".join(kept).lower()


def _written(units: list[dict[str, Any]]) -> tuple[str, list[tuple[int, int]]]:
    """The units as one text, and where each of them stands in it."""
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    for unit in units:
        words = str(unit["EDU_text"])
        for mark in (".", ",", ";", ":", "?", "'s"):
            words = words.replace(f" {mark}", mark)
        places.append((at, at + len(words)))
        parts.append(words)
        at += len(words) + 1
    return " ".join(parts), places


def _compare(
    name: str,
    units: list[dict[str, Any]],
    places: list[tuple[int, int]],
    found: list[Criticism],
    speaker: str,
    reader: Reader,
    score: _Score,
) -> Iterator[Case]:
    meeting = name.split("_spch")[0]
    for unit, (start, end) in zip(units, places, strict=True):
        ours = next((item for item in found if item.start < end and start < item.end), None)
        critical = unit["Binary_Conflict_score"] == "1"
        target = next((unit[key] for key in ("A4", "B3") if unit[key] not in ("_", "-NONE-")), None)
        key = reader.state(target) if target else None
        who = reader.state(speaker) or speaker
        if critical and target:
            score.gold[meeting, who, key or target] += 1
        if ours is not None and ours.target is not None:
            score.ours[meeting, who, ours.target] += 1
        kind = _count(score.conflict, ours is not None, critical)
        if kind is not None:
            yield Case(kind, "criticism", name, unit["EDU_text"], start, end)
        for recall, column in _KINDS.items():
            if unit[column] == "1":
                score.recalls[recall].add(ours is not None)
        if ours is not None and critical and target:
            score.target.add(ours.target == key)


def _count(tally: Tally, ours: bool, gold: bool) -> Kind | None:
    if ours and gold:
        tally.right += 1
        return "matched"
    if gold:
        tally.missed += 1
        return "missed"
    if ours:
        tally.invented += 1
        return "invented"
    return None


def _dyads(score: _Score) -> Iterator[Case]:
    for dyad in sorted(score.ours.keys() | score.gold.keys()):
        kind: Kind = "matched" if dyad in score.ours and dyad in score.gold else "missed"
        if dyad not in score.gold:
            kind = "invented"
        meeting, who, whom = dyad
        detail = f"{who} criticises {whom}: units in gold {score.gold[dyad]}, ours {score.ours[dyad]}"
        yield Case(kind, "dyad", meeting, detail)
