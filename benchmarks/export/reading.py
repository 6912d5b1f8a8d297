"""Exports read back by the libraries that their users use, and counted against the record."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grotius.record import Filter, Record
from grotius.record.streaming import SOURCES

_IDS = ("id", "event_id_cnty", "Event ID")
_IN_SHAPES = {"acled": "events", "ucdp_ged": "events", "plover": "interactions"}


def lost(record: Record, out: Path, format: str, files: dict[str, int], dropped: int) -> int:
    """By how many rows the files, read back, differ from what the record holds: rows missing, doubled or too many."""
    if format == "site":
        return _lost_pages(record, out)
    wrong = 0
    for name, told in files.items():
        noun = name.partition(".")[0]
        for ids in _readings(out / name):
            wrong += abs(len(ids) - told) + (len(ids) - len(set(ids)) if all(ids) else 0)
        source = _IN_SHAPES.get(noun, noun)
        if source in SOURCES and format != "atom":
            left_out = dropped if noun in _IN_SHAPES else 0
            wrong += abs(getattr(record, source)(Filter(limit=1)).total - told - left_out)
    return wrong


def is_valid(out: Path) -> bool:
    """Does the frictionless library find nothing wrong with any row of the package?"""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import frictionless

        return bool(frictionless.validate(str(out / "datapackage.json")).valid)


def _lost_pages(record: Record, out: Path) -> int:
    return sum(
        abs(getattr(record, noun)(Filter(limit=1)).total - sum(1 for _ in (out / noun).glob("*.html")))
        for noun in ("events", "talks", "reports")
    )


def _readings(path: Path) -> Iterator[list[Any]]:
    """The ids in the file (empty ones where its rows have none), as each library finds them."""
    if path.suffix == ".geojson":
        yield _with_shapely(path)
    elif path.suffix == ".jsonl":
        with path.open(encoding="utf-8") as lines:
            yield [_id(json.loads(line)) for line in lines]
    elif path.suffix == ".atom":
        import feedparser

        yield [entry.id for entry in feedparser.parse(path.read_bytes()).entries]
    elif path.suffix == ".parquet":
        yield from (_with_duckdb(path), _with_polars(path))
    else:
        yield from (_with_polars(path), *_with_pandas(path))


def _with_shapely(path: Path) -> list[Any]:
    from shapely.geometry import shape

    features = json.loads(path.read_text("utf-8"))["features"]
    points = [shape(one["geometry"]) for one in features if one["geometry"]]
    if not all(point.is_valid for point in points):
        raise ValueError(f"{path.name} has a point that is none.")
    return [one["id"] for one in features]


def _with_duckdb(path: Path) -> list[Any]:
    import duckdb

    named = duckdb.sql(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
    column = next((f'"{line[0]}"' for line in named if line[0] in _IDS), "NULL")
    return [line[0] for line in duckdb.sql(f"SELECT {column} FROM '{path}'").fetchall()]


def _with_polars(path: Path) -> list[Any]:
    import polars

    frame = polars.read_parquet(path) if path.suffix == ".parquet" else polars.read_csv(path, infer_schema_length=None)
    column = next((name for name in _IDS if name in frame.columns), None)
    return frame[column].to_list() if column else [None] * len(frame)


def _with_pandas(path: Path) -> Iterator[list[Any]]:
    """Where pandas is installed."""
    try:
        import pandas
    except ImportError:
        return
    frame = pandas.read_csv(path, low_memory=False)
    column = next((name for name in _IDS if name in frame.columns), None)
    yield frame[column].to_list() if column else [None] * len(frame)


def _id(row: dict[str, Any]) -> str | None:
    """A row's own id, or that of what it wraps."""
    inner = next((value for value in row.values() if isinstance(value, dict) and "id" in value), {})
    found = row.get("id") or inner.get("id")
    return str(found) if found else None
