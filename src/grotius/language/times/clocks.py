"""Reads times of day: "5:10 a.m.", "06:00 GMT", "10pm", "five o'clock"."""

from __future__ import annotations

from grotius.language.times.meaning import Clock
from grotius.language.times.scan import Scan

_HALVES = frozenset({"am", "pm"})
_BEFORE = frozenset("at around about by from until till to - before after since near past between and".split())
_HOURS = frozenset({"hours", "hrs", "h"})


def clock(scan: Scan, i: int) -> tuple[int, Clock] | None:
    """The time of day that starts at ``i``, with its zone."""
    read = _figures(scan, i) or _military(scan, i) or _o_clock(scan, i)
    if read is None:
        return None
    stop, hour, minute = read
    plain = stop
    stop = _seconds(scan, stop)
    if scan.lower(stop) in _HALVES:
        if hour == 0 or hour > 12:
            return None
        hour = hour % 12 + (12 if scan.lower(stop) == "pm" else 0)
        stop += 1
    elif scan.lower(stop) in _HOURS:
        stop += 1
    after, zone = _zone(scan, stop)
    if after == plain and scan.lower(i + 1) == ":" and not _stands_as_time(scan, i):
        return None
    return after, Clock(hour, minute, zone)


def _stands_as_time(scan: Scan, i: int) -> bool:
    """Bare figures are a time of day after "at" or a date, or with two digits for the hour; "2:05" may be a length."""
    before = scan.at(i - 1)
    return len(scan.at(i).text) == 2 or before.lower in _BEFORE or before.number is not None


def _figures(scan: Scan, i: int) -> tuple[int, int, int] | None:
    word, mark, minutes = scan.at(i), scan.at(i + 1), scan.at(i + 2)
    if word.number is None or word.number > 24 or len(word.text) > 2:
        return None
    if (
        mark.lower in (":", ".")
        and mark.glued
        and minutes.glued
        and minutes.number is not None
        and len(minutes.text) == 2
        and minutes.number < 60
        and (mark.lower == ":" or scan.lower(i + 3) in _HALVES)
    ):
        return (i + 3, word.number, minutes.number) if word.number < 24 else None
    if mark.lower in _HALVES and 1 <= word.number <= 12:
        return i + 1, word.number, 0
    return None


def _military(scan: Scan, i: int) -> tuple[int, int, int] | None:
    """ "0600 GMT", "1830 hours"."""
    word = scan.at(i)
    if word.number is None or len(word.text) != 4 or word.number >= 2400 or word.number % 100 > 59:
        return None
    follows = scan.lower(i + 1)
    zone = scan.lexicon.zones.match(scan.words, i + 1)
    if zone is None and not (follows in _HOURS and (word.text[0] == "0" or scan.lower(i - 1) == "at")):
        return None
    return i + 1, word.number // 100, word.number % 100


def _o_clock(scan: Scan, i: int) -> tuple[int, int, int] | None:
    number = scan.at(i).number
    stop = i + 1
    if number is None:
        word = scan.lexicon.numbers.match(scan.words, i)
        if word is None:
            return None
        stop, number = word[0], int(word[1])
    spelt = [scan.lower(stop), scan.lower(stop + 1), scan.lower(stop + 2)]
    if spelt == ["o", "'", "clock"] and 1 <= number <= 12:
        return stop + 3, number, 0
    return None


def _seconds(scan: Scan, i: int) -> int:
    word = scan.at(i + 1)
    if scan.lower(i) == ":" and scan.is_glued(i) and word.glued and word.number is not None and len(word.text) == 2:
        return i + 2
    return i


def _zone(scan: Scan, i: int) -> tuple[int, str]:
    found = scan.lexicon.zones.match(scan.words, i)
    return found if found else (i, "")
