"""One meeting with all its readouts, whoever is named and whoever only described."""

from __future__ import annotations

from dataclasses import replace

from factory import ENVOY, MOSCOW, PRESIDENT, day, report, talk
from grotius.merge import Telling, cluster, happening
from grotius.model import Actor, TalkStatus, Time

AMERICAN = replace(ENVOY, office="special envoy, United States")
UKRAINIAN = replace(PRESIDENT, office="president, Ukraine")
ENVOYS = Actor(None, "the American envoys")
BOTH = Actor(None, "the delegations of Ukraine and the United States")
STATES = (Actor(None, "United States", "state-us", "state"), Actor(None, "Ukraine", "state-ua", "state"))


def told(
    name: str,
    who: tuple[Actor, ...],
    status: TalkStatus = "held",
    published: str | None = "2025-04-26",
    time: Time | None = None,
    **more: object,
) -> Telling:
    of = report(f"{name} writes of a meeting in Moscow.", published, name)
    row = talk(of, "a meeting", who, status, time=time, **more)
    return Telling(row, of.id, of.id, published, name)


def size(*tellings: Telling) -> int:
    return len(cluster(tellings).clusters)


def test_delegations_are_those_of_their_states() -> None:
    assert size(told("A", (BOTH,)), told("B", STATES)) == 1
    assert size(told("A", (BOTH,)), told("B", (AMERICAN, UKRAINIAN))) == 1


def test_persons_of_the_same_states_may_hold_other_talks() -> None:
    aide = Actor(None, "Bo Lind", "bo-lind", "person", office="adviser, United States")
    minister = Actor(None, "Ivan Bondar", "ivan-bondar", "person", office="minister, Ukraine")
    assert size(told("A", (AMERICAN, UKRAINIAN)), told("B", (aide, minister))) == 2


def test_the_envoys_go_where_they_are_named() -> None:
    (group,) = cluster([told("A", (AMERICAN, UKRAINIAN)), told("B", (ENVOYS, UKRAINIAN))]).clusters
    assert [actor.name for actor in happening(group).actors] == ["Ann Carter", "Ivan Orlov"]


def test_a_meeting_that_an_undated_report_calls_off_is_known_by_its_place() -> None:
    dated = told("A", (ENVOYS, UKRAINIAN), "cancelled", place=MOSCOW)
    undated = told("B", (ENVOYS, UKRAINIAN), "cancelled", None, place=MOSCOW)
    assert size(dated, undated) == 1
    assert size(dated, told("B", (ENVOYS, UKRAINIAN), "held", None, place=MOSCOW)) == 2


def test_what_one_report_calls_one_talk_stays_one_over_days() -> None:
    begun = told("A", STATES, "ongoing", time=day("2025-04-22"))
    going_on = told("A", STATES, "held", time=day("2025-04-25"))
    linked = replace(begun, report=going_on.report, told=replace(begun.told, id="t-begun", same_as=going_on.told.id))
    assert size(linked, going_on) == 1
