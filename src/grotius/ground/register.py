"""The persons and bodies that a report names: whom a surname, a title or a pronoun in it may mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from grotius.codebook import Codebook
from grotius.folding import fold, loose, skeleton, spoken
from grotius.ground.lexicon import Lexicon
from grotius.ground.naming import MISTER, ROLES, TITLES, bare
from grotius.ground.offices import Offices, spell
from grotius.ground.scan import Found
from grotius.language import Document
from grotius.model import ActorKind, Span

_MOST_TITLE_LETTERS = 70
_LEAST_BONES, _LEAST_ALIKE = 4, 80.0


@dataclass(frozen=True, slots=True)
class Known:
    """An actor named in the report's own words."""

    start: int
    end: int
    key: str | None
    name: str
    kind: ActorKind
    gender: str | None = None
    office: str | None = None


class Register:
    """All ``Known`` of one report, in order of the text."""

    def __init__(
        self, book: Codebook, lexicon: Lexicon, offices: Offices, document: Document, names: Sequence[Found]
    ) -> None:
        self._book = book
        self._lexicon = lexicon
        self._offices = offices
        self._document = document
        self._text = document.text
        self.known = self._read(names)
        self._starts = [known.start for known in self.known]

    def before(self, position: int) -> list[Known]:
        return self.known[: bisect_left(self._starts, position)]

    def persons_in(self, span: Span) -> list[Known]:
        return [k for k in self.known if k.kind == "person" and span.start <= k.start and k.end <= span.end]

    def by_surname(self, surname: str, position: int) -> Known | None:
        """The person with a full name in the report who is called so; surnames come first in Chinese and Korean."""
        wanted = loose(surname).split()[-1:]
        if not wanted:
            return None
        persons = [k for k in self.known if k.kind == "person" and " " in k.name]
        for end in (slice(-1, None), slice(0, 1)):
            matches = [k for k in persons if loose(k.name).split()[end] == wanted]
            if matches:
                return ([k for k in matches if k.start <= position] or matches)[-1]
        alike = [k for k in persons if k.start <= position and _sounds_alike(k.name.split()[-1], surname)]
        return alike[-1] if alike else None

    def office_beside(self, name: str) -> str | None:
        """ "X, governor of Y" and "Foreign Minister X": the office that the report gives with the full name."""
        after = self._office_after(name)
        if after is not None:
            return after
        start = self._text.find(name)
        if start < 0:
            return None
        title: list[str] = []
        for word in reversed(self._text[max(0, start - 60) : start].split("\n")[-1].split()):
            if spell(word) not in TITLES or spell(word) in MISTER or word[-1:] in '.,;:"”':
                break
            title.insert(0, word)
        title = title[1:] if title[:1] == ["the"] or title[:1] == ["The"] else title
        return " ".join(title) or None

    def _office_after(self, name: str) -> str | None:
        start = self._text.find(name)
        after = self._text[start + len(name) : start + len(name) + 90] if start >= 0 else ""
        if not after.startswith(", "):
            return None
        phrase = after[2:].split(",")[0].split(".")[0].split("\n")[0]
        is_office = any(word in ROLES for word in fold(phrase).split()[:5]) and len(phrase) < _MOST_TITLE_LETTERS
        return phrase.removeprefix("the ").strip() if is_office else None

    # -- reading

    def _read(self, names: Sequence[Found]) -> list[Known]:
        known = [k for found in names for k in (*self._from_codebook(found), *self._body_after(found))]
        taken = {k.start for k in known}
        for sentence in self._document.parsed:
            for name in sentence.names:
                person = name.kind == "person" or (name.key is None and self._is_called(name.text))
                if person and name.start not in taken and not _is_place_name(name.start, names):
                    known.append(self._stranger(name.start, name.end, name.text))
        known.sort(key=lambda k: (k.start, k.end))
        return _joined(known)

    def _is_called(self, name: str) -> bool:
        """Whether an office stands beside a name of two or three words: a person, whatever the parser says."""
        return 2 <= len(name.split()) <= 3 and name[:1].isupper() and self._office_after(name) is not None

    def _from_codebook(self, found: Found) -> list[Known]:
        for word in found.words:
            if word.sort in ("actor", "demonym"):
                entry = self._book.actors[word.key]
                if word.sort == "demonym" or (entry.kind == "state" and found.hits and len(found.words) > 1):
                    continue
                return [Known(found.start, found.end, word.key, entry.name, entry.kind, entry.gender)]
        return []

    def _body_after(self, found: Found) -> list[Known]:
        """ "Russian defence ministry": the body that the words after a state or its people name."""
        owner = next(
            (w.key for w in found.words if w.sort in ("demonym", "actor") and w.key.startswith("state-")), None
        )
        if owner is None:
            return []
        tail = self._text[found.end : found.end + 60].replace("’", "'").removeprefix("'s")
        if "\n" in tail[:1] or tail[:1] not in (" ", ""):
            return []
        following = tail.split("\n")[0].split()[:3]
        for size in (3, 2, 1):
            phrase = " ".join(following[:size]).strip(".,;:'\"”")
            body = self._offices.body_of(owner, phrase) if len(following) >= size else None
            if body is not None:
                end = self._text.find(phrase, found.end) + len(phrase)
                entry = self._book.actors[body]
                return [Known(found.start, end, body, entry.name, entry.kind)]
        return []

    def _stranger(self, start: int, end: int, text: str) -> Known:
        name = bare(text)
        keys = self._lexicon.persons(name) if " " in name else []
        if not keys and name.endswith("s"):
            # Scraped text loses apostrophes: "Assads warplanes".
            keys = [w.key for w in self._lexicon.find(name[:-1]) if w.sort == "actor"]
        if len(keys) == 1:
            entry = self._book.actors[keys[0]]
            return Known(start, end, keys[0], entry.name, entry.kind, entry.gender)
        before = self._text[max(0, start - 12) : start].split()
        title = before[-1].strip(".").lower() if before else ""
        return Known(start, end, None, name, "person", MISTER.get(title))


def _joined(known: list[Known]) -> list[Known]:
    """A surname alone is the person whose full name stands in the report."""
    full: dict[str, Known] = {}
    for k in known:
        if k.kind == "person" and " " in k.name:
            full.setdefault(loose(k.name).split()[-1], k)
    joined = []
    for k in known:
        if k.kind == "person" and k.key is None and " " not in k.name:
            whole = full.get(loose(k.name)) or next((w for n, w in full.items() if _sounds_alike(n, k.name)), None)
            if whole is not None:
                k = replace(k, key=whole.key, name=whole.name, gender=k.gender or whole.gender)
        joined.append(k)
    return joined


def _sounds_alike(surname: str, other: str) -> bool:
    """One surname in two transliterations, or with a slip in its vowels."""
    bones = skeleton(surname)
    if len(bones) < _LEAST_BONES or bones != skeleton(other):
        return False
    return fuzz.ratio(spoken(surname), spoken(other)) >= _LEAST_ALIKE


def _is_place_name(start: int, names: Sequence[Found]) -> bool:
    return any(found.start <= start < found.end and found.is_place for found in names)
