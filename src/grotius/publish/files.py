"""One sheet into one file, row by row: CSV, Parquet, JSON Lines, GeoJSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import IO, Any, Protocol

from pydantic import TypeAdapter

from grotius.model import Place
from grotius.publish.cells import csv_safe
from grotius.publish.fields import Field, Kind, Sheet, Value

_BOM = "\ufeff"
_ROWS_A_GROUP = 5_000


class Sink(Protocol):
    """A file being written. ``rows`` counts what went into it."""

    path: Path
    rows: int

    def write(self, rows: Iterable[Any]) -> None: ...

    def close(self) -> None: ...


class _File:
    """Open, count, close."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows = 0
        self._file: IO[str] = path.open("w", encoding="utf-8", newline="")

    def close(self) -> None:
        self._file.close()


class CsvFile(_File):
    """By RFC 4180 in UTF-8. ``hxl`` puts the row of tags under the names; ``bom`` lets Excel know the encoding."""

    def __init__(self, path: Path, sheet: Sheet[Any], *, hxl: bool = False, bom: bool = False) -> None:
        super().__init__(path)
        self._sheet = sheet
        if bom:
            self._file.write(_BOM)
        self._csv = csv.writer(self._file)
        self._csv.writerow(sheet.names)
        if hxl:
            self._csv.writerow([field.hxl for field in sheet.fields])

    def write(self, rows: Iterable[Any]) -> None:
        for row in rows:
            self._csv.writerow([_cell(value) for value in self._sheet.values(row)])
            self.rows += 1


def _cell(value: Value) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else csv_safe(value)


class JsonLinesFile(_File):
    """The whole row of the record, every value with its span, one JSON object a line."""

    def __init__(self, path: Path, sheet: Sheet[Any]) -> None:
        super().__init__(path)

    def write(self, rows: Iterable[Any]) -> None:
        for row in rows:
            kind: Any = type(row)
            self._file.write(_adapter(kind).dump_json(row).decode("utf-8") + "\n")
            self.rows += 1


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


class GeoJsonFile(_File):
    """By RFC 7946: a point where the finest place is one, else a null geometry; the sheet's columns as properties."""

    def __init__(self, path: Path, sheet: Sheet[Any]) -> None:
        super().__init__(path)
        self._sheet = sheet
        self._file.write('{"type":"FeatureCollection","features":[')

    def write(self, rows: Iterable[Any]) -> None:
        for row in rows:
            self._file.write(",\n" if self.rows else "\n")
            self._file.write(json.dumps(self._feature(row), ensure_ascii=False, separators=(",", ":")))
            self.rows += 1

    def _feature(self, row: Any) -> dict[str, object]:
        point = _point(row.happening.places)
        geometry = {"type": "Point", "coordinates": list(point)} if point is not None else None
        values = zip(self._sheet.fields, self._sheet.values(row), strict=True)
        told = {field.name: value.isoformat() if isinstance(value, date) else value for field, value in values}
        return {"type": "Feature", "id": row.id, "geometry": geometry, "properties": told}

    def close(self) -> None:
        if not self._file.closed:
            self._file.write("\n]}\n")
        super().close()


def _point(places: Sequence[Place]) -> tuple[float, float] | None:
    """Longitude and latitude of the finest place, if it is a point."""
    first = places[0] if places else None
    if first is None or first.lat is None or first.lon is None:
        return None
    return first.lon, first.lat


class ParquetFile:
    """Typed columns, compressed, a group of rows at a time."""

    def __init__(self, path: Path, sheet: Sheet[Any]) -> None:
        import pyarrow.parquet  # takes a while to load

        self.path = path
        self.rows = 0
        self._sheet = sheet
        self._schema = _arrow_schema(sheet.fields)
        self._writer = pyarrow.parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: list[list[Value]] = []

    def write(self, rows: Iterable[Any]) -> None:
        for row in rows:
            self._waiting.append([_plain(value) for value in self._sheet.values(row)])
            self.rows += 1
            if len(self._waiting) >= _ROWS_A_GROUP:
                self._flush()

    def _flush(self) -> None:
        import pyarrow

        columns = zip(*self._waiting, strict=True)
        arrays = [pyarrow.array(column, kind.type) for column, kind in zip(columns, self._schema, strict=True)]
        self._writer.write_table(pyarrow.Table.from_arrays(arrays, schema=self._schema))
        self._waiting.clear()

    def close(self) -> None:
        if self._waiting:
            self._flush()
        self._writer.close()


def _plain(value: Value) -> Value:
    """Text as it is, but for what no UTF-8 file can hold."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _arrow_schema(fields: Sequence[Field[Any]]) -> Any:
    import pyarrow

    types: dict[Kind, Any] = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    return pyarrow.schema(
        [pyarrow.field(field.name, types[field.kind], metadata={"description": field.about}) for field in fields]
    )
