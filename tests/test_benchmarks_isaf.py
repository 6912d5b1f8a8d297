"""Scoring and counting rules of the isaf benchmark, on made-up releases."""

from __future__ import annotations

import pytest

from benchmarks.isaf import compared, is_equal
from benchmarks.isaf.coding import Coded
from benchmarks.isaf.dateline import Numbers, published
from benchmarks.isaf.people import Group, leaders, total
from grotius.model import Span

_FIRST = Span(0, 10, "x" * 10)
_SECOND = Span(20, 30, "y" * 10)


def test_lists_are_compared_as_sets_and_entries_may_hold_several() -> None:
    assert is_equal(["taliban;aq"], ["aq", "taliban"])
    assert not is_equal(["taliban"], [""])
    assert not is_equal(3, 2)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2011-05-S-022\nKABUL, Afghanistan (May 7, 2011) - A patrol", "2011-05-07"),
        ("2010-09-CA-005 KABUL, Afghanistan (Sept. 1) - A patrol", "2010-09-01"),
        ("Dec. 6: Operations in the south. A patrol went out.", "2009-12-06"),
        ("A patrol went out yesterday.", None),
    ],
)
def test_date_of_a_release(text: str, day: str | None) -> None:
    assert published(text) == day


def test_undated_release_lies_between_its_numbered_neighbours() -> None:
    texts = ["2011-07-S-010 KABUL (July 4, 2011) x", "2011-07-S-030 KABUL (July 10, 2011) x"]
    assert Numbers(texts).published("2011-07-S-020 A patrol went out.") == "2011-07-07"


def test_people_are_not_counted_twice() -> None:
    leader = Group("Taliban leader", 1, _FIRST)
    several = Group("suspected insurgents", 3, _FIRST, exact=False)
    assert total([leader, several]) == 4
    assert total([leader, several, Group("leader", 1, _SECOND), Group("insurgents", 5, _SECOND)]) == 6


def test_more_people_are_added() -> None:
    assert total([Group("insurgents", 2, _FIRST), Group("insurgents", 2, _SECOND, more=True)]) == 4


def test_leader_within_the_count() -> None:
    found = [Group("insurgents", 4, _FIRST, includes=True), Group("commander", 1, _FIRST)]
    assert total(found) == 4
    assert leaders(found) == 1


def test_aggregate_leaves_the_name_out() -> None:
    ours = Coded("x", "2011-05-07", ["detention"], ["khost"], [""], 0, 1, False, True, True, False, False, 0, 0)
    gold = ours.fields() | {"name": "something else", "province": ["paktya"]}
    scores, cases = compared([{"id": "a", "text": "t", "gold": gold}], [ours])
    assert scores["aggregate"] == pytest.approx(12 / 13)
    assert [case.noun for case in cases] == ["province"]
