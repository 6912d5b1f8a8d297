"""Events of fighting: the list, and one event whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from grotius.errors import UnknownId
from grotius.merge import Disagreement, Reconciled, by_time
from grotius.record import ChangeRow, EventRow, FigureRow, Filter, MentionRow, Reason, StatementRow, single
from grotius.record import Page as Rows
from grotius.record.facets import Facets, changes_of, event_facets
from grotius.record.whole import contradictions
from grotius.web.asked import Asked
from grotius.web.desk import Desk
from grotius.web.faces import Page
from grotius.web.ranges import Bar, bar_of, scale_of
from grotius.web.words import paragraph, title

_MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class EventList:
    rows: tuple[EventRow, ...]
    total: int
    next: str | None
    facets: Facets


@dataclass(frozen=True, slots=True)
class Chart:
    """All claims of a measure; ``bars`` stand beside ``figure.claims``, ``whole`` is what they come to.

    ``totals`` claims come first; the rest are smaller numbers of the same reports.
    """

    figure: Reconciled
    totals: int
    bars: tuple[Bar | None, ...]
    whole: Bar | None
    log: bool


@dataclass(frozen=True, slots=True)
class Relative:
    """Another event: the whole that this one is a part of, a part of it, or another part of the same whole."""

    how: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class EventPage:
    event: EventRow
    title: str
    paragraph: str
    charts: tuple[Chart, ...]
    disagreements: tuple[Disagreement, ...]
    mentions: tuple[MentionRow, ...]
    figures: tuple[FigureRow, ...]
    statements: tuple[StatementRow, ...]
    families: tuple[tuple[str, tuple[MentionRow, ...]], ...]
    relatives: tuple[Relative, ...]
    why: tuple[Reason, ...]
    history: tuple[ChangeRow, ...]
    redirected_from: str | None
    gone: str | None


def listing(desk: Desk, question: Asked, _: str = "") -> EventList:
    def ask() -> EventList:
        found: Rows[EventRow] = desk.record.events(question.filter)
        facets = event_facets(desk.record, question.filter)
        return EventList(found.rows, found.total, question.next(found.next), facets)

    return desk.kept(("events", question), ask)


def rows(desk: Desk, question: Asked) -> Iterable[EventRow]:
    return desk.record.events(question.filter)


def one(desk: Desk, question: Asked, name: str) -> EventPage:
    """The event, under whatever id it has now.

    Raises:
        UnknownId: there is no such event.
    """
    return desk.kept(("event", name, question.filter), lambda: _one(desk, question, name))


def _one(desk: Desk, question: Asked, name: str) -> EventPage:
    record, asked = desk.record, question.filter
    shown = record.show(name, asked.as_of)
    row = single.one(record, "events", shown.id, asked.as_of, asked.rule)
    if row is None:
        raise UnknownId(shown.gone or f"{name} is no event of fighting; see /id/{name}.")
    own = (row.id, _MOST_ROWS, asked.as_of)
    return laid_out(
        row,
        mentions=tuple(single.rows_of(record, "mention", *own)),
        figures=tuple(single.rows_of(record, "figure", *own)),
        statements=tuple(single.rows_of(record, "statement", *own)),
        relatives=tuple(_relatives(desk, row, asked.as_of)),
        why=tuple(record.why(row.id, asked.as_of, asked.rule)),
        history=tuple(changes_of(record, row.id, asked.as_of)),
        contradictions=contradictions(record, [row], asked.as_of)[row.id],
        redirected_from=shown.redirected_from,
        gone=shown.gone,
    )


def laid_out(
    row: EventRow,
    *,
    contradictions: tuple[Disagreement, ...],
    mentions: tuple[MentionRow, ...],
    figures: tuple[FigureRow, ...],
    statements: tuple[StatementRow, ...],
    relatives: tuple[Relative, ...],
    why: tuple[Reason, ...],
    history: tuple[ChangeRow, ...],
    redirected_from: str | None = None,
    gone: str | None = None,
) -> EventPage:
    """The page of an event, from all that stands behind it."""
    return EventPage(
        event=row,
        title=title(row),
        paragraph=paragraph(row),
        charts=tuple(map(_chart, sorted(row.figures, key=lambda figure: -len(figure.claims)))),
        disagreements=contradictions,
        mentions=mentions,
        figures=figures,
        statements=statements,
        families=_families(mentions),
        relatives=relatives,
        why=why,
        history=history,
        redirected_from=redirected_from,
        gone=gone,
    )


def _chart(figure: Reconciled) -> Chart:
    scale = scale_of(figure)
    totals, smaller = by_time(figure)
    ordered = replace(figure, claims=(*totals, *smaller))
    bars = tuple(bar_of(scale, claim) for claim in ordered.claims)
    return Chart(ordered, len(totals), bars, scale.bar(figure.low, figure.best, figure.high), scale.log)


def _families(mentions: Iterable[MentionRow]) -> tuple[tuple[str, tuple[MentionRow, ...]], ...]:
    found: dict[str, list[MentionRow]] = {}
    for mention in sorted(mentions, key=lambda m: (m.origin.published or "9999", m.origin.report)):
        found.setdefault(mention.origin.family, []).append(mention)
    return tuple((family, tuple(told)) for family, told in found.items())


def _relatives(desk: Desk, row: EventRow, as_of: str | None) -> Iterable[Relative]:
    if row.parent is not None:
        for whole in desk.record.events(Filter(event=row.parent, limit=1, as_of=as_of)):
            yield Relative("part of", whole.id, title(whole))
            yield from (_relative(desk, "beside", part, as_of) for part in whole.parts if part != row.id)
    yield from (_relative(desk, "part", part, as_of) for part in row.parts)


def _relative(desk: Desk, how: str, name: str, as_of: str | None) -> Relative:
    found = desk.record.events(Filter(event=name, limit=1, as_of=as_of)).rows
    return Relative(how, name, title(found[0]) if found else name)


EVENTS = Page("/events", listing, "events.html", "events", rows)
EVENT = Page("/events/{name}", one, "event.html")
