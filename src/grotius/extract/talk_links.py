"""One talk told several times: which tellings are of the same talk."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from grotius.model import Actor, Talk

_FAMILIES = {"meeting": "m", "visit": "m", "negotiation": "m", "summit": "s", "call": "c"}


def linked(row: Talk, rows: list[Talk], anaphor: bool) -> Talk:
    """The row, linked to the earlier telling of the same talk, if there is one."""
    for _, earlier in sorted(enumerate(rows), key=lambda pair: (pair[1].kind != row.kind, -pair[0])):
        if _same_talk(row, earlier, anaphor):
            return replace(row, same_as=earlier.same_as or earlier.id)
    return row


def completed(rows: list[Talk], moved: set[str]) -> list[Talk]:
    """What one telling of a talk leaves out, another has: its day and its place.

    "Visit put off", says the headline, and the text to which day: it is still to come.
    """
    chains: dict[str, list[Talk]] = defaultdict(list)
    for row in rows:
        chains[row.same_as or row.id].append(row)
    return [_completed(row, chains[row.same_as or row.id], moved) for row in rows]


_TOOK_PLACE = frozenset({"held", "ongoing"})


def _completed(row: Talk, chain: list[Talk], moved: set[str]) -> Talk:
    new = next((other.time for other in chain if other.id in moved and other.status == "planned"), None)
    if new is not None and row.status == "cancelled":
        return replace(row, status="planned", time=row.time or new)
    took_place = row.status in _TOOK_PLACE
    alike = [other for other in chain if (other.status in _TOOK_PLACE) == took_place and other.time is not None]
    time = new if new is not None and not took_place else next((other.time for other in alike), None)
    place = next((other.place for other in chain if other.place is not None), None)
    return replace(row, time=row.time or time, place=row.place or place)


def _same_talk(row: Talk, earlier: Talk, anaphor: bool) -> bool:
    if row.count is not None or earlier.count is not None:
        return False
    if _FAMILIES[row.kind] != _FAMILIES[earlier.kind] and not (row.kind == "meeting" and earlier.kind == "summit"):
        return False
    if (
        row.time
        and earlier.time
        and row.time.start
        and earlier.time.start
        and row.time.start[:10] != earlier.time.start[:10]
    ):
        return False
    shared = _words(row) & _words(earlier)
    if (row.kind, earlier.kind) == ("negotiation", "visit") and not shared:
        return False
    if anaphor and (not row.participants or shared):
        return True
    if _is_called_off(earlier) and (_is_pair(row) or (row.status == earlier.status and _is_less(row, earlier))):
        return True
    if (row.status == "planned") != (earlier.status == "planned"):
        return False
    if anaphor and row.kind in ("meeting", "negotiation") and row.sentence.start - earlier.sentence.end < _NEAR:
        return True
    if row.kind == earlier.kind and row.status == earlier.status and _is_described(row, earlier):
        return True
    few = len(row.participants) < 2 or len(earlier.participants) < 2 or _has_pronoun(row) or _has_pronoun(earlier)
    return len(shared) >= 2 or (bool(shared) and (few or "visit" in (row.kind, earlier.kind) or row.kind == "summit"))


_NEAR = 600
_PAIRS = frozenset({"two", "both"})


def _is_called_off(talk: Talk) -> bool:
    return talk.status in ("cancelled", "refused")


def _is_pair(row: Talk) -> bool:
    """ "The two leaders had agreed to meet": those of whom the report tells."""
    named = [actor.name.lower().split() for actor in row.participants]
    return len(named) == 1 and bool(_PAIRS & set(named[0])) and row.status == "planned"


def _is_less(row: Talk, earlier: Talk) -> bool:
    """One of the two names nobody whom the other does not name."""
    ours, theirs = _words(row), _words(earlier)
    return bool(ours & theirs) and (ours <= theirs or theirs <= ours)


_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "who", "both"})
_TITLES = frozenset(
    "president minister prime foreign secretary leader leaders the of and his her their mr mrs ms us state special "
    "envoy chancellor king defence defense".split()
)


def _words(talk: Talk) -> set[str]:
    """The words that tell the participants apart."""
    words = {word.strip("'’s.,()").lower() for actor in talk.participants for word in actor.name.split()}
    return words - _TITLES - _PRONOUNS - {""}


def _has_pronoun(talk: Talk) -> bool:
    return any(actor.name.lower() in _PRONOUNS for actor in talk.participants)


def _is_described(a: Talk, b: Talk) -> bool:
    """Told twice with a pronoun on one side, and once with only a description on the other ("he met the leader")."""
    described = [any(actor.name.split()[-1].islower() for actor in _named(talk)) for talk in (a, b)]
    return _has_pronoun(a) and _has_pronoun(b) and any(described)


def _named(talk: Talk) -> list[Actor]:
    return [actor for actor in talk.participants if actor.name.lower() not in _PRONOUNS]
