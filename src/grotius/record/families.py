"""Source families: reports that print one story under several names, so that corroboration counts stories, not pages.

A report whose text is new is compared only with those that share a band of its signature.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.engine import RowMapping

from grotius.ids import content_hash
from grotius.record import schema
from grotius.reports.copies import shared, signature

_ROWS_IN_BAND = 4
_SHARED = 0.5
_MOST_CANDIDATES = 50
_UNDATED = "9999"
_LEAST_WORDS = 30
"""What two shorter texts have in common says nothing."""


def find_families(connection: Connection, most: int) -> int:
    """Give up to so many reports in force that have none their family. Gives how many reports were looked at."""
    versions = schema.report_versions
    asked = select(versions.c.key, versions.c.report, versions.c.text)
    asked = (
        asked.where(versions.c.until_write.is_(None), versions.c.family.is_(None)).order_by(versions.c.key).limit(most)
    )
    waiting = connection.execute(asked).mappings().all()
    for line in waiting:
        if len(line["text"].split()) < _LEAST_WORDS:
            _alone(connection, line)
        else:
            _place(connection, line)
    return len(waiting)


def _place(connection: Connection, line: RowMapping) -> None:
    signed = signature(line["text"])
    copies = [other for other in _candidates(connection, line["key"], signed) if _is_copy(signed, other)]
    packed = struct.pack(f"<{len(signed)}Q", *signed)
    versions = schema.report_versions
    own = {"signature": packed, "family": line["report"]}
    connection.execute(update(versions).where(versions.c.key == line["key"]).values(own))
    bands = [{"version": line["key"], "band": band} for band in _bands(signed)]
    connection.execute(insert(schema.signature_bands), bands)
    if copies:
        _join(connection, {line["report"], *(other["family"] for other in copies)})


def _join(connection: Connection, families: set[str]) -> None:
    """One family of several, named after its earliest report, so that the order of arrival does not matter."""
    versions = schema.report_versions
    belonging = (versions.c.family.in_(sorted(families)), versions.c.until_write.is_(None))
    earliest = func.coalesce(versions.c.published, _UNDATED)
    asked = select(versions.c.report).where(*belonging).order_by(earliest, versions.c.report).limit(1)
    name = connection.execute(asked).scalar_one()
    connection.execute(update(versions).where(*belonging, versions.c.family != name).values(family=name))


def _bands(signed: tuple[int, ...]) -> Iterator[str]:
    for start in range(0, len(signed), _ROWS_IN_BAND):
        part = ",".join(map(str, signed[start : start + _ROWS_IN_BAND]))
        yield f"{start}:{content_hash(part)[:16]}"


def _candidates(connection: Connection, key: int, signed: tuple[int, ...]) -> list[RowMapping]:
    """Those with the most bands in common; a story printed a thousand times is found by some of them."""
    bands, versions = schema.signature_bands, schema.report_versions
    joined = select(versions.c.key, versions.c.family, versions.c.signature).join(
        bands, bands.c.version == versions.c.key
    )
    asked = joined.where(bands.c.band.in_(list(_bands(signed))), versions.c.key != key)
    asked = asked.where(versions.c.until_write.is_(None), versions.c.family.is_not(None))
    asked = asked.group_by(versions.c.key, versions.c.family, versions.c.signature)
    asked = asked.order_by(func.count().desc(), versions.c.key).limit(_MOST_CANDIDATES)
    return list(connection.execute(asked).mappings())


def _is_copy(signed: tuple[int, ...], other: RowMapping) -> bool:
    if other["signature"] is None:
        return False
    theirs = struct.unpack(f"<{len(other['signature']) // 8}Q", other["signature"])
    return len(theirs) == len(signed) and shared(signed, theirs) >= _SHARED


def _alone(connection: Connection, line: RowMapping) -> None:
    versions = schema.report_versions
    connection.execute(update(versions).where(versions.c.key == line["key"]).values(family=line["report"]))
