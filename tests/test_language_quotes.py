"""Quotations of every make, found without a parse."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grotius.language import Document, quotes
from grotius.language.sentences import split


def read(text: str) -> Document:
    return Document(text, None, split(text), lambda sentences: None)


def contents(text: str) -> list[str]:
    return [quote.content.text for quote in quotes(read(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” he said. “Now.”", ["We go,", "Now."]),
        ('"We go," he said. "Now."', ["We go,", "Now."]),
        ('He called it “a crime", she said.', ["a crime"]),
        ("``Well,'' he said.", ["Well,"]),
        ("„Ja“, he said. «Oui», she said.", ["Ja", "Oui"]),
        ('They said: "Well."He left.', ["Well."]),
        ("No quotation at all.", []),
    ],
)
def test_marks_of_every_make(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy's aides' cars weren't hit in the '90s.", []),
        ("'It isn't over,' she said.", ["It isn't over,"]),
        ("‘It isn’t over,’ she said.", ["It isn’t over,"]),
        ("The 'peace plan' failed.", ["peace plan"]),
        ("'The soldiers' homes burned,' she said.", ["The soldiers' homes burned,"]),
    ],
)
def test_apostrophes_are_no_marks(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“She told me ‘no’ twice.”",
        "“She told me “no” twice.”",
        '"She told me “no” twice."',
        '“She told me "no" twice.”',
        "'She told me \"no\" twice,' he said.",
    ],
)
def test_nested_quotations_stay_inside_the_outer_one(text: str) -> None:
    (quote,) = quotes(read(text))
    assert quote.content.text.startswith("She told me")
    assert "twice" in quote.content.text


def test_a_quotation_runs_over_paragraphs() -> None:
    found = quotes(read("“First.\n“Second.\n“Third,” he said.\n“Another.”"))
    assert [(quote.content.text, quote.closed, quote.continues) for quote in found] == [
        ("First.", False, None),
        ("Second.", False, 0),
        ("Third,", True, 1),
        ("Another.", True, None),
    ]


def test_a_forgotten_closing_mark_does_not_swallow_the_next_quotation() -> None:
    assert contents("“We go, he said. “Now.”") == ["We go, he said.", "Now."]


def test_speech_within_speech_may_share_a_closing_mark() -> None:
    assert contents("“I told him: “Sit down. Talk,” she said.") == ["I told him: “Sit down. Talk,"]


def test_a_stray_closing_mark_opens_nothing() -> None:
    assert contents('It is over." he said. "Go on."') == ["Go on."]
    assert contents("- It is good, ”said the envoy.") == []


@given(st.text(alphabet="a. s\n\"'“”‘’„«»`(", max_size=200))
def test_quotations_are_in_order_and_hold_their_words(text: str) -> None:
    found = quotes(read(text))
    for quote in found:
        assert quote.span.text == text[quote.span.start : quote.span.end]
        assert quote.content.text == text[quote.content.start : quote.content.end]
        assert quote.span.start < quote.content.start <= quote.content.end <= quote.span.end
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start
    assert all(quote.continues is None or quote.continues < index for index, quote in enumerate(found))
