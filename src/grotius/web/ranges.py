"""Where a claim's range lies on a scale: numbers for a chart of bars, in parts of a hundred."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

from grotius.merge import Claim, Reconciled


@dataclass(frozen=True, slots=True)
class Bar:
    """``start`` to ``end`` is what the words allow, ``best`` what they say; ``open`` where no upper end is given."""

    start: float
    end: float
    best: float
    open: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """From nothing to the highest value. Where values differ a hundredfold, the scale counts by powers of ten."""

    top: int
    log: bool

    @staticmethod
    def of(values: list[int]) -> Scale:
        top = max(values, default=1) or 1
        least = min((value for value in values if value > 0), default=top)
        return Scale(top, top / least > 100)

    def at(self, value: int) -> float:
        if self.log:
            return round(4 + 92 * (log10(value + 1) / log10(self.top + 1)), 2)
        return round(4 + 92 * value / self.top, 2)

    def bar(self, low: int | None, best: int | None, high: int | None) -> Bar | None:
        known = [value for value in (low, best, high) if value is not None]
        if not known:
            return None
        middle = best if best is not None else known[0]
        start = self.at(low if low is not None else min(known))
        end = self.at(high) if high is not None else min(self.at(middle) + 8, 100.0)
        return Bar(start, end, self.at(middle), high is None)


def scale_of(one: Reconciled) -> Scale:
    figures = [claim.figure for claim in one.claims]
    values = [value for f in figures for value in (f.low, f.best, f.high) if value is not None]
    return Scale.of([*values, *(value for value in (one.low, one.best, one.high) if value is not None)])


def bar_of(scale: Scale, claim: Claim) -> Bar | None:
    figure = claim.figure
    return scale.bar(figure.low, claim.value, figure.high)
