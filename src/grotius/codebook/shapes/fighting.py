"""The shapes of the files about fighting: events, weapons, people, targets, measures, modality."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from grotius.codebook.shapes.entry import Entry
from grotius.model import Measure, Mode

CountedKind = Literal["person", "munition", "vehicle", "site", "settlement", "attack", "animal", "unknown"]


class Crosswalk(BaseModel):
    """How other codebooks name it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    plover: str | None = None
    cameo: str | None = None
    acled_event: str | None = None
    acled_sub_event: str | None = None
    ucdp: str | None = None


class EventWordList(Entry):
    """Words that carry, place or attribute an event but name none themselves."""

    words: tuple[str, ...] = ()


class FigureWordList(Entry):
    """Words between a number and what tells its measure."""

    words: tuple[str, ...] = ()


class EventType(Entry):
    """A type of event of fighting and the words that tell of it. Words are lemmas; several words are a phrase.

    A verb phrase begins with its verb; other words may stand between its words: "take control of", "burn down".
    """

    mode: Mode | None = Field(default=None, description="the mode where no weapon says otherwise")
    nouns: tuple[str, ...] = Field(default=(), description="nouns that name the event wherever they stand")
    verbs: tuple[str, ...] = Field(default=(), description="verbs that name the event wherever they stand")
    war_nouns: tuple[str, ...] = Field(default=(), description="nouns that name it only where the words speak of war")
    war_verbs: tuple[str, ...] = Field(default=(), description="verbs that name it only where the words speak of war")
    lost: tuple[str, ...] = Field(
        default=(), description="verbs and nouns told from the side of who loses it; the taker stands behind 'to': fall"
    )
    anyone: bool = Field(default=False, description="anybody may do it to people, not only the armed")
    of_people: bool = Field(default=False, description="its verbs count only where it is done to people")
    never_with: tuple[str, ...] = Field(default=(), description="words beside the trigger that rule the event out")
    never_by: tuple[str, ...] = Field(
        default=(), description="words for who does it that rule the event out: workers strike, critics attack"
    )
    only_with: tuple[str, ...] = Field(default=(), description="if given, one of these words must stand beside it")
    needs_place: bool = Field(default=False, description="it counts only where a place or a thing taken is named")
    fixed: bool = Field(default=False, description="a weapon does not turn it into another type")
    codes: Crosswalk = Crosswalk()


class Weapon(Entry):
    """A kind of weapon, its words and what an attack with it is."""

    words: tuple[str, ...]
    mode: Mode
    event: str | None = Field(default=None, description="the type of an attack with it, an id of events.yaml")
    counts_as: CountedKind = "munition"


class People(Entry):
    """Nouns for people. ``armed`` ones make an attack; a number before any of them counts people."""

    words: tuple[str, ...]
    armed: bool = False


class Target(Entry):
    """Nouns for what is hit, damaged or taken."""

    words: tuple[str, ...]
    kind: CountedKind
    locality: bool = Field(default=False, description="it may stand with a place's name: the district of X, X region")


class MeasureRule(BaseModel):
    """Where the counted thing stands. Words are lemmas; kinds limit what is counted (empty: anything)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kinds: tuple[CountedKind, ...] = ()
    object_of: tuple[str, ...] = Field(default=(), description="killed 12; 12 were killed; 12 killed")
    passive_of: tuple[str, ...] = Field(default=(), description="12 were lost, and not: they lost 12")
    subject_of: tuple[str, ...] = Field(default=(), description="12 died")
    states: tuple[str, ...] = Field(default=(), description="12 dead; left 14 wounded")
    nouns: tuple[str, ...] = Field(default=(), description="the counted noun itself: 12 deaths, four injuries")
    of: tuple[str, ...] = Field(default=(), description="nouns before 'of': the death of 12")
    to: tuple[str, ...] = Field(default=(), description="nouns or verbs before 'to' or 'on': damage to 12")
    toll: tuple[str, ...] = Field(default=(), description="nouns whose level is told: the death toll rose to 12")
    with_: tuple[str, ...] = Field(default=(), alias="with", description="verbs or nouns before 'with': hit with 12")
    without: tuple[str, ...] = Field(default=(), description="what they are left without: power, heat")
    negated: bool = Field(default=False, description="only where the verb is negated: 12 did not reach their targets")
    in_fighting: bool = Field(default=False, description="only in a report that tells of fighting: arrests")


class MeasureEntry(Entry):
    """One measure of the closed list and the places in a sentence where its numbers stand."""

    rules: tuple[MeasureRule, ...]
    zero_also: tuple[Measure, ...] = Field(default=(), description="what 'none' of it also denies")


class Modality(Entry):
    """Words that say that something did not or not yet happen, or is not the news."""

    over: tuple[str, ...] = Field(default=(), description="verbs and nouns that govern the trigger: plan, threat")
    beside: tuple[str, ...] = Field(default=(), description="adjectives of the trigger: possible, future")
    helpers: tuple[str, ...] = Field(default=(), description="auxiliary verbs: will, may")
    markers: tuple[str, ...] = Field(default=(), description="conjunctions of the clause: if, unless")
    before_to: tuple[str, ...] = Field(
        default=(), description="verbs and nouns before 'to' and the deed: sent men to attack, failed to capture"
    )
    words: tuple[str, ...] = Field(default=(), description="words anywhere in the clause: repeatedly, since")
