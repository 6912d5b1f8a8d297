"""A record grown to size: a seed is read and merged as any report is; the rest are its copies under new ids."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from grotius.ids import content_hash, row_id
from grotius.model import (
    Actor,
    Codes,
    Extraction,
    Figure,
    Interaction,
    Mention,
    OffsetMap,
    Place,
    Position,
    Report,
    Span,
    Statement,
    Talk,
    Time,
    Versions,
)
from grotius.record import Filter, Record

_A_REPORT = 20
_DAYS = 1_000
_RETOLD = 10
"""Every tenth report is told again by another outlet, with other numbers."""
_VERSIONS = Versions("0.1.0", "grown", "none")
_CODES = Codes("ASSAULT", "19", "Explosions/Remote violence", "Air/drone strike", "state-based")
_ATTACKER = Actor(None, "Russia", "russia", "state", "party")
_GOVERNOR = Actor(None, "Olena Bondar", "olena-bondar", "person", "party", "governor")
_ENVOY = Actor(None, "Ann Carter", "ann-carter", "person", "mediator", "envoy")


def grow(path: Path, events: int) -> None:
    """Make the record at ``path``: written beside, then renamed, so that one that is there is whole."""
    beside = path.with_suffix(".part")
    with Record.open(beside) as record:
        for number in range(min(events, _SEED) // _A_REPORT):
            for extraction in _reports(number):
                if not record.has(extraction.report):
                    record.add(extraction)
        record.merge()
        seeded = record.events(Filter(limit=1)).total
    with closing(sqlite3.connect(beside)) as store:
        seed = {table: store.execute(f"SELECT * FROM {table}").fetchall() for table in _COPIED}
        names = {table: [line[1] for line in store.execute(f"PRAGMA table_info({table})")] for table in _COPIED}
        endings = _endings({line[0].rpartition("-")[2] for line in seed["events"]})
        for copy in range(1, -(-events // seeded)):
            made = _Copy(copy, next(endings))
            for table, lines in seed.items():
                places = ",".join("?" * len(names[table]))
                values = (
                    [made.of(name, value) for name, value in zip(names[table], line, strict=True)] for line in lines
                )
                store.executemany(f"INSERT INTO {table} VALUES ({places})", values)
            store.commit()
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    beside.rename(path)


_SEED = 2_000
_STRIDE = 1_000_000
_NUMBERS = frozenset({"key", "row", "version"})
_NAMES = frozenset({"id", "report", "family", "event", "parent", "same_as", "mention", "part_of", "body"})
_COPIED = (
    "reports",
    "report_versions",
    "rows",
    "mentions",
    "figures",
    "talks",
    "statements",
    "positions",
    "interactions",
    "row_places",
    "row_actors",
    "events",
    "event_states",
    "event_rows",
    "event_marks",
)
_ID = re.compile(r"\b([a-z]-)(?:([a-z2-7]{10})[a-z2-7]{3}|([a-z]{5}-[a-z]{5}-)[a-z]{5})\b")
_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"


@dataclass(frozen=True)
class _Copy:
    """The same lines under other numbers and ids."""

    number: int
    ending: str

    def of(self, name: str, value: Any) -> Any:
        if name in _NUMBERS and isinstance(value, int):
            return value + self.number * _STRIDE
        return _ID.sub(self._renamed, value) if name in _NAMES and value is not None else value

    def _renamed(self, found: re.Match[str]) -> str:
        if found[3]:
            return f"{found[1]}{found[3]}{self.ending}"
        return f"{found[1]}{found[2]}8{_BASE32[self.number // 32 % 32]}{_BASE32[self.number % 32]}"


def _endings(used: set[str]) -> Iterator[str]:
    """Last words for the ids of copies that no event of the seed has."""
    for number in count():
        letters = (
            _CONSONANTS[number >> 8 & 15],
            _VOWELS[number >> 6 & 3],
            _CONSONANTS[number >> 2 & 15],
            _VOWELS[number & 3],
        )
        if (word := "".join((*letters, "b"))) not in used:
            yield word


_CONSONANTS = "bdfghjklmnprstvz"
_VOWELS = "aiou"


def _reports(number: int) -> Iterator[Extraction]:
    yield _report(number, "Daily Example", 0)
    if number % _RETOLD == 0:
        yield _report(number, "Évening Post, «Kyiv»", 3)


def _report(number: int, publisher: str, more: int) -> Extraction:
    day = (date(2016, 1, 1) + timedelta(days=3 * (number % _DAYS))).isoformat()
    towns = [number // _DAYS * _A_REPORT + k for k in range(_A_REPORT)]
    told = [f"Drones struck Town {town} and killed {town % 9 + more} people, Olena Bondar said." for town in towns]
    told.append("Ann Carter met Ivan Orlov in Moscow. Orlov said he rejects a truce.")
    text = f"{publisher} on {day}. " + " ".join(told)
    url = f"https://example.org/{number}/{more}"
    report = Report(
        row_id("r", url),
        content_hash(text),
        text,
        text,
        OffsetMap(((0, 0, len(text)),)),
        f"Day {day}",
        publisher,
        url,
        day,
    )
    rows = _Rows(report, day)
    for town, sentence in zip(towns, told, strict=False):
        rows.strike(town, sentence, town % 9 + more)
    rows.talking()
    return rows.extraction()


@dataclass
class _Rows:
    report: Report
    day: str

    def __post_init__(self) -> None:
        self.time = Time(None, self.day, self.day, "day")
        self.mentions: list[Mention] = []
        self.figures: list[Figure] = []

    def _span(self, words: str, start: int = 0) -> Span:
        at = self.report.text.index(words, start)
        return Span(at, at + len(words), words)

    def strike(self, town: int, sentence: str, killed: int) -> None:
        whole = self._span(sentence)
        struck, count = self._span("Drones struck", whole.start), self._span(f"killed {killed} people", whole.start)
        lat, lon = 44.5 + town % 10 * 0.8, 22.5 + town // 10 % 100 * 1.7
        place = Place(None, f"Town {town}", 900_000 + town, f"Region {town % 25}", "UA", lat, lon, "settlement")
        name = row_id("m", self.report.id, struck.start)
        self.mentions.append(
            Mention(
                name,
                "drone_attack",
                "drone",
                "actual",
                struck,
                whole,
                _ATTACKER,
                places=(place,),
                time=self.time,
                claimant=_GOVERNOR,
                codes=_CODES,
            )
        )
        self.figures.append(
            Figure(
                row_id("f", self.report.id, count.start),
                "killed",
                None,
                killed,
                killed,
                killed,
                count,
                count,
                whole,
                claimant=_GOVERNOR,
                place=place,
                time=self.time,
                mention=name,
            )
        )

    def talking(self) -> None:
        met, sentence = self._span("met Ivan Orlov"), self._span("Ann Carter met Ivan Orlov in Moscow.")
        says, said = self._span("he rejects a truce"), self._span("Orlov said he rejects a truce.")
        orlov = Actor(None, "Ivan Orlov", "ivan-orlov", "person", "party", "president")
        key = self.report.id
        self.talk = Talk(row_id("t", key), "meeting", "held", met, sentence, (_ENVOY, orlov), time=self.time)
        self.statement = Statement(row_id("s", key), orlov, None, says, False, "reject", said, time=self.time)
        self.position = Position(row_id("p", key), orlov, "ceasefire", "reject", says, said, time=self.time)
        self.interaction = Interaction(
            row_id("i", key), _ENVOY, "CONSULT", orlov, "past", met, sentence, time=self.time
        )

    def extraction(self) -> Extraction:
        return Extraction(
            self.report,
            _VERSIONS,
            tuple(self.mentions),
            tuple(self.figures),
            (self.talk,),
            (self.statement,),
            (self.position,),
            (self.interaction,),
        )
