"""What came close to being a part of an event and was left out: the nearest of its neighbours, compared again.

The record keeps what joins tellings and not what parts them, so the comparison is made anew, with the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import select

from grotius.merge import Comparison, Happening, Telling, Weights, compare, likeness, sought
from grotius.merge.likeness import Likeness
from grotius.model import Mention, Talk
from grotius.record import schema
from grotius.record.decided import chunks, corrected
from grotius.record.encoding import from_json
from grotius.record.reading import Reader, row_in
from grotius.record.rows import FigureRow, SourcedRow

_MOST_SHOWN = 3
_MOST_COMPARED = 30
_MOST_IN_BLOCK = 2_000
_MOST_LIKENESSES = 40


@dataclass(frozen=True, slots=True)
class Near:
    """Another happening, and the comparison of the two tellings that are most alike."""

    happening: Happening
    reports: int
    seen: Comparison


def nearest(
    reader: Reader, event: str, members: Sequence[SourcedRow], weights: Weights | None = None
) -> tuple[Near, ...]:
    """The most alike first; only those for which something speaks. ``members`` are the rows of the event itself."""
    own = _likenesses(members)
    others = _neighbours(reader, event, own)
    theirs = reader.members(others)
    states = _happenings(reader, others)
    found = []
    for other in others:
        best = _best(own, _likenesses(theirs.get(other, ())), weights)
        if other in states and best is not None and _speaks_for_it(best):
            found.append(Near(states[other], len({row.origin.report for row in theirs[other]}), best))
    found.sort(key=lambda near: (-near.seen.score, near.happening.id))
    return tuple(found[:_MOST_SHOWN])


def _likenesses(rows: Iterable[SourcedRow]) -> tuple[Likeness, ...]:
    """Each different one once."""
    return tuple(islice(dict.fromkeys(likeness(telling) for telling in _tellings(list(rows))), _MOST_LIKENESSES))


def _tellings(rows: Sequence[SourcedRow]) -> Iterable[Telling]:
    figures = [row for row in rows if isinstance(row, FigureRow)]
    for row in rows:
        told, come = row_in(row), row.origin
        if isinstance(told, Mention | Talk):
            own = (one.figure for one in figures if one.figure.mention == told.id and one.origin.report == come.report)
            yield Telling(told, come.report, come.family, come.published, come.publisher, tuple(own))


def _neighbours(reader: Reader, event: str, own: Iterable[Likeness]) -> list[str]:
    """Events with tellings where those of this one are looked for; those that share most of that first."""
    blocks, members = schema.row_blocks, schema.event_rows
    met: Counter[str] = Counter()
    for part in chunks(sorted({block for like in own for block in sought(like)})):
        asked = select(members.c.event).join(blocks, blocks.c.row == members.c.row)
        asked = asked.where(blocks.c.block.in_(part), reader.now.in_force(members), members.c.event != event)
        met.update(reader.connection.execute(asked.order_by(members.c.row).limit(_MOST_IN_BLOCK)).scalars())
    rejected = reader.decisions.rejected()
    ranked = sorted((name for name in met if name not in rejected), key=lambda name: (-met[name], name))
    return ranked[:_MOST_COMPARED]


def _happenings(reader: Reader, events: Sequence[str]) -> Mapping[str, Happening]:
    states, found = schema.event_states, dict[str, Happening]()
    for part in chunks(list(events)):
        asked = select(states.c.event, states.c.body).where(states.c.event.in_(part), reader.now.in_force(states))
        for event, body in reader.connection.execute(asked):
            found[event] = corrected(from_json(body, Happening), reader.decisions.on(event))
    return found


def _best(own: Sequence[Likeness], theirs: Sequence[Likeness], weights: Weights | None) -> Comparison | None:
    seen = (compare(a, b, weights=weights) for a in own for b in theirs)
    return max(seen, key=lambda one: one.score, default=None)


def _speaks_for_it(seen: Comparison) -> bool:
    return any(feature.weight > 0 for feature in seen.features)
