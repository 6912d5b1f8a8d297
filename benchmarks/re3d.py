"""re3d: entities of place, person, organisation, nationality, time and weapon in reports on Syria and Iraq.

A set of another design: its entities are whole noun phrases with articles and titles ("Iraqi President Fuad Masum"),
they nest, and pronouns are among them. So an entity is found where one of ours of the same type overlaps it, and ours
is right where it overlaps one of gold; nobody can be matched by a pronoun, which is left out of gold. Precision counts
ours, recall gold's, and each type stands by itself. Military groups are organisations here, as in the set.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.result import Case, Result, data_hash
from grotius.codebook import Codebook, load
from grotius.ground import Names, PlaceIndex
from grotius.language import Document, Language, TimeReader

_TYPES = {
    "Location": "place",
    "Person": "person",
    "Organisation": "organisation",
    "Nationality": "nationality",
    "Temporal": "time",
    "Weapon": "weapon",
}
_KINDS = {
    "place": "place",
    "state": "place",
    "site": "place",
    "person": "person",
    "organisation": "organisation",
    "group": "organisation",
    "nationality": "nationality",
}
_PRONOUNS = frozenset(
    "i me my we us our you your he him his she her it its they them their who whom this that these those which".split()
)
Mark = tuple[int, int]


class _Reader:
    def __init__(self, codebook: Codebook) -> None:
        self._language = Language()
        self._names = Names(codebook, PlaceIndex.open())
        self._times = TimeReader(codebook.times)
        self._weapons = {word for weapon in codebook.weapons.values() for word in weapon.words}

    def entities(self, text: str) -> dict[str, set[Mark]]:
        document = self._language.read(text, names=self._names)
        document.parse(document.sentences)
        found: dict[str, set[Mark]] = defaultdict(set)
        for noun, start, end in (*self._named(document), *self._timed(document), *self._armed(document)):
            found[noun].add((start, end))
        return found

    def _named(self, document: Document) -> Iterator[tuple[str, int, int]]:
        for sentence in document.sentences:
            for name in sentence.names:
                if name.kind in _KINDS:
                    yield _KINDS[name.kind], name.start, name.end

    def _timed(self, document: Document) -> Iterator[tuple[str, int, int]]:
        for sentence in document.sentences:
            for phrase in self._times.read(sentence):
                yield "time", phrase.span.start, phrase.span.end

    def _armed(self, document: Document) -> Iterator[tuple[str, int, int]]:
        for sentence in document.sentences:
            for token in sentence.tokens:
                if token.lemma in self._weapons:
                    yield "weapon", token.start, token.end


def run(data: Path) -> Result:
    """Score all ``*.jsonl`` files of the folder."""
    paths = sorted(data.glob("*.jsonl"))
    reader = _Reader(load())
    rows: list[dict[str, Any]] = [
        json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()
    ]
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    cases: list[Case] = []
    start = time.perf_counter()
    for row in rows:
        ours = reader.entities(row["text"])
        gold = _gold(row)
        for noun in _TYPES.values():
            _compare(noun, ours[noun], gold[noun], counts[noun], cases, row)
    seconds = time.perf_counter() - start
    scores = {name: value for noun in _TYPES.values() for name, value in _table(noun, counts[noun])}
    total = [sum(column) for column in zip(*counts.values(), strict=True)]
    scores.update(_table("all", total))
    return Result("re3d", data_hash(paths), len(rows), seconds, scores, cases, {r["id"]: r["text"] for r in rows})


def _gold(row: dict[str, Any]) -> dict[str, set[Mark]]:
    gold: dict[str, set[Mark]] = defaultdict(set)
    for entity in row["entities"]:
        if entity["type"] in _TYPES and entity["value"].lower() not in _PRONOUNS:
            gold[_TYPES[entity["type"]]].add((entity["start"], entity["end"]))
    return gold


def _compare(
    noun: str, ours: set[Mark], gold: set[Mark], counts: list[int], cases: list[Case], row: dict[str, Any]
) -> None:
    for marks, others, kind, column in ((gold, ours, "missed", 0), (ours, gold, "invented", 2)):
        for mark in sorted(marks):
            right = _overlaps(mark, others)
            counts[column] += right
            counts[column + 1] += 1
            if not right:
                text = row["text"][mark[0] : mark[1]]
                cases.append(Case("missed" if kind == "missed" else "invented", noun, row["id"], text, *mark))


def _overlaps(mark: Mark, others: Iterable[Mark]) -> bool:
    return any(start < mark[1] and mark[0] < end for start, end in others)


def _table(noun: str, counts: list[int]) -> list[tuple[str, float]]:
    found, gold, right, ours = counts
    recall, precision = found / gold if gold else 0.0, right / ours if ours else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return [(f"{noun}.precision", precision), (f"{noun}.recall", recall), (f"{noun}.f1", f1)]
