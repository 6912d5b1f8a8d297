"""Rows in plain words, for titles and sentences. Nothing here knows HTML or Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from grotius.merge import Happening
from grotius.model import Actor, Figure, Place, Time
from grotius.publish.cells import plain
from grotius.publish.fields import as_date

_MONTHS = "January February March April May June July August September October November December".split()
_SAID = {"without_power_or_heat": "without power or heat", "other": "counted otherwise"}

Labels = Mapping[str, str]
"""The codebook's words for types of events, by id; an id without one speaks for itself."""


def said(value: str, labels: Labels | None = None) -> str:
    """``drone_and_missile`` as a reader says it."""
    label = (labels or {}).get(value)
    if label:
        return plain(label.partition(",")[0])
    return _SAID.get(value) or plain(value.replace("_", " ").replace(".", " "))


def day_in_words(text: str | None) -> str:
    """``4 December 2025``; empty where the text is no day."""
    day = as_date(text)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day is not None else ""


def when(time: Time | None) -> str:
    """``4 December 2025``, ``3 to 4 December 2025``; empty where no day is known."""
    if time is None:
        return ""
    return days(time.start or time.end, time.end or time.start)


def days(first: str | None, last: str | None) -> str:
    """Both days in words, with no month or year told twice."""
    start, end = as_date(first), as_date(last)
    if start is None or end is None or start == end:
        return day_in_words(first) or day_in_words(last)
    month = f" {_MONTHS[start.month - 1]}" if (start.year, start.month) != (end.year, end.month) else ""
    year = f" {start.year}" if start.year != end.year else ""
    return f"{start.day}{month}{year} to {day_in_words(last)}"


def where(places: Sequence[Place], most: int = 3) -> str:
    """The places that were found on the map, by name; a settlement with its region."""
    known = [_place(place) for place in places if place.precision != "unknown"]
    return listed(dict.fromkeys(known[:most]))


def _place(place: Place) -> str:
    name, region = plain(place.name), plain(place.admin1)
    coarse = place.precision in ("region", "country", "area")
    return name if coarse or not region or region in name or name in region else f"{name} ({region})"


def names(actors: Iterable[Actor]) -> str:
    """``A, B and C``."""
    return listed(dict.fromkeys(plain(actor.name) for actor in actors))


def listed(parts: Iterable[str]) -> str:
    """``A, B and C``."""
    all_parts = [part for part in parts if part]
    if len(all_parts) < 2:
        return "".join(all_parts)
    return f"{', '.join(all_parts[:-1])} and {all_parts[-1]}"


def at(happening: Happening) -> str:
    """``in Kyiv on 24 April 2025``, as far as both are known."""
    place, day = where(happening.places), when(happening.time)
    return " ".join(filter(None, (f"in {place}" if place else "", f"on {day}" if day else "")))


def title(happening: Happening, labels: Labels | None = None) -> str:
    """``Drone attack in Odesa on 4 December 2025``; a talk with who takes part and its status."""
    head = capital(said(happening.type, labels))
    if happening.kind == "talk":
        people = names(happening.actors)
        head = f"{head} of {people}" if people else head
    told = " ".join(filter(None, (head, at(happening))))
    plain_status = happening.status in ("actual", "held")
    return told if plain_status else f"{told} ({said(happening.status)})"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def quantity(figure: Figure) -> str:
    """``12``, ``at least 12``, ``20 to 30``, ``up to 20``, ``about 50``; empty where no number is given."""
    return interval(figure.low, figure.high, figure.approx)


def interval(low: int | None, high: int | None, approx: bool = False) -> str:
    about = "about " if approx else ""
    if low is None and high is None:
        return ""
    if low is None:
        return f"{about}up to {high:,}"
    if high is None:
        return f"{about}at least {low:,}"
    return f"{about}{low:,}" if low == high else f"{about}{low:,} to {high:,}"
