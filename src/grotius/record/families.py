"""Source families: reports that print one story under several names, so that corroboration counts stories, not pages.

A report whose text is new is compared only with those that share a band with it: a part of its signature, a long
quotation, or an agency that both credit on a day. Half of all words in common make copies by themselves; a story that
was cut and rewritten is known by fewer, where its quotations or its agency agree too. Quotations alone prove nothing:
many reporters hear one speech.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.engine import RowMapping

from grotius.english import count
from grotius.folding import fold
from grotius.ids import content_hash
from grotius.record import schema
from grotius.record.belonging import credited
from grotius.record.journal import Journal
from grotius.reports.copies import shared, signature

_ROWS_IN_BAND = 4
_SHARED = 0.5
_SHARED_WITH_QUOTES = 0.35
_SHARED_WITH_CREDIT = 0.25
_SEVERAL_QUOTES = 2
_MOST_QUOTES = 20
_LEAST_QUOTED_WORDS = 6
_QUOTATION = re.compile(r"[“\"]([^“”\"\n]{25,500})[”\"]")
_MOST_CANDIDATES = 50
_UNDATED = "9999"
_STORY = "copy of"
_COPIED = "it prints a story that another report prints"
_LEAST_WORDS = 30
"""What two shorter texts have in common says nothing."""


def find_families(journal: Journal, most: int) -> int:
    """Give up to so many reports in force that have none their family. Gives how many reports were looked at."""
    connection, versions = journal.connection, schema.report_versions
    asked = select(versions.c.key, versions.c.report, versions.c.text, versions.c.day)
    asked = (
        asked.where(versions.c.until_write.is_(None), versions.c.family.is_(None)).order_by(versions.c.key).limit(most)
    )
    waiting = connection.execute(asked).mappings().all()
    for line in waiting:
        if len(line["text"].split()) < _LEAST_WORDS:
            _belong(journal, [line["key"]], line["report"])
        else:
            _place(journal, line)
    return len(waiting)


def _place(journal: Journal, line: RowMapping) -> None:
    connection, text = journal.connection, line["text"]
    signed = signature(text)
    bands = [*_bands(signed), *_quotes(text), *_credits(text, line["day"])]
    copies = [other for other in _candidates(connection, line["key"], bands) if _is_copy(signed, other)]
    packed = struct.pack(f"<{len(signed)}Q", *signed)
    versions = schema.report_versions
    connection.execute(update(versions).where(versions.c.key == line["key"]).values(signature=packed))
    connection.execute(insert(schema.signature_bands), [{"version": line["key"], "band": band} for band in bands])
    _belong(journal, [line["key"]], line["report"])
    if copies:
        _join(journal, {line["report"], *(other.family for other in copies)})


def _join(journal: Journal, families: set[str]) -> None:
    """One family of several, named after its earliest report, so that the order of arrival does not matter."""
    versions = schema.report_versions
    belonging = (versions.c.family.in_(sorted(families)), versions.c.until_write.is_(None))
    earliest = func.coalesce(versions.c.published, _UNDATED)
    asked = select(versions.c.report).where(*belonging).order_by(earliest, versions.c.report).limit(1)
    name = journal.connection.execute(asked).scalar_one()
    moved = select(versions.c.key, versions.c.report, versions.c.family).where(*belonging, versions.c.family != name)
    lines = journal.connection.execute(moved.order_by(versions.c.key)).all()
    _belong(journal, [line.key for line in lines], name)
    for line in lines:
        journal.note(line.report, _STORY, _COPIED, None if line.family == line.report else line.family, name)


def _belong(journal: Journal, keys: Sequence[int], family: str) -> None:
    """From this write on the versions belong to the family; where they belonged before is kept."""
    if not keys:
        return
    connection, versions, held = journal.connection, schema.report_versions, schema.report_families
    ended = (held.c.version.in_(keys), held.c.until_write.is_(None))
    connection.execute(update(held).where(*ended).values(until_write=journal.number))
    lines = [{"version": key, "family": family, "from_write": journal.number} for key in keys]
    connection.execute(insert(held), lines)
    connection.execute(update(versions).where(versions.c.key.in_(keys)).values(family=family))


def _bands(signed: tuple[int, ...]) -> Iterator[str]:
    for start in range(0, len(signed), _ROWS_IN_BAND):
        part = ",".join(map(str, signed[start : start + _ROWS_IN_BAND]))
        yield f"{start}:{content_hash(part)[:16]}"


def _quotes(text: str) -> Iterator[str]:
    """Long quotations, by their words alone."""
    found: dict[str, None] = {}
    for match in _QUOTATION.finditer(text):
        words = fold(match.group(1))
        if len(words.split()) >= _LEAST_QUOTED_WORDS:
            found[f"{_QUOTE}{content_hash(words)[:16]}"] = None
    return islice(found, _MOST_QUOTES)


def _credits(text: str, day: str | None) -> Iterator[str]:
    """The agencies that it credits, on its day and the next: some print a story a day later."""
    if day is None:
        return
    following = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    for outlet in credited(text):
        yield f"{_CREDIT}{outlet}:{day}"
        yield f"{_CREDIT}{outlet}:{following}"


_QUOTE, _CREDIT = "quote:", "credit:"


@dataclass(slots=True)
class _Other:
    """A report that shares bands with the new one."""

    family: str
    signature: bytes | None
    quotes: int = 0
    credits: int = 0


def _candidates(connection: Connection, key: int, bands: Sequence[str]) -> list[_Other]:
    """Those with the most bands in common; a story printed a thousand times is found by some of them."""
    table, versions = schema.signature_bands, schema.report_versions
    joined = select(versions.c.key, versions.c.family, versions.c.signature).join(
        table, table.c.version == versions.c.key
    )
    asked = joined.where(table.c.band.in_(bands), versions.c.key != key)
    asked = asked.where(versions.c.until_write.is_(None), versions.c.family.is_not(None))
    asked = asked.group_by(versions.c.key, versions.c.family, versions.c.signature)
    asked = asked.order_by(func.count().desc(), versions.c.key).limit(_MOST_CANDIDATES)
    found = {line.key: _Other(line.family, line.signature) for line in connection.execute(asked)}
    telling = [band for band in bands if band.startswith((_QUOTE, _CREDIT))]
    shared_bands = select(table.c.version, table.c.band).where(
        table.c.version.in_(list(found)), table.c.band.in_(telling)
    )
    for version, band in connection.execute(shared_bands):
        other = found[version]
        other.quotes += band.startswith(_QUOTE)
        other.credits += band.startswith(_CREDIT)
    return list(found.values())


def _is_copy(signed: tuple[int, ...], other: _Other) -> bool:
    if other.signature is None:
        return False
    theirs = _unpacked(other.signature)
    share = shared(signed, theirs) if len(theirs) == len(signed) else 0.0
    quoted = other.quotes >= _SEVERAL_QUOTES
    if share >= _SHARED or (quoted and share >= _SHARED_WITH_QUOTES):
        return True
    return bool(other.credits) and (quoted or share >= _SHARED_WITH_CREDIT)


@dataclass(frozen=True, slots=True)
class Alike:
    """What two reports share: how much of their word sequences, long quotations, and the agencies that both credit."""

    share: float
    quotes: int
    credits: tuple[str, ...]

    @property
    def order(self) -> tuple[float, int, int]:
        """Greater for those that are more alike."""
        return (self.share, self.quotes, len(self.credits))

    def told(self, other: str) -> str:
        """In words: ``with Reuters it has 64 in 100 sequences of words in common``."""
        parts = [f"{self.share:.0%} of its sequences of words"]
        parts += [count(self.quotes, "long quotation")] if self.quotes else []
        parts += [f"the credit to {' and '.join(self.credits)}"] if self.credits else []
        return f"with {other} it has {' and '.join(parts)} in common"


def alike(connection: Connection, key: int, others: Sequence[int]) -> dict[int, Alike]:
    """What the version of a report has in common with those of others."""
    table, versions = schema.signature_bands, schema.report_versions
    keys = [key, *others]
    asked = select(versions.c.key, versions.c.signature).where(versions.c.key.in_(keys))
    signed = {line[0]: _unpacked(line[1]) for line in connection.execute(asked)}
    bands: dict[int, set[str]] = {one: set() for one in keys}
    for version, band in connection.execute(select(table.c.version, table.c.band).where(table.c.version.in_(keys))):
        bands[version].add(band)
    found: dict[int, Alike] = {}
    for other in others:
        ours, theirs, both = signed[key], signed[other], bands[key] & bands[other]
        share = shared(ours, theirs) if ours and len(ours) == len(theirs) else 0.0
        credits = {band.split(":")[1] for band in both if band.startswith(_CREDIT)}
        found[other] = Alike(share, sum(band.startswith(_QUOTE) for band in both), tuple(sorted(credits)))
    return found


def _unpacked(signed: bytes | None) -> tuple[int, ...]:
    return struct.unpack(f"<{len(signed) // 8}Q", signed) if signed else ()
