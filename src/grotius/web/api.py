"""The API: the record for programs, under ``/api/v1``. Every answer is a page of whole rows or one whole thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import FastAPI, Path, Query, Request, Response
from pydantic import BaseModel, Field

from grotius.record import Filter
from grotius.record.feeding import Deleted, deleted, updated
from grotius.version import __version__
from grotius.web.asked import DEFAULT_ROWS, MOST_CHARACTERS, MOST_ROWS, Asked, asked, hidden
from grotius.web.deciding import Decision
from grotius.web.desk import Desk
from grotius.web.faces import Faces, json_text
from grotius.web.signing import signed, taken_back

Word = Annotated[str | None, Query(max_length=MOST_CHARACTERS)]
Name = Annotated[str, Path(max_length=MOST_CHARACTERS)]

NOUNS = {
    "events": "Happenings of fighting, each once, with every claim of its figures.",
    "talks": "Meetings, calls, visits, negotiations and summits, each once, with its history.",
    "mentions": "What single reports say of fighting.",
    "figures": "Counted quantities, each claim of a report once.",
    "statements": "Who said what.",
    "positions": "Stances on issues.",
    "interactions": "Who did what to whom.",
    "reports": "The reports, in the version in force.",
    "disagreements": "Where sources contradict each other, the gravest first.",
}
_WITH_UPDATES = frozenset(NOUNS) - {"disagreements"}


class Judgement(BaseModel):
    """A person's decision. ``same``, ``different`` and ``unsure`` take two ids."""

    judgement: str = Field(description="same, different, unsure, correct, reject or confirm", max_length=20)
    id: str = Field(max_length=MOST_CHARACTERS)
    other: str | None = Field(None, max_length=MOST_CHARACTERS)
    field: str | None = Field(None, max_length=40)
    value: str | None = Field(None, max_length=2_000)
    start: int | None = Field(None, ge=0, lt=100_000_000)
    end: int | None = Field(None, ge=0, lt=100_000_000)
    why: str = Field(max_length=2_000, min_length=1)


def add_api(app: FastAPI, desk: Desk, faces: Faces) -> None:
    for noun, doc in NOUNS.items():
        app.add_api_route(
            f"/api/v1/{noun}",
            _listing(desk, faces, noun),
            methods=["GET"],
            summary=doc,
            name=noun,
            tags=["read"],
            responses=_FAILURES,
        )
    _add_single(app, desk, faces)
    _add_writes(app, desk)
    _add_door(app, desk, faces)


