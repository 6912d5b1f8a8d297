"""Where a sentence begins behind its dateline: "KYIV, 3 May (Agency) - Two people ..." begins with "Two"."""

from __future__ import annotations

import re

_MOST_CHARACTERS = 80
_MOST_WORDS = 9
_SHORTEST_TOWN = 3
_DASH = re.compile(r"\s(?:-{1,2}|–|—)\s+")
_FIRST = re.compile(r"[^\W\d_]+")


def after_dateline(text: str) -> int:
    """How many characters the dateline at the head of a sentence takes, with the dash and the space behind it."""
    dash = _DASH.search(text, 0, _MOST_CHARACTERS)
    if dash is None or dash.end() >= len(text):
        return 0
    head, begins = text[: dash.start()], text[dash.end()]
    if begins.islower() or len(head.split()) > _MOST_WORDS:
        return 0
    return dash.end() if _names_town(head) else 0


def _names_town(head: str) -> bool:
    """A town in capitals, or any name with the agency in brackets behind it."""
    first = _FIRST.match(head)
    if first is None or not head[0].isupper():
        return False
    capitals = first.group().isupper() and first.end() >= _SHORTEST_TOWN
    return capitals or head.endswith(")")
