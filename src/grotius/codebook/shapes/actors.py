"""Who acts and speaks: states, bodies, armed groups, and persons in public offices with their dates."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from grotius.codebook.shapes.entry import Entry
from grotius.model import ActorKind, Side


class Office(BaseModel):
    """An office held from a date to a date (ISO, a year or a month will do); open ends are left out."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    title: str
    of: str | None = Field(default=None, description="id of the state or body")
    since: str | None = None
    until: str | None = None
    local: bool = Field(default=False, description="of a town or region: its holder does not stand for the state")


class ActorEntry(Entry):
    """One actor. Its id in the files is its ``Actor.id`` in the output."""

    name: str
    kind: ActorKind
    names: tuple[str, ...] = Field(default=(), description="other names; an acronym matches only in capitals")
    context_names: tuple[str, ...] = Field(
        default=(), description="names that mean this actor only where nothing nearer in the report does"
    )
    of: str | None = Field(default=None, description="id of the state or body it belongs to")
    iso: str | None = Field(default=None, description="ISO 3166 code, of states only")
    demonyms: tuple[str, ...] = Field(default=(), description="adjective and people: Ukrainian, Ukrainians")
    metonyms: tuple[str, ...] = Field(default=(), description="capital and seats that stand for the government")
    gender: Literal["f", "m"] | None = None
    offices: tuple[Office, ...] = ()
    titles: tuple[str, ...] = Field(default=(), description="of an office or body: how its head is called")


class WarSide(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    actor: str
    side: Side
    since: str | None = None
    until: str | None = None


class WarEntry(Entry):
    """A war: where, when, and who stands where in it. An actor without a line takes that of what it belongs to."""

    names: tuple[str, ...] = ()
    countries: tuple[str, ...] = Field(description="ISO codes of the countries it is fought in")
    home: bool = Field(
        default=False, description="the reports are written there: its places are meant where no country is named"
    )
    since: str
    until: str | None = None
    sides: tuple[WarSide, ...]
