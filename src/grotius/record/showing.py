"""One thing of the record, whole: every value with the words behind it, its report, its links, its history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import Any

from sqlalchemy import select

from grotius.english import short
from grotius.merge import Happening, title
from grotius.model import Actor, Place, Span, Time
from grotius.record import schema
from grotius.record.decided import successors
from grotius.record.encoding import from_json
from grotius.record.finding import FoundEvent, find_event, find_row, unknown_at
from grotius.record.firsts import first_told
from grotius.record.reading import Reader, row_in, span_of, with_origin
from grotius.record.rows import EventRow, Filter, Link, ReportRow, Shown, ShownValue, SourcedRow, TalkRow
from grotius.record.shelves import Row
from grotius.record.wording import headed

_NOT_VALUES = frozenset({"id", "span", "sentence", "same_as", "codes", "content", "number", "mention", "part_of"})
_TITLE = 120
_NOUNS = {
    "Mention": "mention",
    "Figure": "figure",
    "Talk": "telling of a talk",
    "Statement": "statement",
    "Position": "position",
    "Interaction": "interaction",
}


def show(reader: Reader, name: str, rule: str | None = None) -> Shown:
    event = find_event(reader.connection, name, reader.now)
    if event is not None:
        return _event(reader, name, event, rule)
    if (row := find_row(reader.connection, name, reader.now)) is not None:
        return _row(reader, reader.sourced([row])[0], row["id"])
    report = reader.reports(Filter(report=name, limit=1))
    if report.rows:
        return _report(reader, report.rows[0])
    raise unknown_at(reader.connection, name, reader.now)


# -- rows -------------------------------------------------------------------------------------------------------


def _row(reader: Reader, sourced: SourcedRow, name: str) -> Shown:
    row = row_in(sourced)
    return Shown(
        id=name,
        kind=_NOUNS[type(row).__name__],
        title=_title(span_of(row).text),
        values=tuple(values_in(row)),
        span=span_of(row),
        sentence=row.sentence,
        origin=sourced.origin,
        also=sourced.also,
        links=tuple(_row_links(reader, sourced, row)),
        verdicts=sourced.verdicts,
        gone=_gone(reader, sourced, name),
    )


def _gone(reader: Reader, sourced: SourcedRow, name: str) -> str | None:
    if any(verdict.decision == "reject" for verdict in sourced.verdicts[-1:]):
        return f"{sourced.verdicts[-1].who} rejected it: {sourced.verdicts[-1].why}."
    if not sourced.origin.superseded:
        return None
    heir = successors(reader.connection, [name], reader.now).get(name)
    if heir is not None:
        return f"A later reading of its report has {heir} in its place."
    return "A later reading of its report no longer has it."


def values_in(row: object) -> Iterator[ShownValue]:
    """Every field that is known, in the order of the model."""
    if not is_dataclass(row):
        return
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name in _NOT_VALUES or value is None or value == () or value is False:
            continue
        for one in value if isinstance(value, tuple) else (value,):
            yield _value(field.name.replace("_", " "), one)
    codes = getattr(row, "codes", None)
    if codes is not None:
        for field in fields(codes):
            if getattr(codes, field.name) is not None:
                yield ShownValue(field.name.replace("_", " "), str(getattr(codes, field.name)))


def _value(name: str, value: object) -> ShownValue:
    match value:
        case Actor():
            parts = (value.name, value.office, value.side)
            return ShownValue(name, ", ".join(part for part in parts if part), value.span)
        case Place():
            nested = (value.name, value.admin1, value.country)
            told = ", ".join(part for part in nested if part)
            return ShownValue(name, f"{told} ({value.precision})", value.span)
        case Time():
            return ShownValue(name, _time(value), value.span)
        case Span():
            return ShownValue(name, value.text, value)
        case True:
            return ShownValue(name, "yes")
    return ShownValue(name, str(value))


def _time(value: Time) -> str:
    ends = (value.start or "?", value.end or "?")
    told = ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
    return f"{told}, uncertain: {value.uncertain}" if value.uncertain else told


def _row_links(reader: Reader, sourced: SourcedRow, row: Row) -> Iterator[Link]:
    if sourced.event is not None:
        yield _event_link(reader, "told of", sourced.event)
    for field, how in _REFERENCES:
        if (other := getattr(row, field, None)) is not None:
            line = find_row(reader.connection, other, reader.now)
            if line is not None:
                yield Link(how, other, _title(line["words"]))
    yield Link("read in", sourced.origin.report, sourced.origin.title or sourced.origin.report)


_REFERENCES = (
    ("same_as", "same claim as"),
    ("mention", "of the event told in"),
    ("part_of", "part of"),
    ("within", "told inside"),
    ("talk", "readout of"),
    ("statement", "rests on"),
    ("rests_on", "rests on"),
)


def _event_link(reader: Reader, how: str, event: str) -> Link:
    states = schema.event_states
    asked = select(states.c.body).where(states.c.event == event, reader.now.in_force(states))
    body = reader.connection.execute(asked).scalar()
    return Link(how, event, title(from_json(body, Happening)) if body else event)


def _title(words: str) -> str:
    return short(words, _TITLE)


# -- events -----------------------------------------------------------------------------------------------------


def _event(reader: Reader, name: str, event: FoundEvent, rule: str | None) -> Shown:
    wanted, reader = Filter(event=event.id, rule=rule, limit=1), reader.showing(event.id)
    page: Any = reader.events(wanted) if event.kind == "fighting" else reader.talks(wanted)
    redirected = name if name != event.id else None
    gone = _why_gone(reader, event)
    if not page.rows:
        was = _was(reader, event.id)
        return Shown(event.id, _kind(event), was or event.id, (), redirected_from=redirected, gone=gone or _UNTOLD)
    row: EventRow | TalkRow = page.rows[0]
    one = row.happening
    return Shown(
        id=row.id,
        kind=_kind(event),
        title=title(one),
        values=tuple(_happening_values(row, reader.members([row.id])[row.id])),
        figures=row.figures if isinstance(row, EventRow) else (),
        links=tuple(_event_links(reader, row)),
        verdicts=row.verdicts,
        redirected_from=redirected,
        gone=gone,
    )


def _was(reader: Reader, event: str) -> str | None:
    """What it was when reports last told it."""
    states = schema.event_states
    asked = select(states.c.body).where(states.c.event == event).order_by(states.c.key.desc()).limit(1)
    body = reader.connection.execute(asked).scalar_one_or_none()
    return title(from_json(body, Happening)) if body else None


def _kind(event: FoundEvent) -> str:
    return "event" if event.kind == "fighting" else "talk"


def _why_gone(reader: Reader, event: FoundEvent) -> str | None:
    verdict = reader.decisions.rejection(event.id)
    return f"{verdict.who} rejected it: {verdict.why}." if verdict is not None else None


_UNTOLD = "No report in force tells it any more."


def _happening_values(row: EventRow | TalkRow, members: Sequence[SourcedRow]) -> Iterator[ShownValue]:
    one = row.happening
    bare = replace(one, tellings=(), history=(), words="", kind=one.kind)
    for value in values_in(bare):
        if value.name not in {"words", "kind"}:
            yield value
    if len({step.status for step in one.history}) > 1:
        yield ShownValue("history", " → ".join(_steps(one)))
    if (first := first_told(members)) is not None:
        yield ShownValue("first told", f"{headed(first.origin)}: {_title(row_in(first).sentence.text)}")
    yield ShownValue("sources", _sources(row))


def _steps(one: Happening) -> Iterator[str]:
    """What reports made of it, in order; one after another that say the same count once."""
    for before, step in pairwise((None, *one.history)):
        if step is not None and (before is None or before.status != step.status):
            yield f"{step.status} ({step.published or 'undated'})"


def _sources(row: EventRow | TalkRow) -> str:
    reports = f"{row.reports} report{'s' if row.reports != 1 else ''}"
    apart = f"{row.independent} independent source{'s' if row.independent != 1 else ''}"
    return f"{reports}, {apart}; claimed by {', '.join(row.claimants) or 'nobody named'}"


def _event_links(reader: Reader, row: EventRow | TalkRow) -> Iterator[Link]:
    if isinstance(row, EventRow):
        if row.parent is not None:
            yield _event_link(reader, "part of", row.parent)
        for part in row.parts:
            yield _event_link(reader, "part", part)
    rows, members = schema.rows, schema.event_rows
    asked = with_origin(reader.now).join(members, members.c.row == rows.c.key).where(members.c.event == row.id)
    asked = asked.where(reader.now.in_force(members), rows.c.same_as.is_(None)).order_by(rows.c.version, rows.c.start)
    for line in reader.connection.execute(asked).mappings():
        outlet = line["publisher"] or line["report"]
        yield Link(line["kind"], line["id"], f"{outlet}: {_title(line['sentence'])}")


# -- reports ----------------------------------------------------------------------------------------------------


def _report(reader: Reader, row: ReportRow) -> Shown:
    told = {
        "publisher": row.publisher,
        "published": row.published,
        "url": row.url,
        "read": row.read_at,
        "language": row.language,
        "family": row.family,
        "rows": str(row.rows),
        "text versions": str(row.text_versions),
        "made by": f"Grotius {row.versions.grotius}, codebook {row.versions.codebook[:12]}, {row.versions.model}",
    }
    values = [ShownValue(name, value) for name, value in told.items() if value is not None]
    values += [ShownValue("note", note) for note in row.notes]
    return Shown(row.id, "report", row.title or row.id, tuple(values), links=tuple(_report_links(reader, row)))


def _report_links(reader: Reader, row: ReportRow) -> Iterator[Link]:
    rows, versions = schema.rows, schema.report_versions
    asked = select(rows.c.kind, rows.c.id, rows.c.sentence).join(versions, versions.c.key == rows.c.version)
    asked = asked.where(versions.c.report == row.id, reader.now.in_force(rows), rows.c.same_as.is_(None))
    for line in reader.connection.execute(asked.order_by(rows.c.start, rows.c.key)):
        yield Link(line[0], line[1], _title(line[2]))
