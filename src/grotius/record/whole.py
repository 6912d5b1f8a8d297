"""What stands behind many happenings or reports, looked up together: for whoever lays all of them out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, select

from grotius.merge import Disagreement, Happening
from grotius.record import schema
from grotius.record.decided import chunks, corrected
from grotius.record.encoding import from_json
from grotius.record.explaining import Told, explain, ties_of, titles_by_row
from grotius.record.reading import Reader, with_origin
from grotius.record.record import Record
from grotius.record.rows import ChangeRow, EventRow, Filter, Reason, SourcedRow, TalkRow
from grotius.record.ties import peoples_ties


def members_of(record: Record, events: Sequence[str], as_of: str | None = None) -> Mapping[str, Sequence[SourcedRow]]:
    """The rows of each happening, in the order they were read."""
    return record._ask(Filter(as_of=as_of), lambda reader: reader.members(events))


def contradictions(
    record: Record, events: Sequence[EventRow], as_of: str | None = None
) -> Mapping[str, tuple[Disagreement, ...]]:
    """Where the sources of each event disagree, gravest first."""
    return record._ask(Filter(as_of=as_of), lambda reader: reader.contradictions(events))


def reasons(
    record: Record,
    happened: Iterable[EventRow | TalkRow],
    members: Mapping[str, Sequence[SourcedRow]],
    as_of: str | None = None,
) -> Mapping[str, Sequence[Reason]]:
    """Why each happening is one, and how its best values come about; nothing where one telling is all there is."""
    several = [row for row in happened if len(row.happening.tellings) > 1]

    def answer(reader: Reader) -> Mapping[str, Sequence[Reason]]:
        ties = ties_of(reader, {row.id: members.get(row.id, ()) for row in several})
        people = peoples_ties(reader)
        others = titles_by_row(reader, {end for part in people for tie in part for end in (tie.left, tie.right)})
        told = (Told(row, members.get(row.id, ()), ties.get(row.id, [])) for row in several)
        return {one.row.id: tuple(explain(one, people, others)) for one in told}

    return record._ask(Filter(as_of=as_of), answer)


def rows_in(record: Record, reports: Iterable[str], as_of: str | None = None) -> Mapping[str, Sequence[SourcedRow]]:
    """The rows of each report, in the order of its text; what a person rejected is among them, but not what hangs on
    it."""

    def answer(reader: Reader) -> Mapping[str, Sequence[SourcedRow]]:
        rows, versions = schema.rows, schema.report_versions
        found: dict[str, list[SourcedRow]] = defaultdict(list)
        for part in chunks(sorted(reports)):
            in_force = (reader.now.in_force(rows), reader.now.in_force(versions))
            asked = (
                with_origin(reader.now).where(versions.c.report.in_(part), *in_force).order_by(rows.c.start, rows.c.key)
            )
            told = (line for line in reader.connection.execute(asked).mappings() if line["same_as"] is None)
            lines = [line for line in told if line["id"] not in reader.decisions.hanging]
            for row in reader.sourced(lines):
                found[row.origin.report].append(row)
        return found

    return record._ask(Filter(as_of=as_of), answer)


def copies(record: Record, as_of: str | None = None) -> Mapping[str, Sequence[tuple[str, str | None]]]:
    """Reports that print one story, by family, each with its outlet; only families of two and more."""

    def answer(reader: Reader) -> Mapping[str, Sequence[tuple[str, str | None]]]:
        versions = schema.report_versions
        in_force, family = reader.now.in_force(versions), reader.now.family()
        several = select(family).where(in_force).group_by(family).having(func.count() > 1)
        asked = select(family, versions.c.report, versions.c.publisher).where(in_force, family.in_(several))
        found: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
        for family, report, publisher in reader.connection.execute(asked.order_by(versions.c.key)):
            found[family].append((report, publisher))
        return found

    return record._ask(Filter(as_of=as_of), answer)


def happenings(record: Record, ids: Iterable[str], as_of: str | None = None) -> Mapping[str, Happening]:
    """The happenings with these ids, as far as they are in force."""

    def answer(reader: Reader) -> Mapping[str, Happening]:
        states = schema.event_states
        found: dict[str, Happening] = {}
        for part in chunks(sorted(ids)):
            asked = select(states.c.event, states.c.body).where(states.c.event.in_(part), reader.now.in_force(states))
            for event, body in reader.connection.execute(asked):
                found[event] = corrected(from_json(body, Happening), reader.decisions.on(event))
        return found

    return record._ask(Filter(as_of=as_of), answer)


def histories(record: Record, targets: Iterable[str], as_of: str | None = None) -> Mapping[str, Sequence[ChangeRow]]:
    """What was changed about each row or happening, in order."""

    def answer(reader: Reader) -> Mapping[str, Sequence[ChangeRow]]:
        changes, writes = schema.changes, schema.writes
        told = (writes.c.at, writes.c.who, writes.c.kind, writes.c.version, changes.c.target, changes.c.what)
        found: dict[str, list[ChangeRow]] = defaultdict(list)
        for part in chunks(sorted(targets)):
            asked = select(*told, changes.c.why, changes.c.before, changes.c.after)
            asked = asked.join(writes, writes.c.key == changes.c.write).where(changes.c.target.in_(part))
            if reader.now.write is not None:
                asked = asked.where(writes.c.key <= reader.now.write)
            for line in reader.connection.execute(asked.order_by(changes.c.key)).mappings():
                found[line["target"]].append(ChangeRow(**line))
        return found

    return record._ask(Filter(as_of=as_of), answer)
