"""Tellings and judgements in, clusters out: the same clusters in whatever order the tellings arrived.

A cluster is what positive edges hold together once negative ones are honoured: edges are taken from the surest to the
least sure, people's first, and one that would join what somebody (or a hard fact) keeps apart is passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from grotius.merge.block import kept, sought
from grotius.merge.compare import Comparison, compare, is_near, status_clash
from grotius.merge.days import hours_between
from grotius.merge.edge import Edge
from grotius.merge.likeness import Likeness, Spot, likeness
from grotius.merge.telling import Telling
from grotius.merge.weights import NIGHT_APART, Weights


@dataclass(frozen=True, slots=True)
class Clustering:
    """``clusters`` are keys of tellings, each sorted by date; ``edges`` the machine's own positive judgements."""

    clusters: tuple[tuple[Telling, ...], ...]
    edges: tuple[Edge, ...]
    compared: int


def cluster(tellings: Iterable[Telling], judged: Iterable[Edge] = (), weights: Weights | None = None) -> Clustering:
    """``judged`` are people's edges (and any others to be honoured), by the keys of tellings."""
    by_key = {telling.key: telling for telling in sorted(tellings, key=lambda telling: telling.order)}
    matcher = Matcher(weights or Weights())
    edges = matcher.edges(by_key.values())
    edges += _linked(by_key.values())
    known = [edge for edge in judged if edge.left in by_key and edge.right in by_key]
    groups = _group(by_key, edges, known)
    clusters = tuple(sorted((tuple(group) for group in groups), key=lambda group: group[0].order))
    return Clustering(clusters, tuple(sorted(edges, key=lambda edge: edge.order)), matcher.compared)


class Matcher:
    """Compares likenesses, each pair once."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._seen: dict[tuple[Likeness, Likeness, bool], Comparison] = {}
        self.compared = 0

    def edges(self, tellings: Iterable[Telling]) -> list[Edge]:
        """Positive edges only: within a likeness a chain, between two likenesses one for each of the fewer side."""
        alike: dict[Likeness, list[Telling]] = defaultdict(list)
        for telling in tellings:
            alike[likeness(telling)].append(telling)
        found: list[Edge] = []
        for like, group in alike.items():
            found += self._chain(like, group)
        for a, b in _pairs(alike):
            found += self._across(a, alike[a], b, alike[b])
        return found

    def _chain(self, like: Likeness, group: list[Telling]) -> Iterator[Edge]:
        for left, right in pairwise(group):
            yield from self._edge(like, left, like, right)

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
            yield Edge.between(left.key, right.key, "same", seen.score, seen.reason)

    def compare(self, a: Likeness, b: Likeness, *, same_report: bool) -> Comparison:
        asked = (a, b, same_report)
        if asked not in self._seen:
            self.compared += 1
            self._seen[asked] = compare(a, b, same_report=same_report, weights=self._weights)
        return self._seen[asked]


def _pairs(alike: Iterable[Likeness]) -> Iterator[tuple[Likeness, Likeness]]:
    """Each pair of likenesses that share a block, once."""
    order = {like: number for number, like in enumerate(alike)}
    standing: dict[str, list[Likeness]] = defaultdict(list)
    for like in order:
        for block in kept(like):
            standing[block].append(like)
    for like, number in order.items():
        met: set[int] = set()
        for block in sought(like):
            for other in standing.get(block, ()):
                theirs = order[other]
                if theirs < number and theirs not in met:
                    met.add(theirs)
                    yield other, like


def _linked(tellings: Iterable[Telling]) -> list[Edge]:
    """What the extractor itself linked within a report (``same_as``), and one text under two addresses."""
    found: list[Edge] = []
    first: dict[str, Telling] = {}
    listed = list(tellings)
    by_key = {telling.key: telling for telling in listed}
    for telling in listed:
        same_as = telling.told.same_as
        head = by_key.get(f"{same_as}@{telling.report}") if same_as else None
        if head is not None and head.key != telling.key:
            found.append(Edge.between(head.key, telling.key, "same", 10.0, "the report itself tells it twice"))
        twin = first.setdefault(telling.told.id, telling)
        if twin.key != telling.key:
            found.append(Edge.between(twin.key, telling.key, "same", 10.0, "the very same text in two places"))
    return found


def _group(by_key: dict[str, Telling], edges: Iterable[Edge], judged: Iterable[Edge]) -> list[list[Telling]]:
    judged = list(judged)
    apart = Apart(by_key)
    for edge in judged:
        if edge.judgement == "different":
            apart.forbid(edge.left, edge.right)
    joining = [edge for edge in judged if edge.judgement == "same"] + list(edges)
    for edge in sorted(joining, key=lambda edge: edge.order):
        apart.join(edge.left, edge.right, by_person=edge.person)
    groups: dict[str, list[Telling]] = defaultdict(list)
    for key, telling in by_key.items():
        groups[apart.root(key)].append(telling)
    return list(groups.values())


@dataclass(frozen=True, slots=True)
class _Core:
    """What a cluster already commits itself to: its hours, its settlements, and whether a talk took place.

    ``window`` goes from the latest start to the earliest end of what dates it: turned round, by no more than a few
    hours, where its tellings differ so much.
    """

    window: tuple[int, int] | None
    spots: frozenset[Spot]
    statuses: frozenset[str]


class Apart:
    """Union-find that refuses to join what a person, or the cluster's own days and places, keep apart."""

    def __init__(self, by_key: dict[str, Telling]) -> None:
        self._parent = {key: key for key in by_key}
        self._foes: dict[str, set[str]] = defaultdict(set)
        self._core = {key: _core(likeness(telling)) for key, telling in by_key.items()}
        self._size = dict.fromkeys(by_key, 1)

    def root(self, key: str) -> str:
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def forbid(self, a: str, b: str) -> None:
        self._foes[a].add(b)
        self._foes[b].add(a)

    def join(self, a: str, b: str, *, by_person: bool) -> bool:
        left, right = self.root(a), self.root(b)
        if left == right:
            return True
        if right in self._foes[left] or not (by_person or _fits(self._core[left], self._core[right])):
            return False
        small, large = sorted((left, right), key=lambda root: (self._size[root], root))
        self._parent[small] = large
        self._size[large] += self._size[small]
        self._core[large] = _both(self._core[left], self._core[right])
        for foe in self._foes.pop(small, set()):
            self._foes[foe].discard(small)
            self.forbid(foe, large)
        return True


