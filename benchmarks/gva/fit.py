"""Fits the weights of ``words.yaml`` to development incidents: ``python -m benchmarks.gva.fit --data DIR``.

For each kind of evidence that is listed there: which weight makes the true answers likeliest, among all answers that
the reports of an incident allow (a conditional logit with a small penalty). Printed with the share of right answers on
the half not fitted to, the true groups given. It needs scipy, of the development dependencies.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from benchmarks.gva import casualties, days, towns
from benchmarks.gva.scoring import is_city, is_date
from benchmarks.gva.weighing import Evidence
from benchmarks.gva.words import weights_of
from grotius.model import Extraction
from grotius.run import Engine, Settings

_PENALTY = 1.0


@dataclass(frozen=True)
class Choice:
    """One incident: ``evidence`` by answer and name, and how right each answer is."""

    half: int
    evidence: np.ndarray
    right: np.ndarray


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    engine = Engine(Settings(codebook=Path(__file__).parent / "codebook"))
    read: dict[str, list[Extraction]] = defaultdict(list)
    for row in _rows(data / "reports.jsonl"):
        report = engine.report(row["text"], row["id"], published=row["published"], title=row["title"])
        read[row["incident_id"]].append(engine.extract(report))
    incidents = [row for row in _rows(data / "incidents.jsonl") if row["incident_id"] in read]
    named = towns.Towns(engine.codebook)
    for name, choices in (
        ("harm", [_harm(row, read[row["incident_id"]]) for row in incidents]),
        ("day", [_day(row, read[row["incident_id"]]) for row in incidents]),
        ("town", [_town(row, [named.of(one) for one in read[row["incident_id"]]]) for row in incidents]),
    ):
        weights = fitted(choices)
        print(f"{name}: right on the other half {_across(choices):.3f}")
        print("  ", {key: round(float(value), 1) for key, value in zip(weights_of(name), weights, strict=True)})


def fitted(choices: Sequence[Choice]) -> np.ndarray:
    known = [choice for choice in choices if choice.right.any()]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = _PENALTY * float(weights @ weights), 2 * _PENALTY * weights
        for choice in known:
            scores = choice.evidence @ weights
            likely = np.exp(scores - scores.max())
            wanted = likely * choice.right
            total -= float(np.log(wanted.sum() / likely.sum()))
            slope = slope - choice.evidence.T @ (wanted / wanted.sum() - likely / likely.sum())
        return total, slope

    return np.asarray(minimize(loss, np.zeros(known[0].evidence.shape[1]), jac=True, method="L-BFGS-B").x)


def _across(choices: Sequence[Choice]) -> float:
    """Fitted to one half, asked of the other, and the other way round."""
    right = 0
    for half in (0, 1):
        weights = fitted([choice for choice in choices if choice.half == half])
        others = [choice for choice in choices if choice.half != half and len(choice.right)]
        right += sum(bool(choice.right[int(np.argmax(choice.evidence @ weights))]) for choice in others)
    return right / len(choices)


def _harm(row: dict[str, Any], reports: Sequence[Extraction]) -> Choice:
    told = [casualties.told_of(report) for report in reports]
    pairs = list(casualties.pairs(told))
    evidence = [[dict(casualties.evidence(one, *pair)) for one in told] for pair in pairs]
    return _choice("harm", row, evidence, [pair == (row["killed"], row["injured"]) for pair in pairs])


def _day(row: dict[str, Any], reports: Sequence[Extraction]) -> Choice:
    told = [days.told_of(report) for report in reports]
    listed = days.candidates(told)
    evidence = [[dict(days.evidence(one, day)) for one in told] for day in listed]
    return _choice("day", row, evidence, [is_date(row["date"], day.isoformat()) for day in listed])


def _town(row: dict[str, Any], reports: Sequence[Sequence[towns.Town]]) -> Choice:
    names = towns.candidates(reports)
    evidence = [[towns.evidence(one, name) for one in reports] for name in names]
    return _choice("town", row, evidence, [is_city(row["city"], name) for name in names])


def _choice(weights: str, row: dict[str, Any], evidence: Sequence[Sequence[Evidence]], right: Sequence[bool]) -> Choice:
    names = list(weights_of(weights))
    table = np.array([list(_strengths(names, reports)) for reports in evidence]).reshape(len(right), len(names))
    half = int(hashlib.sha256(f"half {row['incident_id']}".encode()).hexdigest(), 16) % 2
    return Choice(half, table, np.array(right, dtype=float))


def _strengths(names: Sequence[str], reports: Sequence[Evidence]) -> Iterator[float]:
    """As ``weighing.weighed`` counts them."""
    for name in names:
        found = [report.get(name, 0.0) for report in reports]
        yield sum(found) / len(found) + max(found)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main()
