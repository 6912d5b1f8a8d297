"""Talks: kind, participants, status, and one talk told several times."""

from __future__ import annotations

import pytest

from grotius.codebook import load
from grotius.extract.claimants import Claimants
from grotius.extract.talks import TalkFinder
from grotius.language import Language
from grotius.model import Talk


@pytest.fixture(scope="module")
def finder() -> TalkFinder:
    return TalkFinder(load())


def find(finder: TalkFinder, language: Language, text: str) -> list[Talk]:
    document = language.read(text, "2025-05-02")
    document.parse(document.sentences)
    return finder.find(document, Claimants([], document), "hash")


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("President Macron met Chancellor Scholz in Berlin on Monday.", "meeting", "held"),
        ("The envoy is expected to meet President Putin on Friday.", "meeting", "planned"),
        ("Russia and Ukraine will hold negotiations in Istanbul.", "negotiation", "planned"),
        ("President Biden refused to meet President Putin.", "meeting", "refused"),
        ("President Biden cancelled a meeting with President Putin.", "meeting", "cancelled"),
        ("President Macron is meeting Chancellor Scholz in Paris.", "meeting", "ongoing"),
        ("The truce was brokered by Moscow and Washington.", "negotiation", "held"),
        ("President Biden visited Kyiv on Sunday.", "visit", "held"),
    ],
)
def test_kind_and_status(finder: TalkFinder, language: Language, text: str, kind: str, status: str) -> None:
    talks = find(finder, language, text)
    assert [(talk.kind, talk.status) for talk in talks] == [(kind, status)]


@pytest.mark.parametrize(
    "text",
    [
        "The minister held a press conference on Monday.",
        "The army met fierce resistance in the north.",
        "Rescuers arrived at the scene.",
    ],
)
def test_no_talk(finder: TalkFinder, language: Language, text: str) -> None:
    assert find(finder, language, text) == []


def test_participants_and_place(finder: TalkFinder, language: Language) -> None:
    (talk,) = find(finder, language, "President Macron met Chancellor Scholz in Berlin on Monday.")
    assert [actor.name for actor in talk.participants] == ["President Macron", "Chancellor Scholz"]
    assert talk.place is not None
    assert talk.place.name == "Berlin"
    assert talk.time is not None
    assert talk.time.start == "2025-04-28"


def test_the_meeting_is_the_one_told_before(finder: TalkFinder, language: Language) -> None:
    text = "President Macron met Chancellor Scholz in Berlin on Monday. The meeting lasted three hours."
    first, second = find(finder, language, text)
    assert second.same_as == first.id
    assert second.duration is not None
    assert second.duration.text == "three hours"


def test_a_meeting_that_was_not_held(finder: TalkFinder, language: Language) -> None:
    (talk,) = find(finder, language, "There was no second meeting between the president and the chancellor.")
    assert talk.status == "cancelled"


def test_talks_expected_to_last_go_on(finder: TalkFinder, language: Language) -> None:
    (talk,) = find(finder, language, "The talks between France and Germany are expected to last two hours.")
    assert talk.status == "ongoing"


def test_outlets_take_no_part(finder: TalkFinder, language: Language) -> None:
    (talk,) = find(finder, language, "Reuters reported that President Macron met Chancellor Scholz.")
    assert [actor.name for actor in talk.participants] == ["President Macron", "Chancellor Scholz"]


@pytest.mark.parametrize(
    ("text", "people", "place"),
    [
        (
            "President Macron met the envoys Steve Witkoff and Jared Kushner in Paris.",
            ["President Macron", "Steve Witkoff", "Jared Kushner"],
            "Paris",
        ),
        (
            "A meeting between President Macron and the American envoys in Geneva has been called off.",
            ["President Macron", "the American envoys"],
            "Geneva",
        ),
        ("The talks, Witkoff's sixth with Putin since January, lasted five hours.", ["Witkoff", "Putin"], None),
    ],
)
def test_names_behind_a_description_take_part(
    finder: TalkFinder, language: Language, text: str, people: list[str], place: str | None
) -> None:
    (talk,) = find(finder, language, text)
    assert [actor.name for actor in talk.participants] == people
    assert (talk.place.name if talk.place else None) == place


def test_the_two_leaders_are_those_just_named(finder: TalkFinder, language: Language) -> None:
    text = "There was no second meeting between Macron and Scholz in Rome. The two leaders had agreed to meet again."
    off, planned = find(finder, language, text)
    assert (off.status, planned.status, planned.same_as) == ("cancelled", "planned", off.id)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (
            "The meeting of President Macron and Chancellor Scholz planned for 15 May has been postponed to 18 May.",
            "18",
        ),
        ("President Macron postponed his meeting with Chancellor Scholz to 18 May.", "18"),
        ("Talks between Russia and Ukraine have been pushed back to 13 May.", "13"),
        ("The talks in Istanbul planned for Saturday were postponed until Thursday, Turkish officials said.", "08"),
        ("A meeting planned for 15 May had been postponed to 18 May, the ministry said.", "18"),
    ],
)
def test_a_talk_that_is_moved_is_planned_for_its_new_day(
    finder: TalkFinder, language: Language, text: str, start: str
) -> None:
    (talk,) = find(finder, language, text)
    assert (talk.status, talk.time and talk.time.start) == ("planned", f"2025-05-{start}")


def test_a_talk_that_is_postponed_to_no_day_is_called_off(finder: TalkFinder, language: Language) -> None:
    (talk,) = find(finder, language, "The meeting of President Macron and Chancellor Scholz was postponed.")
    assert talk.status == "cancelled"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("President Macron invited Chancellor Scholz to the summit in Rome in March.", "2026-03-01"),
        ("President Macron met Chancellor Scholz in Rome in March.", "2025-03-01"),
        ("President Macron will meet Chancellor Scholz in a war unlike any of the 20th century.", None),
    ],
)
def test_a_plan_is_of_the_month_to_come_and_no_talk_is_of_a_century(
    finder: TalkFinder, language: Language, text: str, start: str | None
) -> None:
    (talk,) = find(finder, language, text)
    assert (talk.time.start if talk.time is not None else None) == start


@pytest.mark.parametrize(
    ("text", "status", "people", "place"),
    [
        ("President Macron cancelled his visit to Kyiv, planned for Friday.", "cancelled", ["Macron"], "Kyiv"),
        ("President Macron calls off a trip to Kyiv.", "cancelled", ["Macron"], "Kyiv"),
        ("President Macron made a visit to Moscow.", "held", ["Macron"], "Moscow"),
        ("The Kremlin cancelled a visit by President Macron to Moscow.", "cancelled", ["Macron"], "Moscow"),
        ("Talks between Russia and Ukraine in Rome will not take place.", "cancelled", ["Russia", "Ukraine"], "Rome"),
        (
            "Kyiv denied that talks between Russia and Ukraine had been cancelled.",
            "planned",
            ["Russia", "Ukraine"],
            None,
        ),
    ],
)
def test_who_was_to_go_where(
    finder: TalkFinder, language: Language, text: str, status: str, people: list[str], place: str | None
) -> None:
    (talk,) = find(finder, language, text)
    assert (talk.status, talk.place.name if talk.place else None) == (status, place)
    assert [actor.name.split()[-1] for actor in talk.participants] == people
