"""``attribution``: who says what in political news (PolNeAR) and fiction (RiQuA): spans of source, cue and content.

Two kinds of files are scored, whichever the folder has:

* ``polnear_*.jsonl``: whole reports. Spans are compared in the report's own text.
* ``cofenet/**/*.txt``: the same reports, and RiQuA's novels, as sequences of tokens. Each sequence is compared by
  itself, as CofeNet does it; successive sequences of a document are read together, a paragraph each.

A span is right if its kind and both edges are. ``overlap_f1`` compares the characters (tokens) covered instead.
``source.f1`` and the like, without a prefix, are those of ``cofenet/polnear``, or of the reports where it is not there.
Of a training part every tenth document is read. The statements of the whole text are taken, war or no war; see
``conventions`` for how they become spans.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.attribution import cofenet
from benchmarks.attribution.conventions import Marked, marked
from benchmarks.attribution.scoring import KINDS, Scores
from benchmarks.result import Case, Kind, Result, data_hash
from grotius.errors import GrotiusError
from grotius.extract.statements import StatementFinder
from grotius.language import Document
from grotius.model import Report
from grotius.reports import to_raw
from grotius.run import Engine

T = TypeVar("T")
Predict = Callable[[str, str], set[Marked]]
_EVERY_OF_TRAINING = 10
_NO_SAMPLES = {"tag.txt", "voc.txt"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read by Grotius, with its statements as marked spans of the cleaned text."""

    report: Report
    document: Document
    spans: set[Marked]

    def raw(self, span: Marked) -> Marked:
        """The span in the text as received."""
        return Marked(span.kind, *to_raw(self.report.map, span.start, span.end))


class Rules:
    """Grotius' statements as marked spans of a text as received."""

    def __init__(self, engine: Engine | None = None) -> None:
        self.engine = engine or Engine()
        self._statements = StatementFinder(self.engine.codebook)

    def __call__(self, text: str, name: str) -> set[Marked]:
        reading = self.read(text, name)
        return {reading.raw(span) for span in reading.spans} if reading is not None else set()

    def read(self, text: str, name: str) -> Reading | None:
        """``None`` where there is nothing to read in the text."""
        try:
            report = self.engine.report(text, name)
        except GrotiusError:
            return None
        document = self.engine.document(report)
        document.parse(document.sentences)
        return Reading(report, document, marked(document, self._statements.find(document, report.hash)))


def run(data: Path) -> Result:
    """Score every file of the folder that is of one of the two kinds."""
    return score(data, Rules())


def score(data: Path, predict: Predict) -> Result:
    """Score any reader of texts, ours or another."""
    reading = _Reading(predict)
    reports = sorted(data.glob("polnear_*.jsonl"))
    sequences = [path for path in sorted((data / "cofenet").glob("**/*.txt")) if path.name not in _NO_SAMPLES]
    started = time.perf_counter()
    tables = {path.stem: reading.reports(path) for path in reports}
    tables |= {f"{path.parent.name}/{path.stem}": reading.sequences(path) for path in sequences}
    seconds = time.perf_counter() - started
    scores: dict[str, float] = {}
    if tables:
        scores |= tables[_first(tables)].table()
    for name, table in tables.items():
        scores |= table.brief(f"{name}.")
    return Result(
        "attribution", data_hash([*reports, *sequences]), reading.n, seconds, scores, reading.cases, reading.texts
    )


def _first(tables: Iterable[str]) -> str:
    """The file behind the scores without a prefix: not a training part, tokens before reports, first annotators."""
    return min(tables, key=lambda name: ("train" in name, not name.startswith("polnear/"), "/" in name, len(name)))


class _Reading:
    def __init__(self, predict: Predict) -> None:
        self._predict = predict
        self.cases: list[Case] = []
        self.texts: dict[str, str] = {}
        self.n = 0

    def reports(self, path: Path) -> Scores:
        scores = Scores()
        rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
        for row in _some(rows, path):
            self.n += 1
            ours = self._predict(row["text"], row["id"])
            gold = gold_spans(row)
            scores.add(ours, gold)
            self._note(f"{path.stem}/{row['id']}", row["text"], ours, gold)
        return scores

    def sequences(self, path: Path) -> Scores:
        scores = Scores()
        for passage in _some(list(cofenet.passages(cofenet.samples(path))), path):
            self.n += 1
            spans = self._predict(passage.text, passage.id)
            for sample, places in zip(passage.samples, passage.places, strict=True):
                scores.add(cofenet.on_tokens(spans, places), cofenet.decoded(sample.labels))
        return scores

    def _note(self, name: str, text: str, ours: set[Marked], gold: set[Marked]) -> None:
        self.texts[name] = text
        kinds: tuple[tuple[Kind, set[Marked]], ...] = (("missed", gold - ours), ("invented", ours - gold))
        for kind, spans in kinds:
            for span in sorted(spans):
                self.cases.append(Case(kind, span.kind, name, text[span.start : span.end], span.start, span.end))


def _some(rows: list[T], path: Path) -> list[T]:
    return rows[::_EVERY_OF_TRAINING] if "train" in path.stem else rows


def gold_spans(row: dict[str, Any]) -> set[Marked]:
    """The annotators' spans of a row of ``polnear_*.jsonl``."""
    return {
        Marked(kind, start, end) for item in row["attributions"] for kind in KINDS for start, end in item.get(kind, ())
    }
