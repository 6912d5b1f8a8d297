"""What a benchmark gives: scores, and the cases behind them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Kind = Literal["matched", "missed", "invented", "wrong"]


@dataclass(frozen=True)
class Case:
    """One row of gold or of ours, and what became of it. ``start``/``end`` place it in the text of ``source``."""

    kind: Kind
    noun: str
    source: str
    detail: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Result:
    set: str
    data_sha256: str
    n: int
    seconds: float
    scores: dict[str, float]
    cases: list[Case] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


@dataclass
class Tally:
    """Counts behind a precision, a recall and an F1."""

    right: int = 0
    missed: int = 0
    invented: int = 0

    @property
    def precision(self) -> float:
        return _ratio(self.right, self.right + self.invented)

    @property
    def recall(self) -> float:
        return _ratio(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        return _ratio(2 * self.right, 2 * self.right + self.missed + self.invented)


@dataclass
class Accuracy:
    """A share of cases that are right."""

    right: int = 0
    all: int = 0

    def add(self, is_right: bool) -> None:
        self.right += is_right
        self.all += 1

    @property
    def value(self) -> float:
        return _ratio(self.right, self.all)


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def data_hash(paths: Iterable[Path]) -> str:
    """SHA-256 over the names and bytes of the files, in order of name."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
