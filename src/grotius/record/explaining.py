"""Why a happening is one, in words: what holds its reports together, what was left out, which values are the best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from grotius.english import count, day, ended, listed, short
from grotius.merge import Happening, Reconciled, Weights, title
from grotius.merge.claim import PEOPLE
from grotius.merge.rules import order_of
from grotius.model import Figure, Mention, Talk
from grotius.record import confidence, schema
from grotius.record.decided import chunks, successors
from grotius.record.decreed import on_pairs, on_value
from grotius.record.encoding import from_json
from grotius.record.finding import FoundEvent
from grotius.record.nearby import Near, nearest
from grotius.record.reading import DEFAULT_RULE, Reader, row_in, span_of
from grotius.record.rows import EventRow, Reason, SourcedRow, TalkRow
from grotius.record.ties import Seen, Tie, against_it, firmest, for_it, machine_ties, peoples_ties, weakest
from grotius.record.wording import headed, outlet

MACHINE = "Grotius"
_FIRM, _FAIRLY_FIRM = 3.0, 1.5
_MOST_FEATURES = 3
_RULES = {
    "latest_best": "the best placed source of the latest day",
    "lowest": "the lowest count that still stands",
    "highest": "the highest count that still stands",
    "official": "the latest count of an official or a body, where one gives any",
    "independent_first": "the latest count of somebody who is no party to the war, where one gives any",
}


# -- events and talks -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """A happening with the rows that tell it; ``ties`` are the machine's judgements among these."""

    row: EventRow | TalkRow
    members: Sequence[SourcedRow]
    ties: Sequence[Tie]

    @property
    def tellings(self) -> list[SourcedRow]:
        """The earliest report first, and within a report in the order of the text."""
        told = [row for row in self.members if isinstance(row_in(row), Mention | Talk)]
        return sorted(told, key=_in_time)

    @property
    def reports(self) -> dict[str, set[str]]:
        """In which reports each telling stands; one text under two addresses stands in two."""
        found: dict[str, set[str]] = {}
        for row in self.tellings:
            for name in names_of(row):
                found.setdefault(name, set()).add(row.origin.report)
        return found

    @property
    def outlets(self) -> dict[str, str]:
        """The outlet of each telling."""
        return {name: outlet(row.origin) for row in self.tellings for name in names_of(row)}


def _in_time(row: SourcedRow) -> tuple[str, str, int]:
    return (row.origin.published or "9999", row.origin.report, span_of(row_in(row)).start)


def names_of(row: SourcedRow) -> tuple[str, ...]:
    """The id of the row, and those of its claim told again in the same report."""
    return (row_in(row).id, *(again.id for again in row.also))


def of_event(
    reader: Reader, name: str, event: FoundEvent, rule: str | None, weights: Weights | None
) -> Iterator[Reason]:
    if name != event.id:
        yield Reason(f"{name} now lives on in {event.id}: both are told as one.", MACHINE, on=(name, event.id))
    if event.id in reader.decisions.rejected():
        yield Reason("A person rejected it, so it stands in no list.", MACHINE, on=(event.id,))
    reader = reader.showing(event.id)
    row = whole_of(reader, event, rule)
    if row is None:
        yield Reason("No report in force tells it any more.", MACHINE, on=(event.id,))
        yield from _fate_of_rows(reader, event)
        yield from on_value(reader.decisions.on(event.id), "it", event.id)
        return
    told = told_of(reader, row)
    relatives = {row.parent, *row.parts} if isinstance(row, EventRow) else set()
    near = [one for one in nearest(reader, row.id, told.members, weights) if one.happening.id not in relatives]
    people = peoples_ties(reader)
    yield from explain(told, people, _events_of(reader, people, told), near)
    yield from _rejected_rows(reader, event.id)


def whole_of(reader: Reader, event: FoundEvent, rule: str | None) -> EventRow | TalkRow | None:
    """The happening, a rejected one too."""
    states = schema.event_states
    asked = select(states).where(states.c.event == event.id, reader.now.in_force(states))
    line = reader.connection.execute(asked).mappings().first()
    if line is None:
        return None
    members = reader.members([event.id])[event.id]
    if event.kind == "talk":
        return reader.talk(line, members)
    return reader.event(line, members, reader.parts([event.id])[event.id], rule or DEFAULT_RULE)


