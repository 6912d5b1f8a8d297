"""``scale``: what merging costs, from 1,000 to 100,000 mentions.

Real mentions and talks of the reports under ``--data`` are repeated, each time moved to other days and to places of
another world (half of the growth in time, half in place), so that as many tell one happening as in the real ones. Each
size is clustered in a process of its own: seconds, the memory it takes beyond its tellings, and pairs compared. The
exponent is fitted over all sizes: 1 is a cost in proportion.
"""

from __future__ import annotations

import json
import math
import resource
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from benchmarks.result import Result, data_hash
from grotius.merge import Telling, cluster
from grotius.model import Mention, Place, Talk, Time
from grotius.run import Engine

SIZES = (1_000, 10_000, 100_000)
_REPORTS = 120
_DAYS_APART = 30
_DEGREES_APART = 3.0
_FEW = 20


def run(data: Path) -> Result:
    """``n`` is the number of mentions of the largest size."""
    files = sorted(data.glob("*.jsonl"))
    started = time.perf_counter()
    real = list(_tellings(files))
    scores: dict[str, float] = {"real_tellings": float(len(real))}
    measured: list[tuple[int, float, int]] = []
    for size in SIZES:
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            seconds, mib, compared, clusters = pool.submit(_cost, real, size).result()
        measured.append((size, seconds, compared))
        scores |= {
            f"seconds.{size}": seconds,
            f"mib.{size}": mib,
            f"pairs.{size}": float(compared),
            f"clusters.{size}": float(clusters),
        }
    scores["exponent.seconds"] = exponent([(size, seconds) for size, seconds, _ in measured])
    scores["exponent.pairs"] = exponent([(size, float(pairs)) for size, _, pairs in measured])
    return Result("scale", data_hash(files), SIZES[-1], time.perf_counter() - started, scores)


def _tellings(files: Sequence[Path]) -> Iterator[Telling]:
    rows = [row for path in files for row in map(json.loads, path.read_text("utf-8").splitlines())]
    engine = Engine()
    for row in rows[:: max(1, len(rows) // _REPORTS)][:_REPORTS]:
        published = (row.get("published") or "")[:10] or None
        found = engine.extract(engine.report(row["text"], str(row["id"]), published=published))
        of = found.report
        rows: list[Mention | Talk] = [*found.mentions, *found.talks]
        for told in rows:
            figures = tuple(figure for figure in found.figures if figure.mention == told.id)
            yield Telling(told, of.id, of.id, of.published, of.publisher, figures)


def _cost(real: list[Telling], size: int) -> tuple[float, float, int, int]:
    many = list(islice(moved(real, size), size))
    cluster(real[:_FEW])  # the codebook is read once, whatever the size
    before = _peak()
    started = time.process_time()
    done = cluster(many)
    return time.process_time() - started, _peak() - before, done.compared, len(done.clusters)


def _peak() -> float:
    """The most that this process has held, in MiB. On Linux ``getrusage`` would count its parent's too."""
    status = Path("/proc/self/status")
    if status.exists():
        held = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
        return int(held.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def moved(real: Sequence[Telling], size: int) -> Iterator[Telling]:
    """As many tellings, and a few more: the real ones in other months and other worlds."""
    worlds = math.ceil(math.sqrt(size / len(real)))
    for world in range(worlds):
        for month in range(worlds):
            for telling in real:
                yield _moved(telling, month * _DAYS_APART, world)


def _moved(telling: Telling, days: int, world: int) -> Telling:
    told, name = telling.told, f"{days}-{world}"
    fresh: Mention | Talk
    if isinstance(told, Mention):
        fresh = replace(told, places=tuple(_place(place, world) for place in told.places))
    else:
        people = tuple(replace(actor, id=None, name=f"{actor.name} {world}") for actor in told.participants)
        fresh = replace(told, place=_place(told.place, world) if told.place else None, participants=people)
    same_as = f"{told.same_as}-{name}" if told.same_as else None
    fresh = replace(fresh, id=f"{told.id}-{name}", time=_time(told.time, days), same_as=same_as)
    figures = tuple(replace(figure, mention=fresh.id) for figure in telling.figures)
    report = f"{telling.report}-{name}"
    return Telling(fresh, report, report, _day(telling.published, days), telling.publisher, figures)


def _place(place: Place, world: int) -> Place:
    return replace(
        place,
        name=f"{place.name} {world}",
        geonames_id=place.geonames_id * 1_000 + world if place.geonames_id else None,
        admin1=f"{place.admin1} {world}" if place.admin1 else None,
        country=f"{place.country}{world}" if place.country else None,
        lat=place.lat + world * _DEGREES_APART if place.lat is not None else None,
    )


def _time(when: Time | None, days: int) -> Time | None:
    return replace(when, start=_day(when.start, days), end=_day(when.end, days)) if when is not None else None


def _day(stamp: str | None, days: int) -> str | None:
    if not stamp:
        return None
    try:
        moved_day = datetime.fromisoformat(stamp[:10]) + timedelta(days=days)
    except (ValueError, OverflowError):
        return stamp
    return moved_day.date().isoformat() + stamp[10:]


def exponent(points: Sequence[tuple[int, float]]) -> float:
    """The slope of a straight line through the logarithms: cost grows as size to this power."""
    xs = [math.log(size) for size, _ in points]
    ys = [math.log(max(cost, 1e-9)) for _, cost in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)
