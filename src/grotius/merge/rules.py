"""Rules that choose the best of the claims that stand: named ones, and a user's own order of claimants."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from grotius.errors import SettingsError
from grotius.folding import fold
from grotius.merge.camps import Camp, camp_of
from grotius.merge.claim import Claim

Rule: TypeAlias = Callable[[Sequence[Claim]], Claim]
_MOST_NAMES = 100


def choose(rule: str, standing: Sequence[Claim], told: Sequence[Claim], camp: Camp = camp_of) -> Claim:
    """The best of the claims that stand; by a user's own order, of all that were told.

    Raises:
        SettingsError: there is no such rule.
    """
    if rule in RULES:
        return RULES[rule](standing)
    for name in order_of(rule):
        theirs = [claim for claim in told if _is_by(claim, name, camp)]
        if theirs:
            return _latest_best(theirs)
    return _latest_best(standing)


def order_of(rule: str) -> tuple[str, ...]:
    """The names of ``order: UN, Ukraine, Reuters``: claimants or outlets by name, id, office or state, best first.

    Raises:
        SettingsError: it is no such order.
    """
    head, colon, listed = rule.partition(":")
    names = tuple(folded for one in listed.split(",") if (folded := fold(one)))
    if not colon or head.strip().lower() != "order" or not names:
        known = ", ".join(RULES)
        raise SettingsError(f"There is no rule {rule!r}; the rules are {known}, or your own: 'order: UN, Reuters'.")
    return names[:_MOST_NAMES]


def checked_rule(rule: str) -> str:
    """The rule itself.

    Raises:
        SettingsError: there is none of that name, and it is no order of claimants.
    """
    if rule not in RULES:
        order_of(rule)
    return rule


def _is_by(claim: Claim, name: str, camp: Camp) -> bool:
    """Whole words of a name, office or outlet; an id; or the state or group that the claimant speaks for."""
    claimant = claim.figure.claimant
    if claimant is None:
        return _has_words(claim.publisher, name)
    return (
        _has_words(claimant.name, name)
        or _has_words(claimant.office, name)
        or name == fold(claimant.id or "")
        or name == camp(claimant)
    )


def _has_words(text: str | None, name: str) -> bool:
    return f" {name} " in f" {fold(text or '')} "


_OFFICIAL = frozenset({"office", "organisation", "state", "armed_group"})


def _placed(claim: Claim) -> int:
    """How well placed: an official or body on the spot, then a named person, then the outlet by itself."""
    claimant = claim.figure.claimant
    if claimant is None:
        return 0
    return 2 if claimant.office or claimant.kind in _OFFICIAL else 1


def _latest_best(claims: Sequence[Claim]) -> Claim:
    """The latest day's best-placed claim; the later of equals."""
    day = max((claim.published or "")[:10] for claim in claims)
    of_day = [claim for claim in claims if (claim.published or "")[:10] == day]
    return max(of_day, key=lambda claim: (_placed(claim), claim.published or "", claim.reports, claim.figure.id))


def _lowest(claims: Sequence[Claim]) -> Claim:
    """ "More than 70" is no lower than 87: what is open above counts only where nothing else does."""
    exact = [claim for claim in claims if claim.figure.high is not None]
    return min(exact or claims, key=lambda claim: (claim.value or 0, claim.order))


def _highest(claims: Sequence[Claim]) -> Claim:
    return max(claims, key=lambda claim: (claim.value or 0, claim.order))


def _official(claims: Sequence[Claim]) -> Claim:
    return _latest_best([claim for claim in claims if _placed(claim) == 2] or claims)


def _independent_first(claims: Sequence[Claim]) -> Claim:
    """Who is no party to the war speaks first: the UN, the Red Cross, a reporter's own count."""

    def independent(claim: Claim) -> bool:
        claimant = claim.figure.claimant
        return claimant is not None and claimant.side in {"mediator", "other"}

    return _latest_best([claim for claim in claims if independent(claim)] or claims)


RULES: dict[str, Rule] = {
    "latest_best": _latest_best,
    "lowest": _lowest,
    "highest": _highest,
    "official": _official,
    "independent_first": _independent_first,
}
