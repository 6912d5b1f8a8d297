"""Export: the record, or what a filter lets through, as a folder of files with what they mean beside them."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from grotius.errors import SettingsError
from grotius.publish.acled import ACLED
from grotius.publish.feeds import write_feeds
from grotius.publish.fields import Sheet
from grotius.publish.files import CsvFile, GeoJsonFile, JsonLinesFile, ParquetFile, Sink
from grotius.publish.folder import beside
from grotius.publish.package import Lost, Making, Written, wrap, written
from grotius.publish.plover import PLOVER
from grotius.publish.sheets import EVENTS, SHEETS, TALKS
from grotius.publish.stream import pages
from grotius.publish.ucdp import UCDP
from grotius.record import EventRow, Filter, Record, TalkRow
from grotius.record.makers import standing
from grotius.record.reading import DEFAULT_RULE

Open = Callable[[Path, Sheet[Any]], Sink]
OnRows = Callable[[str, int, int], None]
_WHOLE_ROWS = tuple(sheet for sheet in SHEETS if sheet.name == sheet.source)


@dataclass(frozen=True, slots=True)
class Format:
    """``sheets`` that it has a file for each, the ending and the media type of those files."""

    sheets: Sequence[Sheet[Any]]
    ending: str
    media: str
    is_csv: bool = False


class FolderWriter(Protocol):
    """Writes a format that is no table: all of its files into a folder, those that readers begin with in the answer."""

    def __call__(
        self, record: Record, making: Making, folder: Path, on_rows: OnRows | None = None
    ) -> Sequence[Written]: ...


FORMATS: dict[str, Format] = {
    "csv": Format(SHEETS, "csv", "text/csv", is_csv=True),
    "jsonl": Format(_WHOLE_ROWS, "jsonl", "application/jsonl"),
    "geojson": Format((EVENTS, TALKS), "geojson", "application/geo+json"),
    "parquet": Format(SHEETS, "parquet", "application/vnd.apache.parquet"),
    "acled": Format((ACLED,), "csv", "text/csv", is_csv=True),
    "ucdp": Format((UCDP,), "csv", "text/csv", is_csv=True),
    "plover": Format((PLOVER,), "csv", "text/csv", is_csv=True),
    "atom": Format((), "atom", "application/atom+xml"),
    "site": Format((), "html", "text/html"),
}


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written where, and what the format could not carry."""

    folder: Path
    files: tuple[Written, ...]
    lost: tuple[Lost, ...]
    bytes: int = 0
    """All that lies in the folder."""

    @property
    def rows(self) -> int:
        return sum(file.rows for file in self.files)


def export(
    record: Record,
    format: str,
    out: str | os.PathLike[str],
    wanted: Filter | None = None,
    *,
    hxl: bool = False,
    bom: bool = False,
    replace_older: bool = False,
    title: str = "A record of a war",
    link: str | None = None,
    on_rows: OnRows | None = None,
    site: FolderWriter | None = None,
) -> Exported:
    """Write the rows that a filter lets through as a data package.

    The rows are streamed, so that memory does not grow with them. The folder appears whole or not at all.

    Args:
        format: one of ``FORMATS``.
        out: the folder to make.
        wanted: the same filter that the queries take; all rows without it.
        hxl: a row of HXL tags under the names of the columns (CSV only).
        bom: begin each CSV with a byte order mark, so that Excel reads accents right.
        replace_older: may an older export in ``out`` be replaced?
        link: the address under which the feeds will be found.
        on_rows: told the source, how many of its rows are done, and of how many.
        site: writes the pages of ``site`` (``grotius.web.site``); that room lies below this one.

    Raises:
        SettingsError: an option makes no sense, or ``out`` holds other files.
        ExportError: ``out`` could not be written; nothing is left there then.
    """
    shape = _shape(format, hxl, bom)
    making = _making(record, format, wanted or Filter(limit=None), hxl, bom, title)
    with beside(Path(out), replace=replace_older) as folder:
        lost: list[Lost] = []
        if format == "site":
            files = [*_pages(site)(record, making, folder, on_rows)]
        elif format == "atom":
            files = write_feeds(record, making.wanted, folder, title, link)
        else:
            files, lost = _write(record, shape, making, folder, on_rows)
        wrap(folder, making, files, lost)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Exported(Path(out), tuple(files), tuple(lost), size)


