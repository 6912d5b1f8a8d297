"""Rows in plain words, for titles and sentences. Nothing here knows HTML or Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grotius.english import MONTHS, day
from grotius.merge import Happening, fighting_at
from grotius.model import Actor, Figure, Place, Time
from grotius.publish.cells import plain
from grotius.publish.countries import country
from grotius.publish.fields import as_date

_SAID = {"without_power_or_heat": "without power or heat", "other": "counted otherwise"}

_TALKS = {"visit": ("by", "to"), "call": ("between", "from"), "summit": ("of", "in")}
"""What stands before those who take part in a talk, and before its place."""
_PEOPLE = frozenset({"killed", "injured", "missing", "captured", "displaced", "affected", "hostages"})
_THINGS = frozenset({"launched", "shot_down", "lost_from_radar", "hit", "damaged", "destroyed", "other"})
_POSSESSIVES = ("its ", "their ", "his ", "her ")


def said(value: str) -> str:
    """``drone_and_missile`` as a reader says it."""
    return _SAID.get(value) or plain(value.replace("_", " ").replace(".", " "))


def when(time: Time | None) -> str:
    """``4 December 2025``, ``3 to 4 December 2025``; empty where no day is known."""
    if time is None:
        return ""
    return days(time.start or time.end, time.end or time.start)


def days(first: str | None, last: str | None) -> str:
    """Both days in words, with no month or year told twice."""
    start, end = as_date(first), as_date(last)
    if start is None or end is None or start == end:
        return day(first) or day(last)
    month = f" {MONTHS[start.month - 1]}" if (start.year, start.month) != (end.year, end.month) else ""
    year = f" {start.year}" if start.year != end.year else ""
    return f"{start.day}{month}{year} to {day(last)}"


def where(places: Sequence[Place], most: int = 3) -> str:
    """The places that were found on the map, by name: ``Nikopol and Marhanets (Dnipropetrovsk Oblast)``."""
    by_region: dict[str, list[str]] = {}
    for place in [place for place in places if place.precision != "unknown"][:most]:
        by_region.setdefault(_region(place), []).append(plain(place.name))
    told = (
        f"{listed(dict.fromkeys(inside))}{f' ({region})' if region else ''}" for region, inside in by_region.items()
    )
    return listed(told)


def _region(place: Place) -> str:
    """The region of a settlement, where that says more than its name and reads like a name."""
    name, region = plain(place.name), plain(place.admin1)
    if place.precision in ("region", "country", "area") or "," in region or region in name or name in region:
        return ""
    return region


def names(actors: Iterable[Actor]) -> str:
    """``A, B and C``; a state beside its army is not told twice, and "its forces" are left out: whose, is not said."""
    told = list(dict.fromkeys(plain(actor.name) for actor in actors))
    whole = [name for name in told if not any(other.endswith(f" of {name}") for other in told)]
    return listed(name for name in whole if not name.lower().startswith(_POSSESSIVES))


def listed(parts: Iterable[str]) -> str:
    """``A, B and C``."""
    all_parts = [part for part in parts if part]
    if len(all_parts) < 2:
        return "".join(all_parts)
    return f"{', '.join(all_parts[:-1])} and {all_parts[-1]}"


def title(happening: Happening) -> str:
    """``Drone attack on Odesa on 4 December 2025``; a talk with who takes part; its status where it did not happen."""
    head = _talk(happening) if happening.kind == "talk" else fighting_at(happening, where(happening.places))
    at = when(happening.time)
    told = f"{capital(head)}{f' on {at}' if at else ''}"
    return told if happening.status in ("actual", "held") else f"{told} ({said(happening.status)})"


def _talk(happening: Happening) -> str:
    """``visit by A to Kyiv``, ``meeting of A and B in Rome``, ``meeting with A``."""
    before, into = _TALKS.get(happening.type, ("of", "in"))
    people, place = names(happening.actors), where(happening.places)
    if before != "by" and len(happening.actors) == 1:
        before = "with"
    parts = (said(happening.type), f"{before} {people}" if people else "", f"{into} {place}" if place else "")
    return " ".join(filter(None, parts))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def quantity(figure: Figure) -> str:
    """``12``, ``at least 12``, ``20 to 30``, ``up to 20``, ``about 50``; empty where no number is given."""
    return interval(figure.low, figure.high, figure.approx)


def counted(measure: str, of: str | None, number: str) -> str:
    """``12 killed``, ``at least 3 vehicles destroyed``, ``nobody killed``, ``a number not told of drones launched``."""
    things = f"{plain(of)} " if measure in _THINGS and plain(of) else ""
    if number == "0":
        number = "no" if things else "nobody" if measure in _PEOPLE else "none"
    return f"{number or 'a number not told of'} {things}{said(measure)}"


def number_of(measure: str, of: str | None) -> str:
    """``number killed``, ``number of drones shot down``."""
    things = plain(of) if measure in _THINGS else ""
    return f"number of {things} {said(measure)}" if things else f"number {said(measure)}"


def party(name: str) -> str:
    """``Russia``, ``United States``: a state or group by its id."""
    state = country(name.removeprefix("state-")) if name.startswith("state-") else None
    return state.name if state is not None else capital(said(name))


def interval(low: int | None, high: int | None, approx: bool = False) -> str:
    about = "about " if approx else ""
    if low is None and high is None:
        return ""
    if low is None:
        return f"{about}up to {high:,}"
    if high is None:
        return f"{about}at least {low:,}"
    return f"{about}{low:,}" if low == high else f"{about}{low:,} to {high:,}"
