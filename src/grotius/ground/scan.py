"""Finds names in a text: those of the codebook, and those of the place index where the words around allow it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from grotius.folding import ARTICLES, fold, without_articles, without_type
from grotius.ground.index import Hit, PlaceIndex
from grotius.ground.lexicon import Lexicon, Word

_LINKERS = frozenset({"-", "‑", "–", "al", "el", "de", "del", "la", "le", "les", "du", "des", "da", "do", "of", "upon",
                      "on", "the", "ez", "es", "ad", "as", "ar", "az", "ash", "sur", "am", "an", "der", "and", "e", "i",
                      "'", "’"})  # fmt: skip
_SHORTENED = frozenset({"st", "mt", "ft", "ste"})
_MOST_WORDS = 8
_SHORTEST = 2
_KNOWN = 20_000
IN_CUES = frozenset("in near outside around across throughout toward towards into inside within at".split())
_WEAK_CUES = frozenset("from to of on over for between via through leaving left reached against and or".split())
TYPES_BEFORE = frozenset(
    "city town village settlement suburb port hamlet capital region province district neighbourhood neighborhood "
    "municipality oblast governorate area peninsula state county island community township borough cities towns "
    "villages settlements suburbs districts regions provinces enclave stronghold".split()
)
TYPES_AFTER = frozenset(
    "region regions province provinces oblast oblasts governorate district districts county counties raion area state "
    "municipality prefecture city town village suburb neighbourhood neighborhood territory peninsula krai republic "
    "countryside parish metropolitan settlement front direction sector airport".split()
)
_TITLES_AFTER = frozenset(
    "mayor governor gov president prime minister police chief general spokesman spokeswoman spokesperson "
    "on in at after as by".split()
)
DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern north-eastern north-western south-eastern south-western "
    "upper lower greater downtown mid rural outer inner".split()
)
_STREETS = frozenset("street streets avenue avenues boulevard boulevards lane lanes".split())
_PERSON_TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady president minister general gen colonel col captain capt major maj lieutenant lt "
    "sgt sergeant senator sen rep governor gov mayor judge justice king queen prince princess pope sheikh ayatollah "
    "ambassador commander admiral secretary chancellor premier professor prof rev father imam officer detective "
    "sheriff deputy coach chairman director".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text. ``words`` are its readings in the codebook, ``hits`` those in the place index."""

    start: int
    end: int
    text: str
    words: tuple[Word, ...] = ()
    hits: tuple[Hit, ...] = ()
    sure: bool = True

    @property
    def is_place(self) -> bool:
        return bool(self.hits) or any(word.sort in ("place", "near", "metonym") for word in self.words)