def _core(like: Likeness) -> _Core:
    window = like.days.window if like.days is not None and like.days.given else None
    spots = frozenset(like.spots) if like.scope == "point" else frozenset()
    return _Core(window, spots, frozenset({like.status}) if like.kind == "talk" else frozenset())


def _fits(a: _Core, b: _Core) -> bool:
    if a.window and b.window and hours_between(a.window, b.window) >= NIGHT_APART:
        return False
    if any(status_clash(ours, theirs) for ours in a.statuses for theirs in b.statuses):
        return False
    return all(is_near(ours, theirs) for ours in a.spots for theirs in b.spots)


def _both(a: _Core, b: _Core) -> _Core:
    windows = [window for window in (a.window, b.window) if window is not None]
    window = (max(start for start, _ in windows), min(end for _, end in windows)) if windows else None
    return _Core(window, a.spots | b.spots, a.statuses | b.statuses)


Neighbours = Callable[[frozenset[str]], Iterable[Telling]]
Companions = Callable[[Iterable[Telling]], Iterable[Telling]]


def reach(
    seeds: Iterable[Telling], neighbours: Neighbours, companions: Companions, weights: Weights | None = None
) -> list[Telling]:
    """All tellings that positive edges connect to the seeds: what a new report can change, and no more.

    ``neighbours`` gives the tellings that stand in any of some blocks, ``companions`` those that a report, a
    person or one and the same text links to some tellings.
    """
    matcher = Matcher(weights or Weights())
    found: dict[str, Telling] = {}
    waiting = list(seeds)
    looked: set[str] = set()
    pool: dict[str, Telling] = {}
    while waiting:
        found.update((telling.key, telling) for telling in waiting)
        ask = frozenset(block for telling in waiting for block in sought(likeness(telling))) - looked
        looked |= ask
        if ask:
            pool.update((telling.key, telling) for telling in neighbours(ask))
        linked = [telling for telling in companions(waiting) if telling.key not in found]
        waiting = _connected(matcher, waiting, pool, found) + linked
    return list(found.values())


def _connected(
    matcher: Matcher, waiting: list[Telling], pool: dict[str, Telling], found: dict[str, Telling]
) -> list[Telling]:
    """Those of the pool, not yet found, that one of the waiting is like."""
    standing: dict[str, dict[Likeness, list[Telling]]] = defaultdict(lambda: defaultdict(list))
    for telling in pool.values():
        if telling.key not in found:
            like = likeness(telling)
            for block in kept(like):
                standing[block][like].append(telling)
    new: dict[str, Telling] = {}
    for like in {likeness(telling) for telling in waiting}:
        for block in sought(like):
            for other, group in standing.get(block, {}).items():
                if other == like or matcher.compare(*_sorted(like, other), same_report=False).same:
                    new.update((telling.key, telling) for telling in group)
    return list(new.values())


def _sorted(a: Likeness, b: Likeness) -> tuple[Likeness, Likeness]:
    left, right = sorted((a, b), key=repr)
    return left, right
