"""The cheap splitter: paragraphs, then sentences, with no parse. Newlines and headlines come first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_ENDS = ".!?…"
_CLOSERS = "\"'”’)]»"
_OPENERS = "\"'“‘([«-–—"
_BREAK = re.compile(r"[.!?…]+|[•▪●◦‣]|[|¦](?=\s)")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")

# Never the end of a sentence before a capital letter.
_TITLES = frozenset(
    "mr mrs ms mx messrs dr prof gen lt col maj capt cpt sgt cpl pvt adm brig cmdr cdr sen rep gov pres rev hon st ste "
    "fr sr vs v incl e.g i.e eg ie cf al sheikh amb insp supt det ofc atty mt ft lieut comdr".split()
)
_LOWER_TITLES = frozenset(("e.g", "i.e", "vs", "v", "cf", "al", "incl"))
# Not the end of a sentence before a number.
_BEFORE_NUMBERS = frozenset(
    "no nos art arts para paras p pp vol ch sec sect fig figs approx ca c res op jan feb mar apr jun jul aug sep sept "
    "oct nov dec mon tue tues wed thu thur thurs fri sat sun tel ext".split()
)
# The end of a sentence only before a word that starts one.
_AMBIGUOUS = frozenset(
    "jr inc ltd co corp bros llc plc dept govt assn univ etc approx est ave blvd rd a.m p.m am pm jan feb mar apr jun "
    "jul aug sep sept oct nov dec ala ariz ark calif colo conn fla ill ind kan ky md mass mich minn mont neb nev okla "
    "ore pa tenn tex va vt wash wis wyo ph.d m.d n.y n.j d.c".split()
)
_STARTERS = frozenset(
    "a about according after all also although amid among an and another any are as asked at because before both but "
    "by can despite did do does during each earlier even every following for from further given had has have he her "
    "here his how however i if in instead is it its last later local many meanwhile moreover more most my nearly "
    "neither no nobody none nor not now officials on once one only or other others our over people police several she "
    "since so some still such that the their then there these they this those though three through thus to two under "
    "until was we were what when where whether which while who why will with without would yet you your".split()
)
_SPEECH = frozenset(
    "said says say asked asks wrote writes told added adds replied tweeted posted warned shouted".split()
)
_DOMAINS = frozenset("com org net gov info edu".split())
_LOWER_STARTS = ("al-", "el-", "ash-", "an-", "ar-", "as-", "at-", "az-", "ad-", "ed-")
_MOST_CHARACTERS = 2_000
_MOST_HEADLINE = 200
_NARROWEST, _WIDEST = 45, 130

Part = tuple[int, int]


def split(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """Yield ``(paragraph, start, end, headline)``, in order, without surrounding white space.

    A paragraph of its own that does not end like a sentence is a headline (or caption, or crumb). Together the
    sentences hold every character that is not white space, and none is longer than 2,000 characters.
    """
    for number, (start, end) in enumerate(_paragraphs(text)):
        headline = end - start <= _MOST_HEADLINE and not _ends_like_a_sentence(text[start:end])
        for first, last in _sentences(text, start, end):
            yield number, first, last, headline


def _ends_like_a_sentence(paragraph: str) -> bool:
    return (paragraph.rstrip(_CLOSERS) or paragraph)[-1] in _ENDS + ":,;"


def _paragraphs(text: str) -> Iterator[Part]:
    """Lines, or several lines where a text was wrapped at a fixed width."""
    block: list[Part] = []
    start = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            first = start + line.index(stripped)
            block.append((first, first + len(stripped)))
        else:
            yield from _unwrapped(text, block)
            block = []
        start += len(line)
    yield from _unwrapped(text, block)


def _unwrapped(text: str, lines: list[Part]) -> Iterator[Part]:
    """Join the lines of a block that were broken only because the next word did not fit."""
    width = max((end - start for start, end in lines), default=0)
    full = [end - start + 1 + _first_word(text, *after) > width for (start, end), after in pairwise(lines)]
    if not _NARROWEST <= width <= _WIDEST or len(full) < 2 or sum(full) < 0.7 * len(full):
        yield from lines
        return
    first = lines[0][0]
    for (_, end), is_full in zip(lines, [*full, False], strict=True):
        if not is_full:
            yield first, end
        first = first if is_full else _skip_space(text, end, lines[-1][1])


def _first_word(text: str, start: int, end: int) -> int:
    words = text[start:end].split(maxsplit=1)
    return len(words[0])


def _sentences(text: str, start: int, end: int) -> Iterator[Part]:
    """The pieces between boundaries, none of them too long, without the white space around them."""
    first = start
    for boundary in _boundaries(text, start, end):
        if boundary > first:
            yield from _bounded(text, first, boundary)
            first = boundary
    yield from _bounded(text, first, end)


def _bounded(text: str, start: int, end: int) -> Iterator[Part]:
    start = _skip_space(text, start, end)
    while end - start > _MOST_CHARACTERS:
        cut = max(text.rfind(" ", start + 1, start + _MOST_CHARACTERS), start)
        stop = cut if cut > start + _MOST_CHARACTERS // 2 else start + _MOST_CHARACTERS
        yield from _trimmed(text, start, stop)
        start = _skip_space(text, stop, end)
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Part]:
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


def _boundaries(text: str, start: int, end: int) -> Iterator[int]:
    """Ascending places where a new sentence begins, white space before it included."""
    last = begin = start
    straight = 0
    counted = start
    for match in _BREAK.finditer(text, start, end):
        if match.start() < last:
            continue
        mark = match.group()
        if mark[0] not in _ENDS:
            if _stands_alone(text, match.start(), match.end(), start, end):
                last = match.end() if mark in "|¦" else match.start()
                begin = _skip_space(text, last, end)
                yield last
            continue
        straight += text.count('"', counted, match.end())
        counted = match.end()
        stop = _after_closers(text, match.end(), end, inside=straight % 2 == 1)
        if _is_boundary(text, begin, match.start(), match.end(), stop, end):
            last, begin = stop, _skip_space(text, stop, end)
            yield stop


def _stands_alone(text: str, mark: int, stop: int, start: int, end: int) -> bool:
    """A bullet or a bar with white space on both sides."""
    return mark > start and text[mark - 1].isspace() and stop < end and text[stop].isspace()


def _after_closers(text: str, stop: int, end: int, inside: bool) -> int:
    """Past the closing marks; a straight one closes if one is open, or if a space follows."""
    while stop < end and text[stop] in _CLOSERS:
        glued = stop + 1 < end and text[stop + 1].isalnum()
        if text[stop] in "\"'" and glued and not (text[stop] == '"' and inside):
            break
        stop += 1
    return stop


def _skip_space(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def _is_boundary(text: str, first: int, mark: int, after_mark: int, stop: int, end: int) -> bool:
    if stop >= end:
        return False
    spaced = text[stop].isspace()
    begin = _skip_space(text, stop, min(end, stop + 8))
    word = _next_word(text, begin, end)
    if not word:
        return spaced and begin < end and text[begin] in _OPENERS and stop > after_mark
    if not spaced:
        return _is_glued_boundary(text, mark, after_mark, stop, begin, word)
    if word[0].islower():
        return mark + 1 == after_mark and word.lower().startswith(_LOWER_STARTS) and not _is_short(text, mark)
    if text[mark] != "." or after_mark > mark + 1:
        return not (stop > after_mark and _is_credited(text, begin, end))
    if stop > after_mark:
        return True
    return not _continues(text, first, mark, begin, word)


def _continues(text: str, first: int, mark: int, begin: int, word: str) -> bool:
    """Whether the full stop at ``mark`` only ends an abbreviation, an initial or a list number."""
    before = _word_before(text, first, mark)
    lower = before.lower()
    starts = word.lower() in _STARTERS and word[0].isupper()
    if text[begin].isdigit():
        return lower in _BEFORE_NUMBERS or lower in _LOWER_TITLES or (before.isdigit() and mark - len(before) <= first)
    if lower in _TITLES and (before[0].isupper() or lower in _LOWER_TITLES):
        return True
    if before.isdigit() and len(before) <= 3 and mark - len(before) <= first:
        return True
    if (len(before) == 1 and before.isupper()) or _is_dotted(before):
        return not starts
    if lower in _AMBIGUOUS and (before[0].isupper() or len(lower) <= 3 or lower in ("etc", "approx")):
        return not starts
    return False


def _is_short(text: str, mark: int) -> bool:
    before = _word_before(text, 0, mark).lower()
    if len(before) <= 1 or _is_dotted(before):
        return True
    return before in _TITLES or before in _AMBIGUOUS or before in _BEFORE_NUMBERS


def _is_dotted(word: str) -> bool:
    """ "U.S", "a.m", "Ph.D"; not "Ukraine.soldiers"."""
    return "." in word and all(len(part) <= 2 for part in word.split("."))


def _is_glued_boundary(text: str, mark: int, after_mark: int, stop: int, begin: int, word: str) -> bool:
    """ "He left.The town" is two sentences; "e.g.This", "U.S.A" and "example.Com" are not."""
    if not word[0].isupper() or (len(word) > 1 and not word[1:].islower() and word[1] not in "'’"):
        return False
    if stop > after_mark or begin > stop or text[mark] != ".":
        return True
    if len(word) == 1 and word not in "AI":
        return False
    if text[mark - 1] in _CLOSERS:
        return True
    before = _word_before(text, 0, mark)
    return len(before) > 1 and not _is_short(text, mark) and word.lower() not in _DOMAINS


def _next_word(text: str, begin: int, end: int) -> str:
    """The first word from ``begin`` on, past opening marks and dashes; empty where there is none close by."""
    position = begin
    while position < end and position - begin < 6 and (text[position] in _OPENERS or text[position].isspace()):
        position += 1
    match = _WORD.match(text, position, min(end, position + 40))
    return match.group() if match else ""


def _is_credited(text: str, begin: int, end: int) -> bool:
    """'"Stop!" Zelensky said': what follows the quotation tells whose it is."""
    words = text[begin : min(end, begin + 60)].split()[:4]
    return not any(word.lower() in _STARTERS for word in words[:1]) and any(
        word.strip(",.;:").lower() in _SPEECH for word in words[1:]
    )


def _word_before(text: str, first: int, mark: int) -> str:
    start = mark
    lowest = max(first, mark - 24)
    while start > lowest and (text[start - 1].isalnum() or (text[start - 1] == "." and start - 1 > lowest)):
        start -= 1
    return text[start:mark].lstrip(".")
