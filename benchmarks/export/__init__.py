"""``export``: seconds, size and peak memory of every format, on a grown record.

``--data`` is a folder; a record of 100,000 events is grown there once (some minutes) and used again. Each format is
written in a process of its own, read back by the libraries that its users use, and counted against the record. For a
smaller record set ``GROTIUS_GROWN_EVENTS``; for some formats only, ``GROTIUS_EXPORT_FORMATS=csv,acled``. ``seconds``
are those of the clock, ``cpu_seconds`` those that a processor worked; ``lost`` are rows missing or doubled; ``valid``
is what the frictionless library says, which takes long: above 10,000 events only with ``GROTIUS_EXPORT_VALIDATE=1``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.export.grown import grow
from benchmarks.export.reading import is_valid, lost
from benchmarks.result import Case, Result
from grotius.ids import content_hash
from grotius.publish.export import FORMATS
from grotius.record import Filter, Record

_EVENTS = 100_000
_MOST_VALIDATED = 10_000


def run(data: Path) -> Result:
    """Grow the record if need be, and write every format."""
    started = time.perf_counter()
    events = int(os.environ.get("GROTIUS_GROWN_EVENTS", _EVENTS))
    path = data / f"grown-{events}.sqlite"
    if not path.exists():
        grow(path, events)
    scores: dict[str, float] = {}
    cases: list[Case] = []
    with Record.open(path) as record:
        scores["events"] = record.events(Filter(limit=1)).total
    for format in os.environ.get("GROTIUS_EXPORT_FORMATS", ",".join(FORMATS)).split(","):
        measured = _measured(
            path, format, validate=events <= _MOST_VALIDATED or "GROTIUS_EXPORT_VALIDATE" in os.environ
        )
        scores |= {f"{format}.{name}": value for name, value in measured.items()}
        if measured["lost"]:
            cases.append(Case("missed", "row", format, f"{measured['lost']:.0f} rows lost or doubled"))
    return Result("export", content_hash(str(events)), events, time.perf_counter() - started, scores, cases)


_CHILD = """
import json, resource, sys, time
from pathlib import Path
from grotius import Record, export

def peak():
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage tells is inherited from the parent process
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20

started = time.perf_counter()
with Record.open(sys.argv[1]) as record:
    done = export(record, sys.argv[2], sys.argv[3])
files = {file.name: file.rows for file in done.files}
dropped = sum(one.rows for one in done.lost if one.drops)
print(json.dumps([time.perf_counter() - started, time.process_time(), done.bytes / 2**20, peak(), files, dropped]))
"""


def _measured(path: Path, format: str, *, validate: bool) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        out = Path(folder) / format
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, str(path), format, str(out)], capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        seconds, cpu, mebibytes, peak, files, dropped = json.loads(done.stdout)
        with Record.open(path) as record:
            wrong = lost(record, out, format, files, dropped)
        valid = {"valid": float(is_valid(out))} if validate else {}
        count = sum(1 for one in out.rglob("*") if one.is_file())
    return {
        "seconds": seconds,
        "cpu_seconds": cpu,
        "mib": mebibytes,
        "files": count,
        "peak_mib": peak,
        "lost": wrong,
        **valid,
    }
