"""Join what is new in the record to events: only what the new tellings can change is looked at again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import insert, or_, select, update
from sqlalchemy.engine import RowMapping

from grotius.ids import spoken_id
from grotius.merge import Clustering, Edge, Happening, Telling, cluster, happening, parents, reach
from grotius.record import blocks, marks, schema
from grotius.record.decided import chunks, corrected, decisions, number_chunks, successors
from grotius.record.encoding import from_json, to_json
from grotius.record.journal import MACHINE, Journal
from grotius.record.moment import Moment
from grotius.record.rows import Merged
from grotius.record.shelves import days
from grotius.record.tellings import TELLING_KINDS, Tellings, people_edges

_REASON = "the tellings of it were compared anew"
_MERGED = "it is told as one with another"
_REWORDED = "its report has other words now"
_REJECTED = "a person rejected a telling of it"
_UNTOLD = "no report in force tells it any more"
_HELD, _NOT_HELD = "a wave told as a whole holds it", "no wave told as a whole holds it any more"


MOST_AT_ONCE = 1_000
"""Tellings joined in one transaction: another process that writes need not wait longer than for these."""


def merge(journal: Journal, *, touched: Iterable[str] = ()) -> Merged:
    """Join up to ``MOST_AT_ONCE`` tellings. ``touched`` names events that a person's decision may change."""
    return _Merge(journal).run(touched)


