"""What the words beside a name say of it: its kind, what holds it, whose it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from grotius.codebook import Codebook
from grotius.folding import fold
from grotius.ground.choose import Question
from grotius.ground.index import Entry
from grotius.ground.named import Named, country_of
from grotius.ground.scan import DIRECTIONS, TYPES_BEFORE

_REGION_WORDS = frozenset(
    "region regions oblast oblasts province provinces governorate state krai republic peninsula prefecture countryside "
    "area areas front direction sector".split()
)
_DISTRICT_WORDS = frozenset("district districts county counties raion parish municipality".split())
CITY_WORDS = frozenset(
    "city town village settlement port suburb hamlet cities towns villages settlements suburbs township".split()
)
HEADS = TYPES_BEFORE | frozenset("parts part".split())
_ADJECTIVE = 0.05
_LONGEST_ACRONYM = 4
_PLACING = ("in", "from", "to", "across", "into", "inside", "throughout", "of")
_FARTHEST_AFTER, _FARTHEST_BEFORE = 32, 40
_LINKS = ([","], ["in"], ["of"], ["("], [",", "in"], ["in", "of"], ["of", "of"])


class Neighbours:
    """Reads around the names of one report. ``names`` are in order of the text, and may still grow."""

    def __init__(self, codebook: Codebook, text: str, names: Sequence[Named]) -> None:
        self._codebook = codebook
        self._text = text
        self._names = names

    def kind(self, named: Named) -> str | None:
        """What kind of place the words beside the name call it."""
        after = self.words_after(named.found.end, 2)
        own = fold(named.found.text).split()
        before = self.words_before(named.found.start, 2)
        near = [own[-1] if len(own) > 1 else "", after[0] if after else ""]
        if before and (before[-1] != "of" or len(before) > 1):
            near.append(before[-2] if before[-1] == "of" else before[-1])
        for word in near:
            if word in _REGION_WORDS:
                return "region"
            if word in _DISTRICT_WORDS:
                return "district"
            if word in CITY_WORDS:
                return "city"
        if "regions" in after or "oblasts" in after:
            return "region"
        return None

    def holders(self, end: int, following: int) -> list[Named]:
        """ "X, Y", "X in Y", "X region of Y", "X (Y)": Y holds what ends here; ``following`` is the next name."""
        found: list[Named] = []
        for other in self._names[following : following + 2]:
            between = self._text[end : other.found.start]
            if len(between) > _FARTHEST_AFTER or any(c in between for c in ".;:\n!?"):
                break
            plain = between.lower().replace(",", " , ").replace("(", " ( ").split()
            rest = [
                word for word in plain if word not in HEADS and word not in DIRECTIONS and word not in ("the", "'s")
            ]
            if rest not in _LINKS or self.adjective_weight(other) < 1.0:
                break
            found.append(other)
            end = other.found.end
        return found

    def owner(self, start: int, preceding: int) -> Named | None:
        """ "the Syrian city of X", "Ukraine's X", "Russia's Kursk region": the name before, where X is its."""
        if preceding < 0 or preceding >= len(self._names):
            return None
        other = self._names[preceding]
        between = self._text[other.found.end : start].lower()
        plain = between.replace("’", "'").replace("-", " ").split()
        if plain[:1] == ["s"]:
            plain[0] = "'s"
        if len(between) > _FARTHEST_BEFORE or not (other.is_demonym or plain[:1] == ["'s"]):
            return None
        small = ("'s", "of", "the", "region's")
        rest = [word for word in plain if word not in HEADS and word not in DIRECTIONS and word not in small]
        return None if len(rest) > 1 or any(c in between for c in ".;:\n,") or not plain else other

    def country_before(self, start: int, preceding: int) -> str | None:
        """The country of whom the place is."""
        other = self.owner(start, preceding)
        if other is None:
            return None
        for word in other.found.words:
            iso = country_of(self._codebook, word)
            if iso:
                return iso
        return other.place.country if other.place else None

    def around(self, start: int, end: int) -> tuple[str | None, Entry | None]:
        """The country and the narrowest place that the words beside a stretch of the text say it lies in."""
        starts = [named.found.start for named in self._names]
        preceding = bisect_left(starts, start) - 1
        country, holder = self.country_before(start, preceding), None
        owner = self.owner(start, preceding)
        for named in (*self.holders(end, bisect_left(starts, end)), *([owner] if owner else [])):
            place = _of(named.question) if named.entry is not None else named.place
            if place is not None and named.doubt is None:
                country = country or place.country
                holder = holder or (place if place.kind != "country" else None)
        return country, holder

    def adjective_weight(self, named: Named) -> float:
        """ "US envoy", "Russian troops": who acts, which says little of where; "the Russian city of" is read apart."""
        if named.is_demonym:
            return _ADJECTIVE
        if not named.found.text.replace(".", "").isupper() or len(named.found.text) > _LONGEST_ACRONYM:
            return 1.0
        before, after = self.words_before(named.found.start, 1), self.words_after(named.found.end, 1)
        plain = bool(before) and before[0] in (*_PLACING, "the") and not (after and before[0] == "the")
        return 1.0 if plain or not after else _ADJECTIVE

    def words_after(self, position: int, count: int) -> list[str]:
        window = self._text[position : position + 40]
        if window[:1] in ",.;:\n":
            return []
        return [fold(word) for word in window.split()[:count]]

    def words_before(self, position: int, count: int) -> list[str]:
        window = self._text[max(0, position - 40) : position]
        if window.rstrip(" ")[-1:] in (",", ".", ";", ":", "\n"):
            return []
        return [word.lower().strip("\"'“”‘’(") for word in window.split()[-count:]]


def _of(question: Question | None) -> Entry | None:
    return question.best.place if question is not None and question.best is not None else None
