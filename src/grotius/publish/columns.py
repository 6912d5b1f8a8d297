"""How each kind of row is laid out as a table: one place for the command line, CSV and pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from grotius.merge import Claim, Reconciled
from grotius.model import Actor, Figure, Place, Time
from grotius.publish.changed import in_words
from grotius.record import (
    ChangeRow,
    DisagreementRow,
    EventRow,
    FigureRow,
    InteractionRow,
    Origin,
    PositionRow,
    ReportRow,
    StatementRow,
    TalkRow,
)

R = TypeVar("R")
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """``brief`` columns are those that fit a terminal."""

    name: str
    value: Callable[[R], Cell]
    brief: bool = True


def day(time: Time | None) -> str | None:
    """``2025-04-25``, or ``2025-04-24/2025-04-25`` for an interval."""
    if time is None or not (time.start or time.end):
        return None
    start, end = (time.start or "..")[:16], (time.end or "..")[:16]
    return start if start == end else f"{start}/{end}"


def place(value: Place | None) -> str | None:
    if value is None:
        return None
    region = f", {value.admin1}" if value.admin1 and value.admin1 != value.name else ""
    return f"{value.name}{region}"


def actor(value: Actor | None) -> str | None:
    if value is None:
        return None
    return f"{value.name} ({value.office})" if value.office else value.name


def quantity(figure: Figure) -> str:
    """The value as a reader would write it: ``12``, ``12+``, ``20-30``, ``up to 20``, ``~50``, ``?``."""
    return interval(figure.low, figure.high, figure.approx)


def interval(low: int | None, high: int | None, approx: bool = False) -> str:
    about = "~" if approx else ""
    if low is None and high is None:
        return "?"
    if low is None:
        return f"{about}up to {high}"
    if high is None:
        return f"{about}{low}+"
    return f"{about}{low}" if low == high else f"{about}{low}-{high}"


def reconciled(one: Reconciled) -> str:
    what = f" {one.of}" if one.of and one.measure in ("launched", "shot_down", "hit", "damaged", "destroyed") else ""
    whole = interval(one.low, one.high)
    if (chosen := preferred(one)) is not None:
        return f"{one.measure}{what} {quantity(chosen.figure)} ({whole}, {one.verdict})"
    mark = "" if one.verdict == "agreed" else f" ({one.verdict})"
    return f"{one.measure}{what} {whole}{mark}"


def preferred(one: Reconciled) -> Claim | None:
    """The claim that the asked rule had to choose; nothing where claims do not lie apart."""
    return one.chosen if one.verdict in ("disputed", "unclear") and one.low != one.high else None


def claim(one: Claim) -> str:
    """``12 (Tymur Tkachenko, via Ukrinform, 2025-04-24)``."""
    via = f", via {one.publisher}" if one.publisher and one.publisher != one.claimant else ""
    when = f", {one.published[:10]}" if one.published else ""
    return f"{quantity(one.figure)} ({one.claimant}{via}{when})"


def _places(values: Sequence[Place]) -> str | None:
    return "; ".join(filter(None, map(place, values))) or None


def _actors(values: Sequence[Actor]) -> str | None:
    return "; ".join(filter(None, map(actor, values))) or None


def _outlet(get: Callable[[R], Origin]) -> list[Column[R]]:
    return [
        Column("outlet", lambda row: get(row).publisher),
        Column("published", lambda row: get(row).published, brief=False),
        Column("url", lambda row: get(row).url, brief=False),
        Column("report", lambda row: get(row).report, brief=False),
    ]


EVENTS: list[Column[EventRow]] = [
    Column("id", lambda row: row.id),
    Column("when", lambda row: day(row.happening.time)),
    Column("where", lambda row: _places(row.happening.places)),
    Column("type", lambda row: row.happening.type),
    Column("mode", lambda row: row.happening.mode),
    Column("status", lambda row: row.happening.status),
    Column("by", lambda row: _actors(row.happening.actors)),
    Column("figures", lambda row: "; ".join(map(reconciled, row.figures)) or None),
    Column("reports", lambda row: row.reports),
    Column("families", lambda row: row.families, brief=False),
    Column("independent", lambda row: row.independent, brief=False),
    Column("claimants", lambda row: "; ".join(row.claimants) or None, brief=False),
    Column("background", lambda row: "yes" if row.happening.background else "no", brief=False),
    Column("parent", lambda row: row.parent, brief=False),
    Column("plover", lambda row: row.happening.codes.plover, brief=False),
    Column("cameo", lambda row: row.happening.codes.cameo, brief=False),
    Column("acled_event", lambda row: row.happening.codes.acled_event, brief=False),
    Column("acled_sub_event", lambda row: row.happening.codes.acled_sub_event, brief=False),
    Column("ucdp", lambda row: row.happening.codes.ucdp, brief=False),
    Column("words", lambda row: row.happening.words, brief=False),
]
FIGURES: list[Column[FigureRow]] = [
    Column("id", lambda row: row.figure.id),
    Column("when", lambda row: day(row.figure.time)),
    Column("where", lambda row: place(row.figure.place)),
    Column("measure", lambda row: row.figure.measure),
    Column("value", lambda row: quantity(row.figure)),
    Column("low", lambda row: row.figure.low, brief=False),
    Column("best", lambda row: row.figure.best, brief=False),
    Column("high", lambda row: row.figure.high, brief=False),
    Column("of", lambda row: row.figure.of.text if row.figure.of else None),
    Column("claimant", lambda row: actor(row.figure.claimant)),
    Column("side", lambda row: row.figure.claimant.side if row.figure.claimant else None, brief=False),
    Column("actuality", lambda row: row.figure.actuality, brief=False),
    Column("part_of", lambda row: row.figure.part_of, brief=False),
    *_outlet(lambda row: row.origin),
    Column("event", lambda row: row.event, brief=False),
    Column("words", lambda row: row.figure.span.text),
    Column("sentence", lambda row: row.figure.sentence.text, brief=False),
]
TALKS: list[Column[TalkRow]] = [
    Column("id", lambda row: row.id),
    Column("when", lambda row: day(row.happening.time)),
    Column("kind", lambda row: row.happening.type),
    Column("status", lambda row: row.happening.status),
    Column("who", lambda row: _actors(row.happening.actors)),
    Column("mediators", lambda row: _actors(row.happening.mediators), brief=False),
    Column("where", lambda row: _places(row.happening.places)),
    Column("reports", lambda row: row.reports),
    Column("background", lambda row: "yes" if row.happening.background else "no", brief=False),
    Column("words", lambda row: row.happening.words),
]
STATEMENTS: list[Column[StatementRow]] = [
    Column("id", lambda row: row.statement.id),
    Column("when", lambda row: day(row.statement.time) or row.origin.published),
    Column("speaker", lambda row: actor(row.statement.speaker)),
    Column("side", lambda row: row.statement.speaker.side, brief=False),
    Column("cue", lambda row: row.statement.cue.text if row.statement.cue else None, brief=False),
    Column("act", lambda row: row.statement.act),
    Column("quoted", lambda row: "yes" if row.statement.quoted else "no", brief=False),
    Column("addressee", lambda row: actor(row.statement.addressee), brief=False),
    Column("content", lambda row: row.statement.content.text),
    *_outlet(lambda row: row.origin),
]
POSITIONS: list[Column[PositionRow]] = [
    Column("id", lambda row: row.position.id),
    Column("when", lambda row: day(row.position.time) or row.origin.published),
    Column("who", lambda row: actor(row.position.actor)),
    Column("party", lambda row: row.position.party),
    Column("issue", lambda row: row.position.issue),
    Column("stance", lambda row: row.position.stance),
    Column("condition", lambda row: row.position.condition.text if row.position.condition else None, brief=False),
    Column("words", lambda row: row.position.span.text),
    *_outlet(lambda row: row.origin),
]
INTERACTIONS: list[Column[InteractionRow]] = [
    Column("id", lambda row: row.interaction.id),
    Column("when", lambda row: day(row.interaction.time) or row.origin.published),
    Column("source", lambda row: actor(row.interaction.source)),
    Column("root", lambda row: row.interaction.root),
    Column("cameo", lambda row: row.interaction.cameo, brief=False),
    Column("target", lambda row: actor(row.interaction.target)),
    Column("modality", lambda row: row.interaction.modality),
    Column("words", lambda row: row.interaction.span.text),
    *_outlet(lambda row: row.origin),
]
DISAGREEMENTS: list[Column[DisagreementRow]] = [
    Column("event", lambda row: row.event),
    Column("title", lambda row: row.title),
    Column("measure", lambda row: row.disagreement.measure),
    Column("low", lambda row: row.disagreement.low),
    Column("high", lambda row: row.disagreement.high),
    Column("what", lambda row: row.disagreement.sentence),
    Column("claims", lambda row: "; ".join(map(claim, row.claims)) or None, brief=False),
    Column("severity", lambda row: row.disagreement.severity, brief=False),
]
REPORTS: list[Column[ReportRow]] = [
    Column("id", lambda row: row.id),
    Column("published", lambda row: row.published),
    Column("outlet", lambda row: row.publisher),
    Column("title", lambda row: row.title),
    Column("rows", lambda row: row.rows),
    Column("language", lambda row: row.language, brief=False),
    Column("url", lambda row: row.url, brief=False),
    Column("source", lambda row: row.source, brief=False),
    Column("family", lambda row: row.family, brief=False),
    Column("notes", lambda row: " ".join(row.notes) or None, brief=False),
]
CHANGES: list[Column[ChangeRow]] = [
    Column("at", lambda row: row.at),
    Column("who", lambda row: row.who),
    Column("what", lambda row: row.what),
    Column("target", lambda row: row.target),
    Column("before", lambda row: in_words(row).before or None),
    Column("after", lambda row: in_words(row).after or None),
    Column("why", lambda row: row.why),
    Column("version", lambda row: row.version, brief=False),
]
TABLES: dict[str, list[Column[Any]]] = {
    "events": EVENTS,
    "figures": FIGURES,
    "talks": TALKS,
    "statements": STATEMENTS,
    "positions": POSITIONS,
    "interactions": INTERACTIONS,
    "disagreements": DISAGREEMENTS,
    "reports": REPORTS,
    "changes": CHANGES,
}