def _pages(site: FolderWriter | None) -> FolderWriter:
    if site is None:
        raise SettingsError("The site is written by grotius.export or the command line: it needs the pages' templates.")
    return site


def _shape(format: str, hxl: bool, bom: bool) -> Format:
    shape = FORMATS.get(format)
    if shape is None:
        raise SettingsError(f"There is no format {format!r}; choose from {', '.join(FORMATS)}.")
    if (hxl or bom) and not shape.is_csv:
        raise SettingsError(f"{'--hxl' if hxl else '--bom'} is for CSV files; {format} has none.")
    return shape


def _making(record: Record, format: str, wanted: Filter, hxl: bool, bom: bool, title: str) -> Making:
    """Pin the answer to the record's last write, so that all pages and files are of one moment."""
    stands = standing(record, wanted.as_of)
    pinned = replace(wanted, as_of=wanted.as_of or stands.at)
    return Making(title, format, pinned, wanted.rule or DEFAULT_RULE, stands, hxl, bom)


def _write(
    record: Record,
    shape: Format,
    making: Making,
    folder: Path,
    on_rows: OnRows | None,
) -> tuple[list[Written], list[Lost]]:
    tally = _Tally(making.is_narrow)
    with ExitStack() as closing:
        sinks: list[tuple[Sheet[Any], Sink]] = []
        for sheet in shape.sheets:
            sink = _open(shape, making, folder, sheet)
            closing.callback(sink.close)
            sinks.append((sheet, sink))
        for source in dict.fromkeys(sheet.source for sheet in shape.sheets):
            of_source = [(sheet, sink) for sheet, sink in sinks if sheet.source == source]
            done = 0
            for page in pages(record, source, making.asking(source)):
                tally.write(source, page.rows, of_source)
                done += len(page)
                if on_rows is not None:
                    on_rows(source, done, page.total)
    files = [written(sink.path, sheet, shape.media, sink.rows) for sheet, sink in sinks]
    lost = [
        Lost(sheet.name, loss.about, tally.losses[sheet.name, loss.about], loss.drops)
        for sheet, _ in sinks
        for loss in sheet.losses
    ]
    return files, lost


def _open(shape: Format, making: Making, folder: Path, sheet: Sheet[Any]) -> Sink:
    path = folder / f"{sheet.name}.{shape.ending}"
    if shape.is_csv:
        return CsvFile(path, sheet, hxl=making.hxl, bom=making.bom)
    kinds: dict[str, Open] = {"jsonl": JsonLinesFile, "geojson": GeoJsonFile, "parquet": ParquetFile}
    return kinds[shape.ending](path, sheet)


class _Tally:
    """Counts losses; under a filter, remembers which reports the rows were read in, so that only those are listed."""

    def __init__(self, is_narrow: bool) -> None:
        self.losses: dict[tuple[str, str], int] = defaultdict(int)
        self._is_narrow = is_narrow
        self._reports: set[str] = set()

    def write(self, source: str, rows: Sequence[Any], sinks: Sequence[tuple[Sheet[Any], Sink]]) -> None:
        if self._is_narrow:
            rows = self._known(source, rows)
        for sheet, sink in sinks:
            sink.write(made for row in rows for made in sheet.rows(row))
            for loss in sheet.losses:
                self.losses[sheet.name, loss.about] += sum(1 for row in rows if loss.touches(row))

    def _known(self, source: str, rows: Sequence[Any]) -> Sequence[Any]:
        if source == "reports":
            return [row for row in rows if row.id in self._reports]
        for row in rows:
            origins = row.sources if isinstance(row, EventRow | TalkRow) else (row.origin,)
            self._reports.update(origin.report for origin in origins)
        return rows
