"""Which wars a report is about."""

from __future__ import annotations

from collections.abc import Mapping

from grotius.codebook import Codebook

_ELSEWHERE = 0.5


def in_wars(codebook: Codebook, countries: Mapping[str, float], published: str | None) -> list[str]:
    """Ids of the wars that a report is about, the likeliest first; ``countries`` weighs those that it speaks of."""
    scored = []
    for key, war in codebook.wars.items():
        if published and not (war.since <= published[:10] <= (war.until or "9999")):
            continue
        # A war's first country is its ground; Russia is in the news of every war.
        ground, *others = war.countries
        score = countries.get(ground, 0.0) + _ELSEWHERE * sum(countries.get(iso, 0.0) for iso in others)
        if score > 0:
            scored.append((-score, key))
    return [key for _, key in sorted(scored)]
