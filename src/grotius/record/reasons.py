"""Why the record holds what it holds, in words: of an event or a talk, of a single row, and of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from sqlalchemy import select

from grotius.english import count, day, ended, listed, short
from grotius.merge import Weights, title
from grotius.model import Actor, Figure, Place, Time
from grotius.record import schema
from grotius.record.decided import successors
from grotius.record.decreed import on_value
from grotius.record.explaining import MACHINE, best_value, explain, of_event, told_of, whole_of
from grotius.record.families import alike
from grotius.record.finding import find_event, find_row, unknown_at
from grotius.record.reading import Reader, row_in, span_of, with_origin
from grotius.record.rows import EventRow, Filter, Reason, ReportRow, SourcedRow, TalkRow
from grotius.record.ties import Tie, peoples_ties
from grotius.record.wording import headed

_MOST_NAMED = 3
_NOUNS = {
    "mention": ("mention of fighting", "mentions of fighting"),
    "figure": ("figure", "figures"),
    "talk": ("telling of a talk", "tellings of talks"),
    "statement": ("statement", "statements"),
    "position": ("position", "positions"),
    "interaction": ("interaction", "interactions"),
}


def why(reader: Reader, name: str, rule: str | None = None, weights: Weights | None = None) -> Sequence[Reason]:
    """Everything that explains the thing, what matters most first."""
    event = find_event(reader.connection, name, reader.now)
    if event is not None:
        return tuple(of_event(reader, name, event, rule, weights))
    line = find_row(reader.connection, name, reader.now)
    if line is not None:
        return tuple(_of_row(reader, reader.sourced([line])[0], rule))
    found = reader.reports(Filter(report=name, limit=1)).rows
    if found:
        return tuple(_of_report(reader, found[0], rule))
    raise unknown_at(reader.connection, name, reader.now)


# -- rows -------------------------------------------------------------------------------------------------------------


def _of_row(reader: Reader, sourced: SourcedRow, rule: str | None) -> Iterator[Reason]:
    row, come = row_in(sourced), sourced.origin
    said = f"{headed(come)}, has the words “{short(span_of(row).text)}”."
    words = " ".join(row.sentence.text.split())
    yield Reason(said, MACHINE, come.read_at, about="row", on=(row.id, come.report), words=words)
    for field in fields(row):
        value = getattr(row, field.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Actor | Place) and one.why:
                named = f"{field.name.replace('_', ' ').capitalize()} {one.name}"
                yield Reason(ended(f"{named}: {one.why}"), MACHINE, about="row", on=(row.id,))
        if isinstance(value, Time) and value.uncertain:
            yield Reason(ended(f"The time is uncertain: {value.uncertain}"), MACHINE, about="row", on=(row.id,))
    if come.superseded:
        heir = successors(reader.connection, [row.id], reader.now).get(row.id)
        now = f"has {heir} in its place" if heir is not None else "no longer has it"
        yield Reason(f"A later reading of its report {now}.", MACHINE, about="row", on=(row.id,))
    event = find_event(reader.connection, sourced.event, reader.now) if sourced.event is not None else None
    whole = whole_of(reader, event, rule) if event is not None else None
    if isinstance(row, Figure):
        yield from _role(row, whole)
    yield from on_value(sourced.verdicts, "it", row.id)
    if whole is not None:
        yield from _place_in(reader, whole, come.report, peoples_ties(reader))


def _role(figure: Figure, event: EventRow | TalkRow | None) -> Iterator[Reason]:
    """What a figure counts for in its event."""
    aside = _aside(figure)
    if aside is not None:
        yield Reason(f"It is not set beside the totals of an event: {aside}.", MACHINE, about="row", on=(figure.id,))
    elif isinstance(event, EventRow):
        for one in event.figures:
            holding = next((claim for claim in one.claims if _holds(claim.figure, figure)), None)
            if holding is not None and holding.figure.span != figure.span:
                told = f"It is counted in a list, “{holding.figure.span.text}”: {holding.value} in all."
                yield Reason(told, MACHINE, about="row", on=(figure.id,))
            if holding is not None:
                yield best_value(one)


def _holds(told: Figure, figure: Figure) -> bool:
    """The figure itself, or the list that it stands in."""
    if told.id == figure.id:
        return True
    same = told.measure == figure.measure and told.sentence == figure.sentence
    return same and told.span.start <= figure.span.start and figure.span.end <= told.span.end


def _aside(figure: Figure) -> str | None:
    if figure.part_of is not None:
        return f"it is a part of {figure.part_of}"
    if figure.cumulative:
        return "it is a running total over many events"
    return None if figure.actuality == "actual" else f"what it counts is {figure.actuality}"


def _place_in(
    reader: Reader, whole: EventRow | TalkRow, report: str, people: tuple[Sequence[Tie], Sequence[Tie]]
) -> Iterator[Reason]:
    """What of an event's explanation bears on one report."""
    for reason in explain(told_of(reader, whole), people, {}):
        if reason.about == "report" and reason.on[0] == report:
            others = count(whole.reports - 1, "other report")
            named = title(whole.happening) + (f", told in {others} too" if whole.reports > 1 else "")
            yield replace(reason, on=(whole.id, *reason.on), head=named)


