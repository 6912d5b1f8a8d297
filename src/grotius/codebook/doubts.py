"""What cannot be true in a codebook: offices held by two at once, dates turned round, ids that nobody has."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from grotius.codebook.kinds import Codebook
from grotius.codebook.shapes.actors import Office

#: Titles with one of these words may have several holders at once.
_SHARED = frozenset(
    "deputy spokesman spokeswoman adviser aide senator senior official envoy commander under minister-delegate "
    "negotiator cleric dissident".split()
)
_LAST = "9999"


def doubts(codebook: Codebook) -> Iterator[str]:
    """One clear sentence for each thing in actors and wars that contradicts something else in them."""
    yield from _unknown_ids(codebook)
    yield from _turned_round(codebook)
    yield from _held_by_two(codebook)


def _unknown_ids(codebook: Codebook) -> Iterator[str]:
    for key, actor in codebook.actors.items():
        for named in (actor.of, *(office.of for office in actor.offices)):
            if named is not None and named not in codebook.actors:
                yield f"actors.{key}: there is no actor {named!r} for it to belong to."
    for key, war in codebook.wars.items():
        for line in war.sides:
            if line.actor not in codebook.actors:
                yield f"wars.{key}: there is no actor {line.actor!r} to take a side."


def _turned_round(codebook: Codebook) -> Iterator[str]:
    for key, actor in codebook.actors.items():
        for office in actor.offices:
            if _before(office.until or _LAST, office.since or ""):
                yield f"actors.{key}: {office.title} ends in {office.until}, before it begins in {office.since}."
    for key, war in codebook.wars.items():
        for since, until in ((war.since, war.until), *((line.since, line.until) for line in war.sides)):
            if _before(until or _LAST, since or ""):
                yield f"wars.{key}: a time ends in {until}, before it begins in {since}."


def _held_by_two(codebook: Codebook) -> Iterator[str]:
    held: dict[tuple[str, str], list[tuple[str, Office]]] = {}
    for key, actor in codebook.actors.items():
        for office in actor.offices:
            if office.of and office.since and not _SHARED & set(office.title.lower().split()):
                held.setdefault((office.of, office.title.lower()), []).append((key, office))
    for (body, title), holders in held.items():
        holders.sort(key=lambda one: one[1].since or "")
        for (one, first), (other, second) in pairwise(holders):
            if one != other and _before(second.since or "", first.until or _LAST):
                since, until = second.since, first.until or "now"
                yield f"actors.{other}: {title} of {body} since {since}, but {one} holds it until {until}."


def _before(date: str, other: str) -> bool:
    """Whether a date surely lies before another; of a year and a day in it, neither does."""
    size = min(len(date), len(other))
    return date[:size] < other[:size]
