"""Names that a person types, with no report around them: an actor of the codebook, a place of the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from grotius.codebook import Codebook
from grotius.ground.answers import stranger_id
from grotius.ground.index import PlaceIndex
from grotius.ground.lexicon import Lexicon
from grotius.ground.offices import Offices
from grotius.ground.places import PlaceResolver
from grotius.ground.scan import Scanner
from grotius.ground.wars import in_wars
from grotius.model import Actor, Place, Span

_SORTS = ("actor", "outlet", "metonym", "demonym")
_UNKNOWN_PLACE = "no place of this name is known"


class PlainNames:
    """``countries`` weighs, by ISO code, what the matter at hand is about; ``day`` is when it was."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._lexicon = Lexicon(codebook)
        self._offices = Offices(codebook)

    def actor(self, name: str, day: str | None = None, countries: Mapping[str, float] | None = None) -> Actor:
        """The actor of the codebook that is called so, else a new one with this name."""
        key, outlet = self._known(name)
        if outlet is not None:
            return Actor(None, self._codebook.outlets[outlet].name, f"outlet-{outlet}", "outlet")
        if key is None:
            return Actor(None, name, stranger_id(name))
        entry = self._codebook.actors[key]
        office = self._offices.office_of(key, day) if entry.kind == "person" else None
        side = self._offices.side(key, in_wars(self._codebook, countries or {}, day), day)
        return Actor(None, entry.name, key, entry.kind, side, office)

    def _known(self, name: str) -> tuple[str | None, str | None]:
        """The key of the actor, or that of the outlet. A surname will do where the codebook has it once."""
        words = {word.sort: word.key for word in reversed(self._lexicon.find(name))}
        for sort in _SORTS:
            if sort in words:
                return (None, words[sort]) if sort == "outlet" else (words[sort], None)
        persons = self._lexicon.persons(name) or ([] if " " in name else self._lexicon.surname(name))
        return (persons[0] if len(persons) == 1 else None), None

    def place(self, name: str, countries: Mapping[str, float] | None = None) -> Place:
        """The place that is meant where these countries are spoken of; without a point where none is known."""
        index = PlaceIndex.open()
        try:
            resolver = PlaceResolver(self._codebook, Scanner(self._lexicon, index), index)
            likeliest = sorted(countries or {}, key=lambda iso: -(countries or {})[iso])[:1]
            text = "\n".join((name, *map(resolver.label, likeliest)))
            span = Span(0, len(name), name)
            found = resolver.read(text, spans=[(0, len(name))]).at(span)
        finally:
            index.close()
        return replace(found, span=None) if found is not None else Place(None, name, why=_UNKNOWN_PLACE)
