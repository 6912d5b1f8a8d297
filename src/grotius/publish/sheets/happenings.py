"""Events of fighting, and talks: each once, however many reports tell it."""

from __future__ import annotations

from grotius.publish.columns import actor, interval
from grotius.publish.fields import Field, Sheet, itself, joined
from grotius.publish.sheets import shared
from grotius.record import EventRow, TalkRow

EVENTS: Sheet[EventRow] = Sheet(
    "events",
    "Happenings of fighting, each once, however many reports tell it.",
    "events",
    [
        Field("id", "string", "The event's id: stable and citable.", "#event+id", lambda row: row.id),
        *shared.time(lambda row: row.happening.time),
        *shared.place(lambda row: row.happening.places),
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
        *shared.toll_of("killed"),
        *shared.toll_of("injured"),
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
        *shared.sources(EventRow),
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
        Field("decided", "string", "What people decided about it.", "#meta+decision", shared.decided),
    ],
    itself,
)


TALKS: Sheet[TalkRow] = Sheet(
    "talks",
    "Meetings, calls, visits, negotiations and summits, each once.",
    "talks",
    [
        Field("id", "string", "The talk's id: stable and citable.", "#event+id", lambda row: row.id),
        *shared.time(lambda row: row.happening.time),
        *shared.place(lambda row: row.happening.places),
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
        *shared.sources(TalkRow),
        Field(
            "words", "string", "Sentence of the earliest report.", "#description+words", lambda row: row.happening.words
        ),
        Field("decided", "string", "What people decided about it.", "#meta+decision", shared.decided),
    ],
    itself,
)
