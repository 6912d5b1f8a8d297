"""Small steps over a sentence's words that all parts of the grammar share."""

from __future__ import annotations

from collections.abc import Sequence

from grotius.language.times.lexicon import Lexicon
from grotius.language.times.words import NOTHING, Word

JOINERS = frozenset({"-", "/", "to", "and", "or", "until", "till", "through", "into", "&"})
LEADING = frozenset(
    "in since by until till from to before after during of throughout through around about circa between for on late "
    "early mid and or beyond past like toward towards into over via end".split()
)
_BEFORE_CHRIST = frozenset({"bc", "bce"})
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})


class Scan:
    """A sentence's words with bounds-safe looks at them."""

    def __init__(self, sentence: Sequence[Word], lexicon: Lexicon) -> None:
        self.words = sentence
        self.lexicon = lexicon

    def at(self, i: int) -> Word:
        return self.words[i] if 0 <= i < len(self.words) else NOTHING

    def lower(self, i: int) -> str:
        return self.words[i].lower if 0 <= i < len(self.words) else ""

    def skip(self, i: int, *lowers: str) -> int:
        """The next place if one of these words stands at ``i``, else ``i``."""
        return i + 1 if self.lower(i) in lowers else i

    def is_glued(self, i: int) -> bool:
        return 0 <= i < len(self.words) and self.words[i].glued

    def day_number(self, i: int) -> tuple[int, int] | None:
        """A day of the month: "5", "5th", "fifth"; the place after it and the number."""
        word = self.at(i)
        if word.number is not None:
            if not 1 <= word.number <= 31 or len(word.text) > 2 or self._is_decimal(i):
                return None
            stop = i + 1
            if self.is_glued(stop) and self.lower(stop) in _SUFFIXES:
                stop += 1
            return stop, word.number
        found = self.lexicon.ordinals.match(self.words, i)
        return found if found and found[1] <= 31 else None

    def day_and_year(self, i: int) -> tuple[int, int] | None:
        """ "Jun 182016": a day and a year that lost the comma between them."""
        text = self.at(i).text
        if self.at(i).number is None or len(text) not in (5, 6) or not text.isdigit():
            return None
        day, year = int(text[:-4]), int(text[-4:])
        return (day, year) if 1 <= day <= 31 and 1900 <= year <= 2100 else None

    def is_ordinal_figure(self, i: int) -> bool:
        return self.is_glued(i + 1) and self.lower(i + 1) in _SUFFIXES

    def _is_decimal(self, i: int) -> bool:
        follows = self.lower(i + 1) == "." and self.is_glued(i + 1) and self.is_glued(i + 2)
        leads = self.lower(i - 1) == "." and self.is_glued(i) and self.at(i - 2).number is not None
        return (follows and self.at(i + 2).number is not None) or leads

    def year_number(self, i: int) -> tuple[int, int] | None:
        """A year in figures, with or without BC: the place after it and the year, negative for BC."""
        word = self.at(i)
        if word.number is None:
            return self._short_year(i) if word.lower == "'" else None
        stop = i + 1
        if self.lower(stop) in _BEFORE_CHRIST and len(word.text) <= 4:
            return stop + 1, -word.number
        if self.lower(stop) == "ad" and len(word.text) <= 4:
            return stop + 1, word.number
        if len(word.text) == 4 and 1000 <= word.number <= 2100 and not self._is_decimal(i):
            return stop, word.number
        return None

    def _short_year(self, i: int) -> tuple[int, int] | None:
        word = self.at(i + 1)
        if word.number is None or len(word.text) != 2 or not word.glued or self.lower(i + 2) == "s":
            return None
        return i + 2, word.number + (1900 if word.number > 30 else 2000)
