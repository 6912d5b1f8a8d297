"""What a report itself counts: its total, the parts of it, and the earlier counts that it tells as such."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from grotius.folding import fold
from grotius.merge.book import tells
from grotius.merge.claim import Claim, claimant_key

_FROM = "from"
_TURNS = (",", ";", " and ", " but ")
_SEVERAL = 3
_ONE = frozenset({"one", "1", "single"})


def totals(claims: Sequence[Claim]) -> list[Claim]:
    """Without the smaller numbers of a report that are parts of its total ("a girl", "two of them gravely").

    An earlier count that the report tells as one stays, and so do numbers that it credits to different claimants.
    """
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    earlier = [claim for told in by_report.values() for claim in told if _is_earlier_count(claim, told)]
    kept = {id(claim) for claim in earlier}
    left = [c for c in claims if id(c) in kept or not any(_holds(other, c) for other in by_report[c.report])]
    return _without_described(_without_shares(left))


def _without_described(claims: list[Claim]) -> list[Claim]:
    """Without "a boy was among the wounded", where anybody counts several: who describes one does not count them."""
    most = max((claim.value or 0 for claim in claims if _counts(claim)), default=0)
    return claims if most < _SEVERAL else [claim for claim in claims if claim.value != 1 or _counts(claim)]


def _without_shares(claims: list[Claim]) -> list[Claim]:
    """Without "three are in hospital", where anybody tells of more who were injured."""
    most = max((claim.value or 0 for claim in claims if not _is_share(claim)), default=0)
    return [claim for claim in claims if (claim.value or 0) >= most or not _is_share(claim)]


def _is_share(claim: Claim) -> bool:
    """The words stand behind the number, before a comma or an "and" turns to something else."""
    figure = claim.figure
    if figure.measure != "injured":
        return False
    behind = figure.sentence.text[max(0, figure.number.end - figure.sentence.start) :]
    for turn in _TURNS:
        behind = behind.partition(turn)[0]
    return tells(behind, "share_count")


def told_as_earlier(claim: Claim) -> bool:
    """ "At first three people had been reported injured", "rose from three to five"."""
    if not _counts(claim):
        return False
    before = fold(_words_before(claim)).split()
    return before[-1:] == [_FROM] or _has(claim, "earlier_count")


def told_as_lower(claim: Claim) -> bool:
    """ "The toll was revised down to 11": a correction of what was said before, whoever said it."""
    return _counts(claim) and _has(claim, "lowered_count")


def _is_earlier_count(claim: Claim, told: Sequence[Claim]) -> bool:
    larger = [other for other in told if (other.value or 0) > (claim.value or 0)]
    if not larger or not _counts(claim):
        return False
    if told_as_earlier(claim):
        return claim is max(_of_sentence(claim, told), key=lambda other: other.value or 0)
    return any(_rose_from(other, claim, told) for other in larger)


def _rose_from(now: Claim, before: Claim, told: Sequence[Claim]) -> bool:
    """ "Two people were killed", and further on "the death toll has risen to three"."""
    if not _has(now, "risen_count"):
        return False
    smaller = [one for one in told if _stands_before(one, now) and (one.value or 0) < (now.value or 0) and _counts(one)]
    return bool(smaller) and before.value == max(one.value or 0 for one in smaller)


def _stands_before(one: Claim, other: Claim) -> bool:
    return one.figure.sentence.end <= other.figure.sentence.start


def _of_sentence(claim: Claim, told: Sequence[Claim]) -> list[Claim]:
    return [other for other in told if other.figure.sentence == claim.figure.sentence and told_as_earlier(other)]


def _counts(claim: Claim) -> bool:
    """One victim who is described ("a girl of 15") is no count."""
    return (claim.value or 0) > 1 or bool(_ONE & set(fold(claim.figure.number.text).split()))


def _holds(whole: Claim, part: Claim) -> bool:
    if (whole.value or 0) <= (part.value or 0):
        return False
    if whole.counted_at != part.counted_at and part.value != 1:
        return False
    ours, theirs = claimant_key(whole.figure.claimant), claimant_key(part.figure.claimant)
    return not ours or not theirs or ours == theirs


def _words_before(claim: Claim) -> str:
    figure = claim.figure
    return figure.sentence.text[: max(0, figure.number.start - figure.sentence.start)]


def _has(claim: Claim, entry: str) -> bool:
    return tells(claim.figure.sentence.text, entry)
