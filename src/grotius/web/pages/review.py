"""Review: what a person should look at next, one thing at a time, and the decisions that can be made on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grotius.errors import SettingsError
from grotius.model import Span
from grotius.record import ChangeRow, FigureRow, Filter, MentionRow, Shown, ShownValue, SourcedRow, TellingRow
from grotius.record.facets import changes_by_people, decided, text_of
from grotius.record.judged import JudgementRow, latest_of_people
from grotius.record.machine import as_machine_has_it
from grotius.record.queue import twins, uncertain
from grotius.web.asked import Asked, shown
from grotius.web.correcting import CORRECTABLE
from grotius.web.desk import Desk
from grotius.web.faces import Page
from grotius.web.pages.reports import found_of
from grotius.web.words import title

KINDS = ("disagreement", "twins", "uncertain", "judged")
_OF_EACH = 50
_AROUND = 600
_TELLINGS = 4


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to decide on. ``ids`` are one row or event, or the two that may be the same."""

    key: str
    kind: str
    heading: str
    why: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AtWork:
    """Colleagues who have this item on the desk."""

    item: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that a person put in place of the machine's."""

    field: str
    machine: str
    person: str
    who: str


@dataclass(frozen=True, slots=True)
class Extract:
    """The words around a row, for selecting others: ``text`` begins at ``start`` of the report's text."""

    report: str
    start: int
    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class Part:
    """A row or event of the item, whole, with the words it stands on; ``tellings`` are some of an event's."""

    shown: Shown
    extract: Extract | None
    fields: tuple[str, ...]
    tellings: tuple[MentionRow, ...] = ()
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """``seen`` is the record's last write: a decision made on this page is refused where another person's came
    between."""

    items: tuple[Item, ...]
    kind: str
    current: Item | None
    parts: tuple[Part, ...]
    previous: str | None
    following: str | None
    decided: tuple[ChangeRow, ...]
    at_work: tuple[AtWork, ...]
    seen: int


def view(desk: Desk, question: Asked, _: str = "") -> ReviewPage:
    kind = question.word("kind")
    if kind and kind not in KINDS:
        raise SettingsError(f"kind is {', '.join(KINDS)}, not {shown(kind)!r}.")
    seen = desk.written().number
    if kind == "judged":
        items = list(judged(desk))
    else:
        items = [item for item in desk.kept("queue", lambda: tuple(queue(desk))) if not kind or item.kind == kind]
    keys = [item.key for item in items]
    wanted = question.word("item")
    at = keys.index(wanted) if wanted in keys else 0
    current = items[at] if items else None
    if current is not None:
        desk.diary.looks(desk.visitor, current.key)
    return ReviewPage(
        items=tuple(items),
        kind=kind,
        current=current,
        parts=tuple(_parts(desk, current)) if current else (),
        previous=keys[at - 1] if items and at > 0 else None,
        following=keys[at + 1] if at + 1 < len(keys) else None,
        decided=tuple(changes_by_people(desk.record, 8)),
        at_work=tuple(AtWork(item, names) for item, names in desk.visitor.others),
        seen=seen,
    )


def queue(desk: Desk) -> Iterable[Item]:
    """Large disagreements first, then likely twins, then what the machine itself does not trust."""
    record = desk.record
    done = decided(record)
    for one in record.disagreements(Filter(limit=_OF_EACH)):
        for claim in one.claims:
            row = claim.figure.id
            if row not in done:
                what = one.disagreement.measure or "denial"
                says = f"{claim.value} {what.replace('_', ' ')}, says {claim.claimant}"
                yield Item(f"d.{row}", "disagreement", says, one.disagreement.sentence, (row,))
    for pair in twins(record, _OF_EACH):
        names = [title(row) for name in (pair.left, pair.right) for row in record.events(Filter(event=name, limit=1))]
        why = f"Both on {pair.day} at {pair.place}."
        yield Item(f"t.{pair.left}.{pair.right}", "twins", " / ".join(names), why, (pair.left, pair.right))
    for sourced in uncertain(record, _OF_EACH):
        told = found_of(sourced)
        yield Item(f"u.{told.id}", "uncertain", told.says, _doubt(sourced), (told.id,))


def judged(desk: Desk) -> Iterable[Item]:
    """What other people decided, the newest first, for a second pair of eyes; alone, what one decided oneself."""
    mine = desk.visitor.name if desk.visitor.in_team else None
    about: dict[tuple[str, ...], list[JudgementRow]] = {}
    for row in latest_of_people(desk.record, _OF_EACH * 4):
        about.setdefault(row.on, []).append(row)
    for ids, rows in list(about.items())[:_OF_EACH]:
        if mine is None or mine not in {row.who for row in rows}:
            told = "; ".join(dict.fromkeys(f"{row.who}: {row.judgement}, {row.why}" for row in reversed(rows)))
            yield Item(f"j.{'.'.join(ids)}", "judged", desk.record.show(ids[0]).title, told, ids)


def _doubt(sourced: SourcedRow) -> str:
    match sourced:
        case MentionRow(mention=row):
            places, time = row.places, row.time
        case FigureRow(figure=row):
            places, time = (row.place,) if row.place else (), row.time
        case TellingRow(talk=row):
            places, time = (row.place,) if row.place else (), row.time
        case _:
            return "The machine does not trust a value of it."
    if time is not None and time.uncertain:
        return f"The time is uncertain: {time.uncertain}."
    lost = [place.name for place in places if place.precision == "unknown"]
    return f"The place “{lost[0]}” was not found." if lost else "A value of it is uncertain."


def _parts(desk: Desk, item: Item) -> Iterable[Part]:
    for name in item.ids:
        told = desk.record.show(name)
        tellings = desk.record.mentions(Filter(event=told.id, limit=_TELLINGS)).rows if told.kind == "event" else ()
        fields = CORRECTABLE.get(told.kind, CORRECTABLE["event"])
        yield Part(told, _extract(desk, told), fields, tellings, tuple(_differences(desk, told)))


def _differences(desk: Desk, told: Shown) -> Iterable[Difference]:
    corrected = {one.field: one.who for one in told.verdicts if one.decision == "correct" and one.field}
    if not corrected:
        return
    machine, people = _by_name(as_machine_has_it(desk.record, told.id)), _by_name(told.values)
    for field, who in corrected.items():
        name = field.replace("_", " ")
        before, after = machine.get(name, "–"), people.get(name, "–")
        if before != after:
            yield Difference(name, before, after, who)


def _by_name(values: Iterable[ShownValue]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in values:
        found[one.name] = f"{found[one.name]}; {one.value}" if one.name in found else one.value
    return found


def _extract(desk: Desk, told: Shown) -> Extract | None:
    if told.origin is None or told.span is None:
        return None
    text = text_of(desk.record, told.origin.report)
    if text is None:
        return None
    start, end = max(told.span.start - _AROUND, 0), min(told.span.end + _AROUND, len(text.text))
    span: Span = told.span
    whole = text.text
    return Extract(
        told.origin.report, start, whole[start : span.start], whole[span.start : span.end], whole[span.end : end]
    )


REVIEW = Page("/review", view, "review.html")
