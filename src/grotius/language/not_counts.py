"""Numbers that count nothing: dates, ages, clock times, measures, money, names, ranks and list marks."""

from __future__ import annotations

from collections.abc import Callable

from grotius.language.atoms import DASHES, HYPHENS, Atom
from grotius.language.cardinals import Cardinal
from grotius.language.number_words import NumberLexicon
from grotius.language.token import Token

_BEFORE_YEAR = frozenset(
    "in since by until till of during from after before late early mid through throughout around autumn fall winter "
    "summer spring year".split()
)
_FILLERS = frozenset({"more", "other", "consecutive", "straight", "or", "so", "whole", "full", "further", "additional"})
_JOINTS = frozenset({"and", "or", "to", ",", *DASHES})
_BEFORE_PRONOUN = frozenset(
    "no any every each this that which some same only first second third last next other new latter".split()
)
_SUPERLATIVES = frozenset({"most", "first", "last", "few", "worst"})


class NotCounts:
    """Tells why a number is no count. Each rule looks at a few atoms around it, and at the parse where it must."""

    def __init__(self, lexicon: NumberLexicon) -> None:
        self._lexicon = lexicon
        self._rules: tuple[tuple[str, Callable[[_Place], bool]], ...] = (
            ("part of a name or code", self._is_glued),
            ("a list mark", self._is_list_mark),
            ("a date", self._is_date),
            ("a year", self._is_year),
            ("a clock time", self._is_clock),
            ("an age", self._is_age),
            ("money", self._is_money),
            ("a measure", self._measures),
            ("a name", self._is_name),
            ("a pronoun", self._is_pronoun),
            ("a score or a code", self._is_score),
        )

    def why(self, parts: list[Atom], cardinal: Cardinal, token: Token, head: Token | None) -> str | None:
        """What the number is instead of a count, or ``None`` for a count."""
        place = _Place(parts, cardinal, token, head)
        return next((name for name, rule in self._rules if rule(place)), None)

    def _is_glued(self, at: _Place) -> bool:
        """ "F-16", "G7", "28-point", "5th", "10:30", "24/7", "+380"; but not "20-odd" or "12-and-more"."""
        before, after = at.before, at.after
        if at.first.glued and before is not None:
            if before.kind != "sign" or before.text in ":/.+#_=&@":
                return True
            if before.text in "'’" and before.glued and at.before_that is not None and at.before_that.kind == "digits":
                return True
            if before.text in HYPHENS and at.before_that is not None and before.glued:
                return True
        if after is None or not after.glued:
            return after is not None and after.text in HYPHENS and at.beyond is not None and at.beyond.glued
        if after.kind != "sign":
            return True
        beyond = at.beyond
        if after.text in HYPHENS and beyond is not None and beyond.glued and beyond.kind != "digits":
            return beyond.lower not in ("odd", "plus")
        return after.text in ":/_=°'’" and beyond is not None and beyond.glued

    def _is_list_mark(self, at: _Place) -> bool:
        return (
            at.cardinal.first == 0
            and at.cardinal.plain
            and at.after is not None
            and at.after.glued
            and at.after.text in ".)"
            and at.beyond is not None
            and not at.beyond.glued
            and at.beyond.text[0].isupper()
        )

    def _is_date(self, at: _Place) -> bool:
        if not at.cardinal.digits or at.cardinal.scale > 1:
            return False
        months, before = self._lexicon.months, at.earlier(1)
        if before in months and at.cardinal.plain and len(at.first.text) in (5, 6):
            return True
        if at.largest > 31 and not 1000 <= at.largest <= 2100:
            return False
        if before == "May":
            return at.largest > 31 or at.head is None or at.token.head.pos == "PROPN" or at.token.ent == "DATE"
        if before in months or (before == "." and at.earlier(2) in months) or at.later(1) in months:
            return True
        if at.later(1).lower() in (*_JOINTS, "of") and months & {at.later(2), at.later(3)}:
            return True
        paired = before.lower() in _JOINTS and at.earlier(2).isdigit() and at.earlier(3) in months
        return paired and (at.head is None or at.token.ent == "DATE")

    def _is_year(self, at: _Place) -> bool:
        text = at.first.text
        if not at.cardinal.digits or len(text) != 4 or not text.isdigit() or not 1000 <= int(text) <= 2100:
            return False
        before = at.before.lower if at.before is not None else ""
        if self._follows_day(at):
            return at.cardinal.scale == 1
        if int(text) < 1800 and before not in _BEFORE_YEAR:
            return False
        if at.head is None or at.token.ent == "DATE" or at.token.tag == "NNP" or before in _BEFORE_YEAR:
            return at.cardinal.scale == 1
        return at.head.tag not in ("NNS", "NNPS") and at.head.lower not in ("people", "troops")

    def _follows_day(self, at: _Place) -> bool:
        """ "Feb 3 2016", "February 3, 2016": a year right behind a month and its day."""
        back = 2 if at.earlier(1) == "," else 1
        day, month = at.earlier(back), at.earlier(back + 1)
        return day.isdigit() and len(day) <= 2 and (month in self._lexicon.months or month == ".")

    def _is_clock(self, at: _Place) -> bool:
        count, _ = self._lexicon.clock.starting(at.parts, at.cardinal.stop)
        return count > 0 or (at.first.text[0] == "0" and len(at.first.text) > 1)

    def _is_age(self, at: _Place) -> bool:
        if at.largest > 110:
            return False
        before, after = at.earlier(1).lower(), at.later(1).lower()
        if after in ("year", "years") and at.later(2).lower() in ("old", "olds", "of"):
            return at.later(2).lower() != "of" or at.later(3).lower() == "age"
        if after in ("and", "or", "to") and at.later(2).isdigit() and at.later(4).lower() == "year":
            return True
        if self._follows_age_word(at.parts, at.cardinal.first):
            return True
        if before in _JOINTS and self._follows_age_word(at.parts, at.cardinal.first - 2):
            return True
        if before == "of" and at.head is None and at.cardinal.plain and at.largest >= 1:
            return self._is_one_person(at)
        if before in ("am", "is", "was", "turned") and at.earlier(2).lower() in ("i", "he", "she", "who"):
            return at.head is None and at.largest >= 1
        return at.cardinal.plain and at.largest >= 1 and self._is_age_of_someone(at, before)

    def _is_one_person(self, at: _Place) -> bool:
        """ "A man of 45", "girls of 6 and 9"; of "the death of 45" no person is left to be 45."""
        return self._is_someone(at, 2) and not at.earlier(2)[:1].isupper()

    def _follows_age_word(self, parts: list[Atom], position: int) -> bool:
        return position > 0 and self._lexicon.ages.ending(parts, position)[0] > 0

    def _is_age_of_someone(self, at: _Place, before: str) -> bool:
        if before == "(":
            return at.later(1) in (")", ",") and at.cardinal.first > 2 and self._is_someone(at, 2)
        if before == ",":
            return self._is_age_after_comma(at)
        pair = before == "and" and at.earlier(2).isdigit() and at.earlier(3) == ","
        return pair and at.head is None and self._is_someone(at, 4)

    def _is_age_after_comma(self, at: _Place) -> bool:
        """ "Ivan Petrov, 46," and "her sons, 12 and 15,", with nothing counted after it."""
        if at.head is not None or not self._is_someone(at, 2):
            return False
        after = at.later(1)
        if after == "and" and at.later(2).isdigit():
            return at.later(3) in (",", ".", ";", ")", "")
        named = at.earlier(2)[:1].isupper()
        return after in (",", ";", ")") or (named and after in (".", ""))

    def _is_someone(self, at: _Place, back: int) -> bool:
        """Whether the word so many places before looks like a name or is a noun for a person."""
        word = at.earlier(back)
        if word.lower() in self._lexicon.persons or _singular(word.lower()) in self._lexicon.persons:
            return True
        return word[:1].isupper()

    def _is_money(self, at: _Place) -> bool:
        currencies = self._lexicon.currencies
        if at.earlier(1).lower() in currencies:
            return True
        for part in at.parts[at.cardinal.stop : at.cardinal.stop + 3]:
            if part.lower in currencies or _singular(part.lower) in currencies:
                return True
            if part.kind == "sign":
                break
        return False

    def _measures(self, at: _Place) -> bool:
        near = at.head if at.head is not None and at.head.i - at.token.i <= 3 else None
        return self.is_measure(at.parts, at.cardinal.stop, near)

    def is_measure(self, parts: list[Atom], stop: int, head: Token | None) -> bool:
        """Whether a unit of measure or of time follows: "12 more hours", "dozens of kilometres"."""
        while stop < len(parts) and parts[stop].lower in _FILLERS:
            stop += 1
        if stop < len(parts) and parts[stop].lower == "of":
            stop += 1
        if stop >= len(parts):
            return False
        count, _ = self._lexicon.units.starting(parts, stop)
        word = _singular(parts[stop].lower)
        measured = count > 0 or word in self._lexicon.unit_words or word in self._lexicon.parts
        if measured and not self._is_modifier(parts[stop], head):
            return True
        return head is not None and head.lemma in self._lexicon.unit_words

    @staticmethod
    def _is_modifier(part: Atom, head: Token | None) -> bool:
        """ "Hand" in "12 hand grenades", "night" in "two night raids": the raids are counted, no nights."""
        if head is None or head.start <= part.start or head.tag not in ("NNS", "NNPS"):
            return False
        return len(part.lower) > 3 and not part.lower.endswith("s")

    def _is_name(self, at: _Place) -> bool:
        if self._follows_designator(at) or at.later(1) in self._lexicon.formations:
            return True
        if at.earlier(1) == "." and at.earlier(2).lower() in ("no", "nos"):
            return True
        return self._is_address(at)

    def _follows_designator(self, at: _Place) -> bool:
        """ "Article 5", "Leopard 2 tanks"; but not "every day two villages" nor "a 5"."""
        count, _ = self._lexicon.designators.ending(at.parts, at.cardinal.first)
        before = at.earlier(1)
        if not count or before.lower() == "a" or (len(before) < 3 and not before[0].isupper()):
            return False
        if self._lexicon.hedges_before.ending(at.parts, at.cardinal.first)[0]:
            return False
        counted = at.head is not None and at.head.tag == "NNS" and at.token.dep == "nummod"
        return not (counted and count == 1 and before.islower())

    def _is_address(self, at: _Place) -> bool:
        """ "4 N. Third Ave": capitalised words up to a street."""
        for part in at.parts[at.cardinal.stop : at.cardinal.stop + 5]:
            if part.text in self._lexicon.streets:
                return at.cardinal.plain
            if part.text != "." and not part.text[0].isupper():
                break
        return False

    def _is_pronoun(self, at: _Place) -> bool:
        """ "The one that", "no one", "one another", "one of the largest"."""
        if at.cardinal.stop - at.cardinal.first > 1 or at.first.lower not in ("one", "ones"):
            return False
        before, after = at.earlier(1).lower(), at.later(1).lower()
        if before in _BEFORE_PRONOUN or after in ("another", "'s", "’s"):
            return at.head is None or after in ("another", "'s", "’s")
        if after == "of":
            return any(word in _SUPERLATIVES or word.endswith("est") for word in at.words_after(5))
        if before == "the":
            return at.head is None
        is_object = at.token.dep in ("dobj", "pobj", "attr") and at.head is None
        return is_object and after in ("that", "who", "which", "where", "in", "with") and at.token.tag != "CD"

    def _is_score(self, at: _Place) -> bool:
        """ "3-2", "2-2"; and longer chains of numbers (telephone numbers, dates in digits)."""
        cardinal, after, beyond = at.cardinal, at.after, at.beyond
        if at.digits_in_a_row() > 2:
            return True
        if cardinal.best is None and cardinal.low is not None and cardinal.high is not None:
            if cardinal.low >= cardinal.high:
                return True
        elif at.earlier(1) == "to" and at.earlier(3) != "from" and at.earlier(2).isdigit():
            return int(at.earlier(2)[:12]) > at.largest and cardinal.plain
        if after is None or beyond is None or beyond.kind != "digits":
            return False
        if after.lower == "to" and cardinal.plain and beyond.text.isdigit() and at.earlier(1) != "from":
            return int(beyond.text[:12]) <= at.largest
        return after.text in DASHES and after.glued


