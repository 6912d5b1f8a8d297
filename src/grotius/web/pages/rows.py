"""Single rows: statements and figures as lists, and any one row by its id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from grotius.record import FigureRow, Reason, Shown, StatementRow
from grotius.record.facets import Count, statement_days
from grotius.web.asked import Asked
from grotius.web.desk import Desk
from grotius.web.faces import Page


@dataclass(frozen=True, slots=True)
class StatementList:
    rows: tuple[StatementRow, ...]
    total: int
    next: str | None
    acts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class FigureList:
    rows: tuple[FigureRow, ...]
    total: int
    next: str | None


@dataclass(frozen=True, slots=True)
class RowPage:
    shown: Shown
    why: tuple[Reason, ...]


def statements(desk: Desk, question: Asked, _: str = "") -> StatementList:
    def ask() -> StatementList:
        found = desk.record.statements(question.filter)
        counted: Counter[str] = Counter()
        for one in statement_days(desk.record, question.filter):
            counted[one.value] += one.count
        acts = tuple(Count(act, n) for act, n in counted.most_common())
        return StatementList(found.rows, found.total, question.next(found.next), acts)

    return desk.kept(("statements", question), ask)


def statement_rows(desk: Desk, question: Asked) -> Iterable[StatementRow]:
    return desk.record.statements(question.filter)


def figures(desk: Desk, question: Asked, _: str = "") -> FigureList:
    found = desk.record.figures(question.filter)
    return FigureList(found.rows, found.total, question.next(found.next))


def figure_rows(desk: Desk, question: Asked) -> Iterable[FigureRow]:
    return desk.record.figures(question.filter)


def row(desk: Desk, question: Asked, name: str) -> RowPage:
    as_of, rule = question.filter.as_of, question.filter.rule
    shown = desk.record.show(name, as_of, rule)
    return RowPage(shown, tuple(desk.record.why(name, as_of, rule)))


STATEMENTS = Page("/statements", statements, "statements.html", "statements", statement_rows)
FIGURES = Page("/figures", figures, "figures.html", "figures", figure_rows)
ROW = Page("/id/{name}", row, "row.html")
