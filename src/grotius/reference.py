"""Set the record's counts of weapons beside a table of somebody else's, by way of a small mapping file."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from grotius.errors import SettingsError, SourceError
from grotius.merge import Claim, Happening, Known, Matched, Matching, country_of, match
from grotius.model import Figure, Measure
from grotius.publish.columns import Column, claim
from grotius.record import FigureRow, Filter, Record
from grotius.record.whole import happenings

_MOST_ROWS = 1_000_000
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f ](?=\d{3}(?:\D|$))")
STATUSES: tuple[Matching, ...] = ("agreed", "different", "only here", "only there")


class Mapping(BaseModel):
    """Which column of a table means what.

    A row counts for the ``day`` on which what it tells ended. ``weapons`` groups the table's own names, ``words`` says
    how reports name each group; a weapon in no group is left out. ``only`` keeps the rows with one of some values in
    a column. ``country`` is the one that the table tells of: the record's counts of places elsewhere are left out.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    day: str
    weapon: str
    measures: dict[Measure, str] = Field(min_length=1)
    weapons: dict[str, list[str]] = Field(min_length=1)
    words: dict[str, list[str]]
    only: dict[str, list[str]] = Field(default_factory=dict)
    country: str | None = None

    @property
    def columns(self) -> frozenset[str]:
        return frozenset({self.day, self.weapon, *self.measures.values(), *self.only})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows of the table that could not be set beside anything, and why; ``line`` and ``cell`` are of the first."""

    why: str
    rows: int
    line: int
    cell: str

    @property
    def told(self) -> str:
        """``2 rows left out: their day cannot be read ('soon' in line 7)``."""
        rows = f"{self.rows:,} row{'s' if self.rows != 1 else ''}"
        return f"{rows} left out: {self.why} ({self.cell[:40]!r} in line {self.line} of the table)"


@dataclass(frozen=True, slots=True)
class Beside:
    """The record's counts beside those of a table."""

    rows: tuple[Matched, ...]
    left_out: tuple[LeftOut, ...] = ()

    def __iter__(self) -> Iterator[Matched]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def reconcile(
    record: Record,
    table: Path,
    mapping: Path | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
) -> Beside:
    """The record's counts beside those of a CSV file, day by day.

    Args:
        mapping: which column means what; without it, the one of ours that fits the table's columns.
        since: only from this day on; without both ends, the days that the record has reports on.

    Raises:
        SourceError: the table cannot be read.
        SettingsError: the mapping is wrong or does not fit the table.
    """
    wanted = Filter(since=since, until=until, as_of=as_of, limit=None)
    with _opened(table) as lines:
        rows = csv.DictReader(lines)
        header = _header(rows, table)
        chosen = _read_mapping(mapping) if mapping is not None else _fitting(header, table)
        if missing := sorted(chosen.columns - set(header)):
            raise SettingsError(f"{table} has no column {missing[0]!r}, which the mapping {chosen.label!r} names.")
        left_out: dict[str, LeftOut] = {}
        known = [one for one in _known(rows, chosen, table, left_out) if _within(one.day, since, until)]
    claims = list(_claims(record, chosen, wanted))
    days = _days(record, wanted) if since is None and until is None else frozenset(one.day for one in known)
    matched = tuple(one for one in match(known, claims, chosen.words, days) if _within(one.day, since, until))
    return Beside(matched, tuple(left_out.values()))


# -- the table --------------------------------------------------------------------------------------------------


def _opened(table: Path) -> Any:
    try:
        return table.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise SourceError(f"{table} cannot be read: {error.strerror or error}.") from None


def _header(rows: csv.DictReader[str], table: Path) -> Sequence[str]:
    try:
        return rows.fieldnames or ()
    except (csv.Error, UnicodeDecodeError):
        raise SourceError(f"{table} is not a table in CSV and UTF-8.") from None


def _known(rows: csv.DictReader[str], mapping: Mapping, table: Path, left_out: dict[str, LeftOut]) -> Iterator[Known]:
    """What the rows count; ``left_out`` gathers those that should count and cannot be read."""
    groups = {name: weapon for weapon, names in mapping.weapons.items() for name in names}
    try:
        for number, row in enumerate(rows):
            if number >= _MOST_ROWS:
                raise SourceError(f"{table} has more than {_MOST_ROWS:,} rows; cut it to the days that you need.")
            if not _kept(row, mapping):
                continue
            weapon, day = _group(row.get(mapping.weapon) or "", groups), _iso(row.get(mapping.day))
            if weapon is None:
                _leave_out(left_out, "the mapping has their weapon in no group", rows.line_num, row.get(mapping.weapon))
            elif day is None:
                _leave_out(left_out, "their day cannot be read", rows.line_num, row.get(mapping.day))
            else:
                yield from _counted(row, mapping, day, weapon, rows.line_num, left_out)
    except (csv.Error, UnicodeDecodeError):
        raise SourceError(f"{table} is not a table in CSV and UTF-8.") from None


