"""Answers from the record: rows with their reports, happenings with their claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, func, select
from sqlalchemy.engine import RowMapping

from grotius.merge import Claim, Disagreement, Happening, Reconciled, disagreements, independent, reconcile, title
from grotius.model import Actor, Figure, Interaction, Mention, Position, Span, Statement, Talk, Versions
from grotius.record import schema
from grotius.record.adding import row_of
from grotius.record.asking import of_events, of_report, of_report_rows, of_rows, report_has_words
from grotius.record.belonging import camp
from grotius.record.decided import Decisions, chunks, corrected, decisions, number_chunks, successors
from grotius.record.encoding import from_json
from grotius.record.moment import Moment, moment
from grotius.record.paging import UNDATED, Keys, number, page_of, sieved_page_of
from grotius.record.rows import (
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
from grotius.record.sources import shown

R = TypeVar("R")
DEFAULT_RULE = "latest_best"
DENIAL = "denial"

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

    def showing(self, event: str) -> Reader:
        """The same view, in which this one event is shown even if a person rejected it."""
        return Reader(self.connection, self.now, self.decisions.showing(event))

    @property
    def dialect(self) -> str:
        return self.connection.dialect.name

    # -- rows of reports ----------------------------------------------------------------------------------------

    def rows(self, kind: str, wanted: Filter) -> Page[Any]:
        """Each claim of a report once, by day; what a person rejected is left out."""
        rows = schema.rows
        asked = self.rows_asked(kind, wanted)
        page = self._page(asked, rows.c.day_first, rows.c.key, wanted)
        return Page(
            tuple(self.sourced(self._lines(with_origin(self.now), rows.c.key, page.keys))), page.total, page.next
        )

    def rows_asked(self, kind: str, wanted: Filter) -> Select[Any]:
        """Rows that a filter lets through, in no order."""
        rows, rejected = schema.rows, sorted(self.decisions.left_out())
        conditions = [*of_rows(wanted, kind, self.now, self.dialect, self._decided(wanted)), rows.c.same_as.is_(None)]
        if rejected:
            conditions.append(rows.c.id.not_in(rejected))
        return select(rows).where(*conditions)

    def _decided(self, wanted: Filter) -> Mapping[str, tuple[Verdict, ...]]:
        """What people have decided on, and how; where reviews are asked for, what they judged to be one or not too."""
        if wanted.reviewed is None:
            return self.decisions.by_row
        return dict.fromkeys(self.judged(), ()) | dict(self.decisions.by_row)

    def judged(self) -> frozenset[str]:
        """The tellings that a person compared with others, under their present ids."""
        table = schema.judgements
        asked = select(table.c.left_id, table.c.right_id).where(table.c.kind == "person", self.now.in_force(table))
        ends = {end for pair in self.connection.execute(asked) for end in pair}
        heirs = successors(self.connection, ends, self.now)
        return frozenset(heirs.get(end, end) for end in ends)

    def _page(self, asked: Select[Any], day: ColumnElement[Any], key: ColumnElement[int], wanted: Filter) -> Keys:
        find = sieved_page_of if wanted.sieves else page_of
        return find(self.connection, asked, day, key, wanted.limit, wanted.cursor)

    def _lines(self, asked: Select[Any], key: ColumnElement[int], keys: Sequence[int]) -> list[RowMapping]:
        """The lines with these keys, in this order."""
        found: dict[int, RowMapping] = {}
        for part in number_chunks(keys):
            found.update((line["key"], line) for line in self.connection.execute(asked.where(key.in_(part))).mappings())
        return [found[one] for one in keys]

    def sourced(self, lines: Sequence[RowMapping]) -> list[SourcedRow]:
        """Lines of ``with_origin`` as rows, each with its other words, its event and people's verdicts."""
        also = self._also(lines)
        event = self._events_of([line["key"] for line in lines])
        found: list[SourcedRow] = []
        for line in lines:
            verdicts = self.decisions.on(line["id"])
            row = corrected(row_of(line["kind"], line["body"]), verdicts)
            retold = tuple(also.get((line["version"], line["id"]), ()))
            found.append(MAKERS[type(row)](row, origin(line, self.now), event.get(line["key"]), retold, verdicts))
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
        lines, total, onward = self.states("fighting", wanted)
        return Page(tuple(self._whole_events(lines, wanted.rule)), total, onward)

    def events_named(self, events: Sequence[str], rule: str | None) -> dict[str, EventRow]:
        """The events with these ids that are in force."""
        states, lines = schema.event_states, list[RowMapping]()
        for part in chunks(list(events)):
            asked = select(states).where(states.c.event.in_(part), self.now.in_force(states))
            lines += self.connection.execute(asked).mappings()
        return {row.id: row for row in self._whole_events(lines, rule)}

    def _whole_events(self, lines: Sequence[RowMapping], rule: str | None) -> Iterator[EventRow]:
        names = [line["event"] for line in lines]
        members, parts = self.members(names), self.parts(names)
        for line in lines:
            yield self.event(line, members[line["event"]], parts[line["event"]], rule or DEFAULT_RULE)

    def talks(self, wanted: Filter) -> Page[TalkRow]:
        lines, total, onward = self.states("talk", wanted)
        members = self.members([line["event"] for line in lines])
        return Page(tuple(self.talk(line, members[line["event"]]) for line in lines), total, onward)

    def disagreements(self, wanted: Filter) -> Page[DisagreementRow]:
        """The gravest first; ``cursor`` counts the rows already given."""
        marks, start = schema.event_marks, number(wanted.cursor) if wanted.cursor else 0
        matching = self.states_asked("fighting", wanted).with_only_columns(schema.event_states.c.event)
        asked = select(marks.c.event, marks.c.value, marks.c.weight)
        asked = asked.where(marks.c.facet == "dispute", self.now.in_force(marks), marks.c.event.in_(matching))
        if wanted.measure:
            asked = asked.where(marks.c.value == wanted.measure)
        total = self.connection.execute(select(func.count()).select_from(asked.subquery())).scalar_one()
        ordered = asked.order_by(marks.c.weight.desc(), marks.c.event, marks.c.value).offset(start)
        found = self.connection.execute(ordered.limit(wanted.limit) if wanted.limit else ordered).all()
        rows = self._disputed([(line[0], line[1], line[2]) for line in found])
        end = start + len(found)
        return Page(tuple(rows), total, str(end) if end < total else None)

    def _disputed(self, marked: Sequence[tuple[str, str, float]]) -> Iterator[DisagreementRow]:
        """What was marked, by the usual rule: whether sources differ is no matter of which one a reader prefers."""
        events = self.events_named(sorted({event for event, _, _ in marked}), None)
        found: dict[tuple[str, str, float], Disagreement] = {}
        for event, told in self.contradictions(list(events.values())).items():
            for one in told:
                found.setdefault((event, one.measure or DENIAL, one.severity), one)
        for mark in marked:
            if (known := found.get(mark)) is not None:
                happened = events[mark[0]].happening
                yield DisagreementRow(mark[0], title(happened), known, known.claims, happened.words)

    def contradictions(self, events: Sequence[EventRow]) -> dict[str, tuple[Disagreement, ...]]:
        """Where the sources of each event disagree; of a wave also where its places and the whole do."""
        parts = self.figures_of(sorted({part for row in events for part in row.parts}))
        return {
            row.id: disagreements(row.figures, row.happening.denied_by, [parts[part] for part in row.parts])
            for row in events
        }

    def figures_of(self, events: Sequence[str], rule: str = DEFAULT_RULE) -> dict[str, tuple[Reconciled, ...]]:
        """What the claims of each event come to."""
        members = self.members(events)
        return {event: _figures(members[event], rule) for event in events}

    def states(self, kind: str, wanted: Filter) -> tuple[list[RowMapping], int, str | None]:
        """The states of happenings that a filter lets through, by day; how many there are; and the cursor."""
        page = self._states(kind, wanted)
        return self._lines(select(schema.event_states), schema.event_states.c.key, page.keys), page.total, page.next

    def _states(self, kind: str, wanted: Filter) -> Keys:
        states, asked = schema.event_states, self.states_asked(kind, wanted)
        return self._page(asked, states.c.day_first, states.c.key, wanted)

    def states_asked(self, kind: str, wanted: Filter) -> Select[Any]:
        """States of happenings that a filter lets through, in no order."""
        states, events = schema.event_states, schema.events
        conditions = [*of_events(wanted, self.now, self.dialect, self._decided(wanted)), events.c.kind == kind]
        rejected = sorted(self.decisions.left_out())
        if rejected:
            conditions.append(states.c.event.not_in(rejected))
        return select(states).join(events, events.c.id == states.c.event).where(*conditions)

    def members(self, events: Sequence[str]) -> dict[str, list[SourcedRow]]:
        """The rows of each event, claims told twice in one report once.

        Found by their keys: a join lets SQLite walk through all rows that are no retelling, which is nearly all.
        """
        members, rows, found = schema.event_rows, schema.rows, defaultdict[str, list[SourcedRow]](list)
        rejected = self.decisions.left_out()
        for part in chunks(sorted(events)):
            belonging = select(members.c.row).where(members.c.event.in_(part), self.now.in_force(members))
            for keys in number_chunks(sorted(self.connection.execute(belonging).scalars())):
                asked = with_origin(self.now).where(rows.c.key.in_(keys), self.now.in_force(rows)).order_by(rows.c.key)
                lines = [
                    line
                    for line in self.connection.execute(asked).mappings()
                    if line["same_as"] is None and line["id"] not in rejected
                ]
                for row in self.sourced(lines):
                    if row.event is not None:
                        found[row.event].append(row)
        return found

    def parts(self, events: Sequence[str]) -> dict[str, list[str]]:
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
            independent=_independent(members),
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
            independent=_independent(members),
            claimants=_claimants(members),
            verdicts=verdicts,
            sources=_sources(members),
        )

    # -- reports, changes, counts -------------------------------------------------------------------------------

    def reports(self, wanted: Filter) -> Page[ReportRow]:
        versions, asked = schema.report_versions, self.reports_asked(wanted)
        page = self._page(asked, versions.c.day, versions.c.key, wanted)
        return Page(tuple(self.reports_of(page.keys)), page.total, page.next)

    def reports_asked(self, wanted: Filter) -> Select[Any]:
        """Versions of reports that a filter lets through, without their texts, in no order."""
        versions = schema.report_versions
        conditions = [
            self.now.in_force(versions),
            *of_report(wanted),
            *of_report_rows(wanted, self.now, self.dialect, self._decided(wanted)),
        ]
        if wanted.since:
            conditions.append(versions.c.day >= wanted.since[:10])
        if wanted.until:
            conditions.append(versions.c.day <= wanted.until[:10])
        if wanted.text:
            conditions.append(report_has_words(wanted.text, self.dialect))
        return select(versions).where(*conditions)

    def reports_of(self, keys: Sequence[int]) -> list[ReportRow]:
        """The versions of reports with these keys, in this order."""
        return [self._report(line) for line in self._lines(_with_read_at(self.now), schema.report_versions.c.key, keys)]

    def _report(self, line: RowMapping) -> ReportRow:
        rows, versions = schema.rows, schema.report_versions
        counted = select(func.count()).where(rows.c.version == line["key"], self.now.in_force(rows))
        texts = select(func.count()).where(versions.c.report == line["report"], self.now.began(versions))
        return ReportRow(
            id=line["report"],
            hash=line["hash"],
            title=line["title"],
            publisher=line["publisher"],
            url=line["url"],
            published=line["published"],
            source=shown(line["source"]) if line["source"] else None,
            language=line["language"],
            read_at=line["at"],
            family=line["family"],
            versions=from_json(line["made_by"], Versions),
            notes=from_json(line["notes"], tuple[str, ...]),
            rows=self.connection.execute(counted).scalar_one(),
            text_versions=self.connection.execute(texts).scalar_one(),
        )

    def summary(self) -> Summary:
        versions, marks = schema.report_versions, schema.event_marks
        counts = self._counts_by_kind()
        family = func.count(func.distinct(self.now.family()))
        asked = select(func.count(), family, func.min(versions.c.day), func.max(versions.c.day))
        reports = self.connection.execute(asked.where(self.now.in_force(versions))).one()
        happenings = self._happenings_by_kind()
        rejected = sorted(self.decisions.left_out())
        disputes = select(func.count()).where(marks.c.facet == "dispute", self.now.in_force(marks))
        disputes = disputes.where(marks.c.event.not_in(rejected)) if rejected else disputes
        return Summary(
            reports=reports[0],
            families=reports[1],
            events=happenings.get("fighting", 0),
            talks=happenings.get("talk", 0),
            figures=counts.get("figure", 0),
            statements=counts.get("statement", 0),
            positions=counts.get("position", 0),
            interactions=counts.get("interaction", 0),
            disagreements=self.connection.execute(disputes).scalar_one(),
            first_day=reports[2],
            last_day=reports[3],
        )

    def _happenings_by_kind(self) -> dict[str, int]:
        """As they are listed: in force by their states, and not rejected."""
        states, events = schema.event_states, schema.events
        rejected = sorted(self.decisions.left_out())
        asked = select(events.c.kind, func.count()).join(states, states.c.event == events.c.id)
        asked = asked.where(self.now.in_force(states)).group_by(events.c.kind)
        asked = asked.where(states.c.event.not_in(rejected)) if rejected else asked
        return {line[0]: line[1] for line in self.connection.execute(asked)}

    def _counts_by_kind(self) -> dict[str, int]:
        rows = schema.rows
        rejected = sorted(self.decisions.left_out())
        found: dict[str, int] = {}
        for kind in ("figure", "statement", "position", "interaction"):
            asked = select(func.count()).where(rows.c.kind == kind, self.now.in_force(rows), rows.c.same_as.is_(None))
            without = asked.where(rows.c.id.not_in(rejected)) if rejected else asked
            found[kind] = self.connection.execute(without).scalar_one()
        return found


