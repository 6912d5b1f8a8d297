"""The mends of cleaning: each finds one kind of damage and says, as edits, how to undo it.

A mend takes away, or joins; it never changes a word. What a mend may put in is one of ``MAY_PUT_IN``.
After ``spaces`` a text has no run of spaces, no space at the end of a line, and at most one blank line in a row; the
mends after it rely on that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from grotius.reports.offsets import Edit

ENTITIES = {
    "&amp;": "&",
    "&quot;": '"',
    "&apos;": "'",
    "&#39;": "'",
    "&#039;": "'",
    "&#x27;": "'",
    "&nbsp;": " ",
    "&#160;": " ",
    "&lt;": "<",
    "&gt;": ">",
    "&lsquo;": "‘",
    "&rsquo;": "’",
    "&ldquo;": "“",
    "&rdquo;": "”",
    "&#8216;": "‘",
    "&#8217;": "’",
    "&#8220;": "“",
    "&#8221;": "”",
    "&ndash;": "–",
    "&mdash;": "—",
    "&#8211;": "–",
    "&#8212;": "—",
    "&hellip;": "…",
}
MAY_PUT_IN = frozenset({" ", "\n", ".", "\ufffd", *ENTITIES.values()})

_ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t"
_LINE_ENDS = "\r\u000b\u000c\u0085\u2028\u2029"
_NOTHINGS = "\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_CONTROLS = "\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f"
_ODD = re.compile(
    rf"(?P<end>\r\n|[{_LINE_ENDS}])|(?P<space>[{_ODD_SPACES}])|(?P<nothing>[{_NOTHINGS}{_CONTROLS}])"
    rf"|(?P<half>[\ud800-\udfff])|(?P<entity>&[#a-z0-9]{{2,6}};)"
)


def characters(text: str) -> Iterator[Edit]:
    """Line ends become a newline, odd spaces a space; zero-width and control characters go; entities are read."""
    for match in _ODD.finditer(text):
        put = {"end": "\n", "space": " ", "nothing": "", "half": "\ufffd"}.get(match.lastgroup or "")
        if put is None:
            put = ENTITIES.get(match.group(), match.group())
        if put != match.group():
            yield Edit(match.start(), match.end(), put)


_SPACES = re.compile(r"[ \n]{2,}|^ | $|^\n|\n$")


def spaces(text: str) -> Iterator[Edit]:
    """A run of spaces becomes one; no space at the ends of a line; no more than one blank line; none at the ends."""
    for match in _SPACES.finditer(text):
        if match.start() == 0 or match.end() == len(text):
            yield Edit(match.start(), match.end())
            continue
        wanted = "\n" * min(match.group().count("\n"), 2) or " "
        if wanted != match.group():
            yield from _reduce(match.group(), match.start(), wanted)


def _reduce(found: str, start: int, wanted: str) -> Iterator[Edit]:
    """Keep the first characters of ``found`` that spell ``wanted`` and take the others away."""
    left = wanted
    for position, character in enumerate(found, start):
        if left and character == left[0]:
            left = left[1:]
        else:
            yield Edit(position, position + 1)


_DOTS = re.compile(r"\.(?:\s{0,2}\.){2,}")
_TWO_DOTS = re.compile(r"(?<![.\s])[ ]?\.\s{1,2}\.(?=\s{1,2}[a-z])")


def ellipses(text: str) -> Iterator[Edit]:
    """Three dots torn apart ("is..", blank line, ". to give up") are one ellipsis again."""
    found = {match.start(): match for match in _TWO_DOTS.finditer(text)}
    found.update({match.start(): match for match in _DOTS.finditer(text)})
    done = 0
    for start, match in sorted(found.items()):
        if start < done:
            continue
        dots = match.group().count(".")
        if dots == 3 and match.group() != "...":
            yield from _take_away_spaces(match.group(), start)
            done = match.end()
        elif dots == 2:
            first = text.index(".", start)
            yield Edit(first + 1, match.end() - 1, ".")
            done = match.end()


def _take_away_spaces(found: str, start: int) -> Iterator[Edit]:
    for position, character in enumerate(found, start):
        if character.isspace():
            yield Edit(position, position + 1)


_STRAY = re.compile(r"\n{1,2}(?=([”»\"’.,;])(?:\s|$|[.,;]))")
_ENDS_SENTENCE = ".!?:;,…"


def stray_closers(text: str) -> Iterator[Edit]:
    """A closing quote or a full stop that stands at the head of a line goes back to its sentence."""
    for match in _STRAY.finditer(text):
        closer = match.group(1)
        line = text.rfind("\n", 0, match.start()) + 1
        before = text[match.start() - 1 : match.start()]
        if closer in ".,;" and before in _ENDS_SENTENCE:
            continue
        if closer == '"' and text.count('"', line, match.start()) % 2 == 0:
            continue
        yield Edit(match.start(), match.end())


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty, and how many newlines follow it."""

    start: int
    end: int
    breaks: int
    text: str


