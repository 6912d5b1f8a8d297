"""Tellings out of the record, for the merge room: mentions and talks in force, with people's corrections laid over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy.engine import RowMapping

from grotius.merge import Edge, Telling, Wording, is_counted_wave, is_nearly, may_go_on, of_waves, wording, wording_of
from grotius.model import Figure, Mention, Talk
from grotius.record import schema
from grotius.record.adding import row_of
from grotius.record.decided import Decisions, chunks, corrected, decisions, number_chunks, successors
from grotius.record.moment import Moment
from grotius.record.together import Ruling, edges_of, sides

_NOW = Moment()
TELLING_KINDS = ("mention", "talk")


@dataclass(frozen=True, slots=True)
class Told:
    """A telling and the numbers of its row and of its report's version."""

    telling: Telling
    row: int
    version: int


class Tellings:
    """Loads each telling once; what a person rejected is not told."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.decisions: Decisions = decisions(connection, _NOW)
        self._rejected = self.decisions.rejected()
        self._known: dict[str, Told] = {}

    def known(self, key: str) -> Told:
        return self._known[key]

    def waiting(self, most: int) -> list[Telling]:
        """Those that belong to no event yet, up to so many."""
        rows, members = schema.rows, schema.event_rows
        placed = select(members.c.row).where(members.c.row == rows.c.key, members.c.until_write.is_(None)).exists()
        asked = _telling_rows().where(~placed, rows.c.id.not_in(sorted(self._rejected)))
        return self._load(asked.order_by(rows.c.key).limit(most))

    def of_events(self, events: Iterable[str]) -> list[Telling]:
        rows, members = schema.rows, schema.event_rows
        found: list[Telling] = []
        for part in chunks(sorted(set(events))):
            asked = _telling_rows().join(members, members.c.row == rows.c.key)
            found += self._load(asked.where(members.c.event.in_(part), members.c.until_write.is_(None)))
        return found

    def in_blocks(self, blocks: frozenset[str]) -> list[Telling]:
        found: list[Telling] = []
        for part in chunks(sorted(blocks)):
            standing = select(schema.row_blocks.c.row).where(schema.row_blocks.c.block.in_(part))
            found += self._load(_telling_rows().where(schema.rows.c.key.in_(standing)))
        return found

    def by_ids(self, ids: Iterable[str]) -> list[Telling]:
        found: list[Telling] = []
        for part in chunks(sorted(set(ids))):
            found += self._load(_telling_rows().where(schema.rows.c.id.in_(part)))
        return found

    def by_rows(self, keys: Iterable[int]) -> list[Telling]:
        found: list[Telling] = []
        for part in number_chunks(sorted(set(keys))):
            found += self._load(_telling_rows().where(schema.rows.c.key.in_(part)))
        return found

    def _load(self, asked: Select[Any]) -> list[Telling]:
        lines = [line for line in self._connection.execute(asked).mappings() if line["id"] not in self._rejected]
        new = [line for line in lines if _key(line) not in self._known]
        figures = self._figures(new)
        for line in new:
            row = corrected(row_of(line["kind"], line["body"]), self.decisions.on(line["id"]))
            if not isinstance(row, Mention | Talk):
                continue
            telling = Telling(
                told=row,
                report=line["report"],
                family=line["family"] or line["report"],
                published=line["published"],
                publisher=line["publisher"],
                figures=tuple(figures.get((line["version"], line["id"]), ())),
            )
            self._known[telling.key] = Told(telling, line["key"], line["version"])
        return [self._known[_key(line)].telling for line in lines]

    def _figures(self, lines: Sequence[RowMapping]) -> dict[tuple[int, str], list[Figure]]:
        """The figures that reports give for these tellings, and those that a person led to them from other reports."""
        rows, figures = schema.rows, schema.figures
        own = {(line["version"], line["id"]) for line in lines}
        elsewhere = {line["id"]: line["version"] for line in reversed(lines)}
        found: dict[tuple[int, str], list[Figure]] = defaultdict(list)
        for part in chunks(sorted({line["id"] for line in lines if line["kind"] == "mention"})):
            asked = select(rows.c.version, rows.c.id, rows.c.body).join(figures, figures.c.row == rows.c.key)
            asked = asked.where(figures.c.mention.in_(part), rows.c.until_write.is_(None)).order_by(rows.c.key)
            for line in self._connection.execute(asked).mappings():
                figure = corrected(row_of("figure", line["body"]), self.decisions.on(line["id"]))
                if isinstance(figure, Figure) and line["id"] not in self._rejected:
                    name = figure.mention or ""
                    version = line["version"]
                    if (version, name) not in own and self.decisions.led(line["id"]):
                        version = elsewhere.get(name, version)
                    found[version, name].append(figure)
        return found

    def companions(self, tellings: Iterable[Telling], edges: Sequence[Edge]) -> list[Telling]:
        """What a report itself, an event, a person, or one and the same text links to these tellings."""
        listed = list(tellings)
        ids = {telling.told.id for telling in listed} | {t.told.same_as for t in listed if t.told.same_as}
        keys = {telling.key for telling in listed}
        for edge in edges:
            if edge.judgement == "same" and (edge.left in keys or edge.right in keys):
                ids |= {edge.left.partition("@")[0], edge.right.partition("@")[0]}
        linked = self.by_ids(ids) + self._same_as(ids) + self._copies(listed) + self._of_waves(listed)
        return linked + self.of_events(self.events_of(listed))

    def _same_as(self, ids: Iterable[str]) -> list[Telling]:
        found: list[Telling] = []
        for part in chunks(sorted(ids)):
            found += self._load(_telling_rows().where(schema.rows.c.same_as.in_(part)))
        return found

    def _copies(self, tellings: Iterable[Telling]) -> list[Telling]:
        """What other reports of their families tell in the same words, or nearly so."""
        told: dict[str, set[Wording]] = defaultdict(set)
        for telling in tellings:
            told[telling.family].add(wording(telling))
        rows, versions, found = schema.rows, schema.report_versions, []
        asked = select(rows.c.key, rows.c.kind, rows.c.words, rows.c.sentence, versions.c.family)
        asked = asked.join(versions, versions.c.key == rows.c.version)
        asked = asked.where(rows.c.until_write.is_(None), rows.c.kind.in_(TELLING_KINDS))
        for part in chunks(sorted(told)):
            for line in self._connection.execute(asked.where(versions.c.family.in_(part))):
                words = wording_of("talk" if line.kind == "talk" else "fighting", line.words, line.sentence)
                if words in told[line.family] or any(is_nearly(words, other) for other in told[line.family]):
                    found.append(line.key)
        return self.by_rows(found)

    def _of_waves(self, tellings: Iterable[Telling]) -> list[Telling]:
        """Of a wave that is counted, all that its report tells of it, and its other waves: one alone goes on."""
        listed = [telling for telling in tellings if is_counted_wave(telling) or may_go_on(telling)]
        of_report: dict[int, list[Telling]] = defaultdict(list)
        for telling in self._beside_salvos({self._known[telling.key].version for telling in listed}):
            of_report[self._known[telling.key].version].append(telling)
        waves = [of_waves(told) for told in of_report.values()]
        keys = {telling.key for telling in listed}
        return [one for told in waves if any(one.key in keys for one in told) for one in told]

    def _beside_salvos(self, versions: set[int]) -> list[Telling]:
        """All that these reports tell, where they count what was launched."""
        rows, figures, found = schema.rows, schema.figures, list[Telling]()
        for part in number_chunks(sorted(versions)):
            counting = select(rows.c.version).join(figures, figures.c.mention == rows.c.id)
            counting = counting.where(rows.c.version.in_(part), figures.c.measure == "launched")
            found += self._load(_telling_rows().where(rows.c.version.in_(counting)))
        return found

    def events_of(self, tellings: Iterable[Telling]) -> list[str]:
        members, found = schema.event_rows, list[str]()
        rows = [str(self._known[telling.key].row) for telling in tellings]
        for part in chunks(rows):
            asked = select(members.c.event).where(members.c.row.in_([int(row) for row in part]))
            found += list(self._connection.execute(asked.where(members.c.until_write.is_(None))).scalars())
        return found


def _telling_rows() -> Select[Any]:
    rows, versions = schema.rows, schema.report_versions
    asked = select(
        rows.c.key,
        rows.c.id,
        rows.c.kind,
        rows.c.version,
        rows.c.body,
        versions.c.report,
        versions.c.family,
        versions.c.published,
        versions.c.publisher,
    )
    joined = asked.join(versions, versions.c.key == rows.c.version)
    return joined.where(rows.c.until_write.is_(None), rows.c.kind.in_(TELLING_KINDS))


def _key(line: RowMapping) -> str:
    return f"{line['id']}@{line['report']}"


def people_edges(connection: Connection) -> list[Edge]:
    """People's judgements in force, on the rows that today stand where the judged ones stood.

    People judge few pairs, so they are read whole. A judgement on a text that two outlets carry holds for both.
    """
    table = schema.judgements
    asked = select(table).where(table.c.kind == "person", table.c.until_write.is_(None)).order_by(table.c.key)
    made: dict[int, list[RowMapping]] = defaultdict(list)
    for line in connection.execute(asked).mappings():
        made[line["from_write"]].append(line)
    ends = {line[end] for lines in made.values() for line in lines for end in ("left_id", "right_id")}
    heirs = successors(connection, ends)
    standing = _Standing.of(connection, {heirs.get(end, end) for end in ends})
    rulings: list[Ruling] = []
    for lines in made.values():
        named = sides((line["left_id"], line["right_id"]) for line in lines)
        left, right = (standing.keys_of({heirs.get(end, end) for end in side}) for side in named)
        if left and right - left and len({standing.kinds[key] for key in left | right}) == 1:
            rulings.append(Ruling(lines[0]["judgement"], left, right - left, lines[0]["reason"]))
    return edges_of(rulings, standing.told_before)


@dataclass(frozen=True, slots=True)
class _Standing:
    """Tellings in force by the ids of their rows: one text carried by two outlets has one id and two keys."""

    keys: Mapping[str, Sequence[str]]
    kinds: Mapping[str, str]
    told_before: Mapping[str, str]

    @staticmethod
    def of(connection: Connection, ids: set[str]) -> _Standing:
        rows, versions = schema.rows, schema.report_versions
        keys: dict[str, list[str]] = defaultdict(list)
        kinds: dict[str, str] = {}
        told_before: dict[str, str] = {}
        for part in chunks(sorted(ids)):
            asked = select(rows.c.id, rows.c.kind, rows.c.same_as, versions.c.report)
            asked = asked.join(versions, versions.c.key == rows.c.version)
            asked = asked.where(rows.c.id.in_(part), rows.c.until_write.is_(None)).order_by(rows.c.key)
            for name, kind, same_as, report in connection.execute(asked):
                key = f"{name}@{report}"
                keys[name].append(key)
                kinds[key] = kind
                if same_as is not None:
                    told_before[key] = f"{same_as}@{report}"
        return _Standing(keys, kinds, told_before)

    def keys_of(self, ids: Iterable[str]) -> frozenset[str]:
        return frozenset(key for name in ids for key in self.keys.get(name, ()))
