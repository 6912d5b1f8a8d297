"""``speed``: articles per second per core, ratio to the bare parse, peak memory, start-up time.

``--data`` holds JSON Lines files with a ``text`` in each row (``gold/corpus``). Two mixes are read in one process: the
war reports alone, and the same among nine times as many texts that are about something else (the local and general news
of ``gold/places``, beside ``--data``; those that the scout would read are left out, and their share is told). The bare
parse is the plain spaCy pipeline over the same texts, in the same run.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path

import spacy

from benchmarks.result import Result, data_hash
from grotius.extract.scout import Scout
from grotius.language import DEFAULT_MODEL
from grotius.model import Report
from grotius.run import Engine

_ARTICLES = 200
_MOST_OFF_TOPIC = 9 * _ARTICLES


def run(data: Path) -> Result:
    """``n`` is the number of war reports read."""
    files = sorted(data.glob("*.jsonl"))
    started = time.perf_counter()
    engine = Engine()
    engine.extract(engine.report("Troops shelled the town on Friday.", "warm-up"))
    start_up = time.perf_counter() - started
    reports = [_report(engine, row) for row in _spread(files)]
    war = _seconds(engine, reports)
    scores = {
        "articles_per_second_per_core": len(reports) / war,
        "ratio_to_bare_parse": war / _bare_parse(reports),
        "engine_start_seconds": start_up,
        "command_help_seconds": _command_seconds("--help"),
    }
    scores |= _mixed(engine, reports, war, data.parent / "places")
    scores["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Result("speed", data_hash(files), len(reports), war, scores)


def _spread(files: list[Path]) -> list[dict[str, str]]:
    """The same share of each file, evenly spread through it."""
    rows = [row for path in files for row in map(json.loads, path.read_text("utf-8").splitlines())]
    step = max(1, len(rows) // _ARTICLES)
    return rows[::step][:_ARTICLES]


def _report(engine: Engine, row: dict[str, str]) -> Report:
    return engine.report(row["text"], str(row.get("id", "")), published=(row.get("published") or "")[:10] or None)


def _seconds(engine: Engine, reports: list[Report]) -> float:
    started = time.process_time()
    for report in reports:
        engine.extract(report)
    return time.process_time() - started


def _bare_parse(reports: list[Report]) -> float:
    pipeline = spacy.load(DEFAULT_MODEL)
    started = time.process_time()
    for _ in pipeline.pipe(report.text for report in reports):
        pass
    return time.process_time() - started


def _mixed(engine: Engine, reports: list[Report], war: float, folder: Path) -> dict[str, float]:
    """One war report among ten."""
    if not folder.is_dir():
        print(f"{folder} is not there; the mixed run is skipped.", file=sys.stderr)
        return {}
    texts = [
        json.loads(line)["text"] for path in sorted(folder.glob("*.jsonl")) for line in path.open(encoding="utf-8")
    ]
    scout = Scout(engine.codebook)
    off_topic = [text for text in texts if not scout.matters(text)]
    others = [engine.report(text, "off-topic") for text in islice(cycle(off_topic), _MOST_OFF_TOPIC)]
    rest = _seconds(engine, others)
    return {
        "mixed_articles_per_second_per_core": (len(reports) + len(others)) / (war + rest),
        "off_topic_milliseconds": 1000 * rest / len(others),
        "off_topic_passed_over": len(off_topic) / len(texts),
    }


def _command_seconds(*arguments: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "grotius", *arguments], check=True, capture_output=True)
    return time.perf_counter() - started