def _leave_out(left_out: dict[str, LeftOut], why: str, line: int, cell: str | None) -> None:
    first = left_out.get(why) or LeftOut(why, 0, line, (cell or "").strip())
    left_out[why] = replace(first, rows=first.rows + 1)


def _counted(
    row: dict[str, str], mapping: Mapping, day: str, weapon: str, line: int, left_out: dict[str, LeftOut]
) -> Iterator[Known]:
    for measure, column in mapping.measures.items():
        cell = (row.get(column) or "").strip()
        value = _count(cell)
        if value is not None:
            yield Known(day, weapon, measure, value)
        elif cell.lower() not in _NOTHING:
            _leave_out(left_out, f"their {column!r} is no count", line, cell)


_NOTHING = frozenset({"", "-", "–", "nan", "na", "n/a", "null", "none"})


def _group(cell: str, groups: dict[str, str]) -> str | None:
    """The group of all models that the cell names."""
    named = {groups.get(name.strip()) for name in cell.split(_BETWEEN_MODELS)}
    return named.pop() if len(named) == 1 else None


_BETWEEN_MODELS = " and "


def _kept(row: dict[str, str], mapping: Mapping) -> bool:
    return all((row.get(column) or "").strip() in values for column, values in mapping.only.items())


def _iso(text: str | None) -> str | None:
    try:
        return date.fromisoformat((text or "").strip()[:10]).isoformat()
    except ValueError:
        return None


def _count(text: str | None) -> int | None:
    try:
        value = float(_THOUSANDS.sub("", text or ""))
    except ValueError:
        return None
    return int(value) if math.isfinite(value) and value >= 0 else None


def _within(day: str, since: str | None, until: str | None) -> bool:
    return (since is None or day >= since[:10]) and (until is None or day <= until[:10])


# -- mappings ---------------------------------------------------------------------------------------------------


def _read_mapping(path: Path) -> Mapping:
    try:
        return _mapping(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"The mapping {path} cannot be read.") from None


def _mapping(text: str, name: str) -> Mapping:
    try:
        return Mapping.model_validate(yaml.safe_load(text))
    except yaml.YAMLError:
        raise SettingsError(f"The mapping {name} is not YAML.") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise SettingsError(f"The mapping {name} is wrong at {where}: {first['msg']}.") from None


def mappings() -> Iterable[Mapping]:
    """Those that come with Grotius."""
    folder = resources.files("grotius") / "references"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            yield _mapping(file.read_text(encoding="utf-8"), file.name)


def _fitting(header: Sequence[str], table: Path) -> Mapping:
    for one in mappings():
        if one.columns <= set(header):
            return one
    raise SettingsError(f"None of our mappings fits the columns of {table}; write one and name it with --mapping.")


# -- the record -------------------------------------------------------------------------------------------------


def _claims(record: Record, mapping: Mapping, wanted: Filter) -> Iterator[Claim]:
    """Whole counts that are told as done. A figure without a time takes that of its event."""
    rows: list[FigureRow] = [
        row for measure in mapping.measures for row in record.figures(replace(wanted, measure=measure))
    ]
    told = {row.event for row in rows if row.event is not None and not (_dated(row) and row.figure.place)}
    events = happenings(record, told, wanted.as_of)
    for row in rows:
        figure, come, event = row.figure, row.origin, events.get(row.event or "")
        if figure.part_of is not None or figure.cumulative or figure.background or figure.actuality != "actual":
            continue
        if mapping.country and _is_elsewhere(figure, event, mapping.country):
            continue
        if not _dated(row) and event is not None and event.time is not None:
            figure = replace(figure, time=event.time)
        yield Claim(figure, come.report, come.family, come.published, come.publisher)


def _is_elsewhere(figure: Figure, event: Happening | None, country: str) -> bool:
    """Told of another country: by its place, else by that of its event, else by whose forces shot the weapons down."""
    places = (figure.place,) if figure.place is not None else event.places if event is not None else ()
    countries = {place.country for place in places if place.country}
    if countries:
        return country not in countries
    defender = country_of(figure.claimant) if figure.measure == "shot_down" and figure.claimant is not None else None
    return defender not in (None, country)


def _dated(row: FigureRow) -> bool:
    return row.figure.time is not None and row.figure.time.start is not None


def _days(record: Record, wanted: Filter) -> frozenset[str]:
    """Days of publication, and the days before them."""
    found: set[str] = set()
    for report in record.reports(wanted):
        if (day := _iso(report.published)) is not None:
            found |= {day, (date.fromisoformat(day) - timedelta(days=1)).isoformat()}
    return frozenset(found)


COLUMNS: list[Column[Matched]] = [
    Column("day", lambda row: row.day),
    Column("weapon", lambda row: row.weapon),
    Column("measure", lambda row: row.measure),
    Column("status", lambda row: row.status),
    Column("reference", lambda row: row.reference),
    Column("record", lambda row: row.best.value if row.best is not None else None),
    Column("claims", lambda row: "; ".join(map(claim, row.claims)) or None),
]
