"""The first page of a snapshot: what it holds, in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grotius.record import DisagreementRow
from grotius.web.site.tracks import Bin, Toll, Tracks


@dataclass(frozen=True, slots=True)
class Overview:
    """``bins`` are days, or months where there are too many of them. ``killed`` is told by ``counted`` events."""

    since: str | None
    until: str | None
    attacks: int
    killed: Toll
    counted: int
    unplaced: int
    bins: tuple[Bin, ...]
    totals: Mapping[str, int]
    disputes: tuple[DisagreementRow, ...]

    @staticmethod
    def of(tracks: Tracks, totals: Mapping[str, int], disputes: tuple[DisagreementRow, ...]) -> Overview:
        bins = tracks.bins()
        return Overview(
            since=bins[0].since if bins else None,
            until=bins[-1].until if bins else None,
            attacks=tracks.attacks.total(),
            killed=tracks.total,
            counted=tracks.counted,
            unplaced=tracks.unplaced,
            bins=bins,
            totals=totals,
            disputes=disputes,
        )