def told_of(reader: Reader, row: EventRow | TalkRow) -> Told:
    members = reader.members([row.id])[row.id]
    ties = machine_ties(reader, {row.id: _keys(members)})
    return Told(row, members, ties.get(row.id, []))


def _keys(members: Iterable[SourcedRow]) -> list[tuple[str, str]]:
    return [(name, row.origin.report) for row in members for name in names_of(row)]


def ties_of(reader: Reader, members: Mapping[str, Iterable[SourcedRow]]) -> dict[str, list[Tie]]:
    """The machine's judgements within each of many happenings."""
    return machine_ties(reader, {event: _keys(rows) for event, rows in members.items()})


def explain(
    told: Told,
    people: tuple[Sequence[Tie], Sequence[Tie]],
    others: Mapping[str, str],
    near: Sequence[Near] = (),
) -> Iterator[Reason]:
    """Why a happening is one. ``people`` are the judgements of people that stand and those that were overruled;
    ``others`` names other happenings by the tellings that these judgements bear on."""
    stands, overruled = people
    own = told.reports
    within = [tie for tie in stands if tie.left in own and tie.right in own]
    ties = firmest((*within, *told.ties), own)
    yield Reason(" ".join(_summary(told, ties, weakest((*within, *told.ties), own))), MACHINE, on=(told.row.id,))
    yield from _reports(told, ties)
    decided = list(_decided_values(told))
    yield from (one for one in decided if one.about == "decision")
    yield from on_pairs(stands, told.outlets, others)
    yield from _near(told, near, stands)
    if isinstance(told.row, EventRow):
        yield from map(best_value, told.row.figures)
    yield from (one for one in decided if one.about == "overruled")
    yield from on_pairs(overruled, told.outlets, others, overruled=True)
    yield from (_pair(tie, told.outlets) for tie in told.ties)


# -- the whole --


def _summary(told: Told, ties: Mapping[str, tuple[Tie, str]], weak: Tie | None) -> Iterator[str]:
    yield from _how_many(told)
    if held := _held_by(ties):
        yield f"What holds them together: {held}."
    if weak is not None:
        yield _how_firm(weak)
    time = told.row.happening.time
    if confidence.is_uncertain(told.row.happening):
        doubt = time.uncertain if time is not None else None
        yield f"It is in doubt: {ended(doubt or 'no place of it was found on the map')}"
    if isinstance(told.row, EventRow) and told.row.parent is not None:
        yield f"It is a part of the wave {told.row.parent}, which is told over several places."
    if isinstance(told.row, EventRow) and told.row.parts:
        yield f"It is told as a whole: its parts are {count(len(told.row.parts), 'other event')} of the record."


def _how_many(told: Told) -> Iterator[str]:
    passages = sum(1 + len(row.also) for row in told.tellings)
    reports, families = told.row.reports, told.row.families
    apart = told.row.independent
    if reports < 2:
        yield f"One report tells it, in {count(passages, 'passage')}; no other report had to be joined to it."
        return
    sources = count(apart, "independent source")
    yield f"{count(reports, 'report')} from {sources} tell it, in {count(passages, 'passage')}."
    if families < reports:
        yield "Reports that print one story count as one source."
    if apart < families:
        yield "Outlets that rest on one claimant count as one source."


def _held_by(ties: Mapping[str, tuple[Tie, str]]) -> str:
    """What the firmest ties of most of the reports rest on."""
    seen = Counter(words for tie, _ in ties.values() if not tie.person for words in for_it(tie.seen))
    often = [(words, told) for words, told in seen.most_common() if 3 * told >= len(ties)][:_MOST_FEATURES]
    said = (f"{words} ({told} of {count(len(ties), 'report')})" for words, told in often)
    by_people = dict.fromkeys(tie.who for tie, _ in ties.values() if tie.person)
    return listed((*said, *(f"the judgement of {who}" for who in by_people)))


def _how_firm(weak: Tie) -> str:
    if weak.person:
        return f"Without what {weak.who} judged it would be more than one."
    score = weak.score or 0.0
    how = "firmly" if score >= _FIRM else "fairly firmly" if score >= _FAIRLY_FIRM else "only just"
    scale = "above 0 two tellings are taken for one"
    return f"It hangs together {how}: the weakest link that it needs scores {score:.1f}; {scale}."


# -- its reports --


