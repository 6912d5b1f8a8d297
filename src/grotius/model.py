"""The nouns of Grotius as frozen types. No logic, no I/O; every room may import this file.

Conventions that hold for every type here:

* A position in a text is a count of Unicode code points, ``[start, end)``, in the report's *cleaned* text.
* A date is an ISO 8601 string (``2025-04-25``), a point in a day ``2025-04-25T05:10``; both ends of an
  interval belong to it.
* ``None`` means "not known from the text", never "zero" and never "no".
* An ``id`` is a hash of content: the same text, codebook and version give the same id.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Measure = Literal[
    "killed",
    "injured",
    "missing",
    "captured",
    "displaced",
    "affected",
    "without_power_or_heat",
    "hostages",
    "launched",
    "shot_down",
    "lost_from_radar",
    "hit",
    "damaged",
    "destroyed",
    "other",
]
Mode = Literal[
    "drone",
    "missile",
    "drone_and_missile",
    "air_strike",
    "shelling",
    "ground",
    "bombing",
    "shooting",
    "other",
]
Actuality = Literal["actual", "planned", "denied", "hypothetical"]
TalkKind = Literal["meeting", "call", "visit", "negotiation", "summit"]
TalkStatus = Literal["held", "ongoing", "planned", "cancelled", "refused"]
Act = Literal[
    "assert",
    "deny",
    "accuse",
    "demand",
    "promise",
    "threaten",
    "reject",
    "accept",
    "appeal",
    "propose",
    "praise",
    "criticise",
    "other",
]
Stance = Literal["accept", "reject", "conditional", "demand", "open", "unclear"]
Side = Literal["party", "ally", "mediator", "other"]
ActorKind = Literal["person", "office", "organisation", "armed_group", "state", "collective", "outlet", "unknown"]
Precision = Literal["exact", "site", "settlement", "district", "region", "country", "area", "unknown"]
Grain = Literal["minute", "hour", "part_of_day", "night", "day", "weekend", "week", "month", "season", "year", "open"]
Modality = Literal["past", "future", "negated"]
PloverRoot = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "YIELD",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "CRIME",
]


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a report: ``text == report.text[start:end]``, always."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where each stretch of cleaned text stood in the text as received.

    ``runs`` are ``(clean_start, raw_start, length)``, ascending in ``clean_start``; a clean position inside no
    run was put there by cleaning (a mended break) and maps to the end of the run before it.
    """

    runs: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Time:
    """An interval with its grain. ``start``/``end`` are ISO strings, both inclusive; either may be unknown.

    ``uncertain`` says in one sentence why the interval is not to be trusted or could not be resolved
    ("no known date of publication", "the words and the other times of the report disagree").
    """

    span: Span | None
    start: str | None
    end: str | None
    grain: Grain | None
    uncertain: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in an office, an organisation, an armed group, a state, or an unnamed collective.

    ``id`` is the actor's key in the codebook, or a hash of the folded name for one that is not in it; ``None``
    while unresolved. ``why`` says what a description or pronoun was resolved by, or why it was not.
    """

    span: Span | None
    name: str
    id: str | None = None
    kind: ActorKind = "unknown"
    side: Side | None = None
    office: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A GeoNames place or a named site. A coarse place has a ``precision`` and no point (``lat``/``lon`` None).

    ``name`` is the gazetteer's name, or the report's own words while the place is unresolved.
    """

    span: Span | None
    name: str
    geonames_id: int | None = None
    admin1: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Precision = "unknown"
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Codes:
    """How other codebooks name a type of event: PLOVER, CAMEO root, ACLED event and sub-event, UCDP violence."""

    plover: str | None = None
    cameo: str | None = None
    acled_event: str | None = None
    acled_sub_event: str | None = None
    ucdp: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One published text. ``id`` names the report through all its versions, ``hash`` this version's words."""

    id: str
    hash: str
    text: str
    raw: str
    map: OffsetMap
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    source: str | None = None
    language: str | None = None
    language_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One description of an event of fighting in one report."""

    id: str
    type: str
    mode: Mode
    actuality: Actuality
    span: Span
    sentence: Span
    by: Actor | None = None
    accused: bool = False
    target: Span | None = None
    weapon: Span | None = None
    places: tuple[Place, ...] = ()
    time: Time | None = None
    claimant: Actor | None = None
    background: bool = False
    codes: Codes = field(default_factory=Codes)
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A counted quantity. The row stands on its own.

    ``low``/``best``/``high``: exactly 12 -> 12, 12, 12; at least 12 -> 12, 12, None; over 130 -> 131, 131, None;
    up to 20 -> None, 20, 20; 20 to 30 -> 20, None, 30; an unspecified number -> all None. ``approx`` for "about".
    ``part_of`` is the id of the figure that this one is a part of ("including three children").
    """

    id: str
    measure: Measure
    of: Span | None
    low: int | None
    best: int | None
    high: int | None
    span: Span
    number: Span
    sentence: Span
    hedge: Span | None = None
    approx: bool = False
    claimant: Actor | None = None
    place: Place | None = None
    time: Time | None = None
    mention: str | None = None
    part_of: str | None = None
    cumulative: bool = False
    actuality: Actuality = "actual"
    background: bool = False
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """A meeting, call, visit, negotiation or summit, with its status as the report has it."""

    id: str
    kind: TalkKind
    status: TalkStatus
    span: Span
    sentence: Span
    participants: tuple[Actor, ...] = ()
    mediators: tuple[Actor, ...] = ()
    place: Place | None = None
    time: Time | None = None
    topic: Span | None = None
    duration: Span | None = None
    count: int | None = None
    claimant: Actor | None = None
    background: bool = False
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what: speaker, cue, the content's exact span, quoted or reported.

    ``within`` is the id of the statement inside which this one is told ("Trump said Putin wants a deal");
    ``talk`` that of the talk it is a readout of.
    """

    id: str
    speaker: Actor
    cue: Span | None
    content: Span
    quoted: bool
    act: Act
    sentence: Span
    addressee: Actor | None = None
    channel: Span | None = None
    time: Time | None = None
    place: Place | None = None
    within: str | None = None
    talk: str | None = None
    background: bool = False
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """An actor's stance on an issue at a time. ``party`` is the id of the state or group it may stand for.

    ``statement`` is the statement it rests on; ``reported`` marks one that the report states in its own voice.
    """

    id: str
    actor: Actor
    issue: str
    stance: Stance
    span: Span
    sentence: Span
    sub_issue: str | None = None
    party: str | None = None
    condition: Span | None = None
    time: Time | None = None
    statement: str | None = None
    claimant: Actor | None = None
    reported: bool = False
    background: bool = False
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Interaction:
    """Who did what to whom, coded to a PLOVER root."""

    id: str
    source: Actor
    root: PloverRoot
    target: Actor | None
    modality: Modality
    span: Span
    sentence: Span
    cameo: str | None = None
    time: Time | None = None
    place: Place | None = None
    rests_on: str | None = None
    background: bool = False
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Versions:
    """What made the rows: Grotius, the codebook's hash, the parser's name and version."""

    grotius: str
    codebook: str
    model: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one report: the output contract of ``grotius extract``.

    ``notes`` say in plain sentences what a reader should know (not English, no date of publication, cut short).
    """

    report: Report
    versions: Versions
    mentions: tuple[Mention, ...] = ()
    figures: tuple[Figure, ...] = ()
    talks: tuple[Talk, ...] = ()
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    notes: tuple[str, ...] = ()
