"""Cleaning: what goes, what is mended, what stays, and the way back."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grotius.codebook import load
from grotius.reports import Cleaner, to_clean, to_raw
from grotius.reports.mends import MAY_PUT_IN


@cache
def cleaner() -> Cleaner:
    return Cleaner(load())


def clean(raw: str) -> str:
    return cleaner().clean(raw)[0]


MENDED = {
    "line ends": ("One.\r\nTwo.\rThree.", "One.\nTwo.\nThree."),
    "odd spaces": ("at\u00a0least\u2009five\tdead", "at least five dead"),
    "runs of spaces": ("one  two   three ", "one two three"),
    "zero width": ("\ufeffthe sea of \u200b\u200bAzov", "the sea of Azov"),
    "blank lines": ("One.\n\n\n \nTwo.", "One.\n\nTwo."),
    "entities": ("Marks &amp; Sons said &quot;no&quot;", 'Marks & Sons said "no"'),
    "ellipsis torn by a blank line": (
        "“The choice is..\n\n. to leave now,” he said.",
        "“The choice is... to leave now,” he said.",
    ),
    "ellipsis torn before the dots": ("“some points .\n\n.. need work” now.", "“some points ... need work” now."),
    "spaced ellipsis": ("we will . . . see", "we will ... see"),
    "two dots of three": ("some points . . need work", "some points ... need work"),
    "closing quote torn off": ("“must be agreed.\n\n” The mayor left.", "“must be agreed.” The mayor left."),
    "full stop torn off": ("He left the town\n\n. Then it rained.", "He left the town. Then it rained."),
    "space before an apostrophe": ("the mayor ’s plea", "the mayor’s plea"),
    "space before a comma in a quote": ("“with drones ,” he said .", "“with drones,” he said."),
    "sentence torn by a newline": (
        "Headline of the day\n\nThe army said on Monday that it had no knowledge of the\nattack on the village.",
        "Headline of the day\n\nThe army said on Monday that it had no knowledge of the attack on the village.",
    ),
    "quotation torn over paragraphs": (
        "It rained.\n\n“It is a choice. It is not fair.\n\nBut it may help,” she said.",
        "It rained.\n\n“It is a choice. It is not fair. But it may help,” she said.",
    ),
    "run-together sentences": (
        "It was late.Then he left in 2014.He came back.",
        "It was late. Then he left in 2014. He came back.",
    ),
    "run-together before a quote": ('It was late."We go," he said.', 'It was late. "We go," he said.'),
    "run-together after a quote": ('He said: "We go."Then he left.', 'He said: "We go." Then he left.'),
    "crumbs of a headline": ("Five die in attack on town | World | News\nText.", "Five die in attack on town\nText."),
    "outlet after a headline": ("Five die in attack on town - BBC News\nText.", "Five die in attack on town\nText."),
    "slot of a picture": ("Headline\n\nfeatured-image\n\nText.", "Headline\n\nText."),
    "advertisement": ("One.\n\nADVERTISEMENT\n\nTwo.", "One.\n\nTwo."),
    "call to join": ("One.\nJOIN US ON TELEGRAM! Follow us there.\nTwo.", "One.\nTwo."),
    "list of films": (
        "One.\n\n1:08 A great catch Pause\n\n0:34 He sings\n\nTwo.\n\n10:45 It hit.",
        "One.\n\nTwo.\n\n10:45 It hit.",
    ),
    "cookies": ("One.\nWe use cookies to make this site work.\nTwo.", "One.\nTwo."),
    "live-blog stamp": ("One.\n10:45 GMT\nTwo.\nUpdated at 11.02 BST\nThree.", "One.\nTwo.\nThree."),
    "hard-wrapped text": (
        "The army said on Monday that it had taken two villages in the\n"
        "north of the region, and that the fighting went on near the\nriver.\n\nNothing else was known.",
        "The army said on Monday that it had taken two villages in the north of the region, and that the fighting "
        "went on near the river.\n\nNothing else was known.",
    ),
}


@pytest.mark.parametrize("name", MENDED)
def test_dirt_is_mended(name: str) -> None:
    raw, wanted = MENDED[name]
    assert clean(raw) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. sent 3.5 tonnes, e.g. to St. Petersburg.",
        "See https://example.org/News.Today/Index.Html or Example.Com for more.",
        "“One.” Two... Three. ... Four",
        "Headline without a full stop\n\nText of the report.",
        "Watch: five die in attack on town\n\nText.",
        "He read more books.\nShe said: “Read more.”",
        "The list:\n\nbread\n\nwater",
        "“First paragraph of a long speech.\n\n“Second paragraph of it,” she said.",
        "Talks at 10:45 in Geneva",
        "war | peace",
        "👩‍👩‍👧 nai\u0308ve café",
    ],
)
def test_what_is_sound_stays(text: str) -> None:
    assert clean(text) == text


def test_a_span_leads_back_to_its_words() -> None:
    raw = "Headline\r\n\r\nfeatured-image\r\n\r\nThe mayor ’s  plea\u00a0failed.Then 12 died."
    text, offsets = cleaner().clean(raw)
    start = text.index("12 died")
    first, last = to_raw(offsets, start, start + len("12 died"))
    assert raw[first:last] == "12 died"
    first, last = to_raw(offsets, text.index("The"), text.index("plea") + 4)
    assert raw[first:last] == "The mayor ’s  plea"


def test_raw_words_are_found_in_the_cleaned_text() -> None:
    raw = "One.\n\nAdvertisement\n\nThe mayor ’s plea failed."
    text, offsets = cleaner().clean(raw)
    start = raw.index("mayor ’s plea")
    first, last = to_clean(offsets, start, start + len("mayor ’s plea"))
    assert text[first:last] == "mayor’s plea"
    start = raw.index("Advertisement")
    first, last = to_clean(offsets, start, start + len("Advertisement"))
    assert last <= first


PIECES = st.sampled_from(
    ["The mayor", " ’s", "said", " ", "  ", "\n", "\r\n", "\n\n", "..", ".", " . ", "“", "”", '"', ",", "it.Then",
     "\u00a0", "👩‍👧", "e\u0301", "\u200b", "Advertisement", "10:45 GMT", "featured-image", "&amp;",
     "a lower line that is long enough to",
     "| World | News", "…", "-", "\ud800", "\x00", "Read more: x"]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_kept_character_maps_to_itself(raw: str) -> None:
    text, offsets = cleaner().clean(raw)
    clean_end = raw_end = 0
    for clean_start, raw_start, length in offsets.runs:
        assert length > 0
        assert text[clean_start : clean_start + length] == raw[raw_start : raw_start + length]
        assert clean_start >= clean_end
        assert raw_start >= raw_end
        assert set(text[clean_end:clean_start]) <= MAY_PUT_IN
        clean_end, raw_end = clean_start + length, raw_start + length
    assert set(text[clean_end:]) <= MAY_PUT_IN


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.data())
def test_every_span_maps_to_a_raw_span_that_holds_its_kept_characters(raw: str, data: st.DataObject) -> None:
    text, offsets = cleaner().clean(raw)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = to_raw(offsets, start, end)
    assert 0 <= first <= last <= len(raw)
    kept = [raw_start + i for clean_start, raw_start, length in offsets.runs for i in range(length)
            if start <= clean_start + i < end]  # fmt: skip
    assert all(first <= position < last for position in kept)
    if kept:
        again, to = to_clean(offsets, first, last)
        assert again <= to
        assert text[again:to].strip() in text[start:end] or text[start:end].strip() in text[again:to]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(["peace", "war", "Kyiv", "é", "12", "日本"]), min_size=1, max_size=30))
def test_clean_prose_is_left_alone(words: list[str]) -> None:
    text = " ".join(words)
    assert clean(text) == text
