"""PLOVER gold standard records: a text -> its event's category, and category with source and target.

Grotius reads the text alone. Of its interactions the one counts that agrees best with gold: first the category,
then the actors (a shared proper word). Gold's older category names are mapped to PLOVER's present roots.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from benchmarks.result import Accuracy, Case, Result, data_hash
from grotius.codebook import load
from grotius.extract.claimants import Claimants
from grotius.extract.events import EventFinder
from grotius.extract.interactions import InteractionFinder
from grotius.extract.scene import SceneReader
from grotius.extract.statements import StatementFinder
from grotius.extract.talks import TalkFinder
from grotius.language import Language
from grotius.model import Actor, Interaction

_NOW = {
    "CONCEDE": "YIELD", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "REDUCE": "SANCTION", "INVESTIGATE": "ACCUSE",
    "APPEAL": "REQUEST", "INTENT": "AGREE", "FIGHT": "ASSAULT", "ENGAGE": "SUPPORT",
}  # fmt: skip
_COMMON = frozenset("the of a an and in for to president minister government prime".split())


def run(data: Path) -> Result:
    """Score ``plover_gsr*.jsonl`` in the folder."""
    paths = sorted(data.glob("plover_gsr*.jsonl"))
    rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]
    reader = _Reader()
    started = time.perf_counter()
    found = [reader.read(row["text"]) for row in rows]
    seconds = time.perf_counter() - started
    category, both = Accuracy(), Accuracy()
    cases: list[Case] = []
    for row, interactions in zip(rows, found, strict=True):
        for event in row["events"]:
            best = max(interactions, key=lambda each: _agreement(event, each), default=None)
            agreement = _agreement(event, best) if best is not None else 0
            category.add(agreement >= 2)
            both.add(agreement >= 4)
            kind = "matched" if agreement >= 4 else "wrong"
            detail = f"gold {_root(event)} {_words(event)}; ours {[_shown(each) for each in interactions]}"
            cases.append(Case(kind, "event", row["id"], detail, 0, len(row["text"])))
    scores = {"category": category.value, "category_actors": both.value}
    return Result(
        "plover_gsr", data_hash(paths), len(rows), seconds, scores, cases, {row["id"]: row["text"] for row in rows}
    )


class _Reader:
    def __init__(self) -> None:
        codebook = load()
        self._language = Language()
        self._statements = StatementFinder(codebook)
        self._events = EventFinder(codebook)
        self._scenes = SceneReader(codebook)
        self._talks = TalkFinder(codebook)
        self._interactions = InteractionFinder(codebook)

    def read(self, text: str) -> list[Interaction]:
        document = self._language.read(text)
        document.parse(document.sentences)
        statements = self._statements.find(document, "gsr")
        claimants = Claimants(statements, document)
        scene = self._scenes.read(document)
        mentions = self._events.find(document, scene, claimants, "gsr")
        talks = self._talks.find(document, claimants, "gsr")
        return self._interactions.find(document, statements, talks, mentions, claimants, "gsr")


def _root(event: dict[str, Any]) -> str:
    return _NOW.get(event["event"], event["event"])


def _agreement(event: dict[str, Any], ours: Interaction) -> int:
    """2 for the category, and 1 for each actor."""
    return (
        2 * (ours.root == _root(event))
        + _shares(event.get("source", []), ours.source)
        + _shares(event.get("target", []), ours.target)
    )


def _shares(gold: list[dict[str, Any]], ours: Actor | None) -> bool:
    if not gold:
        return True
    wanted = {word for actor in gold for word in _folded(actor["actorText"])}
    return ours is not None and bool(wanted & _folded(ours.name))


def _folded(words: str) -> set[str]:
    return {word.strip(".,'’\"()").lower().removesuffix("'s").removesuffix("’s") for word in words.split()} - _COMMON


def _words(event: dict[str, Any]) -> str:
    return " > ".join(", ".join(actor["actorText"] for actor in event.get(role, [])) for role in ("source", "target"))


def _shown(ours: Interaction) -> str:
    return f"{ours.source.name} {ours.root} {ours.target.name if ours.target else None}"
