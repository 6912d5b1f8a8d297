"""Gives the rows of one report their world: actors, places, and the party behind each position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, TypeVar

from grotius.codebook import Codebook
from grotius.ground.actors import ActorResolver, ReportActors
from grotius.ground.countrywide import Countrywide
from grotius.ground.index import PlaceIndex
from grotius.ground.names import Names
from grotius.ground.places import PlaceResolver, ReportPlaces
from grotius.ground.wars import in_wars
from grotius.language import Document
from grotius.model import Actor, Extraction, Place, Position

Row = TypeVar("Row")
_OTHERS = frozenset({"person", "organisation", "group", "nationality", "other"})


class Grounder:
    """Resolves reports one by one; holds the codebook's names and the place index. ``names`` serves the parse."""

    def __init__(self, codebook: Codebook, index: PlaceIndex | None = None) -> None:
        index = index or PlaceIndex.open()
        self.names = Names(codebook, index)
        self._codebook = codebook
        self._places = PlaceResolver(codebook, self.names.scanner, index)
        self._actors = ActorResolver(codebook, self.names.lexicon, self.names.scanner)

    def ground(self, extraction: Extraction, document: Document) -> Extraction:
        """The same rows with each actor and place resolved, or left unresolved with the reason."""
        rows = list(_rows(extraction))
        if not rows:
            return extraction
        spans = sorted({(p.span.start, p.span.end) for row in rows for p in _values(row, Place) if p.span is not None})
        others = [(n.start, n.end) for s in document.parsed for n in s.names if n.kind in _OTHERS]
        places = self._places.read(document.text, document.published, spans, others)
        wars = in_wars(self._codebook, places.countries, document.published)
        actors = self._actors.read(document, places.found, wars)
        grounded = replace(
            extraction,
            mentions=tuple(_ground(row, actors, places) for row in extraction.mentions),
            figures=tuple(_ground(row, actors, places) for row in extraction.figures),
            talks=tuple(_ground(row, actors, places) for row in extraction.talks),
            statements=tuple(_ground(row, actors, places) for row in extraction.statements),
            positions=tuple(_with_party(_ground(row, actors, places), actors) for row in extraction.positions),
            interactions=tuple(_ground(row, actors, places) for row in extraction.interactions),
        )
        return Countrywide(self._codebook, actors).placed(grounded)


def _rows(extraction: Extraction) -> Iterator[Any]:
    yield from extraction.mentions
    yield from extraction.figures
    yield from extraction.talks
    yield from extraction.statements
    yield from extraction.positions
    yield from extraction.interactions


def _values(row: Any, noun: type[Row]) -> Iterator[Row]:
    for each in fields(row):
        value = getattr(row, each.name)
        if isinstance(value, noun):
            yield value
        elif isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, noun))


def _ground(row: Row, actors: ReportActors, places: ReportPlaces) -> Row:
    changed: dict[str, Any] = {}
    for each in fields(row):  # type: ignore[arg-type]
        value = getattr(row, each.name)
        if isinstance(value, tuple) and value and isinstance(value[0], Actor | Place):
            resolved = (_resolved(item, actors, places) for item in value)
            changed[each.name] = tuple(item for item in resolved if item is not None)
        elif isinstance(value, Actor | Place):
            changed[each.name] = _resolved(value, actors, places)
    return replace(row, **changed) if changed else row  # type: ignore[type-var]


def _resolved(value: Actor | Place, actors: ReportActors, places: ReportPlaces) -> Actor | Place | None:
    if isinstance(value, Actor):
        return actors.resolve(value) if value.id is None else value
    return places.at(value.span) if value.geonames_id is None and value.span is not None else value


def _with_party(position: Position, actors: ReportActors) -> Position:
    if position.party is not None:
        return position
    return replace(position, party=actors.stands_for(position.actor))
