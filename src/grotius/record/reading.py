"""Answers from the record: rows with their reports, happenings with their claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select
from sqlalchemy.engine import RowMapping

from grotius.errors import SettingsError
from grotius.merge import Claim, Happening, Reconciled, disagreements, reconcile, title
from grotius.model import Figure, Interaction, Mention, Position, Span, Statement, Talk, Versions
from grotius.record import schema
from grotius.record.adding import row_of
from grotius.record.asking import may_disagree, of_events, of_report, of_rows, report_has_words
from grotius.record.belonging import camp
from grotius.record.decided import Decisions, chunks, corrected, decisions, number_chunks
from grotius.record.encoding import from_json
from grotius.record.moment import Moment, moment
from grotius.record.rows import (
    ChangeRow,
    DisagreementRow,
    EventRow,
    FigureRow,
    Filter,
    InteractionRow,
    MentionRow,
    Origin,
    Page,
    PositionRow,
    ReportRow,
    Retelling,
    SourcedRow,
    StatementRow,
    Summary,
    TalkRow,
    TellingRow,
    Verdict,
)
from grotius.record.shelves import Row

R = TypeVar("R")
UNDATED = "9999"
DEFAULT_RULE = "latest_best"

Maker = Callable[[Any, Origin, str | None, tuple[Retelling, ...], tuple[Verdict, ...]], SourcedRow]
MAKERS: dict[type[Row], Maker] = {
    Mention: MentionRow,
    Figure: FigureRow,
    Talk: TellingRow,
    Statement: StatementRow,
    Position: PositionRow,
    Interaction: InteractionRow,
}


@dataclass(slots=True)
class Reader:
    """One answer's view of the record: a connection, a moment, and people's decisions at it."""

    connection: Connection
    now: Moment
    decisions: Decisions

    @staticmethod
    def at(connection: Connection, as_of: str | None = None) -> Reader:
        when = moment(connection, as_of)
        return Reader(connection, when, decisions(connection, when))

    @property
    def dialect(self) -> str:
        return self.connection.dialect.name

    # -- rows of reports ----------------------------------------------------------------------------------------

    def rows(self, kind: str, wanted: Filter) -> Page[Any]:
        """Each claim of a report once, by day; what a person rejected is left out."""
        key, day = schema.rows.c.key, func.coalesce(schema.rows.c.day_first, UNDATED)
        joined = self.rows_asked(kind, wanted)
        total = self.connection.execute(_count(joined)).scalar_one()
        asked = joined.order_by(day, key)
        if wanted.cursor:
            asked = asked.where(_after(wanted.cursor, day, key))
        lines, cursor = _page(self.connection, asked, wanted.limit, lambda line: (line["day_first"], line["key"]))
        return Page(tuple(self.sourced(lines)), total, cursor)

    def rows_asked(self, kind: str, wanted: Filter) -> Select[Any]:
        """Lines of ``with_origin`` that a filter lets through, in no order."""
        rows = schema.rows
        conditions = [*of_rows(wanted, kind, self.now, self.dialect), rows.c.same_as.is_(None)]
        rejected = sorted(self.decisions.rejected())
        if rejected:
            conditions.append(rows.c.id.not_in(rejected))
        return with_origin().where(*conditions)

    def sourced(self, lines: Sequence[RowMapping]) -> list[SourcedRow]:
        """Lines of ``with_origin`` as rows, each with its other words, its event and people's verdicts."""
        also = self._also(lines)
        event = self._events_of([line["key"] for line in lines])
        found: list[SourcedRow] = []
        for line in lines:
            verdicts = self.decisions.on(line["id"])
            row = corrected(row_of(line["kind"], line["body"]), verdicts)
            retold = tuple(also.get((line["version"], line["id"]), ()))
            found.append(MAKERS[type(row)](row, origin(line), event.get(line["key"]), retold, verdicts))
        return found

    def _also(self, lines: Sequence[RowMapping]) -> dict[tuple[int, str], list[Retelling]]:
        rows = schema.rows
        found: dict[tuple[int, str], list[Retelling]] = defaultdict(list)
        for part in chunks(sorted({line["id"] for line in lines})):
            asked = select(rows.c.version, rows.c.same_as, rows.c.kind, rows.c.body)
            asked = asked.where(rows.c.same_as.in_(part), self.now.in_force(rows)).order_by(rows.c.start)
            for line in self.connection.execute(asked).mappings():
                row = row_of(line["kind"], line["body"])
                found[line["version"], line["same_as"]].append(Retelling(row.id, span_of(row), row.sentence))
        return found

    def _events_of(self, keys: Sequence[int]) -> dict[int, str]:
        members = schema.event_rows
        found: dict[int, str] = {}
        for part in number_chunks(keys):
            asked = select(members.c.row, members.c.event).where(members.c.row.in_(part), self.now.in_force(members))
            found.update((line[0], line[1]) for line in self.connection.execute(asked))
        return found

    # -- happenings ---------------------------------------------------------------------------------------------

    def events(self, wanted: Filter) -> Page[EventRow]:
        return self._events(wanted)

    def _events(self, wanted: Filter, *sieve: ColumnElement[bool]) -> Page[EventRow]:
        lines, total, cursor = self._states("fighting", wanted, *sieve)
        claims = self.members([line["event"] for line in lines])
        parts = self._parts([line["event"] for line in lines])
        rule = wanted.rule or DEFAULT_RULE
        made = (self.event(line, claims[line["event"]], parts[line["event"]], rule) for line in lines)
        return Page(tuple(made), total, cursor)

    def talks(self, wanted: Filter) -> Page[TalkRow]:
        lines, total, cursor = self._states("talk", wanted)
        members = self.members([line["event"] for line in lines])
        return Page(tuple(self.talk(line, members[line["event"]]) for line in lines), total, cursor)

    def disagreements(self, wanted: Filter) -> Page[DisagreementRow]:
        """The gravest first; ``cursor`` counts the rows already given."""
        events = self._events(_whole(wanted), may_disagree(self.now))
        parts = self._figures_of([part for event in events for part in event.parts], wanted.rule or DEFAULT_RULE)
        found = [
            DisagreementRow(event.id, title(event.happening), one, one.claims)
            for event in events
            for one in disagreements(event.figures, event.happening.denied_by, [parts[part] for part in event.parts])
            if wanted.measure is None or one.measure == wanted.measure
        ]
        found.sort(key=lambda row: (-row.disagreement.severity, row.event))
        start = _number(wanted.cursor) if wanted.cursor else 0
        end = len(found) if wanted.limit is None else start + wanted.limit
        return Page(tuple(found[start:end]), len(found), str(end) if end < len(found) else None)

    def _figures_of(self, events: Sequence[str], rule: str) -> dict[str, tuple[Reconciled, ...]]:
        members = self.members(events)
        return {event: _figures(members[event], rule) for event in events}

    def _states(
        self, kind: str, wanted: Filter, *sieve: ColumnElement[bool]
    ) -> tuple[list[RowMapping], int, str | None]:
        key, day = schema.event_states.c.key, func.coalesce(schema.event_states.c.day_first, UNDATED)
        joined = self.states_asked(kind, wanted).where(*sieve)
        total = self.connection.execute(_count(joined)).scalar_one()
        asked = joined.order_by(day, key)
        if wanted.cursor:
            asked = asked.where(_after(wanted.cursor, day, key))
        lines, cursor = _page(self.connection, asked, wanted.limit, lambda line: (line["day_first"], line["key"]))
        return lines, total, cursor

    def states_asked(self, kind: str, wanted: Filter) -> Select[Any]:
        """States of happenings that a filter lets through, in no order."""
        states, events = schema.event_states, schema.events
        conditions = [*of_events(wanted, self.now, self.dialect), events.c.kind == kind]
        rejected = sorted(self.decisions.rejected())
        if rejected:
            conditions.append(states.c.event.not_in(rejected))
        return select(states).join(events, events.c.id == states.c.event).where(*conditions)

    def members(self, events: Sequence[str]) -> dict[str, list[SourcedRow]]:
        """The rows of each event, claims told twice in one report once.

        Found by their keys: a join lets SQLite walk through all rows that are no retelling, which is nearly all.
        """
        members, rows, found = schema.event_rows, schema.rows, defaultdict[str, list[SourcedRow]](list)
        rejected = self.decisions.rejected()
        for part in chunks(sorted(events)):
            belonging = select(members.c.row).where(members.c.event.in_(part), self.now.in_force(members))
            for keys in number_chunks(sorted(self.connection.execute(belonging).scalars())):
                asked = with_origin().where(rows.c.key.in_(keys), self.now.in_force(rows)).order_by(rows.c.key)
                lines = [
                    line
                    for line in self.connection.execute(asked).mappings()
                    if line["same_as"] is None and line["id"] not in rejected
                ]
                for row in self.sourced(lines):
                    if row.event is not None:
                        found[row.event].append(row)
        return found

    def _parts(self, events: Sequence[str]) -> dict[str, list[str]]:
        states, found = schema.event_states, defaultdict[str, list[str]](list)
        for part in chunks(sorted(events)):
            asked = select(states.c.parent, states.c.event).where(states.c.parent.in_(part), self.now.in_force(states))
            for line in self.connection.execute(asked.order_by(states.c.event)):
                found[line[0]].append(line[1])
        return found

    def event(self, line: RowMapping, members: list[SourcedRow], parts: list[str], rule: str) -> EventRow:
        verdicts = self.decisions.on(line["event"])
        return EventRow(
            id=line["event"],
            happening=corrected(from_json(line["body"], Happening), verdicts),
            figures=_figures(members, rule),
            reports=len({row.origin.report for row in members}),
            families=len({row.origin.family for row in members}),
            claimants=_claimants(members),
            parent=line["parent"],
            parts=tuple(parts),
            verdicts=verdicts,
            sources=_sources(members),
        )

    def talk(self, line: RowMapping, members: list[SourcedRow]) -> TalkRow:
        verdicts = self.decisions.on(line["event"])
        return TalkRow(
            id=line["event"],
            happening=corrected(from_json(line["body"], Happening), verdicts),
            reports=len({row.origin.report for row in members}),
            families=len({row.origin.family for row in members}),
            claimants=_claimants(members),
            verdicts=verdicts,
            sources=_sources(members),
        )

    # -- reports, changes, counts -------------------------------------------------------------------------------

    def reports(self, wanted: Filter) -> Page[ReportRow]:
        key, day = schema.report_versions.c.key, func.coalesce(schema.report_versions.c.day, UNDATED)
        joined = self.reports_asked(wanted)
        total = self.connection.execute(_count(joined)).scalar_one()
        asked = joined.order_by(day, key)
        if wanted.cursor:
            asked = asked.where(_after(wanted.cursor, day, key))
        lines, cursor = _page(self.connection, asked, wanted.limit, lambda line: (line["day"], line["key"]))
        return Page(tuple(self._report(line) for line in lines), total, cursor)

    def reports_asked(self, wanted: Filter) -> Select[Any]:
        """Versions of reports that a filter lets through, without their texts, in no order."""
        versions = schema.report_versions
        conditions = [self.now.in_force(versions), *of_report(wanted)]
        if wanted.since:
            conditions.append(versions.c.day >= wanted.since[:10])
        if wanted.until:
            conditions.append(versions.c.day <= wanted.until[:10])
        if wanted.text:
            conditions.append(report_has_words(wanted.text, self.dialect))
        return _with_read_at().where(*conditions)

    def reports_of(self, keys: Sequence[int]) -> list[ReportRow]:
        """The versions of reports with these keys, in this order."""
        found = self.connection.execute(_with_read_at().where(schema.report_versions.c.key.in_(keys))).mappings()
        lines = {line["key"]: line for line in found}
        return [self._report(lines[key]) for key in keys]

    def _report(self, line: RowMapping) -> ReportRow:
        rows, versions = schema.rows, schema.report_versions
        counted = select(func.count()).where(rows.c.version == line["key"], self.now.in_force(rows))
        texts = select(func.count()).where(versions.c.report == line["report"])
        return ReportRow(
            id=line["report"],
            hash=line["hash"],
            title=line["title"],
            publisher=line["publisher"],
            url=line["url"],
            published=line["published"],
            source=line["source"],
            language=line["language"],
            read_at=line["at"],
            family=line["family"] or line["report"],
            versions=from_json(line["made_by"], Versions),
            notes=from_json(line["notes"], tuple[str, ...]),
            rows=self.connection.execute(counted).scalar_one(),
            text_versions=self.connection.execute(texts).scalar_one(),
        )

    def changes(self, since: str | None, limit: int | None, cursor: str | None) -> Page[ChangeRow]:
        """In the order they were made."""
        changes, writes = schema.changes, schema.writes
        joined = select(changes, writes.c.at, writes.c.who, writes.c.kind, writes.c.version)
        joined = joined.join(writes, writes.c.key == changes.c.write)
        if since:
            joined = joined.where(writes.c.at >= since)
        if self.now.write is not None:
            joined = joined.where(writes.c.key <= self.now.write)
        total = self.connection.execute(_count(joined)).scalar_one()
        asked = joined.order_by(changes.c.key)
        if cursor:
            asked = asked.where(changes.c.key > _number(cursor))
        lines, onward = _page(self.connection, asked, limit, lambda line: (None, line["key"]))
        made = tuple(
            ChangeRow(
                at=line["at"],
                who=line["who"],
                kind=line["kind"],
                version=line["version"],
                target=line["target"],
                what=line["what"],
                why=line["why"],
                before=line["before"],
                after=line["after"],
            )
            for line in lines
        )
        return Page(made, total, str(lines[-1]["key"]) if onward else None)

    def summary(self) -> Summary:
        versions, states, events = schema.report_versions, schema.event_states, schema.events
        counts = self._counts_by_kind()
        family = func.count(func.distinct(func.coalesce(versions.c.family, versions.c.report)))
        reports = self.connection.execute(
            select(func.count(), family, func.min(versions.c.day), func.max(versions.c.day)).where(
                self.now.in_force(versions)
            )
        ).one()
        asked = select(events.c.kind, func.count()).join(states, states.c.event == events.c.id)
        asked = asked.where(self.now.in_force(states)).group_by(events.c.kind)
        happenings = {line[0]: line[1] for line in self.connection.execute(asked)}
        return Summary(
            reports=reports[0],
            families=reports[1],
            events=happenings.get("fighting", 0),
            talks=happenings.get("talk", 0),
            figures=counts.get("figure", 0),
            statements=counts.get("statement", 0),
            positions=counts.get("position", 0),
            interactions=counts.get("interaction", 0),
            disagreements=self.disagreements(Filter(limit=1)).total,
            first_day=reports[2],
            last_day=reports[3],
        )

    def _counts_by_kind(self) -> dict[str, int]:
        rows = schema.rows
        asked = select(rows.c.kind, func.count()).where(self.now.in_force(rows), rows.c.same_as.is_(None))
        rejected = sorted(self.decisions.rejected())
        if rejected:
            asked = asked.where(rows.c.id.not_in(rejected))
        return {line[0]: line[1] for line in self.connection.execute(asked.group_by(rows.c.kind))}


