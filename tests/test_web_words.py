"""Rows in plain words, scales of charts, and a text cut into marked pieces."""

from __future__ import annotations

import pytest

from factory import KYIV, PAVLOHRAD, YAROVA
from grotius.errors import SettingsError
from grotius.model import Actor, Span, Time
from grotius.web.asked import asked, hidden
from grotius.web.guard import own_names
from grotius.web.marks import Mark, pieces
from grotius.web.ranges import Scale
from grotius.web.words import days_in_words, names, web_url, when, where, words_around


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2025-12-04", "2025-12-04", "4 December 2025"),
        ("2025-12-03", "2025-12-04", "3–4 December 2025"),
        ("2025-11-30", "2025-12-07", "30 November – 7 December 2025"),
        ("2024-12-31", "2025-01-01", "31 December 2024 – 1 January 2025"),
        (None, "2025-01-01", "1 January 2025"),
        ("soon", None, "soon"),
    ],
)
def test_days_are_told_with_little_repeated(first: str | None, last: str | None, told: str) -> None:
    assert days_in_words(first, last) == told


def test_the_hour_is_told_where_it_is_known() -> None:
    assert when(Time(None, "2025-04-25T05:10", "2025-04-25T05:10", "minute")) == "25 April 2025, 05:10"
    assert when(None) == ""


def test_places_and_names_are_listed() -> None:
    assert where([PAVLOHRAD, YAROVA]) == "Pavlohrad, Dnipropetrovsk; Yarova, Donetsk"
    assert where([KYIV]) == "Kyiv"
    assert names([Actor(None, "A"), Actor(None, "B"), Actor(None, "A"), Actor(None, "C")]) == "A, B and C"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x", "http:x", "a b", "", None]
)
def test_only_pages_of_the_web_are_linked(url: str | None) -> None:
    assert web_url(url) is None
    assert web_url("https://example.org/a?b=c") == "https://example.org/a?b=c"


def test_marked_words_stand_in_their_sentence() -> None:
    assert words_around(Span(10, 21, "Two people."), Span(10, 13, "Two")) == ("", "Two", " people.")
    assert words_around(Span(10, 21, "Two people."), Span(50, 53, "Six")) == ("Two people.", "", "")


def test_overlapping_marks_cut_the_text_and_lose_nothing() -> None:
    text = "He said 12 died in it."
    marks = [Mark(8, 15, "figure", "f", "12"), Mark(3, 21, "statement", "s", "he"), Mark(90, 95, "talk", "t", "-")]
    cut = pieces(text, marks)
    assert "".join(piece.text for piece in cut) == text
    assert [(piece.text, piece.kinds) for piece in cut if piece.kinds] == [
        ("said ", ("statement",)),
        ("12 died", ("figure", "statement")),
        (" in it", ("statement",)),
    ]
    assert [piece.first for piece in cut if piece.first] == [("s",), ("f",)]


def test_a_scale_keeps_order_and_counts_by_tens_where_it_must() -> None:
    plain, wide = Scale.of([2, 5, 7]), Scale.of([1, 50_000])
    assert not plain.log and wide.log
    assert 0 <= plain.at(0) < plain.at(2) < plain.at(7) <= 100
    bar = plain.bar(2, 5, None)
    assert bar is not None and bar.open and bar.start < bar.best < bar.end
    assert plain.bar(None, None, None) is None


def test_a_question_is_read_and_written_back() -> None:
    question = asked("/events", {"place": " Kyiv ", "limit": "5", "cursor": hidden("2025-04-25~3")})
    assert question.filter.place == "Kyiv" and question.filter.limit == 5 and question.filter.cursor == "2025-04-25~3"
    assert question.url(type="drone") == "/events?place=Kyiv&limit=5&type=drone"
    assert question.url(place=None, limit=None) == "/events"
    with pytest.raises(SettingsError, match="longer than"):
        asked("/events", {"q": "a" * 201})


def test_the_names_of_a_site() -> None:
    assert own_names("::1") == {"[::1]", "::1"}
    assert own_names("LocalHost") == {"localhost"}
