"""What people decide holds: as wholes, through changed pages, in every list; nothing that makes no sense is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from factory import KYIV, PAVLOHRAD, UKRAINE, YAROVA, day, extraction, figure, mention, report, talk
from grotius.errors import SettingsError, UnknownId
from grotius.model import Extraction, Place
from grotius.record import Filter, Record
from grotius.record.facets import places
from grotius.record.feeding import deleted, updated
from grotius.record.undoing import undo
from stores import filled, on_every_store, postgres, store

__all__ = ["postgres", "store"]

ODESA = Place(None, "Odesa", 698740, "Odesa", "UA", 46.48, 30.72, "settlement")


def told(place: Place, words: str, killed: int, *, name: str, publisher: str) -> Extraction:
    """A page that can be printed again in other words under the same name."""
    of = report(words, publisher=publisher, name=name)
    one = mention(of, "A strike", (place,))
    toll = figure(of, f"killed {killed}", "killed", killed, mention=one.id, place=place, time=one.time)
    return extraction(of, one, toll)


def page(place: Place, killed: int, *, publisher: str, more: str = "") -> Extraction:
    words = f"{publisher} writes. A strike on {place.name} killed {killed} people{more}, officials said. More follows."
    return told(place, words, killed, name=f"{publisher}-{place.name}", publisher=publisher)


def groups(record: Record) -> set[frozenset[str]]:
    return {frozenset(event.happening.tellings) for event in record.events()}


def mention_of(put: Extraction) -> str:
    return put.mentions[0].id


# -- one and another ----------------------------------------------------------------------------------------------


@on_every_store
def test_parting_one_mention_takes_only_that_one_out(store: str) -> None:
    first, second = page(PAVLOHRAD, 2, publisher="A"), page(PAVLOHRAD, 3, publisher="B")
    other = page(YAROVA, 2, publisher="C")
    with filled(store, first, second, other) as record:
        names = [event.id for event in record.events()]
        record.judge("same", *names, who="Ann", why="one strike, two names")
        (joined,) = record.events()
        record.judge("different", mention_of(first), joined.id, who="Ann", why="that one is another")
        assert groups(record) == {
            frozenset({mention_of(first)}),
            frozenset({mention_of(second), mention_of(other)}),
        }


@on_every_store
def test_parting_the_two_events_takes_the_join_back(store: str) -> None:
    first, second = page(PAVLOHRAD, 2, publisher="A"), page(PAVLOHRAD, 3, publisher="B")
    other, last = page(YAROVA, 2, publisher="C"), page(ODESA, 4, publisher="D")
    with filled(store, first, second, other, last) as record:
        found = {event.happening.places[0].name: event.id for event in record.events()}
        record.judge("same", found["Yarova"], found["Odesa"], who="Ann", why="one strike")
        record.judge("same", found["Pavlohrad"], found["Yarova"], who="Ann", why="and a third name")
        assert len(groups(record)) == 1
        record.judge("different", found["Yarova"], found["Pavlohrad"], who="Ben", why="two after all")
        assert groups(record) == {
            frozenset({mention_of(first), mention_of(second)}),
            frozenset({mention_of(other), mention_of(last)}),
        }


@on_every_store
def test_a_join_does_not_hang_on_one_mention(store: str) -> None:
    """Whichever page of the joined ones goes, the others stay together."""
    for gone in range(4):
        told = [page(PAVLOHRAD, 2, publisher="A"), page(PAVLOHRAD, 3, publisher="B")]
        told += [page(YAROVA, 2, publisher="C"), page(YAROVA, 3, publisher="D")]
        with filled(store if gone == 0 else ":memory:", *told) as record:
            record.judge("same", *(event.id for event in record.events()), who="Ann", why="one strike, two names")
            publisher, place = "ABCD"[gone], PAVLOHRAD if gone < 2 else YAROVA
            record.add(extraction(report("Nothing new.", publisher=publisher, name=f"{publisher}-{place.name}")))
            record.merge()
            assert [event.reports for event in record.events()] == [3]


@on_every_store
def test_a_join_survives_changed_pages(store: str) -> None:
    told = [page(PAVLOHRAD, 2, publisher="A"), page(PAVLOHRAD, 3, publisher="B"), page(YAROVA, 2, publisher="C")]
    with filled(store, *told) as record:
        record.judge("same", *(event.id for event in record.events()), who="Ann", why="one strike, two names")
        for put, place in zip("ABC", (PAVLOHRAD, PAVLOHRAD, YAROVA), strict=True):
            record.add(page(place, 5, publisher=put, more=" overnight, and hurt many"))
            record.merge()
            assert [event.reports for event in record.events()] == [3]
        record.add(page(YAROVA, 2, publisher="E"))
        record.merge()
        assert [event.reports for event in record.events()] == [4]


def test_fighting_and_a_talk_are_never_one() -> None:
    of = report("A strike hit Kyiv. Ann Carter met Ivan Orlov in Kyiv.")
    with filled(":memory:", extraction(of, mention(of, "A strike", (KYIV,)), talk(of, "met"))) as record:
        (event,), (meeting,) = record.events(), record.talks()
        for pair in ((event.id, meeting.id), (meeting.happening.tellings[0], event.id)):
            with pytest.raises(SettingsError, match="two of a kind"):
                record.judge("same", *pair, who="Ann", why="one")
        assert (record.events().total, record.talks().total) == (1, 1)


# -- changed pages ------------------------------------------------------------------------------------------------


@on_every_store
def test_a_cited_event_lives_on_when_its_page_changes_a_word(store: str) -> None:
    with filled(store, page(PAVLOHRAD, 2, publisher="A")) as record:
        (event,) = record.events()
        record.judge("confirm", event.id, who="Ann", why="seen on video")
        record.judge("correct", event.id, field="mode", value="missile", who="Ann", why="seen on video")
        record.add(page(PAVLOHRAD, 3, publisher="A", more=" on Friday"))
        record.merge()
        (now,) = record.events()
        assert [verdict.decision for verdict in now.verdicts] == ["confirm", "correct"]
        assert record.show(event.id).id == now.id
        assert record.events(Filter(type="missile")).total == 1
        found = [row for row in record.changes(limit=None) if row.what == "event found" and row.target == now.id]
        assert all(event.id in row.why for row in found)


@on_every_store
def test_an_event_rejected_stays_rejected_when_its_page_changes_a_word(store: str) -> None:
    with filled(store, page(PAVLOHRAD, 2, publisher="A")) as record:
        record.judge("reject", record.events().rows[0].id, who="Ann", why="no strike")
        record.add(page(PAVLOHRAD, 2, publisher="A", more=", it seems"))
        record.merge()
        assert record.events().total == 0


@on_every_store
def test_a_page_that_tells_of_another_town_inherits_nothing(store: str) -> None:
    put = page(PAVLOHRAD, 2, publisher="A")
    with filled(store, put) as record:
        record.judge("reject", mention_of(put), who="Ann", why="no strike")
        words = "A writes. A strike on Yarova killed 2 people, officials said. More follows."
        record.add(told(YAROVA, words, 2, name="A-Pavlohrad", publisher="A"))
        record.merge()
        assert record.events().total == 1


def test_a_corrected_count_is_not_carried_to_another_count() -> None:
    put = page(PAVLOHRAD, 2, publisher="A")
    with filled(":memory:", put) as record:
        record.judge("correct", put.figures[0].id, field="best", value=7, who="Ann", why="misread")
        record.add(page(PAVLOHRAD, 2, publisher="A", more=", it seems"))
        assert [row.figure.best for row in record.figures()] == [7]
        record.add(page(PAVLOHRAD, 3, publisher="A", more=", it seems"))
        assert [row.figure.best for row in record.figures()] == [3]


@on_every_store
def test_a_corrected_place_is_found_after_the_page_changed(store: str) -> None:
    put = page(PAVLOHRAD, 2, publisher="A")
    with filled(store, put) as record:
        record.judge("correct", mention_of(put), field="places", value="Yarova", who="Ann", why="a slip")
        record.add(page(PAVLOHRAD, 2, publisher="A", more=", it seems"))
        record.merge()
        assert record.events(Filter(place="Yarova")).total == 1
        assert record.mentions(Filter(place="Pavlohrad")).total == 0


# -- moving a figure ----------------------------------------------------------------------------------------------


def killed(record: Record) -> dict[str, list[int | None]]:
    return {event.happening.places[0].name: [one.best for one in event.figures] for event in record.events()}


@on_every_store
@pytest.mark.parametrize("by_event", [True, False])
def test_a_figure_moves_to_another_event(store: str, by_event: bool) -> None:
    put, other = page(PAVLOHRAD, 2, publisher="A"), page(YAROVA, 3, publisher="B")
    with filled(store, put, other) as record:
        target = next(event.id for event in record.events(Filter(place="Yarova"))) if by_event else mention_of(other)
        done = record.judge("correct", put.figures[0].id, field="mention", value=target, who="Ann", why="of Yarova")
        assert done.changed_events == 2
        assert killed(record) == {"Pavlohrad": [], "Yarova": [2]} or killed(record)["Pavlohrad"] == []
        moved = next(row for row in record.figures() if row.figure.id == put.figures[0].id)
        assert moved.event == record.events(Filter(place="Yarova")).rows[0].id
        record.add(page(YAROVA, 3, publisher="B", more=", it seems"))
        record.merge()
        assert killed(record)["Pavlohrad"] == []
        undo(record, who="Ann")
        assert killed(record) == {"Pavlohrad": [2], "Yarova": [3]}


def test_a_figure_moves_only_to_a_mention() -> None:
    put = page(PAVLOHRAD, 2, publisher="A")
    with filled(":memory:", put) as record:
        for name, kind in (("m-nobody", UnknownId), (put.figures[0].id, SettingsError)):
            with pytest.raises(kind):
                record.judge("correct", put.figures[0].id, field="mention", value=name, who="Ann", why="so")


# -- rejecting ----------------------------------------------------------------------------------------------------


def wave_and_part() -> tuple[Extraction, Extraction]:
    of = report("Drones attacked Ukraine overnight, killing 9 people.", publisher="Wave")
    night = day("2025-04-25")
    one = mention(of, "Drones attacked", (UKRAINE,), night)
    toll = figure(of, "killing 9", "killed", 9, mention=one.id, place=UKRAINE, time=night)
    return extraction(of, one, toll), page(PAVLOHRAD, 2, publisher="Part")


@on_every_store
def test_a_rejected_wave_is_used_nowhere(store: str) -> None:
    with filled(store, *wave_and_part()) as record:
        (part,) = record.events(Filter(place="Pavlohrad"))
        assert part.parent is not None
        record.judge("reject", part.parent, who="Ann", why="no such wave")
        (part,) = record.events()
        assert part.parent is None
        assert [row.figure.best for row in record.figures()] == [2]
        assert record.mentions().total == 1
        assert "Ukraine" not in {place.name for place in places(record)}
        assert record.summary().figures == 1 and record.summary().events == 1
        record.add(page(YAROVA, 1, publisher="Late"))
        record.merge()
        assert all(event.parent is None for event in record.events())
        undo(record, who="Ann")
        assert record.events(Filter(place="Pavlohrad")).rows[0].parent is not None
        assert record.figures().total == 3


@on_every_store
def test_who_keeps_a_copy_learns_what_goes_with_a_rejection(store: str) -> None:
    put, other = page(PAVLOHRAD, 2, publisher="A"), page(YAROVA, 3, publisher="B")
    with filled(store, put, other) as record:
        event = next(row.id for row in record.events(Filter(place="Pavlohrad")))
        since = record.judge("reject", event, who="Ann", why="no strike") and record.changes(newest=True).rows[0].at
        record.judge("reject", mention_of(other), who="Ann", why="no strike")
        gone = {row.id for row in deleted(record, since, 100, None)}
        assert {event, mention_of(put), put.figures[0].id, mention_of(other), other.figures[0].id} <= gone
        record.judge("confirm", event, who="Ben", why="there was one")
        assert put.figures[0].id not in {row.id for row in deleted(record, since, 100, None)}
        assert put.figures[0].id in {row.figure.id for row in updated(record, "figures", since, Filter())}


@on_every_store
def test_the_figures_of_a_rejected_mention_go_with_it(store: str) -> None:
    put = page(PAVLOHRAD, 2, publisher="A")
    with filled(store, put) as record:
        record.judge("reject", mention_of(put), who="Ann", why="a figure of speech")
        assert record.figures().total == 0
        record.judge("confirm", mention_of(put), who="Ben", why="it was one")
        assert (record.figures().total, record.events().total) == (1, 1)


def test_a_mention_told_twice_is_rejected_with_its_other_words() -> None:
    of = report("A strike hit Kyiv. The attack on Kyiv came at night.")
    one = mention(of, "A strike", (KYIV,))
    with filled(":memory:", extraction(of, one, mention(of, "The attack", (KYIV,), same_as=one.id))) as record:
        record.judge("reject", one.id, who="Ann", why="no strike")
        assert record.events().total == 0


@on_every_store
def test_a_correction_does_not_lift_a_rejection(store: str) -> None:
    put = page(PAVLOHRAD, 2, publisher="A")
    with filled(store, put) as record:
        name = put.figures[0].id
        record.judge("reject", name, who="Ann", why="misread")
        with pytest.raises(SettingsError, match=r"rejected \(Ann: misread"):
            record.judge("correct", name, field="best", value=3, who="Ben", why="it says 3")
        assert record.figures().total == 0
        record.judge("confirm", name, who="Ben", why="it is there")
        assert record.figures().total == 1


# -- correcting ---------------------------------------------------------------------------------------------------


@on_every_store
def test_actors_places_and_times_are_given_in_plain_words(store: str) -> None:
    put = page(PAVLOHRAD, 2, publisher="A")
    with filled(store, put) as record:

        def corrected(field: str, value: object) -> Any:
            record.judge("correct", put.figures[0].id, field=field, value=value, who="Ann", why="so")
            return getattr(record.figures().rows[0].figure, field)

        assert corrected("claimant", "Klymenko").id == "klymenko"
        stranger = corrected("claimant", "Olha Nobody")
        assert (stranger.name, stranger.id is not None) == ("Olha Nobody", True)
        assert (corrected("place", "Odesa").geonames_id, corrected("place", "Odesa").lat is not None) == (698740, True)
        time = corrected("time", "2025-04-24/2025-04-25")
        assert (time.start, time.end, time.grain) == ("2025-04-24", "2025-04-25", "day")
        assert corrected("time", "2025-04-24T05:30").grain == "minute"
        assert corrected("of", "people").text == "people"
        assert record.figures(Filter(place="Odesa", claimant="Olha Nobody")).total == 1


@on_every_store
def test_an_event_is_found_by_what_was_corrected_in_it(store: str) -> None:
    of = report("Ann Carter met Ivan Orlov in Kyiv.")
    with filled(store, extraction(of, talk(of, "met", place=KYIV, time=day("2025-04-25")))) as record:
        (meeting,) = record.talks()
        record.judge("correct", meeting.id, field="places", value="Geneva", who="Ann", why="a slip")
        record.judge("correct", meeting.id, field="time", value="2025-04-20", who="Ann", why="a slip")
        record.judge("correct", meeting.id, field="status", value="cancelled", who="Ann", why="a slip")
        for found in (
            Filter(place="Geneva"),
            Filter(place="Switzerland"),
            Filter(since="2025-04-20", until="2025-04-20"),
            Filter(type="cancelled"),
        ):
            assert record.talks(found).total == 1
        for missed in (Filter(place="Kyiv"), Filter(since="2025-04-25"), Filter(type="held")):
            assert record.talks(missed).total == 0
        undo(record, who="Ann")
        assert record.talks(Filter(type="held")).total == 1


@on_every_store
def test_an_event_is_found_by_the_actors_that_a_person_put_in_it(store: str) -> None:
    of = report("Ann Carter met Ivan Orlov in Kyiv.")
    with filled(store, extraction(of, talk(of, "met", place=KYIV))) as record:
        (meeting,) = record.talks()
        record.judge("correct", meeting.id, field="actors", value=["Zelensky", "Macron"], who="Ann", why="a slip")
        assert record.talks(Filter(actor="Macron")).total == 1
        assert record.talks(Filter(actor="Orlov")).total == 0


_WRONG = [
    ("figure", "best", -5),
    ("figure", "best", "1000000000000000000000000000"),
    ("figure", "best", True),
    ("figure", "best", "true"),
    ("figure", "low", 20),
    ("figure", "measure", "banana"),
    ("figure", "time", "banana"),
    ("figure", "time", '{"span": null, "start": "banana", "end": null, "grain": "day"}'),
    ("figure", "of", "words that no report has"),
    ("figure", "claimant", " "),
    ("figure", "same_as", "f-x"),
    ("event", "type", "banana"),
    ("event", "mode", "banana"),
    ("event", "status", "banana"),
    ("event", "words", "Nothing happened."),
    ("mention", "type", "banana"),
]


@pytest.mark.parametrize(("kind", "field", "value"), _WRONG)
def test_values_that_a_field_cannot_hold_are_refused(kind: str, field: str, value: object) -> None:
    put = page(PAVLOHRAD, 5, publisher="A")
    with filled(":memory:", put) as record:
        name = {"figure": put.figures[0].id, "mention": mention_of(put), "event": record.events().rows[0].id}[kind]
        before = record.changes().total
        with pytest.raises(SettingsError):
            record.judge("correct", name, field=field, value=value, who="Ann", why="so")
        assert record.changes().total == before


def test_a_refusal_says_what_is_allowed() -> None:
    put = page(PAVLOHRAD, 5, publisher="A")
    with filled(":memory:", put) as record:
        with pytest.raises(SettingsError, match="air_strike"):
            record.judge("correct", record.events().rows[0].id, field="mode", value="banana", who="Ann", why="so")
        with pytest.raises(SettingsError, match="whole number"):
            record.judge("correct", put.figures[0].id, field="best", value=True, who="Ann", why="so")
        with pytest.raises(SettingsError, match="low 20 would be above best 5"):
            record.judge("correct", put.figures[0].id, field="low", value=20, who="Ann", why="so")


@pytest.mark.parametrize("who", ["", "  ", "Ann\nBen"])
def test_a_decision_needs_somebody_who_makes_it(who: str) -> None:
    put = page(PAVLOHRAD, 5, publisher="A")
    with filled(":memory:", put) as record:
        with pytest.raises(SettingsError, match="who makes it"):
            record.judge("confirm", mention_of(put), who=who, why="so")
        with pytest.raises(SettingsError, match="who makes it"):
            undo(record, who=who)


def test_what_is_gone_or_a_report_cannot_be_judged() -> None:
    put, other = page(PAVLOHRAD, 2, publisher="A"), page(YAROVA, 2, publisher="B")
    with filled(":memory:", put, other) as record:
        (gone,) = record.events(Filter(place="Pavlohrad"))
        record.add(extraction(report("Nothing new.", publisher="A", name="A-Pavlohrad")))
        record.merge()
        for name in (gone.id, mention_of(put)):
            with pytest.raises(SettingsError, match="nothing left to judge"):
                record.judge("same", name, mention_of(other), who="Ann", why="one")
            with pytest.raises(SettingsError, match="nothing left to judge"):
                record.judge("confirm", name, who="Ann", why="seen")
        with pytest.raises(SettingsError, match="is a report"):
            record.judge("confirm", other.report.id, who="Ann", why="read")
        with pytest.raises(SettingsError, match="is a report"):
            record.judge("same", other.report.id, mention_of(other), who="Ann", why="read")


@on_every_store
def test_what_is_undone_is_as_it_was(store: str) -> None:
    told = [page(PAVLOHRAD, 2, publisher="A"), page(PAVLOHRAD, 3, publisher="B"), page(YAROVA, 2, publisher="C")]
    with filled(store, *told) as record:
        before = groups(record)
        names = [event.id for event in record.events()]
        record.judge("same", *names, who="Ann", why="one strike")
        record.judge("different", mention_of(told[0]), names[0], who="Ben", why="not that one")
        undo(record, who="Ben")
        assert len(groups(record)) == 1
        undo(record, who="Ann")
        assert groups(record) == before
        with pytest.raises(SettingsError, match="nothing that could be undone"):
            undo(record, who="Ann")


def test_a_telling_parted_from_its_own_repetition() -> None:
    of = report("A strike hit Kyiv. The attack on Kyiv came at night.")
    one = mention(of, "A strike", (KYIV,))
    again = replace(mention(of, "The attack", (KYIV,)), same_as=one.id)
    with filled(":memory:", extraction(of, one, again)) as record:
        assert len(groups(record)) == 1
        record.judge("different", one.id, again.id, who="Ann", why="two strikes")
        assert len(groups(record)) == 2


@on_every_store
def test_a_repetition_that_was_parted_does_not_follow_its_telling(store: str) -> None:
    of = report("A strike hit Kyiv. The attack on Kyiv came at night.")
    one = mention(of, "A strike", (KYIV,))
    again = replace(mention(of, "The attack", (KYIV,)), same_as=one.id)
    other = page(YAROVA, 2, publisher="B")
    with filled(store, extraction(of, one, again), other) as record:
        record.judge("different", one.id, again.id, who="Ann", why="two strikes")
        record.judge("same", one.id, mention_of(other), who="Ann", why="one strike")
        assert groups(record) == {frozenset({again.id}), frozenset({one.id, mention_of(other)})}


@on_every_store
def test_a_page_that_returns_to_its_earlier_words_is_read_again(store: str) -> None:
    first, middle = (page(PAVLOHRAD, killed, publisher="A") for killed in (2, 7))
    with filled(store, first) as record:
        (before,) = record.events()
        record.judge("confirm", first.figures[0].id, who="Ann", why="read the words")
        record.add(middle)
        record.judge("confirm", middle.mentions[0].id, who="Ann", why="read the words")
        record.add(first)
        for put, killed in ((middle, 7), (first, 2)):
            assert not record.has(put.report)
            assert record.add(put).outcome == "version"
            record.merge()
            assert [row.figure.best for row in record.figures()] == [killed]
        assert [event.id for event in record.events()] == [before.id]
        for name in (first.mentions[0].id, middle.mentions[0].id):
            assert record.show(name).verdicts[-1].who == "Ann"
        assert record.has(first.report) and record.add(first).outcome == "unchanged"
