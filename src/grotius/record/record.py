"""The record: one store of reports, what they tell, what people decided, and the history of it all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from grotius.merge import Line, Weights, lines
from grotius.model import Extraction, Report, Versions
from grotius.record import adding, families, history, judging, merging, opening, reasons, showing
from grotius.record.asking import checked
from grotius.record.journal import MACHINE, Author, Journal, person
from grotius.record.judging import Judging
from grotius.record.reading import Reader
from grotius.record.rows import (
    Added,
    ChangeRow,
    DisagreementRow,
    EventRow,
    FigureRow,
    Filter,
    InteractionRow,
    MentionRow,
    Merged,
    Page,
    PositionRow,
    Reason,
    ReportRow,
    Shown,
    StatementRow,
    Summary,
    TalkRow,
)
from grotius.version import __version__

T = TypeVar("T")
_EVERYTHING = Filter()


class Record:
    """A record, open for reading and writing. Use it as a context manager, or ``close`` it.

    >>> with Record.open(":memory:") as record:
    ...     record.summary().reports
    0
    """

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self.name = name
        #: How tellings are compared when events are joined; by our codebook unless set.
        self.weights: Weights | None = None

    @staticmethod
    def open(where: str | os.PathLike[str], *, create: bool = True) -> Record:
        """The record in an SQLite file, at ``:memory:`` or at a PostgreSQL URL; a new one unless ``create`` is off.

        A record of an older version is brought up to date; one of a newer version is left alone (``RecordError``).
        """
        return Record(opening.open_engine(where, create=create), opening.display_name(where))

    def close(self) -> None:
        """Let go of the store."""
        self._engine.dispose()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- writing ------------------------------------------------------------------------------------------------

    def has(self, report: Report, versions: Versions | None = None) -> bool:
        """Is this very text in the record already (and read by these versions, where given)?"""
        with self._reading() as connection:
            return adding.holds(connection, report, versions)

    def add(self, extraction: Extraction) -> Added:
        """Keep what was found in one report, in one transaction: all of it or nothing, and nothing twice."""
        with self._writing(_machine()) as journal:
            return adding.add(journal, extraction)

    def merge(self) -> Merged:
        """Join what is new to events. Only what the new reports can change is looked at.

        It goes in steps of a transaction each, so that others can write in between; what is killed half-way goes on
        where it stopped.
        """
        while self._find_families():
            pass
        done = Merged(0, 0, 0)
        while True:
            with self._writing(_machine()) as journal:
                step = merging.merge(journal)
            done = Merged(
                done.tellings + step.tellings,
                done.new_events + step.new_events,
                done.changed_events + step.changed_events,
            )
            if step.tellings < merging.MOST_AT_ONCE:
                return done

    def _find_families(self) -> int:
        with self._writing(_machine()) as journal:
            return families.find_families(journal, merging.MOST_AT_ONCE)

    def judge(
        self, judgement: Judging, *ids: str, who: str, why: str, field: str | None = None, value: object = None
    ) -> Merged:
        """Keep a person's decision, and let the events follow it. No later run undoes it; a later decision may.

        ``same``, ``different`` and ``unsure`` take two ids of events, mentions or talks: an event is meant with all
        its tellings. ``confirm`` and ``reject`` take one id of any row or event; ``correct`` one id with a field and
        its right value: a figure's ``best`` means exactly that many, an actor or a place is known by its name, a time
        is a day, a minute, or two with a slash between them. What is rejected is counted nowhere until it is confirmed.

        Raises:
            SettingsError, UnknownId: it makes no sense; one sentence says why, and nothing is kept.
        """
        with self._writing(person(who)) as journal:
            return judging.judge(journal, judgement, ids, why, field, value)

    # -- asking -------------------------------------------------------------------------------------------------

    def events(self, wanted: Filter = _EVERYTHING) -> Page[EventRow]:
        """Happenings of fighting by day, each once, with every claim of its figures."""
        return self._ask(wanted, lambda reader: reader.events(wanted))

    def talks(self, wanted: Filter = _EVERYTHING) -> Page[TalkRow]:
        """Meetings, calls, visits, negotiations and summits by day, each once, with its history."""
        return self._ask(wanted, lambda reader: reader.talks(wanted))

    def mentions(self, wanted: Filter = _EVERYTHING) -> Page[MentionRow]:
        """What single reports say of fighting, by day."""
        return self._rows("mention", wanted)

    def figures(self, wanted: Filter = _EVERYTHING) -> Page[FigureRow]:
        """Counted quantities by day, each claim of a report once."""
        return self._rows("figure", wanted)

    def statements(self, wanted: Filter = _EVERYTHING) -> Page[StatementRow]:
        """Who said what, by day."""
        return self._rows("statement", wanted)

    def positions(self, wanted: Filter = _EVERYTHING) -> Page[PositionRow]:
        """Stances on issues, by day."""
        return self._rows("position", wanted)

    def position_line(
        self, issue: str | None = None, party: str | None = None, wanted: Filter = _EVERYTHING
    ) -> Sequence[Line[PositionRow]]:
        """Each party's stances on each issue in order of time, with a change only where two sourced ones differ.

        ``party`` is the id of a state or group, as positions have it.
        """
        asked = replace(wanted, issue=issue or wanted.issue, limit=None, cursor=None)
        found = lines((_taken_on(row), row) for row in self.positions(asked))
        return tuple(line for line in found if party is None or line.party == party)

    def interactions(self, wanted: Filter = _EVERYTHING) -> Page[InteractionRow]:
        """Who did what to whom, by day."""
        return self._rows("interaction", wanted)

    def reports(self, wanted: Filter = _EVERYTHING) -> Page[ReportRow]:
        """The reports by day of publication, in the version in force."""
        return self._ask(wanted, lambda reader: reader.reports(wanted))

    def disagreements(self, wanted: Filter = _EVERYTHING) -> Page[DisagreementRow]:
        """Where sources contradict each other, the gravest first."""
        return self._ask(wanted, lambda reader: reader.disagreements(wanted))

    def changes(
        self,
        since: str | None = None,
        *,
        limit: int | None = 100,
        cursor: str | None = None,
        newest: bool = False,
        as_of: str | None = None,
    ) -> Page[ChangeRow]:
        """What was changed since a day or moment, by whom and why, in order or the newest first."""
        wanted = Filter(since=since, limit=limit, as_of=as_of)
        return self._ask(wanted, lambda reader: history.changes(reader, since, limit, cursor, newest))

    def summary(self, as_of: str | None = None) -> Summary:
        """How much the record holds."""
        return self._ask(Filter(as_of=as_of), lambda reader: reader.summary())

    def show(self, id: str, as_of: str | None = None, rule: str | None = None) -> Shown:
        """One thing whole, whatever it is: a row, an event, a talk, a report. Old ids lead on to where they went."""
        return self._ask(Filter(as_of=as_of, rule=rule), lambda reader: showing.show(reader, id, rule))

    def why(self, id: str, as_of: str | None = None, rule: str | None = None) -> Sequence[Reason]:
        """In words: why an event is one, what nearly was a part of it, how its best values come about, what people
        decided; of a report or a row, what the record made of it."""
        return self._ask(Filter(as_of=as_of, rule=rule), lambda reader: reasons.why(reader, id, rule, self.weights))

    # -- inside -------------------------------------------------------------------------------------------------

    def _rows(self, kind: str, wanted: Filter) -> Page[Any]:
        return self._ask(wanted, lambda reader: reader.rows(kind, wanted))

    def _ask(self, wanted: Filter, answer: Callable[[Reader], T]) -> T:
        checked(wanted)
        with self._reading() as connection:
            return answer(Reader.at(connection, wanted.as_of))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with opening.sentences(self.name), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self, author: Author) -> Iterator[Journal]:
        with opening.sentences(self.name), opening.writing(self._engine) as connection:
            yield Journal(connection, author, self.weights)


def _taken_on(row: PositionRow) -> str | None:
    """The day that the text gives; of what is no background, else the day of the report."""
    time = row.position.time
    stamp = time.start if time is not None else None
    return (stamp or ("" if row.position.background else row.origin.published) or "")[:10] or None


def _machine() -> Author:
    return Author(MACHINE, "machine", __version__)