class _Merge:
    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._connection = journal.connection
        self._tellings = Tellings(journal.connection)
        self._decisions = self._tellings.decisions
        self._people = people_edges(journal.connection)
        self._new = 0
        self._changed: set[str] = set()
        self._restated: set[str] = set()
        self._days: set[tuple[str, str]] = set()

    def run(self, touched: Iterable[str]) -> Merged:
        waiting = self._tellings.waiting(MOST_AT_ONCE)
        stale = set(touched) | set(self._stale())
        seeds = waiting + self._tellings.of_events(stale) + self._tellings.by_rows(self._heirs_in(stale))
        if not seeds and not stale:
            return Merged(0, 0, 0)
        blocks.keep(self._connection, self._tellings, seeds)
        universe = reach(seeds, self._tellings.in_blocks, self._companions, self._journal.weights)
        clustering = cluster(universe, self._people, self._journal.weights)
        placed = self._placed(universe)
        before = stale | set(placed.values())
        happenings = _named(clustering)
        self._keep(before, happenings)
        self._keep_edges(universe, clustering.edges)
        self._adopt()
        marks.renew(self._connection, self._journal.number, before | set(happenings) | self._restated)
        return Merged(len(universe) - len(placed), self._new, len(self._changed))

    def _companions(self, tellings: Iterable[Telling]) -> list[Telling]:
        return self._tellings.companions(tellings, self._people)

    def _stale(self) -> list[str]:
        """Events that hold a row which is no longer in force, or which a person rejected."""
        members, rows = schema.event_rows, schema.rows
        rejected = sorted(self._tellings.decisions.rejected())
        asked = select(members.c.event).join(rows, rows.c.key == members.c.row).distinct()
        asked = asked.where(members.c.until_write.is_(None))
        asked = asked.where(or_(rows.c.until_write.is_not(None), rows.c.id.in_(rejected)))
        return list(self._connection.execute(asked).scalars())

    def _placed(self, universe: Iterable[Telling]) -> dict[int, str]:
        """The rows of tellings that belong to an event already, and to which."""
        members, found = schema.event_rows, dict[int, str]()
        for part in number_chunks([self._tellings.known(telling.key).row for telling in universe]):
            asked = select(members.c.row, members.c.event).where(members.c.row.in_(part))
            lines = self._connection.execute(asked.where(members.c.until_write.is_(None)))
            found.update((line[0], line[1]) for line in lines)
        return found

    # -- events -------------------------------------------------------------------------------------------------

    def _keep(self, before: set[str], happenings: Mapping[str, tuple[Happening, tuple[Telling, ...]]]) -> None:
        old_rows = {event: self._rows_in(event) for event in before}
        rows = self._rows_of(telling for _, tellings in happenings.values() for telling in tellings)
        new_rows = {
            name: frozenset().union(*(rows[telling.key] for telling in tellings))
            for name, (_, tellings) in happenings.items()
        }
        told = self._told_today(old_rows)
        held_by = {row: event for event, held in told.items() for row in held}
        for name, (one, _) in happenings.items():
            came_from = {held_by[row] for row in new_rows[name] if row in held_by} - {name}
            self._keep_event(one, self._origin(came_from, old_rows, ending=before - set(happenings)))
            self._keep_rows(name, old_rows.get(name) or self._rows_in(name), new_rows[name])
        holds_now = {row: name for name, held in new_rows.items() for row in held}
        for event in sorted(before - set(happenings)):
            shared = Counter(holds_now[row] for row in told[event] if row in holds_now)
            joined = any(holds_now[row] in before for row in old_rows[event] & holds_now.keys())
            self._end_event(event, shared, _MERGED if joined else self._why_otherwise(old_rows[event]))
        if not before <= set(happenings):  # what people decided on an event that ended goes on with its heir
            self._decisions = decisions(self._connection, Moment())
        for one, _ in happenings.values():
            self._keep_state(one)

    def _origin(self, came_from: set[str], old_rows: Mapping[str, frozenset[int]], ending: set[str]) -> str:
        """Why an event is new, by those that had its tellings before and those that end now."""
        if not came_from:
            return "told by a report for the first time"
        names = ", ".join(sorted(came_from))
        if not came_from <= ending:
            return f"split from {names}"
        return f"{self._why_otherwise(frozenset().union(*(old_rows[event] for event in came_from)))}; before: {names}"

    def _why_otherwise(self, held: Iterable[int]) -> str:
        """Why an event that held these rows is not what it was."""
        rows, rejected, reworded = schema.rows, False, False
        for part in number_chunks(sorted(held)):
            asked = select(rows.c.id, rows.c.until_write).where(rows.c.key.in_(part), rows.c.kind.in_(TELLING_KINDS))
            for name, until in self._connection.execute(asked):
                rejected |= until is None and name in self._tellings.decisions.rejected()
                reworded |= until is not None
        return _REWORDED if reworded else _REJECTED if rejected else _REASON

    def _rows_in(self, event: str) -> frozenset[int]:
        members = schema.event_rows
        asked = select(members.c.row).where(members.c.event == event, members.c.until_write.is_(None))
        return frozenset(self._connection.execute(asked).scalars())

    def _told_today(self, rows: Mapping[str, frozenset[int]]) -> dict[str, frozenset[int]]:
        """For each event the tellings that stand today where its own stood: a report may have changed its words."""
        heirs = self._heirs({row for held in rows.values() for row in held})
        return {event: frozenset(heirs[row] for row in held if row in heirs) for event, held in rows.items()}

    def _heirs_in(self, events: Iterable[str]) -> Iterable[int]:
        return self._heirs({row for event in events for row in self._rows_in(event)}).values()

    def _heirs(self, keys: set[int]) -> dict[int, int]:
        rows, versions = schema.rows, schema.report_versions
        asked = select(rows.c.key, rows.c.id, versions.c.report, rows.c.until_write)
        asked = asked.join(versions, versions.c.key == rows.c.version).where(rows.c.kind.in_(TELLING_KINDS))
        old: dict[int, tuple[str, str]] = {}
        found: dict[int, int] = {}
        for part in number_chunks(sorted(keys)):
            for key, name, report, until in self._connection.execute(asked.where(rows.c.key.in_(part))):
                if until is None:
                    found[key] = key
                else:
                    old[key] = (name, report)
        later = successors(self._connection, {name for name, _ in old.values()})
        today: dict[tuple[str, str], int] = {}
        for names in chunks(sorted({later.get(name, name) for name, _ in old.values()})):
            lines = self._connection.execute(asked.where(rows.c.id.in_(names), rows.c.until_write.is_(None)))
            today.update(((name, report), key) for key, name, report, _ in lines)
        for key, (name, report) in old.items():
            if (heir := today.get((later.get(name, name), report))) is not None:
                found[key] = heir
        return found

    def _rows_of(self, universe: Iterable[Telling]) -> dict[str, frozenset[int]]:
        """For each telling its own row, its figures, and the statements that read it out.

        Those of its own report, and what a person led to it from another.
        """
        listed = [self._tellings.known(key) for key in sorted(_keys(universe))]
        known = {(told.version, told.telling.told.id): told for told in listed}
        elsewhere = {told.telling.told.id: told for told in reversed(listed)}
        found: dict[str, set[int]] = {told.telling.key: {told.row} for told in listed}
        rows = schema.rows
        for own, column in ((schema.figures, schema.figures.c.mention), (schema.statements, schema.statements.c.talk)):
            for part in chunks(sorted(elsewhere)):
                asked = select(rows.c.key, rows.c.id, rows.c.version, column).join(own, own.c.row == rows.c.key)
                asked = asked.where(column.in_(part), rows.c.until_write.is_(None))
                for key, name, version, telling in self._connection.execute(asked):
                    told = known.get((version, telling))
                    if told is None and self._decisions.led(name):
                        told = elsewhere[telling]
                    if told is not None:
                        found[told.telling.key].add(key)
        return {key: frozenset(held) for key, held in found.items()}

    def _keep_event(self, one: Happening, origin: str) -> None:
        events = schema.events
        held = self._connection.execute(select(events.c.until_write).where(events.c.id == one.id)).first()
        if held is None:
            kept = {"id": one.id, "kind": one.kind, "from_write": self._journal.number}
            self._connection.execute(insert(events).values(kept))
            self._new += 1
            self._journal.note(one.id, "event found", origin, after=one.words)
        elif held[0] is not None:
            back = {"until_write": None, "redirect": None}
            self._connection.execute(update(events).where(events.c.id == one.id).values(back))
            self._journal.note(one.id, "event found again", _REASON, after=one.words)

    def _keep_rows(self, event: str, old: frozenset[int], new: frozenset[int]) -> None:
        members = schema.event_rows
        if old == new:
            return
        for row in sorted(old - new):
            self._connection.execute(
                update(members)
                .where(members.c.event == event, members.c.row == row, members.c.until_write.is_(None))
                .values(until_write=self._journal.number)
            )
        joined = [{"event": event, "row": row, "from_write": self._journal.number} for row in sorted(new - old)]
        if joined:
            self._connection.execute(insert(members), joined)
        if old:
            self._changed.add(event)
            left, came = self._ids(old - new), self._ids(new - old)
            self._journal.note(event, "rows of event", _REASON, left or None, came or None)

    def _ids(self, rows: Iterable[int]) -> str:
        asked = select(schema.rows.c.id).where(schema.rows.c.key.in_(sorted(rows))).order_by(schema.rows.c.key)
        return " ".join(dict.fromkeys(self._connection.execute(asked).scalars()))

    def _keep_state(self, one: Happening, parent: str | None = None, *, set_parent: bool = False) -> None:
        states = schema.event_states
        held = (
            self._connection.execute(select(states).where(states.c.event == one.id, states.c.until_write.is_(None)))
            .mappings()
            .first()
        )
        body = to_json(one)
        wanted = parent if set_parent else (held["parent"] if held else None)
        shown = self._columns(one)
        self._touch(shown)
        # An older version wrote fewer fields: other words of the same happening are no change.
        as_before = held is not None and (held["body"] == body or from_json(held["body"], Happening) == one)
        if held is not None and as_before and held["parent"] == wanted and _has(held, shown):
            return
        self._restated |= {one.id} | {whole for whole in (wanted, held and held["parent"]) if whole}
        if held is not None:
            self._touch(held)
            ended = update(states).where(states.c.key == held["key"]).values(until_write=self._journal.number)
            self._connection.execute(ended)
            self._changed.add(one.id)
            if not as_before:
                self._journal.note(one.id, "event changed", _REASON, held["body"], body)
            if held["parent"] != wanted:
                self._journal.note(one.id, "part of", _HELD if wanted else _NOT_HELD, held["parent"], wanted)
        kept = {"event": one.id, "parent": wanted, "body": body, "from_write": self._journal.number}
        self._connection.execute(insert(states).values(**kept, **shown))

    def _touch(self, line: RowMapping | Mapping[str, object]) -> None:
        """Its days are those where parts may have another wave now, or none."""
        if line["day_first"] is not None and line["day_last"] is not None:
            self._days.add((str(line["day_first"]), str(line["day_last"])))

    def _columns(self, one: Happening) -> dict[str, object]:
        """What the event is found by: as people have corrected it."""
        right = self._right(one)
        published = min((step.published for step in one.history if step.published), default=None)
        first, last = days(right.time, published, right.background)
        plain = {"type": right.type, "mode": right.mode, "status": right.status, "background": right.background}
        return {**plain, "day_first": first, "day_last": last}

    def _right(self, one: Happening) -> Happening:
        return corrected(one, self._decisions.on(one.id))

    def _end_event(self, event: str, shared: Counter[str], why: str) -> None:
        """Nothing cited is ever unknown: a redirect to the event that has most of its rows, or a tombstone."""
        heir = min(shared, key=lambda name: (-shared[name], name)) if shared else None
        states = schema.event_states
        asked = select(states.c.day_first, states.c.day_last).where(states.c.event == event)
        for line in self._connection.execute(asked.where(states.c.until_write.is_(None))).mappings():
            self._touch(line)
        for table in (schema.event_states, schema.event_rows):
            self._connection.execute(
                update(table)
                .where(table.c.event == event, table.c.until_write.is_(None))
                .values(until_write=self._journal.number)
            )
        self._connection.execute(
            update(schema.events)
            .where(schema.events.c.id == event)
            .values(until_write=self._journal.number, redirect=heir)
        )
        if heir is not None:
            self._journal.note(event, "event merged", why, event, heir)
        else:
            self._journal.note(event, "event gone", _REJECTED if why == _REJECTED else _UNTOLD, event)

    # -- waves --------------------------------------------------------------------------------------------------

    def _adopt(self) -> None:
        """Find anew which event is a part of which wave, on the days that changed."""
        changed = self._states_on(self._days)
        around = self._states_on({(line["day_first"], line["day_last"]) for line in changed.values()}) | changed
        rejected = self._decisions.rejected()
        told = {name: from_json(line["body"], Happening) for name, line in around.items()}
        now = parents(self._right(one) for name, one in told.items() if name not in rejected)
        for name in sorted(changed):
            if now.get(name) != changed[name]["parent"]:
                self._keep_state(told[name], now.get(name), set_parent=True)

    def _states_on(self, stretches: Iterable[tuple[str, str]]) -> dict[str, RowMapping]:
        """The states in force of events that touch these days. What lasts longer than a night has no parts."""
        states, found = schema.event_states, dict[str, RowMapping]()
        asked = select(states.c.event, states.c.body, states.c.parent, states.c.day_first, states.c.day_last)
        asked = asked.where(states.c.until_write.is_(None))
        for first, last in _joined(stretches):
            near = asked.where(states.c.day_first <= last, states.c.day_last >= first)
            found.update((line["event"], line) for line in self._connection.execute(near).mappings())
        return found

    # -- edges --------------------------------------------------------------------------------------------------

    def _keep_edges(self, universe: Iterable[Telling], edges: Iterable[Edge]) -> None:
        """The machine's judgements among these tellings: those that still hold stay, others end."""
        table = schema.judgements
        keys = sorted({telling.key for telling in universe})
        held: dict[tuple[str, str], tuple[int, str]] = {}
        for part in chunks(keys):
            asked = select(table.c.key, table.c.left_id, table.c.right_id, table.c.reason)
            asked = asked.where(table.c.left_id.in_(part), table.c.kind == "machine", table.c.until_write.is_(None))
            held.update(((line[1], line[2]), (line[0], line[3])) for line in self._connection.execute(asked))
        wanted = {(edge.left, edge.right): edge for edge in edges}
        ended = [key for pair, (key, reason) in held.items() if pair not in wanted or wanted[pair].reason != reason]
        for part in chunks([str(key) for key in ended]):
            numbers = [int(key) for key in part]
            self._connection.execute(
                update(table).where(table.c.key.in_(numbers)).values(until_write=self._journal.number)
            )
        new = [self._edge_line(e) for pair, e in wanted.items() if pair not in held or held[pair][1] != e.reason]
        if new:
            self._connection.execute(insert(table), new)

    def _edge_line(self, edge: Edge) -> dict[str, object]:
        """The machine's own, whoever set it to work."""
        return {
            "left_id": edge.left,
            "right_id": edge.right,
            "judgement": edge.judgement,
            "score": edge.score,
            "reason": edge.reason,
            "who": MACHINE,
            "kind": "machine",
            "version": self._journal.author.version,
            "from_write": self._journal.number,
        }


def _named(clustering: Clustering) -> dict[str, tuple[Happening, tuple[Telling, ...]]]:
    """Happenings by id. Two that begin with the very same words get ids that tell them apart."""
    found: dict[str, tuple[Happening, tuple[Telling, ...]]] = {}
    for tellings in clustering.clusters:
        one = happening(tellings)
        if one.id in found:
            one = replace(one, id=spoken_id(one.id[0], one.id, tellings[0].key))
        found[one.id] = (one, tellings)
    return found


def _has(held: RowMapping, shown: Mapping[str, object]) -> bool:
    return all(held[name] == value for name, value in shown.items())


def _keys(tellings: Iterable[Telling]) -> Iterator[str]:
    return (telling.key for telling in tellings)


def _joined(stretches: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Stretches of days that lie close together as one, so that one question asks for many."""
    first = last = None
    for start, end in sorted(one for one in stretches if _is_short(*one)):
        if first is None or last is None or _between(last, start) > 1:
            if first is not None and last is not None:
                yield first, last
            first, last = start, end
        last = max(last, end)
    if first is not None and last is not None:
        yield first, last


def _between(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _is_short(first: str, last: str) -> bool:
    return _between(first, last) < 2