_FAILURES: dict[int | str, dict[str, Any]] = {
    status: {"description": text, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Failure"}}}}
    for status, text in {
        403: "Not from this site.",
        404: "No such thing.",
        413: "Too large.",
        414: "Too long.",
        421: "Not this site's name.",
        422: "The question makes no sense.",
        503: "The record cannot be read now.",
    }.items()
}


class FailureShape(BaseModel):
    """What every error looks like."""

    error: str
    message: str
    status: int


def _listing(desk: Desk, faces: Faces, noun: str) -> Callable[..., Response]:
    def listing(
        request: Request,
        since: Word = None,
        until: Word = None,
        place: Word = None,
        actor: Word = None,
        type: Word = None,
        measure: Word = None,
        issue: Word = None,
        q: Word = None,
        outlet: Word = None,
        claimant: Word = None,
        confidence: Annotated[str | None, Query(pattern="^(high|medium|low)$")] = None,
        reviewed: Annotated[str | None, Query(pattern="^(yes|no)$")] = None,
        event: Word = None,
        report: Word = None,
        rule: Word = None,
        as_of: Word = None,
        background: Annotated[str | None, Query(pattern="^(yes|no)$")] = None,
        updated_since: Word = None,
        limit: Annotated[int, Query(ge=1, le=MOST_ROWS)] = DEFAULT_ROWS,
        cursor: Word = None,
    ) -> Response:
        question = asked(f"/api/v1/{noun}", dict(request.query_params))
        return faces.answer(request, "json", lambda: _page(desk, noun, question))

    listing.__name__ = noun
    return listing


def _page(desk: Desk, noun: str, question: Asked) -> str:
    since = question.word("updated_since")
    wanted, record = question.filter, desk.record
    page = updated(record, noun, since, wanted) if since else getattr(record, noun)(wanted)
    rows = ",".join(json_text(row) for row in page.rows)
    onward = f'"{hidden(page.next)}"' if page.next else "null"
    return f'{{"total":{page.total},"next":{onward},"rows":[{rows}]}}'


def _add_single(app: FastAPI, desk: Desk, faces: Faces) -> None:
    def show(request: Request, name: Name, as_of: Word = None) -> Response:
        """One thing whole, whatever it is: a row, an event, a talk, a report. Old ids lead on."""
        wanted = asked(request.url.path, {"as_of": as_of} if as_of else {}).filter
        return faces.answer(request, "json", lambda: json_text(desk.record.show(name, wanted.as_of)))

    def why(request: Request, name: Name) -> Response:
        """In words: why an event is one, how its best values come about, what people decided."""
        return faces.answer(request, "json", lambda: f"[{','.join(map(json_text, desk.record.why(name)))}]")

    def gone(
        request: Request,
        since: Word = None,
        limit: Annotated[int, Query(ge=1, le=MOST_ROWS)] = 100,
        cursor: Word = None,
    ) -> Response:
        """What is no longer in force since a moment, and what stands in its place."""
        words = {k: v for k, v in (("since", since), ("cursor", cursor)) if v} | {"limit": str(limit)}
        question = asked(request.url.path, words)
        return faces.answer(request, "json", lambda: _deleted(desk, question.filter))

    def changes(
        request: Request,
        since: Word = None,
        limit: Annotated[int, Query(ge=1, le=MOST_ROWS)] = 100,
        cursor: Word = None,
    ) -> Response:
        """What was changed since a day or moment, by whom and why, in order."""
        words = {k: v for k, v in (("since", since), ("cursor", cursor)) if v} | {"limit": str(limit)}
        question = asked(request.url.path, words)
        return faces.answer(request, "json", lambda: _changes(desk, question.filter))

    def summary(request: Request) -> Response:
        """How much the record holds."""
        return faces.answer(request, "json", lambda: json_text(desk.kept("summary", desk.record.summary)))

    routes: dict[str, Callable[..., Any]] = {
        "summary": summary,
        "changes": changes,
        "deleted": gone,
        "show/{name}": show,
        "why/{name}": why,
    }
    for path, function in routes.items():
        _route(app, "GET", path, function, "read")


def _deleted(desk: Desk, wanted: Filter) -> str:
    page = deleted(desk.record, wanted.since, wanted.limit or DEFAULT_ROWS, wanted.cursor)
    rows: tuple[Deleted, ...] = page.rows
    onward = f'"{hidden(page.next)}"' if page.next else "null"
    return f'{{"total":{page.total},"next":{onward},"rows":[{",".join(map(json_text, rows))}]}}'


def _changes(desk: Desk, wanted: Filter) -> str:
    page = desk.record.changes(wanted.since, limit=wanted.limit, cursor=wanted.cursor)
    onward = f'"{hidden(page.next)}"' if page.next else "null"
    return f'{{"total":{page.total},"next":{onward},"rows":[{",".join(map(json_text, page.rows))}]}}'


def _add_writes(app: FastAPI, desk: Desk) -> None:
    def judge(request: Request, judgement: Judgement) -> dict[str, int]:
        """Keep a person's decision; the events follow it, and no later run undoes it."""
        done = signed(desk, request.state.visitor, Decision(**judgement.model_dump()))
        return {"new_events": done.new_events, "changed_events": done.changed_events}

    def undo(request: Request) -> dict[str, int]:
        """Take back the last decision of the person who asks."""
        done = taken_back(desk, request.state.visitor)
        return {"new_events": done.new_events, "changed_events": done.changed_events}

    _route(app, "POST", "judgements", judge, "write")
    _route(app, "POST", "undo", undo, "write")


def _route(app: FastAPI, method: str, path: str, function: Callable[..., Any], tag: str) -> None:
    """What the function says of itself is what the API says of it."""
    summary = (function.__doc__ or "").strip()
    app.add_api_route(f"/api/v1/{path}", function, methods=[method], tags=[tag], summary=summary, responses=_FAILURES)


def _add_door(app: FastAPI, desk: Desk, faces: Faces) -> None:
    def door(request: Request) -> Response:
        return Response(faces.lay_out(request, "api.html", ApiPage(app.openapi())), media_type="text/html")

    app.add_api_route("/api", door, include_in_schema=False)
    plain = app.openapi

    def described() -> dict[str, Any]:
        schema = plain()
        schema["components"]["schemas"]["Failure"] = FailureShape.model_json_schema()
        return schema

    app.openapi = described  # type: ignore[method-assign]


class ApiPage:
    """The API in a table, for people."""

    def __init__(self, described: dict[str, Any]) -> None:
        self.version = __version__
        self.routes = [
            (method.upper(), path, what.get("summary", ""), [p["name"] for p in what.get("parameters", ())])
            for path, methods in described["paths"].items()
            for method, what in methods.items()
        ]
