"""One meeting with all its readouts, whoever is named and whoever only described."""

from __future__ import annotations

from dataclasses import replace

from factory import ENVOY, MOSCOW, PRESIDENT, day, report, talk
from grotius.merge import Telling, cluster, compare, happening, kept, likeness, reach, title
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
    words: str = "",
    **more: object,
) -> Telling:
    of = report(f"{name} writes of a meeting in Moscow{words}.", published, name)
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
    assert [actor.name for actor in happening(group).actors] == ["Ivan Orlov", "Ann Carter"]


def test_a_title_names_those_of_whom_most_reports_tell() -> None:
    aide = Actor(None, "Bo Lind", "a-bo-lind", "person", office="adviser, United States")
    said = [told("A", (aide, AMERICAN, UKRAINIAN)), told("B", (AMERICAN, UKRAINIAN)), told("C", (AMERICAN, UKRAINIAN))]
    assert title(happening(said)) == "Meeting of Ann Carter, Ivan Orlov and 1 more"
    again = [replace(said[0], told=replace(said[0].told, id=f"t-{n}")) for n in range(5)]
    assert title(happening([*said, *again])) == "Meeting of Ann Carter, Ivan Orlov and 1 more"


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


def planned(name: str, published: str, on: str, words: str = "") -> Telling:
    return told(name, (AMERICAN, UKRAINIAN), "planned", published, day(on), words)


def moved(name: str, published: str, on: str) -> Telling:
    return planned(name, published, on, " that has been postponed")


def test_a_planned_talk_that_is_moved_and_held_is_one() -> None:
    first, later = planned("A", "2025-05-12", "2025-05-15"), moved("B", "2025-05-14", "2025-05-18")
    held = told("C", (AMERICAN, UKRAINIAN), "held", "2025-05-18", day("2025-05-18"))
    (group,) = cluster([held, later, first]).clusters
    one = happening(group)
    assert [step.status for step in one.history] == ["planned", "moved", "held"]
    assert one.status == "held"
    still_planned = happening(cluster([first, later]).clusters[0])
    assert (still_planned.status, still_planned.time) == ("planned", day("2025-05-18"))
    found = reach([held], lambda blocks: [t for t in (first, later) if blocks & set(kept(likeness(t)))], lambda _: [])
    assert {telling.publisher for telling in found} == {"A", "B", "C"}


def test_what_is_moved_was_ahead_until_then() -> None:
    over = planned("A", "2025-05-08", "2025-05-10")
    assert size(over, moved("B", "2025-05-14", "2025-05-18")) == 2
    off = told("A", (AMERICAN, UKRAINIAN), "cancelled", "2025-05-10", day("2025-05-10"))
    assert size(off, moved("B", "2025-05-14", "2025-05-16")) == 1
    assert size(planned("A", "2025-05-16", "2025-05-25"), moved("B", "2025-05-14", "2025-05-18")) == 2
    assert size(planned("A", "2025-05-12", "2025-05-15"), planned("B", "2025-05-14", "2025-05-18")) == 2


def test_a_history_goes_the_way_of_a_talk_s_life() -> None:
    cases = [("A", "2025-05-12", "held"), ("B", "2025-05-12", "ongoing"), ("C", "2025-05-12", "planned")]
    by_day = [told(name, STATES, status, published) for name, published, status in cases]
    assert [step.status for step in happening(by_day).history] == ["planned", "ongoing", "held"]
    hours = ["2025-05-12T18:00", "2025-05-12T20:00+03:00", "2025-05-12T19:00"]
    by_hour = [replace(one, published=hour) for one, hour in zip(by_day, hours, strict=True)]
    assert [step.status for step in happening(by_hour).history] == ["planned", "ongoing", "held"]


def statuses(*tellings: Telling) -> list[str]:
    return [step.status for step in happening(tellings).history]


