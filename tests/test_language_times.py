"""Time phrases: what they mean as TIMEX3 and as intervals, what they are reckoned from, and what is no time at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grotius.codebook import Codebook
from grotius.codebook.shapes.entry import Example
from grotius.language import Language, TimePhrase, TimeReader
from grotius.language.times.words import words
from grotius.model import Time

PUBLISHED = "2025-04-25"  # a Friday


@pytest.fixture(scope="module")
def times(codebook: Codebook) -> TimeReader:
    return TimeReader(codebook.times)


def read(language: Language, reader: TimeReader, text: str, published: str | None) -> list[Time]:
    document = language.read(text, published)
    document.parse(document.sentences)
    return [time for sentence in document.sentences for time in reader.times(sentence)]


def phrases(language: Language, reader: TimeReader, text: str, published: str | None) -> list[TimePhrase]:
    document = language.read(text, published)
    document.parse(document.sentences)
    return [phrase for sentence in document.sentences for phrase in reader.read(sentence)]


def words_of(time: Time) -> str:
    assert time.span is not None
    return time.span.text


def test_the_examples_of_the_codebook(codebook: Codebook, language: Language, times: TimeReader) -> None:
    examples = [example for entry in codebook.times.values() for example in entry.examples]
    assert len(examples) >= 60
    wrong = [example.text for example in examples if found_rows(language, times, example) != example.expect["times"]]
    assert wrong == []


def found_rows(language: Language, reader: TimeReader, example: Example) -> list[dict[str, str | None]]:
    rows = []
    for time in read(language, reader, example.text, example.published):
        row = {"span": words_of(time), "start": time.start, "end": time.end, "grain": time.grain}
        rows.append({**row, "uncertain": time.uncertain} if time.uncertain else row)
    return rows


# A sentence published on Friday 25 April 2025 | its TIMEX3 phrases as "type value words".
TIMEX3 = """
The group met on Tuesday night. | time 2025-04-22TNI Tuesday night
Exports rose in the first quarter. | date 2025-Q1 the first quarter
The deficit is to shrink next year. | date 2026 next year
It has lasted more than two years. | duration P2Y more than two years
He waited two and a half hours. | duration PT2.5H two and a half hours
The two-day visit ends today. | duration P2D two-day; date 2025-04-25 today
Some 30 people a day cross the bridge, and every week more come. | set P1D a day; set P1W every week
The daily raids are now routine. | set P1D daily; date PRESENT_REF now
The 1990s and the 19th century were alike. | date 199 The 1990s; date 18 the 19th century
He was born in 1961 and is 64 years old. | date 1961 1961; duration P64Y 64 years old
The second half of 2024 was quiet. | date 2024-H2 The second half of 2024
The strike came in the early morning hours of April 24. | time 2025-04-24TMO the early morning hours of April 24
The talks lasted from 14 to 16 March 2024. | date 2024-03-14 14; date 2024-03-16 16 March 2024
The siege of 1915-17 was long. | date 1915 1915; date 1917 17
Athens fell between 499 and 493 BC. | date BC0499 499; date BC0493 493 BC
Over the last weekend of fighting many fled. | date 2025-W16-WE the last weekend
A month-long truce followed. | duration P1M month-long
In the past decade the army has doubled. | duration P1DE the past decade
The rally was on Sun., April 20. | date 2025-04-20 Sun., April 20
"""


@pytest.mark.parametrize("line", TIMEX3.strip().splitlines())
def test_timex3(language: Language, times: TimeReader, line: str) -> None:
    text, expected = line.split(" | ")
    found = phrases(language, times, text, PUBLISHED)
    assert "; ".join(f"{phrase.kind} {phrase.value} {phrase.span.text}" for phrase in found) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The rebels killed 2015 people and took 1,998 prisoners.",
        "They may march on the capital, the second city of the land.",
        "Prime Minister May spoke to reporters.",
        "The Daily Mail and Russia Today carried the story.",
        "The fall of the town was a blow.",
        "Version 2.5.1 costs $2020.",
        "The sun set over the sat dish.",
        "The attack claimed over 1000 lives, and up to 1429 by another count.",
        "It killed between 1000 and 1800 people and more than 1400 cattle.",
        "He blew himself up at about 1330 on the bridge, as user zahran1970 saw.",
    ],
)
def test_no_time(language: Language, times: TimeReader, text: str) -> None:
    assert phrases(language, times, text, PUBLISHED) == []


AHEAD = """
The leaders meet on Tuesday. | 2025-04-29
The envoy is meeting rebels on Tuesday. | 2025-04-29
A meeting scheduled for Tuesday is in doubt. | 2025-04-29
The court could rule on Tuesday. | 2025-04-29
They were expected to arrive on Tuesday. | 2025-04-29
Minister to visit Berlin on Tuesday | 2025-04-29
They met on Tuesday. | 2025-04-22
He was forced to leave on Tuesday. | 2025-04-22
She promised on Tuesday that aid will come. | 2025-04-22
The envoy who had met rebels on Tuesday will report. | 2025-04-22
"""


@pytest.mark.parametrize("line", AHEAD.strip().splitlines())
def test_the_verb_tells_ahead_from_back(language: Language, times: TimeReader, line: str) -> None:
    text, day = line.split(" | ")
    assert [time.start for time in read(language, times, text, PUBLISHED)] == [day]


DATELINES = """
KYIV, April 24 (Reuters) - Two people died. | 2025-04-25 | 2025-04-24
MOSCOW, Dec 31 (TASS) - Two people died. | 2025-01-02 | 2024-12-31
AFP Friday 1 Jul 2016 | ~ | 2016-07-01
Mon Jun 20 2016 Two people died. | ~ | 2016-06-20
KABUL, Afghanistan (Aug. 6, 2012) Two people died. | ~ | 2012-08-06
Published on 4 April 2017 | 2017-04-09 | 2017-04-04
On 24 February 2022 the army crossed the border. | 2025-04-25 | ~
The raid of 4 May 2023 killed six. | 2025-04-25 | ~
KYIV, April 24 (Reuters) - Two people died. | ~ | ~
Two people died on Friday. | 2025-04-25 | ~
"""


@pytest.mark.parametrize("line", DATELINES.strip().splitlines())
def test_datelines(language: Language, times: TimeReader, line: str) -> None:
    text, published, expected = (None if part == "~" else part for part in line.split(" | "))
    document = language.read(f"{text}\n\nThe depot burned on Friday.", published)
    assert times.dateline(document) == expected


def test_a_dateline_beats_the_date_given(language: Language, times: TimeReader) -> None:
    found = read(language, times, "Wed 20 Jul 2016\n\nA bus was hit on Monday.", "2016-07-30")
    assert [time.start for time in found] == ["2016-07-20", "2016-07-18"]


@pytest.mark.parametrize(
    ("published", "start", "certain"),
    [
        ("2025-12-04", "2025-12-03", False),
        ("2025-12-04T09:30:00Z", "2025-12-03", False),
        ("2025-12-04T22:30:00Z", "2025-12-04", True),
        ("2025-12-05", "2025-12-04", True),
    ],
)
def test_a_night_that_was_not_over(
    language: Language, times: TimeReader, published: str, start: str, certain: bool
) -> None:
    (night,) = read(language, times, "Over Thursday night missiles were launched.", published)
    assert (words_of(night), night.start, night.uncertain is None) == ("Thursday night", start, certain)


def test_a_story_of_an_earlier_year_keeps_its_year(language: Language, times: TimeReader) -> None:
    text = (
        "In August 2022 the town was shelled. In October its bridge fell. Nothing else is known. On 5 November it fell."
    )
    assert [time.start for time in read(language, times, text, PUBLISHED)] == ["2022-08-01", "2022-10-01", "2022-11-05"]


def test_the_news_ends_the_story(language: Language, times: TimeReader) -> None:
    text = "In August 2022 the town was shelled. On Monday it was shelled again. In March it had been quiet."
    assert [time.start for time in read(language, times, text, PUBLISHED)] == ["2022-08-01", "2025-04-21", "2025-03-01"]


def test_a_history_follows_its_own_dates(language: Language, times: TimeReader) -> None:
    years = " ".join(f"In March {year} the king raised an army." for year in range(1701, 1709))
    found = read(language, times, f"{years} In June he marched. The next month he fell.", PUBLISHED)
    assert [time.start for time in found[-2:]] == ["1708-06-01", "1708-07-01"]


@pytest.mark.parametrize(
    ("text", "start"),
    [("Sunday 1/5/2025", "2025-01-05"), ("Thursday 1/5/2025", "2025-05-01"), ("13/1/2025", "2025-01-13")],
)
def test_day_and_month_in_the_order_that_fits(language: Language, times: TimeReader, text: str, start: str) -> None:
    found = read(language, times, f"The fire on {text} was put out.", PUBLISHED)
    assert [time.start for time in found] == [start]


def test_an_offset_is_kept_for_what_it_hangs_on(language: Language, times: TimeReader) -> None:
    (phrase,) = phrases(language, times, "Two days after the strike, he flew home.", PUBLISHED)
    assert phrase.offset is not None
    assert (phrase.offset.amount, phrase.offset.unit, phrase.offset.after) == (2, "D", True)
    assert phrase.time.start is None


def test_an_overlay_adds_a_named_event(codebook: Codebook, language: Language) -> None:
    entry = codebook.times["events.ukraine"].model_copy(update={"words": {"coup": "2021-10-25"}, "near": ("sudan",)})
    reader = TimeReader({**codebook.times, "events.sudan": entry})
    (time,) = read(language, reader, "Sudan has had no peace since the coup.", PUBLISHED)
    assert (words_of(time), time.start, time.end) == ("since the coup", "2021-10-25", PUBLISHED)


SCRAPS = st.lists(
    st.sampled_from(
        (
            "the of on in last next night Friday April 25 2025 1,5 ’ ' - – to and early mid a two weeks ago since 5 : "
            "30 a.m. this weekend week 1 AD 20 th 19 s BC 31 February 99 overnight into until . , / noon hours later "
            "before May second 0 1990"
        ).split()
    ),
    max_size=14,
)


@settings(max_examples=300, deadline=None)
@given(SCRAPS, st.sampled_from([None, PUBLISHED, "2024-02-29T23:59:00Z", "0001-01-01", "9999-12-31", "soon"]))
def test_any_words_are_read_without_fail(
    language: Language, times: TimeReader, scraps: list[str], published: str | None
) -> None:
    text = " ".join(scraps)
    for sentence in language.read(text, published).sentences:
        for time in times.times(sentence):
            assert time.span is not None
            assert time.span.text == text[time.span.start : time.span.end]
            assert not (time.start and time.end) or time.start <= time.end


@pytest.mark.parametrize(
    "words_of_time",
    "on Friday,yesterday,tonight,overnight,this morning,last week,next month,two weeks ago,in April,on 5 May,"
    "in the past 24 hours,at 10:30 local time,over the weekend,last spring,in the first quarter,on Christmas Day".split(
        ","
    ),
)
def test_nothing_counts_from_today(language: Language, times: TimeReader, words_of_time: str) -> None:
    (time,) = read(language, times, f"A bus was hit {words_of_time}.", None)
    assert (time.start, time.end) == (None, None)
    assert time.uncertain


@given(st.text(max_size=80))
def test_words_hold_their_places(text: str) -> None:
    assert [text[word.start : word.end] for word in words(text)] == [word.text for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell overnight. A day earlier, drones had come.", "2025-04-24"),
        ("Shells fell overnight. The toll of the strike of the day before now stands at six.", "2025-04-24"),
        ("Shells fell overnight. The next day it was quiet.", "2025-04-25"),
        ("Shells fell overnight. At 8:45 a.m. six were dead.", "2025-04-25T08:45"),
        ("Shells fell overnight. Updated at 8:45 a.m. A day earlier, drones had come.", "2025-04-24"),
        (
            "Shells fell on Wednesday. The mayor declared 26 April a day of mourning. At 06:00 six were dead.",
            "2025-04-23T06:00",
        ),
        ("Shells fell on Wednesday. The truce is to begin on Sunday. Later that day two died.", "2025-04-23"),
    ],
)
def test_what_the_last_time_counts_from(language: Language, times: TimeReader, text: str, expected: str) -> None:
    assert read(language, times, text, PUBLISHED)[-1].start == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("They fell between 16:00 and 20:00 on 24 April.", "2025-04-24T16:00", "2025-04-24T20:00"),
        ("They fell from 10 p.m. to 2 a.m. on Thursday.", "2025-04-23T22:00", "2025-04-24T02:00"),
    ],
)
def test_the_first_hour_of_a_range_has_its_day(
    language: Language, times: TimeReader, text: str, start: str, end: str
) -> None:
    (time,) = read(language, times, text, PUBLISHED)
    assert (time.start, time.end, time.uncertain) == (start, end, None)


def test_a_year_named_in_passing_is_no_story(language: Language, times: TimeReader) -> None:
    text = "The ministry, which had promised help in 2024, was silent. In February the town fell."
    assert read(language, times, text, PUBLISHED)[-1].start == "2025-02-01"
