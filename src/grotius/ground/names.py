"""The name finder for the parse: what the codebook and the place index know overrules the parser's guess."""

from __future__ import annotations

from collections.abc import Sequence

from grotius.codebook import Codebook
from grotius.ground.index import PlaceIndex
from grotius.ground.lexicon import Lexicon, Word
from grotius.ground.scan import Found, Scanner
from grotius.language import Name
from grotius.language.document import NameKind

_KINDS: dict[str, NameKind] = {
    "person": "person",
    "office": "organisation",
    "organisation": "organisation",
    "armed_group": "group",
    "state": "state",
    "outlet": "organisation",
}


class Names:
    """Finds actors and places by name; says nothing of names it is not sure of."""

    def __init__(self, codebook: Codebook, index: PlaceIndex) -> None:
        self._codebook = codebook
        self.lexicon = Lexicon(codebook)
        self.scanner = Scanner(self.lexicon, index)

    def find(self, text: str, words: Sequence[tuple[int, int]]) -> Sequence[Name]:
        """Names in one sentence; ``words`` are its tokens."""
        return [self._name(found) for found in self.scanner.scan(text, words)]

    def _name(self, found: Found) -> Name:
        if not found.words:
            return Name(found.start, found.end, found.text, "place")
        word = found.words[0]
        if word.sort == "metonym" and not found.hits:
            return Name(found.start, found.end, found.text, "organisation", word.key)
        return Name(found.start, found.end, found.text, self._kind(word), self._key(found))

    def places_within(self, text: str, words: Sequence[tuple[int, int]]) -> Sequence[Name]:
        """Places in the name of a body: "Kherson" in "Kherson City Council"."""
        return [self._name(found) for found in self.scanner.scan(text, words, bold=True) if found.is_place]

    def _kind(self, word: Word) -> NameKind:
        if word.sort == "demonym":
            return "nationality"
        if word.sort == "place":
            return "site" if self._codebook.places[word.key].precision == "site" else "place"
        if word.sort in ("metonym", "near"):
            return "place"
        if word.sort == "outlet":
            return "organisation"
        return _KINDS.get(self._codebook.actors[word.key].kind, "other")

    @staticmethod
    def _key(found: Found) -> str | None:
        keys = {word.key for word in found.words if word.sort not in ("metonym", "near")}
        rivals = [hit for hit in found.hits if hit.place.kind != "country" and hit.place.kind == "admin1"]
        return keys.pop() if len(keys) == 1 and not rivals else None
