"""Judgements as rows of their own: who decided what, people and the machine told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Select, and_, func, literal, or_, select, union_all

from grotius.errors import SettingsError
from grotius.record import schema
from grotius.record.reading import Reader
from grotius.record.record import Record
from grotius.record.rows import ChangeRow, Filter, Page

Who = Literal["person", "machine"]
_MOST = 500


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """``on`` are the ids it is about: two for ``same``, ``different`` and ``unsure``. ``value`` is JSON."""

    judgement: str
    on: tuple[str, ...]
    who: str
    kind: Who
    why: str
    at: str
    field: str | None = None
    value: str | None = None
    score: float | None = None


def judgements(record: Record, wanted: Filter, kind: Who | None = None, who: str | None = None) -> Page[JudgementRow]:
    """Those in force, in the order they were made."""
    write, table, key = _place(wanted.cursor)
    limit = min(wanted.limit or _MOST, _MOST)

    def answer(reader: Reader) -> Page[JudgementRow]:
        told = _told(reader).subquery("told")
        asked = select(told)
        if kind is not None:
            asked = asked.where(told.c.kind == kind)
        if who:
            asked = asked.where(told.c.who == who)
        total = reader.connection.execute(select(func.count()).select_from(asked.subquery())).scalar_one()
        later = or_(
            told.c.write > write,
            and_(told.c.write == write, told.c.part > table),
            and_(told.c.write == write, told.c.part == table, told.c.key > key),
        )
        ordered = asked.where(later).order_by(told.c.write, told.c.part, told.c.key).limit(limit + 1)
        lines = reader.connection.execute(ordered).mappings().all()
        last = lines[limit - 1] if len(lines) > limit else None
        onward = f"{last['write']}~{last['part']}~{last['key']}" if last is not None else None
        return Page(tuple(map(_row, lines[:limit])), total, onward)

    return record._ask(wanted, answer)


def latest_of_people(record: Record, limit: int) -> Sequence[JudgementRow]:
    """What people decided last and what holds, the newest first."""

    def answer(reader: Reader) -> Sequence[JudgementRow]:
        told = _told(reader).subquery("told")
        asked = select(told).where(told.c.kind == "person")
        newest = asked.order_by(told.c.write.desc(), told.c.part.desc(), told.c.key.desc()).limit(limit)
        return tuple(map(_row, reader.connection.execute(newest).mappings()))

    return record._ask(Filter(), answer)


def _told(reader: Reader) -> Any:
    pairs, decisions = schema.judgements, schema.decisions
    return union_all(
        _columns(pairs, 0, pairs.c.judgement, pairs.c.left_id, pairs.c.right_id, None, None, pairs.c.score)
        .add_columns(pairs.c.reason.label("why"), pairs.c.kind.label("kind"))
        .where(reader.now.in_force(pairs)),
        _columns(
            decisions, 1, decisions.c.decision, decisions.c.target, None, decisions.c.field, decisions.c.value, None
        )
        .add_columns(decisions.c.why, literal("person"))
        .where(reader.now.in_force(decisions)),
    )


def _columns(
    table: Any, part: int, judgement: Any, left: Any, right: Any, field: Any, value: Any, score: Any
) -> Select[Any]:
    writes, text = schema.writes, schema.decisions.c.field.type
    number = schema.judgements.c.score.type

    def column(given: Any, name: str, kind: Any = text) -> Any:
        return (literal(None, kind) if given is None else given).label(name)

    asked = select(
        table.c.from_write.label("write"),
        literal(part).label("part"),
        table.c.key.label("key"),
        judgement.label("judgement"),
        column(left, "left"),
        column(right, "right"),
        column(field, "field"),
        column(value, "value"),
        column(score, "score", number),
        table.c.who.label("who"),
        writes.c.at.label("at"),
    )
    return asked.join(writes, writes.c.key == table.c.from_write)


def _row(line: Any) -> JudgementRow:
    on = (line["left"], line["right"]) if line["right"] else (line["left"],)
    plain = {name: line[name] for name in ("judgement", "who", "kind", "why", "at", "field", "value", "score")}
    return JudgementRow(on=on, **plain)


def _place(cursor: str | None) -> tuple[int, int, int]:
    parts = (cursor or "0~0~0").split("~")
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() and len(part) < 19 for part in parts):
        raise SettingsError(f"The cursor {(cursor or '')[:40]!r} is not one that the record gave.")
    return int(parts[0]), int(parts[1]), int(parts[2])


def decided_since(record: Record, ids: Sequence[str], write: int, but: str) -> Sequence[ChangeRow]:
    """What other people decided about these rows or events after a write."""
    changes, writes = schema.changes, schema.writes

    def answer(reader: Reader) -> Sequence[ChangeRow]:
        asked = select(writes.c.at, writes.c.who, writes.c.kind, writes.c.version, changes.c.target, changes.c.what)
        asked = asked.add_columns(changes.c.why, changes.c.before, changes.c.after)
        asked = asked.join(writes, writes.c.key == changes.c.write).where(
            or_(changes.c.target.in_(ids), and_(changes.c.after.in_(ids), changes.c.what.startswith("judged "))),
            changes.c.write > write,
            writes.c.kind == "person",
            writes.c.who != but,
        )
        return tuple(ChangeRow(**line) for line in reader.connection.execute(asked.order_by(changes.c.key)).mappings())

    return record._ask(Filter(), answer)
