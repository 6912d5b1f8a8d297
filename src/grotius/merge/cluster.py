"""Tellings and judgements in, clusters out: the same clusters in whatever order the tellings arrived.

A cluster is what positive edges hold together once negative ones are honoured: edges are taken from the surest to the
least sure, people's first, and one that would join what somebody (or a hard fact) keeps apart is passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from grotius.merge.block import kept, sought
from grotius.merge.compare import Comparison, compare, is_near, status_clash
from grotius.merge.copies import copied
from grotius.merge.days import hours_between
from grotius.merge.edge import Edge
from grotius.merge.likeness import Likeness, Spot, likeness
from grotius.merge.telling import Telling
from grotius.merge.weights import Weights, standard_weights
from grotius.merge.wholes import counts_apart, goes_on_with, is_counted_wave


@dataclass(frozen=True, slots=True)
class Clustering:
    """``clusters`` are keys of tellings, each sorted by date; ``edges`` the machine's own positive judgements."""

    clusters: tuple[tuple[Telling, ...], ...]
    edges: tuple[Edge, ...]
    compared: int


def cluster(tellings: Iterable[Telling], judged: Iterable[Edge] = (), weights: Weights | None = None) -> Clustering:
    """``judged`` are people's edges (and any others to be honoured), by the keys of tellings."""
    by_key = {telling.key: telling for telling in sorted(tellings, key=lambda telling: telling.order)}
    likes = Likes()
    weights = weights or standard_weights()
    matcher = Matcher(weights)
    edges = list(matcher.edges(by_key.values(), likes))
    edges += _linked(by_key.values())
    edges += _going_on(by_key.values())
    edges += copied(by_key.values(), likes.of)
    known = [edge for edge in judged if edge.left in by_key and edge.right in by_key]
    groups = _group(by_key, likes, edges, known, weights)
    clusters = tuple(sorted((tuple(group) for group in groups), key=lambda group: group[0].order))
    return Clustering(clusters, tuple(sorted(edges, key=lambda edge: edge.order)), matcher.compared)


class Likes:
    """The likeness of each telling, each different one once and by a number: a number is quick to look up."""

    def __init__(self) -> None:
        self._numbers: dict[Likeness, int] = {}
        self._of: dict[str, int] = {}
        self.listed: list[Likeness] = []

    def number(self, telling: Telling) -> int:
        found = self._of.get(telling.key)
        if found is None:
            like = likeness(telling)
            found = self._numbers.setdefault(like, len(self.listed))
            if found == len(self.listed):
                self.listed.append(like)
            self._of[telling.key] = found
        return found

    def of(self, telling: Telling) -> Likeness:
        return self.listed[self.number(telling)]