_LINE = re.compile(r"[^\n]+")


def lines(text: str) -> list[Line]:
    found = [(match.start(), match.end(), match.group()) for match in _LINE.finditer(text)]
    starts = [*(start for start, _, _ in found[1:]), len(text)] if found else []
    return [Line(start, end, after - end, words) for (start, end, words), after in zip(found, starts, strict=True)]


_CLOSED = frozenset(".!?:;…”\"’'»)]}*>|")
_FULL_LINE = 40


def split_sentences(text: str) -> Iterator[Edit]:
    """A sentence broken by a newline is joined: the next line goes on in small letters, or the text is hard-wrapped.

    The first line is a headline until shown otherwise, and is not joined to what follows a blank line.
    """
    every = lines(text)
    wrapped = _wrapped(every)
    for i in range(len(every) - 1):
        line, after = every[i], every[i + 1]
        if i in wrapped or ((i > 0 or line.breaks == 1) and _goes_on(line.text, after.text)):
            yield _join(line, after)


def _join(line: Line, after: Line) -> Edit:
    torn_word = line.text[-1] == "-" and line.text[-2:-1].isalpha() and after.text[0].islower()
    return Edit(line.end, after.start, "" if torn_word else " ")


def _goes_on(line: str, after: str) -> bool:
    if line[-1] in _CLOSED or len(line) < _FULL_LINE:
        return False
    return after[0].islower() and not after[1:2].isupper()


_RAGGED = 25


def _wrapped(every: list[Line]) -> frozenset[int]:
    """Which lines end only because a margin was reached: their newline is no end of a paragraph."""
    blocks = list(_blocks(every))
    wrapped = [block for block in blocks if _is_wrapped([every[k].text for k in block])]
    if not wrapped:
        return frozenset()
    margin = max(len(every[k].text) for block in wrapped for k in block)
    pairs = [block for block in blocks if len(block) == 2 and len(every[block[0]].text) > margin - _RAGGED]
    return frozenset(k for block in wrapped + pairs for k in block[:-1])


def _blocks(every: list[Line]) -> Iterator[range]:
    """The numbers of lines that follow each other without a blank line."""
    start = 0
    for i, line in enumerate(every):
        if line.breaks != 1 or i == len(every) - 1:
            yield range(start, i + 1)
            start = i + 1


def _is_wrapped(block: list[str]) -> bool:
    widest = max(len(line) for line in block)
    if len(block) < 3 or not 45 <= widest <= 100:
        return False
    full = sum(len(line) > widest - _RAGGED for line in block[:-1])
    if full < 0.9 * (len(block) - 1):
        return False
    if all(line.upper() == line for line in block):
        return True
    return sum(line[0].islower() for line in block[1:]) * 3 >= len(block) - 1


_REACH = 3
_QUOTE_REACH = 2_000


