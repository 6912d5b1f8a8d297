"""Victims told one by one: "a woman, her son and two guards" are four, and nobody's count is one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from grotius.folding import fold
from grotius.merge.book import phrases, tells
from grotius.model import Figure, Span

_JOINT = re.compile(
    r"(?: ?,? ?(?:aged )?\d{1,3})? ?,? ?"
    r"(?:(?:and|&|as well as|along with|together with)(?: also)? ?)?(?:(?:his|her|their|the) )?"
)
"""What may stand between two of a list, its spaces single: "a boy, 5, and his two sisters"."""
_LONGEST_JOINT = 40
_VICTIMS = frozenset({"killed", "injured", "missing", "captured", "hostages"})
_ONE_BY_WORD = frozenset({"a", "an", "another", "his", "her", "their", "its"})


def summed(figures: Sequence[Figure]) -> list[Figure]:
    """Of one report's figures: each list as one figure, that of its first member with the sum, in all its words.

    A list behind a whole ("three people, a woman and two boys") says who they were: the whole stays, the list goes.
    """
    if len(figures) < 2:
        return list(figures)
    by_sentence: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        by_sentence[_key(figure)].append(figure)
    result: list[Figure] = []
    for told in by_sentence.values():
        for run in _runs(sorted(told, key=lambda figure: figure.span.start)):
            result.append(_as_one(run))
    order = {figure.id: at for at, figure in enumerate(figures)}
    return sorted(result, key=lambda figure: order[figure.id])


def _key(figure: Figure) -> tuple[object, ...]:
    """Only what one sentence says of one measure can be a list; anything else stands alone."""
    names = figure.of is not None or fold(figure.number.text).endswith("couple")
    counts = figure.low is not None and names and not _is_corrected(figure)
    if figure.measure not in _VICTIMS or figure.part_of is not None or figure.cumulative or not counts:
        return (figure.id,)
    claimant = figure.claimant.name if figure.claimant is not None else None
    return (figure.sentence.start, figure.measure, figure.mention, figure.actuality, claimant)


def _is_corrected(figure: Figure) -> bool:
    """ "A woman" that a person set to 3 is the count of all, as that person sees it."""
    return fold(figure.number.text) in _ONE_BY_WORD and figure.low != 1


def _runs(told: Sequence[Figure]) -> Iterable[list[Figure]]:
    run = [told[0]]
    for before, figure in pairwise(told):
        if _are_joined(before, figure):
            run.append(figure)
        else:
            yield from _lists(run)
            run = [figure]
    yield from _lists(run)


def _lists(run: list[Figure]) -> Iterable[list[Figure]]:
    """The run as one list; each of it alone where it is told anew ("12 people, 15 by another count")."""
    if len(run) == 1:
        return [run]
    behind = _words(run[-1], run[-1].span.end, run[-1].sentence.end).split()[:3]
    nouns = {_noun(figure) for figure in run}
    anew = tells(" ".join(behind), "told_anew") or (not _has_and(*run[-2:]) and len(nouns) < len(run))
    return [[figure] for figure in run] if anew else [run]


def _has_and(one: Figure, other: Figure) -> bool:
    return "and" in _between_of(one, other).split()


def _noun(figure: Figure) -> str:
    words = fold(figure.of.text).split() if figure.of is not None else []
    return words[-1] if words else ""


def _are_joined(one: Figure, other: Figure) -> bool:
    between = _between_of(one, other)
    return bool(between.strip()) and len(between) <= _LONGEST_JOINT and _JOINT.fullmatch(between) is not None


def _between_of(one: Figure, other: Figure) -> str:
    """The words between the two, with single spaces."""
    told = _words(one, one.span.end, other.span.start)
    return f"{' ' if told[:1].isspace() else ''}{' '.join(told.split())}{' ' if told[-1:].isspace() else ''}"


def _words(figure: Figure, start: int, end: int) -> str:
    return figure.sentence.text[max(0, start - figure.sentence.start) : max(0, end - figure.sentence.start)]


def _as_one(run: list[Figure]) -> Figure:
    first, rest = run[0], run[1:]
    if not rest or _is_whole(first, rest):
        return first
    whole = _between(first, first.span.start, run[-1].span.end)
    highs = [figure.high for figure in run if figure.high is not None]
    return replace(
        first,
        low=sum(figure.low or 0 for figure in run),
        best=sum(figure.best if figure.best is not None else figure.low or 0 for figure in run),
        high=sum(highs) if len(highs) == len(run) else None,
        approx=any(figure.approx for figure in run),
        span=whole,
        number=_between(first, first.number.start, run[-1].number.end),
        of=whole,
    )


def _between(figure: Figure, start: int, end: int) -> Span:
    return Span(start, end, _words(figure, start, end))


def _is_whole(first: Figure, rest: Sequence[Figure]) -> bool:
    """Only behind a comma: "20 civilians and 15 soldiers" are 35."""
    if _has_and(first, rest[0]):
        return False
    listed = sum(figure.low or 0 for figure in rest)
    if not _noun(first) or _noun(first) in phrases("wholes_of_lists"):
        return (first.low or 0) >= listed
    return len(rest) > 1 and first.low == listed
