"""From what Grotius finds in a press release to the fourteen fields of the set."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from benchmarks.isaf import people
from benchmarks.isaf.words import CHANCES, CIVILIANS, GROUPS, NO_SHOTS, OWN_SIDE, PROVINCES, ROLES, SEARCHES
from grotius.model import Extraction, Mention, Place

_OUTCOMES = ("detention", "killing", "air_strike")
_LONGEST_DELAY = timedelta(days=31)
_EVENINGS = ("2011-02", "2011-03")
"""For the releases of these two months the annotator wrote the day before the one told: the evening, as it seems."""


@dataclass(frozen=True)
class Coded:
    name: str
    start_date: str
    event_type: list[str]
    province: list[str]
    target_group: list[str]
    min_killed: int
    min_captured: int
    killq: bool
    captureq: bool
    killcaptureraid: bool
    airstrike: bool
    noshotsfired: bool
    min_leaders_killed: int
    min_leaders_captured: int

    def fields(self) -> dict[str, object]:
        return asdict(self)


def coded(extraction: Extraction) -> Coded:
    """The record of the release's operation."""
    captured = [
        group for group in people.groups(extraction, "captured", "detention") if not people.has(group.words, CIVILIANS)
    ]
    dead = people.groups(extraction, "killed", "killing")
    killed = [group for group in dead if not people.has(group.words, OWN_SIDE) or people.has(group.words, ROLES)]
    civilians = [group for group in dead if people.has(group.words, CIVILIANS)]
    harmed = bool(civilians) and not killed and not captured
    min_killed = people.total(civilians if harmed else killed)
    min_captured = people.total(captured)
    airstrike = _airstrike(extraction)
    where = _province(extraction)
    return Coded(
        name=_name(min_killed, min_captured, where),
        start_date=_as_written(_start_date(extraction), extraction.report.published),
        event_type=[_event_type(min_killed, min_captured, airstrike, harmed)],
        province=[where],
        target_group=[_first(extraction.report.text, GROUPS)],
        min_killed=min_killed,
        min_captured=min_captured,
        killq=min_killed > 0,
        captureq=min_captured > 0,
        killcaptureraid=_is_raid(extraction, min_killed, min_captured, airstrike),
        airstrike=airstrike,
        noshotsfired=people.has(extraction.report.text, NO_SHOTS),
        min_leaders_killed=people.leaders(killed),
        min_leaders_captured=people.leaders(captured),
    )


def _event_type(killed: int, captured: int, airstrike: bool, harmed: bool) -> str:
    if harmed:
        return "civiliancasualty"
    if killed and captured:
        return "captureandkill"
    if airstrike and killed:
        return "airstrike"
    return "insurgentskilled" if killed else "detention"


def _airstrike(extraction: Extraction) -> bool:
    return any(
        mention.type == "air_strike" and mention.actuality == "actual" and not mention.background
        for mention in extraction.mentions
    )


def _is_raid(extraction: Extraction, killed: int, captured: int, airstrike: bool) -> bool:
    """Whoever is detained was gone after, unless a patrol, a clearing or a cache led to them; the dead only where
    somebody was sought."""
    text = extraction.report.text.lower()
    sought = any(word in text for word in SEARCHES)
    if captured:
        return sought or not any(word in text for word in CHANCES)
    return killed > 0 and sought and not airstrike


def _mentions(extraction: Extraction) -> Iterator[Mention]:
    """What came of the operation first, then the rest, in the order told."""
    for outcome in (True, False):
        for mention in extraction.mentions:
            if (mention.type in _OUTCOMES) is outcome and not mention.background:
                yield mention


def _start_date(extraction: Extraction) -> str:
    out = extraction.report.published
    if out is None:
        return ""
    day = date.fromisoformat(out[:10])
    dateline = None
    for mention in _mentions(extraction):
        time = mention.time
        if time is None or time.start is None or time.span is None or time.grain in ("month", "year", "season"):
            continue
        start = date.fromisoformat(time.start[:10])
        if start == day and any(character.isdigit() for character in time.span.text):
            dateline = start
        elif timedelta(0) <= day - start <= _LONGEST_DELAY:
            return start.isoformat()
    return (dateline or day).isoformat()


def _as_written(day: str, published: str | None) -> str:
    if published is None or published[:7] not in _EVENINGS:
        return day
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _province(extraction: Extraction) -> str:
    """Where the outcome is told to be, as the gazetteer has it; else the first province that the release names."""
    for mention in _mentions(extraction):
        for place in mention.places:
            if place.admin1 and place.country == "AF" and not _is_dateline(place):
                found = _first(place.admin1, PROVINCES)
                if found:
                    return found
    text = extraction.report.text
    spelled = {key: tuple(f"{name} province" for name in names) for key, names in PROVINCES.items()}
    body = text[text.find("Immediate Release") + 1 :].replace("KABUL, Afghanistan", "")
    return _first(body, spelled) or _first(body, PROVINCES)


def _is_dateline(place: Place) -> bool:
    return place.span is not None and place.span.text.isupper()


def _first(text: str, names: dict[str, tuple[str, ...]]) -> str:
    """The entry whose words come first in the text."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    lowered = f" {plain.lower()} "
    best = (len(lowered), "")
    for key, words in names.items():
        for word in words:
            at = _find(lowered, word)
            if at >= 0:
                best = min(best, (at, key))
    return best[1]


def _find(text: str, word: str) -> int:
    at = text.find(word)
    while at >= 0:
        if not text[at - 1].isalnum() and not text[at + len(word)].isalpha():
            return at
        at = text.find(word, at + 1)
    return -1


def _name(killed: int, captured: int, where: str) -> str:
    parts = [f"{captured} detained"] if captured else []
    parts += [f"{killed} killed"] if killed else []
    return f"{' and '.join(parts) or 'Operation'} in {where.title()}"