# -- pieces -----------------------------------------------------------------------------------------------------


def _with_read_at(now: Moment) -> Select[Any]:
    """Versions of reports without their texts, and when each was read."""
    versions, writes = schema.report_versions, schema.writes
    columns = [column for column in versions.c if column.name not in {"text", "raw", "map", "signature", "family"}]
    return select(*columns, now.family().label("family"), writes.c.at).join(
        writes, writes.c.key == versions.c.from_write
    )


def with_origin(now: Moment) -> Select[Any]:
    """Rows with the report that each stands in, and when that was read."""
    rows, versions, writes = schema.rows, schema.report_versions, schema.writes
    told = (
        versions.c.report,
        versions.c.title,
        versions.c.publisher,
        versions.c.url,
        versions.c.published,
        now.family().label("family"),
        versions.c.until_write.label("version_until"),
        writes.c.at,
    )
    joined = select(rows, *told).join(versions, versions.c.key == rows.c.version)
    return joined.join(writes, writes.c.key == versions.c.from_write)


def origin(line: RowMapping, now: Moment) -> Origin:
    return Origin(
        report=line["report"],
        title=line["title"],
        publisher=line["publisher"],
        url=line["url"],
        published=line["published"],
        read_at=line["at"],
        family=line["family"],
        superseded=not now.holds(line),
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


def _independent(members: Iterable[SourcedRow]) -> int:
    """How many tellings share neither story nor claimant."""
    return independent((member.origin.family, _claimant(member)) for member in members)


def _claimant(member: SourcedRow) -> Actor | None:
    row = row_in(member)
    return row.claimant if isinstance(row, Mention | Figure | Talk) else None


def _claimants(members: Iterable[SourcedRow]) -> tuple[str, ...]:
    """Whom the reports credit; the outlet where they credit nobody."""
    names: set[str] = set()
    for member in members:
        claimant = _claimant(member)
        name = claimant.name if claimant is not None else member.origin.publisher
        if name is not None:
            names.add(name)
    return tuple(sorted(names))


def _sources(members: Iterable[SourcedRow]) -> tuple[Origin, ...]:
    """Each report once, in the order of publication."""
    found = {member.origin.report: member.origin for member in members}
    return tuple(sorted(found.values(), key=lambda one: (one.published or UNDATED, one.report)))
