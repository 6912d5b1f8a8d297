"""Which row stands in the place of an old one, once its report is read anew.

In the same text that is the row in the same place. In a changed text it is the one that tells the same in the same
words, in the sentence that is most like the old one: a comma, a further number or a new half-sentence does not end what
people decided. Each new row is the heir of one old row at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz
from sqlalchemy.engine import RowMapping

from grotius.folding import fold
from grotius.model import Actor, Figure, Interaction, Mention, Position, Statement, Talk
from grotius.record.encoding import from_json, storable
from grotius.record.shelves import TYPES, Row, Shelved, anchor, place_key, places

_LIKE_SENTENCE = 70.0
_LIKE_WORDS = 90.0
_LONG = 25
"""Words so long may differ a little; in shorter ones each letter may be a number or a name."""


def heirs_in_place(old: Mapping[str, RowMapping], new: Sequence[Shelved]) -> dict[str, str]:
    """In the same text: the new row that has the most letters in common with the old one."""
    found: dict[str, str] = {}
    for name, row in old.items():
        fitting: list[tuple[int, int, str]] = []
        for shelf in new:
            start, end, _ = anchor(shelf.row)
            if shelf.kind == row["kind"] and (shared := min(end, row["end"]) - max(start, row["start"])) > 0:
                fitting.append((-shared, abs(start - row["start"]), shelf.row.id))
        if fitting:
            found[name] = min(fitting)[2]
    return found


def heirs_in_words(old: Mapping[str, RowMapping], new: Sequence[Shelved]) -> dict[str, str]:
    """In a changed text: the surest pairs first."""
    fitting = sorted(pair for row in old.values() for pair in _fitting(row, new))
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, name, heir in fitting:
        if name not in found and heir not in taken:
            found[name] = heir
            taken.add(heir)
    return found


def _fitting(row: RowMapping, new: Iterable[Shelved]) -> Iterator[tuple[float, int, str, str]]:
    before = from_json(row["body"], TYPES[row["kind"]])
    for shelf in new:
        start, _, words = anchor(shelf.row)
        if shelf.kind != row["kind"] or not _like_words(row["words"], storable(words)):
            continue
        like = fuzz.ratio(row["sentence"], storable(shelf.row.sentence.text), score_cutoff=_LIKE_SENTENCE)
        if like and _tell_one(before, shelf.row):
            yield -like, abs(start - row["start"]), row["id"], shelf.row.id


def _like_words(one: str, other: str) -> bool:
    if fold(one) == fold(other):
        return True
    return min(len(one), len(other)) >= _LONG and fuzz.ratio(one, other) >= _LIKE_WORDS


def _tell_one(one: Row, other: Row) -> bool:
    """May both be the same claim? Another town, another count or another speaker makes it a new one."""
    match one, other:
        case Mention(), Mention():
            return one.type == other.type and _meet(_places(one), _places(other))
        case Talk(), Talk():
            named = ([_name(actor) for actor in row.participants] for row in (one, other))
            return one.kind == other.kind and _meet(*map(frozenset, named))
        case Figure(), Figure():
            return (one.measure, one.low, one.best, one.high) == (other.measure, other.low, other.best, other.high)
        case Statement(), Statement():
            return _name(one.speaker) == _name(other.speaker)
        case Position(), Position():
            return (_name(one.actor), one.issue) == (_name(other.actor), other.issue)
        case Interaction(), Interaction():
            return (_name(one.source), one.root, _name(one.target)) == (
                _name(other.source),
                other.root,
                _name(other.target),
            )
    return False


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or bool(one & other)


def _places(row: Row) -> frozenset[str]:
    return frozenset(place_key(place.name) for place in places(row))


def _name(actor: Actor | None) -> str:
    return (actor.id or fold(actor.name)) if actor is not None else ""
