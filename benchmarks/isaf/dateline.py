"""When a press release came out: its dateline, with the year of its number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? {1,2}(\d{1,2})\b(?:,? {0,2}(20\d\d))?"
)
_NUMBER = re.compile(r"\b(20[01]\d)-(\d\d)-[A-Z]{1,2}[-–](\d{2,4})")
_HEAD = 700
_LETTERHEAD = re.compile(
    r"\s(?=(?:NEWS RELEASE )?ISAF Joint Command ?- ?Afghanistan)|(?<=For Immediate Release)\s|(?<=Download PDF)\s"
    r"|(?<=\d\))\s+(?:[-–—]+\s)?"
)


def laid_out(text: str) -> str:
    """The release with its letterhead, its number and its dateline on lines of their own, as they were printed."""
    return _LETTERHEAD.sub(lambda found: "\n".rjust(len(found.group())), text[:_HEAD]) + text[_HEAD:]


def published(text: str) -> str | None:
    """The first day in brackets, or else the first day of the head of the release; None where there is none."""
    head = text[:_HEAD]
    days = list(_DAY.finditer(head))
    if not days:
        return None
    in_brackets = [day for day in days if head[max(0, day.start() - 2) : day.start()].strip() == "("]
    day = (in_brackets or days)[0]
    month = _MONTHS.index(day.group(1).lower()) + 1
    number = _NUMBER.search(head)
    stated = day.group(3) or (number.group(1) if number else next((d.group(3) for d in days if d.group(3)), None))
    try:
        return date(int(stated) if stated else _usual_year(head, month), month, int(day.group(2))).isoformat()
    except ValueError:
        return None


def _usual_year(head: str, month: int) -> int:
    """Releases without year or number: round-ups titled "Dec. 6: ..." began in autumn 2009, the others later."""
    opening = _DAY.match(head.strip())
    if opening is not None and head.strip()[opening.end() : opening.end() + 1] == ":":
        return 2009 if month > 8 else 2010
    return 2011 if month > 6 else 2012


class Numbers:
    """Serial numbers of releases run through each month: an undated one came out between its dated neighbours."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._dated: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for text in texts:
            day, number = published(text), _NUMBER.search(text[:_HEAD])
            if day is not None and number is not None and day[:7] == f"{number.group(1)}-{number.group(2)}":
                month = int(number.group(1)), int(number.group(2))
                self._dated.setdefault(month, [(0, 1)]).append((int(number.group(3)), int(day[8:])))
        for dated in self._dated.values():
            dated.sort()

    def published(self, text: str) -> str | None:
        """Its own dateline, or else a day between those of the releases numbered before and after it that month."""
        own, number = published(text), _NUMBER.search(text[:_HEAD])
        if own is not None or number is None:
            return own
        year, month, serial = (int(part) for part in number.groups())
        dated = self._dated.get((year, month), [])
        at = bisect_left(dated, (serial, 0))
        if at == 0 or at == len(dated):
            return date(year, month, dated[-1][1]).isoformat() if dated else None
        (low, first), (high, last) = dated[at - 1], dated[at]
        return date(year, month, first + round((last - first) * (serial - low) / max(1, high - low))).isoformat()
