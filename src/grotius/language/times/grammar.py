"""Reads the time phrases of a sentence: the longest at each place, from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grotius.language.times.amounts import Amounts
from grotius.language.times.dates import Dates
from grotius.language.times.lexicon import Lexicon
from grotius.language.times.meaning import Calendar, Found
from grotius.language.times.scan import JOINERS, Scan
from grotius.language.times.words import NOTHING, Word

# No phrase has more words than this before the one that makes it a time.
_REACH = 9
_SUFFIXES = frozenset({"st", "nd", "rd", "th", "s"})


def read(sentence: Sequence[Word], lexicon: Lexicon) -> list[Found]:
    """What the time phrases of a sentence mean, not yet placed on the calendar."""
    nearest = _nearest_core(sentence, lexicon)
    if nearest is None:
        return []
    scan = Scan(sentence, lexicon)
    dates = Dates(scan)
    amounts = Amounts(scan, dates)
    found: list[Found] = []
    i = 0
    while i < len(sentence):
        if nearest[i] > i + _REACH:
            i = nearest[i] - _REACH
            continue
        name = lexicon.not_times.match(sentence, i)
        if name:
            i = name[0]
            continue
        word = sentence[i]
        starts = word.lower in lexicon.starts or word.number is not None
        phrases = _longest(dates.at(i), amounts.at(i)) if starts else []
        found.extend(phrases)
        i = phrases[-1].last if phrases else i + 1
    return _shared(found, scan)


def _nearest_core(sentence: Sequence[Word], lexicon: Lexicon) -> list[int] | None:
    """For each word the next place of one without which there is no time phrase; ``None`` if there is none at all."""
    cores = lexicon.cores
    nearest = [0] * len(sentence)
    here = far = len(sentence) + _REACH + 1
    for i in range(len(sentence) - 1, -1, -1):
        word = sentence[i]
        if word.lower in cores or (word.number is not None and (len(word.text) == 4 or _is_figure(sentence, i))):
            here = i
        nearest[i] = here
    return nearest if here != far else None


def _is_figure(sentence: Sequence[Word], i: int) -> bool:
    """ "'89", "90s", "the 20th", "9/11"."""
    before, after = sentence[i - 1] if i else NOTHING, sentence[i + 1] if i + 1 < len(sentence) else NOTHING
    return before.lower == "'" or (after.glued and (after.lower in _SUFFIXES or after.lower == "/"))


def _longest(dates: list[Found], amount: Found | None) -> list[Found]:
    if amount is None:
        return dates
    if dates and dates[0].last >= amount.last:
        return dates
    return [amount]


def _shared(found: list[Found], scan: Scan) -> list[Found]:
    """Give the members of "between May and July 2024" and "from March 2022 to May" the year of their fellow."""
    for k in range(len(found) - 1, 0, -1):
        left, right = found[k - 1], found[k]
        if not _joined(left, right, scan):
            continue
        a, b = left.meaning, right.meaning
        if not isinstance(a, Calendar) or not isinstance(b, Calendar):
            continue
        if a.year is None and b.year is not None and (a.month or a.season) and (b.month or b.season):
            year = b.year - 1 if a.month and b.month and a.month > b.month else b.year
            found[k - 1] = replace(left, meaning=replace(a, year=year))
        elif a.year is None and a.of is None and b.of is not None and a.month:
            found[k - 1] = replace(left, meaning=replace(a, of=b.of))
    for k in range(1, len(found)):
        left, right = found[k - 1], found[k]
        a, b = left.meaning, right.meaning
        if not (isinstance(a, Calendar) and isinstance(b, Calendar) and _joined(left, right, scan)):
            continue
        if scan.lower(left.last) == ",":
            continue
        if (
            b.year is None
            and b.month
            and a.year is not None
            and a.month
            and b.of is None
            and right.first - left.last < 3
        ):
            year = a.year + 1 if b.month < a.month else a.year
            found[k] = replace(right, meaning=replace(b, year=year))
    return found


def _joined(left: Found, right: Found, scan: Scan) -> bool:
    between = [scan.lower(k) for k in range(left.last, right.first)]
    if between == [","]:
        return True
    return (
        1 <= len(between) <= 2
        and between[0] in JOINERS
        and all(word in JOINERS or word in ("in", "the", "on") for word in between)
    )
