"""Copies: what the reports of one source family tell in the same words, or nearly so, is one happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

from grotius.folding import fold
from grotius.merge.edge import Edge
from grotius.merge.likeness import Likeness
from grotius.merge.telling import Telling

UNDATED_SCORE = 10.0
"""What an undated copy tells happened when the story says: no day keeps it apart."""
COPIED_SCORE = 9.0
"""Surer than any likeness; yet another night, or another town, keeps two tellings apart."""
_NEARLY = 92.0
_MOST_COMPARED = 50
"""A sentence has few versions in one family; what hostile input has beyond that is known by the very same words."""
_SAME_WORDS = "the very same words in a copy of the report"
_NEAR_WORDS = "nearly the same words in a copy of the report"
_UNDATED_WORDS = "an undated copy in the very same words"


class Wording(NamedTuple):
    """What is compared of a telling: kind, words, and the sentence that they stand in."""

    kind: str
    words: str
    sentence: str


def wording(telling: Telling) -> Wording:
    return wording_of(telling.kind, telling.told.span.text, telling.told.sentence.text)


@lru_cache(maxsize=65_536)
def wording_of(kind: str, words: str, sentence: str) -> Wording:
    """The copies of a story bring the same sentences again and again."""
    return Wording(kind, fold(words), fold(sentence))


def is_nearly(one: Wording, other: Wording) -> bool:
    """The same numbers, and all but a few of the letters."""
    if (one.kind, one.words) != (other.kind, other.words):
        return False
    return fuzz.ratio(one.sentence, other.sentence) >= _NEARLY and _numbers(one) == _numbers(other)


def _numbers(one: Wording) -> list[str]:
    return [word for word in one.sentence.split() if any(letter.isdigit() for letter in word)]


def copied(tellings: Iterable[Telling], likeness: Callable[[Telling], Likeness]) -> Iterator[Edge]:
    """``tellings`` in their order. Each is held against the one before it in the same words, and the first in such
    words against the first in nearly the same: near-linear, however many copies there are."""
    families: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        families[telling.family].append(telling)
    for family in families.values():
        if len({telling.report for telling in family}) > 1:
            alike = _by_words(family)
            for group in alike.values():
                yield from _same_words(group, likeness)
            yield from _near_words(alike, likeness)


def _by_words(family: Sequence[Telling]) -> dict[tuple[Wording, int], list[Telling]]:
    """Of several attacks that one sentence tells in one word, the first goes with the first, and so on."""
    seen: dict[tuple[str, Wording], int] = defaultdict(int)
    place: dict[str, int] = {}
    for telling in sorted(family, key=lambda one: (one.report, one.told.span.start, one.key)):
        place[telling.key] = seen[telling.report, wording(telling)]
        seen[telling.report, wording(telling)] += 1
    found: dict[tuple[Wording, int], list[Telling]] = defaultdict(list)
    for telling in family:
        found[wording(telling), place[telling.key]].append(telling)
    return found


def _same_words(group: Sequence[Telling], likeness: Callable[[Telling], Likeness]) -> Iterator[Edge]:
    dated = [telling for telling in group if telling.published is not None]
    for before, telling in pairwise(dated):
        if telling.report != before.report and _may_be_one(likeness(before), likeness(telling)):
            yield Edge.between(before.key, telling.key, "same", COPIED_SCORE, _SAME_WORDS)
    for telling in group:
        if telling.published is None and telling.report != group[0].report:
            yield Edge.between(group[0].key, telling.key, "same", UNDATED_SCORE, _UNDATED_WORDS)


def _near_words(
    alike: dict[tuple[Wording, int], list[Telling]], likeness: Callable[[Telling], Likeness]
) -> Iterator[Edge]:
    """The first of each group with the first of an earlier one."""
    heads: dict[tuple[str, str, int], list[tuple[Wording, Telling]]] = defaultdict(list)
    for (words, place), group in alike.items():
        known = heads[words.kind, words.words, place]
        for other, head in islice(known, _MOST_COMPARED):
            if head.report != group[0].report and is_nearly(words, other):
                ours, theirs = likeness(head), likeness(group[0])
                if _may_be_one(ours, theirs) and _tell_the_same(ours, theirs):
                    yield Edge.between(head.key, group[0].key, "same", COPIED_SCORE, _NEAR_WORDS)
        known.append((words, group[0]))


def _may_be_one(a: Likeness, b: Likeness) -> bool:
    """A story is printed again the day after; the bulletin of next week in the same words tells of its own week."""
    if a.kind == "fighting" and a.status != b.status:
        return False
    return a.days is None or b.days is None or a.days.gap(b.days) <= 1


def _tell_the_same(a: Likeness, b: Likeness) -> bool:
    """A few letters more or less, and no other place, person or count."""
    places = [{spot.key for spot in like.spots} for like in (a, b)]
    return all(_meet(ours, theirs) for ours, theirs in (places, (a.actors, b.actors), (set(a.counts), set(b.counts))))


def _meet(ours: Iterable[object], theirs: Iterable[object]) -> bool:
    one, other = set(ours), set(theirs)
    return not one or not other or one == other
