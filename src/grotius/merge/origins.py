"""How many independent sources claims have: an outlet that repeats a claimant adds nothing to the claimant.

A claim has two roots: the story that it stands in (a source family) and whoever is credited for it. Independent are
claims that share neither. An official speaks for the body that he belongs to; who credits an outlet that has itself
reported tells that outlet's story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from grotius.folding import fold
from grotius.merge.claim import Claim, claimant_key, one_source
from grotius.merge.sides import is_state
from grotius.model import Actor


@dataclass(frozen=True, slots=True)
class Origins:
    """``claimants`` are those credited, each once; ``independent`` the most claims that have no root in common."""

    independent: int
    claimants: tuple[Actor, ...]
    stories: int


def stories(claims: Iterable[Claim]) -> dict[str, str]:
    """The story of each family: "Reuters reported" tells the story of the family that Reuters itself belongs to.

    ``claims`` are all of an event, copies among them.
    """
    listed = list(claims)
    story = {claim.family: claim.family for claim in listed}
    outlets = {f" {fold(claim.publisher)} ": claim.family for claim in listed if claim.publisher}
    for claim in listed:
        who = claim.figure.claimant
        if who is not None and who.kind != "person":
            own = next((family for outlet, family in outlets.items() if f" {fold(who.name)} " in outlet), claim.family)
            story[claim.family] = story[own]
    return story


def agreed_words(agreeing: Sequence[Claim], told: Iterable[Claim], story: Mapping[str, str]) -> str:
    """Who agrees, in words. ``told`` are all claims of the measure, overtaken ones among them."""
    origins = origins_of(agreeing, told, story)
    if origins.independent > 1:
        return f"{origins.independent} independent sources agree"
    if origins.stories > 1:
        return f"one claimant through {origins.stories} outlets: {origins.claimants[0].name}"
    return "one source gives it" if len(agreeing) == 1 else "one source gives it in several words"


def independent(tellings: Iterable[tuple[str, Actor | None]]) -> int:
    """How many tellings of one happening share neither story nor claimant. Each is a source family and who is credited.

    A story that credits somebody is told by those whom it credits; it speaks for itself where it credits nobody.
    """
    credited: dict[str, list[Actor]] = defaultdict(list)
    for family, claimant in tellings:
        credited[family] += [claimant] if claimant is not None else []
    reached: dict[str, set[str]] = defaultdict(set)
    for family, claimants in credited.items():
        for voice in [_voice_of(who) for who in claimants] or [f"story {family}"]:
            reached[voice].add(family)
    return _most_apart(reached)


def origins_of(agreeing: Iterable[Claim], told: Iterable[Claim], story: Mapping[str, str]) -> Origins:
    """What a story credits to nobody is of those whom it credits for the same measure, where it credits any."""
    credited: dict[str, list[Claim]] = defaultdict(list)
    for claim in told:
        if claim.figure.claimant is not None:
            credited[story[claim.family]].append(claim)
    rooted: list[Claim] = []
    for claim in agreeing:
        own = [claim] if claim.figure.claimant is not None else credited[story[claim.family]]
        rooted += own or [claim]
    reached: dict[str, set[str]] = defaultdict(set)
    claimants: dict[str, Actor] = {}
    for claim, voice in zip(rooted, _voices(rooted), strict=True):
        reached[voice].add(story[claim.family])
        if claim.figure.claimant is not None:
            claimants.setdefault(voice, claim.figure.claimant)
    return Origins(_most_apart(reached), tuple(claimants.values()), len(frozenset().union(*reached.values())))


def _voices(claims: Sequence[Claim]) -> list[str]:
    """For each claim whose voice it is: the body of an official, the claimant, or the story itself."""
    found: dict[str, Claim] = {}
    voices: list[str] = []
    for claim in claims:
        voice = _voice(claim)
        if voice not in found:
            voice = next((known for known, other in found.items() if _speaks_in(claim, other)), voice)
        found.setdefault(voice, claim)
        voices.append(voice)
    return voices


def _voice(claim: Claim) -> str:
    who = claim.figure.claimant
    return _voice_of(who) if who is not None else f"story {claim.family}"


def _voice_of(who: Actor) -> str:
    if who.kind != "person":
        return fold(who.name)
    _, comma, body = (who.office or "").rpartition(", ")
    return fold(body) if comma and not is_state(body) else claimant_key(who)


def _speaks_in(claim: Claim, other: Claim) -> bool:
    """ "The governor Ann Carter and the rescue service" speak for Carter too."""
    return claim.figure.claimant is not None and other.figure.claimant is not None and one_source(claim, other)


def _most_apart(reached: Mapping[str, Iterable[str]]) -> int:
    """The most pairs of a voice and a story of which no two share either: a matching, grown a path at a time."""
    voice_of: dict[str, str] = {}
    return sum(_grows(voice, reached, voice_of) for voice in reached)


def _grows(voice: str, reached: Mapping[str, Iterable[str]], voice_of: dict[str, str]) -> bool:
    """Give the voice a story of its own, if others can be moved to other stories for it."""
    came_from: dict[str, str] = {}
    waiting = [voice]
    for now in waiting:
        for story in sorted(reached[now]):
            if story in came_from:
                continue
            came_from[story] = now
            if story in voice_of:
                waiting.append(voice_of[story])
                continue
            _move(story, voice, came_from, voice_of)
            return True
    return False


def _move(story: str, voice: str, came_from: Mapping[str, str], voice_of: dict[str, str]) -> None:
    """Along the path that was found, from its end: each voice takes the story that it was reached by."""
    while True:
        taker = came_from[story]
        before = next((own for own, holder in voice_of.items() if holder == taker), None)
        voice_of[story] = taker
        if taker == voice or before is None:
            return
        story = before
