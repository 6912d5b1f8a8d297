"""The sheets of an export in Grotius' own columns: one for each kind of row, with types and meanings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from grotius.merge import Claim, Disagreement, Reconciled, disagreements
from grotius.model import Actor, Place, Time
from grotius.publish.columns import actor, interval
from grotius.publish.fields import Field, Sheet, Value, as_date, itself, joined
from grotius.record import (
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


@dataclass(frozen=True, slots=True)
class Told:
    """What one measure of one event comes to."""

    event: EventRow
    figure: Reconciled


@dataclass(frozen=True, slots=True)
class Claimed:
    """One claim of one measure of one event."""

    event: EventRow
    figure: Reconciled
    claim: Claim


@dataclass(frozen=True, slots=True)
class Disputed:
    """One disagreement about one event."""

    event: EventRow
    disagreement: Disagreement


# -- columns that several sheets share --------------------------------------------------------------------------


def _time(get: Callable[[R], Time | None]) -> list[Field[R]]:
    def part(name: str) -> Callable[[R], Any]:
        return lambda row: getattr(get(row), name) if get(row) is not None else None

    start, end = part("start"), part("end")
    return [
        Field(
            "date_start", "date", "First day on which it can have happened.", "#date+start", lambda r: as_date(start(r))
        ),
        Field("date_end", "date", "Last day on which it can have happened.", "#date+end", lambda r: as_date(end(r))),
        Field("time_start", "string", "Start of the interval, to the minute where told.", "#meta+time+start", start),
        Field("time_end", "string", "End of the interval; it belongs to it.", "#meta+time+end", end),
        Field("time_grain", "string", "How fine the time is told (minute to year).", "#meta+time+grain", part("grain")),
        Field("time_note", "string", "Why the time is uncertain, if it is.", "#meta+time+note", part("uncertain")),
    ]


def _place(get: Callable[[R], Sequence[Place]]) -> list[Field[R]]:
    """The finest place, and all of them by name."""

    def first(name: str) -> Callable[[R], Any]:
        return lambda row: next((getattr(place, name) for place in get(row)), None)

    return [
        Field("place", "string", "The finest place, by its name in the gazetteer.", "#loc+name", first("name")),
        Field("places", "string", "All places, by name.", "#loc+name+list", lambda r: joined(p.name for p in get(r))),
        Field("geonames_id", "integer", "The place's number in GeoNames.", "#loc+code+geonames", first("geonames_id")),
        Field("admin1", "string", "First-level division that it lies in.", "#adm1+name", first("admin1")),
        Field("country", "string", "Country, two letters of ISO 3166.", "#country+code+iso2", first("country")),
        Field("latitude", "number", "Degrees; empty unless the place is a point.", "#geo+lat", first("lat")),
        Field("longitude", "number", "Degrees; empty unless the place is a point.", "#geo+lon", first("lon")),
        Field("precision", "string", "How precise the place is (exact to country).", "#loc+type", first("precision")),
    ]


def _actor(name: str, about: str, hxl: str, get: Callable[[R], Actor | None]) -> list[Field[R]]:
    def part(key: str) -> Callable[[R], Any]:
        return lambda row: getattr(get(row), key) if get(row) is not None else None

    return [
        Field(name, "string", about, f"{hxl}+name", lambda row: actor(get(row))),
        Field(
            f"{name}_id", "string", f"Id of the {name} in the codebook, or a hash of the name.", f"{hxl}+id", part("id")
        ),
        Field(f"{name}_kind", "string", f"What the {name} is (person, state ...).", f"{hxl}+type", part("kind")),
        Field(f"{name}_side", "string", "party, ally, mediator or other.", f"{hxl}+side", part("side")),
    ]


def _origin(get: Callable[[R], Origin]) -> list[Field[R]]:
    return [
        Field("outlet", "string", "Who published the report.", "#meta+source+name", lambda row: get(row).publisher),
        Field("published", "string", "When it was published.", "#date+published", lambda row: get(row).published),
        Field("headline", "string", "Title of the report.", "#meta+title", lambda row: get(row).title),
        Field("url", "string", "Address of the report.", "#meta+url", lambda row: get(row).url),
        Field("report", "string", "Id of the report.", "#meta+report+id", lambda row: get(row).report),
        Field(
            "family", "string", "Reports that copy one story share it.", "#meta+family+id", lambda row: get(row).family
        ),
    ]


def _span(name: str, about: str, get: Callable[[R], Any]) -> list[Field[R]]:
    """Words with their place in the report's cleaned text."""

    def part(key: str) -> Callable[[R], Any]:
        return lambda row: getattr(get(row), key) if get(row) is not None else None

    return [
        Field(name, "string", about, f"#description+{name}", part("text")),
        Field(f"{name}_start", "integer", "Where they begin, in code points.", f"#meta+{name}+start", part("start")),
        Field(f"{name}_end", "integer", "Where they end, not included.", f"#meta+{name}+end", part("end")),
    ]


