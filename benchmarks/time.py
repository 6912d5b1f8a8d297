"""Time phrases against TIMEX3 gold.

Files: every ``*.jsonl`` of the folder, rows ``{id, published, text, timexes: [{start, end, type, value}]}``.

Rules. Predictions are the phrases of ``TimeReader.read`` over all sentences, all parsed; ``published`` is given to the
reader as the date of publication. A prediction matches a gold phrase strictly when both ends are equal, relaxed when
they overlap; each phrase matches once, strict pairs first, then the largest overlap, from left to right.

* ``extent.strict_f1``, ``extent.relaxed_f1``: F1 over all texts (micro).
* ``value``: F1 where a pair counts as right if it matches relaxed and its value is equal, as TempEval-3 scores it.
  Values are compared as strings, case folded; gold without a value (``null``) equals an empty value of ours.
* ``value_accuracy``: the share of relaxed matches with the right value.
* ``type_accuracy``: the share of relaxed matches with the right type. (Some conversions of gold know only ``DATE``.)
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.result import Accuracy, Case, Result, Tally, data_hash
from grotius.codebook import load
from grotius.language import Language, TimeReader


@dataclass(frozen=True)
class Timex:
    start: int
    end: int
    type: str
    value: str


def run(data: Path) -> Result:
    paths = sorted(data.glob("*.jsonl"))
    language, reader = Language(), TimeReader(load().times)
    strict, relaxed, value = Tally(), Tally(), Tally()
    right_value, right_type = Accuracy(), Accuracy()
    cases: list[Case] = []
    texts: dict[str, str] = {}
    began = time.perf_counter()
    for row in _rows(paths):
        gold = sorted(map(_gold, row["timexes"]), key=lambda timex: (timex.start, timex.end))
        ours = predict(language, reader, row["text"], row.get("published"))
        pairs = match(gold, ours)
        texts[row["id"]] = row["text"]
        exact = sum(1 for g, o in pairs if (g.start, g.end) == (o.start, o.end))
        valued = [(g, o) for g, o in pairs if g.value == o.value]
        for tally, hits in ((strict, exact), (relaxed, len(pairs)), (value, len(valued))):
            tally.right += hits
            tally.missed += len(gold) - hits
            tally.invented += len(ours) - hits
        for g, o in pairs:
            right_value.add(g.value == o.value)
            right_type.add(g.type == o.type)
        cases.extend(_cases(row["id"], row["text"], gold, ours, pairs))
    scores = {
        "extent.strict_f1": strict.f1,
        "extent.relaxed_f1": relaxed.f1,
        "extent.relaxed_precision": relaxed.precision,
        "extent.relaxed_recall": relaxed.recall,
        "value": value.f1,
        "value_accuracy": right_value.value,
        "type_accuracy": right_type.value,
    }
    return Result("time", data_hash(paths), len(texts), time.perf_counter() - began, scores, cases, texts)


def predict(language: Language, reader: TimeReader, text: str, published: str | None) -> list[Timex]:
    document = language.read(text, published)
    document.parse(document.sentences)
    return [
        Timex(phrase.span.start, phrase.span.end, phrase.kind.upper(), phrase.value.casefold())
        for sentence in document.sentences
        for phrase in reader.read(sentence)
    ]


def match(gold: list[Timex], ours: list[Timex]) -> list[tuple[Timex, Timex]]:
    """One-to-one pairs: equal ends first, then by the size of the overlap."""
    options = [
        (g.start == o.start and g.end == o.end, min(g.end, o.end) - max(g.start, o.start), -g.start, i, k)
        for i, g in enumerate(gold)
        for k, o in enumerate(ours)
        if g.start < o.end and o.start < g.end
    ]
    taken_gold: set[int] = set()
    taken_ours: set[int] = set()
    pairs: list[tuple[Timex, Timex]] = []
    for *_, i, k in sorted(options, reverse=True):
        if i not in taken_gold and k not in taken_ours:
            taken_gold.add(i)
            taken_ours.add(k)
            pairs.append((gold[i], ours[k]))
    return sorted(pairs, key=lambda pair: pair[0].start)


def _rows(paths: list[Path]) -> list[dict[str, Any]]:
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]


def _gold(row: dict[str, Any]) -> Timex:
    value = row["value"] or ""
    return Timex(row["start"], row["end"], row["type"], "" if value == "null" else value.casefold())


def _cases(
    source: str, text: str, gold: list[Timex], ours: list[Timex], pairs: list[tuple[Timex, Timex]]
) -> list[Case]:
    cases: list[Case] = []
    for g, o in pairs:
        if (g.start, g.end) != (o.start, o.end):
            detail = f"extent: gold {text[g.start : g.end]!r}, ours {text[o.start : o.end]!r}"
            cases.append(Case("wrong", "extent", source, detail, g.start, g.end))
        kind = "matched" if g.value == o.value else "wrong"
        detail = f"{text[g.start : g.end]!r}: gold {g.value or 'no value'}, ours {o.value or 'no value'}"
        cases.append(Case(kind, "value", source, detail, g.start, g.end))
    matched_gold, matched_ours = {id(g) for g, _ in pairs}, {id(o) for _, o in pairs}
    cases.extend(
        Case("missed", "phrase", source, f"{text[g.start : g.end]!r} ({g.value})", g.start, g.end)
        for g in gold
        if id(g) not in matched_gold
    )
    cases.extend(
        Case("invented", "phrase", source, f"{text[o.start : o.end]!r} ({o.value})", o.start, o.end)
        for o in ours
        if id(o) not in matched_ours
    )
    return cases