def _reports(told: Told, ties: Mapping[str, tuple[Tie, str]]) -> Iterator[Reason]:
    """One for each report: its outlet and day, its words, and what ties it to the others."""
    by_report: dict[str, list[SourcedRow]] = {}
    for row in told.tellings:
        by_report.setdefault(row.origin.report, []).append(row)
    families: dict[str, str] = {}
    for report, rows in by_report.items():
        copied = families.setdefault(rows[0].origin.family, report)
        copy_of = outlet(by_report[copied][0].origin) if copied != report else None
        yield _report(rows, ties.get(report), {name: outlet(own[0].origin) for name, own in by_report.items()}, copy_of)


def _report(
    rows: Sequence[SourcedRow], tied: tuple[Tie, str] | None, outlets: Mapping[str, str], copy_of: str | None
) -> Reason:
    first = rows[0]
    passages = sum(1 + len(row.also) for row in rows)
    parts = [_tied(tied[0], outlets[tied[1]])] if tied else []
    if not tied:
        parts.append(
            "It is the only report that tells it." if len(outlets) < 2 else "No single link to another report."
        )
    if passages > 1:
        parts.append(f"{count(passages - 1, 'more passage')} of it {'tells' if passages == 2 else 'tell'} the same.")
    if copy_of is not None:
        parts.append(f"It prints the story that {copy_of} prints: both count as one source.")
    tie = tied[0] if tied else None
    return Reason(
        " ".join(parts),
        tie.who if tie is not None and tie.person else MACHINE,
        tie.at if tie is not None else None,
        None if tie is None or tie.person else tie.score,
        about="report",
        on=tuple(dict.fromkeys((first.origin.report, row_in(first).id, *((tied[1],) if tied else ())))),
        head=headed(first.origin),
        words=" ".join(row_in(first).sentence.text.split()),
        detail=tie.why if tie is not None and not tie.person else None,
    )


def _tied(tie: Tie, other: str) -> str:
    if tie.person:
        return f"{tie.who} judged it to be the same as in {other}: {ended(tie.why)}"
    return ended(f"Tied to {other}: {_in_favour(tie.seen)}")


def _in_favour(seen: Iterable[Seen]) -> str:
    """What speaks for it; what speaks against it is told as what it is, outweighed."""
    told = tuple(seen)
    against = against_it(told)
    return ", ".join(for_it(told)) + (f"; this outweighs that {listed(against)}" if against else "")


# -- decisions --


def _decided_values(told: Told) -> Iterator[Reason]:
    yield from on_value(told.row.verdicts, "it", told.row.id)
    for row in told.members:
        bare = row_in(row)
        yield from on_value(row.verdicts, f"“{short(span_of(bare).text, 60)}” ({outlet(row.origin)})", bare.id)


def _rejected_rows(reader: Reader, event: str) -> Iterator[Reason]:
    """Rows of the event that a person took out of it."""
    rows, members, versions = schema.rows, schema.event_rows, schema.report_versions
    for part in chunks(sorted(reader.decisions.rejected())):
        asked = select(rows.c.id, rows.c.words, versions.c.publisher, versions.c.report)
        asked = asked.join(members, members.c.row == rows.c.key).join(versions, versions.c.key == rows.c.version)
        asked = asked.where(members.c.event == event, reader.now.in_force(members), rows.c.id.in_(part))
        for name, words, publisher, report in reader.connection.execute(asked):
            yield from on_value(reader.decisions.on(name), f"“{short(words, 60)}” ({publisher or report})", name)


def _events_of(reader: Reader, people: tuple[Sequence[Tie], Sequence[Tie]], told: Told) -> dict[str, str]:
    """The other happenings that people's judgements on this one bear on, by their tellings."""
    own = told.reports
    ends = {end for ties in people for tie in ties for end in (tie.left, tie.right) if {tie.left, tie.right} & set(own)}
    return titles_by_row(reader, ends - set(own))


def titles_by_row(reader: Reader, rows: Collection[str]) -> dict[str, str]:
    """What happening each telling is of, by its title and id."""
    table, members, states = schema.rows, schema.event_rows, schema.event_states
    found: dict[str, str] = {}
    for part in chunks(sorted(rows)):
        asked = select(table.c.id, members.c.event, states.c.body).join(members, members.c.row == table.c.key)
        asked = asked.join(states, states.c.event == members.c.event).where(table.c.id.in_(part))
        for row, event, body in reader.connection.execute(
            asked.where(reader.now.in_force(members), reader.now.in_force(states))
        ):
            found[row] = f"{title(from_json(body, Happening))} ({event})"
    return found


