"""Put what was found in one report into the record: all of it or nothing, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Column, Connection, insert, select, update
from sqlalchemy.engine import RowMapping

from grotius.model import Extraction, Figure, OffsetMap, Report, Statement, Versions
from grotius.record import schema
from grotius.record.decided import decided_in, decisions
from grotius.record.encoding import from_json, is_storable, scrubbed, storable, to_json
from grotius.record.heirs import heirs_in_place, heirs_in_words
from grotius.record.indexing import add_index_lines, index_decided, store_many
from grotius.record.journal import Journal, inserted
from grotius.record.moment import Moment
from grotius.record.rows import Added
from grotius.record.shelves import (
    TABLES,
    TYPES,
    Columns,
    Row,
    Shelved,
    anchor,
    columns,
    days,
    shelved,
)
from grotius.record.sources import read_from


def holds(connection: Connection, report: Report, versions: Versions | None) -> bool:
    """Is this text in the record, and, if versions are given, were its rows made by just these?

    A text that a later version of the report has superseded counts as done where it comes from elsewhere: an old copy
    is history. Where the present text was read, it is the page that has returned to its earlier words.
    """
    table = schema.report_versions
    asked = select(table.c.hash, table.c.made_by, table.c.source, table.c.until_write)
    known = connection.execute(asked.where(table.c.report == report.id)).mappings().all()
    if not any(line["hash"] == report.hash for line in known):
        return False
    current = next((line for line in known if line["until_write"] is None), None)
    if current is None:
        return True
    if current["hash"] != report.hash:
        return bool(current["source"] != report.source)
    return versions is None or bool(current["made_by"] == to_json(versions))


def add(journal: Journal, extraction: Extraction) -> Added:
    if not is_storable(extraction.report.text):
        extraction = scrubbed(extraction)
    report = extraction.report
    if holds(journal.connection, report, extraction.versions):
        return Added("unchanged", report.id)
    before = _current_version(journal.connection, report.id)
    new = _unlooped(extraction)
    if before is None:
        return _first(journal, extraction, new)
    if before["hash"] == report.hash:
        return _again(journal, extraction, before, new)
    return _changed(journal, extraction, before, new)


def _first(journal: Journal, extraction: Extraction, new: list[Shelved]) -> Added:
    report = extraction.report
    journal.connection.execute(insert(schema.reports).values(id=report.id, first_write=journal.number))
    version = _store_version(journal, extraction)
    _store_rows(journal, extraction, version, new)
    journal.note(report.id, "report read", read_from(report.source or report.url or "its text"), after=report.hash)
    return Added("new", report.id, len(new))


def _changed(journal: Journal, extraction: Extraction, before: RowMapping, new: list[Shelved]) -> Added:
    """The outlet changed its text: a new version of the report, and rows of the old one out of force."""
    report = extraction.report
    _end(journal, schema.report_versions.c.key, [before["key"]])
    version = _store_version(journal, extraction)
    old = _rows_in_force(journal.connection, before["key"])
    _store_rows(journal, extraction, version, new)
    _supersede(journal, report.id, old, new, by_words=True)
    index_decided(journal.connection, report.id, (shelf.row.id for shelf in new))
    journal.note(report.id, "report changed", "its text is no longer the same", before["hash"], report.hash)
    return Added("version", report.id, len(new))


def _again(journal: Journal, extraction: Extraction, before: RowMapping, new: list[Shelved]) -> Added:
    """The same text read by another version of Grotius or of the codebook: only what differs is written."""
    old = _rows_in_force(journal.connection, before["key"])
    same_as_before = {shelf.row.id for shelf in new if _is_as_before(old.get(shelf.row.id), shelf)}
    same_as_before -= {_telling_of(shelf.row) for shelf in new if shelf.row.id not in old}
    gone = {name: row for name, row in old.items() if name not in same_as_before}
    fresh = [shelf for shelf in new if shelf.row.id not in same_as_before]
    survivors = _supersede(journal, extraction.report.id, gone, fresh, by_words=False)
    fresh = [shelf for shelf in fresh if shelf.row.id not in survivors]
    _store_rows(journal, extraction, before["key"], fresh)
    index_decided(journal.connection, extraction.report.id, (shelf.row.id for shelf in fresh))
    made_by = to_json(extraction.versions)
    journal.connection.execute(
        update(schema.report_versions)
        .where(schema.report_versions.c.key == before["key"])
        .values(made_by=made_by, notes=to_json(extraction.notes, tuple[str, ...]))
    )
    journal.note(extraction.report.id, "report read again", "by another version", before["made_by"], made_by)
    return Added("version", extraction.report.id, len(fresh))


def _is_as_before(old: RowMapping | None, shelf: Shelved) -> bool:
    return old is not None and old["kind"] == shelf.kind and old["body"] == to_json(shelf.row)


def _telling_of(row: Row) -> str | None:
    """What a figure or a readout is told of: its event is looked at again only if this is stored anew."""
    return row.mention if isinstance(row, Figure) else row.talk if isinstance(row, Statement) else None


def _current_version(connection: Connection, report: str) -> RowMapping | None:
    table = schema.report_versions
    asked = select(table.c.key, table.c.hash, table.c.made_by)
    return connection.execute(asked.where(table.c.report == report, table.c.until_write.is_(None))).mappings().first()


def _rows_in_force(connection: Connection, version: int) -> dict[str, RowMapping]:
    table = schema.rows
    asked = select(table).where(table.c.version == version, table.c.until_write.is_(None))
    return {row["id"]: row for row in connection.execute(asked).mappings()}


def _unlooped(extraction: Extraction) -> list[Shelved]:
    """Rows with ``same_as`` led to the first of the claim, and each id once."""
    found = {shelf.row.id: shelf for shelf in shelved(extraction)}
    return [Shelved(shelf.kind, replace(shelf.row, same_as=_head(shelf.row, found))) for shelf in found.values()]


def _head(row: Row, found: Mapping[str, Shelved]) -> str | None:
    head, seen = row.same_as, {row.id}
    while head is not None and head in found and head not in seen:
        seen.add(head)
        onward = found[head].row.same_as
        if onward is None:
            return head
        head = onward
    return None


# -- storing ----------------------------------------------------------------------------------------------------


def _store_version(journal: Journal, extraction: Extraction) -> int:
    report = extraction.report
    values = {
        "report": report.id,
        "hash": report.hash,
        "title": storable(report.title) if report.title else None,
        "publisher": report.publisher,
        "url": report.url,
        "published": report.published,
        "day": report.published[:10] if report.published else None,
        "source": report.source,
        "language": report.language,
        "language_confidence": report.language_confidence,
        "text": storable(report.text),
        "raw": storable(report.raw),
        "map": to_json(report.map, OffsetMap),
        "notes": to_json(extraction.notes, tuple[str, ...]),
        "made_by": to_json(extraction.versions),
        "from_write": journal.number,
    }
    return inserted(journal.connection, schema.report_versions, values)


def _store_rows(journal: Journal, extraction: Extraction, version: int, new: list[Shelved]) -> None:
    if not new:
        return
    connection = journal.connection
    lines = [_row_line(journal, extraction, version, shelf) for shelf in new]
    stored = insert(schema.rows).returning(schema.rows.c.key, sort_by_parameter_order=True)
    keyed = list(zip(connection.execute(stored, lines).scalars(), new, strict=True))
    for kind in sorted({shelf.kind for shelf in new}):
        own = [{"row": key} | columns(shelf.row) for key, shelf in keyed if shelf.kind == kind]
        store_many(connection, TABLES[kind], own)
    add_index_lines(connection, [(key, shelf.row) for key, shelf in keyed])


def _row_line(journal: Journal, extraction: Extraction, version: int, shelf: Shelved) -> Columns:
    row = shelf.row
    start, end, words = anchor(row)
    first, last = days(row.time, extraction.report.published, row.background)
    return {
        "id": row.id,
        "kind": shelf.kind,
        "version": version,
        "start": start,
        "end": end,
        "words": storable(words),
        "sentence": storable(row.sentence.text),
        "day_first": first,
        "day_last": last,
        "background": row.background,
        "same_as": row.same_as,
        "body": to_json(row),
        "made_by": to_json(extraction.versions),
        "from_write": journal.number,
    }


# -- superseding ------------------------------------------------------------------------------------------------


def _supersede(
    journal: Journal, report: str, old: Mapping[str, RowMapping], new: Iterable[Shelved], *, by_words: bool
) -> frozenset[str]:
    """Take old rows out of force and lead to their heirs. Gives the ids that stay because a person decided so.

    A row that a person confirmed or corrected stays in force where the machine no longer finds it in the same text.
    """
    candidates = list(new)
    heirs = heirs_in_words(old, candidates) if by_words else heirs_in_place(old, candidates)
    decided = _decided(journal.connection, report, old) if not by_words else frozenset()
    staying: set[str] = set()
    for name, row in old.items():
        if name not in heirs and name in decided:
            staying.add(name)
            continue
        _end_row(journal, row, heirs.get(name))
    return frozenset(staying)


def _decided(connection: Connection, report: str, old: Iterable[str]) -> frozenset[str]:
    if not decided_in(connection, report):
        return frozenset()
    now = decisions(connection, Moment())
    return frozenset(name for name in old if now.on(name) and now.rejection(name) is None)


def _end_row(journal: Journal, row: RowMapping, successor: str | None) -> None:
    journal.connection.execute(
        update(schema.rows)
        .where(schema.rows.c.key == row["key"])
        .values(until_write=journal.number, replaced_by=successor if successor != row["id"] else None)
    )
    journal.note(row["id"], "row superseded", "its report was read anew", row["body"], successor)


def _end(journal: Journal, column: Column[int], keys: list[int]) -> None:
    journal.connection.execute(update(column.table).where(column.in_(keys)).values(until_write=journal.number))


def row_of(kind: str, body: str) -> Row:
    """The dataclass that was stored."""
    return from_json(body, TYPES[kind])
