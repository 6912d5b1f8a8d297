"""The sentences of a brief. Each says what its rows say and no more: nothing is added up, and nothing is left open
that the rows close: who claims a number stands beside it, with the side that they are on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from grotius.english import cut
from grotius.english import day as day_in_words
from grotius.merge import Claim, Disagreement, Happening, Reconciled
from grotius.model import Actor, Mention, Talk
from grotius.publish.cells import plain
from grotius.publish.phrases import (
    capital,
    counted,
    interval,
    listed,
    names,
    number_of,
    party,
    quantity,
    said,
    title,
    when,
)
from grotius.record import ChangeRow, EventRow, MentionRow, Origin, PositionRow, TalkRow, TellingRow

STANCES = {
    "accept": "acceptance",
    "reject": "rejection",
    "conditional": "acceptance on conditions",
    "demand": "demand",
    "open": "openness",
}
_SIDES = {"party": "a party to the war", "ally": "an ally of a party", "mediator": "a mediator"}
_MOST_CREDITED = 3
_LONGEST_VALUE = 80


# -- happenings -----------------------------------------------------------------------------------------------------


def fighting(row: EventRow, tellings: Sequence[MentionRow]) -> str:
    told = row.happening
    return f"{title(told)}{_reported(told)}{_blamed(told)}{_credit(tellings)}."


def talk(row: TalkRow, tellings: Sequence[TellingRow]) -> str:
    told = row.happening
    through = f", mediated by {names(told.mediators)}" if names(told.mediators) else ""
    head = f"{title(replace(told, status='held'))}{_reported(told)}{through}"
    return f"{head}: {said(told.status)}{_credit(tellings)}."


def _reported(told: Happening) -> str:
    """The day of the earliest report, where no day of the happening is known."""
    if when(told.time):
        return ""
    published = min((step.published for step in told.history if step.published), default=None)
    day = day_in_words(published)
    return f", reported on {day}" if day else ""


def _blamed(told: Happening) -> str:
    who = names(told.actors)
    return f", {'blamed on' if told.accused else 'by'} {who}" if who else ""


def credited(tellings: Sequence[MentionRow | TellingRow]) -> dict[str, MentionRow | TellingRow]:
    """Whom the reports credit, each with a telling; nobody where one of them tells it in its own voice."""
    found: dict[str, MentionRow | TellingRow] = {}
    for one in tellings:
        who = _teller(one).claimant
        if who is None:
            return {}
        found.setdefault(_named(who.name, who), one)
    return found


def _teller(row: MentionRow | TellingRow) -> Mention | Talk:
    return row.mention if isinstance(row, MentionRow) else row.talk


def _credit(tellings: Sequence[MentionRow | TellingRow]) -> str:
    who = list(credited(tellings))
    if not who:
        return ""
    more = [f"{len(who) - _MOST_CREDITED} more"] if len(who) > _MOST_CREDITED else []
    return f", according to {listed([*who[:_MOST_CREDITED], *more])}"


# -- numbers --------------------------------------------------------------------------------------------------------


def toll(one: Reconciled) -> str:
    """``3 killed, according to ...``; a range where sources contradict each other, its steps where it rose."""
    if one.verdict == "rising" and len(one.steps) > 1:
        return _steps(one)
    if one.verdict in ("disputed", "unclear"):
        told, claims = interval(one.low, one.high), _by_value(claims_told(one))
        return f"{counted(one.measure, one.of, told)} ({one.verdict}): {claims}" if told and claims else ""
    if one.chosen is None or not quantity(one.chosen.figure):
        return ""
    return f"{counted(one.measure, one.of, quantity(one.chosen.figure))}, according to {_who([one.chosen])}"


def _steps(one: Reconciled) -> str:
    """``rose`` only where no step went down."""
    told = [f"{_number(claim)} according to {_who([claim])}" for claim in one.steps]
    values = [claim.value for claim in one.steps if claim.value is not None]
    if len(values) == len(told) and all(first <= second for first, second in pairwise(values)):
        return f"{number_of(one.measure, one.of)} rose from {', to '.join(told)}"
    return f"{number_of(one.measure, one.of)} was told as {', then '.join(told)}"


def claims_told(one: Reconciled) -> Sequence[Claim]:
    """The claims that the sentence names, which get its footnotes."""
    if one.verdict == "rising" and len(one.steps) > 1:
        return one.steps
    if one.verdict in ("disputed", "unclear"):
        values: dict[tuple[str, str], Claim] = {}
        for claim in one.claims:
            values.setdefault((quantity(claim.figure), claim.claimant), claim)
        ends = [claim for claim in values.values() if claim.value in (one.low, one.high)]
        told = [*dict.fromkeys((*one.between, *ends))] or [*values.values()]
        return in_order(told)
    return (one.chosen,) if one.chosen is not None else ()


def contradiction(one: Disagreement) -> str:
    """Who contradicts whom; ``sum`` is where parts and whole do not fit."""
    claims = in_order(one.claims)
    if one.kind == "sum":
        told = ((counted(claim.figure.measure, _thing(claim), _number(claim)), _who([claim])) for claim in claims)
        return f"the numbers do not add up: {'; '.join(f'{number} according to {who}' for number, who in told)}"
    measure = claims[0].figure.measure if claims else one.measure or "other"
    things = {_thing(claim) for claim in claims}
    what = number_of(measure, things.pop() if len(things) == 1 else None)
    return f"sources contradict each other on the {what}: {_by_value(claims)}"


def in_order(claims: Iterable[Claim]) -> Sequence[Claim]:
    """The lowest first, as sentences name them."""
    return sorted(claims, key=lambda claim: (claim.value or 0, claim.order))


def _thing(claim: Claim) -> str | None:
    return claim.figure.of.text if claim.figure.of is not None else None


def _by_value(claims: Iterable[Claim]) -> str:
    """``87 according to A and B; 90 according to C``."""
    held: dict[str, list[Claim]] = {}
    for claim in claims:
        held.setdefault(_number(claim), []).append(claim)
    return "; ".join(f"{number} according to {_who(same)}" for number, same in held.items())


def _number(claim: Claim) -> str:
    return quantity(claim.figure) or "a number not told"


def _who(claims: Iterable[Claim]) -> str:
    """Each claimant once, with side and outlets: ``A and B, and according to C (a party to the war) via D``."""
    outlets: dict[str, list[str]] = {}
    for claim in claims:
        via = outlets.setdefault(_named(claim.claimant, claim.figure.claimant), [])
        outlet = plain(claim.publisher)
        if outlet and outlet != plain(claim.claimant) and outlet not in via:
            via.append(outlet)
    own = listed(name for name, via in outlets.items() if not via)
    through = [f"{name} via {listed(via)}" for name, via in outlets.items() if via]
    return ", and according to ".join(filter(None, (own, *through)))


def _named(name: str, actor: Actor | None) -> str:
    """The name with its side; one that is only described ("The spokesman") without its capital."""
    told, side = plain(name), _SIDES.get(actor.side or "") if actor is not None else None
    if told.startswith(("The ", "A ")) and told.partition(" ")[2][:1].islower():
        told = told[:1].lower() + told[1:]
    return f"{told} ({side})" if side else told


# -- the rest -------------------------------------------------------------------------------------------------------


def denied(row: EventRow) -> str:
    """What is denied, as if it had happened."""
    return title(replace(row.happening, status="actual"))


def denier(mention: Mention, origin: Origin) -> str:
    who = mention.claimant
    return _named(who.name, who) if who is not None else plain(origin.publisher) or "a report"


def moved(was: PositionRow, now: PositionRow) -> str:
    issue = said(now.position.issue)
    if now.position.sub_issue:
        issue = f"{issue} ({said(now.position.sub_issue)})"
    who = f"{party(now.position.party)}, " if now.position.party else ""
    return f"{who}{issue}: from {_stance(was)} to {_stance(now)}."


def _stance(row: PositionRow) -> str:
    day = day_in_words(day_of(row))
    return f"{STANCES[row.position.stance]} ({plain(row.position.actor.name)}{', ' + day if day else ''})"


def day_of(row: PositionRow) -> str:
    time = row.position.time
    told = (time.start or time.end) if time is not None else None
    return (told or row.origin.published or "")[:10]


def corrected(change: ChangeRow) -> str:
    became = f" to {_short(change.after)}" if change.after and not _is_body(change.after) else ""
    was = f" from {_short(change.before)}" if change.before and became and not _is_body(change.before) else ""
    return f"{capital(plain(change.what))}: {plain(change.target)}{was}{became} (by {plain(change.who)})."


def _short(text: str) -> str:
    return cut(plain(text), _LONGEST_VALUE)


def _is_body(text: str) -> bool:
    """Whole rows and hashes are kept in the diary too; nobody reads those."""
    return text.startswith("{") or (len(text) == 64 and " " not in text)