# -- reports ----------------------------------------------------------------------------------------------------------


def _of_report(reader: Reader, report: ReportRow, rule: str | None) -> Iterator[Reason]:
    rows = _rows_of(reader, report.id)
    kinds = Counter(_kind(row) for row in rows)
    found = listed(count(kinds[kind], *nouns) for kind, nouns in _NOUNS.items() if kinds[kind])
    gave = f"it gave {found}" if found else "nothing of what the record keeps was found in it"
    yield Reason(f"Read on {day(report.read_at)}: {gave}.", MACHINE, report.read_at, about="row", on=(report.id,))
    for note in report.notes:
        yield Reason(ended(note), MACHINE, about="row", on=(report.id,))
    yield _as_a_source(reader, report)
    for row in rows:
        yield from on_value(row.verdicts, f"“{short(span_of(row_in(row)).text, 60)}”", row_in(row).id)
    people = peoples_ties(reader)
    for event in dict.fromkeys(row.event for row in rows if row.event is not None):
        at = find_event(reader.connection, event, reader.now)
        whole = whole_of(reader, at, rule) if at is not None else None
        if whole is not None and event not in reader.decisions.rejected():
            yield from _place_in(reader, whole, report.id, people)


def _rows_of(reader: Reader, report: str) -> list[SourcedRow]:
    """Each claim once, in the order of the text; what a person rejected is among them."""
    rows, versions = schema.rows, schema.report_versions
    asked = with_origin(reader.now).where(versions.c.report == report, rows.c.same_as.is_(None))
    asked = asked.where(reader.now.in_force(rows), reader.now.in_force(versions)).order_by(rows.c.start, rows.c.key)
    return reader.sourced(reader.connection.execute(asked).mappings().all())


def _kind(row: SourcedRow) -> str:
    return type(row_in(row)).__name__.lower()


def _as_a_source(reader: Reader, report: ReportRow) -> Reason:
    """Whether it counts as a source of its own, and why it is a copy where it is one."""
    versions = schema.report_versions
    asked = select(versions.c.key, versions.c.report, versions.c.publisher).where(reader.now.in_force(versions))
    lines = reader.connection.execute(
        asked.where(reader.now.is_of_family(report.family)).order_by(versions.c.key)
    ).all()
    own = next((line.key for line in lines if line.report == report.id), None)
    others = {line.key: line.publisher or line.report for line in lines if line.report != report.id}
    if own is None or not others:
        told = "It prints no story that another report of the record prints: it is a source of its own."
        return Reason(told, MACHINE, about="row", on=(report.id,))
    seen = alike(reader.connection, own, list(others))
    closest = max(seen, key=lambda key: seen[key].order)
    named = listed(others.values(), _MOST_NAMED)
    told = f"It counts as one source with {named}: {seen[closest].told(others[closest])}."
    on = tuple(line.report for line in lines)
    return Reason(told, MACHINE, about="row", on=(report.id, *(one for one in on if one != report.id)))
