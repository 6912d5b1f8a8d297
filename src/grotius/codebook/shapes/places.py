"""Places that no gazetteer has, or has otherwise than reports mean them: areas, sites, disputed land, other names."""

from __future__ import annotations

from pydantic import Field, model_validator

from grotius.codebook.shapes.entry import Entry
from grotius.model import Precision


class PlaceEntry(Entry):
    """One place. ``geonames`` ties it to the gazetteer; without it the entry stands for itself."""

    names: tuple[str, ...] = Field(default=(), description="as reports write it, the printed name first")
    codes: tuple[str, ...] = Field(
        default=(), description="letters of the post that name it behind another name and a comma only: 'Reno, NV'"
    )
    precision: Precision = Field(description="area for land without an admin code, site for a named site, ...")
    geonames: int | None = Field(default=None, description="GeoNames id, where it has one")
    country: str | None = Field(default=None, description="ISO 3166 code of the country it is assigned to")
    admin1: str | None = Field(default=None, description="name of the region it lies in")
    point: tuple[float, float] | None = Field(default=None, description="latitude and longitude, of sites only")
    within: tuple[str, ...] = Field(default=(), description="ISO codes of countries an area reaches into")
    position: str | None = Field(default=None, description="whose position the country follows, for disputed land")
    near: tuple[str, ...] = Field(
        default=(), description="ISO codes: the names compete with other places', and win in reports on these"
    )

    @model_validator(mode="after")
    def _is_called_something(self) -> PlaceEntry:
        if not self.names and not (self.codes and self.label):
            raise ValueError("a place needs names, or codes and a label")
        return self


class WordList(Entry):
    """Words that are also names of places: read as a place only where the words around say so."""

    words: tuple[str, ...] = ()
    never: bool = Field(default=False, description="true: not a place even after 'in' or 'near'")
