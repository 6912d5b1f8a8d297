"""A short heading for a happening, made of what is known of it: "Drone attack on Odesa, 3–4 December 2025"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from grotius.english import MONTHS, of_day
from grotius.merge.happening import Happening
from grotius.merge.likeness import without_sites
from grotius.model import Actor, Place, Time

_ATTACKS = {
    "drone": "drone attack",
    "missile": "missile attack",
    "drone_and_missile": "drone and missile attack",
    "air_strike": "air strike",
    "shelling": "shelling",
    "ground": "ground attack",
    "bombing": "bombing",
    "shooting": "shooting",
}
_UNNAMED = frozenset({"attack", "launch", "drone_attack", "missile_attack", "explosion", "fire", "open_fire"})
_BEFORE_PLACE = {"attack": "on", "strike": "on", "shelling": "of", "bombing": "of", "capture": "of"}
_STATUS = {"hypothetical": "supposed", "actual": "", "held": ""}
_MOST_NAMES = 2
_LONGEST_DAYS = 31


def title(one: Happening) -> str:
    """Kind, place or people, date; and what became of it where it did not simply happen."""
    head = _talk(one) if one.kind == "talk" else _fighting(one)
    told = ", ".join(part for part in (head, _when(one.time)) if part)
    status = _STATUS.get(one.status, one.status)
    told = f"{told} ({status})" if status else told
    return told[:1].upper() + told[1:]


def fighting_at(one: Happening, place: str) -> str:
    """``drone attack on Odesa``: the kind of fighting, and where; ``place`` may be empty."""
    named = one.type.partition(".")[0]
    kind = _ATTACKS.get(one.mode or "", "attack") if named in _UNNAMED else one.type.replace("_", " ").replace(".", " ")
    return f"{kind} {_BEFORE_PLACE.get(kind.split()[-1], 'in')} {place}" if place else kind


def _fighting(one: Happening) -> str:
    return fighting_at(one, _listed(_known(one.places)))


def _talk(one: Happening) -> str:
    people = _listed(_names(one.actors))
    head = f"{one.type} of {people}" if people else one.type
    place = _listed(_known(one.places))
    return f"{head}, {place}" if place else head


def _known(places: Sequence[Place]) -> list[str]:
    return [place.name for place in without_sites(places) if place.precision != "unknown"]


def _names(actors: Iterable[Actor]) -> list[str]:
    return list(dict.fromkeys(actor.name for actor in actors))


def _listed(names: Sequence[str]) -> str:
    """ "A and B", "A, B and 3 more"."""
    if len(names) <= _MOST_NAMES:
        return " and ".join(names)
    return f"{', '.join(names[:_MOST_NAMES])} and {len(names) - _MOST_NAMES} more"


def _when(time: Time | None) -> str:
    """``3–4 December 2025``; nothing where only weeks are known."""
    try:
        first = date.fromisoformat(((time and (time.start or time.end)) or "")[:10])
        last = date.fromisoformat(((time and (time.end or time.start)) or "")[:10])
    except ValueError:
        return ""
    if (last - first).days > _LONGEST_DAYS:
        return ""
    end = of_day(last)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{first.day} {MONTHS[first.month - 1]} – {end}"
