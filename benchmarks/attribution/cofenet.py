"""CofeNet's token files: ``{tokens, labels, id}`` a line, labels in the B-/I-/O scheme over source, cue, content."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.attribution.conventions import Marked

_WRITTEN = {
    "``": "“",
    "''": "”",
    "`": "‘",
    "'": "’",
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
}
_NO_SPACE_BEFORE = frozenset({".", ",", ";", ":", "?", "!", ")", "]", "}", "”", "’", "%", "n't"})
_NO_SPACE_AFTER = frozenset({"(", "[", "{", "“", "‘", "$", "#"})
_SAMPLES_READ_TOGETHER = 60


@dataclass(frozen=True, slots=True)
class Sample:
    """A few sentences as one sequence of tokens."""

    id: str
    tokens: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Successive samples of one document written out as text: a paragraph each. ``places`` are the tokens' offsets."""

    id: str
    text: str
    samples: tuple[Sample, ...]
    places: tuple[tuple[tuple[int, int], ...], ...]


def samples(path: Path) -> list[Sample]:
    """The samples of a file in their order; those without an id take the file's name."""
    rows = (json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip())
    return [Sample(row.get("id", path.stem), tuple(row["tokens"]), tuple(row["labels"])) for row in rows]


def passages(found: Sequence[Sample]) -> Iterator[Passage]:
    """The samples in runs of one document each."""
    run: list[Sample] = []
    for sample in found:
        if run and (run[0].id != sample.id or len(run) == _SAMPLES_READ_TOGETHER):
            yield _passage(run)
            run = []
        run.append(sample)
    if run:
        yield _passage(run)


def _passage(run: Sequence[Sample]) -> Passage:
    parts: list[str] = []
    places: list[tuple[tuple[int, int], ...]] = []
    at = 0
    for sample in run:
        own: list[tuple[int, int]] = []
        last = ""
        for token in sample.tokens:
            word = _WRITTEN.get(token, token)
            if own and not _joins(last, word):
                parts.append(" ")
                at += 1
            parts.append(word)
            own.append((at, at + len(word)))
            at += len(word)
            last = word
        places.append(tuple(own))
        parts.append("\n\n")
        at += 2
    return Passage(run[0].id, "".join(parts), tuple(run), tuple(places))


def _joins(last: str, word: str) -> bool:
    return word in _NO_SPACE_BEFORE or last in _NO_SPACE_AFTER or (len(word) > 1 and word[0] == "'")


def on_tokens(spans: set[Marked], places: Sequence[tuple[int, int]]) -> set[Marked]:
    """The spans of a text as spans of tokens, for the tokens that stand at these places."""
    found = set()
    for span in spans:
        inside = [i for i, (start, end) in enumerate(places) if start < span.end and span.start < end]
        if inside:
            found.add(Marked(span.kind, inside[0], inside[-1] + 1))
    return found


def decoded(labels: Sequence[str]) -> set[Marked]:
    """The spans behind the labels: each begins with a B- and goes on with I- of its kind, as CofeNet scores them."""
    found: set[Marked] = set()
    kind, start = "", 0
    for at, label in enumerate((*labels, "O")):
        if kind and label != f"I-{kind}":
            found.add(Marked(kind, start, at))
            kind = ""
        if label.startswith("B-"):
            kind, start = label[2:], at
    return found