# -- pieces -----------------------------------------------------------------------------------------------------


def _with_read_at() -> Select[Any]:
    """Versions of reports without their texts, and when each was read."""
    versions, writes = schema.report_versions, schema.writes
    columns = [column for column in versions.c if column.name not in {"text", "raw", "map", "signature"}]
    return select(*columns, writes.c.at).join(writes, writes.c.key == versions.c.from_write)


def with_origin() -> Select[Any]:
    """Rows with the report that each stands in, and when that was read."""
    rows, versions, writes = schema.rows, schema.report_versions, schema.writes
    told = (
        versions.c.report,
        versions.c.title,
        versions.c.publisher,
        versions.c.url,
        versions.c.published,
        versions.c.family,
        versions.c.until_write.label("version_until"),
        writes.c.at,
    )
    joined = select(rows, *told).join(versions, versions.c.key == rows.c.version)
    return joined.join(writes, writes.c.key == versions.c.from_write)


def origin(line: RowMapping) -> Origin:
    return Origin(
        report=line["report"],
        title=line["title"],
        publisher=line["publisher"],
        url=line["url"],
        published=line["published"],
        read_at=line["at"],
        family=line["family"] or line["report"],
        superseded=line["until_write"] is not None,
    )


def row_in(sourced: SourcedRow) -> Row:
    """The bare row of the model."""
    match sourced:
        case FigureRow():
            return sourced.figure
        case MentionRow():
            return sourced.mention
        case TellingRow():
            return sourced.talk
        case StatementRow():
            return sourced.statement
        case PositionRow():
            return sourced.position
        case InteractionRow():
            return sourced.interaction


