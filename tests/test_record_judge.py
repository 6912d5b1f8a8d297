"""People decide, and no re-run undoes it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factory import KYIV, LATER_VERSIONS, PAVLOHRAD, YAROVA, strike
from grotius.errors import SettingsError, UnknownId
from grotius.model import Extraction
from grotius.record import Filter, Record
from stores import filled, on_every_store, postgres, store

__all__ = ["postgres", "store"]


def read_again(extraction: Extraction) -> Extraction:
    """As a later extractor makes it: the same words under other ids."""
    mentions = tuple(replace(row, id=f"{row.id}-later") for row in extraction.mentions)
    figures = tuple(replace(row, id=f"{row.id}-later", mention=f"{row.mention}-later") for row in extraction.figures)
    return replace(extraction, versions=LATER_VERSIONS, mentions=mentions, figures=figures)


@on_every_store
def test_what_a_person_joins_stays_joined(store: str) -> None:
    one, other = strike(PAVLOHRAD, 2), strike(YAROVA, 2, publisher="Other")
    with filled(store, one, other) as record:
        left, right = (event.id for event in record.events())
        record.judge("same", left, right, who="Ann", why="the second place is a slip")
        assert record.events().total == 1
        record.add(read_again(one))
        record.add(read_again(other))
        record.merge()
        assert record.events().total == 1


@on_every_store
def test_what_a_person_parts_stays_apart(store: str) -> None:
    one, other = strike(PAVLOHRAD, 2), strike(PAVLOHRAD, 3, publisher="Other")
    with filled(store, one, other) as record:
        assert record.events().total == 1
        record.judge("different", one.mentions[0].id, other.mentions[0].id, who="Ann", why="two strikes")
        assert record.events().total == 2
        record.add(read_again(one))
        record.merge()
        assert record.events().total == 2


def in_two_places(store: str) -> tuple[Record, list[Extraction]]:
    told = [
        strike(place, killed, publisher=f"{place.name} {killed}") for place in (PAVLOHRAD, YAROVA) for killed in (2, 3)
    ]
    return filled(store, *told), told


@on_every_store
def test_two_events_are_joined_with_all_that_they_hold(store: str) -> None:
    record, told = in_two_places(store)
    with record:
        assert record.events().total == 2
        record.judge("same", *(event.id for event in record.events()), who="Ann", why="one strike, two names")
        assert record.events().total == 1
        for extraction in told:
            record.add(read_again(extraction))
        record.add(strike(PAVLOHRAD, 2, publisher="Late"))
        record.add(strike(YAROVA, 2, publisher="Later still"))
        record.merge()
        (event,) = record.events()
        assert event.reports == 6


@on_every_store
def test_events_judged_different_may_be_joined_after_all_and_parted_again(store: str) -> None:
    record, told = in_two_places(store)
    with record:
        names = [event.id for event in record.events()]
        record.judge("different", *names, who="Ann", why="two strikes")
        record.judge("same", *names, who="Ben", why="one strike after all")
        assert record.events().total == 1
        record.judge("different", told[0].mentions[0].id, told[2].mentions[0].id, who="Ann", why="two it is")
        assert [event.reports for event in record.events()] == [2, 2]


@on_every_store
def test_a_later_decision_overrules_an_earlier_one(store: str) -> None:
    one, other = strike(PAVLOHRAD, 2), strike(PAVLOHRAD, 3, publisher="Other")
    pair = (one.mentions[0].id, other.mentions[0].id)
    with filled(store, one, other) as record:
        record.judge("different", *pair, who="Ann", why="two strikes")
        record.judge("same", *pair, who="Ben", why="one strike after all")
        assert record.events().total == 1


@on_every_store
def test_a_corrected_value_survives_a_new_extractor(store: str) -> None:
    put = strike(PAVLOHRAD, 2)
    with filled(store, put) as record:
        record.judge("correct", put.figures[0].id, field="best", value="5", who="Ann", why="misread")
        record.add(read_again(put))
        record.merge()
        (row,) = record.figures()
        assert (row.figure.low, row.figure.best, row.figure.high) == (5, 5, 5)
        (event,) = record.events()
        assert event.figures[0].best == 5


@on_every_store
def test_a_corrected_place_moves_the_event(store: str) -> None:
    put = strike(PAVLOHRAD, 2)
    place = {"span": None, "name": "Kyiv", "country": "Ukraine", "precision": "settlement"}
    with filled(store, put) as record:
        record.judge("correct", put.mentions[0].id, field="places", value=[place], who="Ann", why="misread")
        assert record.events(Filter(place="Kyiv")).total == 1
        assert record.mentions(Filter(place="Pavlohrad")).total == 0


@on_every_store
def test_a_confirmed_row_outlives_an_extractor_that_misses_it(store: str) -> None:
    put = strike(PAVLOHRAD, 2)
    with filled(store, put) as record:
        record.judge("confirm", put.figures[0].id, who="Ann", why="checked")
        record.add(replace(put, versions=LATER_VERSIONS, figures=()))
        assert [row.verdicts[0].who for row in record.figures()] == ["Ann"]


@on_every_store
def test_what_a_person_rejects_is_listed_no_more_but_can_be_shown(store: str) -> None:
    put = strike(PAVLOHRAD, 2)
    with filled(store, put) as record:
        (event,) = record.events()
        record.judge("reject", put.mentions[0].id, who="Ann", why="no strike at all")
        assert record.events().total == 0
        assert record.show(event.id).gone is not None
        assert "Ann" in (record.show(put.mentions[0].id).gone or "")


@on_every_store
def test_an_id_that_was_merged_leads_on(store: str) -> None:
    with filled(store, strike(PAVLOHRAD, 2), strike(YAROVA, 2, publisher="Other")) as record:
        left, right = (event.id for event in record.events())
        record.judge("same", left, right, who="Ann", why="a slip")
        (event,) = record.events()
        (gone,) = {left, right} - {event.id}
        shown = record.show(gone)
        assert (shown.id, shown.redirected_from) == (event.id, gone)


@on_every_store
def test_why_names_the_person_and_the_reason(store: str) -> None:
    one, other = strike(PAVLOHRAD, 2), strike(YAROVA, 2, publisher="Other")
    with filled(store, one, other) as record:
        record.judge("same", one.mentions[0].id, other.mentions[0].id, who="Ann", why="a slip")
        (event,) = record.events()
        said = [(reason.who, reason.sentence) for reason in record.why(event.id)]
        assert any(who == "Ann" and "a slip" in sentence for who, sentence in said)
        assert any("latest_best" in sentence for _, sentence in said)


def test_why_names_the_features_of_a_machine_merge() -> None:
    with filled(":memory:", strike(PAVLOHRAD, 2), strike(PAVLOHRAD, 2, publisher="Other")) as record:
        (event,) = record.events()
        assert any("both in Pavlohrad (+2.5)" in (reason.detail or "") for reason in record.why(event.id))


@pytest.mark.parametrize(
    ("judgement", "ids", "field", "value"),
    [
        ("maybe", 1, None, None),
        ("same", 1, None, None),
        ("correct", 1, None, None),
        ("correct", 1, "colour", "red"),
        ("correct", 1, "best", "many"),
        ("reject", 2, None, None),
    ],
)
def test_judgements_that_make_no_sense_are_refused(
    judgement: str, ids: int, field: str | None, value: str | None
) -> None:
    put = strike(KYIV, 2)
    with filled(":memory:", put) as record:
        named = (put.figures[0].id, put.mentions[0].id)[:ids]
        before = record.changes().total
        with pytest.raises(SettingsError):
            record.judge(judgement, *named, who="Ann", why="so", field=field, value=value)  # type: ignore[arg-type]
        assert record.changes().total == before


def test_unknown_ids_are_named() -> None:
    with Record.open(":memory:") as record:
        for ask in (record.show, record.why):
            with pytest.raises(UnknownId, match="e-nobody"):
                ask("e-nobody")


@on_every_store
def test_a_rejected_event_is_shown_whole_and_marked_as_such(store: str) -> None:
    with filled(store, strike(PAVLOHRAD, 2), strike(YAROVA, 3, publisher="Other")) as record:
        (event,) = record.events(Filter(place=PAVLOHRAD.name))
        before, why = record.show(event.id), record.why(event.id)
        record.judge("reject", event.id, who="Ann", why="no strike at all")
        shown = record.show(event.id)
        assert shown.gone == "Ann rejected it: no strike at all."
        assert [verdict.decision for verdict in shown.verdicts] == ["reject"]
        assert (shown.title, shown.values, shown.figures, shown.links) == (
            before.title,
            before.values,
            before.figures,
            before.links,
        )
        assert {reason.sentence for reason in why} <= {reason.sentence for reason in record.why(event.id)}
        assert event.id not in {row.id for row in record.events()}
        assert record.figures().total == 1
