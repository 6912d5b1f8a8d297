"""Numbers that only add to a count: "two more bodies were found" is no total, whoever tells it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from grotius.folding import fold
from grotius.merge.book import phrases
from grotius.merge.claim import PEOPLE, Claim

_NEXT = 3
"""Letters that may stand between a sentence and the one after it."""


def additions(claims: Iterable[Claim]) -> list[Claim]:
    """Of claims of all measures. "Ten were killed and another 20 injured" counts all of the injured."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    return [
        claim
        for told in by_report.values()
        for claim in told
        if is_added(claim) and (_is_counted_too(claim, told) or not _adds_to_others(claim, told))
    ]


def without_additions(claims: Sequence[Claim], added: Collection[int]) -> Sequence[Claim]:
    """``added`` are identities of claims. Where nothing else is told, the additions stay."""
    return [claim for claim in claims if id(claim) not in added] or claims


def is_added(claim: Claim) -> bool:
    """A word of adding stands right before or right behind the number, or behind what is counted ("also died")."""
    figure = claim.figure
    if figure.measure not in PEOPLE:
        return False
    words, start = figure.sentence.text, figure.sentence.start
    before = fold(words[: max(0, figure.number.start - start)]).split()
    behind = fold(words[max(0, figure.number.end - start) :]).split()
    after = fold(words[max(0, figure.span.end - start) :]).split()
    beside = any(word in phrases("added_count") for word in (*before[-1:], *behind[:1]))
    return beside or any(word in phrases("added_victims") for word in after[:1])


def _is_counted_too(claim: Claim, told: Iterable[Claim]) -> bool:
    return any(other.figure.measure == claim.figure.measure and not is_added(other) for other in told)


def _adds_to_others(claim: Claim, told: Iterable[Claim]) -> bool:
    """To victims of another measure, in the same sentence or the one before."""
    figure = claim.figure
    return any(
        other.figure.measure in PEOPLE
        and other.figure.measure != figure.measure
        and other.figure.number.start < figure.number.start
        and other.figure.sentence.end + _NEXT >= figure.sentence.start
        for other in told
    )
