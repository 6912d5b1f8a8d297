"""What the text speaks of after each phrase: the date that "the next day" and a bare "in June" count from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from grotius.language.times import calendar
from grotius.language.times.calendar import Moment
from grotius.language.times.meaning import Calendar, Found, Meaning, Period, Shift
from grotius.language.times.placed import Placed, Reference

_STORY_SENTENCES = 6
_HEAD = 2


def follow(reference: Reference, found: Found, placed: Placed, before: str) -> Reference:
    """The reference after this phrase: what the text now speaks of."""
    meaning = found.meaning
    if placed.moment is None or before in ("since", "until", "till"):
        return reference
    if isinstance(meaning, Calendar) and (meaning.adjective or meaning.decade or _is_aside(reference, found, before)):
        return reference
    if isinstance(meaning, Period) and meaning.which in ("before", "last"):
        return replace(reference, story=None)
    if reference.published is not None and (placed.start or "") > reference.published.isoformat():
        return replace(reference, planned=placed.moment)
    morning = _morning(placed)
    story = _story(reference, meaning, placed.moment, found.first)
    return replace(reference, moment=placed.moment, morning=morning, story=story, age=0)


def _morning(placed: Placed) -> Moment | None:
    """ "A day earlier", told after a night, counts back from the day on which the night ended."""
    if placed.grain != "night" or placed.end is None:
        return None
    return calendar.of_day(date.fromisoformat(placed.end[:10]))


def _is_aside(reference: Reference, found: Found, before: str) -> bool:
    """A bare year that the story does not move to: the end of "1955-1963", or one far off and not at the head."""
    meaning, moment = found.meaning, reference.moment
    if not isinstance(meaning, Calendar) or meaning.year is None or meaning.month or moment is None:
        return False
    if before in ("-", "/", "to", "through"):
        return True
    return found.first > _HEAD and not -1 <= meaning.year - moment.year <= 2


def _story(reference: Reference, meaning: Meaning, moment: Moment, first: int) -> Moment | None:
    if reference.published is None:
        return moment
    earlier = moment.year < reference.published.year
    if isinstance(meaning, Calendar) and meaning.year is not None:
        opens = meaning.month is not None or first <= _HEAD
        return moment if earlier and opens else reference.story if earlier else None
    told = isinstance(meaning, Calendar) and (meaning.month is not None or meaning.season is not None)
    counted = isinstance(meaning, Shift | Period) and reference.moment is reference.story
    return moment if reference.story is not None and earlier and (told or counted) else None


def grow_older(reference: Reference) -> Reference:
    """A sentence further on: a story that is not gone on with ends."""
    if reference.story is None:
        return reference
    ended = reference.age >= _STORY_SENTENCES
    return replace(reference, story=None if ended else reference.story, age=reference.age + 1)
