"""Link the figures that one report tells twice.

Numbers in the very same words come first: a headline that stands twice, a paragraph pasted again. They are one claim
whoever the text around them credits. Then rows of one value join where nothing known of them speaks against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from grotius.folding import fold
from grotius.merge.claims import claimant_key
from grotius.merge.days import days_of
from grotius.merge.likeness import spot_of
from grotius.model import Figure, Mention, Span

_MOST_COMPARED = 200
"""Rows of one value in one report are few; what hostile input has beyond that stays unlinked."""
_SHORTEST = 20
_STRIPPED = " .\n\t"


def retold(figures: Sequence[Figure], mentions: Sequence[Mention]) -> list[list[Figure]]:
    """The figures in groups that each make one claim, in the order told."""
    heads = {mention.id: mention.same_as or mention.id for mention in mentions}
    buckets: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        buckets[_value(figure)].append(figure)
    return [group for bucket in buckets.values() for group in _joined(_copies(bucket), heads)]


def _value(row: Figure) -> tuple[object, ...]:
    return (row.measure, row.low, row.best, row.high)


def _copies(rows: Sequence[Figure]) -> list[list[Figure]]:
    """Groups of equal words; a row that is like no other is a group of its own."""
    groups: list[list[Figure]] = []
    for at, row in enumerate(rows):
        candidates = groups if at < _MOST_COMPARED else []
        group = next((group for group in candidates if any(_is_copy(row, other) for other in group)), None)
        if group is None:
            groups.append([row])
        else:
            group.append(row)
    return groups


def _is_copy(one: Figure, other: Figure) -> bool:
    """One sentence holds the other, as a headline does that stands after a date again; the number at the same words."""
    shorter, longer = sorted((_place_in(one), _place_in(other)), key=lambda pair: len(pair[0]))
    if one.sentence.start == other.sentence.start or len(shorter[0]) < _SHORTEST:
        return False
    at = longer[0].find(shorter[0])
    return at >= 0 and longer[1] - at == shorter[1]


def _place_in(row: Figure) -> tuple[str, int]:
    """The words of the sentence, and where in them the number stands."""
    words = row.sentence.text
    skipped = len(words) - len(words.lstrip(_STRIPPED))
    return words.strip(_STRIPPED), row.number.start - row.sentence.start - skipped


def _joined(copies: Sequence[list[Figure]], heads: dict[str, str]) -> list[list[Figure]]:
    groups: list[list[Figure]] = []
    for at, rows in enumerate(copies):
        candidates = groups if at < _MOST_COMPARED else []
        group = next((group for group in candidates if _one_claim(group, rows, heads)), None)
        if group is None:
            groups.append(list(rows))
        else:
            group.extend(rows)
    return groups


def _one_claim(ours: Sequence[Figure], theirs: Sequence[Figure], heads: dict[str, str]) -> bool:
    asides: tuple[Callable[[Figure], object], ...] = (
        lambda row: heads.get(row.mention, row.mention) if row.mention is not None else None,
        lambda row: spot_of(row.place).key if row.place is not None else None,
        lambda row: claimant_key(row.claimant) or None,
    )
    return (
        not _is_open(ours[0])
        and bool({_thing(row) for row in ours} & {_thing(row) for row in theirs})
        and all(_meet(map(aside, ours), map(aside, theirs)) for aside in asides)
        and _days_meet(ours, theirs)
        and not any(_overlap(one.sentence, other.sentence) for one in ours for other in theirs)
    )


def _thing(row: Figure) -> tuple[object, ...]:
    """What else must be equal: whether it happened, whether it is news or a part, and what is counted."""
    whole = row.part_of is None
    words = fold(row.of.text).split()[-1:] if row.of else []
    noun = tuple(words) if row.measure not in {"killed", "injured"} or not whole else ()
    return (row.actuality, row.background, whole, noun)


def _meet(ours: Iterable[object], theirs: Iterable[object]) -> bool:
    """Something known of both is the same, or nothing is known of one."""
    one, other = set(ours) - {None}, set(theirs) - {None}
    return not one or not other or bool(one & other)


def _days_meet(ours: Sequence[Figure], theirs: Sequence[Figure]) -> bool:
    one = [days for row in ours if (days := days_of(row.time, None)) is not None]
    other = [days for row in theirs if (days := days_of(row.time, None)) is not None]
    return not one or not other or any(a.gap(b) == 0 for a in one for b in other)


def _is_open(row: Figure) -> bool:
    """ "Many": two such numbers are equal in words only."""
    return row.low is None and row.best is None and row.high is None


def _overlap(one: Span, other: Span) -> bool:
    """Two numbers of one sentence are two figures."""
    return one.start < other.end and other.start < one.end
