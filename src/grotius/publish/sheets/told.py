"""Rows of single reports: figures, statements, positions and interactions."""

from __future__ import annotations

from grotius.publish.fields import Field, Sheet, itself
from grotius.publish.sheets import shared
from grotius.record import FigureRow, InteractionRow, PositionRow, StatementRow

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
        *shared.actor(
            "claimant",
            "Who claims it; empty where the report credits nobody.",
            "#actor+claimant",
            lambda r: r.figure.claimant,
        ),
        *shared.time(lambda row: row.figure.time),
        *shared.place(lambda row: (row.figure.place,) if row.figure.place else ()),
        Field(
            "background", "boolean", "Told only as background.", "#meta+background", lambda row: row.figure.background
        ),
        *shared.words_at("words", "The words.", lambda row: row.figure.span),
        *shared.words_at("sentence", "The sentence.", lambda row: row.figure.sentence),
        *shared.origin(lambda row: row.origin),
        Field("decided", "string", "What people decided about it.", "#meta+decision", shared.decided),
    ],
    itself,
)


STATEMENTS: Sheet[StatementRow] = Sheet(
    "statements",
    "Who said what, quoted or reported.",
    "statements",
    [
        Field("id", "string", "Id of the row.", "#event+statement+id", lambda row: row.statement.id),
        *shared.actor("speaker", "Who said it.", "#actor+speaker", lambda row: row.statement.speaker),
        *shared.actor("addressee", "To whom.", "#actor+addressee", lambda row: row.statement.addressee),
        Field("act", "string", "assert, deny, accuse ...", "#event+type", lambda row: row.statement.act),
        Field("quoted", "boolean", "In quotation marks.", "#meta+quoted", lambda row: row.statement.quoted),
        Field(
            "cue",
            "string",
            "The verb.",
            "#description+cue",
            lambda r: r.statement.cue.text if r.statement.cue else None,
        ),
        *shared.time(lambda row: row.statement.time),
        *shared.place(lambda row: (row.statement.place,) if row.statement.place else ()),
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
        *shared.words_at("content", "What was said.", lambda row: row.statement.content),
        *shared.words_at("sentence", "The sentence.", lambda row: row.statement.sentence),
        *shared.origin(lambda row: row.origin),
        Field("decided", "string", "What people decided about it.", "#meta+decision", shared.decided),
    ],
    itself,
)


POSITIONS: Sheet[PositionRow] = Sheet(
    "positions",
    "Who takes which stance on which issue.",
    "positions",
    [
        Field("id", "string", "Id of the row.", "#event+position+id", lambda row: row.position.id),
        *shared.actor("actor", "Who takes it.", "#actor", lambda row: row.position.actor),
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
        *shared.actor("claimant", "Who says so.", "#actor+claimant", lambda row: row.position.claimant),
        *shared.time(lambda row: row.position.time),
        Field(
            "statement", "string", "The statement it rests on.", "#meta+statement", lambda row: row.position.statement
        ),
        Field(
            "background", "boolean", "Told only as background.", "#meta+background", lambda row: row.position.background
        ),
        *shared.words_at("words", "The words.", lambda row: row.position.span),
        *shared.words_at("sentence", "The sentence.", lambda row: row.position.sentence),
        *shared.origin(lambda row: row.origin),
        Field("decided", "string", "What people decided about it.", "#meta+decision", shared.decided),
    ],
    itself,
)


INTERACTIONS: Sheet[InteractionRow] = Sheet(
    "interactions",
    "Who did what to whom, coded to PLOVER.",
    "interactions",
    [
        Field("id", "string", "Id of the row.", "#event+interaction+id", lambda row: row.interaction.id),
        *shared.actor("source", "Who.", "#actor+source", lambda row: row.interaction.source),
        Field("root", "string", "What: a root of PLOVER.", "#event+code+plover", lambda row: row.interaction.root),
        Field("cameo", "string", "Root code in CAMEO.", "#event+code+cameo", lambda row: row.interaction.cameo),
        *shared.actor("target", "To whom.", "#actor+target", lambda row: row.interaction.target),
        Field("modality", "string", "past, future or negated.", "#status", lambda row: row.interaction.modality),
        *shared.time(lambda row: row.interaction.time),
        *shared.place(lambda row: (row.interaction.place,) if row.interaction.place else ()),
        Field(
            "background", "boolean", "Told only as background.", "#meta+background", lambda r: r.interaction.background
        ),
        *shared.words_at("words", "The words.", lambda row: row.interaction.span),
        *shared.words_at("sentence", "The sentence.", lambda row: row.interaction.sentence),
        *shared.origin(lambda row: row.origin),
        Field("decided", "string", "What people decided about it.", "#meta+decision", shared.decided),
    ],
    itself,
)
