"""Every value's words are the words of the report, in the cleaned text and in the text as received."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grotius.model import Extraction, Report, Span
from grotius.reports import to_raw
from grotius.run import Engine

SENTENCES = (
    "A drone strike killed at least three people in Kharkiv overnight, the mayor said.",
    "“We will not give up territory,” Zelensky told the BBC on Friday.",
    "Putin is expected to meet Witkoff in Moscow on Tuesday .",
    "Two ballistic missiles and over 130 drones were launched, Ukraine’s air force said; 41 were shot down.",
    "The toll rose to 31 .. . including a 6-year-old boy, officials said",
    "Russia denied that its forces had shelled the village of Zolote.It accused Kyiv of lying.",
)
NOISE = st.sampled_from(
    ["", " ", "  ", "\r\n", "\r\n\r\n", "\n\n", "\u00a0", "\u200b", " 😀 ", " e\u0301 ", "\ufeff", " … ", "\t"]
)


def spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif is_dataclass(value) and not isinstance(value, Report):
        for field in fields(value):
            yield from spans(getattr(value, field.name))


def letters(text: str) -> list[str]:
    return [character for character in text if character.isalnum()]


def assert_spans_hold(extraction: Extraction) -> None:
    report = extraction.report
    for span in spans(extraction):
        assert report.text[span.start : span.end] == span.text
        start, end = to_raw(report.map, span.start, span.end)
        assert letters(report.raw[start:end]) == letters(span.text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(SENTENCES), NOISE), min_size=1, max_size=6))
def test_spans_hold_in_dirty_text(engine: Engine, parts: list[tuple[str, str]]) -> None:
    text = "".join(sentence + noise for sentence, noise in parts)
    assert_spans_hold(engine.extract(engine.report(text, "dirty", published="2025-05-02"), whole=True))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=300).filter(lambda text: any(character.isalnum() for character in text)))
def test_spans_hold_in_any_text(engine: Engine, text: str) -> None:
    assert_spans_hold(engine.extract(engine.report(f"{text}\n\n{SENTENCES[0]}", "any"), whole=True))


def test_there_are_spans_to_hold(engine: Engine) -> None:
    extraction = engine.extract(engine.report("\n\n".join(SENTENCES), "plain", published="2025-05-02"), whole=True)
    assert len(list(spans(extraction))) > 40
    assert_spans_hold(extraction)
