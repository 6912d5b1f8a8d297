"""Killed in the middle, or two at once: nothing committed is lost, and nothing is there twice."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from grotius.record import Filter, Record
from stores import on_every_store, postgres, store
from writer import write

__all__ = ["postgres", "store"]

REPORTS = {"sqlite": 1_000, "postgresql": 300}
KILLED_AFTER = 150


def start(*arguments: object) -> subprocess.Popen[str]:
    program = Path(__file__).with_name("writer.py")
    return subprocess.Popen(
        [sys.executable, str(program), *map(str, arguments)], stdout=subprocess.PIPE, text=True, bufsize=1
    )


@on_every_store
def test_what_was_committed_before_a_kill_is_there_and_a_second_run_does_the_rest(store: str) -> None:
    reports = REPORTS["postgresql" if "://" in store else "sqlite"]
    with start(store, reports) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) == KILLED_AFTER:
                process.send_signal(signal.SIGKILL)
                break
        told = {int(line), *map(int, process.stdout)}
    assert process.returncode == -signal.SIGKILL
    with Record.open(store) as record:
        kept = record.reports().total
        assert max(told) + 1 <= kept <= max(told) + 2 < reports
        assert record.figures().total == record.mentions().total == kept
    write(store, reports)
    with Record.open(store) as record:
        assert record.reports().total == record.figures().total == record.mentions().total == reports
        (event,) = record.events()
        assert event.reports == reports


@on_every_store
def test_two_processes_at_once_lose_nothing_and_make_no_twins(store: str) -> None:
    """Their reports overlap: 0 to 59 and 30 to 89. Both open a record that is not there yet."""
    with start(store, 60, 0) as one, start(store, 60, 30) as other:
        outputs = [process.communicate(timeout=120)[0].split() for process in (one, other)]
    assert (one.returncode, other.returncode) == (0, 0)
    with Record.open(store) as record:
        reports = [row.id for row in record.reports(Filter(limit=None))]
        assert len(reports) == len(set(reports)) == 90
        assert record.figures().total == 90
        (event,) = record.events()
        assert event.reports == 90
    assert {int(number) for output in outputs for number in output} == set(range(90))