class _Place:
    """A number among its neighbours."""

    __slots__ = ("cardinal", "head", "parts", "token")

    def __init__(self, parts: list[Atom], cardinal: Cardinal, token: Token, head: Token | None) -> None:
        self.parts = parts
        self.cardinal = cardinal
        self.token = token
        self.head = head

    @property
    def first(self) -> Atom:
        return self.parts[self.cardinal.first]

    @property
    def before(self) -> Atom | None:
        return self.parts[self.cardinal.first - 1] if self.cardinal.first > 0 else None

    @property
    def before_that(self) -> Atom | None:
        return self.parts[self.cardinal.first - 2] if self.cardinal.first > 1 else None

    @property
    def after(self) -> Atom | None:
        return self.parts[self.cardinal.stop] if self.cardinal.stop < len(self.parts) else None

    @property
    def beyond(self) -> Atom | None:
        return self.parts[self.cardinal.stop + 1] if self.cardinal.stop + 1 < len(self.parts) else None

    @property
    def largest(self) -> float:
        return max((value for value in (self.cardinal.low, self.cardinal.high) if value is not None), default=0)

    def earlier(self, count: int) -> str:
        at = self.cardinal.first - count
        return self.parts[at].text if at >= 0 else ""

    def later(self, count: int) -> str:
        at = self.cardinal.stop + count - 1
        return self.parts[at].text if at < len(self.parts) else ""

    def digits_in_a_row(self) -> int:
        """How many atoms of digits stand next to each other here, years apart; telephone numbers have many."""
        first, stop = self.cardinal.first, self.cardinal.stop
        while first > 0 and self._is_chunk(first - 1) and stop - first < 3:
            first -= 1
        while stop < len(self.parts) and self._is_chunk(stop) and stop - first < 3:
            stop += 1
        return stop - first if all(self._is_chunk(at) for at in range(first, stop)) else 0

    def _is_chunk(self, at: int) -> bool:
        part = self.parts[at]
        return part.kind == "digits" and not (len(part.text) == 4 and part.text.startswith(("19", "20")))

    def words_after(self, count: int) -> list[str]:
        return [part.lower for part in self.parts[self.cardinal.stop : self.cardinal.stop + count]]


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word
