"""One view, three faces: a page, its ``.json`` and, where it is a table, its ``.csv``."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import TypeAdapter

from grotius.english import count, cut
from grotius.merge import RULES
from grotius.publish import TABLES, Column, csv_lines
from grotius.publish.changed import in_words
from grotius.publish.columns import actor, interval, place, quantity
from grotius.record.reading import DEFAULT_RULE
from grotius.version import __version__
from grotius.web import words
from grotius.web.asked import Asked, asked
from grotius.web.desk import Desk
from grotius.web.visitor import Visitor

STATIC = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"
_MOST_CSV = 100_000

View = Callable[[Desk, Asked, str], object]
Rows = Callable[[Desk, Asked], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Page:
    """``path`` may hold ``{name}``. ``table`` names the columns of the CSV twin, ``rows`` gives all of its rows."""

    path: str
    view: View
    template: str
    table: str | Sequence[Column[Any]] | None = None
    rows: Rows | None = None
    twin: str | None = None


class Faces:
    """Lays views out."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._environment = environment()

    def add(self, app: FastAPI, page: Page) -> None:
        """Three addresses for one view. Twins first, or ``{name}`` would take their endings for part of a name."""
        base = page.twin or page.path

        def data(request: Request, name: str = "") -> Response:
            desk = self._desk_of(request)
            return self.answer(request, "json", lambda: json_text(page.view(desk, self._asked(request), name)))

        def table(request: Request) -> Response:
            return self.answer(request, "csv", lambda: self._csv(page, self._asked(request)))

        def html(request: Request, name: str = "") -> Response:
            return self.answer(request, "html", lambda: self.page(request, page, name))

        hidden = {"include_in_schema": False, "methods": ["GET", "HEAD"]}
        app.add_api_route(f"{base}.json", data, **hidden)  # type: ignore[arg-type]
        if page.table is not None:
            app.add_api_route(f"{base}.csv", table, **hidden)  # type: ignore[arg-type]
        app.add_api_route(page.path, html, **hidden)  # type: ignore[arg-type]

    def answer(self, request: Request, kind: str, make: Callable[[], str]) -> Response:
        """The text, or only the news that it has not changed since the caller last asked."""
        tag = self._tag(request)
        headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "cookie, authorization"}
        if tag in {one.strip() for one in request.headers.get("if-none-match", "").split(",")}:
            return Response(status_code=304, headers=headers)
        text = make()
        if kind == "csv":
            name = request.url.path.rsplit("/", 1)[-1]
            headers["content-disposition"] = f'attachment; filename="{name}"'
        return Response(text, media_type=_MEDIA[kind], headers=headers)

    def page(self, request: Request, page: Page, name: str) -> str:
        question = self._asked(request)
        view = page.view(self._desk_of(request), question, name)
        return self.lay_out(request, page.template, view, question, twin=True, csv=page.table is not None)

    def lay_out(
        self,
        request: Request,
        template: str,
        view: object,
        question: Asked | None = None,
        *,
        twin: bool = False,
        csv: bool = False,
    ) -> str:
        """The view as HTML."""
        question = question or asked(request.url.path, {})
        visitor: Visitor = request.state.visitor
        return self._environment.get_template(template).render(
            view=view,
            asked=question,
            here=request.url.path,
            visitor=visitor,
            reviewer=visitor.name or "",
            token=visitor.form_token,
            version=__version__,
            twin=twin,
            csv=csv,
            scripts=(STATIC / "vendor" / "maplibre-gl.mjs").exists(),
            done=request.cookies.get("grotius_done", ""),
        )

    def _desk_of(self, request: Request) -> Desk:
        return self._desk.for_(request.state.visitor)

    def _asked(self, request: Request) -> Asked:
        path = request.url.path
        for suffix in (".json", ".csv"):
            path = path.removesuffix(suffix)
        return asked("/" if path == "/overview" else path, dict(request.query_params))

    def _csv(self, page: Page, question: Asked) -> str:
        columns = TABLES[page.table] if isinstance(page.table, str) else page.table
        everything = replace(question, filter=replace(question.filter, limit=_MOST_CSV, cursor=None))
        rows = page.rows(self._desk, everything) if page.rows else ()
        return "".join(csv_lines(rows, columns or ()))

    def _tag(self, request: Request) -> str:
        asked_for = f"{request.url.path}?{request.url.query}|{self._desk.written().number}|{__version__}"
        asked_for += f"|{request.state.visitor.stamp}|{request.cookies.get('grotius_done', '')}"
        return f'W/"{hashlib.sha256(asked_for.encode()).hexdigest()[:20]}"'


_MEDIA = {"json": "application/json", "csv": "text/csv; charset=utf-8", "html": "text/html; charset=utf-8"}


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def json_text(view: object) -> str:
    """The view whole: every value with its span."""
    kind: Any = type(view)
    text: bytes = _adapter(kind).dump_json(view)
    return text.decode("utf-8")


def environment() -> Environment:
    """Templates with the words that they know; whoever lays out other pages of the record uses the same."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,  # whatever the name of the template: words of reports are text, never markup
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "said": words.said,
        "day": words.day_in_words,
        "when": words.when,
        "where": words.where,
        "names": words.names,
        "title_of": words.title,
        "figure": words.figure,
        "web_url": words.web_url,
        "actor": actor,
        "place": place,
        "quantity": lambda one: quantity(one).replace("-", "–"),
        "changed": in_words,
        "short": lambda text, most=160: cut(text, most),
    }
    made.globals |= {
        "around": words.words_around,
        "count": count,
        "interval": lambda low, high: interval(low, high).replace("-", "–"),
        "days_in_words": words.days_in_words,
        "rules": tuple(RULES),
        "default_rule": DEFAULT_RULE,
    }
    return made
