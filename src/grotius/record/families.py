"""Source families: reports that print one story under several names, so that corroboration counts stories, not pages.

A report whose text is new is compared only with those that share a band of its signature.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.engine import RowMapping

from grotius.ids import content_hash
from grotius.record import schema
from grotius.record.decided import number_chunks
from grotius.reports.copies import shared, signature

_ROWS_IN_BAND = 4
_SHARED = 0.5
_LEAST_WORDS = 30
"""What two shorter texts have in common says nothing."""


def find_families(connection: Connection) -> int:
    """Give every report in force that has none its family. Gives how many reports were looked at."""
    versions = schema.report_versions
    asked = select(versions.c.key, versions.c.report, versions.c.text)
    asked = asked.where(versions.c.until_write.is_(None), versions.c.family.is_(None)).order_by(versions.c.key)
    waiting = connection.execute(asked).mappings().all()
    for line in waiting:
        if len(line["text"].split()) < _LEAST_WORDS:
            _set_family(connection, [line["key"]], line["report"])
        else:
            _place(connection, line)
    return len(waiting)


def _place(connection: Connection, line: RowMapping) -> None:
    signed = signature(line["text"])
    copies = [other for other in _candidates(connection, line["key"], signed) if _is_copy(signed, other)]
    packed = struct.pack(f"<{len(signed)}Q", *signed)
    versions = schema.report_versions
    connection.execute(update(versions).where(versions.c.key == line["key"]).values(signature=packed))
    bands = [{"version": line["key"], "band": band} for band in _bands(signed)]
    connection.execute(insert(schema.signature_bands), bands)
    joined = {other["family"] for other in copies}
    members = _members(connection, joined)
    members.append(_own(connection, line["key"]))
    first = min(members, key=lambda one: (one["published"] or "9999", one["report"]))
    _set_family(connection, [one["key"] for one in members], first["report"])


def _bands(signed: tuple[int, ...]) -> Iterator[str]:
    for start in range(0, len(signed), _ROWS_IN_BAND):
        part = ",".join(map(str, signed[start : start + _ROWS_IN_BAND]))
        yield f"{start}:{content_hash(part)[:16]}"


def _candidates(connection: Connection, key: int, signed: tuple[int, ...]) -> list[RowMapping]:
    bands, versions = schema.signature_bands, schema.report_versions
    standing = select(bands.c.version).where(bands.c.band.in_(list(_bands(signed))))
    asked = select(versions.c.key, versions.c.family, versions.c.signature).where(versions.c.key.in_(standing))
    asked = asked.where(versions.c.key != key, versions.c.until_write.is_(None), versions.c.family.is_not(None))
    return list(connection.execute(asked).mappings())


def _is_copy(signed: tuple[int, ...], other: RowMapping) -> bool:
    if other["signature"] is None:
        return False
    theirs = struct.unpack(f"<{len(other['signature']) // 8}Q", other["signature"])
    return len(theirs) == len(signed) and shared(signed, theirs) >= _SHARED


def _members(connection: Connection, families: set[str]) -> list[RowMapping]:
    versions = schema.report_versions
    asked = select(versions.c.key, versions.c.report, versions.c.published)
    asked = asked.where(versions.c.family.in_(sorted(families)), versions.c.until_write.is_(None))
    return list(connection.execute(asked).mappings()) if families else []


def _own(connection: Connection, key: int) -> RowMapping:
    versions = schema.report_versions
    asked = select(versions.c.key, versions.c.report, versions.c.published).where(versions.c.key == key)
    return connection.execute(asked).mappings().one()


def _set_family(connection: Connection, keys: list[int], family: str) -> None:
    versions = schema.report_versions
    for part in number_chunks(keys):
        connection.execute(update(versions).where(versions.c.key.in_(part)).values(family=family))
