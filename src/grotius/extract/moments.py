"""Which time and which place of a sentence belong to a word: the nearest that hangs on it or stands in its clause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from grotius.extract.phrases import noun_phrase
from grotius.language import Sentence, TimeReader, Token
from grotius.model import Place, Time

_WHERE = frozenset({"in", "at", "on", "near"})
_PLACES = frozenset({"place", "state", "site"})
_DAY = len("2025-04-25")


class Moments:
    """The times of sentences, by the reader that all finders of a report share."""

    def __init__(self, times: TimeReader) -> None:
        self._reader = times

    def of(self, token: Token, sentence: Sentence) -> Time | None:
        """The time phrase nearest to the token among those that no other verb's clause holds."""
        best: tuple[int, Time] | None = None
        for time in self._reader.times(sentence):
            if time.span is None:
                continue
            at = sentence.token_at(time.span.start)
            if at is None or not _shares_clause(at, token) or _is_age(time):
                continue
            distance = abs(at.i - token.i)
            if best is None or distance < best[0]:
                best = (distance, time)
        return best[1] if best is not None else None

    def below(self, token: Token, sentence: Sentence) -> Time | None:
        """The first time phrase that hangs below the token."""
        for time in self._reader.times(sentence):
            at = sentence.token_at(time.span.start) if time.span is not None else None
            if at is not None and at.is_under(token):
                return time
        return None


def ahead(time: Time | None, published: str | None) -> Time | None:
    """The month of a plan is the next one of its name: "the summit in June", told in May, is not last year's."""
    if time is None or time.span is None or published is None or time.start is None or time.end is None:
        return time
    if time.grain != "month" or time.end[:10] >= published[:10] or any(mark.isdigit() for mark in time.span.text):
        return time
    return replace(time, start=_a_year_on(time.start), end=_a_year_on(time.end))


def of_move(time: Time | None, published: str | None) -> Time | None:
    """The day to which something was moved: "until Thursday" names it, and "Thursday" is the one to come."""
    if time is None or time.end is None or time.span is None:
        return time
    named = any(mark.isdigit() for mark in time.span.text)
    if time.start is None:
        time = replace(time, start=time.end, grain="day" if len(time.end) == _DAY else time.grain)
    if time.grain != "day" or named or published is None or time.end is None or time.end[:_DAY] >= published[:_DAY]:
        return time
    later = (date.fromisoformat(time.end[:_DAY]) + timedelta(weeks=1)).isoformat()
    return replace(time, start=later, end=later)


def _a_year_on(day: str) -> str:
    """The last of February is the 28th in any year but one of four."""
    later = f"{int(day[:4]) + 1:04}{day[4:]}"
    return later if not later[4:].startswith("-02-29") else f"{later[:4]}-02-28"


def _is_age(time: Time) -> bool:
    """ "The 21st century", "the 1990s": no moment of anything."""
    if time.start is None or time.end is None:
        return False
    return int(time.end[:4]) - int(time.start[:4]) > 1


def place_of(token: Token, sentence: Sentence, *, towards: bool = False) -> Place | None:
    """A named place after "in", "at" or "near" that hangs on the token or on the words around it.

    Of "the Geneva talks" it is Geneva.

    ``towards``: after "to" as well, of a visit.
    """
    where = _WHERE | {"to"} if towards else _WHERE
    for word in (token, *_company(token)):
        for child in word.children:
            noun = child.child("pobj") if child.dep == "prep" and child.lower in where else None
            name = sentence.name_at(noun) if noun is not None else None
            if noun is not None and name is not None and name.kind in _PLACES:
                span = sentence.document.span_of(noun_phrase(noun))
                return Place(span=span, name=span.text)
    for child in token.all("compound"):
        name = sentence.name_at(child)
        if name is not None and name.kind == "place":
            return Place(span=sentence.document.span(name.start, name.end), name=name.text)
    return None


def _company(token: Token) -> list[Token]:
    """The participants and the verb beside a talk, on which the parser may have hung the place."""
    below = [
        each for child in token.children if child.dep == "prep" for noun in child.children for each in _parts(noun)
    ]
    above = [] if token.head is token else [token.head]
    beside = [each for child in token.children if child.dep in ("dobj", "pobj") for each in _parts(child)]
    return [*below, *beside, *above]


def _parts(noun: Token) -> list[Token]:
    """The noun, who is joined to it or named behind it, and the same below "of"."""
    found = noun.conjuncts()
    named = [each for one in found for child in one.children if child.dep == "appos" for each in child.conjuncts()]
    inner = [
        each
        for one in found
        for child in one.children
        if child.dep == "prep" and child.lower == "of"
        for below in child.children
        for each in below.conjuncts()
    ]
    return [*found, *named, *inner]


def _shares_clause(a: Token, b: Token) -> bool:
    return _clause(a) is _clause(b) or a.is_under(b)


def _clause(token: Token) -> Token:
    if token.pos in ("VERB", "AUX"):
        return token
    return next((above for above in token.ancestors() if above.pos in ("VERB", "AUX")), token)
