"""Whose it is: the state or body that a phrase names as the owner of an office, an army or a government."""

from __future__ import annotations

from grotius.codebook import Codebook
from grotius.folding import fold
from grotius.ground.lexicon import Lexicon
from grotius.ground.naming import possessed
from grotius.ground.offices import Offices, spell
from grotius.ground.pronouns import Pronouns
from grotius.ground.scan import Found, Scanner
from grotius.ground.words import words as split_words

_ACTING = ("demonym", "actor", "metonym")
_POSSESSIVES = frozenset({"his", "her", "their", "its"})


class Owners:
    """Looks into phrases of one report."""

    def __init__(
        self, book: Codebook, lexicon: Lexicon, scanner: Scanner, offices: Offices, pronouns: Pronouns, date: str | None
    ) -> None:
        self._book = book
        self._lexicon = lexicon
        self._scanner = scanner
        self._offices = offices
        self._pronouns = pronouns
        self._date = date
        self._scanned: dict[str, list[Found]] = {}

    def scan(self, words: str) -> list[Found]:
        """The names of the codebook within a phrase; "Iran-backed" and the like name nobody who acts."""
        if words not in self._scanned:
            found = self._scanner.scan(words, split_words(words), known_only=True)
            self._scanned[words] = [name for name in found if not _is_modifier(words, name)]
        return self._scanned[words]

    def owner(self, words: str, position: int | None = None) -> str | None:
        """A body or state within the phrase, the state of a person in it, or that of "his"."""
        first = fold(words).split()[:1]
        if first and first[0] in _POSSESSIVES and position is not None:
            known = self._pronouns.stands_for(first[0], position)
            return self._offices.stands_for(known.key, self._date) if known and known.key else None
        keys = self._keys(words)
        bodies = [key for key in keys if self._book.actors[key].kind != "state"]
        if bodies:
            return bodies[-1]
        return (self.general_body(words, keys[0]) or keys[0]) if keys else None

    def state(self, words: str) -> str | None:
        """The state whose thing the phrase names, by its name, its people or the person in office."""
        keys = self._keys(words)
        tops = (*keys, *(self._offices.stands_for(key, self._date) for key in keys))
        return next((key for key in tops if self._book.actors[key].kind == "state"), None)

    def general_body(self, words: str, owner: str, head: str | None = None) -> str | None:
        """The body that general words in the phrase mean, "foreign ministry" of this state; ``head`` is among them."""
        plain = spell(words).split()
        for size in (3, 2, 1):
            for i in range(len(plain) - size + 1):
                name = " ".join(plain[i : i + size])
                body = self._offices.body_of(owner, name)
                if (
                    body is not None
                    and (size > 1 or name in _ONE_WORD)
                    and (head is None or head in plain[i : i + size])
                ):
                    return body
        return None

    def names_of(self, key: str) -> set[str]:
        """The words that a body is called by."""
        entry = self._book.actors[key]
        return {word for name in (entry.name, *entry.names, *entry.context_names) for word in spell(name).split()}

    def without_owner(self, words: str) -> str:
        """The phrase less the names in it, articles and "of"."""
        thing = self.thing(words)
        rest = thing if thing is not None else words
        for name in reversed(self._scanner.scan(rest, split_words(rest), known_only=True)):
            rest = f"{rest[: name.start]} {rest[name.end :]}"
        plain = rest.replace("’", "'").replace("'s", " ").split()
        return " ".join(word for word in plain if word.lower() not in ("of", "the") and any(c.isalnum() for c in word))

    def thing(self, words: str) -> str | None:
        """What belongs to a person of the codebook in the phrase: "government" of "Assad's government"."""
        for name in self.scan(words):
            if self._person(name) is not None:
                thing = possessed(words, name.start, name.end)
                if thing is not None:
                    return thing
        return None

    def is_person_inside(self, words: str) -> bool:
        return any(self._person(name) is not None for name in self.scan(words))

    def _keys(self, words: str) -> list[str]:
        keys: list[str] = []
        for name in self.scan(words):
            key = self._person(name)
            if key is not None:
                if possessed(words, name.start, name.end) is not None:
                    keys.append(self._offices.stands_for(key, self._date))
                continue
            keys.extend([word.key for word in name.words if word.sort in _ACTING][:1])
        return [key for key in keys if self._book.actors[key].kind != "person"]

    def _person(self, name: Found) -> str | None:
        return next(
            (w.key for w in name.words if w.sort == "actor" and self._book.actors[w.key].kind == "person"), None
        )


_ONE_WORD = frozenset("army navy military intelligence parliament railways railway police".split())


def _is_modifier(words: str, name: Found) -> bool:
    after = words[name.end : name.end + 2]
    return len(after) == 2 and after[0] in "-‑–" and after[1].islower()
