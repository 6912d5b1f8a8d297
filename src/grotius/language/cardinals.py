"""The grammar of number words: from atoms to an amount or an interval, with no parse and no hedges."""

from __future__ import annotations

from dataclasses import dataclass

from grotius.language.atoms import DASHES, HYPHENS, Atom
from grotius.language.number_words import NumberLexicon

_MOST_DIGITS = 12
_LARGEST = 1e13


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A number phrase ``atoms[first:stop]``. ``scale`` is what an amount was multiplied by ("80 thousand": 1000)."""

    first: int
    stop: int
    low: float | None
    best: float | None
    high: float | None
    scale: float = 1
    plain: bool = False
    digits: bool = False
    vague: bool = False

    @property
    def whole(self) -> bool:
        """Whether it can be a count: no broken number, and none beyond all people and things."""
        amounts = (value for value in (self.low, self.best, self.high) if value is not None)
        return all(value < _LARGEST and value == int(value) for value in amounts)


class Cardinals:
    """Reads number phrases off a list of atoms."""

    def __init__(self, lexicon: NumberLexicon) -> None:
        self._lexicon = lexicon

    def at(self, parts: list[Atom], first: int) -> Cardinal | None:
        """The longest number phrase that starts at ``first``: an interval where there is one."""
        left = self._amount(parts, first)
        if left is None or left.best is None or self._is_change(parts, first):
            return left
        joint = self._joint(parts, left.stop, between=first > 0 and parts[first - 1].lower == "between")
        if joint is None:
            return left
        right = self._amount(parts, joint[0])
        if right is None or right.best is None:
            return left
        return self._interval(left, right, joint[1])

    def _is_change(self, parts: list[Atom], first: int) -> bool:
        """ "Rose from 12 to 15": two numbers, no interval."""
        return first > 1 and parts[first - 1].lower == "from" and parts[first - 2].lower in self._lexicon.changes

    def _interval(self, left: Cardinal, right: Cardinal, sign: str) -> Cardinal:
        if left.best is None or right.best is None:
            return left
        low = left.best
        if left.scale == 1 and low < right.best:
            low = _lifted(low, right.best, right.scale)
        if sign == "or" and low >= right.best:
            return left
        if low >= right.best and sign == "to":
            return left
        return Cardinal(left.first, right.stop, low, None, right.best, right.scale, digits=left.digits)

    def _joint(self, parts: list[Atom], at: int, between: bool) -> tuple[int, str] | None:
        """Where the second number of an interval would start, and what joins the two."""
        if at + 1 >= len(parts):
            return None
        sign = parts[at]
        if between and sign.lower == "and":
            return at + 1, "to"
        if sign.lower in ("to", "or") and not sign.glued:
            return at + 1, sign.lower
        if sign.text in DASHES and sign.glued == parts[at + 1].glued:
            if (
                sign.glued
                and at + 3 < len(parts)
                and parts[at + 1].lower in ("to", "or")
                and parts[at + 2].text in DASHES
            ):
                return at + 3, "to"
            return at + 1, "-"
        return None

    def _amount(self, parts: list[Atom], first: int) -> Cardinal | None:
        if first >= len(parts):
            return None
        part = parts[first]
        if part.kind == "digits":
            return self._digits(parts, first)
        if part.kind != "word":
            return None
        lexicon = self._lexicon
        if part.lower in lexicon.vague or (part.lower in ("a", "many") and self._vague_after(parts, first)):
            return self._vague(parts, first)
        if part.lower in lexicon.fractions or (
            part.lower in ("a", "an", "half", "one") and self._fraction(parts, first)
        ):
            return self._fraction(parts, first)
        if part.lower in lexicon.values:
            return self._words(parts, first)
        if part.lower in ("a", "an") and first + 1 < len(parts):
            if self._scale_at(parts, first + 1):
                return self._words(parts, first + 1, first=first)
            if parts[first + 1].lower in lexicon.groups:
                size = lexicon.groups[parts[first + 1].lower]
                return self._group(parts, first, first + 2, size)
        if self._scale_at(parts, first) and len(part.lower) > 3:
            return self._words(parts, first)
        if part.lower in lexicon.groups and lexicon.groups[part.lower] >= 12:
            return self._group(parts, first, first + 1, lexicon.groups[part.lower])
        return None

    def _group(self, parts: list[Atom], first: int, stop: int, size: float) -> Cardinal:
        """ "A dozen", and "a couple of hundred", "a dozen thousand"."""
        after = stop + 1 if stop < len(parts) and parts[stop].lower == "of" else stop
        scale, end = self._scales(parts, after)
        if scale > 1:
            return Cardinal(first, end, size * scale, size * scale, size * scale, scale)
        return Cardinal(first, stop, size, size, size)

    def _digits(self, parts: list[Atom], first: int) -> Cardinal | None:
        text = parts[first].text
        figures = "".join(character for character in text if character.isdigit() or character == ".")
        if len(figures) > _MOST_DIGITS:
            return None
        value = float(figures)
        scale, stop = self._scales(parts, first + 1)
        group = parts[stop].lower if stop < len(parts) else ""
        if scale == 1 and group in ("dozen", "score") and not parts[stop].glued:
            size = self._lexicon.groups.get(group, 1)
            return Cardinal(first, stop + 1, value * size, value * size, value * size, digits=True)
        value = round(value * scale, 3)
        return Cardinal(first, stop, value, value, value, scale, plain=text.isdigit() and scale == 1, digits=True)

    def _words(self, parts: list[Atom], at: int, first: int | None = None) -> Cardinal:
        """ "Two hundred and fifty-three thousand": the sum so far is multiplied by each scale."""
        lexicon = self._lexicon
        start = at if first is None else first
        total, current, scale, stop, seen = 0.0, 0.0, 1.0, at, False
        room = 1e15
        while at < len(parts):
            word = parts[at].lower
            if word in lexicon.values and lexicon.values[word] < room:
                value = lexicon.values[word]
                current += value
                room = 10 if value >= 20 and value % 10 == 0 else 0
                seen = True
            elif self._scale_at(parts, at) and len(word) > 2:
                factor = lexicon.scales[word]
                if factor == 100:
                    current = (current or 1) * factor
                else:
                    total += (current or 1) * factor
                    current = 0.0
                scale, room, seen = factor, min(factor, 1e15), True
            elif word in lexicon.groups and word in ("dozen", "score") and seen and not total:
                size = current * lexicon.groups[word]
                return Cardinal(start, at + 1, size, size, size)
            elif self._links(parts, at, room, scale):
                at += 1
                continue
            else:
                break
            at += 1
            stop = at
        value = total + current
        if self._half_after(parts, stop) and scale > 1:
            value, stop = value + scale / 2, stop + 3
        elif self._half_after(parts, stop):
            factor, end = self._scales(parts, stop + 3)
            if factor > 1:
                value, stop, scale = (value + 0.5) * factor, end, factor
        return Cardinal(start, stop, value, value, value, scale)

    def _links(self, parts: list[Atom], at: int, room: float, scale: float) -> bool:
        """Whether this atom only joins two number words: the hyphen of "twenty-three", the "and" of "hundred and"."""
        if at + 1 >= len(parts):
            return False
        following = parts[at + 1].lower
        value = self._lexicon.values.get(following)
        if parts[at].text in HYPHENS and parts[at].glued and parts[at + 1].glued:
            return (value is not None and 0 < value < room and room == 10) or following in ("hundred", "thousand")
        return parts[at].lower == "and" and scale >= 100 and value is not None and 0 < value < min(room, 100)

    def _half_after(self, parts: list[Atom], at: int) -> bool:
        return [part.lower for part in parts[at : at + 3]] == ["and", "a", "half"]

    def _fraction(self, parts: list[Atom], first: int) -> Cardinal | None:
        """ "Half a million", "a quarter of a million", "half a dozen"; a fraction of anything else is no count."""
        at = first
        if parts[at].lower in ("a", "an", "one"):
            at += 1
        if at >= len(parts) or parts[at].lower not in self._lexicon.fractions:
            return None
        share = self._lexicon.fractions[parts[at].lower]
        at += 1
        for words in (("of",), ("a", "an", "one")):
            if at < len(parts) and parts[at].lower in words:
                at += 1
        if at < len(parts) and parts[at].text in HYPHENS and parts[at].glued:
            at += 1
        scale, stop = self._scales(parts, at)
        if scale == 1 and at < len(parts) and parts[at].lower in ("dozen", "score"):
            scale, stop = self._lexicon.groups[parts[at].lower], at + 1
        if scale == 1:
            return None
        return Cardinal(first, stop, share * scale, share * scale, share * scale, scale)

    def _vague_after(self, parts: list[Atom], first: int) -> bool:
        if first + 1 >= len(parts):
            return False
        following = parts[first + 1].lower
        if parts[first].lower == "a":
            return f"a {following}" in self._lexicon.vague
        return self._lexicon.vague.get(following, 0) >= 20

    def _vague(self, parts: list[Atom], first: int) -> Cardinal:
        """ "Several", "several hundred", "hundreds of thousands": the least that the words allow."""
        lexicon = self._lexicon
        at = first
        low = lexicon.vague.get(parts[at].lower)
        if low is None:
            at += 1
            words = parts[at].lower
            low = lexicon.vague[words if words in lexicon.vague else f"{parts[first].lower} {words}"]
        at += 1
        scale, stop = self._scales(parts, at)
        if scale == 1 and at < len(parts) and parts[at].lower in ("dozen", "score"):
            scale, stop = lexicon.groups[parts[at].lower], at + 1
        if scale == 1 and at + 1 < len(parts) and parts[at].lower == "of" and low >= 20:
            plural = parts[at + 1].lower
            if plural.endswith("s") and plural[:-1] in lexicon.scales:
                scale, stop = lexicon.scales[plural[:-1]], at + 2
        return Cardinal(first, stop, low * scale, None, None, scale, vague=True)

    def _scale_at(self, parts: list[Atom], at: int) -> bool:
        return at < len(parts) and parts[at].lower in self._lexicon.scales

    def _scales(self, parts: list[Atom], at: int) -> tuple[float, int]:
        """The product of the scale words from ``at`` on ("hundred thousand"); a short one ("m") must touch."""
        scale = 1.0
        while self._scale_at(parts, at):
            word = parts[at].lower
            if len(word) <= 2 and not parts[at].glued:
                break
            scale *= self._lexicon.scales[word]
            at += 1
        return scale, at


def _lifted(low: float, high: float, scale: float) -> float:
    """ "70 to 80 thousand", "70 to 80,000": the first number shares the second one's thousands."""
    if scale > 1:
        return low * scale
    if high >= 1000 and low < 1000 and high % 1000 == 0 and high / 1000 > low >= high / 10_000:
        return low * 1000
    return low
