"""Which day and which place belong to what is told: through the whole engine, sentence by sentence."""

from __future__ import annotations

import pytest

from grotius.model import Figure
from grotius.run import Engine


def _figures(engine: Engine, text: str, published: str | None = "2025-04-26") -> list[Figure]:
    return list(engine.extract(engine.report(text, "a report", published=published), whole=True).figures)


def _last_day(engine: Engine, text: str, published: str | None = "2025-04-26") -> str | None:
    time = _figures(engine, text, published)[-1].time
    return None if time is None else f"{time.start}/{time.end}"


def _last_place(engine: Engine, text: str) -> str | None:
    place = _figures(engine, text)[-1].place
    return None if place is None else place.name


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A missile hit Kyiv on Friday. Rescuers found six people dead.", "2025-04-25/2025-04-25"),
        ("Shells hit Homs. They killed six people on Friday.", "2025-04-25/2025-04-25"),
        ("Shells have killed six people in Homs. The deaths occurred on Thursday.", "2025-04-24/2025-04-24"),
        ("Overnight into Friday, drones hit Sumy and wounded four people.", "2025-04-24/2025-04-25"),
        (
            "Missiles struck Odesa on Monday. A day after the strike, drones hit Mykolaiv and killed three people.",
            "2025-04-22/2025-04-22",
        ),
        (
            "Rebels have besieged Aleppo since early 2013. Since then 900 people have been killed.",
            "2013-01-01/2025-04-26",
        ),
        ("Troops shelled Homs on Monday. 50 civilians are trapped in the city.", "2025-04-26/2025-04-26"),
        ("The war in Ukraine has killed 2,000 people.", "2022-02-24/2025-04-26"),
    ],
)
def test_the_day_of_a_figure(engine: Engine, text: str, day: str) -> None:
    assert _last_day(engine, text) == day


@pytest.mark.parametrize(
    "text",
    [
        "A missile hit Kyiv on Friday. Separately, shelling killed two people in Kherson.",
        "Shells killed two people in Homs on Friday. The agency meanwhile said jets had killed three in Idlib.",
        "Shelling killed two people in Kherson, the governor said on Friday.",
        "A shell wounded four people in Aleppo, a city that has been divided since 2012.",
    ],
)
def test_a_day_that_is_not_the_figures(engine: Engine, text: str) -> None:
    assert _last_day(engine, text) is None


def test_a_day_lent_by_a_war_that_is_not_dated_is_marked(engine: Engine) -> None:
    time = _figures(engine, "The war in Ukraine has killed 2,000 people.")[-1].time
    assert time is not None and time.uncertain is not None


def test_a_dateline_behind_a_headline_dates_the_report(engine: Engine) -> None:
    text = "Raids kill nine in Aleppo AFP Friday 1 Jul 2016 Nine people were killed in air raids on Aleppo on Thursday."
    assert _last_day(engine, text, "2016-07-09") == "2016-06-30/2016-06-30"
    assert _last_day(
        engine, "Last updated at Jul 12016 A bomb in Homs killed two people on Thursday.", "2016-07-09"
    ) == ("2016-06-30/2016-06-30")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The president spoke in Kyiv. Drones hit Lviv region. Two people were killed in the capital.", "Kyiv"),
        ("Militants attacked Erbil and Kalak. Six people were killed in the city.", "Erbil"),
        ("Shells hit Homs. A rocket then killed two people.", "Homs"),
        ("Drones struck Odesa and Sumy. Three people were killed in Odesa and one in Sumy.", "Sumy"),
        ("Rebels based in Idlib fired rockets on Aleppo and wounded three people.", "Aleppo"),
    ],
)
def test_the_place_of_a_figure(engine: Engine, text: str, place: str) -> None:
    assert _last_place(engine, text) == place


def test_places_of_parts_are_not_the_wholes(engine: Engine) -> None:
    text = "Air defence destroyed 6 drones, three of which were over Voronezh region, and one over Ryazan region."
    places = {figure.low: figure.place and figure.place.name for figure in _figures(engine, text)}
    assert places[3] == "Voronezh Oblast" and places[1] == "Ryazan Oblast" and places[6] is None


def test_where_jets_fly_is_not_hit(engine: Engine) -> None:
    text = "Russian missiles were fired from jets flying over Belarus on Saturday."
    mentions = engine.extract(engine.report(text, "a report", published="2025-04-26")).mentions
    assert [mention.places for mention in mentions] == [()]


def test_an_attack_without_a_place_is_where_the_story_is(engine: Engine) -> None:
    text = "Jets bombed Aleppo on Friday. Three people were killed in a barrel bomb attack by the army."
    mentions = engine.extract(engine.report(text, "a report", published="2025-04-26")).mentions
    assert [place.name for place in mentions[-1].places] == ["Aleppo"]


def test_saying_and_happening_are_two_times(engine: Engine) -> None:
    text = "Drones hit Kharkiv on Thursday and killed one man, the mayor said on Friday."
    found = engine.extract(engine.report(text, "a report", published="2025-04-26"))
    happened, said = found.figures[-1].time, found.statements[0].time
    assert happened is not None and happened.start == "2025-04-24"
    assert said is not None and said.start == "2025-04-25"
    assert found.report.published == "2025-04-26"
