"""The shapes of the API: what goes in and what comes out, for its description."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field

from grotius.record import (
    ChangeRow,
    DisagreementRow,
    EventRow,
    FigureRow,
    InteractionRow,
    MentionRow,
    PositionRow,
    ReportRow,
    StatementRow,
    TalkRow,
    TellingRow,
)
from grotius.record.facets import ActorCount, PlaceCount
from grotius.record.feeding import Deleted
from grotius.record.judged import JudgementRow
from grotius.web.asked import MOST_CHARACTERS

R = TypeVar("R")


class Listed(BaseModel, Generic[R]):
    """A page of rows. ``total`` counts all that match; ``next`` is the cursor of the following page; ``written`` is the
    moment of the record's last write: give it back as ``updated_since`` for what came after."""

    total: int
    next: str | None
    written: str | None
    rows: list[R]


class Failed(BaseModel):
    """What every error looks like: a name for programs, one sentence for people."""

    error: str
    message: str
    status: int


class Judgement(BaseModel):
    """A person's decision. ``same``, ``different`` and ``unsure`` take two ids. With ``seen``, the number of the last
    write that the decision rests on, it is refused (409) where another person has decided since."""

    judgement: str = Field(description="same, different, unsure, correct, reject or confirm", max_length=20)
    id: str = Field(max_length=MOST_CHARACTERS)
    other: str | None = Field(None, max_length=MOST_CHARACTERS)
    field: str | None = Field(None, max_length=40)
    value: str | None = Field(None, max_length=2_000)
    start: int | None = Field(None, ge=0, lt=100_000_000)
    end: int | None = Field(None, ge=0, lt=100_000_000)
    why: str = Field(max_length=2_000, min_length=1)
    seen: int | None = Field(None, ge=0, lt=2_000_000_000)


class Done(BaseModel):
    """What followed from a decision. ``written`` numbers the write."""

    new_events: int
    changed_events: int
    written: int


class Me(BaseModel):
    """Who asks, as the site knows them."""

    name: str | None
    role: str | None
    via: str


ROWS: dict[str, Any] = {
    "events": EventRow,
    "talks": TalkRow,
    "mentions": MentionRow,
    "tellings": TellingRow,
    "figures": FigureRow,
    "statements": StatementRow,
    "positions": PositionRow,
    "interactions": InteractionRow,
    "reports": ReportRow,
    "disagreements": DisagreementRow,
    "actors": ActorCount,
    "places": PlaceCount,
    "judgements": JudgementRow,
    "changes": ChangeRow,
    "deleted": Deleted,
}

_FAILURES = {
    400: "The request cannot be read.",
    401: "Log in, or send a token.",
    403: "Not from this site, or not with this role.",
    404: "No such thing.",
    413: "Too large.",
    414: "Too long.",
    421: "Not this site's name.",
    422: "The question makes no sense.",
    429: "Too much in a short time; Retry-After says when.",
    503: "The record cannot be read now.",
}


def answers(shape: Any, **more: str) -> dict[int | str, dict[str, Any]]:
    """What a route answers with, for its description: the shape, or one of the errors."""
    failures = _FAILURES | {int(status.removeprefix("at_")): text for status, text in more.items()}
    told: dict[int | str, dict[str, Any]] = {200: {"model": shape}}
    told.update({status: {"model": Failed, "description": text} for status, text in sorted(failures.items())})
    return told


def listed(noun: str) -> dict[int | str, dict[str, Any]]:
    return answers(Listed.__class_getitem__(ROWS[noun]))
