"""What the record answers with: frozen rows, and the filter that asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from grotius.merge import Claim, Disagreement, Happening, Reconciled
from grotius.model import Figure, Interaction, Mention, Position, Span, Statement, Talk, Versions

R = TypeVar("R")
Decision = Literal["correct", "reject", "confirm"]
Outcome = Literal["new", "version", "unchanged"]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are wanted; every field left ``None`` lets all through.

    ``since``/``until``: ISO days, both inclusive, by the day of the happening (of the report where the text gives
    none). ``place``: a settlement, region, district or country; what lies inside it is found too. ``actor``: a
    name or id. ``type``: an event type or attack mode, a talk's kind or status, a statement's act, a position's
    stance, an interaction's root. ``text``: words that must all occur. ``rule``: which claim is best (see
    ``grotius.merge.checked_rule``). ``as_of``: answer as the record stood at that day or moment.
    ``claimant``: whom the report credits, by name or id; the outlet only where it credits nobody. ``confidence``:
    high, medium or low (see ``grotius.record.confidence``). ``reviewed``: whether a person has decided on it, or on a
    row of the event.
    """

    since: str | None = None
    until: str | None = None
    place: str | None = None
    actor: str | None = None
    type: str | None = None
    measure: str | None = None
    issue: str | None = None
    text: str | None = None
    publisher: str | None = None
    event: str | None = None
    report: str | None = None
    background: bool | None = None
    rule: str | None = None
    as_of: str | None = None
    claimant: str | None = None
    confidence: str | None = None
    reviewed: bool | None = None
    limit: int | None = 100
    cursor: str | None = None

    @property
    def sieves(self) -> bool:
        """Does it ask for what is found by looking at rows, and not only by day and kind?"""
        asked = (self.place, self.actor, self.measure, self.issue, self.text, self.publisher, self.event, self.report)
        return any((*asked, self.claimant, self.confidence)) or self.reviewed is not None


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Some rows of an answer. ``next`` is the cursor that asks for the following ones; ``total`` counts all."""

    rows: tuple[R, ...]
    total: int
    next: str | None = None

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Added:
    """What ``Record.add`` did: a ``new`` report, another ``version`` of one (or of its rows), or ``unchanged``."""

    outcome: Outcome
    report: str
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Merged:
    """What ``Record.merge`` did."""

    tellings: int
    new_events: int
    changed_events: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Which report a row was read in. ``family`` groups near-copies; ``superseded`` says it is no longer in force."""

    report: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    read_at: str
    family: str
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Retelling:
    """The same claim in other words of the same report."""

    id: str
    span: Span
    sentence: Span


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decided about a row: ``correct`` with field and value, ``reject`` or ``confirm``."""

    decision: Decision
    who: str
    why: str
    at: str
    field: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class FigureRow:
    figure: Figure
    origin: Origin
    event: str | None = None
    also: tuple[Retelling, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class MentionRow:
    mention: Mention
    origin: Origin
    event: str | None = None
    also: tuple[Retelling, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class TellingRow:
    """One report's words about a talk."""

    talk: Talk
    origin: Origin
    event: str | None = None
    also: tuple[Retelling, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementRow:
    statement: Statement
    origin: Origin
    event: str | None = None
    also: tuple[Retelling, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class PositionRow:
    position: Position
    origin: Origin
    event: str | None = None
    also: tuple[Retelling, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class InteractionRow:
    interaction: Interaction
    origin: Origin
    event: str | None = None
    also: tuple[Retelling, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


SourcedRow = FigureRow | MentionRow | TellingRow | StatementRow | PositionRow | InteractionRow


@dataclass(frozen=True, slots=True)
class EventRow:
    """One happening of fighting, however many reports tell it.

    ``figures`` holds, for each measure, all claims and what they come to under the asked rule. ``parts`` are the
    events that a wave told as a whole is made of, ``parent`` the wave that this one is a part of. ``sources`` are the
    reports that tell it, the earliest first; ``families`` counts their stories, copies once, and ``independent`` those
    of them that do not rest on one claimant either.
    """

    id: str
    happening: Happening
    figures: tuple[Reconciled, ...]
    reports: int
    families: int
    independent: int
    claimants: tuple[str, ...]
    parent: str | None = None
    parts: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    sources: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class TalkRow:
    """One meeting, call, visit, negotiation or summit, with what each report made of it (``happening.history``)."""

    id: str
    happening: Happening
    reports: int
    families: int
    independent: int
    claimants: tuple[str, ...]
    verdicts: tuple[Verdict, ...] = ()
    sources: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One published text in the version that is in force, and how many rows it gave."""

    id: str
    hash: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    source: str | None
    language: str | None
    read_at: str
    family: str
    versions: Versions
    notes: tuple[str, ...]
    rows: int
    text_versions: int


@dataclass(frozen=True, slots=True)
class DisagreementRow:
    """Sources that contradict each other about one measure of one event: the largest first.

    ``words`` are the sentence by which the event was first told.
    """

    event: str
    title: str
    disagreement: Disagreement
    claims: tuple[Claim, ...]
    words: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change of the record: what, of which row or event, before and after, why, by whom and when."""

    at: str
    who: str
    kind: Literal["machine", "person"]
    version: str
    target: str
    what: str
    why: str
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value, and the words behind it where it comes from words."""

    name: str
    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Another thing in the record that belongs to the shown one: ``how`` says in what way."""

    how: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Any one thing of the record, ready to be laid out.

    ``redirected_from`` is the id that was asked for where it now lives on in another; ``gone`` says in one
    sentence why the thing is no longer in force. ``sentence`` is the sentence the words stand in, ``origin`` the
    report. For an event, ``figures`` and the links say the rest.
    """

    id: str
    kind: str
    title: str
    values: tuple[ShownValue, ...]
    span: Span | None = None
    sentence: Span | None = None
    origin: Origin | None = None
    also: tuple[Retelling, ...] = ()
    figures: tuple[Reconciled, ...] = ()
    links: tuple[Link, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    redirected_from: str | None = None
    gone: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """How much the record holds."""

    reports: int
    families: int
    events: int
    talks: int
    figures: int
    statements: int
    positions: int
    interactions: int
    disagreements: int
    first_day: str | None
    last_day: str | None


About = Literal["row", "whole", "report", "decision", "near", "value", "pair", "overruled"]
"""What a reason explains: a row or report by itself; an event as a whole; what ties one of its reports to it; a
decision of a person that stands; an event that nearly was the same; a best value; a pair of tellings that were
compared; a decision that a later one took the place of."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the record holds something: one sentence, and who is behind it.

    ``on`` are the ids of what it is about, ``head`` names that in a few words (an outlet and its day, another event);
    ``words`` are a report's own; ``detail`` says what each likeness and difference counted for.
    """

    sentence: str
    who: str
    at: str | None = None
    score: float | None = None
    about: About = "whole"
    on: tuple[str, ...] = ()
    head: str | None = None
    words: str | None = None
    detail: str | None = None
