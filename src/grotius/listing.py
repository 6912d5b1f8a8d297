"""How rows read on a terminal: a heading, the values that matter, and the words behind them, at any width."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.text import Text

from grotius.english import cut
from grotius.merge import Claim, Reconciled, title
from grotius.model import Actor, Figure, Place, Span
from grotius.publish import plain
from grotius.publish.cells import harmless
from grotius.publish.changed import in_words
from grotius.publish.columns import preferred
from grotius.publish.phrases import interval, names, quantity, said, when, where
from grotius.record import (
    ChangeRow,
    DisagreementRow,
    EventRow,
    FigureRow,
    InteractionRow,
    Origin,
    PositionRow,
    ReportRow,
    StatementRow,
    TalkRow,
)

_INDENT = (0, 0, 0, 4)
_DOT = " · "
_MOST = 400
_MOST_CLAIMS = 6
_OF_THINGS = frozenset({"launched", "shot_down", "lost_from_radar", "hit", "damaged", "destroyed"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: its heading with its id at the right edge, and lines beneath."""

    head: str
    id: str
    lines: tuple[Text, ...] = field(default=())

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        head, room = Text(self.head, "bold"), options.max_width - len(self.id) - 2
        if len(self.head) <= room:
            yield Text.assemble(head, " " * (room - len(self.head) + 2), (self.id, "dim"))
        else:
            yield head
            yield Padding(Text(self.id, "dim"), _INDENT, expand=False)
        for line in self.lines:
            yield Padding(line, _INDENT, expand=False)


def entries(noun: str, rows: Iterable[Any]) -> Iterable[Entry]:
    return map(_ENTRIES[noun], rows)


def _event(row: EventRow) -> Entry:
    told = row.happening
    who = names(told.actors)
    by = f"{'blamed on' if told.accused else 'by'} {who}" if who else ""
    counted = _joined(*map(_counted, row.figures))
    sources = _count(row.reports, "report")
    if row.independent != row.reports:
        sources += f", {_count(row.independent, 'independent source')}"
    return Entry(plain(title(told)), row.id, _lines(counted, _dim(_joined(by, sources))))


def _counted(one: Reconciled) -> str:
    """``killed 13 (rising)``, ``launched 145 drones``, ``injured 87 (87 to 90, disputed)`` by the asked rule."""
    things = f" {plain(one.of)}" if one.of and one.measure in _OF_THINGS else ""
    whole = interval(one.low, one.high) or "an unknown number"
    if (chosen := preferred(one)) is not None:
        return f"{said(one.measure)} {quantity(chosen.figure)}{things} ({whole}, {one.verdict})"
    mark = f" ({one.verdict})" if one.verdict != "agreed" else ""
    return f"{said(one.measure)} {whole}{things}{mark}"


def _figure(row: FigureRow) -> Entry:
    figure = row.figure
    head = _joined(_amount(figure), _known(figure.place), when(figure.time))
    source = _via(_titled(figure.claimant) if figure.claimant else "", _outlet(row.origin))
    told = _quoted(figure.span, figure.sentence)
    return Entry(head, figure.id, _lines(told, _dim(source)))


def _amount(figure: Figure) -> str:
    of = plain(figure.of.text) if figure.of else ""
    value = quantity(figure) or "an unknown number"
    status = f", {said(figure.actuality)}" if figure.actuality != "actual" else ""
    return f"{said(figure.measure)}: {value}{f' ({of})' if of else ''}{status}"


def _talk(row: TalkRow) -> Entry:
    told = row.happening
    return Entry(plain(title(told)), row.id, _lines(_quote(told.words), _dim(_count(row.reports, "report"))))


def _statement(row: StatementRow) -> Entry:
    told = row.statement
    to = f" to {plain(told.addressee.name)}" if told.addressee else ""
    head = _joined(f"{_titled(told.speaker)}: {said(told.act)}{to}", when(told.time))
    content = plain(told.content.text)
    return Entry(head, told.id, _lines(_quote(content) if told.quoted else content, _dim(_outlet(row.origin))))


def _position(row: PositionRow) -> Entry:
    told = row.position
    matter = f" ({said(told.sub_issue)})" if told.sub_issue else ""
    head = _joined(f"{_titled(told.actor)}: {said(told.stance)} {said(told.issue)}{matter}", when(told.time))
    return Entry(head, told.id, _lines(_quote(told.span.text), _dim(_outlet(row.origin))))


