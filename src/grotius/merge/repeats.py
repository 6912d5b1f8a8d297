"""Link what one report says twice: headline and body, summary and detail. Each claim keeps all its words.

Of rows that make the same claim the fullest is the head; the others point to it with ``same_as``. Victims counted over
a whole country get the wave there as their mention.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from rapidfuzz import fuzz

from grotius.folding import fold
from grotius.merge.adrift import moored
from grotius.merge.days import Days, days_of
from grotius.merge.likeness import actor_key, spot_of
from grotius.merge.recounts import retold
from grotius.model import (
    Actor,
    Extraction,
    Figure,
    Interaction,
    Mention,
    Place,
    Position,
    Statement,
    Talk,
    Time,
)

R = TypeVar("R", Mention, Figure, Talk, Statement, Position, Interaction)
Row = Mention | Figure | Talk | Statement | Position | Interaction
_SAME_WORDS = 92.0
_MOST_ROWS_COMPARED = 200
"""Rows of one report that could be the same claim are few; what hostile input has beyond that stays unlinked."""


def link_repeats(extraction: Extraction) -> Extraction:
    """The extraction with ``same_as`` filled in; links that are there already stay."""
    mentions = _rooted(extraction.mentions)
    return replace(
        extraction,
        mentions=mentions,
        talks=_rooted(extraction.talks),
        figures=moored(_link_figures(extraction.figures, mentions), mentions),
        statements=_link(extraction.statements, _statement_bucket, _same_content),
        positions=_link(extraction.positions, _position_bucket, _always),
        interactions=_link(extraction.interactions, _interaction_bucket, _same_days),
    )


# -- mentions and talks -----------------------------------------------------------------------------------------

T = TypeVar("T", Mention, Talk)


def _rooted(rows: Sequence[T]) -> tuple[T, ...]:
    """The finders know from the words which descriptions tell one happening; here all of a chain, whatever way round
    its links were made, point straight to its fullest description."""
    above: dict[str, str] = {row.id: row.id for row in rows}

    def root(name: str) -> str:
        while above[name] != name:
            name = above[name]
        return name

    for row in rows:
        if row.same_as in above:
            above[root(row.same_as)] = root(row.id)
    groups: dict[str, list[T]] = defaultdict(list)
    for row in rows:
        groups[root(row.id)].append(row)
    heads = {name: _fullest(group).id for name, group in groups.items()}
    return tuple(replace(row, same_as=head if (head := heads[root(row.id)]) != row.id else None) for row in rows)


# -- figures ----------------------------------------------------------------------------------------------------


def _link_figures(figures: Sequence[Figure], mentions: Sequence[Mention]) -> tuple[Figure, ...]:
    heads: dict[str, str] = {}
    for group in retold(figures, mentions):
        fullest = _fullest(group)
        heads.update({row.id: fullest.id for row in group})
    return tuple(replace(row, same_as=head if (head := heads[row.id]) != row.id else None) for row in figures)


def _place_key(place: Place | None) -> str | None:
    return spot_of(place).key if place is not None else None


# -- statements, positions, interactions ------------------------------------------------------------------------


def _statement_bucket(row: Statement) -> tuple[object, ...]:
    return (actor_key(row.speaker), row.within)


def _same_content(a: Statement, b: Statement) -> bool:
    return fuzz.ratio(fold(a.content.text), fold(b.content.text)) >= _SAME_WORDS


def _position_bucket(row: Position) -> tuple[object, ...]:
    condition = fold(row.condition.text) if row.condition else None
    return (actor_key(row.actor), row.issue, row.sub_issue, row.stance, condition, row.background)


def _interaction_bucket(row: Interaction) -> tuple[object, ...]:
    return (_actor(row.source), row.root, _actor(row.target), row.modality, row.background)


def _actor(actor: Actor | None) -> str | None:
    return actor_key(actor) if actor is not None else None


def _same_days(a: Interaction, b: Interaction) -> bool:
    return _days_meet(a.time, b.time) and _one_or_unknown(_place_key(a.place), _place_key(b.place))


def _always(a: Position, b: Position) -> bool:
    return True


# -- common -----------------------------------------------------------------------------------------------------


def _link(rows: Sequence[R], bucket: Callable[[R], tuple[object, ...]], same: Callable[[R, R], bool]) -> tuple[R, ...]:
    """Within each bucket, a row joins the first group whose every row makes the same claim."""
    buckets: dict[tuple[object, ...], list[list[R]]] = defaultdict(list)
    seen: dict[tuple[object, ...], int] = defaultdict(int)
    for row in rows:
        key = bucket(row)
        seen[key] += 1
        if seen[key] > _MOST_ROWS_COMPARED:
            continue
        group = next((group for group in buckets[key] if all(same(row, other) for other in group)), None)
        if group is None:
            buckets[key].append([row])
        else:
            group.append(row)
    heads: dict[str, str] = {}
    for groups in buckets.values():
        for group in groups:
            fullest = _fullest(group)
            heads.update({row.id: fullest.id for row in group})
    return tuple(_pointed(row, heads.get(row.id)) for row in rows)


def _pointed(row: R, head: str | None) -> R:
    if row.same_as is not None or head is None or head == row.id:
        return row
    return replace(row, same_as=head)


def _fullest(rows: Iterable[Row]) -> Row:
    """The row of which most is known; of equals the first in the text."""
    return min(rows, key=lambda row: (-_known(row), row.sentence.start, _start(row), row.id))


def _start(row: Row) -> int:
    return row.content.start if isinstance(row, Statement) else row.span.start


def _known(row: Row) -> int:
    told = (
        row.time is not None and row.time.start is not None,
        getattr(row, "claimant", None) is not None,
        isinstance(row, Figure) and row.claimant is not None,  # of a number, who says so is the first thing asked
        bool(getattr(row, "place", None) or getattr(row, "places", ())),
        getattr(row, "by", None) is not None,
        getattr(row, "of", None) is not None,
        len(getattr(row, "participants", ())) > 1,
    )
    return sum(told)


def _one_or_unknown(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a == b


def _days_meet(a: Time | None, b: Time | None) -> bool:
    ours: Days | None = days_of(a, None)
    theirs: Days | None = days_of(b, None)
    return ours is None or theirs is None or ours.gap(theirs) == 0
