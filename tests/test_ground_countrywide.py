"""Counts of a night's weapons take no place from the paragraph above them."""

from __future__ import annotations

import pytest

from grotius.model import Figure
from grotius.run import Engine

STRIKE = "Two people were killed when a Russian missile hit an apartment block in Kramatorsk on Tuesday. "


def counted(engine: Engine, text: str) -> list[tuple[str | None, list[str]]]:
    """Each figure of drones: its own place and those of its attack."""
    found = engine.extract(engine.report(text, "test", published="2025-06-10"))
    attacks = {mention.id: [place.name for place in mention.places] for mention in found.mentions}

    def of_drones(figure: Figure) -> bool:
        return figure.measure in ("launched", "shot_down")

    return [
        (f.place.name if f.place else None, attacks.get(f.mention or "", [])) for f in found.figures if of_drones(f)
    ]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Ukraine's air force said Russia had launched 52 drones overnight.", ["Ukraine"]),
        ("Russia launched 52 drones overnight, President Volodymyr Zelenskyy said.", ["Ukraine"]),
        ("Russia launched 52 drones overnight.", []),
        ("The mayor said Russia had launched 52 drones.", ["Kramatorsk"]),
        ("Russia launched four drones, the air force said.", ["Kramatorsk"]),
        ("Russia launched 52 drones at Odesa, the air force said.", ["Odesa"]),
    ],
)
def test_a_count_for_a_country_is_of_no_town_told_before(engine: Engine, words: str, places: list[str]) -> None:
    ((_, attacked),) = counted(engine, STRIKE + words)
    assert attacked == places


def test_what_was_shot_down_is_where_it_was_launched(engine: Engine) -> None:
    said = "The air force of Ukraine said Russia had launched 52 drones. Air defences shot down 40 of the drones."
    assert {place for place, _ in counted(engine, STRIKE + said)} == {"Ukraine"}


def test_what_is_counted_in_a_town_is_no_count_of_the_night(engine: Engine) -> None:
    said = "Russia launched 52 drones overnight, the air force said. In Dnipro, two people were wounded."
    found = engine.extract(engine.report(said, "test", published="2025-06-10"))
    assert [figure.mention for figure in found.figures if figure.measure == "injured"] == [None]


def test_what_a_state_shot_down_came_down_over_it(engine: Engine) -> None:
    said = "Russia's defence ministry said its forces hit a depot in Kharkiv. It said 47 drones were shot down."
    found = engine.extract(engine.report(said, "test", published="2025-06-10"))
    (shot,) = [figure for figure in found.figures if figure.measure == "shot_down"]
    assert (shot.place and shot.place.country, shot.mention) == ("RU", None)


def test_the_country_is_that_of_the_official_who_counts(engine: Engine) -> None:
    said = "Russia launched 52 drones. Five people were killed across the country, Ukraine's interior minister said."
    found = engine.extract(engine.report(said, "test", published="2025-06-10"))
    (killed,) = [figure for figure in found.figures if figure.measure == "killed"]
    assert killed.place and killed.place.country == "UA"
