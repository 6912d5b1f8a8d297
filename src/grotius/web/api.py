"""The API: the record for programs, under ``/api/v1``. Every answer is a page of whole rows or one whole thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from fastapi import FastAPI, Path, Query, Request, Response

from grotius.errors import SettingsError, UnknownId
from grotius.record import Filter, Page, Reason, Shown, Summary
from grotius.record.agreement import Agreement, agreement
from grotius.record.facets import ReportText, actors, places, tellings, text_of
from grotius.record.feeding import deleted, moment_of, updated
from grotius.record.judged import judgements
from grotius.record.single import one
from grotius.version import __version__
from grotius.web.api_shapes import ROWS, Done, Judgement, Me, answers, listed
from grotius.web.asked import DEFAULT_ROWS, MOST_CHARACTERS, MOST_ROWS, Asked, asked, hidden, number
from grotius.web.deciding import Decision
from grotius.web.desk import Desk
from grotius.web.faces import Faces, json_text
from grotius.web.pages import codebook, review
from grotius.web.signing import signed, taken_back
from grotius.web.visitor import Visitor

Word = Annotated[str | None, Query(max_length=MOST_CHARACTERS)]
YesNo = Annotated[str | None, Query(pattern="^(yes|no)$")]
Limit = Annotated[int, Query(ge=1, le=MOST_ROWS)]
Name = Annotated[str, Path(max_length=MOST_CHARACTERS)]

NOUNS = {
    "events": "Happenings of fighting, each once, with every claim of its figures.",
    "talks": "Meetings, calls, visits, negotiations and summits, each once, with its history.",
    "mentions": "What single reports say of fighting.",
    "tellings": "What single reports say of talks.",
    "figures": "Counted quantities, each claim of a report once.",
    "statements": "Who said what.",
    "positions": "Stances on issues.",
    "interactions": "Who did what to whom.",
    "reports": "The reports, in the version in force.",
    "disagreements": "Where sources contradict each other, the gravest first.",
}
_ACTORS_AND_PLACES = 100_000


def add_api(app: FastAPI, desk: Desk, faces: Faces) -> None:
    api = Api(app, desk, faces)
    for noun, doc in NOUNS.items():
        api.get(noun, api.listing(noun), listed(noun), doc, noun)
    api.add_lists()
    api.add_single()
    for noun, doc in NOUNS.items():
        if noun != "disagreements":
            api.get(f"{noun}/{{name}}", api.one(noun), answers(ROWS[noun]), f"One of: {doc.lower()} Old ids lead on.")
    api.add_writes()
    _add_door(app, faces)


class Api:
    """Adds routes. What a route is for stands in its docstring, and so in the description of the API."""

    def __init__(self, app: FastAPI, desk: Desk, faces: Faces) -> None:
        self._app = app
        self._desk = desk
        self._faces = faces

    def get(
        self, path: str, function: Callable[..., Response], shapes: dict[int | str, Any], doc: str = "", name: str = ""
    ) -> None:
        self._app.add_api_route(
            f"/api/v1/{path}",
            function,
            methods=["GET"],
            tags=["read"],
            summary=doc or (function.__doc__ or "").strip(),
            name=name or path,
            response_model=None,
            responses=shapes,
        )

    def _json(self, request: Request, make: Callable[[], str]) -> Response:
        return self._faces.answer(request, "json", make)

    def _page(self, page: Page[Any], written: str | None) -> str:
        return _listed(page.rows, page.total, page.next, written)

    # -- lists ----------------------------------------------------------------------------------------------------

    def listing(self, noun: str) -> Callable[..., Response]:
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
            reviewed: YesNo = None,
            event: Word = None,
            report: Word = None,
            rule: Word = None,
            as_of: Word = None,
            background: YesNo = None,
            updated_since: Word = None,
            limit: Limit = DEFAULT_ROWS,
            cursor: Word = None,
        ) -> Response:
            question = asked(f"/api/v1/{noun}", dict(request.query_params))
            return self._json(request, lambda: self._found(noun, question))

        listing.__name__ = noun
        return listing

    def _found(self, noun: str, question: Asked) -> str:
        wanted, record, since = question.filter, self._desk.record, question.word("updated_since")
        written = self._desk.written().at
        if since:
            return self._page(updated(record, noun, since, wanted), written)
        if noun == "tellings":
            return self._page(tellings(record, wanted), written)
        return self._page(getattr(record, noun)(wanted), written)

    def add_lists(self) -> None:
        desk = self._desk

        def list_actors(request: Request, q: Word = None, limit: Limit = DEFAULT_ROWS, cursor: Word = None) -> Response:
            """Persons, bodies, groups and states, those that stand in most rows first; ``key`` is for ``actor=``."""
            question = _plain(request, q=q, limit=limit, cursor=cursor)
            return self._json(request, lambda: self._counted("actors", actors, question))

        def list_places(request: Request, q: Word = None, limit: Limit = DEFAULT_ROWS, cursor: Word = None) -> Response:
            """Places, those that stand in most rows first."""
            question = _plain(request, q=q, limit=limit, cursor=cursor)
            return self._json(request, lambda: self._counted("places", places, question))

        def list_judgements(
            request: Request,
            kind: Annotated[str | None, Query(pattern="^(person|machine)$")] = None,
            who: Word = None,
            as_of: Word = None,
            limit: Limit = DEFAULT_ROWS,
            cursor: Word = None,
        ) -> Response:
            """Judgements in force, by whom and why: people's and the machine's, told apart."""
            wanted = _plain(request, as_of=as_of, limit=limit, cursor=cursor).filter
            found = judgements(desk.record, wanted, kind, who)  # type: ignore[arg-type]
            return self._json(request, lambda: self._page(found, desk.written().at))

        def changes(
            request: Request, since: Word = None, as_of: Word = None, limit: Limit = 100, cursor: Word = None
        ) -> Response:
            """What was changed since a day or moment, by whom and why, in order."""
            wanted = _plain(request, as_of=as_of, limit=limit, cursor=cursor).filter
            after = moment_of(since, "since") if since else None
            written = desk.written().at
            return self._json(
                request,
                lambda: self._page(
                    desk.record.changes(after, limit=wanted.limit, cursor=wanted.cursor, as_of=wanted.as_of), written
                ),
            )

        def gone(request: Request, since: Word = None, limit: Limit = 100, cursor: Word = None) -> Response:
            """What is no longer in force, or was rejected, since a moment, and what stands in its place."""
            wanted = _plain(request, limit=limit, cursor=cursor).filter
            written = desk.written().at
            return self._json(
                request,
                lambda: self._page(deleted(desk.record, since, wanted.limit or DEFAULT_ROWS, wanted.cursor), written),
            )

        self.get("actors", list_actors, listed("actors"))
        self.get("places", list_places, listed("places"))
        self.get("judgements", list_judgements, listed("judgements"))
        self.get("changes", changes, listed("changes"))
        self.get("deleted", gone, listed("deleted"))

    def _counted(self, noun: str, count: Callable[..., Iterable[Any]], question: Asked) -> str:
        """The whole list is counted at once, so its cursor is a place in it."""
        wanted = question.filter
        every = self._desk.kept(
            (noun, wanted.text), lambda: tuple(count(self._desk.record, wanted.text, _ACTORS_AND_PLACES))
        )
        start, limit = number(wanted.cursor), wanted.limit or DEFAULT_ROWS
        onward = str(start + limit) if start + limit < len(every) else None
        return _listed(every[start : start + limit], len(every), onward, self._desk.written().at)

    # -- one thing ------------------------------------------------------------------------------------------------

    def add_single(self) -> None:
        desk = self._desk

        def show(request: Request, name: Name, as_of: Word = None, rule: Word = None) -> Response:
            """One thing whole, whatever it is: a row, an event, a talk, a report. Old ids lead on."""
            wanted = _plain(request, as_of=as_of, rule=rule).filter
            return self._json(request, lambda: json_text(desk.record.show(name, wanted.as_of, wanted.rule)))

        def why(request: Request, name: Name, as_of: Word = None, rule: Word = None) -> Response:
            """In words: why an event is one, how its best values come about, what people decided."""
            wanted = _plain(request, as_of=as_of, rule=rule).filter
            reasons = desk.record.why(name, wanted.as_of, wanted.rule)
            return self._json(request, lambda: f"[{','.join(map(json_text, reasons))}]")

        def text(request: Request, name: Name, as_of: Word = None) -> Response:
            """The text of a report that spans point into, in code points."""
            wanted = _plain(request, as_of=as_of).filter
            return self._json(request, lambda: json_text(_text(desk, name, wanted.as_of)))

        def summary(request: Request) -> Response:
            """How much the record holds."""
            return self._json(request, lambda: json_text(desk.kept("summary", desk.record.summary)))

        def agreed(request: Request) -> Response:
            """How often people let the machine's rows and values stand, and how often they agreed with each other."""
            return self._json(request, lambda: f"[{','.join(map(json_text, agreement(desk.record)))}]")

        def queue(request: Request) -> Response:
            """What a person should look at next, what matters most first."""
            return self._json(request, lambda: f"[{','.join(map(json_text, review.queue(desk)))}]")

        def kinds(request: Request) -> Response:
            """The kinds of entry of the codebook, and how many of each."""
            return self._json(request, lambda: json_text(codebook.contents(desk, _plain(request))))

        def entries(request: Request, name: Name, q: Word = None) -> Response:
            """The entries of a kind of the codebook."""
            return self._json(request, lambda: json_text(codebook.kind(desk, _plain(request, q=q), name)))

        def me(request: Request) -> Response:
            """Who asks, as the site knows them."""
            visitor: Visitor = request.state.visitor
            told = Me(name=visitor.name, role=visitor.role, via=visitor.via)
            return self._json(request, told.model_dump_json)

        self.get("show/{name}", show, answers(Shown))
        self.get("why/{name}", why, answers(list[Reason]))
        self.get("text/{name}", text, answers(ReportText))
        self.get("summary", summary, answers(Summary))
        self.get("agreement", agreed, answers(list[Agreement]))
        self.get("queue", queue, answers(list[review.Item]))
        self.get("codebook", kinds, answers(codebook.CodebookPage))
        self.get("codebook/{name}", entries, answers(codebook.KindPage))
        self.get("me", me, answers(Me))

    def one(self, noun: str) -> Callable[..., Response]:
        def found(request: Request, name: Name, as_of: Word = None, rule: Word = None) -> Response:
            wanted = _plain(request, as_of=as_of, rule=rule).filter
            return self._json(request, lambda: json_text(_one(self._desk, noun, name, wanted)))

        found.__name__ = f"one_of_{noun}"
        return found

    # -- writing --------------------------------------------------------------------------------------------------

    def add_writes(self) -> None:
        desk = self._desk

        def judge(request: Request, judgement: Judgement) -> Done:
            """Keep a person's decision; the events follow it, and no later run undoes it."""
            done = signed(desk, request.state.visitor, Decision(**judgement.model_dump()))
            return Done(new_events=done.new_events, changed_events=done.changed_events, written=desk.written().number)

        def undo(request: Request) -> Done:
            """Take back the last decision of the person who asks."""
            done = taken_back(desk, request.state.visitor)
            return Done(new_events=done.new_events, changed_events=done.changed_events, written=desk.written().number)

        for path, function in (("judgements", judge), ("undo", undo)):
            self._app.add_api_route(
                f"/api/v1/{path}",
                function,
                methods=["POST"],
                tags=["write"],
                summary=(function.__doc__ or "").strip(),
                responses=answers(Done, at_409="Another person decided in the meantime."),
            )


