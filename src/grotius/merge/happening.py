"""The happening that a cluster of tellings adds up to: a view of them, never stored in their stead."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeVar

from grotius.ids import spoken_id
from grotius.merge.book import our_codebook
from grotius.merge.claim import PEOPLE
from grotius.merge.days import Days, days_of, hours_between
from grotius.merge.history import MOVED, Step, final_status, steps_of, talk_history
from grotius.merge.likeness import actor_key, spot_of, told_places
from grotius.merge.sides import attackers, is_group, sides_of
from grotius.merge.telling import Kind, Telling
from grotius.merge.wholes import is_of_country, mode_of, places_of
from grotius.model import Actor, Codes, Mention, Mode, Place, Talk, Time

_PRECISION = ("exact", "site", "settlement", "district", "region", "area", "country", "unknown")
_RANK = {
    "exact": 0,
    "site": 0,
    "settlement": 0,
    "district": 1,
    "area": 1,
    "region": 2,
    "country": 3,
    "unknown": 4,
}
_WITHIN_A_DAY = frozenset({"minute", "hour", "part_of_day", "night"})
_GRAIN = ("minute", "hour", "part_of_day", "night", "day", "weekend", "week", "month", "season", "year", "open")


@dataclass(frozen=True, slots=True)
class Happening:
    """``words`` are the sentence that tells it first in the earliest report.

    ``status`` is an actuality, or the status of a talk. ``denied_by`` names who denies what others report. ``tellings``
    are the ids of the rows it rests on.
    """

    id: str
    kind: Kind
    type: str
    status: str
    words: str
    tellings: tuple[str, ...]
    mode: str | None = None
    time: Time | None = None
    places: tuple[Place, ...] = ()
    actors: tuple[Actor, ...] = ()
    mediators: tuple[Actor, ...] = ()
    accused: bool = False
    denied_by: tuple[str, ...] = ()
    background: bool = False
    codes: Codes = field(default_factory=Codes)
    history: tuple[Step, ...] = ()
    at_large: bool = False


def happening(cluster: Sequence[Telling]) -> Happening:
    """``cluster`` in the order of ``Telling.order``, as ``grotius.merge.cluster`` gives it."""
    first = cluster[0]
    mentions = [telling.told for telling in cluster if isinstance(telling.told, Mention)]
    if mentions:
        return _fighting(happening_id(first), cluster, mentions)
    return _talk(happening_id(first), cluster, [t.told for t in cluster if isinstance(t.told, Talk)])


def happening_id(first: Telling) -> str:
    """Named after the words of its earliest telling, so a new version of the extractor leaves the name alone."""
    told = first.told
    letter: Literal["e", "t"] = "e" if isinstance(told, Mention) else "t"
    within = told.span.start - told.sentence.start
    return spoken_id(letter, first.report, told.sentence.text, within, told.span.text)


def _fighting(name: str, cluster: Sequence[Telling], mentions: Sequence[Mention]) -> Happening:
    actual = [mention for mention in mentions if mention.actuality == "actual"] or list(mentions)
    deniers = {m.claimant.name for m in mentions if m.actuality == "denied" and m.claimant is not None}
    by = _attackers(actual)
    modes = _modes(cluster, actual)
    return Happening(
        id=name,
        kind="fighting",
        type=_most((mention.type for mention in actual), ""),
        status=_most((mention.actuality for mention in actual), "actual"),
        words=_words(cluster),
        tellings=_ids(cluster),
        mode=_mode(modes),
        time=_time(mention.time for mention in actual),
        places=_places(_told_of(cluster, actual)),
        actors=by,
        accused=bool(by) and all(mention.accused for mention in actual if mention.by is not None),
        denied_by=tuple(sorted(deniers)) if len(actual) < len(mentions) else (),
        background=all(mention.background for mention in mentions),
        codes=_codes(actual, modes),
        history=steps_of(cluster),
        at_large=any(_is_at_large(telling) for telling in cluster),
    )


def _is_at_large(telling: Telling) -> bool:
    """ "Russian attacks on Ukraine", "five people were killed across the country": with whatever weapon."""
    told = telling.told
    counts = [f for f in telling.figures if f.measure in PEOPLE and f.mention == told.id and f.part_of is None]
    if any(figure.place is not None and figure.place.precision == "country" for figure in counts):
        return True
    return isinstance(told, Mention) and told.mode == "other" and told.by is not None and is_of_country(told.places)


def _attackers(mentions: Sequence[Mention]) -> tuple[Actor, ...]:
    """Without "its forces", where others name whose they are."""
    named = {side for one in mentions if one.by is not None and one.by.id is not None for side in sides_of(one.by)}
    told = (one.by for one in mentions if one.by is None or one.by.id is not None or not attackers(one) & named)
    return _actors(told)


def _told_of(cluster: Sequence[Telling], mentions: Sequence[Mention]) -> Iterator[Place]:
    """All places; of a wave that most tell over a country, not the town that one report puts it in.

    Where each report has one place, the finest: what is told "near Moscow" too was in the town that others name.
    """
    counts = {telling.told.id: telling.figures for telling in cluster}
    told = (told_places(places_of(mention, counts.get(mention.id, ()))) for mention in mentions)
    placed = [places for places in told if places]
    over_country = [places for places in placed if all(place.precision == "country" for place in places)]
    listed = over_country if 2 * len(over_country) >= len(placed) else placed
    if all(len(places) == 1 for places in listed):
        finest = min((_RANK[places[0].precision] for places in listed), default=0)
        listed = [places for places in listed if _RANK[places[0].precision] == finest]
    return (place for places in listed for place in places)


def _modes(cluster: Iterable[Telling], mentions: Iterable[Mention]) -> list[Mode]:
    counts = {telling.told.id: telling.figures for telling in cluster}
    return [mode_of(mention, counts.get(mention.id, ())) for mention in mentions]


def _mode(modes: Iterable[Mode]) -> Mode:
    """Told of drones by one and of missiles by another, it was both; bombs of an air strike were dropped."""
    known = [mode for mode in modes if mode != "other"]
    if {"drone", "missile"} <= set(known):
        return "drone_and_missile"
    return "air_strike" if {"bombing", "air_strike"} <= set(known) else _most(known, "other")


def _codes(mentions: Sequence[Mention], modes: Sequence[Mode]) -> Codes:
    """Those of the weapon that the event ends up with, as most tell it: "an attack" says less than "a missile"."""
    mode = _mode(modes)
    weapons = {"drone", "missile", mode} if mode == "drone_and_missile" else {mode}
    codes = [_codes_of(one, own) for one, own in zip(mentions, modes, strict=True) if own in weapons]
    counted = Counter(codes)
    return max(codes, key=lambda one: counted[one])


def _codes_of(mention: Mention, mode: Mode) -> Codes:
    """ "An attack" with missiles is coded as a missile attack."""
    types = our_codebook().events
    named = types.get(mention.type)
    if named is None or named.mode != "other" or mode == "other":
        return mention.codes
    weapon = "drone" if mode == "drone_and_missile" else mode
    found = next((one for one in types.values() if one.mode == weapon), named)
    return Codes(**found.codes.model_dump())


def _talk(name: str, cluster: Sequence[Telling], talks: Sequence[Talk]) -> Happening:
    history = talk_history(cluster)
    return Happening(
        id=name,
        kind="talk",
        type=_most((talk.kind for talk in talks), "meeting"),
        status=final_status(cluster),
        words=_words(cluster),
        tellings=_ids(cluster),
        time=_stretch(cluster) or _time(talk.time for talk in _settled(cluster, history)),
        places=_places(talk.place for talk in talks if talk.place is not None),
        actors=_most_told_first(
            _without_groups(_actors(actor for talk in talks for actor in talk.participants)), cluster
        ),
        mediators=_actors(actor for talk in talks for actor in talk.mediators),
        background=all(talk.background for talk in talks),
        history=history,
    )


def _without_groups(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """ "The envoys" go where others of their side are named, and one of two descriptions of one side."""
    named = [actor for actor in actors if actor.id is not None]
    taken = {side for actor in named for side in sides_of(actor)}
    kept: list[Actor] = []
    for actor in actors:
        sides = sides_of(actor)
        if actor.id is None and is_group(actor) and (sides <= taken if sides else len(named) > 1):
            continue
        taken |= sides
        kept.append(actor)
    return tuple(kept) if len(kept) > 1 else actors


def _most_told_first(actors: Iterable[Actor], cluster: Iterable[Telling]) -> tuple[Actor, ...]:
    """By the reports that name them: a title has room for few."""
    named = {(telling.report, actor_key(actor)) for telling in cluster for actor in _participants(telling)}
    reports = Counter(key for _, key in named)
    return tuple(sorted(actors, key=lambda actor: (-reports[actor_key(actor)], actor_key(actor))))


def _participants(telling: Telling) -> tuple[Actor, ...]:
    return telling.told.participants if isinstance(telling.told, Talk) else ()


def _settled(cluster: Sequence[Telling], steps: Sequence[Step]) -> list[Talk]:
    """Known to have been held, its time is the one it was held at; moved, the one that it was moved to last."""
    talks = {telling.key: telling.told for telling in cluster if isinstance(telling.told, Talk)}
    held = [talk for talk in talks.values() if talk.status == "held" and talk.time is not None]
    moves = [at for at, step in enumerate(steps) if step.status == MOVED]
    since = [talks[f"{step.telling}@{step.report}"] for step in steps[moves[-1] :]] if moves else []
    return held or since or list(talks.values())


def _stretch(cluster: Iterable[Telling]) -> Time | None:
    """Of talks that one report tells of over several days ("they began on Thursday"), from the first to the last."""
    by_report: dict[str, list[Days]] = defaultdict(list)
    for telling in cluster:
        talk = telling.told
        days = days_of(talk.time, None)
        if isinstance(talk, Talk) and talk.status in ("held", "ongoing") and days is not None and days.short:
            by_report[telling.report].append(days)
    whole = [Days(min(one.first for one in told), max(one.last for one in told)) for told in by_report.values()]
    longest = max(whole, key=lambda one: (one.last - one.first, -one.first), default=None)
    if longest is None or longest.short:
        return None
    first, last = (date.fromordinal(day).isoformat() for day in (longest.first, longest.last))
    return Time(None, first, last, "day")


def _words(cluster: Sequence[Telling]) -> str:
    """The first sentence of the earliest report that tells it, and not again what it told before."""
    first = (telling.told for telling in cluster if telling.report == cluster[0].report)
    return min(first, key=lambda told: (told.same_as is not None, told.span.start)).sentence.text


def _ids(cluster: Sequence[Telling]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(telling.told.id for telling in cluster))


_Value = TypeVar("_Value", bound=str)


def _most(values: Iterable[_Value], otherwise: _Value) -> _Value:
    """The commonest; of equally common ones the first in order of the alphabet."""
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value)) if counted else otherwise


def _time(times: Iterable[Time | None]) -> Time | None:
    """The finest time that most of the others allow; of equally fine ones the commonest, and a certain one first.

    Of times within a day the one that the most others allow: an hour told once may be that of a count.
    """
    known = [time for time in times if time is not None and (time.start or time.end)]
    if not known:
        return None
    counted = Counter((time.start, time.end) for time in known)
    windows = Counter(window for time in known if (window := _window(time)) is not None)

    def allowing(time: Time) -> int:
        ours = _window(time)
        return sum(told for other, told in windows.items() if ours is None or hours_between(ours, other) < 0)

    return min(
        known,
        key=lambda time: (
            time.uncertain is not None,
            2 * allowing(time) < windows.total(),
            time.grain not in _WITHIN_A_DAY,
            -allowing(time) if time.grain in _WITHIN_A_DAY else 0,
            _GRAIN.index(time.grain) if time.grain else len(_GRAIN),
            -counted[time.start, time.end],
            time.start or "",
            time.end or "",
        ),
    )


def _window(time: Time) -> tuple[int, int] | None:
    days = days_of(time, None)
    return days.window if days is not None else None


def _places(places: Iterable[Place]) -> tuple[Place, ...]:
    """Each place once, the finest first; a region goes where a place inside it is known."""
    found: dict[str, Place] = {}
    for place in places:
        found.setdefault(spot_of(place).key, place)
    return tuple(sorted(told_places(found.values()), key=lambda place: (_PRECISION.index(place.precision), place.name)))


def _actors(actors: Iterable[Actor | None]) -> tuple[Actor, ...]:
    found: dict[str, Actor] = {}
    for actor in actors:
        if actor is not None:
            found.setdefault(actor_key(actor), actor)
    return tuple(found[key] for key in sorted(found))
