"""``isaf``: press releases of the coalition in Afghanistan, coded by hand into fourteen fields.

The overlay in ``codebook/`` adds what these releases tell of (detention, killing, pursuit) and the annotator's reading
of vague numbers; ``coding.py`` maps the rows to the fields. Each field's score is the share of records that are equal:
lists as sets; numbers, truth values and dates exactly. ``aggregate`` is the mean of the thirteen fields that the
published evaluation of language models averages; ``name`` (a free title, often a mere number) is left out of it as it
is there, and scored apart as the mean likeness of the two titles.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from benchmarks.isaf.coding import Coded, coded
from benchmarks.isaf.dateline import Numbers, laid_out
from benchmarks.result import Case, Result, data_hash
from grotius.run import Engine, Settings

FIELDS = (
    "start_date",
    "province",
    "target_group",
    "event_type",
    "min_killed",
    "min_captured",
    "killq",
    "captureq",
    "killcaptureraid",
    "airstrike",
    "noshotsfired",
    "min_leaders_killed",
    "min_leaders_captured",
)


def run(data: Path) -> Result:
    """Code every release of ``isaf.jsonl`` and compare."""
    path = data / "isaf.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    engine = Engine(Settings(codebook=Path(__file__).parent / "codebook"))
    numbers = Numbers(row["text"] for row in rows)
    started = time.perf_counter()
    found = [
        coded(engine.extract(engine.report(laid_out(row["text"]), row["id"], published=numbers.published(row["text"]))))
        for row in rows
    ]
    seconds = time.perf_counter() - started
    scores, cases = compared(rows, found)
    texts = {row["id"]: row["text"] for row in rows}
    return Result("isaf", data_hash([path]), len(rows), seconds, scores, cases, texts)


def compared(rows: list[dict[str, Any]], found: list[Coded]) -> tuple[dict[str, float], list[Case]]:
    """Scores by field, and one case for each wrong value."""
    right = dict.fromkeys(FIELDS, 0)
    names = 0.0
    cases = []
    for row, ours in zip(rows, found, strict=True):
        fields = ours.fields()
        names += fuzz.token_sort_ratio(str(row["gold"]["name"]).lower(), ours.name.lower()) / 100
        for field in FIELDS:
            if is_equal(row["gold"][field], fields[field]):
                right[field] += 1
            else:
                detail = f"ours {fields[field]!r}, gold {row['gold'][field]!r}"
                cases.append(Case("wrong", field, row["id"], detail, 0, len(row["text"])))
    shares = {field: count / len(rows) if rows else 0.0 for field, count in right.items()}
    mean = sum(shares.values()) / len(FIELDS)
    return {"aggregate": mean, **shares, "name": names / len(rows) if rows else 0.0}, cases


def is_equal(gold: object, ours: object) -> bool:
    """Lists are compared as sets; one entry may hold several values between semicolons."""
    if isinstance(gold, list) and isinstance(ours, list):
        return _values(gold) == _values(ours)
    return gold == ours


def _values(entries: list[str]) -> set[str]:
    return {value.strip() for entry in entries for value in entry.split(";")}