def span_of(row: Row) -> Span:
    return row.content if isinstance(row, Statement) else row.span


def claim_of(row: FigureRow) -> Claim:
    come = row.origin
    return Claim(row.figure, come.report, come.family, come.published, come.publisher)


def _figures(members: Iterable[SourcedRow], rule: str) -> tuple[Reconciled, ...]:
    return reconcile((claim_of(row) for row in members if isinstance(row, FigureRow)), rule, camp)


def _claimants(members: Iterable[SourcedRow]) -> tuple[str, ...]:
    """Whom the reports credit; the outlet where they credit nobody."""
    names: set[str] = set()
    for member in members:
        row = row_in(member)
        claimant = row.claimant if isinstance(row, Mention | Figure | Talk) else None
        name = claimant.name if claimant is not None else member.origin.publisher
        if name is not None:
            names.add(name)
    return tuple(sorted(names))


def _sources(members: Iterable[SourcedRow]) -> tuple[Origin, ...]:
    """Each report once, in the order of publication."""
    found = {member.origin.report: member.origin for member in members}
    return tuple(sorted(found.values(), key=lambda one: (one.published or UNDATED, one.report)))


def _whole(wanted: Filter) -> Filter:
    return replace(wanted, limit=None, cursor=None)


def _count(asked: Select[Any]) -> Select[int]:
    return asked.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)


def _page(
    connection: Connection, asked: Select[Any], limit: int | None, place: Callable[[RowMapping], tuple[str | None, int]]
) -> tuple[list[RowMapping], str | None]:
    """The lines of one page, and the cursor of the next if there is one."""
    lines = list(connection.execute(asked.limit(limit + 1) if limit is not None else asked).mappings())
    if limit is None or len(lines) <= limit:
        return lines, None
    day, key = place(lines[limit - 1])
    return lines[:limit], f"{day or UNDATED}~{key}"


def _after(cursor: str, day: Any, key: Any) -> Any:
    since, _, number = cursor.partition("~")
    return or_(day > since, and_(day == since, key > _number(number)))


def _number(text: str) -> int:
    if not text.isdecimal():
        raise SettingsError(f"The cursor {text!r} is not one that the record gave.")
    return int(text)
