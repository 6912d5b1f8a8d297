"""The sums on the overview count nobody twice, and nobody less than the places of a wave do."""

from __future__ import annotations

import pytest

from grotius.merge import Happening
from grotius.record.outlines import Outline, Sum
from grotius.web.pages.overview import once


def outline(name: str, parent: str | None = None, killed: int | None = None) -> Outline:
    figures = (Sum("killed", killed, killed, killed),) if killed is not None else ()
    return Outline(name, Happening(name, "fighting", "attack", "actual", "words", ()), parent, figures)


@pytest.mark.parametrize(
    ("whole", "town", "quarter", "counted"),
    [(5, 3, None, {"whole"}), (5, 3, 4, {"town", "quarter"}), (None, 3, 4, {"town", "quarter"}), (7, 3, 4, {"whole"})],
)
def test_of_a_wave_and_its_places_the_larger_is_counted(
    whole: int | None, town: int, quarter: int | None, counted: set[str]
) -> None:
    listed = [outline("whole", None, whole), outline("town", "whole", town), outline("quarter", "whole", quarter)]
    assert {row.id for row, _ in once(listed)} == counted


def test_places_whose_wave_was_not_asked_for_are_counted() -> None:
    assert [row.id for row, _ in once([outline("town", "elsewhere", 17)])] == ["town"]
