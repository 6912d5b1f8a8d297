"""One happening told several times in a report: which descriptions belong together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from grotius.model import Mention, Mode, Place

_STEM = 4
_VAGUE: frozenset[Mode] = frozenset({"other"})
_BROAD = frozenset({"ukraine", "russia", "syria"})


@dataclass(frozen=True, slots=True)
class _Traits:
    mode: Mode
    actor: str | None
    places: frozenset[str]
    start: str | None
    end: str | None
    actuality: str
    background: bool


def linked(mentions: list[Mention]) -> list[Mention]:
    """The same mentions with ``same_as`` set on those that retell an earlier one."""
    result: list[Mention] = []
    groups: list[tuple[Mention, list[_Traits]]] = []
    for mention in mentions:
        traits = _traits(mention)
        first = next((group for group in reversed(groups) if all(_fits(traits, other) for other in group[1])), None)
        if first is None:
            groups.append((mention, [traits]))
            result.append(mention)
            continue
        first[1].append(traits)
        result.append(replace(mention, same_as=first[0].id))
    return result


def _traits(mention: Mention) -> _Traits:
    return _Traits(
        mode=mention.mode,
        actor=_stem(mention.by.name) if mention.by is not None else None,
        places=frozenset(_key(place) for place in mention.places),
        start=mention.time.start if mention.time is not None else None,
        end=mention.time.end if mention.time is not None else None,
        actuality=mention.actuality,
        background=mention.background,
    )


def _fits(one: _Traits, other: _Traits) -> bool:
    if one.actuality != other.actuality or one.background != other.background:
        return False
    if one.mode != other.mode and not {one.mode, other.mode} & _VAGUE:
        return False
    if one.actor and other.actor and one.actor != other.actor:
        return False
    if _days_apart(one, other):
        return False
    return not (one.places and other.places) or bool(one.places & other.places)


def _days_apart(one: _Traits, other: _Traits) -> bool:
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return False
    return one.end[:10] < other.start[:10] or other.end[:10] < one.start[:10]


def _key(place: Place) -> str:
    return place.name.lower().split()[-1].strip("’'s.,")


def _stem(name: str) -> str:
    """ "Russia", "Russian forces" and "the Russian army" act as one."""
    words = [word for word in name.split() if word[:1].isupper()] or name.split()
    return words[0].lower()[:_STEM]
