"""Join what is new in the record to events: only what the new tellings can change is looked at again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import insert, or_, select, update

from grotius.ids import spoken_id
from grotius.merge import Clustering, Edge, Happening, Telling, cluster, happening, parents, reach
from grotius.record import marks, schema
from grotius.record.decided import chunks, number_chunks
from grotius.record.encoding import from_json, to_json
from grotius.record.journal import MACHINE, Journal
from grotius.record.rows import Merged
from grotius.record.shelves import days
from grotius.record.tellings import Tellings, people_edges

_REASON = "the tellings of it were compared anew"


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
        self._people = people_edges(journal.connection)
        self._new = 0
        self._changed: set[str] = set()
        self._restated: set[str] = set()

    def run(self, touched: Iterable[str]) -> Merged:
        waiting = self._tellings.waiting(MOST_AT_ONCE)
        stale = set(touched) | set(self._stale())
        seeds = waiting + self._tellings.of_events(stale)
        if not seeds and not stale:
            return Merged(0, 0, 0)
        universe = reach(seeds, self._tellings.in_blocks, self._companions, self._journal.weights)
        clustering = cluster(universe, self._people, self._journal.weights)
        placed = self._placed(universe)
        before = stale | set(placed.values())
        happenings = _named(clustering)
        self._keep(before, happenings)
        self._keep_edges(universe, clustering.edges)
        self._adopt(one for one, _ in happenings.values())
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
        held_by = {row: event for event, held in old_rows.items() for row in held}
        for name, (one, _) in happenings.items():
            came_from = tuple(sorted({held_by[row] for row in new_rows[name] if row in held_by} - {name}))
            self._keep_event(one, came_from)
            self._keep_rows(name, old_rows.get(name) or self._rows_in(name), new_rows[name])
            self._keep_state(one)
        holds_now = {row: name for name, held in new_rows.items() for row in held}
        for event in sorted(before - set(happenings)):
            self._end_event(event, Counter(holds_now[row] for row in old_rows[event] if row in holds_now))

    def _rows_in(self, event: str) -> frozenset[int]:
        members = schema.event_rows
        asked = select(members.c.row).where(members.c.event == event, members.c.until_write.is_(None))
        return frozenset(self._connection.execute(asked).scalars())

    def _rows_of(self, universe: Iterable[Telling]) -> dict[str, frozenset[int]]:
        """For each telling its own row, its figures, and the statements that read it out."""
        known = {(told.version, told.telling.told.id): told for told in map(self._tellings.known, _keys(universe))}
        found: dict[str, set[int]] = {told.telling.key: {told.row} for told in known.values()}
        rows = schema.rows
        for own, column in ((schema.figures, schema.figures.c.mention), (schema.statements, schema.statements.c.talk)):
            for part in chunks(sorted({row for _, row in known})):
                asked = select(rows.c.key, rows.c.version, column).join(own, own.c.row == rows.c.key)
                asked = asked.where(column.in_(part), rows.c.until_write.is_(None))
                for key, version, telling in self._connection.execute(asked):
                    if (version, telling) in known:
                        found[known[version, telling].telling.key].add(key)
        return {key: frozenset(held) for key, held in found.items()}

    def _keep_event(self, one: Happening, came_from: tuple[str, ...]) -> None:
        events = schema.events
        held = self._connection.execute(select(events.c.until_write).where(events.c.id == one.id)).first()
        if held is None:
            kept = {"id": one.id, "kind": one.kind, "from_write": self._journal.number}
            self._connection.execute(insert(events).values(kept))
            self._new += 1
            origin = f"split from {', '.join(came_from)}" if came_from else "told by a report for the first time"
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
        if held is not None and held["body"] == body and held["parent"] == wanted:
            return
        self._restated |= {one.id} | {whole for whole in (wanted, held and held["parent"]) if whole}
        if held is not None:
            ended = update(states).where(states.c.key == held["key"]).values(until_write=self._journal.number)
            self._connection.execute(ended)
            self._changed.add(one.id)
            if held["body"] != body:
                self._journal.note(one.id, "event changed", _REASON, held["body"], body)
            if held["parent"] != wanted:
                self._journal.note(one.id, "part of", "a wave told as a whole holds it", held["parent"], wanted)
        published = min((step.published for step in one.history if step.published), default=None)
        first, last = days(one.time, published, one.background)
        self._connection.execute(
            insert(states).values(
                event=one.id,
                type=one.type,
                mode=one.mode,
                status=one.status,
                day_first=first,
                day_last=last,
                background=one.background,
                parent=wanted,
                body=body,
                from_write=self._journal.number,
            )
        )

    def _end_event(self, event: str, shared: Counter[str]) -> None:
        """Nothing cited is ever unknown: a redirect to the event that has most of its rows, or a tombstone."""
        heir = min(shared, key=lambda name: (-shared[name], name)) if shared else None
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
            self._journal.note(event, "event merged", "it is told as one with another", event, heir)
        else:
            self._journal.note(event, "event gone", "no report in force tells it any more", event)

    # -- waves --------------------------------------------------------------------------------------------------

    def _adopt(self, happenings: Iterable[Happening]) -> None:
        """Find anew which event is a part of which wave, on the days that changed."""
        touched = sorted({day for one in happenings for day in _days(one)})
        if not touched:
            return
        states = schema.event_states
        found: dict[str, tuple[Happening, str | None]] = {}
        asked = select(states.c.event, states.c.body, states.c.parent).where(states.c.until_write.is_(None))
        for first, last in _stretches(touched):
            near = asked.where(states.c.day_first <= last, states.c.day_last >= first)
            for line in self._connection.execute(near).mappings():
                found[line["event"]] = (from_json(line["body"], Happening), line["parent"])
        now = parents(one for one, _ in found.values())
        for name, (one, parent) in sorted(found.items()):
            if now.get(name) != parent:
                self._keep_state(one, now.get(name), set_parent=True)

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


def _keys(tellings: Iterable[Telling]) -> Iterator[str]:
    return (telling.key for telling in tellings)


def _stretches(days: list[str]) -> Iterator[tuple[str, str]]:
    """Days that lie close together, as stretches, so that one question asks for many."""
    first = last = days[0]
    for day in days[1:]:
        if (date.fromisoformat(day) - date.fromisoformat(last)).days > 1:
            yield first, last
            first = day
        last = day
    yield first, last


def _days(one: Happening) -> tuple[str, ...]:
    if one.time is None:
        return ()
    return tuple(day[:10] for day in (one.time.start, one.time.end) if day)
