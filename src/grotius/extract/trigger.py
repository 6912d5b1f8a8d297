"""What a trigger and an armament are: words of a sentence with what the codebook says of them."""

from __future__ import annotations

from dataclasses import dataclass

from grotius.codebook.shapes.fighting import Weapon
from grotius.language import Token

AT = frozenset("on against at into upon towards toward in near around across".split())
WITH = frozenset("with by using via from through".split())


@dataclass(frozen=True, slots=True)
class Armament:
    """A weapon's words in a sentence. ``wielder`` if they name a person: a sniper, a suicide bomber."""

    first: Token
    last: Token
    weapon: Weapon
    wielder: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word's type of event, and whether it names it wherever it stands."""

    type: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that tells of an event; ``token`` is its head.

    ``objects`` are what a verb is done to; ``taker`` who takes what another loses; ``last`` the last word of a phrase;
    ``is_weapon`` marks a noun that names a weapon, too: "a car bomb".
    """

    token: Token
    first: Token
    type: str
    verb: bool
    sure: bool
    light: Token | None = None
    objects: tuple[Token, ...] = ()
    taker: Token | None = None
    last: Token | None = None
    is_weapon: bool = False
