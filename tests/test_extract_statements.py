"""Who says what: cues, speakers, contents, and the claimant of a span."""

from __future__ import annotations

import pytest

from grotius.codebook import load
from grotius.extract.claimants import Claimants
from grotius.extract.statements import StatementFinder
from grotius.language import Document, Language
from grotius.model import Statement
from grotius.run import Engine


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


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "A nurse died of her wounds, bringing the number of people killed in the raid to nine, the head of the "
            "regional health service, Maria Kovalenko, said on Friday evening.",
            "the head of the regional health service, Maria Kovalenko",
            "A nurse died of her wounds, bringing the number of people killed in the raid to nine",
        ),
        (
            "Six people were hurt, among them two nurses, Maria Kovalenko, the mayor, told reporters.",
            "Maria Kovalenko, the mayor",
            "Six people were hurt, among them two nurses",
        ),
        (
            "Four people were killed and seven injured in the raid, said the regional governor, Maria Kovalenko.",
            "the regional governor, Maria Kovalenko",
            "Four people were killed and seven injured in the raid",
        ),
        (
            "At least ten people were hurt, four of them in the port, said Health Minister Maria Kovalenko.",
            "Health Minister Maria Kovalenko",
            "At least ten people were hurt, four of them in the port",
        ),
        (
            "The number of wounded rose to 40, among them six medics, added the mayor, Maria Kovalenko.",
            "the mayor, Maria Kovalenko",
            "The number of wounded rose to 40, among them six medics",
        ),
    ],
)
def test_a_speaker_named_behind_a_list_or_a_participle(
    finder: StatementFinder, language: Language, text: str, speaker: str, content: str
) -> None:
    assert [(name, said) for name, _, said in told(finder, language, text)] == [(speaker, content)]


def test_who_comments_on_a_happening_does_not_vouch_for_its_toll(finder: StatementFinder, language: Language) -> None:
    text = "At least six were killed and 40 hurt in a raid on the port that, Maria Kovalenko said, was “a grave crime”."
    assert told(finder, language, text) == [("Maria Kovalenko", "said", "was “a grave crime")]


@pytest.mark.parametrize(
    "text",
    [
        "OSLO, 2 May (Agency) - Norwegian Minister Maria Kovalenko said that the road was open.",
        "OSLO (Reuters) — Norwegian Minister Maria Kovalenko said that the road was open.",
    ],
)
def test_the_town_of_a_dateline_does_not_speak(finder: StatementFinder, language: Language, text: str) -> None:
    assert told(finder, language, text) == [("Norwegian Minister Maria Kovalenko", "said", "the road was open")]


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


def test_two_sides_in_one_headline_each_say_their_own(engine: Engine) -> None:
    found = engine.extract(engine.report("Russia claims Pokrovsk, Ukraine says it still holds the north.", "a.txt"))
    assert [(row.speaker.name, row.content.text) for row in found.statements] == [
        ("Russia", "Pokrovsk"),
        ("Ukraine", "it still holds the north"),
    ]


def test_what_the_other_side_denies_is_no_content(finder: StatementFinder, language: Language) -> None:
    speakers = [
        speaker for speaker, _, _ in told(finder, language, "Russia claims capture of Pokrovsk, Ukraine denies")
    ]
    assert speakers == ["Ukraine"]


def test_a_clause_of_the_quotation_is_not_its_speaker(finder: StatementFinder, language: Language) -> None:
    text = "Maria Kovalenko came to the town. “They think that the town can fall, but I know that it cannot,” she said."
    (row,) = (row for row in finder.find(read(language, text), "hash") if row.cue and row.cue.text == "said")
    assert row.speaker.name == "Maria Kovalenko"


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