def _fate_of_rows(reader: Reader, event: FoundEvent) -> Iterator[Reason]:
    """What became of the rows that an event held last, where that is why it is gone."""
    rows, members = schema.rows, schema.event_rows
    asked = select(rows.c.id, rows.c.words).join(members, members.c.row == rows.c.key).distinct()
    asked = asked.where(members.c.event == event.id, reader.now.began(members), rows.c.kind.in_(("mention", "talk")))
    lines = reader.connection.execute(asked.order_by(rows.c.id)).all()
    heirs = successors(reader.connection, [line[0] for line in lines], reader.now)
    for name, words in lines:
        if name in reader.decisions.rejected():
            yield from on_value(reader.decisions.on(name), f"“{short(words, 60)}”", name)
        elif name in heirs:
            yield Reason(
                f"A later reading has {heirs[name]} in the place of “{short(words, 60)}”.", MACHINE, on=(name,)
            )


# -- what was left out --


def _near(told: Told, near: Iterable[Near], stands: Sequence[Tie]) -> Iterator[Reason]:
    own = told.reports
    kept_apart = {end: tie for tie in stands if tie.judgement == "different" for end in (tie.left, tie.right)}
    for one in near:
        seen = [Seen(feature.words, feature.weight) for feature in one.seen.features]
        judged = next((kept_apart[name] for name in one.happening.tellings if name in kept_apart), None)
        by_hand = judged is not None and (judged.left in own or judged.right in own)
        yield Reason(
            f"{_left_out(seen, one.seen.score, judged if by_hand else None)} {_though(seen)}",
            judged.who if judged is not None and by_hand else MACHINE,
            judged.at if judged is not None and by_hand else None,
            one.seen.score,
            about="near",
            on=(one.happening.id,),
            head=f"{title(one.happening)}, told in {count(one.reports, 'report')}",
            detail=one.seen.reason,
        )


def _left_out(seen: Sequence[Seen], score: float, judged: Tie | None) -> str:
    if judged is not None:
        return f"{judged.who} judged them to be two: {ended(judged.why)}"
    if score > 0:
        return "Two of their passages are alike, but with all that the reports tell their days or places do not fit."
    against = against_it(seen)
    return ended(f"Left out: {against[0]}" if against else "Left out: too little speaks for it")


def _though(seen: Sequence[Seen]) -> str:
    return ended(f"For it spoke: {', '.join(for_it(seen))}")


# -- best values --


def best_value(figure: Reconciled) -> Reason:
    what = figure.measure.replace("_", " ").capitalize()
    ids = tuple(claim.figure.id for claim in figure.claims)
    if figure.chosen is None:
        return Reason(f"{what}: {ended(figure.why)}", MACHINE, about="value", on=ids)
    chosen = figure.chosen
    when = f" on {day(chosen.published)}" if day(chosen.published) else ""
    through = f" through {chosen.publisher}" if chosen.publisher and chosen.publisher != chosen.claimant else ""
    sentence = (
        f"{what} {_amount(chosen.figure)}: {figure.why}. By the rule {figure.rule} ({_rule(figure.rule)}) "
        f"the best is what {chosen.claimant} says{through}{when}."
    )
    return Reason(
        sentence, MACHINE, about="value", on=(chosen.figure.id,), words=" ".join(chosen.figure.sentence.text.split())
    )


def _amount(figure: Figure) -> str:
    """``at least 9``, ``145 drones``."""
    about = "about " if figure.approx else ""
    low, high = figure.low, figure.high
    if high is None:
        told = f"at least {low:,}" if low is not None else "an unknown number"
    elif low is None:
        told = f"up to {high:,}"
    else:
        told = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    things = f" {short(figure.of.text, 40)}" if figure.of is not None and figure.measure not in PEOPLE else ""
    return f"{about}{told}{things}"


def _rule(rule: str) -> str:
    known = _RULES.get(rule)
    return known or f"whoever of {listed(name.title() for name in order_of(rule))} comes first and gives a count"


def _pair(tie: Tie, outlets: Mapping[str, str]) -> Reason:
    left, right = (f"{outlets.get(end, end)} ({end})" for end in (tie.left, tie.right))
    sentence = ended(f"{left} and {right} are the same: {_in_favour(tie.seen)}")
    return Reason(sentence, tie.who, tie.at, tie.score, about="pair", on=(tie.left, tie.right), detail=tie.why)
