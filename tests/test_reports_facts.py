"""Dates, languages, outlets, credits and near-copies."""

from __future__ import annotations

from functools import cache

import pytest

from grotius.codebook import load
from grotius.reports import Outlets, families, shared, signature
from grotius.reports.dates import normalised
from grotius.reports.identify import identify


@cache
def outlets() -> Outlets:
    return Outlets(load())


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("2025-04-25", "2025-04-25"),
        ("2025-04-25T05:10:00Z", "2025-04-25T05:10+00:00"),
        ("2025-04-25 00:00:00", "2025-04-25"),
        ("Fri, 25 Apr 2025 05:10:00 +0300", "2025-04-25T05:10+03:00"),
        ("25 April 2025", "2025-04-25"),
        ("April 25, 2025 5:10 pm", "2025-04-25T17:10"),
        ("25/04/2025", "2025-04-25"),
        ("1745560000", "2025-04-25T05:46+00:00"),
        ("05/04/2025", None),
        ("yesterday", None),
        ("Friday", None),
        ("April 2025", None),
        ("2025", None),
        ("9999-99-99", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_of_publication(written: str | None, wanted: str | None) -> None:
    assert normalised(written) == wanted


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor said that three people had been killed in the attack on the market of the town.", "en"),
        ("Drone strike kills five in the town, the governor says", "en"),
        ("Les missiles russes ont frappé la ville dans la nuit, selon le gouverneur de la région.", "fr"),
        ("Вночі ракети вдарили по місту, повідомив голова обласної адміністрації.", "uk"),
        ("In der Nacht schlugen Raketen in der Stadt ein, drei Menschen wurden getötet.", "de"),
        ("12 : 45", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert identify(text)[0] == language


def test_publisher_of_an_address() -> None:
    assert outlets().publisher_of("https://www.reuters.com/world/a") == "Reuters"
    assert outlets().publisher_of("https://news.sky.com/story/a") == "Sky News"
    assert outlets().publisher_of("https://edition.cnn.com/a") == "CNN"
    assert outlets().publisher_of("https://www.unknown.example/a") == "unknown.example"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("KYIV (Reuters) - Three people were killed.", ("reuters",)),
        ("MOSCOW, April 5 /TASS/ Three people were killed.", ()),
        ("Three people were killed.\n\nThe Associated Press contributed to this report.", ("ap",)),
        ("Three people were killed.\n\nReuters and AFP contributed to this report.", ("reuters", "afp")),
        ("Three people were killed.\n\nSource: PAP, Reuters", ("pap", "reuters")),
        ("Three people were killed. (AFP)", ("afp",)),
        ("Three people were killed.\n\nTRT World and agencies", ("trt_world",)),
        ("Three people were killed, the mayor told Reuters.", ()),
        ("Three people were killed.\n\nHe told CNN that the talks with the AP had failed in the end.", ()),
    ],
)
def test_credits(text: str, wanted: tuple[str, ...]) -> None:
    assert outlets().credits(text) == wanted


def test_state_media_are_marked() -> None:
    known = load().outlets
    assert {known[key].controlled_by for key in ("tass", "ria_novosti", "sputnik", "rt")} == {"RU"}
    assert {known[key].controlled_by for key in ("reuters", "ap", "bbc")} == {None}
    domains = [domain for outlet in known.values() for domain in outlet.domains]
    assert len(domains) == len(set(domains))


STORY = " ".join(f"On day {i} the army said that {i + 3} drones were shot down over town {i * 7}." for i in range(20))


def test_copies_make_a_family() -> None:
    texts = {
        "wire": STORY,
        "outlet": f"OUR TOWN — {STORY} Our own reporter adds a line.",
        "cut": STORY[: len(STORY) * 3 // 4],
        "other": "The parliament voted on the budget of the railways after a long debate about the price of tickets.",
    }
    signatures = {key: signature(text) for key, text in texts.items()}
    assert families(signatures) == (("cut", "outlet", "wire"),)
    assert shared(signatures["wire"], signatures["wire"]) == 1.0
    assert shared(signatures["wire"], signatures["other"]) < 0.1


def test_signatures_of_next_to_nothing() -> None:
    assert len(signature("")) == len(signature("one")) == 128
    assert families({}) == ()
