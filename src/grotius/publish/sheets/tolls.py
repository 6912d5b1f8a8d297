"""What events come to in numbers, who claims which, and where sources contradict each other."""

from __future__ import annotations

from dataclasses import dataclass

from grotius.merge import Claim, Disagreement, Reconciled, disagreements
from grotius.publish.fields import Field, Sheet
from grotius.record import EventRow


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
