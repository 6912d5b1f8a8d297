"""Sentences by the cheap splitter."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grotius.language.sentences import split


def sentences(text: str) -> list[str]:
    return [text[start:end] for _, start, end, _ in split(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Lt. Gen. Smith met Sen. J. D. Jones.|He left.",
        "The U.S. President spoke in the U.S.|The meeting ended at 5 p.m.|He left.",
        "On Jan. 5 the No. 5 unit left.|Mr. X stayed in St. Petersburg.",
        "He said no.|The end came, e.g. In May.",
        "The firm is Arms Inc.|They sell to Acme Ltd. Board members.",
        "He paused...|Then he left.|Well… he came back.",
        "“We go.”|“We stay.”|He agreed.",
        '"Stop!" Zelensky said.|"Go!"|The crowd left.',
        "It hit at 10.30 BST.|(See p. 5.)|More followed.",
        "It ended.|al-Shabaab said so.",
        "1. Five killed.|2. Two hurt.",
        "• One more|• Two more",
        "Raids kill ten |World |News",
    ],
)
def test_boundaries(text: str) -> None:
    parts = text.split("|") if "World" not in text else ["Raids kill ten |", "World |", "News"]
    joined = " ".join(parts)
    assert sentences(joined) == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was there.She was not.", ["He was there.", "She was not."]),
        ('A "crime".He added more.', ['A "crime".', "He added more."]),
        ('They wrote."Sales fell," he said.', ["They wrote.", '"Sales fell," he said.']),
        ('He said "we go."The rest stayed.', ['He said "we go."', "The rest stayed."]),
        ("See example.Com and the U.S.Army here.", ["See example.Com and the U.S.Army here."]),
        ("It fell 3.5 points at 10.30.", ["It fell 3.5 points at 10.30."]),
    ],
)
def test_sentences_run_together(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_line_that_does_not_end_like_a_sentence_is_a_headline() -> None:
    found = list(split("Raids kill ten\nTen people died.\nHe calls it ‘a victory’"))
    assert [headline for *_, headline in found] == [True, False, True]
    assert [paragraph for paragraph, *_ in found] == [0, 1, 2]


def test_lines_wrapped_at_a_width_are_one_paragraph() -> None:
    text = (
        "THE MINISTRY SAID THAT THE SHELLING OF THE TOWN BEGAN AT DAWN AND\n"
        "WENT ON FOR THREE HOURS. NOBODY COULD LEAVE THE CELLARS, ACCORDING\n"
        "TO WITNESSES.\n\nTHE ARMY DENIES IT."
    )
    assert len(sentences(text)) == 3


def test_headlines_below_each_other_are_not_joined() -> None:
    text = "Raids kill ten in the old town\nMinister of defence flies to the capital for talks\nGrain prices rise again"
    assert len(sentences(text)) == 3


@pytest.mark.parametrize("text", ["x" * 9_000, "word " * 2_000, ".!?" * 3_000, "\x00\x1b\u202e. A" * 2_000])
def test_no_sentence_is_too_long(text: str) -> None:
    assert all(end - start <= 2_000 for _, start, end, _ in split(text))


@given(st.text(alphabet="aA1. \n\t.!?…\"'“”•|)", max_size=300) | st.text(max_size=100))
def test_only_white_space_is_left_out(text: str) -> None:
    found = [(start, end) for _, start, end, _ in split(text)]
    assert all(start < end for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    kept = "".join(text[start:end] for start, end in found)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(not text[start].isspace() and not text[end - 1].isspace() for start, end in found)


@given(st.text(max_size=200))
def test_paragraphs_count_up(text: str) -> None:
    numbers = [paragraph for paragraph, *_ in split(text)]
    assert numbers == sorted(numbers)
