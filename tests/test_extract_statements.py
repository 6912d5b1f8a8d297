"""Who says what: cues, speakers, contents, and the claimant of a span."""

from __future__ import annotations

import pytest

from grotius.codebook import load
from grotius.extract.claimants import Claimants
from grotius.extract.statements import StatementFinder
from grotius.language import Document, Language
from grotius.model import Statement


@pytest.fixture(scope="module")
def finder() -> StatementFinder:
    return StatementFinder(load())


def read(language: Language, text: str) -> Document:
    document = language.read(text, "2025-05-02")
    document.parse(document.sentences)
    return document


def told(finder: StatementFinder, language: Language, text: str) -> list[tuple[str, str | None, str]]:
    rows = finder.find(read(language, text), "hash")
    return [(row.speaker.name, row.cue.text if row.cue else None, row.content.text) for row in rows]


def only(finder: StatementFinder, language: Language, text: str) -> Statement:
    (row,) = finder.find(read(language, text), "hash")
    return row


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "The governor said that two bridges had fallen.",
            ("The governor", "said", "two bridges had fallen"),
        ),
        (
            "Two bridges had fallen, the governor said.",
            ("the governor", "said", "Two bridges had fallen"),
        ),
        (
            "According to the mayor, two bridges had fallen.",
            ("the mayor", "According to", "two bridges had fallen"),
        ),
        (
            "Two bridges had fallen, according to the mayor.",
            ("the mayor", "according to", "Two bridges had fallen"),
        ),
        (
            "“The bridges have fallen,” said Maria Kovalenko.",
            ("Maria Kovalenko", "said", "The bridges have fallen"),
        ),
        (
            "Maria Kovalenko, who runs the clinic, told the BBC that the wards were full.",
            ("Maria Kovalenko", "told", "the wards were full"),
        ),
        (
            "The army, the minister said, has left the town.",
            ("the minister", "said", "The army, the minister said, has left the town"),
        ),
        (
            "The ministry accused the rebels of breaking the truce.",
            ("The ministry", "accused", "the rebels of breaking the truce"),
        ),
        (
            "Moscow rejected the proposal.",
            ("Moscow", "rejected", "the proposal"),
        ),
        (
            "The agency quoted the minister as saying that the road was open.",
            ("the minister", "saying", "the road was open"),
        ),
        (
            "- The road is open - said the minister.",
            ("the minister", "said", "The road is open"),
        ),
        (
            "LVIV, 3 May (Agency) – The road is open, the minister said.",
            ("the minister", "said", "The road is open"),
        ),
    ],
)
def test_one_statement(
    finder: StatementFinder, language: Language, text: str, row: tuple[str, str | None, str]
) -> None:
    assert told(finder, language, text) == [row]


def test_a_headline_with_a_colon(finder: StatementFinder, language: Language) -> None:
    text = "Ministry: twelve drones shot down over the coast\n\nThe night was loud."
    assert ("Ministry", ":", "twelve drones shot down over the coast") in told(finder, language, text)


def test_a_split_quotation_is_one_row(finder: StatementFinder, language: Language) -> None:
    row = only(finder, language, "“We will stay,” the mayor said. “Nobody will leave this town.”")
    assert row.content.text == "We will stay,” the mayor said. “Nobody will leave this town"
    assert row.quoted


def test_a_quotation_over_paragraphs_has_one_speaker(finder: StatementFinder, language: Language) -> None:
    row = only(finder, language, "“We have waited for a year.\n\n“Now we go home,” the mayor said.")
    assert row.content.text.startswith("We have waited")
    assert row.content.text.endswith("Now we go home")


def test_a_bare_quotation_belongs_to_the_running_speaker(finder: StatementFinder, language: Language) -> None:
    text = "The mayor said the bridge was gone.\n\n“We will build it again before the winter comes.”"
    rows = told(finder, language, text)
    assert rows[1] == ("The mayor", None, "We will build it again before the winter comes")


def test_a_pronoun_is_resolved_to_the_one_who_spoke(finder: StatementFinder, language: Language) -> None:
    text = "President Maria Kovalenko said the bridge was gone. She added that the road was open."
    names = [name for name, _, _ in told(finder, language, text)]
    assert names == ["President Maria Kovalenko", "President Maria Kovalenko"]


def test_no_speaker_comes_from_the_next_sentence(finder: StatementFinder, language: Language) -> None:
    text = "Two bridges fell on Monday. The governor visited the town."
    assert told(finder, language, text) == []


def test_what_was_not_said_is_no_statement(finder: StatementFinder, language: Language) -> None:
    assert told(finder, language, "The governor did not say that the bridge had fallen.") == []


def test_the_wire_credit_is_no_statement(finder: StatementFinder, language: Language) -> None:
    text = "The bridge has fallen, the governor said, Reuters reports."
    assert [name for name, _, _ in told(finder, language, text)] == ["the governor"]


def test_nested_speech_names_the_statement_around_it(finder: StatementFinder, language: Language) -> None:
    outer, inner = finder.find(read(language, "The envoy said that the rebels had promised to leave."), "hash")
    assert (inner.speaker.name, inner.content.text) == ("the rebels", "to leave")
    assert inner.within == outer.id


def test_a_participle_goes_on_with_the_same_speaker(finder: StatementFinder, language: Language) -> None:
    text = "The monitor said shells hit the market, adding that nobody was hurt."
    assert told(finder, language, text) == [
        ("The monitor", "said", "shells hit the market"),
        ("The monitor", "adding", "nobody was hurt"),
    ]


def test_addressee_and_channel(finder: StatementFinder, language: Language) -> None:
    row = only(finder, language, "The mayor told the BBC in an interview that the power was back.")
    assert row.addressee is not None
    assert row.addressee.name == "the BBC"
    assert row.channel is not None
    assert row.channel.text == "an interview"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The minister said the army must leave the town.", "demand"),
        ("The minister condemned the strike on the town.", "criticise"),
        ("The minister called for an end to the fighting.", "appeal"),
        ("The minister said three people had been killed.", "assert"),
        ("The minister said the invaders had committed war crimes.", "accuse"),
        ("The minister promised to rebuild the town.", "promise"),
        ("The minister denied the claims.", "deny"),
        ("The minister praised the rescuers.", "praise"),
        ("“We will not accept this plan,” the minister said.", "reject"),
    ],
)
def test_act(finder: StatementFinder, language: Language, text: str, act: str) -> None:
    assert only(finder, language, text).act == act


def test_the_claimant_is_the_innermost_speaker(finder: StatementFinder, language: Language) -> None:
    document = read(language, "The paper wrote that officials said ten people had died. Two more died later.")
    claimants = Claimants(finder.find(document, "hash"), document)
    ten = document.text.index("ten people")
    two = document.text.index("Two more")
    claimant = claimants.of(document.span(ten, ten + 3))
    assert claimant is not None
    assert claimant.name == "officials"
    assert claimants.of(document.span(two, two + 3)) is None


def test_ids_and_rows_are_the_same_every_time(finder: StatementFinder, language: Language) -> None:
    text = "The governor said that two bridges had fallen. He added that the road was open."
    assert finder.find(read(language, text), "hash") == finder.find(read(language, text), "hash")