@dataclass(slots=True)
class _Line:
    """A sentence's tokens, with what of them is taken already."""

    text: str
    spans: Sequence[tuple[int, int]]
    words: list[str] = field(default_factory=list)
    caps: list[bool] = field(default_factory=list)
    taken: list[Found | None] = field(default_factory=list)
    shouting: bool = False
    refused: set[tuple[int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.words = [self.text[start:end] for start, end in self.spans]
        self.caps = [word[:1].isupper() for word in self.words]
        self.taken = [None] * len(self.words)
        long = [cap for word, cap in zip(self.words, self.caps, strict=True) if len(word) > 3 and word[0].isalpha()]
        self.shouting = len(long) >= 4 and sum(long) > 0.7 * len(long)

    def slice(self, i: int, j: int) -> str:
        return self.text[self.spans[i][0] : self.spans[j][1]]

    def lower(self, i: int) -> str:
        return self.words[i].lower().rstrip(".") if 0 <= i < len(self.words) else ""

    def cap(self, i: int) -> bool:
        return 0 <= i < len(self.words) and self.caps[i]

    def take(self, i: int, j: int, found: Found) -> None:
        for k in range(i, j + 1):
            self.taken[k] = found


class Scanner:
    """Names in texts, by the codebook first and the place index second."""

    def __init__(self, lexicon: Lexicon, index: PlaceIndex) -> None:
        self.lexicon = lexicon
        self._index = index

    def scan(
        self,
        text: str,
        spans: Sequence[tuple[int, int]],
        *,
        bold: bool = False,
        whole: bool = False,
        known_only: bool = False,
    ) -> list[Found]:
        """All names of one sentence, in order.

        ``bold`` reads every name in the index as a place, whatever is around it, ``whole`` only where it is no part
        of a longer name; ``known_only`` leaves the index out.
        """
        line = _Line(text, spans)
        found = list(self._from_codebook(line))
        if not known_only:
            found.extend(self._from_index(line, bold, whole))
        return sorted(found, key=lambda name: (name.start, name.end))

    def _from_codebook(self, line: _Line) -> Iterator[Found]:
        i = 0
        while i < len(line.words):
            code = self._code(line, i)
            if code is not None:
                line.take(i, i, code)
                yield code
                i += 1
                continue
            j = self._longest_in_codebook(line, i)
            if j is None:
                mangled = self._mangled_possessive(line, i)
                if mangled is not None:
                    line.take(i, i, mangled)
                    yield mangled
                i += 1
                continue
            text = line.slice(i, j)
            words = tuple(self.lexicon.find(text))
            found = Found(line.spans[i][0], line.spans[j][1], text, words, self._place_hits(words, text))
            if line.text.isupper() and len(text) <= 3:
                # In a headline all in capitals "IS", "US" and "WHO" are mostly the words.
                i += 1
                continue
            if (
                self._is_part_of_longer(line, i, j, words)
                or _is_half(line, i, j, words)
                or self._is_place(line, i, j, words)
            ):
                i += 1
                continue
            line.take(i, j, found)
            yield found
            i = j + 1

    def _code(self, line: _Line, i: int) -> Found | None:
        """ "Reno, NV": a state's letters, behind a name and a comma."""
        word = self.lexicon.codes.get(line.words[i])
        if word is None or line.shouting or line.lower(i - 1) != "," or not line.cap(i - 2):
            return None
        start, end = line.spans[i]
        return Found(start, end, word.name, (word,))

    def _longest_in_codebook(self, line: _Line, i: int) -> int | None:
        word = line.words[i]
        if not (line.caps[i] or word[:1].isdigit() or line.lower(i) in ("al", "el")):
            return None
        first = fold(word).split()
        limit = max((self.lexicon.longest(part) for part in first[:1]), default=0)
        if not limit and line.lower(i) in ("al", "el"):
            limit = self.lexicon.longest("al")
        if not limit:
            return None
        for j in range(min(i + 2 * limit, len(line.words) - 1), i - 1, -1):
            if j + 1 < len(line.words) and line.words[j + 1] == "." and self._is_abbreviation(line.slice(i, j + 1)):
                return j + 1
            if line.words[j][:1].isalnum() and self.lexicon.find(line.slice(i, j)):
                return j
        return None

    def _mangled_possessive(self, line: _Line, i: int) -> Found | None:
        """ "Syrias Aleppo": scraping drops apostrophes. Only of states, and only before another word of a name."""
        word = line.words[i]
        if not (line.caps[i] and word.endswith("s") and len(word) > 4 and i + 1 < len(line.words)):
            return None
        if not line.words[i + 1][:1].isalpha():
            return None
        words = tuple(entry for entry in self.lexicon.find(word[:-1]) if entry.key.startswith("state-"))
        start, end = line.spans[i]
        return Found(start, end - 1, word[:-1], words, self._place_hits(words, word[:-1])) if words else None

    def _is_abbreviation(self, text: str) -> bool:
        return any(word.exact for word in self.lexicon.find(text))

    def _place_hits(self, words: Sequence[Word], text: str) -> tuple[Hit, ...]:
        if any(word.sort in ("actor", "metonym", "near") for word in words):
            return self._index.find(text)
        return ()

    def _is_part_of_longer(self, line: _Line, i: int, j: int, words: Sequence[Word]) -> bool:
        """ "Jordan" in "Jordan Smith", "Chad" in "Chad Johnson", "Paris" in "Paris Hilton": a person, no state."""
        if i != j or line.shouting:
            return False
        folded = fold(line.words[i])
        kind = self.lexicon.word_class(folded)
        if kind is None or any(word.exact for word in words):
            return False
        after = line.cap(j + 1) and line.lower(j + 1) not in TYPES_AFTER | _PERSON_TITLES | _TITLES_AFTER
        before = i > 0 and (
            line.lower(i - 1) in _PERSON_TITLES or (line.cap(i - 1) and i > 1 and not line.taken[i - 1])
        )
        return after or before

    def _is_place(self, line: _Line, i: int, j: int, words: Sequence[Word]) -> bool:
        """ "British Columbia": a people's name that begins a well-known place's."""
        if not line.cap(j + 1) or not any(word.sort == "demonym" for word in words):
            return False
        hits = self._index.find(line.slice(i, j + 1))
        known = (hit.place for hit in hits if hit.main and hit.place.kind in ("city", "admin1"))
        return any(place.population >= _KNOWN for place in known)

    def _from_index(self, line: _Line, bold: bool, whole: bool) -> Iterator[Found]:
        ranges = list(_candidates(line))
        self._index.prepare(fold(line.slice(i, j)) for i, j in ranges)
        last = -1
        for i, j in ranges:
            if i <= last or (i, j) in line.refused or (i == j and len(line.words[i]) < _SHORTEST):
                continue
            hits = self._index.find(line.slice(i, j))
            if not hits or (line.lower(i) == "the" and not any(hit.place.name.startswith("The ") for hit in hits)):
                continue
            if not bold and not self._accepts(line, i, j, hits):
                # "Lincoln" is not read out of "Lincoln County Council" either.
                line.refused.update((i, k) for k in range(i, j))
                continue
            if (whole or not bold) and _is_cut_out(line, i, j, whole=whole):
                continue
            if self._class(fold(line.slice(i, j))) == "never":
                continue
            if bold and (i, j) != (0, len(line.words) - 1) and self._class(fold(line.slice(i, j))) == "english":
                continue
            found = Found(line.spans[i][0], line.spans[j][1], line.slice(i, j), (), hits)
            line.take(i, j, found)
            last = j
            yield found

    def _accepts(self, line: _Line, i: int, j: int, hits: Sequence[Hit]) -> bool:
        kind = self._class(fold(line.slice(i, j)))
        if kind == "never" or _is_street(line, j):
            return False
        best = max(_weight(hit) for hit in hits)
        before = line.lower(i - 1)
        if _has_type_before(line, i) or self._region_follows(line, j):
            return kind != "english" or best >= 1_000
        if line.lower(j + 1) in TYPES_AFTER and any(hit.place.kind != "city" for hit in hits):
            return kind != "english" or best >= 50_000
        if not line.shouting and self._inside_longer_name(line, i, j):
            return False
        if before in IN_CUES:
            least = {"english": 200_000, "given_names": 5_000, "surnames": 3_000}.get(kind or "", 0)
        elif before in _WEAK_CUES:
            least = {"english": 1_000_000, "given_names": 200_000, "surnames": 150_000}.get(kind or "", 3_000)
        else:
            least = {"english": 3_000_000, "given_names": 500_000, "surnames": 400_000}.get(kind or "", 15_000)
            least = 3_000 if i < j and kind is None else least
        return best >= least

    def _class(self, folded: str) -> str | None:
        short = without_type(folded)
        kind = self.lexicon.word_class(short) or self.lexicon.word_class(without_articles(folded))
        return kind if short == folded or kind in ("english", "never") else None

    def _inside_longer_name(self, line: _Line, i: int, j: int) -> bool:
        after = line.cap(j + 1) and line.lower(j + 1) not in _TITLES_AFTER and line.taken[j + 1] is None
        before = (
            i > 0
            and line.cap(i - 1)
            and line.taken[i - 1] is None
            and line.lower(i - 1) not in DIRECTIONS
            and line.lower(i - 1) not in IN_CUES | _WEAK_CUES
            and line.lower(i - 1) not in TYPES_BEFORE
            and (i > 1 or line.lower(i - 1) in _PERSON_TITLES or len(line.words[i - 1]) > 3)
        )
        title = line.lower(i - 1) in _PERSON_TITLES and line.cap(i - 1)
        return after or before or title

    def _region_follows(self, line: _Line, j: int) -> bool:
        """ "Lebanon, Pennsylvania" and "Odesa, Ukraine": the name after the comma holds the one before it."""
        if line.lower(j + 1) != "," or not line.cap(j + 2):
            return False
        taken = line.taken[j + 2]
        if taken is not None:
            return any(word.sort == "place" or word.key.startswith("state-") for word in taken.words)
        for k in (j + 3, j + 2):
            if k < len(line.words):
                hits = self._index.find(line.slice(j + 2, k))
                if any(hit.place.kind in ("admin1", "country") for hit in hits):
                    return True
        return False


def _weight(hit: Hit) -> int:
    """How many people one thinks of by this name; an alternate name counts for less."""
    place = hit.place
    people = place.population
    if place.kind == "country":
        return 10_000_000
    if place.kind == "admin1":
        return max(people, 100_000)
    if place.kind == "admin2":
        return max(people // 3, 3_001 if " " in place.name else 0)
    return people if hit.main else people // 3


def _has_type_before(line: _Line, i: int) -> bool:
    if line.lower(i - 1) == "of" and line.lower(i - 2) in TYPES_BEFORE:
        return True
    return line.lower(i - 1) in TYPES_BEFORE and not line.cap(i - 1)


def _is_street(line: _Line, j: int) -> bool:
    """ "Brook and Winter streets" are called after no town."""
    if line.lower(j + 1) in _STREETS:
        return True
    return line.lower(j + 1) in ("and", "&") and line.cap(j + 2) and line.lower(j + 3) in _STREETS


def _candidates(line: _Line) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words, with the small words that stand inside names; the longest first at each start."""
    count = len(line.words)
    for i in range(count):
        starts = line.caps[i] or (line.lower(i) in ("al", "el") and line.lower(i + 1) in ("-", "‑"))
        if line.taken[i] is not None or not starts:
            continue
        ends = []
        for j in range(i, min(count, i + _MOST_WORDS)):
            if line.taken[j] is not None:
                break
            if line.caps[j]:
                ends.append(j)
            elif not _goes_on(line, j, bool(ends) and ends[-1] == j - 1):
                break
        for j in reversed(ends):
            yield i, j


def _is_cut_out(line: _Line, i: int, j: int, *, whole: bool = False, after: bool = True) -> bool:
    """Whether the words are one half of a name: "Khan" of "Khan al-Assal", "Zeita" of "Kafr Zeita".

    A sentence's first word tells nothing by its capital; ``whole``: the words are no sentence but a phrase. ``after``:
    a capital that follows counts too.
    """
    if line.lower(j + 1) in ARTICLES and line.lower(j + 2) in ("-", "‑") and line.cap(j + 3):
        return True
    if line.lower(i - 1) in ("-", "‑") and line.lower(i - 2) in ARTICLES and line.cap(i - 3):
        return True
    if line.shouting:
        return False
    known = TYPES_BEFORE | TYPES_AFTER | DIRECTIONS | IN_CUES | _WEAK_CUES | _PERSON_TITLES | _TITLES_AFTER
    cut_before = line.cap(i - 1) and line.taken[i - 1] is None and line.lower(i - 1) not in known and (whole or i > 1)
    return cut_before or (after and line.cap(j + 1) and line.taken[j + 1] is None and line.lower(j + 1) not in known)


def _is_half(line: _Line, i: int, j: int, words: Sequence[Word]) -> bool:
    """ "al-Bab" of "Tariq al-Bab" is not the town; names of states and bodies stand in longer names as themselves."""
    return all(word.sort == "near" for word in words) and _is_cut_out(line, i, j, after=False)


def _goes_on(line: _Line, j: int, after_capital: bool) -> bool:
    """Whether a name may reach across this small word: "of", "al", the point of "St.", "region" after a name."""
    if line.words[j] == ".":
        return line.lower(j - 1) in _SHORTENED
    return line.lower(j) in _LINKERS or (after_capital and line.lower(j) in TYPES_AFTER)