class Matcher:
    """Compares likenesses and keeps count."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self.compared = 0

    def edges(self, tellings: Iterable[Telling], likes: Likes) -> Iterator[Edge]:
        """Positive edges only: within a likeness a chain, between two likenesses one for each of the fewer side."""
        alike: dict[int, list[Telling]] = defaultdict(list)
        for telling in tellings:
            alike[likes.number(telling)].append(telling)
        for number, group in alike.items():
            if len(group) > 1 and kept(likes.listed[number]):  # in no block it would not be found again
                yield from self._chain(likes.listed[number], group)
        for a, b in _pairs(list(alike), likes):
            yield from self._across(likes.listed[a], alike[a], likes.listed[b], alike[b])

    def _chain(self, like: Likeness, group: list[Telling]) -> Iterator[Edge]:
        """Compared at most twice, however long: with itself in another report, and in the same one."""
        seen: dict[bool, Comparison] = {}
        for left, right in pairwise(group):
            same_report = left.report == right.report
            if same_report not in seen:
                seen[same_report] = self.compare(like, like, same_report=same_report)
            if seen[same_report].same:
                yield _positive(left, right, seen[same_report])

    def _across(self, a: Likeness, left: list[Telling], b: Likeness, right: list[Telling]) -> Iterator[Edge]:
        """Tellings of one likeness hang together already, so one edge joins the two groups; a second, from a
        report apart, where the first stands in one report with itself."""
        yield from self._edge(a, left[0], b, right[0])
        if left[0].report == right[0].report:
            apart = next(((x, y) for x in left[:2] for y in right[:2] if x.report != y.report), None)
            if apart is not None:
                yield from self._edge(a, apart[0], b, apart[1])

    def _edge(self, a: Likeness, left: Telling, b: Likeness, right: Telling) -> Iterator[Edge]:
        seen = self.compare(a, b, same_report=left.report == right.report)
        if seen.same:
            yield _positive(left, right, seen)

    def compare(self, a: Likeness, b: Likeness, *, same_report: bool) -> Comparison:
        self.compared += 1
        return compare(a, b, same_report=same_report, weights=self._weights)


def _positive(left: Telling, right: Telling, seen: Comparison) -> Edge:
    return Edge.between(left.key, right.key, "same", seen.score, seen.reason)


def _pairs(numbers: Iterable[int], likes: Likes) -> Iterator[tuple[int, int]]:
    """Each pair of likenesses that share a block, once, in the order of the numbers."""
    standing: dict[str, list[int]] = defaultdict(list)
    ordered = sorted(numbers)
    for number in ordered:
        for block in kept(likes.listed[number]):
            standing[block].append(number)
    for number in ordered:
        met: set[int] = set()
        for block in sought(likes.listed[number]):
            for other in standing.get(block, ()):
                if other >= number:
                    break
                if other not in met:
                    met.add(other)
                    yield other, number


_TOLD_SO = 10.0
"""The score of what a report itself says is one: no day or place keeps it apart."""


def _linked(tellings: Iterable[Telling]) -> list[Edge]:
    """What the extractor itself linked within a report (``same_as``), and one text under two addresses."""
    found: list[Edge] = []
    first: dict[str, Telling] = {}
    listed = list(tellings)
    by_key = {telling.key: telling for telling in listed}
    for telling in listed:
        same_as = telling.told.same_as
        head = by_key.get(f"{same_as}@{telling.report}") if same_as else None
        if head is not None and head.key != telling.key and not counts_apart(telling, head):
            found.append(Edge.between(head.key, telling.key, "same", _TOLD_SO, "the report itself tells it twice"))
        twin = first.setdefault(telling.told.id, telling)
        if twin.key != telling.key:
            found.append(Edge.between(twin.key, telling.key, "same", _TOLD_SO, "the very same text in two places"))
    return found


def _going_on(tellings: Iterable[Telling]) -> Iterator[Edge]:
    """ "The drones came from the south": told without place or doer, of the one wave that the report tells of."""
    by_report: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        by_report[telling.report].append(telling)
    for of_report in by_report.values():
        waves = [telling for telling in of_report if is_counted_wave(telling)]
        if len(waves) == 1:
            for telling in of_report:
                if goes_on_with(telling, waves[0]):
                    yield Edge.between(telling.key, waves[0].key, "same", _TOLD_SO, "the report goes on with its wave")


def _group(
    by_key: dict[str, Telling], likes: Likes, edges: Iterable[Edge], judged: Iterable[Edge], weights: Weights
) -> list[list[Telling]]:
    judged = list(judged)
    apart = Apart({key: likes.of(telling) for key, telling in by_key.items()}, weights)
    for edge in judged:
        if edge.judgement == "different":
            apart.forbid(edge.left, edge.right)
    joining = [edge for edge in judged if edge.judgement == "same"] + list(edges)
    for edge in sorted(joining, key=lambda edge: edge.order):
        apart.join(edge.left, edge.right, forced=edge.person or edge.score >= _TOLD_SO, person=edge.person)
    groups: dict[str, list[Telling]] = defaultdict(list)
    for key, telling in by_key.items():
        groups[apart.root(key)].append(telling)
    return list(groups.values())


@dataclass(frozen=True, slots=True)
class _Core:
    """What a cluster already commits itself to: its hours, its settlements, and whether a talk took place.

    ``window`` goes from the latest start to the earliest end of what dates it: turned round, by no more than a few
    hours, where its tellings differ so much. Until one of them is told of a day, ``loosely`` is true: it is then what
    their weeks and their dates of publication leave.
    """

    window: tuple[int, int] | None
    spots: frozenset[Spot]
    statuses: frozenset[str]
    loosely: bool = False


class Apart:
    """Union-find that refuses to join what a person, or the cluster's own days and places, keep apart."""

    def __init__(self, likes: Mapping[str, Likeness], weights: Weights) -> None:
        self._weights = weights
        self._parent = {key: key for key in likes}
        self._foes: dict[str, set[str]] = defaultdict(set)
        self._cores: dict[str, tuple[_Core, ...]] = {key: (_core(like),) for key, like in likes.items()}
        self._size = dict.fromkeys(likes, 1)
        self._by_people: set[str] = set()

    def root(self, key: str) -> str:
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def forbid(self, a: str, b: str) -> None:
        self._foes[a].add(b)
        self._foes[b].add(a)

    def join(self, a: str, b: str, *, forced: bool, person: bool = False) -> bool:
        """``forced``: against days and places too, as a person (``person``) or the report itself may."""
        left, right = self.root(a), self.root(b)
        if left == right:
            return True
        fitting = self._fitting(left, right)
        if right in self._foes.get(left, ()) or not (forced or fitting):
            return False
        small, large = sorted((left, right), key=lambda root: (self._size[root], root))
        self._cores[large] = self._together(left, right, fitting, person=person)
        self._parent[small] = large
        self._size[large] += self._size[small]
        if person or small in self._by_people:
            self._by_people.add(large)
        for foe in self._foes.pop(small, set()):
            self._foes[foe].discard(small)
            self.forbid(foe, large)
        return True

    def _fitting(self, left: str, right: str) -> tuple[_Core, _Core] | None:
        """The first cores of both that do not exclude each other."""
        pairs = ((a, b) for a in self._cores[left] for b in self._cores[right])
        return next(((a, b) for a, b in pairs if self._fits(a, b)), None)

    def _together(
        self, left: str, right: str, fitting: tuple[_Core, _Core] | None, *, person: bool
    ) -> tuple[_Core, ...]:
        """What a person joined against days and places has a core for each: more may join either. So have talks, which
        go on for days.

        An attack that only a report joined keeps the core of most of its tellings: it is no bridge between two days.
        """
        if fitting is not None:
            cores = (*self._cores[left], *self._cores[right])
            return (_both(*fitting), *(core for core in cores if core is not fitting[0] and core is not fitting[1]))
        if person or {left, right} & self._by_people or any(core.statuses for core in self._cores[left]):
            return (*self._cores[left], *self._cores[right])
        return self._cores[max((left, right), key=self._weight)]

    def _weight(self, root: str) -> tuple[bool, int, str]:
        return (any(not core.loosely for core in self._cores[root]), self._size[root], root)

    def _fits(self, a: _Core, b: _Core) -> bool:
        w = self._weights
        apart = _A_DAY if a.loosely or b.loosely else w.night_apart
        if a.window and b.window and hours_between(a.window, b.window) >= apart:
            return False
        if any(status_clash(ours, theirs) for ours in a.statuses for theirs in b.statuses):
            return False
        return all(is_near(ours, theirs, w) for ours in a.spots for theirs in b.spots)


