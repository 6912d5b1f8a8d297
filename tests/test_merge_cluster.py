"""Which tellings tell one happening, whatever order they arrive in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory import (
    DNIPRO_REGION,
    ENVOY,
    GOVERNOR,
    KYIV,
    MAYOR,
    PAVLOHRAD,
    PRESIDENT,
    RUSSIA,
    UKRAINE,
    UKRAINE_STATE,
    YAROVA,
    day,
    figure,
    mention,
    report,
    span,
    strike,
    talk,
)
from grotius.merge import Edge, Telling, cluster, compare, happening, likeness, parents, reach, title
from grotius.merge.waves import is_wave
from grotius.model import Actor, Codes, Extraction, Mention, Place, Talk, Time


def telling(extraction: Extraction, **more: object) -> Telling:
    """The one mention or talk of an extraction, as the merge sees it."""
    of = extraction.report
    told = (*extraction.mentions, *extraction.talks)[0]
    return Telling(replace(told, **more), of.id, of.id, of.published, of.publisher, extraction.figures)


def outlet(name: str, place: Place = PAVLOHRAD, killed: int | None = 3, **more: object) -> Telling:
    return telling(strike(place, killed, publisher=name), **more)


def groups(*tellings: Telling, judged: tuple[Edge, ...] = ()) -> list[set[str]]:
    """The outlets that each cluster joins."""
    return [{one.publisher or "" for one in group} for group in cluster(tellings, judged).clusters]


def test_one_strike_in_two_outlets_is_one_event() -> None:
    assert groups(outlet("A"), outlet("B", killed=5)) == [{"A", "B"}]


def test_two_places_on_one_day_stay_apart() -> None:
    assert len(groups(outlet("A"), outlet("B", YAROVA))) == 2


def test_a_day_further_on_is_another_event() -> None:
    assert len(groups(outlet("A"), outlet("B", time=day("2025-04-27")))) == 2


def test_a_night_holds_the_day_after_it() -> None:
    assert len(groups(outlet("A"), outlet("B", time=day("2025-04-24", "2025-04-25")))) == 1


def test_another_weapon_in_the_same_town_is_another_event() -> None:
    assert len(groups(outlet("A", mode="shooting"), outlet("B", mode="missile"))) == 2


def test_another_hour_and_target_in_the_same_town_is_another_event() -> None:
    morning = replace(day("2025-04-25T05:00", "2025-04-25T06:00"), grain="hour")
    evening = replace(day("2025-04-25T20:00", "2025-04-25T21:00"), grain="hour")
    text = "A school and a market were hit."
    assert (
        len(
            groups(
                outlet("A", time=morning, target=span(text, "A school")),
                outlet("B", time=evening, target=span(text, "a market"), by=RUSSIA),
            )
        )
        == 2
    )


def test_a_region_is_the_same_as_the_town_inside_it() -> None:
    assert len(groups(outlet("A"), outlet("B", DNIPRO_REGION))) == 1
    assert len(groups(outlet("A", YAROVA), outlet("B", DNIPRO_REGION))) == 2


def test_a_district_of_a_city_lies_in_it() -> None:
    city = replace(KYIV, admin1="Kyiv")
    part = replace(city, name="Obolonskyi Raion", geonames_id=1, lat=None, lon=None, precision="district")
    rural = replace(DNIPRO_REGION, name="Synelnykove Raion", geonames_id=2, precision="district")

    def reason(one: Place, other: Place) -> str:
        return compare(*(likeness(outlet("A", place)) for place in (one, other))).reason

    assert "Obolonskyi lies in Kyiv (+1.0)" in reason(city, part)
    assert "Pavlohrad and Synelnykove lie in Dnipropetrovsk (+1.0)" in reason(PAVLOHRAD, rural)
    assert "Pavlohrad lies in Dnipropetrovsk (+1.0)" in reason(PAVLOHRAD, DNIPRO_REGION)


def test_another_attacker_is_another_attack() -> None:
    ours = outlet("A", killed=None, by=RUSSIA, mode="other")
    theirs = outlet("B", killed=None, by=UKRAINE_STATE, mode="other")
    assert len(groups(ours, theirs)) == 2


def test_sides_that_blame_each_other_for_one_toll_tell_one_event() -> None:
    assert len(groups(outlet("A", by=RUSSIA), outlet("B", by=UKRAINE_STATE))) == 1


def test_a_planned_attack_is_not_the_one_that_happened() -> None:
    assert len(groups(outlet("A"), outlet("B", actuality="planned"))) == 2


def test_a_denial_belongs_to_what_it_denies() -> None:
    denial = outlet("B", actuality="denied", claimant=PRESIDENT)
    (group,) = cluster([outlet("A"), denial]).clusters
    assert happening(group).status == "actual"
    assert happening(group).denied_by == (PRESIDENT.name,)


def test_a_person_keeps_apart_what_looks_the_same() -> None:
    a, b = outlet("A"), outlet("B")
    different = Edge.between(a.key, b.key, "different", 100.0, "two strikes", person=True)
    assert len(groups(a, b, judged=(different,))) == 2


def test_a_person_joins_what_looks_different() -> None:
    a, b = outlet("A"), outlet("B", YAROVA)
    same = Edge.between(a.key, b.key, "same", 100.0, "the place was wrong", person=True)
    assert len(groups(a, b, judged=(same,))) == 1


def test_daily_strikes_do_not_chain_into_one() -> None:
    nights = [outlet(str(n), KYIV, None, time=day(f"2025-04-{n:02}", f"2025-04-{n + 1:02}")) for n in range(10, 20)]
    days = [outlet(f"d{n}", KYIV, None, time=day(f"2025-04-{n:02}")) for n in range(10, 21)]
    assert len(groups(*nights, *days)) >= 5


def published(days: range) -> list[Telling]:
    """One report a day, each in other words, that tell no day: they are dated by their publication."""
    told = [strike(KYIV, n, published=f"2025-04-{n:02}", publisher=str(n)) for n in days]
    return [replace(telling(one, time=None), figures=()) for one in told]


def test_reports_that_tell_no_day_do_not_chain_into_one() -> None:
    assert max(len(group) for group in groups(*published(range(10, 20)))) <= 3


def test_weeks_told_as_a_whole_are_no_bridge_between_their_days() -> None:
    week = outlet("week", KYIV, None, time=day("2025-04-10", "2025-04-17"))
    first, last = (outlet(str(n), KYIV, None, time=day(f"2025-04-{n:02}")) for n in (11, 16))
    assert not any({"11", "16"} <= group for group in groups(week, first, last))


def test_what_a_report_itself_links_is_no_bridge_between_two_days() -> None:
    first, last = (outlet(str(n), KYIV, None, time=day(f"2025-04-{n:02}")) for n in (11, 16))
    linked = telling(strike(KYIV, None, publisher="both"), time=day("2025-04-16"), same_as=None)
    head = replace(linked, told=replace(linked.told, id="m-head", time=day("2025-04-11")))
    linked = replace(linked, told=replace(linked.told, same_as="m-head"))
    joined = groups(first, last, head, linked)
    assert sum("both" in group for group in joined) == 1
    assert not any({"11", "16"} <= group for group in joined)


def test_what_a_report_links_takes_nothing_from_what_a_person_joined() -> None:
    first, last = (outlet(str(n), KYIV, None, time=day(f"2025-04-{n:02}")) for n in (11, 16))
    same = Edge.between(first.key, last.key, "same", 100.0, "one operation", person=True)
    linked = [
        replace(first, told=replace(first.told, id=f"m-{n}", same_as=first.told.id, time=day("2025-04-13")))
        for n in range(3)
    ]
    more = [outlet(f"more {n}", KYIV, None, time=day(f"2025-04-{n:02}")) for n in (11, 16)]
    assert groups(first, last, *linked, *more, judged=(same,)) == [{"11", "16", "more 11", "more 16"}]


def test_what_no_block_holds_is_joined_neither_at_once_nor_one_by_one() -> None:
    told = [
        replace(outlet(name, time=None), published=None, told=replace(outlet(name).told, time=None)) for name in "AB"
    ]
    assert len(groups(*told)) == 2
    assert [one.key for one in reach(told[:1], lambda blocks: [], lambda tellings: [])] == [told[0].key]


def test_a_telling_of_no_day_is_no_bridge() -> None:
    undated = telling(strike(KYIV, None, publisher="week"), time=day("2025-04-08", "2025-04-20"))
    linked = replace(undated, told=replace(undated.told, id="m-b", same_as=undated.told.id, time=None), published=None)
    assert max(len(group) for group in groups(undated, linked, *published(range(10, 20)))) <= 4


def test_what_a_person_joins_may_be_joined_by_reports_of_either_day() -> None:
    first, last = (outlet(str(n), KYIV, None, time=day(f"2025-04-{n:02}")) for n in (11, 16))
    same = Edge.between(first.key, last.key, "same", 100.0, "one operation", person=True)
    more = [outlet(f"more {n}", KYIV, None, time=day(f"2025-04-{n:02}")) for n in (11, 16)]
    assert groups(first, last, *more, judged=(same,)) == [{"11", "16", "more 11", "more 16"}]


def test_the_same_text_in_two_places_is_one_event() -> None:
    one = strike(PAVLOHRAD, 3, name="a")
    other = strike(PAVLOHRAD, 3, name="b")
    twin = replace(telling(other), told=replace(telling(other).told, id=telling(one).told.id))
    assert len(cluster([telling(one), twin]).clusters) == 1


def test_a_wave_is_the_parent_of_its_places() -> None:
    wave = happening([outlet("A", UKRAINE, None, places=(UKRAINE,))])
    part = happening([outlet("B")])
    other_day = happening([outlet("C", YAROVA, time=day("2025-04-28"))])
    assert parents([wave, part, other_day]) == {part.id: wave.id}


def meeting(name: str, status: str, published: str, who: tuple[object, ...] = (ENVOY, PRESIDENT)) -> Telling:
    of = report(f"{name} writes of a meeting in Moscow.", published, name)
    told = talk(of, "a meeting", who, status, time=day("2025-04-25"))  # type: ignore[arg-type]
    return Telling(told, of.id, of.id, published, name)


def test_a_planned_meeting_becomes_the_one_held() -> None:
    planned, held = meeting("A", "planned", "2025-04-24"), meeting("B", "held", "2025-04-26")
    (group,) = cluster([held, planned]).clusters
    one = happening(group)
    assert one.status == "held"
    assert [step.status for step in one.history] == ["planned", "held"]


def test_meetings_of_other_people_are_other_meetings() -> None:
    assert len(groups(meeting("A", "held", "2025-04-25"), meeting("B", "held", "2025-04-25", (GOVERNOR, MAYOR)))) == 2
    assert len(groups(meeting("A", "held", "2025-04-25"), meeting("B", "held", "2025-04-25", (ENVOY, MAYOR)))) == 2


PLACES = (PAVLOHRAD, YAROVA, KYIV, DNIPRO_REGION, UKRAINE)
MODES = ("drone", "missile", "shelling", "other")


@st.composite
def many_tellings(draw: st.DrawFn) -> list[Telling]:
    made: list[Telling] = []
    for number in range(draw(st.integers(2, 12))):
        first = draw(st.integers(20, 24))
        when = day(f"2025-04-{first}", draw(st.sampled_from([None, f"2025-04-{first + 1}"])))
        made.append(
            outlet(
                f"outlet {number}",
                draw(st.sampled_from(PLACES)),
                draw(st.sampled_from([None, 1, 3, 40])),
                time=when,
                mode=draw(st.sampled_from(MODES)),
                by=draw(st.sampled_from([None, RUSSIA, UKRAINE_STATE])),
            )
        )
    return made


@settings(max_examples=60, deadline=None)
@given(many_tellings(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(tellings: list[Telling], random: object) -> None:
    shuffled = list(tellings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert cluster(shuffled).clusters == cluster(tellings).clusters


@settings(max_examples=60, deadline=None)
@given(many_tellings())
def test_what_can_change_is_a_whole_cluster_of_all(tellings: list[Telling]) -> None:
    """Looking only at what a new telling reaches gives the clusters that looking at everything gives."""
    from grotius.merge import kept, likeness

    def neighbours(blocks: frozenset[str]) -> list[Telling]:
        return [one for one in tellings if blocks & set(kept(likeness(one)))]

    reached = reach([tellings[-1]], neighbours, lambda _: [])
    whole = {tuple(one.key for one in group) for group in cluster(tellings).clusters}
    assert {tuple(one.key for one in group) for group in cluster(reached).clusters} <= whole


@pytest.mark.parametrize("kind", [Mention, Talk])
def test_ids_of_happenings_are_words_to_read_out(kind: type) -> None:
    one = happening([outlet("A") if kind is Mention else meeting("A", "held", "2025-04-25")])
    letter, *words = one.id.split("-")
    assert letter == ("e" if kind is Mention else "t")
    assert [len(word) for word in words] == [5, 5, 5]


def test_an_event_keeps_its_name_when_the_extractor_changes() -> None:
    of = report("A strike on Pavlohrad killed three. More is to follow.")
    before = mention(of, "A strike")
    after = replace(before, id="m-another", mode="missile", type="attack.missile")
    assert happening([Telling(before, of.id, of.id)]).id == happening([Telling(after, of.id, of.id)]).id


NIKOPOL = Place(None, "Nikopol", 700051, "Dnipropetrovsk", "UA", 47.57, 34.4, "settlement")


def night(first: str, last: str) -> Time:
    return Time(None, f"2025-04-{first}", f"2025-04-{last}", "night")


def test_two_nights_in_a_row_are_two_events() -> None:
    assert len(groups(outlet("A", time=night("23", "24")), outlet("B", time=night("24", "25")))) == 2


def test_a_town_told_with_its_region_is_the_town() -> None:
    both = outlet("B", places=(PAVLOHRAD, DNIPRO_REGION, UKRAINE))
    assert len(groups(outlet("A"), both)) == 1
    assert [place.name for place in happening([both]).places] == ["Pavlohrad"]


def test_a_region_does_not_make_its_towns_one() -> None:
    towns = groups(outlet("A"), outlet("B", NIKOPOL), outlet("C", DNIPRO_REGION))
    assert not any({"A", "B"} <= group for group in towns)


def salvo(name: str, drones: int, places: tuple[Place, ...] = (UKRAINE,)) -> Telling:
    of = report(f"{name}: {drones} drones were launched.", "2025-04-25", name)
    told = mention(of, "launched", places, night("24", "25"))
    count = figure(of, f"{drones} drones", "launched", drones, mention=told.id)
    return Telling(told, of.id, of.id, "2025-04-25", name, (replace(count, of=span(of.text, "drones")),))


def test_a_count_of_drones_tells_the_night() -> None:
    assert len(groups(salvo("A", 103), salvo("B", 103))) == 1
    assert len(groups(salvo("A", 103), salvo("B", 166))) == 2
    assert len(groups(salvo("A", 103), salvo("B", 103, ()))) == 1


def test_a_second_meeting_is_not_the_first() -> None:
    held = meeting("A", "held", "2025-04-25")
    of = report("B: a second meeting was called off.", "2025-04-25", "B")
    off = talk(of, "a second meeting", status="cancelled", time=day("2025-04-25"))
    planned_of = report("C: a second meeting is planned.", "2025-04-25", "C")
    planned = talk(planned_of, "a second meeting", status="planned", time=day("2025-04-25"))
    tellings = [Telling(row, x.id, x.id, "2025-04-25", n) for row, x, n in ((off, of, "B"), (planned, planned_of, "C"))]
    assert groups(held, *tellings) == [{"A"}, {"B", "C"}] or groups(held, *tellings) == [{"B", "C"}, {"A"}]


def test_the_time_that_most_tellings_allow_is_the_event_s() -> None:
    count_at_eleven = Time(None, "2025-04-24T11:00", "2025-04-24T11:00", "minute")
    tellings = [outlet(name, time=night("23", "24")) for name in "ABC"] + [outlet("D", time=count_at_eleven)]
    assert happening(tellings).time == night("23", "24")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (outlet("A", time=night("24", "25")), "Drone attack on Pavlohrad, 24–25 April 2025"),
        (outlet("A", mode="shelling", actuality="denied"), "Shelling of Pavlohrad, 25 April 2025 (denied)"),
        (outlet("A", type="capture", places=(), time=None), "Capture"),
        (meeting("A", "planned", "2025-04-24"), "Meeting of Ann Carter and Ivan Orlov, 25 April 2025 (planned)"),
    ],
)
def test_a_title_is_short_and_composed(told: Telling, expected: str) -> None:
    kind = replace(told.told, type="attack") if isinstance(told.told, Mention) and "." in told.told.type else told.told
    assert title(happening([replace(told, told=kind)])) == expected


MINISTRY = Actor(None, "Ministry of Defence of Russia", "ru-mod", "organisation", "party")
RUSSIAN_ARMY = Actor(None, "Armed Forces of Russia", "ru-armed-forces", "organisation", "party")
RUSSIA_ITSELF = replace(RUSSIA, id="state-ru")
NIGHT = day("2025-04-24", "2025-04-25")


def wave(name: str, *launched: tuple[str, int, int | None], **more: object) -> Telling:
    """A night of drones and missiles over the country: what was launched, how many, and how many at most."""
    of = report(f"{name} tells of 138 drones and 1 missile.", publisher=name)
    told = mention(of, "tells of", time=NIGHT, mode="drone_and_missile", **{"places": (UKRAINE,), **more})
    rows = [
        replace(figure(of, thing, "launched", low, mention=told.id), high=high, of=span(of.text, thing))
        for thing, low, high in launched
    ]
    return Telling(told, of.id, of.id, of.published, name, tuple(rows))


def test_bombs_that_aircraft_drop_are_an_air_strike() -> None:
    assert groups(outlet("A", mode="bombing"), outlet("B", mode="air_strike")) == [{"A", "B"}]
    planted = outlet("A", mode="bombing", weapon=span("a car bomb", "car bomb"))
    assert len(groups(planted, outlet("B", mode="air_strike"))) == 2
    assert groups(planted, outlet("C", mode="bombing")) == [{"A", "C"}]


def test_a_state_and_its_army_are_one_attacker() -> None:
    told = [wave("A", ("drones", 138, 138), by=RUSSIA_ITSELF), wave("B", ("drones", 131, None), by=RUSSIAN_ARMY)]
    assert groups(*told) == [{"A", "B"}]
    part = happening([outlet("C", by=RUSSIAN_ARMY, time=NIGHT)])
    assert part.id in parents([happening([told[0]]), part])


def test_a_missile_more_is_a_dispute_where_the_drones_agree() -> None:
    one = wave("A", ("drones", 138, 138), ("missile", 1, 1))
    two, many = (wave(str(number), ("drones", 131, None), ("missile", number, number)) for number in (2, 40))
    fewer_drones = wave("B", ("drones", 60, 60), ("missile", 2, 2))

    def seen(other: Telling) -> set[str]:
        return {feature.name for feature in compare(likeness(one), likeness(other)).features}

    assert groups(one, two) == [{"A", "2"}]
    assert {"salvo_agrees", "salvo_disputed"} <= seen(two)
    assert {"salvo_agrees", "salvo_differs"} <= seen(many)
    assert seen(fewer_drones).isdisjoint({"salvo_agrees", "salvo_disputed"})


def test_its_forces_are_those_of_the_state_that_speaks_of_them() -> None:
    named = wave("A", ("drones", 138, 138), by=RUSSIA_ITSELF)
    forces = Actor(None, "its forces")
    unplaced = wave("B", by=forces, claimant=MINISTRY, places=())
    assert groups(named, unplaced) == [{"A", "B"}]
    assert [actor.name for actor in happening([named, unplaced]).actors] == ["Russia"]
    theirs = wave("C", by=forces, claimant=replace(MINISTRY, id="ua-general-staff"), places=())
    assert len(groups(named, theirs)) == 2


def test_the_codes_are_those_of_the_weapon_that_most_tell() -> None:
    vague, missile = Codes(acled_event="Battles"), Codes(acled_event="Explosions/Remote violence")
    told = [outlet("A", mode="other", codes=vague), outlet("B", mode="other", codes=vague)]
    assert happening(told).codes == vague
    assert happening([*told, outlet("C", mode="missile", codes=missile)]).codes == missile
    by_missile = outlet("D", mode="missile", type="attack", codes=vague)
    assert happening([by_missile]).codes.acled_event == "Explosions/Remote violence"


def test_bombs_of_an_air_strike_were_dropped() -> None:
    told = [outlet("A", mode="bombing"), outlet("B", mode="bombing"), outlet("C", mode="air_strike")]
    assert happening(told).mode == "air_strike"


def test_a_site_beside_its_town_is_not_a_second_place() -> None:
    house = Place(None, "apartment house", country="UA", precision="site")
    one = happening([outlet("A"), outlet("B", place=house)])
    assert title(one) == "Drone attack on Pavlohrad, 25 April 2025"
    assert not is_wave(one)
    assert title(happening([outlet("B", place=house)])) == "Drone attack on apartment house, 25 April 2025"
