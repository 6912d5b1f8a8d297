"""The cheap splitter: paragraphs, then sentences, with no parse. Newlines and headlines come first."""

from __future__ import annotations

from collections.abc import Iterator

_ENDS = ".!?…"
_CLOSERS = "\"'”’)]»"
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj capt sgt adm brig cmdr sen rep gov pres rev st no vs etc e.g i.e inc ltd co corp "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun u.s u.k u.n a.m p.m approx dept fig "
    "hon jr sr km".split()
)
_MOST_CHARACTERS = 2_000


def split(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """Yield ``(paragraph, start, end, headline)``, in order, without surrounding white space.

    A paragraph of its own that does not end like a sentence is a headline (or caption, or crumb).
    """
    for number, (start, end) in enumerate(_paragraphs(text)):
        headline = end - start <= 200 and text[end - 1] not in _ENDS + _CLOSERS + ":,;"
        for first, last in _sentences(text, start, end):
            yield number, first, last, headline


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            first = start + line.index(stripped)
            yield first, first + len(stripped)
        start += len(line)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    position = start
    while position < end:
        if text[position] in _ENDS:
            stop = _after_end(text, position, end)
            if _is_boundary(text, position, stop, end):
                yield first, stop
                first = _skip_space(text, stop, end)
                position = first
                continue
            position = stop
            continue
        if position - first > _MOST_CHARACTERS and text[position].isspace():
            yield first, position
            first = _skip_space(text, position, end)
        position += 1
    if first < end:
        yield first, end


def _after_end(text: str, position: int, end: int) -> int:
    while position < end and text[position] in _ENDS:
        position += 1
    while position < end and text[position] in _CLOSERS:
        position += 1
    return position


def _skip_space(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def _is_boundary(text: str, mark: int, stop: int, end: int) -> bool:
    if stop >= end:
        return True
    if not text[stop].isspace():
        return False
    following = text[_skip_space(text, stop, end)] if _skip_space(text, stop, end) < end else ""
    if text[mark] in "…" or text[mark : mark + 3] == "...":
        return following.isupper() or following in '“"‘'
    if following.islower():
        return False
    if text[mark] != "." or stop > mark + 1:
        return True
    word = _word_before(text, mark)
    if word.lower() in _ABBREVIATIONS:
        return False
    return not (len(word) == 1 and word.isupper())


def _word_before(text: str, mark: int) -> str:
    start = mark
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] == "."):
        start -= 1
    return text[start:mark]