def _core(like: Likeness) -> _Core:
    spots = frozenset(like.spots) if like.scope == "point" else frozenset()
    if like.kind == "talk":
        window = like.days.window if like.days is not None and like.days.given else None
        return _Core(window, spots, frozenset({like.status}))
    if like.days is None:
        return _Core(None, spots, frozenset(), loosely=True)
    told = like.days.window if like.days.given else None
    return _Core(told or like.days.whole, spots, frozenset(), loosely=told is None)


_A_DAY = 24
"""Hours. What is dated by its publication may have happened a day before or after."""


def _both(a: _Core, b: _Core) -> _Core:
    loosely = a.loosely and b.loosely
    dated = [core.window for core in (a, b) if core.window is not None and (loosely or not core.loosely)]
    window = (max(start for start, _ in dated), min(end for _, end in dated)) if dated else None
    return _Core(window, a.spots | b.spots, a.statuses | b.statuses, loosely)


Neighbours = Callable[[frozenset[str]], Iterable[Telling]]
Companions = Callable[[Iterable[Telling]], Iterable[Telling]]


def reach(
    seeds: Iterable[Telling], neighbours: Neighbours, companions: Companions, weights: Weights | None = None
) -> list[Telling]:
    """All tellings that positive edges connect to the seeds: what a new report can change, and no more.

    ``neighbours`` gives the tellings that stand in any of some blocks, ``companions`` those that a report, a
    person or one and the same text links to some tellings.
    """
    search = _Search(weights or standard_weights())
    found: dict[str, Telling] = {}
    waiting = list(seeds)
    looked: set[str] = set()
    pool: dict[str, Telling] = {}
    while waiting:
        found.update((telling.key, telling) for telling in waiting)
        ask = frozenset(block for telling in waiting for block in sought(search.likes.of(telling))) - looked
        looked |= ask
        if ask:
            pool.update((telling.key, telling) for telling in neighbours(ask))
        linked = [telling for telling in companions(waiting) if telling.key not in found]
        waiting = search.connected(waiting, pool, found) + linked
    return list(found.values())


class _Search:
    """Remembers whether two likenesses are alike, and nothing more of the comparison."""

    def __init__(self, weights: Weights) -> None:
        self.likes = Likes()
        self._matcher = Matcher(weights)
        self._same: dict[tuple[int, int], bool] = {}

    def connected(self, waiting: list[Telling], pool: dict[str, Telling], found: dict[str, Telling]) -> list[Telling]:
        """Those of the pool, not yet found, that one of the waiting is like."""
        standing: dict[str, dict[int, list[Telling]]] = defaultdict(lambda: defaultdict(list))
        for telling in pool.values():
            if telling.key not in found:
                number = self.likes.number(telling)
                for block in kept(self.likes.listed[number]):
                    standing[block][number].append(telling)
        new: dict[str, Telling] = {}
        for number in {self.likes.number(telling) for telling in waiting}:
            for block in sought(self.likes.listed[number]):
                for other, group in standing.get(block, {}).items():
                    if other == number or self._are_alike(number, other):
                        new.update((telling.key, telling) for telling in group)
        return list(new.values())

    def _are_alike(self, a: int, b: int) -> bool:
        pair = (min(a, b), max(a, b))
        if pair not in self._same:
            left, right = self.likes.listed[pair[0]], self.likes.listed[pair[1]]
            self._same[pair] = self._matcher.compare(left, right, same_report=False).same
        return self._same[pair]