def open_quotes(text: str) -> Iterator[Edit]:
    """A quotation broken over paragraphs without being opened anew is joined to where it is closed.

    By the printers' custom every paragraph of a long quotation opens with a mark; one that does not was torn.
    """
    every = lines(text)
    joined = 0
    for i in range(len(every) - 1):
        if i < joined:
            continue
        to = _closing_line(every, i)
        for k in range(i, to):
            yield Edit(every[k].end, every[k + 1].start, " ")
        joined = max(joined, to)


def _closing_line(every: list[Line], i: int) -> int:
    """The number of the line in which the quotation left open at the end of line ``i`` is closed, or ``i``."""
    line = every[i].text[-_QUOTE_REACH:]
    if line.rfind("“") > max(line.rfind("”"), line.rfind('"')):
        for k in range(i + 1, min(i + _REACH, len(every))):
            words = every[k].text[:_QUOTE_REACH]
            closing, opening = words.find("”"), words.find("“")
            if closing >= 0 and (opening < 0 or closing < opening):
                return k
            if opening >= 0 or words[0] in "\"'‘«":
                return i
        return i
    if len(every[i].text) < _QUOTE_REACH and line.count('"') % 2 == 1 and "“" not in line:
        words = every[i + 1].text[:_QUOTE_REACH]
        at = words.find('"')
        if at > 0 and words.count('"') % 2 == 1 and not words[at - 1].isspace():
            return i + 1
    return i


_SPACE_BEFORE = re.compile(
    r" (?=[,;:!?](?:[\s”\"’)]|$))"
    r"|(?<![.\s]) (?=\.(?:[\s”\"’)]|$)(?!\s\.))"
    r"|(?<=\w) (?=[’'](?:s|re|ve|ll|d|t)\b)"
    r"|(?<=\S) (?=”)"
    r"|(?<=“) (?=\S)"
)


def spaces_before_marks(text: str) -> Iterator[Edit]:
    """ "drones ,” he said" loses the space before the comma, "Trump ’s" the one before the apostrophe."""
    for match in _SPACE_BEFORE.finditer(text):
        yield Edit(match.start(), match.end())


_BOUNDARY = re.compile(r"[.!?](?P<close>[\"”’)]?)(?=[“‘(]?[A-Z])")
_WEB = ("://", "www.", "@", "/")
_TOP_DOMAINS = frozenset({"com", "org", "net", "gov", "edu", "info", "io", "ru", "ua", "uk", "pl", "eu", "tv", "js"})
_WORD = re.compile(r"[A-Za-z]+")


def run_together(text: str) -> Iterator[Edit]:
    """ "It was late.Then he left" gets its space: common in machine-translated and scraped text."""
    quotes = counted_to = 0
    for match in _BOUNDARY.finditer(text):
        newline = text.rfind("\n", counted_to, match.start())
        if newline >= 0:
            quotes, counted_to = 0, newline
        quotes += text.count('"', counted_to, match.start())
        counted_to = match.start()
        if not _ends_a_sentence(text, match.start(), match.end()):
            continue
        opens = match.group("close") == '"' and quotes % 2 == 0
        at = match.start() + 1 if opens else match.end()
        yield Edit(at, at, " ")


def _ends_a_sentence(text: str, mark: int, after: int) -> bool:
    before = text[max(0, mark - 2) : mark]
    if len(before) < 2:
        return False
    after_word = before.isalpha() and before.islower()
    if not (after_word or before.isdigit() or before[-1] in ')”’"%]' or (before[0].islower() and before[1].isdigit())):
        return False
    left = max(text.rfind(" ", max(0, mark - 80), mark), text.rfind("\n", max(0, mark - 80), mark)) + 1
    token = text[left : after + 1] if left else text[max(0, mark - 80) : after + 1]
    if any(sign in token for sign in _WEB):
        return False
    word = _WORD.search(text, after)
    return word is not None and word.group().lower() not in _TOP_DOMAINS
