"""Makes the resolved actor: of the codebook, named in the report, or nobody that is known."""

from __future__ import annotations

from dataclasses import replace

from grotius.codebook import Codebook
from grotius.folding import loose
from grotius.ground.offices import Offices
from grotius.ground.register import Known, Register
from grotius.ids import row_id
from grotius.model import Actor


class Answers:
    """Answers at one report's date."""

    def __init__(self, book: Codebook, offices: Offices, register: Register, date: str | None) -> None:
        self._book = book
        self._offices = offices
        self._register = register
        self._date = date

    def entry(self, actor: Actor, key: str, why: str | None) -> Actor:
        """The actor of the codebook with this key."""
        entry = self._book.actors[key]
        office = self._offices.office_of(key, self._date) if entry.kind == "person" else None
        return replace(actor, id=key, name=entry.name, kind=entry.kind, office=office, why=why)

    def known(self, actor: Actor, known: Known, why: str | None) -> Actor:
        """One whom the report names, in the codebook or not."""
        if known.key is not None:
            return self.entry(actor, known.key, why)
        office = self._register.office_beside(known.name)
        return replace(actor, id=stranger_id(known.name), name=known.name, kind=known.kind, office=office, why=why)

    def label(self, key: str) -> str:
        return self._book.actors[key].name


def stranger_id(name: str) -> str:
    return row_id("a", loose(name))
