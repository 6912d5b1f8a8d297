"""A wave told over a country, however it is told, is the parent of its places."""

from __future__ import annotations

from dataclasses import replace

from factory import KYIV, PAVLOHRAD, RUSSIA, UKRAINE, YAROVA, figure, mention, report, span
from grotius.merge import Telling, cluster, happening, parents
from grotius.model import Mode, Place, Time

NIGHT = Time(None, "2025-04-24", "2025-04-25", "night")


def attack(
    name: str, words: str, places: tuple[Place, ...], mode: Mode = "drone", drones: int | None = None
) -> Telling:
    of = report(f"{name} says {words} in the night.", "2025-04-25", name)
    target = span(of.text, "Ukraine") if "Ukraine" in of.text else None
    told = mention(of, words, places, NIGHT, mode, target=target)
    counts = ()
    if drones is not None:
        counts = (replace(figure(of, f"{drones}", "launched", drones, mention=told.id), of=span(of.text, "drones")),)
    return Telling(told, of.id, of.id, "2025-04-25", name, counts)


def test_a_wave_on_a_state_is_of_the_whole_country() -> None:
    wave = happening([attack("A", "103 drones were launched at Ukraine", (), drones=103)])
    part = happening([attack("B", "drones hit it", (PAVLOHRAD,))])
    assert [(place.name, place.precision) for place in wave.places] == [("Ukraine", "country")]
    assert parents([wave, part]) == {part.id: wave.id}


def test_so_many_launched_are_of_no_single_town() -> None:
    town = attack("A", "103 drones were launched", (PAVLOHRAD,), drones=103)
    country = attack("B", "103 drones were launched at Ukraine", (), drones=103)
    strike = attack("C", "drones hit it", (PAVLOHRAD,))
    groups = [{one.publisher for one in group} for group in cluster([town, country, strike]).clusters]
    assert {"A", "B"} in groups
    assert {"C"} in groups


def test_what_goes_on_about_a_wave_is_of_the_wave() -> None:
    wave = attack("A", "103 drones were launched at Ukraine", (), drones=103)
    of = report("A says 103 drones were launched at Ukraine in the night. They flew from the south.", "2025-04-25", "A")
    wave = replace(wave, report=of.id)
    onward = Telling(mention(of, "They flew", (), NIGHT), of.id, of.id, "2025-04-25", "A")
    assert len(cluster([wave, onward]).clusters) == 1
    elsewhere = replace(onward, told=replace(onward.told, by=RUSSIA))
    assert len(cluster([wave, elsewhere]).clusters) == 2


def test_places_of_a_wave_are_another_event_than_the_wave() -> None:
    wave = attack("A", "103 drones were launched at Ukraine", (), drones=103)
    towns = attack("B", "drones hit both", (PAVLOHRAD, YAROVA))
    assert len(cluster([wave, towns]).clusters) == 2


def test_an_attack_on_two_towns_is_a_part_of_the_wave_over_their_country() -> None:
    wave = happening([attack("A", "103 drones were launched at Ukraine", (), drones=103)])
    towns = happening([attack("B", "drones hit both", (PAVLOHRAD, YAROVA))])
    town = happening([attack("C", "drones hit it", (YAROVA,))])
    assert parents([town, wave, towns]) == {towns.id: wave.id, town.id: towns.id}
    assert parents([towns, happening([attack("D", "drones hit three", (PAVLOHRAD, YAROVA, KYIV))])]) == {}


def test_a_wave_over_a_country_is_a_part_of_none() -> None:
    waves = [attack(name, "103 drones were launched at Ukraine", (UKRAINE,), drones=103) for name in "AB"]
    later = replace(waves[1], told=replace(waves[1].told, time=Time(None, "2025-04-25", "2025-04-25", "day")))
    assert parents([happening([waves[0]]), happening([later])]) == {}


def test_attacks_on_a_country_that_name_no_weapon_hold_all_that_struck_from_afar() -> None:
    told = attack("A", "Ukraine was attacked", (UKRAINE,), "other")
    wave = happening([replace(told, told=replace(told.told, by=RUSSIA))])
    bombs = happening([attack("B", "bombs hit it", (YAROVA,), "air_strike")])
    drones = happening([attack("C", "drones hit it", (PAVLOHRAD,))])
    clash = happening([attack("D", "they fought over it", (KYIV,), "ground")])
    assert parents([wave, bombs, drones, clash]) == {bombs.id: wave.id, drones.id: wave.id}
    assert parents([happening([told]), bombs]) == {}
    counted = attack("F", "103 drones were launched at Ukraine", (), drones=103)
    both = happening(
        [replace(counted, told=replace(counted.told, by=RUSSIA)), replace(told, told=replace(told.told, by=RUSSIA))]
    )
    assert (both.mode, parents([both, bombs])) == ("drone", {bombs.id: both.id})
    of_drones = happening([attack("E", "103 drones were launched at Ukraine", (), drones=103)])
    assert parents([wave, of_drones, bombs, drones]) == {bombs.id: wave.id, drones.id: of_drones.id}


def test_drones_here_and_missiles_there_are_both() -> None:
    told = [attack("A", "it was hit", (PAVLOHRAD,)), attack("B", "it was struck", (PAVLOHRAD,), "missile")]
    assert happening(told).mode == "drone_and_missile"


def test_an_hour_told_once_does_not_date_what_others_tell_of_a_night() -> None:
    night = [attack(name, "it was hit", (PAVLOHRAD,)) for name in "AB"]
    day = attack("C", "it was hit", (PAVLOHRAD,))
    day = replace(day, told=replace(day.told, time=Time(None, "2025-04-25", "2025-04-25", "day")))
    count = replace(day, told=replace(day.told, time=Time(None, "2025-04-25T11:00", "2025-04-25T11:00", "minute")))
    assert happening([*night, day, count]).time == NIGHT


def test_where_each_names_one_place_the_finest_is_it() -> None:
    near = replace(PAVLOHRAD, name="Dnipro", geonames_id=1, precision="area", lat=None, lon=None)
    told = [attack("A", "it was hit", (near,)), attack("B", "it was hit", (PAVLOHRAD,))]
    assert [place.name for place in happening(told).places] == ["Pavlohrad"]


def linked(head: Telling, words: str, places: tuple[Place, ...], **counted: int) -> Telling:
    """A telling that the head's own report links to the head, with what it counts."""
    of = report(f"The same report. It says {words}.", "2025-04-25", head.publisher)
    told = replace(mention(of, words, places, NIGHT), same_as=head.told.id)
    counts = tuple(
        replace(figure(of, words, "launched", number, mention=told.id), id=thing, of=replace(told.span, text=thing))
        for thing, number in counted.items()
    )
    return Telling(told, head.report, head.family, "2025-04-25", head.publisher, counts)


def test_a_wave_that_a_report_links_to_a_town_is_its_parent() -> None:
    town = attack("A", "drones hit it", (PAVLOHRAD,))
    wave = linked(town, "so many were launched", (UKRAINE,), missiles=70, drones=145)
    found = [happening(group) for group in cluster([town, wave]).clusters]
    assert {one.mode for one in found} == {"drone", "drone_and_missile"}
    assert len(parents(found)) == 1


def test_what_counts_nothing_stays_where_its_report_links_it() -> None:
    town = attack("A", "drones hit it", (PAVLOHRAD,))
    assert len(cluster([town, linked(town, "the attacks went on", (UKRAINE,))]).clusters) == 1