def test_what_looks_back_at_a_plan_is_no_step_of_a_talk_that_was_held() -> None:
    before, held = planned("A", "2025-04-24", "2025-04-25"), told("B", STATES, "held", "2025-04-25")
    back = [planned("C", "2025-04-26", "2025-04-25"), planned("D", "2025-04-26", "2025-04-25")]
    again = told("E", STATES, "held", "2025-04-26")
    assert statuses(before, held, *back, again) == ["planned", "planned", "planned", "held", "held"]
    assert statuses(held, again, back[0]) == ["planned", "held", "held"]


def test_a_plan_that_an_undated_report_tells_is_no_second_life_of_what_was_called_off() -> None:
    off, undated = told("A", STATES, "cancelled", "2025-05-03"), told("B", STATES, "planned", None)
    assert statuses(off, undated, told("C", STATES, "cancelled", None)) == ["planned", "cancelled", "cancelled"]


def test_what_is_planned_anew_after_it_was_called_off_goes_on() -> None:
    first, off = planned("A", "2025-05-01", "2025-05-10"), told("B", STATES, "cancelled", "2025-05-03")
    anew, back = planned("C", "2025-05-05", "2025-05-08"), planned("D", "2025-05-05", "2025-05-02")
    assert statuses(first, off, anew) == ["planned", "cancelled", "planned"]
    assert statuses(first, off, back) == ["planned", "planned", "cancelled"]
    assert statuses(off, told("E", STATES, "held", "2025-05-09")) == ["cancelled", "held"]


def test_a_plan_of_before_a_move_stands_before_it() -> None:
    first, later = planned("A", "2025-05-12", "2025-05-15"), moved("B", "2025-05-14", "2025-05-18")
    stale, fresh = planned("C", "2025-05-15", "2025-05-15"), planned("D", "2025-05-16", "2025-05-18")
    one = happening([first, later, stale, fresh])
    assert [(step.report, step.status) for step in one.history] == [
        (first.report, "planned"),
        (stale.report, "planned"),
        (later.report, "moved"),
        (fresh.report, "planned"),
    ]
    assert one.time == day("2025-05-18")


def test_another_plan_is_no_move_unless_it_says_so() -> None:
    plans = [planned("A", "2025-05-12", "2025-05-15"), planned("B", "2025-05-14", "2025-05-18")]
    assert [step.status for step in happening(plans).history] == ["planned", "planned"]


def test_talks_over_several_days_are_dated_from_the_first_to_the_last() -> None:
    begun = told("A", STATES, "ongoing", time=day("2025-04-22"))
    going_on = replace(told("A", STATES, "held", time=day("2025-04-25")), report=begun.report)
    time = happening([begun, going_on]).time
    assert time is not None
    assert (time.start, time.end) == ("2025-04-22", "2025-04-25")
    elsewhere = told("B", STATES, "held", time=day("2025-04-25"))
    assert happening([going_on, elsewhere]).time == day("2025-04-25")


def test_an_undated_copy_tells_of_the_day_of_its_story() -> None:
    dated = told("A", (AMERICAN, UKRAINIAN), time=day("2025-04-25"))
    copy = replace(told("B", (AMERICAN, UKRAINIAN), published=None), family=dated.family, told=dated.told)
    copy = replace(copy, told=replace(copy.told, id="t-copy", time=None))
    assert size(dated, copy) == 1
    assert size(dated, replace(copy, family="another")) == 2


def test_what_is_dated_by_its_publication_only_is_not_told_of_a_day() -> None:
    on_a_day = told("A", STATES, time=day("2025-04-20"))
    undated = [told(name, STATES, published=when) for name, when in (("B", "2025-04-23"), ("C", "2025-04-26"))]
    one, near, far = (likeness(telling) for telling in (on_a_day, *undated))
    assert "days that follow each other, one dated by publication only (-2.5)" in compare(one, near).reason
    assert "4 days lie between them, one dated by publication only" in compare(one, far).reason
    next_day = likeness(told("D", STATES, time=day("2025-04-21")))
    assert "days that follow each other (-2.5)" in compare(one, next_day).reason