def _best(measure: str) -> list[Field[EventRow]]:
    def one(part: str) -> Callable[[EventRow], Value]:
        return lambda row: next((getattr(f, part) for f in row.figures if f.measure == measure), None)

    tag = {"killed": "#affected+killed", "injured": "#affected+injured"}[measure]
    return [
        Field(f"{measure}_low", "integer", f"Lowest number of {measure} that stands.", f"{tag}+min", one("low")),
        Field(f"{measure}_best", "integer", f"Number of {measure} under the rule of this export.", tag, one("best")),
        Field(f"{measure}_high", "integer", f"Highest number of {measure} that stands.", f"{tag}+max", one("high")),
        Field(f"{measure}_verdict", "string", "agreed, rising, disputed or unclear.", f"{tag}+status", one("verdict")),
    ]


def _outlets(row: EventRow | TalkRow) -> str | None:
    return joined(source.publisher for source in row.sources)


def _urls(row: EventRow | TalkRow) -> str | None:
    return joined(source.url for source in row.sources)


def _decided(row: Any) -> str | None:
    return joined(f"{one.decision} by {one.who}" for one in row.verdicts)


# -- sheets -----------------------------------------------------------------------------------------------------

EVENTS: Sheet[EventRow] = Sheet(
    "events",
    "Happenings of fighting, each once, however many reports tell it.",
    "events",
    [
        Field("id", "string", "The event's id: stable and citable.", "#event+id", lambda row: row.id),
        *_time(lambda row: row.happening.time),
        *_place(lambda row: row.happening.places),
        Field("type", "string", "Type of event in the codebook.", "#event+type", lambda row: row.happening.type),
        Field(
            "mode", "string", "How it was fought (drone, missile ...).", "#event+mode", lambda row: row.happening.mode
        ),
        Field(
            "status", "string", "actual, planned, denied or hypothetical.", "#status", lambda row: row.happening.status
        ),
        Field(
            "by", "string", "Who is named for it.", "#actor+name", lambda row: joined(map(actor, row.happening.actors))
        ),
        Field("by_id", "string", "Their ids.", "#actor+id", lambda row: joined(a.id for a in row.happening.actors)),
        Field(
            "accused", "boolean", "Whether they are only accused.", "#actor+accused", lambda row: row.happening.accused
        ),
        *_best("killed"),
        *_best("injured"),
        Field(
            "figures",
            "string",
            "Every measure with its interval.",
            "#description+figures",
            lambda row: joined(f"{one.measure} {interval(one.low, one.high)}" for one in row.figures),
        ),
        Field("denied_by", "string", "Who denies it.", "#actor+denies", lambda row: joined(row.happening.denied_by)),
        Field(
            "background",
            "boolean",
            "Told only as background.",
            "#meta+background",
            lambda row: row.happening.background,
        ),
        Field("parent", "string", "The wave that it is a part of.", "#event+id+parent", lambda row: row.parent),
        Field("parts", "string", "The events that it is made of.", "#event+id+parts", lambda row: joined(row.parts)),
        Field("reports", "integer", "How many reports tell it.", "#meta+reports+num", lambda row: row.reports),
        Field("families", "integer", "How many independent sources.", "#meta+families+num", lambda row: row.families),
        Field("outlets", "string", "Who published them.", "#meta+source+name", _outlets),
        Field("urls", "string", "Their addresses.", "#meta+url", _urls),
        Field("claimants", "string", "Whom they credit.", "#actor+claimant", lambda row: joined(row.claimants)),
        Field("plover", "string", "Code in PLOVER.", "#event+code+plover", lambda row: row.happening.codes.plover),
        Field("cameo", "string", "Root code in CAMEO.", "#event+code+cameo", lambda row: row.happening.codes.cameo),
        Field(
            "acled_event",
            "string",
            "Event type in ACLED.",
            "#event+type+acled",
            lambda row: row.happening.codes.acled_event,
        ),
        Field(
            "acled_sub_event",
            "string",
            "Sub-event type in ACLED.",
            "#event+type+acled+sub",
            lambda row: row.happening.codes.acled_sub_event,
        ),
        Field(
            "ucdp",
            "string",
            "Kind of organised violence, by UCDP.",
            "#event+type+ucdp",
            lambda r: r.happening.codes.ucdp,
        ),
        Field(
            "words", "string", "Sentence of the earliest report.", "#description+words", lambda row: row.happening.words
        ),
        Field("decided", "string", "What people decided about it.", "#meta+decision", _decided),
    ],
    itself,
)
TOLLS: Sheet[Told] = Sheet(
    "tolls",
    "What each measure of each event comes to under the rule of this export.",
    "events",
    [
        Field("event", "string", "Id of the event.", "#event+id", lambda row: row.event.id),
        Field("measure", "string", "What is measured.", "#indicator+name", lambda row: row.figure.measure),
        Field("of", "string", "What is counted, in the report's words.", "#indicator+of", lambda row: row.figure.of),
        Field("low", "integer", "Lowest number that stands.", "#indicator+value+min", lambda row: row.figure.low),
        Field("best", "integer", "Number under the rule.", "#indicator+value+num", lambda row: row.figure.best),
        Field("high", "integer", "Highest; empty if open.", "#indicator+value+max", lambda row: row.figure.high),
        Field("verdict", "string", "agreed, rising, disputed or unclear.", "#status", lambda row: row.figure.verdict),
        Field("why", "string", "Why, in words.", "#description+why", lambda row: row.figure.why),
        Field("rule", "string", "The rule that chose.", "#meta+rule", lambda row: row.figure.rule),
        Field(
            "claims", "integer", "How many claims there are.", "#meta+claims+num", lambda row: len(row.figure.claims)
        ),
    ],
    lambda row: (Told(row, figure) for figure in row.figures),
    key=None,
)
CLAIMS: Sheet[Claimed] = Sheet(
    "claims",
    "Every claim behind the tolls, so that they can be counted anew under another rule.",
    "events",
    [
        Field("event", "string", "Id of the event.", "#event+id", lambda row: row.event.id),
        Field("figure", "string", "Id of the figure's row.", "#indicator+id", lambda row: row.claim.figure.id),
        Field("measure", "string", "What is measured.", "#indicator+name", lambda row: row.figure.measure),
        Field(
            "low",
            "integer",
            "Lowest number that the words allow.",
            "#indicator+value+min",
            lambda r: r.claim.figure.low,
        ),
        Field(
            "best", "integer", "Number that the words give.", "#indicator+value+num", lambda row: row.claim.figure.best
        ),
        Field("high", "integer", "Highest; empty if open.", "#indicator+value+max", lambda row: row.claim.figure.high),
        Field("approx", "boolean", "Told as about so many.", "#indicator+approx", lambda row: row.claim.figure.approx),
        Field("claimant", "string", "Who claims it.", "#actor+claimant+name", lambda row: row.claim.claimant),
        Field(
            "claimant_side",
            "string",
            "party, ally, mediator or other.",
            "#actor+claimant+side",
            lambda row: row.claim.figure.claimant.side if row.claim.figure.claimant else None,
        ),
        Field("outlet", "string", "Who published it first.", "#meta+source+name", lambda row: row.claim.publisher),
        Field("published", "string", "When.", "#date+published", lambda row: row.claim.published),
        Field("report", "string", "Id of the report.", "#meta+report+id", lambda row: row.claim.report),
        Field(
            "family", "string", "Reports that copy one story share it.", "#meta+family+id", lambda row: row.claim.family
        ),
        Field("reports", "integer", "How many reports carry it.", "#meta+reports+num", lambda row: row.claim.reports),
        Field("words", "string", "The words.", "#description+words", lambda row: row.claim.figure.span.text),
        Field("sentence", "string", "The sentence.", "#description+sentence", lambda r: r.claim.figure.sentence.text),
    ],
    lambda row: (Claimed(row, figure, claim) for figure in row.figures for claim in figure.claims),
    key=None,
)
DISAGREEMENTS: Sheet[Disputed] = Sheet(
    "disagreements",
    "Where sources contradict each other about an event.",
    "events",
    [
        Field("event", "string", "Id of the event.", "#event+id", lambda row: row.event.id),
        Field("kind", "string", "figure, denial or sum.", "#event+dispute+type", lambda row: row.disagreement.kind),
        Field("measure", "string", "What is measured.", "#indicator+name", lambda row: row.disagreement.measure),
        Field("low", "integer", "Lowest value.", "#indicator+value+min", lambda row: row.disagreement.low),
        Field("high", "integer", "Highest value.", "#indicator+value+max", lambda row: row.disagreement.high),
        Field("severity", "number", "How grave it is.", "#meta+severity", lambda row: row.disagreement.severity),
        Field("sentence", "string", "What it is about.", "#description+dispute", lambda row: row.disagreement.sentence),
    ],
    lambda row: (Disputed(row, one) for one in disagreements(row.figures, row.happening.denied_by)),
    key=None,
)
FIGURES: Sheet[FigureRow] = Sheet(
    "figures",
    "Every count that a report gives, with who claims it and the words.",
    "figures",
    [
        Field("id", "string", "Id of the row.", "#indicator+id", lambda row: row.figure.id),
        Field("event", "string", "The event that it belongs to.", "#event+id", lambda row: row.event),
        Field("measure", "string", "What is measured.", "#indicator+name", lambda row: row.figure.measure),
        Field(
            "of",
            "string",
            "What is counted.",
            "#indicator+of",
            lambda row: row.figure.of.text if row.figure.of else None,
        ),
        Field(
            "low", "integer", "Lowest number that the words allow.", "#indicator+value+min", lambda row: row.figure.low
        ),
        Field("best", "integer", "Number that the words give.", "#indicator+value+num", lambda row: row.figure.best),
        Field("high", "integer", "Highest; empty if open.", "#indicator+value+max", lambda row: row.figure.high),
        Field("approx", "boolean", "Told as about so many.", "#indicator+approx", lambda row: row.figure.approx),
        Field("cumulative", "boolean", "A running total.", "#indicator+cumulative", lambda row: row.figure.cumulative),
        Field(
            "part_of", "string", "The figure that it is a part of.", "#indicator+id+whole", lambda r: r.figure.part_of
        ),
        Field(
            "actuality", "string", "actual, planned, denied or hypothetical.", "#status", lambda r: r.figure.actuality
        ),
        *_actor(
            "claimant",
            "Who claims it; empty where the report credits nobody.",
            "#actor+claimant",
            lambda r: r.figure.claimant,
        ),
        *_time(lambda row: row.figure.time),
        *_place(lambda row: (row.figure.place,) if row.figure.place else ()),
        Field(
            "background", "boolean", "Told only as background.", "#meta+background", lambda row: row.figure.background
        ),
        *_span("words", "The words.", lambda row: row.figure.span),
        *_span("sentence", "The sentence.", lambda row: row.figure.sentence),
        *_origin(lambda row: row.origin),
        Field("decided", "string", "What people decided about it.", "#meta+decision", _decided),
    ],
    itself,
)
TALKS: Sheet[TalkRow] = Sheet(
    "talks",
    "Meetings, calls, visits, negotiations and summits, each once.",
    "talks",
    [
        Field("id", "string", "The talk's id: stable and citable.", "#event+id", lambda row: row.id),
        *_time(lambda row: row.happening.time),
        *_place(lambda row: row.happening.places),
        Field("kind", "string", "meeting, call, visit ...", "#event+type", lambda row: row.happening.type),
        Field(
            "status", "string", "held, ongoing, planned, cancelled, refused.", "#status", lambda r: r.happening.status
        ),
        Field("who", "string", "Who takes part.", "#actor+name", lambda row: joined(map(actor, row.happening.actors))),
        Field("who_id", "string", "Their ids.", "#actor+id", lambda row: joined(a.id for a in row.happening.actors)),
        Field(
            "mediators",
            "string",
            "Who mediates.",
            "#actor+mediator",
            lambda r: joined(map(actor, r.happening.mediators)),
        ),
        Field(
            "background",
            "boolean",
            "Told only as background.",
            "#meta+background",
            lambda row: row.happening.background,
        ),
        Field("reports", "integer", "How many reports tell it.", "#meta+reports+num", lambda row: row.reports),
        Field("families", "integer", "How many independent sources.", "#meta+families+num", lambda row: row.families),
        Field("outlets", "string", "Who published them.", "#meta+source+name", _outlets),
        Field("urls", "string", "Their addresses.", "#meta+url", _urls),
        Field(
            "words", "string", "Sentence of the earliest report.", "#description+words", lambda row: row.happening.words
        ),
        Field("decided", "string", "What people decided about it.", "#meta+decision", _decided),
    ],
    itself,
)
STATEMENTS: Sheet[StatementRow] = Sheet(
    "statements",
    "Who said what, quoted or reported.",
    "statements",
    [
        Field("id", "string", "Id of the row.", "#event+statement+id", lambda row: row.statement.id),
        *_actor("speaker", "Who said it.", "#actor+speaker", lambda row: row.statement.speaker),
        *_actor("addressee", "To whom.", "#actor+addressee", lambda row: row.statement.addressee),
        Field("act", "string", "assert, deny, accuse ...", "#event+type", lambda row: row.statement.act),
        Field("quoted", "boolean", "In quotation marks.", "#meta+quoted", lambda row: row.statement.quoted),
        Field(
            "cue",
            "string",
            "The verb.",
            "#description+cue",
            lambda r: r.statement.cue.text if r.statement.cue else None,
        ),
        *_time(lambda row: row.statement.time),
        *_place(lambda row: (row.statement.place,) if row.statement.place else ()),
        Field(
            "within",
            "string",
            "The statement inside which it is told.",
            "#meta+within",
            lambda row: row.statement.within,
        ),
        Field(
            "background",
            "boolean",
            "Told only as background.",
            "#meta+background",
            lambda row: row.statement.background,
        ),
        *_span("content", "What was said.", lambda row: row.statement.content),
        *_span("sentence", "The sentence.", lambda row: row.statement.sentence),
        *_origin(lambda row: row.origin),
        Field("decided", "string", "What people decided about it.", "#meta+decision", _decided),
    ],
    itself,
)
POSITIONS: Sheet[PositionRow] = Sheet(
    "positions",
    "Who takes which stance on which issue.",
    "positions",
    [
        Field("id", "string", "Id of the row.", "#event+position+id", lambda row: row.position.id),
        *_actor("actor", "Who takes it.", "#actor", lambda row: row.position.actor),
        Field(
            "party", "string", "The state or group that it may stand for.", "#actor+party", lambda r: r.position.party
        ),
        Field("issue", "string", "The issue.", "#subject+name", lambda row: row.position.issue),
        Field("sub_issue", "string", "Part of the issue.", "#subject+sub", lambda row: row.position.sub_issue),
        Field(
            "stance", "string", "accept, reject, conditional, demand, open.", "#status", lambda row: row.position.stance
        ),
        Field(
            "condition",
            "string",
            "On what condition.",
            "#description+condition",
            lambda row: row.position.condition.text if row.position.condition else None,
        ),
        *_actor("claimant", "Who says so.", "#actor+claimant", lambda row: row.position.claimant),
        *_time(lambda row: row.position.time),
        Field(
            "statement", "string", "The statement it rests on.", "#meta+statement", lambda row: row.position.statement
        ),
        Field(
            "background", "boolean", "Told only as background.", "#meta+background", lambda row: row.position.background
        ),
        *_span("words", "The words.", lambda row: row.position.span),
        *_span("sentence", "The sentence.", lambda row: row.position.sentence),
        *_origin(lambda row: row.origin),
        Field("decided", "string", "What people decided about it.", "#meta+decision", _decided),
    ],
    itself,
)
INTERACTIONS: Sheet[InteractionRow] = Sheet(
    "interactions",
    "Who did what to whom, coded to PLOVER.",
    "interactions",
    [
        Field("id", "string", "Id of the row.", "#event+interaction+id", lambda row: row.interaction.id),
        *_actor("source", "Who.", "#actor+source", lambda row: row.interaction.source),
        Field("root", "string", "What: a root of PLOVER.", "#event+code+plover", lambda row: row.interaction.root),
        Field("cameo", "string", "Root code in CAMEO.", "#event+code+cameo", lambda row: row.interaction.cameo),
        *_actor("target", "To whom.", "#actor+target", lambda row: row.interaction.target),
        Field("modality", "string", "past, future or negated.", "#status", lambda row: row.interaction.modality),
        *_time(lambda row: row.interaction.time),
        *_place(lambda row: (row.interaction.place,) if row.interaction.place else ()),
        Field(
            "background", "boolean", "Told only as background.", "#meta+background", lambda r: r.interaction.background
        ),
        *_span("words", "The words.", lambda row: row.interaction.span),
        *_span("sentence", "The sentence.", lambda row: row.interaction.sentence),
        *_origin(lambda row: row.origin),
        Field("decided", "string", "What people decided about it.", "#meta+decision", _decided),
    ],
    itself,
)
REPORTS: Sheet[ReportRow] = Sheet(
    "reports",
    "The reports that were read.",
    "reports",
    [
        Field("id", "string", "Id of the report.", "#meta+report+id", lambda row: row.id),
        Field("date", "date", "Day of publication.", "#date", lambda row: as_date(row.published)),
        Field("published", "string", "When it was published.", "#date+published", lambda row: row.published),
        Field("outlet", "string", "Who published it.", "#meta+source+name", lambda row: row.publisher),
        Field("headline", "string", "Its title.", "#meta+title", lambda row: row.title),
        Field("url", "string", "Its address.", "#meta+url", lambda row: row.url),
        Field("language", "string", "Its language.", "#meta+language", lambda row: row.language),
        Field("family", "string", "Reports that copy one story share it.", "#meta+family+id", lambda row: row.family),
        Field("hash", "string", "SHA-256 of its words.", "#meta+hash", lambda row: row.hash),
        Field("rows", "integer", "How many rows it gave.", "#meta+rows+num", lambda row: row.rows),
        Field("read_at", "string", "When it was read.", "#date+read", lambda row: row.read_at),
        Field("notes", "string", "What a reader should know.", "#description+notes", lambda row: joined(row.notes)),
    ],
    itself,
)
SHEETS: tuple[Sheet[Any], ...] = (
    EVENTS,
    TOLLS,
    CLAIMS,
    DISAGREEMENTS,
    FIGURES,
    TALKS,
    STATEMENTS,
    POSITIONS,
    INTERACTIONS,
    REPORTS,
)


def points(places: Sequence[Place]) -> Iterator[tuple[float, float]]:
    """Longitude and latitude of the finest place, if it is a point."""
    for place in places[:1]:
        if place.lat is not None and place.lon is not None:
            yield place.lon, place.lat