def _plain(request: Request, **words: object) -> Asked:
    """The question of a route that knows few words; others are refused, as everywhere."""
    unknown = sorted(set(request.query_params) - {*words, "since", "kind", "who"})
    if unknown:
        raise SettingsError(f"There is no filter {unknown[0][:40]!r} here.")
    return asked(request.scope["path"], {name: str(value) for name, value in words.items() if value is not None})


def _listed(rows: Iterable[Any], total: int, cursor: str | None, written: str | None) -> str:
    onward = f'"{hidden(cursor)}"' if cursor else "null"
    at = f'"{written}"' if written else "null"
    return f'{{"total":{total},"next":{onward},"written":{at},"rows":[{",".join(map(json_text, rows))}]}}'


def _text(desk: Desk, name: str, as_of: str | None) -> ReportText:
    found = text_of(desk.record, name, as_of)
    if found is None:
        raise UnknownId(f"The record has no report {name[:60]!r}.")
    return found


def _one(desk: Desk, noun: str, name: str, wanted: Filter) -> object:
    shown = desk.record.show(name, wanted.as_of)
    if shown.kind == _KINDS[noun]:
        found = one(desk.record, noun, shown.id, wanted.as_of, wanted.rule)
        if found is not None:
            return found
    raise UnknownId(f"{name[:60]!r} is not one of the {noun} in force; /api/v1/show/ says what it is.")


_KINDS = {
    "events": "event",
    "talks": "talk",
    "mentions": "mention",
    "tellings": "telling of a talk",
    "figures": "figure",
    "statements": "statement",
    "positions": "position",
    "interactions": "interaction",
    "reports": "report",
}


def _add_door(app: FastAPI, faces: Faces) -> None:
    def door(request: Request) -> Response:
        return Response(faces.lay_out(request, "api.html", ApiPage(app.openapi())), media_type="text/html")

    app.add_api_route("/api", door, include_in_schema=False)
    plain = app.openapi

    def described() -> dict[str, Any]:
        schema = plain()
        schema["components"]["securitySchemes"] = {
            "token": {
                "type": "http",
                "scheme": "bearer",
                "description": "A token of a person, where there are accounts.",
            }
        }
        schema["security"] = [{"token": []}, {}]
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
