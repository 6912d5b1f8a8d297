"""Why the record holds what it holds, in words that a reader can follow."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factory import PAVLOHRAD, YAROVA, day, extraction, figure, mention, report, strike
from grotius.record import Reason, Record
from grotius.record.ties import against_it, for_it, seen_in
from stores import filled, on_every_store, postgres, store

__all__ = ["postgres", "store"]

NEXT_DAY = day("2025-04-26")


def about(reasons: tuple[Reason, ...], what: str) -> list[Reason]:
    return [reason for reason in reasons if reason.about == what]


def why(record: Record, id: str, rule: str | None = None) -> tuple[Reason, ...]:
    return tuple(record.why(id, rule=rule))


@on_every_store
def test_an_event_is_explained_as_a_whole_and_then_report_by_report(store: str) -> None:
    puts = (strike(PAVLOHRAD, 2, publisher="A"), strike(PAVLOHRAD, 2, publisher="B", published="2025-04-26"))
    with filled(store, *puts) as record:
        (event,) = record.events()
        reasons = why(record, event.id)
        assert reasons[0].about == "whole"
        assert "2 reports from 1 independent source tell it" in reasons[0].sentence
        assert "rest on one claimant count as one source" in reasons[0].sentence
        assert "both in Pavlohrad" in reasons[0].sentence
        told = about(reasons, "report")
        assert [reason.head for reason in told] == ["A, 25 April 2025", "B, 26 April 2025"]
        assert all("A strike on Pavlohrad killed 2 people" in (reason.words or "") for reason in told)
        assert "Tied to B: both in Pavlohrad" in told[0].sentence
        assert "(+2.5)" not in told[0].sentence and "(+2.5)" in (told[0].detail or "")


def test_what_was_outweighed_is_told_as_such() -> None:
    seen = seen_in("both in Kyiv (+2.5); one report tells them apart (-2.5); the very same text in two places")
    assert for_it(seen) == ["the very same text in two places", "both in Kyiv"]
    assert against_it(seen) == ["the report tells them in separate passages"]


def test_what_speaks_against_a_pair_does_not_read_as_a_contradiction() -> None:
    text = "A strike on Pavlohrad killed 2 people. Later the strike on Pavlohrad killed 2 people again. It is over."
    of = report(text)
    told = [mention(of, "A strike"), mention(of, "the strike")]
    counts = [
        figure(of, words, "killed", 2, mention=one.id)
        for one, words in zip(told, ("killed 2 people.", "killed 2 people again"), strict=True)
    ]
    with filled(":memory:", extraction(of, *told, *counts)) as record:
        (event,) = record.events()
        (pair,) = about(why(record, event.id), "pair")
        assert "this outweighs that the report tells them in separate passages" in pair.sentence
        assert "one report tells them apart (-2.5)" in (pair.detail or "")


@on_every_store
def test_the_nearest_event_that_was_left_out_is_named_with_the_reason(store: str) -> None:
    puts = (strike(PAVLOHRAD, 2, publisher="A"), strike(PAVLOHRAD, 9, publisher="B", time=NEXT_DAY))
    with filled(store, *puts) as record:
        first, second = record.events()
        (near,) = about(why(record, first.id), "near")
        assert near.on == (second.id,)
        assert near.sentence.startswith("Left out: they are told of days that follow each other.")
        assert "both in Pavlohrad" in near.sentence


@on_every_store
def test_whom_a_person_kept_apart_is_left_out_by_that_person(store: str) -> None:
    one, other = strike(PAVLOHRAD, 2, publisher="A"), strike(PAVLOHRAD, 2, publisher="B")
    with filled(store, one, other) as record:
        record.judge("different", one.mentions[0].id, other.mentions[0].id, who="Ann", why="two strikes")
        first = record.events().rows[0]
        reasons = why(record, first.id)
        assert about(reasons, "near")[0].sentence.startswith("Ann judged them to be two: two strikes.")
        (decision,) = about(reasons, "decision")
        assert decision.who == "Ann" and "kept it apart from Drone attack on Pavlohrad" in decision.sentence


@on_every_store
def test_a_decision_that_was_overruled_does_not_stand(store: str) -> None:
    puts = [strike(place, n, publisher=f"{place.name} {n}") for place in (PAVLOHRAD, YAROVA) for n in (2, 2)]
    puts = [replace(put, report=replace(put.report, id=f"r-{n}")) for n, put in enumerate(puts)]
    with filled(store, *puts) as record:
        names = [event.id for event in record.events()]
        record.judge("unsure", *names, who="Ben", why="perhaps one")
        record.judge("same", *names, who="Ann", why="one strike")
        (event,) = record.events()
        reasons = why(record, event.id)
        assert [reason.who for reason in about(reasons, "decision")] == ["Ann"]
        assert [reason.who for reason in about(reasons, "overruled")] == ["Ben"]
        assert "Without what Ann judged" in reasons[0].sentence


@on_every_store
def test_a_corrected_value_is_a_decision_and_the_earlier_one_is_not(store: str) -> None:
    put = strike(PAVLOHRAD, 2)
    with filled(store, put) as record:
        for value, reason in ((5, "misread"), (4, "read again")):
            record.judge("correct", put.figures[0].id, field="best", value=value, who="Ann", why=reason)
        (event,) = record.events()
        (stands,) = about(why(record, event.id), "decision")
        assert "set the number of “killed 2 people” (Daily Example) to 4" in stands.sentence
        assert "to 5 on" in about(why(record, event.id), "overruled")[0].sentence


@on_every_store
def test_a_rejected_event_says_who_rejected_it(store: str) -> None:
    with filled(store, strike(PAVLOHRAD, 2)) as record:
        (event,) = record.events()
        record.judge("reject", event.id, who="Ann", why="a drill")
        reasons = why(record, event.id)
        assert reasons[0].sentence == "A person rejected it, so it stands in no list."
        assert any(reason.who == "Ann" and "rejected it" in reason.sentence for reason in about(reasons, "decision"))


@on_every_store
def test_an_event_whose_only_telling_was_rejected_says_so(store: str) -> None:
    put = strike(PAVLOHRAD, 2)
    with filled(store, put) as record:
        (event,) = record.events()
        record.judge("reject", put.mentions[0].id, who="Ann", why="a drill")
        assert any("Ann rejected “A strike”" in reason.sentence for reason in record.why(event.id))


@pytest.mark.parametrize(("rule", "best"), [("lowest", "2"), ("highest", "5")])
def test_the_best_value_follows_the_rule(rule: str, best: str) -> None:
    puts = (strike(PAVLOHRAD, 2, publisher="A"), strike(PAVLOHRAD, 5, publisher="B", claimant=None))
    with filled(":memory:", *puts) as record:
        (event,) = record.events()
        (value,) = about(why(record, event.id, rule), "value")
        assert value.sentence.startswith(f"Killed {best}:")
        assert f"By the rule {rule} (the {rule} count that still stands)" in value.sentence
        (shown,) = record.show(event.id, rule=rule).figures
        assert str(shown.best) == best


STORY = (
    "A strike on Pavlohrad killed 2 people on Friday, officials said, and rescuers searched the rubble of the house "
    "all night long while neighbours brought blankets, tea and bread to those who had lost their homes in the blast, "
    "and the mayor promised that every family would be given a place to stay before the week was out."
)


@on_every_store
def test_a_report_says_what_the_record_made_of_it_and_whose_copy_it_is(store: str) -> None:
    puts = []
    for outlet in ("A", "B"):
        of = report(f"{STORY} ({outlet})", publisher=outlet, name=outlet)
        told = mention(of, "A strike")
        puts.append(extraction(of, told, figure(of, "killed 2 people", "killed", 2, mention=told.id)))
    puts.append(strike(YAROVA, 1, publisher="C"))
    with filled(store, *puts) as record:
        reasons = why(record, puts[0].report.id)
        assert "it gave 1 mention of fighting and 1 figure" in reasons[0].sentence
        assert "It counts as one source with B: with B it has" in reasons[1].sentence
        (told_of,) = about(reasons, "report")
        assert (told_of.head or "").startswith("Drone attack on Pavlohrad")
        alone = why(record, puts[2].report.id)
        assert "it is a source of its own" in alone[1].sentence


@on_every_store
def test_a_figure_says_what_it_counts_for(store: str) -> None:
    put = strike(PAVLOHRAD, 2, publisher="A")
    part = replace(put.figures[0], id="f-part", part_of=put.figures[0].id)
    with filled(store, replace(put, figures=(*put.figures, part))) as record:
        assert any(reason.about == "value" for reason in record.why(put.figures[0].id))
        assert any("it is a part of" in reason.sentence for reason in record.why("f-part"))


@on_every_store
def test_the_first_telling_is_the_first_in_time(store: str) -> None:
    late = strike(PAVLOHRAD, 2, publisher="Late", published="2025-04-25T09:00+03:00")
    early = strike(PAVLOHRAD, 2, publisher="Early", published="2025-04-25T07:30+02:00")
    with filled(store, late, early) as record:
        (event,) = record.events()
        (first,) = [value.value for value in record.show(event.id).values if value.name == "first told"]
        assert first.startswith("Early, 25 April 2025:")


def test_who_is_told_in_a_list_is_explained_by_the_list() -> None:
    of = report("A strike on Pavlohrad killed a woman and her son. It is over.")
    told = mention(of, "A strike")
    listed = [figure(of, words, "killed", 1, mention=told.id) for words in ("a woman", "her son")]
    listed = [replace(row, of=row.span) for row in listed]
    with filled(":memory:", extraction(of, told, *listed)) as record:
        sentences = [reason.sentence for reason in why(record, listed[1].id)]
    assert "It is counted in a list, “a woman and her son”: 2 in all." in sentences
    assert any(sentence.startswith("Killed 2") or "killed 2" in sentence for sentence in sentences)
