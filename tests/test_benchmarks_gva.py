"""B-cubed, best group and town of the gva benchmark."""

from __future__ import annotations

import pytest

from benchmarks.gva.casualties import Casualties, agreed
from benchmarks.gva.scoring import Found, bcubed, best_group, is_city, is_date
from benchmarks.gva.towns import Named, chosen
from grotius.model import Place


def test_bcubed_of_a_perfect_grouping() -> None:
    assert bcubed({"a": "1", "b": "1", "c": "2"}, {"a": "x", "b": "x", "c": "y"}) == (1.0, 1.0)


def test_bcubed_punishes_lumps_and_splits() -> None:
    truth = {"a": "1", "b": "1", "c": "2"}
    assert bcubed(truth, dict.fromkeys(truth, "x")) == (pytest.approx(5 / 9), 1.0)
    assert bcubed(truth, {name: name for name in truth}) == (1.0, pytest.approx(2 / 3))


def test_best_group_has_most_reports() -> None:
    small, large = Found("a", 1, 0, None, ()), Found("b", 2, 0, None, ())
    assert best_group([small, large, large]) is large


def test_dates_and_cities() -> None:
    assert is_date("2014-05-17", "2014-05-18")
    assert not is_date("2014-05-17", None)
    assert is_city("Larose", ("Houma", "Larose"))


def test_group_says_what_most_of_its_reports_say() -> None:
    assert agreed([Casualties(1, 2), Casualties(1, 3), Casualties(2, 3)]) == (1, 3)


def test_a_city_of_two_names_is_right_by_either() -> None:
    assert is_city("Springfield (Shelbyville)", ("Shelbyville",))
    assert is_city("Springfield (Shelbyville)", ("Springfield",))
    assert is_city("Ogden (county)", ("Ogden County",))
    assert not is_city("Springfield (Shelbyville)", ("Ogden",))


def place(name: str, state: str, precision: str = "settlement") -> Place:
    return Place(None, name, admin1=state, country="US", precision=precision)  # type: ignore[arg-type]


def test_town_lies_in_the_state_named_most() -> None:
    found = [Named(2, place("Homewood", "Alabama")), Named(2, place("Pittsburgh", "Pennsylvania"))]
    found.append(Named(1, place("Pennsylvania", "Pennsylvania", "region")))
    town = chosen(found)
    assert town is not None
    assert town.name == "Pittsburgh"


def test_a_part_of_a_town_is_the_town_and_no_county() -> None:
    found = [Named(2, place("Clark County", "Nevada", "area")), Named(1, place("Las Vegas", "Nevada", "area"))]
    town = chosen(found)
    assert town is not None
    assert town.name == "Las Vegas"
