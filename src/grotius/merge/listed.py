"""Victims told one by one: "a woman, her son and two guards" are four, and nobody's count is one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from grotius.folding import fold
from grotius.merge.book import phrases
from grotius.merge.claim import PEOPLE
from grotius.model import Figure, Span

_JOINT = re.compile(
    r"(?:\s*,?\s*(?:aged\s+)?\d{1,3})?\s*,?\s*(?:(?:and|&|as well as|along with|together with)(?:\s+also)?\s*)?"
)
"""What may stand between two of a list: "a boy, 5, and his mother"."""


def summed(figures: Sequence[Figure]) -> list[Figure]:
    """Of one report's figures: each list as one figure, that of its first member with the sum, in all its words.

    A list behind a whole ("three people, a woman and two boys") says who they were: the whole stays, the list goes.
    """
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
    if figure.measure not in PEOPLE or figure.part_of is not None or figure.low is None or figure.cumulative:
        return (figure.id,)
    claimant = figure.claimant.name if figure.claimant is not None else None
    return (figure.sentence.start, figure.measure, figure.mention, figure.actuality, claimant)


def _runs(told: Sequence[Figure]) -> Iterable[list[Figure]]:
    run = [told[0]]
    for before, figure in pairwise(told):
        if _are_joined(before, figure):
            run.append(figure)
        else:
            yield run
            run = [figure]
    yield run


def _are_joined(one: Figure, other: Figure) -> bool:
    start = one.sentence.start
    between = one.sentence.text[one.span.end - start : other.span.start - start]
    return bool(between.strip()) and _JOINT.fullmatch(between) is not None


def _as_one(run: list[Figure]) -> Figure:
    first, rest = run[0], run[1:]
    if not rest:
        return first
    if _is_whole(first, rest):
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
    sentence = figure.sentence
    return Span(start, end, sentence.text[start - sentence.start : end - sentence.start])


def _is_whole(first: Figure, rest: Sequence[Figure]) -> bool:
    listed = sum(figure.low or 0 for figure in rest)
    noun = fold(first.of.text).split()[-1:] if first.of is not None else []
    named = not noun or noun[0] in phrases("wholes_of_lists")
    return (first.low or 0) >= listed if named else len(rest) > 1 and first.low == listed
