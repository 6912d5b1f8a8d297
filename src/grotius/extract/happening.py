"""One happening told several times in a report: which descriptions belong together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from grotius.model import Mention, Mode, Place, Time

_VAGUE: Mode = "other"
_WORN = frozenset(
    "the city town village district region province oblast area neighbourhood neighborhood northern southern eastern "
    "western central north south east west".split()
)
_ADVANCE = "advance"
_KILLING = "assassination"
# Deeds of their own: a kidnapping is not the raid told before it.
_DEEDS = frozenset({"kidnapping", "arson", _KILLING})
_HOW_MANY = frozenset({"several", "many", "some", "most", "both", "all", "various", "numerous"})
_REGIONS = ("region", "oblast", "province", "governorate")
_KIN = ({"air_strike", "missile"}, {"air_strike", "bombing"}, {"missile", "shelling"})


@dataclass(frozen=True, slots=True)
class Told:
    """A description and what tells it from others: who did it, and whether it points back ("the attack").

    ``nationwide``: told of a whole state; ``throughout``: of attacks all over it, which are no single one even in a
    headline. ``turns``: a paragraph opens with its place. ``is_damage``: it burned, and nobody is said to have lit it.
    """

    mention: Mention
    actor: str | None
    points_back: bool
    another: bool
    one_of_many: bool
    is_series: bool
    is_regional: bool
    words: frozenset[str]
    broad: frozenset[str] = frozenset()
    peoples: frozenset[str] = frozenset()
    nationwide: bool = False
    throughout: bool = False
    is_launch: bool = False
    in_headline: bool = False
    is_cause: bool = False
    turns: bool = False
    is_damage: bool = False

    @property
    def of_a_country(self) -> bool:
        return self.nationwide or self.throughout


@dataclass(slots=True)
class _Happening:
    first: Mention
    mode: Mode
    in_headline: bool
    is_series: bool
    is_at_large: bool = False
    words: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    named: list[Place] = field(default_factory=list)
    latest: list[Place] = field(default_factory=list)
    time: Time | None = None
    latest_sentence: int = -1


def linked(descriptions: Iterable[Told]) -> list[Mention]:
    """The mentions with ``same_as`` set on those that retell an earlier one, which lends them its place and time."""
    happenings: list[_Happening] = []
    result: list[tuple[Mention, _Happening, bool]] = []
    for told in descriptions:
        mention = told.mention
        fits = [(score, index) for index, one in enumerate(happenings) if (score := _fit(told, one)) > 0]
        best = None if _is_of_none(told, happenings, [index for _, index in fits]) else max(fits, default=None)
        if best is None:
            happenings.append(_first(told))
        happening = happenings[best[1] if best is not None else -1]
        _add(happening, told)
        same_as = happening.first.id if best is not None else None
        keeps = (told.is_series and told.in_headline) or told.of_a_country
        places = mention.places or (() if keeps else tuple(happening.latest[:1]))
        result.append((replace(mention, same_as=same_as, places=places), happening, keeps))
    return [mention if keeps else _filled(mention, happening) for mention, happening, keeps in result]


def _first(told: Told) -> _Happening:
    at_large = told.throughout or (told.nationwide and not told.in_headline)
    return _Happening(told.mention, told.mention.mode, told.in_headline, told.is_series, at_large)


def _is_of_none(told: Told, happenings: list[_Happening], fitting: list[int]) -> bool:
    """What was launched in all, without a word of where, is told of no single one among attacks on several places."""
    if not told.is_launch or told.mention.places or told.points_back or told.in_headline:
        return False
    places = {frozenset(one.places) for one in happenings if one.places and one.first.actuality == "actual"}
    return len(places) > 1 and any(happenings[index].places for index in fitting)


def _filled(mention: Mention, happening: _Happening) -> Mention:
    places = mention.places or tuple(happening.named[:1])
    if happening.named and not any(is_proper(place) for place in places):
        places = (*places, happening.named[0])
    mode = happening.mode if mention.mode == _VAGUE and mention.type not in _DEEDS else mention.mode
    named = tuple(place for place in places if is_proper(place))
    return replace(mention, places=named or places, time=mention.time or happening.time, mode=mode)


def _add(happening: _Happening, told: Told) -> None:
    if happening.mode == _VAGUE:
        happening.mode = told.mention.mode
    happening.latest_sentence = told.mention.sentence.start
    if told.actor:
        happening.actors.add(told.actor)
    happening.places |= _keys(told)
    happening.words |= told.words
    happening.latest = [place for place in told.mention.places if is_proper(place)] or happening.latest
    happening.named.extend(place for place in told.mention.places if is_proper(place))
    happening.time = happening.time or told.mention.time


def _fit(told: Told, one: _Happening) -> float:
    """0 where it cannot be the same; else more the more they share."""
    mention = told.mention
    if told.is_cause and one.latest_sentence == mention.sentence.start:
        return 0
    if (mention.actuality == "actual") != (one.first.actuality == "actual"):
        return 0
    if mention.background != one.first.background:
        return 0
    if told.turns and not one.places and not one.in_headline:
        return 0
    modes = {mention.mode, one.mode}
    places = _keys(told)
    shared = bool(places & one.places) or (told.is_regional and bool(places & one.words))
    kin = modes in _KIN and (shared or (told.points_back and not places))
    if len(modes) == 2 and _VAGUE not in modes and not kin:
        return 0
    types = {mention.type, one.first.type}
    is_other = len(types) == 2 and bool(types & _DEEDS) and not told.is_damage
    if is_other and not told.points_back and not (shared and _KILLING in types):
        return 0
    if _ADVANCE in types and modes == {_VAGUE, "ground"}:
        return 0
    same_actor = told.actor is not None and told.actor in one.actors
    if modes == {_VAGUE, "ground"} and not (shared or same_actor or told.points_back):
        return 0
    if told.actor and one.actors and told.actor not in one.actors and not (shared and one.in_headline):
        return 0
    if _apart(mention.time, one.time):
        return 0
    if places and one.places and not shared and not _is_wave(told, one):
        return 0
    if places and not one.places and (one.named or (one.is_series and not one.in_headline)) and told.one_of_many:
        return 0
    if one.is_at_large and places and not told.points_back:
        return 0
    nationwide = told.of_a_country or (any(place.name in told.broad for place in mention.places) and not places)
    if nationwide and one.places and not (told.points_back or told.in_headline):
        return 0
    return 1 + 4 * shared + (len(modes) == 1) + 2 * same_actor


def _is_wave(told: Told, one: _Happening) -> bool:
    """One actor, one weapon, no other time: the places are places of one wave."""
    specific = told.mention.mode == one.mode and one.mode not in (_VAGUE, "ground", "air_strike")
    return specific and (told.actor in one.actors or (told.actor is None and told.another))


def _apart(one: Time | None, other: Time | None) -> bool:
    if one is None or other is None or not (one.start and one.end and other.start and other.end):
        return False
    if one.end[:10] < other.start[:10] or other.end[:10] < one.start[:10]:
        return True
    return _is_day_before(one, other) or _is_day_before(other, one)


def _is_day_before(day: Time, night: Time) -> bool:
    """ "On the 3rd" beside "in the night of 3 to 4 May": whoever names both days means another day by the first."""
    if day.grain != "day" or night.grain != "night" or night.span is None or night.start is None or night.end is None:
        return False
    named = [word.strip(".,;") for word in night.span.text.replace("–", " ").replace("-", " ").split()]
    both = str(int(night.start[8:10])) in named and str(int(night.end[8:10])) in named
    return both and day.start == day.end == night.start[:10]


def _keys(told: Told) -> set[str]:
    """The proper words of its places, without those of whole countries."""
    words: set[str] = set()
    for place in told.mention.places:
        if place.name not in told.broad:
            words.update(word for word in place.name.split() if _is_name(word))
    return {_bare(word) for word in words} - _WORN - told.peoples


def _bare(word: str) -> str:
    return word.strip("’'.,-").removesuffix("'s").removesuffix("’s").lower()


def is_proper(place: Place) -> bool:
    """The phrase holds a name: "the village of X", not "three villages". A capital needs none: there is but one."""
    words = place.name.split()
    if words[:1] and words[0].lower() in _HOW_MANY:
        words = words[1:]
    return words[-1:] == ["capital"] or any(_is_name(word) for word in words)


def name_words(place: Place) -> set[str]:
    """The words of a place that are its name: of "the city of X" x."""
    return {_bare(word) for word in place.name.split() if _is_name(word)} - _WORN


def is_region(place: Place) -> bool:
    return place.name.lower().endswith(_REGIONS)


def is_vague(place: Place) -> bool:
    """ "Cities", "residential areas": words without a name for more than one place."""
    return not is_proper(place) and place.name.endswith("s")


def _is_name(word: str) -> bool:
    """A word with a capital, or with an article before it ("al-Bab"); "Kurdish-held" names nothing."""
    if word.endswith(("-held", "-controlled", "-led", "-based")):
        return False
    return word[:1].isupper() or word[:3] in ("al-", "el-", "ad-", "as-")
