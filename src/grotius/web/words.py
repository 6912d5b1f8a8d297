"""Rows in plain words, for headings and sentences of pages. Nothing here knows HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlsplit

from grotius.english import MONTHS, count, day
from grotius.merge import Happening, Reconciled, fighting_at
from grotius.model import Actor, Place, Span, Time
from grotius.publish.columns import interval
from grotius.publish.phrases import capital
from grotius.record import EventRow, TalkRow

_VERBS = {
    "killed": "killed",
    "injured": "injured",
    "without_power_or_heat": "without power or heat",
    "shot_down": "shot down",
    "lost_from_radar": "lost from radar",
}


def said(value: str) -> str:
    """``drone_and_missile`` as a reader says it."""
    return _VERBS.get(value) or value.replace("_", " ").replace(".", " ")


def day_in_words(text: str | None) -> str:
    """``4 December 2025``; the text itself where it is no day."""
    return day(text) or text or ""


def days_in_words(first: str | None, last: str | None) -> str:
    """``3–4 December 2025``, with as little repeated as can be."""
    first, last = (first or last or "")[:10], (last or first or "")[:10]
    if first == last:
        return day_in_words(first)
    try:
        one, two = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return f"{first} to {last}"
    if (one.year, one.month) == (two.year, two.month):
        return f"{one.day}–{two.day} {MONTHS[two.month - 1]} {two.year}"
    if one.year == two.year:
        return f"{one.day} {MONTHS[one.month - 1]} – {day_in_words(last)}"
    return f"{day_in_words(first)} – {day_in_words(last)}"


def when(time: Time | None) -> str:
    """The time of a row; empty where it is not known."""
    if time is None or not (time.start or time.end):
        return ""
    told = days_in_words(time.start, time.end)
    if time.start and time.start == time.end and len(time.start) > 10:
        return f"{told}, {time.start[11:16]}"
    return told


def where(places: Sequence[Place]) -> str:
    """Places by name, each with its region where that says more; places that could not be found are left out."""
    known = [place for place in places if place.precision != "unknown"]
    return "; ".join(dict.fromkeys(_place(place) for place in known))


def _short_where(places: Sequence[Place]) -> str:
    """``Kyiv``, ``Kyiv and Odesa``, ``Kyiv, Odesa and others``; a wide place only where no finer one is known."""
    known = [place for place in places if place.precision != "unknown"]
    names = list(dict.fromkeys(place.name for place in known if place.precision not in ("district", "country")))
    names = names or [place.name for place in known]
    if len(names) > 2:
        return f"{names[0]}, {names[1]} and others"
    return " and ".join(names)


def _place(place: Place) -> str:
    if place.admin1 and place.precision not in ("region", "country", "area") and place.admin1 not in place.name:
        return place.name if place.name in place.admin1 else f"{place.name}, {place.admin1}"
    return place.name


def names(actors: Iterable[Actor]) -> str:
    """``A, B and C``."""
    listed = list(dict.fromkeys(actor.name for actor in actors))
    return ", ".join(listed[:-1]) + (" and " if len(listed) > 1 else "") + listed[-1] if listed else ""


def title(row: EventRow | TalkRow) -> str:
    """A heading made of what is known: ``Drone attack on Odesa``."""
    return title_of(row.happening)


def title_of(one: Happening) -> str:
    """The same for a happening without its claims."""
    if one.kind == "talk":
        people = names(one.actors)
        told = f"{said(one.type).capitalize()}: {people}" if people else said(one.type).capitalize()
        return f"{told} ({said(one.status)})" if one.status != "held" else told
    told = capital(fighting_at(one, _short_where(one.places)))
    return told if one.status == "actual" else f"{told} ({said(one.status)})"


def figure(one: Reconciled) -> str:
    """``6 injured (1–6, disputed)``."""
    what = f" {one.of}" if one.of and said(one.measure) not in one.of else ""
    value = interval(one.low, one.high).replace("-", "–")
    told = f"{one.best:,}" if one.best is not None else value
    more = f" ({value}, {one.verdict})" if one.low != one.high and one.best is not None else ""
    return f"{told} {said(one.measure)}{what if one.measure in _OF_THINGS else ''}{more}"


_OF_THINGS = frozenset({"launched", "shot_down", "lost_from_radar", "hit", "damaged", "destroyed", "other"})


def paragraph(row: EventRow) -> str:
    """What happened, in a few sentences made of the rows alone."""
    return " ".join(part for part in (_happened(row.happening), _counted(row), _told(row)) if part)


def _happened(one: Happening) -> str:
    place = where(one.places)
    kind = fighting_at(one, place)
    article = "an" if kind[:1] in "aeiou" else "a"
    time = when(one.time)
    actors = names(one.actors)
    opening = {"planned": "planned: ", "denied": "denied: ", "hypothetical": "only supposed: "}.get(one.status, "")
    head = f"{opening}{article} {kind}"
    by = f", {'blamed on' if one.accused else 'by'} {actors}" if actors else ""
    at = "" if place else " at a place that no report names"
    on = f", {time}" if time else ", on a day that no report gives"
    return f"{head[:1].upper()}{head[1:]}{at}{by}{on}."


def _counted(row: EventRow) -> str:
    told = [figure(one) for one in row.figures]
    if not told:
        return "No report gives a figure."
    listed = ", ".join(told[:-1]) + (" and " if len(told) > 1 else "") + told[-1]
    return f"Reports count {listed}."


def _told(row: EventRow) -> str:
    sources = f"{count(row.reports, 'report')} from {count(row.independent, 'independent source')}"
    denied = f" {', '.join(row.happening.denied_by)} denies it." if row.happening.denied_by else ""
    return f"Told in {sources}.{denied}"


def web_url(url: str | None) -> str | None:
    """The address if a browser may be sent there: a page on the web, never a script or a file."""
    if not url or any(char <= " " for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def words_around(sentence: Span, span: Span) -> tuple[str, str, str]:
    """The sentence before, in and after the marked words; the whole as one where they stand elsewhere."""
    start, end = span.start - sentence.start, span.end - sentence.start
    if start < 0 or end > len(sentence.text) or end <= start:
        return sentence.text, "", ""
    return sentence.text[:start], sentence.text[start:end], sentence.text[end:]
