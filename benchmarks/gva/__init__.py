"""``gva``: local news of shootings, put together into incidents.

Each report is about one incident. The overlay in ``codebook/`` makes Grotius read town shootings. What a report is
about is one telling, in the town and on the day that most in its words speaks for; these tellings are clustered with
``grotius.merge.cluster``, as the record does it. ``bcubed.*`` compares that grouping with the true incidents,
reports without a telling each on its own. For each true incident the group that holds most of its reports is looked at:
``killed`` and ``injured`` are right if equal,
``date`` within one day, ``city`` if the folded names agree. What a group's reports say of these is weighed
(``weighing.py``): local news tells its town in passing, names the day of the court and its dead without a number.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.gva import casualties, days, towns
from benchmarks.gva.main_telling import about
from benchmarks.gva.scoring import Found, bcubed, best_group, is_city, is_date
from benchmarks.gva.towns import Town, Towns
from benchmarks.result import Accuracy, Case, Result, data_hash
from grotius.merge import Weights, cluster, weights_of
from grotius.model import Extraction
from grotius.run import Engine, Settings


def run(data: Path) -> Result:
    """Group ``reports.jsonl`` and compare with ``incidents.jsonl``."""
    reports, incidents = _rows(data / "reports.jsonl"), _rows(data / "incidents.jsonl")
    engine = Engine(Settings(codebook=Path(__file__).parent / "codebook"))
    started = time.perf_counter()
    found = [
        engine.extract(engine.report(row["text"], row["id"], published=row["published"], title=row["title"]))
        for row in reports
    ]
    places = Towns(engine.codebook)
    placed = [places.of(one) for one in found]
    groups = grouped([row["id"] for row in reports], found, placed, weights_of(engine.codebook))
    seconds = time.perf_counter() - started
    scores, cases = compared(reports, incidents, groups)
    files = [data / "reports.jsonl", data / "incidents.jsonl"]
    texts = {row["id"]: row["text"] for row in reports}
    return Result("gva", data_hash(files), len(reports), seconds, scores, cases, texts)


def grouped(
    names: list[str], extractions: list[Extraction], placed: list[list[Town]], weights: Weights
) -> dict[str, Found]:
    """For each report its group, and what the group says of its incident."""
    told = [
        about(one, name, named[0].place if named else None)
        for name, one, named in zip(names, extractions, placed, strict=True)
    ]
    clusters = cluster([telling for telling in told if telling is not None], weights=weights).clusters
    groups = [[telling.report for telling in group] for group in clusters]
    inside = {name for group in groups for name in group}
    groups += [[name] for name in names if name not in inside]
    extracted, towns_of = dict(zip(names, extractions, strict=True)), dict(zip(names, placed, strict=True))
    found: dict[str, Found] = {}
    for number, group in enumerate(groups):
        one = _found(f"g{number}", [extracted[name] for name in group], [towns_of[name] for name in group])
        found.update(dict.fromkeys(group, one))
    return found


def _found(name: str, reports: Sequence[Extraction], placed: Sequence[Sequence[Town]]) -> Found:
    killed, injured = casualties.agreed([casualties.told_of(report) for report in reports])
    day = days.agreed([days.told_of(report) for report in reports])
    return Found(name, killed, injured, day, towns.agreed(placed))


def compared(
    reports: list[dict[str, Any]], incidents: list[dict[str, Any]], groups: dict[str, Found]
) -> tuple[dict[str, float], list[Case]]:
    """Scores over reports and incidents, and a case for each incident that is not wholly right."""
    truth = {row["id"]: row["incident_id"] for row in reports}
    precision, recall = bcubed(truth, {name: one.group for name, one in groups.items()})
    by_incident: dict[str, list[str]] = defaultdict(list)
    for name, incident in truth.items():
        by_incident[incident].append(name)
    right = {field: Accuracy() for field in ("killed", "injured", "date", "city")}
    cases: list[Case] = []
    for row in incidents:
        names = by_incident.get(row["incident_id"], [])
        if not names:
            continue
        one = best_group([groups[name] for name in names])
        judged = {
            "killed": one.killed == row["killed"],
            "injured": one.injured == row["injured"],
            "date": is_date(row["date"], one.date),
            "city": is_city(row["city"], one.place),
        }
        ours = {"killed": one.killed, "injured": one.injured, "date": one.date, "city": one.place}
        for field, is_right in judged.items():
            right[field].add(is_right)
            if not is_right:
                cases.append(Case("wrong", field, names[0], f"ours {ours[field]!r}, gold {row[field]!r}"))
        if len({groups[name].group for name in names}) > 1:
            cases.append(Case("missed", "grouping", names[0], f"split: {sorted({groups[n].group for n in names})}"))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    scores = {"bcubed.precision": precision, "bcubed.recall": recall, "bcubed.f1": f1}
    return scores | {field: accuracy.value for field, accuracy in right.items()}, cases


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
