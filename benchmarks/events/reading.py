"""The two sets as texts with events. Sentences are put on lines of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.events.scoring import Argument, Event

_ROLES = {
    "place": "place",
    "victim": "victim",
    "target": "victim",
    "attacker": "attacker",
    "killer": "attacker",
    "injurer": "attacker",
    "instrument": "instrument",
    "explosivedevice": "instrument",
}


@dataclass(frozen=True)
class Document:
    name: str
    text: str
    events: tuple[Event, ...]


def kind_of(event_type: str) -> str | None:
    """Our class of a type's name in either set; None for the many others."""
    name = event_type.lower()
    for start, kind in (("conflict.attack", "attack"), ("life.injure", "injure"), ("life.die", "die")):
        if name.startswith(start):
            return kind
    return (
        "meet"
        if name.startswith("contact.") and name.endswith(".meet") and "discussion" in name
        else ("meet" if name == "contact.contact.meet" else None)
    )


def wikievents(path: Path) -> Iterator[Document]:
    for row in _rows(path):
        text, at = _joined(row["sentences"])
        places = {entity["id"]: (at[entity["start"]][0], at[entity["end"] - 1][1]) for entity in row["entity_mentions"]}
        events = []
        for event in row["event_mentions"]:
            kind = kind_of(event["event_type"])
            if kind is None:
                continue
            start, end = at[event["trigger"]["start"]][0], at[event["trigger"]["end"] - 1][1]
            arguments = tuple(
                Argument(_ROLES[argument["role"].lower()], *places[argument["entity_id"]])
                for argument in event["arguments"]
                if argument["role"].lower() in _ROLES and argument["entity_id"] in places
            )
            events.append(Event(kind, start, end, text[start:end], arguments))
        yield Document(row["doc_id"], text, tuple(events))


def _joined(sentences: list[Any]) -> tuple[str, list[tuple[int, int]]]:
    """The sentences as lines, and where each token of the text stands."""
    text, at = "", []
    for tokens, words in sentences:
        first = tokens[0][1] if tokens else 0
        at += [(len(text) + start - first, len(text) + end - first) for _, start, end in tokens]
        text += words + "\n"
    return text, at


def rams(path: Path) -> Iterator[Document]:
    for row in _rows(path):
        text, at = "", []
        for tokens in row["sentences"]:
            for token in tokens:
                at.append((len(text), len(text) + len(token)))
                text += token + " "
            text = text[:-1] + "\n"
        events = []
        for first, last, types in row["evt_triggers"]:
            kind = kind_of(types[0][0])
            if kind is not None:
                start, end = at[first][0], at[last][1]
                events.append(Event(kind, start, end, text[start:end]))
        if events:
            yield Document(row["doc_key"], text, tuple(events))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)