def _interaction(row: InteractionRow) -> Entry:
    told = row.interaction
    target = f" → {plain(told.target.name)}" if told.target else ""
    source = plain(told.source.name) if told.source else "somebody"
    modality = said(told.modality) if told.modality != "past" else ""
    head = _joined(f"{source} {told.root}{target}", modality, when(told.time))
    return Entry(head, told.id, _lines(_quote(told.span.text), _dim(_outlet(row.origin))))


def _disagreement(row: DisagreementRow) -> Entry:
    one = row.disagreement
    head = f"{plain(row.title)}: {said(one.measure or one.kind)} {interval(one.low, one.high)}".rstrip()
    if not row.claims:
        return Entry(head, row.event, _lines(plain(one.sentence), Text(_quote(row.words))))
    sides = [line for claim in row.claims[:_MOST_CLAIMS] for line in _side(claim)]
    left = len(row.claims) - _MOST_CLAIMS
    more = f"and {_count(left, 'more claim')}" if left > 0 else ""
    return Entry(head, row.event, _lines(plain(one.sentence.partition(":")[0]), *sides, _dim(more)))


def _side(claim: Claim) -> tuple[Text, Text]:
    """What one source says: the number and who, then the words."""
    who = _joined(_via(plain(claim.claimant), plain(claim.publisher)), (claim.published or "")[:10])
    words = _quoted(claim.figure.span, claim.figure.sentence)
    return Text.assemble((quantity(claim.figure) or "?", "bold"), f"  {who}"), words


def _report(row: ReportRow) -> Entry:
    head = plain(row.title) or "(no title)"
    told = _joined(plain(row.publisher), plain(row.published)[:10], _count(row.rows, "row"))
    return Entry(head, row.id, _lines(_dim(told)))


def change(row: ChangeRow, called: Mapping[str, str]) -> Entry:
    """One change of the record, in words; ``called`` says what the things are called that it names."""
    made = in_words(row)
    told = replace(made, before=called.get(made.before, made.before), after=called.get(made.after, made.after)).told
    signed = _joined(plain(row.why), plain(row.who), f"{row.at[:10]} {row.at[11:16]}")
    head = f"{plain(row.what)}: {plain(called.get(row.target, row.target))}"
    return Entry(head, row.target, _lines(plain(told), _dim(signed)))


_ENTRIES: Mapping[str, Callable[[Any], Entry]] = {
    "events": _event,
    "figures": _figure,
    "talks": _talk,
    "statements": _statement,
    "positions": _position,
    "interactions": _interaction,
    "disagreements": _disagreement,
    "reports": _report,
}


def _joined(*parts: str) -> str:
    return _DOT.join(part for part in parts if part)


def _known(place: Place | None) -> str:
    return where((place,)) if place is not None else ""


def _titled(actor: Actor) -> str:
    return f"{plain(actor.name)} ({plain(actor.office)})" if actor.office else plain(actor.name)


def _via(who: str, outlet: str) -> str:
    """Who says so, and through which outlet."""
    return f"{who}, via {outlet}" if who and outlet and who != outlet else who or outlet


def _outlet(origin: Origin) -> str:
    return _joined(plain(origin.publisher) or plain(origin.report), (origin.published or "")[:10])


def _count(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else f'{one}s'}"


def _quote(words: str) -> str:
    return f"“{_short(plain(words))}”"


def _quoted(span: Span, sentence: Span) -> Text:
    """The sentence with the row's words marked; the words alone where they stand elsewhere."""
    start, end = span.start - sentence.start, span.end - sentence.start
    if not 0 <= start < end <= min(len(sentence.text), _MOST):
        return Text(_quote(span.text))
    body = Text(harmless(sentence.text))
    body.stylize("bold underline", start, end)
    body.truncate(_MOST, overflow="ellipsis")
    return Text.assemble("“", body, "”")


def _short(text: str) -> str:
    return cut(text, _MOST)


def _dim(text: str) -> Text:
    return Text(text, "dim")


def _lines(*parts: str | Text) -> tuple[Text, ...]:
    return tuple(Text(_short(part)) if isinstance(part, str) else part for part in parts if part)
