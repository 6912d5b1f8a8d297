"""B-cubed, best group, and the weighing of town, day and casualties in the gva benchmark."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.gva import casualties, days, towns
from benchmarks.gva.saying import said_to_be_places
from benchmarks.gva.scoring import Found, bcubed, best_group, is_city, is_date
from benchmarks.gva.towns import Town
from grotius.model import Place


def test_bcubed_of_a_perfect_grouping() -> None:
    assert bcubed({"a": "1", "b": "1", "c": "2"}, {"a": "x", "b": "x", "c": "y"}) == (1.0, 1.0)


def test_bcubed_punishes_lumps_and_splits() -> None:
    truth = {"a": "1", "b": "1", "c": "2"}
    assert bcubed(truth, dict.fromkeys(truth, "x")) == (pytest.approx(5 / 9), 1.0)
    assert bcubed(truth, {name: name for name in truth}) == (1.0, pytest.approx(2 / 3))


def test_best_group_has_most_reports() -> None:
    small, large = Found("a", 1, 0, None, None), Found("b", 2, 0, None, None)
    assert best_group([small, large, large]) is large


def test_dates_and_cities() -> None:
    assert is_date("2014-05-17", "2014-05-18")
    assert not is_date("2014-05-17", None)
    assert is_city("Larose", "Larose")
    assert not is_city("Larose", None)


def test_a_city_of_two_names_is_right_by_either() -> None:
    assert is_city("Springfield (Shelbyville)", "Shelbyville")
    assert is_city("Springfield (Shelbyville)", "Springfield")
    assert is_city("Ogden (county)", "Ogden County")
    assert not is_city("Springfield (Shelbyville)", "Ogden")


# -- casualties -------------------------------------------------------------------------------------------------


def harm(values: dict[str, dict[int, float]], **words: float) -> casualties.Told:
    none = dict.fromkeys(("death in title", "sure death", "death", "alive", "hurt", "own hand"), 0.0)
    return casualties.Told(values, none | {name.replace("_", " "): count for name, count in words.items()})


def test_counted_people_are_taken_from_the_figures() -> None:
    told = harm({"killed first": {2: 1.0}, "killed anywhere": {2: 2.0}, "injured first": {3: 1.0}}, death=1.5, hurt=1.0)
    assert casualties.agreed([told]) == (2, 3)


def test_a_death_told_without_a_number_is_one() -> None:
    told = harm({}, death_in_title=0.7, sure_death=1.1, death=1.8)
    assert casualties.agreed([told]) == (1, 0)


def test_the_wounded_of_the_first_report_may_have_died_by_the_last() -> None:
    first = harm({"injured target first": {1: 1.0}, "injured target": {1: 1.0}}, hurt=1.6)
    last = harm({}, death_in_title=0.7, sure_death=1.4, death=2.1)
    assert casualties.agreed([first]) == (0, 1)
    assert casualties.agreed([first, last, last]) == (1, 0)


def test_people_in_a_noun_phrase() -> None:
    assert [casualties.people_in(words) for words in ("four people", "13 men", "his father", "")] == [4, 13, 1, 1]


# -- days -------------------------------------------------------------------------------------------------------

SHOT, COURT = date(2015, 7, 21), date(2016, 3, 1)


def test_the_day_of_the_shooting_and_not_that_of_the_court() -> None:
    told = {"day beside harm": {COURT: 2.0}, "date beside shooting": {SHOT: 1.0}, "early": {COURT: 1.0}}
    court = days.Told(COURT, True, told)
    assert days.agreed([court]) == SHOT.isoformat()


def test_a_report_without_a_day_is_of_the_day_of_publication_or_before() -> None:
    assert days.agreed([days.Told(SHOT)]) in ("2015-07-21", "2015-07-20")
    assert days.time_of(days.Told(SHOT)) is None
    some_day = days.time_of(days.Told(SHOT, True))
    assert some_day is not None
    assert (some_day.start, some_day.end, some_day.grain) == ("2014-06-16", "2015-07-21", "open")


# -- towns ------------------------------------------------------------------------------------------------------


def town(name: str, precision: str = "settlement", **seen: float) -> Town:
    place = Place(None, name, admin1="Nevada", country="US", precision=precision)  # type: ignore[arg-type]
    return Town(place, 10_000, {kind.replace("_", " "): count for kind, count in seen.items()})


def test_the_town_that_all_reports_speak_for() -> None:
    quarter, city = town("Summerlin", head=1.1, quarter=1.0), town("Las Vegas", head=0.7, police=1.0)
    assert towns.agreed([[quarter], [city, quarter], [city]]) == "Las Vegas"
    assert towns.agreed([[], []]) is None


def test_a_county_is_known_by_its_name_or_kind() -> None:
    assert town("Clark County", "area").is_county
    assert not town("Las Vegas", "area").is_county


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Police in Sulphur said he fled.", ["Sulphur"]),
        ("A Poplar Bluff man was shot.", ["Poplar Bluff"]),
        ("RENO, Nev. (AP) - Two died.", ["RENO"]),
        ("Gunfire on Bourbon Street killed one.", []),
    ],
)
def test_what_is_said_to_be_a_place(text: str, said: list[str]) -> None:
    assert [text[start:end] for start, end in said_to_be_places(text)] == said