def claimant(finder: StatementFinder, language: Language, text: str, words: str) -> str | None:
    document = read(language, text)
    claimants = Claimants(finder.find(document, "hash"), document, frozenset({"attack"}))
    start = document.text.index(words)
    actor = claimants.of(document.span(start, start + len(words)))
    return actor.name if actor is not None else None


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("The paper wrote that officials said ten people had died.", "ten", "officials"),
        ("Officials said ten people had died. Two more were wounded.", "Two", "Officials"),
        ("Officials said ten people had died. The attack damaged six homes.", "six", "Officials"),
        ("Officials said ten people had died. In Odesa, another six were wounded.", "six", None),
        ("Officials said ten people had died. Rain kept 40 planes on the ground.", "40", None),
        ("The bishop condemned a raid that killed ten people.", "ten", None),
        (
            "Ten people died in the raid, as reported by Maria Kovalenko, head of the district.",
            "Ten",
            "Maria Kovalenko",
        ),
        ("The envoy rejects a plea for talks as strikes kill ten", "ten", None),
        ("Ten people died in the raid, the agency said, citing officials.", "Ten", "the agency"),
    ],
)
def test_whose_figure_it_is(
    finder: StatementFinder, language: Language, text: str, words: str, who: str | None
) -> None:
    assert claimant(finder, language, text, words) == who


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "Three people were killed in an air raid the rescue service said on Sunday.",
            ("the rescue service", "said", "Three people were killed in an air raid"),
        ),
        (
            "Two shells fell near the school a source in the ministry told reporters.",
            ("a source in the ministry", "told", "Two shells fell near the school"),
        ),
        (
            "At least twelve people died in the old town local activists and rescuers said.",
            ("local activists and rescuers", "said", "At least twelve people died in the old town"),
        ),
        (
            "Our men hold both bridges over the river - said the commander of the brigade.",
            ("the commander of the brigade", "said", "Our men hold both bridges over the river"),
        ),
        (
            "Air raids kill ten in the north Monitor",
            ("Monitor", None, "Air raids kill ten in the north"),
        ),
    ],
)
def test_copy_without_marks(
    finder: StatementFinder, language: Language, text: str, row: tuple[str, str | None, str]
) -> None:
    assert told(finder, language, text) == [row]


def test_a_pronoun_is_a_speaker_heard_and_not_the_subject_of_a_passive(
    finder: StatementFinder, language: Language
) -> None:
    rows = told(
        finder,
        language,
        "The Kovalenko Institute said ten people had died. Another five people were wounded in the town, it said.",
    )
    assert [speaker for speaker, _, _ in rows] == ["The Kovalenko Institute", "The Kovalenko Institute"]


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("The minister said the road was open.", False),
        ("The minister had said the road was open.", True),
        ("The minister said in January that the road was open.", True),
        ("The minister previously warned that the road was closed.", True),
    ],
)
def test_what_was_said_before_is_background(
    finder: StatementFinder, language: Language, text: str, background: bool
) -> None:
    assert only(finder, language, text).background is background


def test_a_name_in_quotation_marks_is_what_is_said(finder: StatementFinder, language: Language) -> None:
    row = only(finder, language, "The minister described the talks as “useful and frank”.")
    assert (row.content.text, row.quoted) == ("useful and frank", True)


def test_ids_and_rows_are_the_same_every_time(finder: StatementFinder, language: Language) -> None:
    text = "The governor said that two bridges had fallen. He added that the road was open."
    assert finder.find(read(language, text), "hash") == finder.find(read(language, text), "hash")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "TASS reported that ten soldiers had died, citing the Russian defence ministry.",
            "the Russian defence ministry",
        ),
        ("Five people were killed, Reuters said, citing Governor Jan Novak.", "Governor Jan Novak"),
        ("Reuters said, citing the risk of mines, that the port was shut.", "Reuters"),
        ("TASS reported on Monday, citing the mayor, that ten soldiers had died.", "the mayor"),
        ("The BBC, quoting the governor, said ten soldiers had died.", "the governor"),
        ("Citing the governor, Reuters said ten soldiers had died.", "the governor"),
        ("State news agency RIA reported citing the mayor that ten soldiers had died.", "the mayor"),
        ("The minister, citing officials, said that ten soldiers had died.", "The minister"),
        ("Reuters reported, quoting the mayor as saying that ten soldiers had died.", "the mayor"),
    ],
)
def test_who_is_cited_speaks_and_not_the_outlet(
    finder: StatementFinder, language: Language, text: str, speaker: str
) -> None:
    assert [name for name, _, _ in told(finder, language, text)][:1] == [speaker]


@pytest.mark.parametrize("said", ["reported, citing the mayor, that", "said on Friday citing the mayor that"])
def test_what_is_told_behind_an_aside_is_the_content(finder: StatementFinder, language: Language, said: str) -> None:
    assert only(finder, language, f"Reuters {said} ten soldiers had died.").content.text == "ten soldiers had died"
