"""Every format is read back by the library that its users use, and counted against the record."""

from __future__ import annotations

import csv
import io
import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars
import pytest

from grotius import export
from grotius.errors import SettingsError
from grotius.publish import FORMATS, Exported
from grotius.publish.sheets import SHEETS
from grotius.record import Filter, Record
from published import publishable

NOUNS = ("events", "talks", "figures", "statements", "positions", "interactions", "reports")
TYPES = {
    "string": polars.String,
    "integer": polars.Int64,
    "number": polars.Float64,
    "boolean": polars.Boolean,
    "date": polars.Date,
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with publishable(tmp_path_factory.mktemp("record") / "r.sqlite") as record:
        yield record


@pytest.fixture(scope="module")
def written(record: Record, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Exported]:
    home = tmp_path_factory.mktemp("exports")
    return {format: export(record, format, home / format) for format in FORMATS}


def ids(record: Record, noun: str) -> list[str]:
    """The ids in the record; of a row of a report, that of the row itself."""
    page = getattr(record, noun)(Filter(limit=None))
    inner = {"figures": "figure", "statements": "statement", "positions": "position", "interactions": "interaction"}
    return [getattr(row, inner[noun]).id if noun in inner else row.id for row in page]


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_tables_lose_no_row_and_double_none(
    record: Record, written: dict[str, Exported], format: str, noun: str
) -> None:
    path = written[format].folder / f"{noun}.{format}"
    table = polars.read_csv(path) if format == "csv" else polars.read_parquet(path)
    assert table["id"].to_list() == ids(record, noun) != []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_parquet_has_the_types_that_the_package_tells(written: dict[str, Exported], sheet: Any) -> None:
    table = polars.read_parquet(written["parquet"].folder / f"{sheet.name}.parquet")
    assert dict(table.schema) == {field.name: TYPES[field.kind] for field in sheet.fields}


def test_duckdb_counts_the_dead_of_a_parquet_file(record: Record, written: dict[str, Exported]) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    path = written["parquet"].folder / "claims.parquet"
    asked = f"SELECT count(*), sum(best) FROM '{path}' WHERE measure = 'killed'"
    claims = [
        claim
        for event in record.events(Filter(limit=None))
        for figure in event.figures
        if figure.measure == "killed"
        for claim in figure.claims
    ]
    assert duckdb.sql(asked).fetchall() == [(len(claims), sum(claim.figure.best or 0 for claim in claims))]


@pytest.mark.parametrize("noun", ["events", "talks"])
def test_geojson_has_a_point_or_none_for_every_row(record: Record, written: dict[str, Exported], noun: str) -> None:
    shape = pytest.importorskip("shapely.geometry", reason="shapely is not installed").shape
    found = json.loads((written["geojson"].folder / f"{noun}.geojson").read_text("utf-8"))
    assert [feature["id"] for feature in found["features"]] == ids(record, noun)
    points = [shape(feature["geometry"]) for feature in found["features"] if feature["geometry"]]
    assert all(point.is_valid and -180 <= point.x <= 180 and -90 <= point.y <= 90 for point in points)
    if noun == "events":
        assert 0 < len(points) < len(found["features"])


@pytest.mark.parametrize("noun", NOUNS)
def test_json_lines_hold_whole_rows(record: Record, written: dict[str, Exported], noun: str) -> None:
    lines = (written["jsonl"].folder / f"{noun}.jsonl").read_text("utf-8").split("\n")[:-1]
    rows = [json.loads(line) for line in lines]
    assert len(rows) == len(ids(record, noun))
    if noun == "figures":
        assert {row["figure"]["span"]["text"] for row in rows} >= {"killed 7 people", "4 dead"}


@pytest.mark.parametrize("format", ["csv", "acled", "ucdp", "plover", "jsonl", "geojson", "parquet", "atom"])
@pytest.mark.parametrize("options", [{}, {"hxl": True, "bom": True}], ids=["plain", "tags"])
def test_the_data_package_is_valid(record: Record, tmp_path: Path, format: str, options: dict[str, bool]) -> None:
    if options and format in ("jsonl", "geojson", "parquet", "atom"):
        pytest.skip("tags and byte order marks are for CSV")
    if format == "parquet":
        pytest.importorskip("pandas", reason="frictionless reads Parquet with pandas, which is not installed")
    done = export(record, format, tmp_path / "out", **options)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own dependencies are behind the times
        frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
        outcome = frictionless.validate(str(done.folder / "datapackage.json"))
    assert outcome.valid, outcome.flatten(["rowNumber", "fieldName", "type", "note"])


def test_the_package_says_what_it_is(record: Record, written: dict[str, Exported]) -> None:
    package = json.loads((written["csv"].folder / "datapackage.json").read_text("utf-8"))
    told = package["grotius"]
    assert told["codebooks"] == ["c0ffee"] and told["rule"] == "latest_best" and "licenceNote" in told
    assert package["version"] in told["citation"]
    assert all(field["description"] for one in package["resources"] for field in one["schema"]["fields"])


def test_tags_are_read_by_libhxl(record: Record, tmp_path: Path) -> None:
    hxl = pytest.importorskip("hxl", reason="libhxl is not installed")
    done = export(record, "csv", tmp_path / "out", hxl=True)
    for file in done.files:
        with (done.folder / file.name).open("rb") as opened:
            data = hxl.data(io.BytesIO(opened.read()))
            assert len(data.columns) == len(file.sheet.fields) if file.sheet else False
            assert sum(1 for _ in data) == file.rows


def test_excel_finds_the_encoding_and_no_formula(record: Record, tmp_path: Path) -> None:
    done = export(record, "csv", tmp_path / "out", bom=True)
    for file in done.files:
        data = (done.folder / file.name).read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
        assert {len(line) for line in lines} == {len(lines[0])}
        cells = [cell for line in lines[1:] for cell in line]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@")) or "\n" in cell or "\u202e" in cell]
        assert not [cell for cell in cells if cell.startswith("-") and not cell[1:].replace(".", "").isdigit()]
    assert "Évening Post" in (done.folder / "events.csv").read_text("utf-8-sig")


def test_a_filter_lets_through_what_the_query_does(record: Record, tmp_path: Path) -> None:
    wanted = Filter(place="Kyiv", until="2025-04-30", limit=None)
    done = export(record, "csv", tmp_path / "out", wanted)
    events = polars.read_csv(done.folder / "events.csv")
    assert events["id"].to_list() == [row.id for row in record.events(wanted)] != []
    assert set(polars.read_csv(done.folder / "reports.csv")["outlet"]) == {"Alpha", "Beta"}


def test_nothing_found_is_a_package_with_no_rows(record: Record, tmp_path: Path) -> None:
    for format in FORMATS:
        done = export(record, format, tmp_path / format, Filter(place="Nowhere", limit=None))
        if format != "atom":
            assert done.rows == 0
            assert "there are no rows" in (done.folder / "README.md").read_text("utf-8")


def test_the_same_record_gives_the_same_bytes(record: Record, tmp_path: Path) -> None:
    for format in FORMATS:
        once, again = (export(record, format, tmp_path / f"{format}{k}") for k in (1, 2))
        assert [file.sha256 for file in once.files] == [file.sha256 for file in again.files]


@pytest.mark.parametrize(
    ("format", "options", "words"),
    [("xlsx", {}, "no format"), ("parquet", {"hxl": True}, "--hxl"), ("geojson", {"bom": True}, "--bom")],
)
def test_options_that_make_no_sense(
    record: Record, tmp_path: Path, format: str, options: dict[str, bool], words: str
) -> None:
    with pytest.raises(SettingsError, match=words):
        export(record, format, tmp_path / "out", **options)
    assert list(tmp_path.iterdir()) == []
