"""The outlines put places into the countries that the record puts them into."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grotius.web.faces import STATIC

VENDOR = STATIC / "vendor"


def rings_of(topology: dict[str, Any], a3: str) -> list[list[tuple[float, float]]]:
    """The outer rings of a country; TopoJSON keeps them as arcs of whole-number steps."""
    (scale_x, scale_y), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    shapes = topology["objects"]["countries"]["geometries"]
    (shape,) = [one for one in shapes if one["properties"].get("a3") == a3]
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    rings = []
    for polygon in polygons:
        points: list[tuple[float, float]] = []
        for number in polygon[0]:
            x = y = 0
            arc = []
            for step in topology["arcs"][number if number >= 0 else ~number]:
                x, y = x + step[0], y + step[1]
                arc.append((x * scale_x + west, y * scale_y + south))
            points.extend(arc if number >= 0 else reversed(arc))
        rings.append(points)
    return rings


def inside(ring: list[tuple[float, float]], lon: float, lat: float) -> bool:
    """How often a line to the east crosses the ring: an odd number of times from within."""
    crossed = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > lat) != (by > lat) and lon < (bx - ax) * (lat - ay) / (by - ay) + ax:
            crossed = not crossed
    return crossed


@pytest.mark.parametrize(
    ("place", "lon", "lat", "country"),
    [
        ("Simferopol", 34.10, 44.95, "UKR"),
        ("Donetsk", 37.80, 48.00, "UKR"),
        ("Luhansk", 39.31, 48.57, "UKR"),
        ("Melitopol", 35.37, 46.85, "UKR"),
        ("Kyiv", 30.52, 50.45, "UKR"),
        ("Belgorod", 36.58, 50.60, "RUS"),
        ("Krasnodar", 38.98, 45.04, "RUS"),
    ],
)
def test_countries_are_drawn_as_the_united_nations_does(place: str, lon: float, lat: float, country: str) -> None:
    topology = json.loads((VENDOR / "world.json").read_text("utf-8"))
    held = {a3 for a3 in ("UKR", "RUS") if any(inside(ring, lon, lat) for ring in rings_of(topology, a3))}
    assert held == {country}, place


def test_regions_carry_the_names_of_the_gazetteer() -> None:
    regions = json.loads((VENDOR / "regions.json").read_text("utf-8"))["features"]
    ukraine = {one["properties"]["name"] for one in regions if one["properties"]["country"] == "ukr"}
    assert {"Crimea", "Kyiv City", "Odesa", "Dnipropetrovsk", "Luhansk", "Kherson"} <= ukraine
    assert not {"Crimea", "Sevastopol"} & {
        one["properties"]["name"] for one in regions if one["properties"]["country"] == "rus"
    }
