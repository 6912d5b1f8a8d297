"""Do two tellings tell the same happening? Each feature says in words what it saw and what it counts for."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from grotius.merge.days import Days, hours_between
from grotius.merge.likeness import UNKNOWN, Count, Likeness, Spot, km_between
from grotius.merge.weights import NEVER, Feature, Weights, standard_weights


@dataclass(frozen=True, slots=True)
class Comparison:
    score: float
    features: tuple[Feature, ...]

    @property
    def same(self) -> bool:
        return self.score > 0

    @property
    def ruled_out(self) -> bool:
        return any(feature.weight <= NEVER for feature in self.features)

    @property
    def reason(self) -> str:
        return "; ".join(f"{feature.words} ({feature.weight:+.1f})" for feature in self.features)


def compare(a: Likeness, b: Likeness, *, same_report: bool = False, weights: Weights | None = None) -> Comparison:
    """The same for (a, b) as for (b, a)."""
    w = weights or standard_weights()
    if a.kind != b.kind:
        return _sum((w.saw("other_kind", "fighting and talking are different things"),))
    found = [w.saw("start", "two tellings differ unless something speaks for it")]
    for feature in _features(a, b, w):
        found.append(feature)
        if feature.weight <= NEVER and sum(seen.weight for seen in found) < 0:
            break  # whatever follows cannot outweigh it
    if same_report and not _is_denial(a, b):
        found.append(w.saw("same_report", "one report tells them apart"))
    return _sum(tuple(found))


def _features(a: Likeness, b: Likeness, w: Weights) -> Iterator[Feature]:
    """The quickest first."""
    if _was_moved(a, b, w) or _was_moved(b, a, w):
        yield w.saw("talk_moved", "planned for another time before it was moved")
        yield from _talking(a, b, w)
        return
    if a.people & b.people:
        yield w.saw("same_person", "the same person is named")
    yield from _time(a.days, b.days, w)
    yield from _place(a, b, w)
    yield from _fighting(a, b, w) if a.kind == "fighting" else _talking(a, b, w)


def _sum(features: tuple[Feature, ...]) -> Comparison:
    return Comparison(round(sum(feature.weight for feature in features), 3), features)


def _fighting(a: Likeness, b: Likeness, w: Weights) -> Iterator[Feature]:
    yield from _mode(a.type, b.type, w)
    yield from _actuality(a.status, b.status, w)
    yield from _actors(a, b, w)
    yield from _target(a, b, w)
    yield from _figures(a.counts, b.counts, w)


# -- places -----------------------------------------------------------------------------------------------------


def _place(a: Likeness, b: Likeness, w: Weights) -> Iterator[Feature]:
    if a.scope == "nowhere" or b.scope == "nowhere":
        if a.kind == "fighting":
            yield w.saw("place_unknown", "the place of one is not known")
        return
    if a.kind == "talk":
        yield from _talk_place(a, b, w)
    elif a.scope != b.scope and (_unresolved(a) or _unresolved(b)):
        yield w.saw("place_unknown", "no gazetteer has the place of one")
    elif a.scope == "wave" and b.scope == "wave":
        yield from _waves(a, b, w)
    elif "wave" in (a.scope, b.scope):
        yield w.saw("wave_and_part", "one tells a wave over many places, the other a part")
    else:
        yield _two_spots(a.spots[0], b.spots[0], w)


def _unresolved(like: Likeness) -> bool:
    """Words that no gazetteer knows: they may name a small place, or none."""
    return all(spot.lat is None and not spot.country for spot in like.spots)


def _two_spots(a: Spot, b: Spot, w: Weights) -> Feature:
    if a.key == b.key:
        return w.saw("same_place" if a.fine else "same_region", f"both in {_title(a)}")
    if a.fine != b.fine:
        fine, coarse = (a, b) if a.fine else (b, a)
        if coarse.city and coarse.city == fine.name and coarse.country == fine.country:
            return w.saw("inside", f"{_title(coarse)} lies in {_title(fine)}")
        if _inside(fine, coarse):
            in_it = fine.admin1 == coarse.name
            told = f"lies in {_title(coarse)}" if in_it else f"and {_title(coarse)} lie in {coarse.admin1.title()}"
            return w.saw("inside", f"{_title(fine)} {told}")
    if a.fine and b.fine and (km := km_between(a, b)) is not None and km <= _reach(a, b, w):
        return w.saw("near", f"{_title(a)} and {_title(b)} lie {km:.0f} km apart")
    if _same_name(a, b):
        return w.saw("same_place" if a.fine else "same_region", f"both in {_title(a)}")
    return w.saw("other_place", f"{_title(a)} is not {_title(b)}")


def is_near(a: Spot, b: Spot, w: Weights) -> bool:
    """Two names of one place, or neighbours that reports take for each other."""
    km = km_between(a, b)
    return a.key == b.key or _same_name(a, b) or (km is not None and km <= _reach(a, b, w))


def _same_name(a: Spot, b: Spot) -> bool:
    """Of a place that no gazetteer has, the region is seldom told."""
    if a.name != b.name:
        return False
    return (a.admin1 == b.admin1 and a.country == b.country) or not (a.country and b.country)


def _reach(a: Spot, b: Spot, w: Weights) -> float:
    return w.near_km if a.name != b.name else w.near_km_of_one_name


def _inside(fine: Spot, coarse: Spot) -> bool:
    if fine.country and coarse.country and fine.country != coarse.country:
        return False
    return bool(fine.admin1) and fine.admin1 in {coarse.admin1, coarse.name}


def _waves(a: Likeness, b: Likeness, w: Weights) -> Iterator[Feature]:
    shared = ({spot.key for spot in a.spots} & {spot.key for spot in b.spots}) - {spot.country for spot in a.spots}
    countries = {spot.country for spot in a.spots} & {spot.country for spot in b.spots} - {""}
    if shared:
        yield w.saw("same_place", "the waves share a place")
    elif countries and not _all_fine(a) and not _all_fine(b):
        yield w.saw("same_country", "both waves in one country")
    elif countries and not (_all_fine(a) and _all_fine(b)):
        yield w.saw("country_and_places", "one names places, the other their country")
    else:
        yield w.saw("other_place", "the waves share no place")


def _all_fine(like: Likeness) -> bool:
    return all(spot.fine for spot in like.spots)


def _talk_place(a: Likeness, b: Likeness, w: Weights) -> Iterator[Feature]:
    ours, theirs = a.spots[0], b.spots[0]
    if ours.key == theirs.key or ours.name == theirs.name:
        yield w.saw("same_region", f"both in {_title(ours)}")
    elif ours.country and ours.country == theirs.country and not (ours.fine and theirs.fine):
        yield w.saw("inside", f"{_title(ours)} and {_title(theirs)} agree")
    else:
        yield w.saw("talk_other_place", f"{_title(ours)} is not {_title(theirs)}")


def _title(spot: Spot) -> str:
    return spot.name.title()


# -- times ------------------------------------------------------------------------------------------------------


def _time(a: Days | None, b: Days | None, w: Weights) -> Iterator[Feature]:
    if a is None or b is None:
        yield w.saw("day_unknown", "the day of one is not known")
        return
    gap = a.gap(b)
    if gap > 1:
        yield w.saw("far_in_time", f"{gap} days lie between them{_by_publication(a, b)}")
    elif gap == 1:
        told = "told of " if a.given and b.given else "of "
        yield w.saw("next_day", f"they are {told}days that follow each other{_by_publication(a, b)}")
    elif not (a.given and b.given):
        yield w.saw("day_from_publication", "their dates of publication fit")
    elif a.window and b.window:
        yield from _windows(a, b, a.window, b.window, w)
    elif max(a.last - a.first, b.last - b.first) > w.long_days:
        yield w.saw("long_ago", "one is only dated within many weeks")
    else:
        yield w.saw("days_overlap", "their days overlap")


def _by_publication(a: Days, b: Days) -> str:
    """What a report tells without a day is of about the day on which it was published, as far as anybody knows."""
    if a.given and b.given:
        return ""
    return f", {'one' if a.given or b.given else 'both'} dated by publication only"


def _windows(a: Days, b: Days, ours: tuple[int, int], theirs: tuple[int, int], w: Weights) -> Iterator[Feature]:
    between = hours_between(ours, theirs)
    shorter = min(ours[1] - ours[0], theirs[1] - theirs[0])
    if between >= w.night_apart and not (a.hours and b.hours):
        yield w.saw("other_night", "on another night or day")
    elif between < 0 and -2 * between >= shorter:
        yield w.saw("same_day", "on the same day or night")
    else:
        yield w.saw("days_touch", "the day of one only touches that of the other")
    if a.hours and b.hours and max(a.hours[0] - b.hours[1], b.hours[0] - a.hours[1]) >= w.hours_apart:
        yield w.saw("other_hour", "at another hour of the day")


# -- fighting ---------------------------------------------------------------------------------------------------


def _mode(a: str, b: str, w: Weights) -> Iterator[Feature]:
    if "other" in (a, b):
        return
    if a == b:
        yield w.saw("same_mode", f"both by {_words(a)}")
    elif any(a in group and b in group for group in w.alike):
        yield w.saw("near_mode", f"{_words(a)} and {_words(b)} are easily taken for each other")
    else:
        yield w.saw("other_mode", f"one by {_words(a)}, one by {_words(b)}")


def _words(value: str) -> str:
    return value.replace("_", " ")


_HAPPENED = frozenset({"actual", "denied"})


def _is_denial(a: Likeness, b: Likeness) -> bool:
    """What a report tells and lets somebody deny is one happening."""
    return {a.status, b.status} == _HAPPENED


def _actuality(a: str, b: str, w: Weights) -> Iterator[Feature]:
    if a != b and not {a, b} <= _HAPPENED:
        yield w.saw("other_actuality", f"one is {a}, the other {b}")


def _actors(a: Likeness, b: Likeness, w: Weights) -> Iterator[Feature]:
    if not a.actors or not b.actors:
        return
    if a.actors & b.actors:
        yield w.saw("same_actor", f"both by {a.names[0]}")
    elif a.sides & b.sides:
        yield w.saw("same_actor", f"both by {min(a.sides & b.sides).title()} or its forces")
    else:
        yield w.saw("other_actor", f"one by {a.names[0]}, one by {b.names[0]}")


def _target(a: Likeness, b: Likeness, w: Weights) -> Iterator[Feature]:
    if not a.target or not b.target:
        return
    shared = sorted(a.target & b.target)
    if shared:
        yield w.saw("same_target", f"the target of both: {' '.join(shared)}")
    else:
        yield w.saw("other_target", "their targets are worded differently")


def _figures(a: tuple[Count, ...], b: tuple[Count, ...], w: Weights) -> Iterator[Feature]:
    theirs = {(count.measure, count.of): count for count in b}
    pairs = [(ours, other) for ours in a if (other := theirs.get((ours.measure, ours.of))) is not None]
    agreed = max((ours.low for ours, other in pairs if ours.of and _as_many(ours, other, w)), default=0)
    for ours, other in pairs:
        if ours.of:
            yield _salvo(ours, other, agreed, w)
        elif _meet(ours, other):
            yield w.saw("figures_agree", f"the {ours.measure} agree")
        elif _far(ours, other, w):
            yield w.saw("figures_far", f"the {ours.measure} lie far apart: {ours.low} and {other.low}")


def _salvo(a: Count, b: Count, agreed: int, w: Weights) -> Feature:
    """How many were launched is counted once a night: the count says which night it was, the largest the best."""
    told = f"{a.low} and {b.low} {a.of}s launched"
    if _as_many(a, b, w):
        return w.saw("salvo_agrees", f"the {a.of}s launched agree")
    if max(a.low, b.low) < agreed and abs(a.low - b.low) <= w.few:
        return w.saw("salvo_disputed", f"{told}, but the larger salvo agrees")
    return w.saw("salvo_differs", told)


def _as_many(a: Count, b: Count, w: Weights) -> bool:
    small, large = sorted((a.low, b.low))
    return _meet(a, b) or large - small <= w.rounded * large


def _meet(a: Count, b: Count) -> bool:
    low, high = max(a.low, b.low), min(_top(a), _top(b))
    return low <= high


def _top(count: Count) -> float:
    return math.inf if count.high is None else count.high


def _far(a: Count, b: Count, w: Weights) -> bool:
    small, large = sorted((a.low, b.low))
    return large > w.far_factor * max(small, 1) and large - small > w.far_factor


# -- talking ----------------------------------------------------------------------------------------------------

_ENDED = frozenset({"cancelled", "refused"})
_TOOK_PLACE = frozenset({"held", "ongoing"})


def _talking(a: Likeness, b: Likeness, w: Weights) -> Iterator[Feature]:
    if ("call" in (a.type, b.type)) and a.type != b.type and "negotiation" not in (a.type, b.type):
        yield w.saw("call_or_meeting", "one is a call, the other is not")
    yield from _participants(a, b, w)
    if a.ordinal != b.ordinal:
        known = a.ordinal and b.ordinal
        yield w.saw("other_ordinal" if known else "one_ordinal", "they are counted differently")
    elif a.ordinal:
        yield w.saw("same_ordinal", "both are counted alike")
    if a.status == b.status and a.status in _ENDED:
        yield w.saw("both_called_off", f"both are {a.status}")
    if status_clash(a.status, b.status):
        yield w.saw("status_clash", f"one is {a.status}, the other {b.status}")


def _was_moved(before: Likeness, now: Likeness, w: Weights) -> bool:
    """Does one tell the new time of a talk of the same people that was still ahead, at another time, until then?"""
    if not now.moved or now.as_of is None or before.as_of is None or before.as_of > now.as_of:
        return False
    if before.days is None or now.days is None or not before.days.given or not now.days.given:
        return False
    if (
        before.days.last < now.as_of - _OVERDUE.get(before.status, 1)
        or not 0 < before.days.gap(now.days) <= w.long_days
    ):
        return False
    shared = max(len(before.actors & now.actors), len(before.sides & now.sides))
    journey = before.type == now.type == "visit" and bool(before.actors & now.actors)  # one who travels is enough
    return (shared >= _BOTH or journey) and (before.type == now.type or "negotiation" in (before.type, now.type))


_BOTH = 2
_OVERDUE = {"planned": 2, "cancelled": 7}
"""So many days after a talk that was not held its new day may be told."""


def _participants(a: Likeness, b: Likeness, w: Weights) -> Iterator[Feature]:
    shared = a.actors & b.actors
    others = _known(a.actors - shared) and _known(b.actors - shared)
    sides = sorted(a.sides & b.sides)
    if len(shared) >= 2:
        yield w.saw("participants_shared", f"{len(shared)} participants in common")
        if others:
            yield w.saw("extra_participants", "each names somebody that the other does not")
    elif len(sides) >= 2 and (a.of_groups or b.of_groups):
        yield w.saw("sides_shared", f"both are talks of {' and '.join(side.title() for side in sides)}")
        if shared:
            yield w.saw("participant_shared", "one participant in common")
    elif not a.actors or not b.actors:
        return  # "the talks in Abu Dhabi": by day and place alone
    elif not shared:
        yield w.saw("participants_differ", "no participant in common")
    else:
        yield w.saw("participant_shared", "one participant in common")
        if others:
            yield w.saw("other_participants", "the other participants differ")


def _known(actors: frozenset[str]) -> bool:
    """ "The envoys" may be anybody of the others."""
    return any(not actor.startswith(UNKNOWN) for actor in actors)


def status_clash(a: str, b: str) -> bool:
    """What did not take place is not what was held."""
    return (a in _ENDED and b in _TOOK_PLACE) or (b in _ENDED and a in _TOOK_PLACE)
