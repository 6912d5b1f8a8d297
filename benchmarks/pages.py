"""``pages``: how quickly the site answers on a record of 100,000 happenings, under four users at once.

``--data`` is a folder of reports; the record is grown from what they tell (see ``benchmarks.growing``) and kept beside
the system's temporary files, or where ``GROTIUS_GROWN`` says; ``GROTIUS_GROWN_EVENTS`` makes a smaller one. The real
server is started; Locust asks it (``pip install locust``), each user without a pause, each kind of page with other
days, events and words every time. Told are milliseconds (p50, p95) and kB of each kind of page, the seconds from the
start of the process to the first page and to the first map in a browser that has seen nothing yet, and, for the pages
that sum up most, the milliseconds of the first answer after something was written.
"""

from __future__ import annotations

import csv
import http.client
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from benchmarks.growing import grow
from benchmarks.result import Result, data_hash
from grotius.record import Filter, Record

_HAPPENINGS = 100_000
_USERS = 4
_SECONDS = 120
_SAMPLE = 200
_AFTER_A_WRITE = (
    "/",
    "/events",
    "/talks",
    "/statements",
    "/disagreements",
    "/positions",
    "/actors",
    "/review",
    "/about",
)

# What Locust runs: one user that asks for one page after another, of kinds in turn, each time another one.
_LOCUSTFILE = """
import json, os, random
from locust import FastHttpUser, constant, task

KINDS = json.load(open(os.environ["GROTIUS_ADDRESSES"]))

class Reader(FastHttpUser):
    wait_time = constant(0)

    @task
    def read(self):
        for kind in random.sample(list(KINDS), len(KINDS)):
            self.client.get(random.choice(KINDS[kind]), name=kind, headers={"accept-encoding": "gzip"})
"""


def run(data: Path) -> Result:
    """``n`` is the number of happenings."""
    started = time.perf_counter()
    wanted = int(os.environ.get("GROTIUS_GROWN_EVENTS", _HAPPENINGS))
    path = Path(os.environ.get("GROTIUS_GROWN", Path(tempfile.gettempdir()) / f"grotius-grown-{wanted}.sqlite"))
    if not path.exists():
        grow(data, path, wanted)
    with Record.open(path) as record:
        summary = record.summary()
        kinds = addresses(record)
    scores = {"events": float(summary.events), "talks": float(summary.talks), "rows": float(summary.figures)}
    with _server(path) as (port, seconds):
        scores["start.first_page_s"] = seconds
        scores |= _sizes(port, kinds)
        scores |= _under_load(port, kinds)
        scores |= _after_a_write(path, port)
    scores |= _first_map(path)
    return Result("pages", data_hash(data.glob("*")), summary.events + summary.talks, _since(started), scores)


def addresses(record: Record) -> dict[str, list[str]]:
    """Addresses of each kind of page, spread over the record."""
    chosen = random.Random(1)
    first, last = record.summary().first_day or "", record.summary().last_day or ""
    months = [f"{year}-{month:02}" for year in range(int(first[:4]), int(last[:4]) + 1) for month in range(1, 13)]
    months = [month for month in months if first[:7] <= month <= last[:7]]
    spans = [f"since={month}-01&until={month}-28" for month in months]
    events = [row.id for month in chosen.sample(months, 5) for row in _events(record, month)]
    reports = [row.id for row in record.reports(Filter(since=f"{chosen.choice(months)}-01", limit=_SAMPLE))]
    words = ("ceasefire", "drones", "killed", "hospital", "negotiations", "truce", "missile", "energy", "prisoners")
    people = ("Zelensky", "Putin", "Trump", "Klymenko", "Lavrov")
    return {
        "overview": [f"/?{span}" for span in spans],
        "event": [f"/events/{one}" for one in events],
        "events": [f"/events?{span}" for span in spans],
        "events, one place": [f"/events?place=Kyiv+{world}" for world in range(1, 40)],
        "search": [f"/statements?q={word}&{span}" for word in words for span in spans],
        "search, all days": [f"/statements?q={word}" for word in words],
        "statements of one": [f"/statements?actor={name}&{span}" for name in people for span in spans],
        "disagreements": [f"/disagreements?{span}" for span in spans],
        "talks": [f"/talks?{span}" for span in spans],
        "positions": [f"/positions?{span}" for span in spans],
        "report": [f"/reports/{one}" for one in reports],
        "place": [f"/places/Kyiv%20{world}" for world in range(1, 40)],
        "api figures": [f"/api/v1/figures?limit=100&{span}" for span in spans],
        "api events": [f"/api/v1/events?limit=100&{span}" for span in spans],
    }


def _events(record: Record, month: str) -> Iterator[object]:
    yield from record.events(Filter(since=f"{month}-01", until=f"{month}-28", limit=40))


# -- the server -------------------------------------------------------------------------------------------------


@contextmanager
def _server(path: Path) -> Iterator[tuple[int, float]]:
    """The site as users start it: its port, and the seconds until its first page was there."""
    port = _free_port()
    command = [sys.executable, "-m", "grotius.cli", "serve", "--record", str(path), "--port", str(port)]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        while process.poll() is None:
            try:
                _get(port, "/about")
            except OSError:
                time.sleep(0.01)
            else:
                break
        yield port, _since(started)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def _free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _get(port: int, address: str, *, packed: bool = False) -> int:
    """How many bytes the page has."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        connection.request("GET", address, headers={"accept-encoding": "gzip"} if packed else {})
        answer = connection.getresponse()
        size = len(answer.read())
        if answer.status != 200:
            raise RuntimeError(f"{address} answers {answer.status}")
        return size


def _since(started: float) -> float:
    return time.perf_counter() - started


# -- measuring --------------------------------------------------------------------------------------------------


def _sizes(port: int, kinds: dict[str, list[str]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for kind, pages in kinds.items():
        page = pages[len(pages) // 2]
        found[f"{kind}.kb"] = _get(port, page) / 1000
        found[f"{kind}.kb_packed"] = _get(port, page, packed=True) / 1000
    return found


def _under_load(port: int, kinds: dict[str, list[str]]) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "locustfile.py").write_text(_LOCUSTFILE)
        (folder / "addresses.json").write_text(json.dumps(kinds))
        options = {
            "-f": folder / "locustfile.py",
            "--host": f"http://127.0.0.1:{port}",
            "--users": _USERS,
            "--spawn-rate": _USERS,
            "--run-time": f"{_SECONDS}s",
            "--csv": folder / "load",
        }
        told = [str(word) for pair in options.items() for word in pair]
        command = [sys.executable, "-m", "locust", "--headless", "--only-summary", *told]
        surroundings = os.environ | {"GROTIUS_ADDRESSES": str(folder / "addresses.json")}
        subprocess.run(command, env=surroundings, check=True, capture_output=True)
        with (folder / "load_stats.csv").open(newline="") as file:
            lines = [line for line in csv.DictReader(file) if line["Name"] in kinds]
    found: dict[str, float] = {}
    for line in lines:
        name = line["Name"]
        found |= {f"{name}.p50_ms": float(line["50%"]), f"{name}.p95_ms": float(line["95%"])}
        found[f"{name}.asked"] = float(line["Request Count"])
    return found


def _after_a_write(path: Path, port: int) -> dict[str, float]:
    found: dict[str, float] = {}
    for page in _AFTER_A_WRITE:
        with Record.open(path) as record:
            row = record.figures(Filter(limit=1)).rows[0].figure.id
            record.judge("confirm", row, who="benchmark", why="the words say so")
        started = time.perf_counter()
        _get(port, page)
        found[f"after_a_write {page}.ms"] = 1000 * _since(started)
    return found


def _first_map(path: Path) -> dict[str, float]:
    """From the start of the process to a map that is drawn, with nothing in any cache."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        return {}
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started_playwright:
        software = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
        browser = started_playwright.chromium.launch(executable_path=chromium, args=software)
        with _server(path) as (port, seconds):
            started = time.perf_counter()
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}/")
            page.wait_for_selector("#map[data-ready]", timeout=120_000)
            opened = _since(started)
        browser.close()
    return {"first_map.page_to_map_s": opened, "first_map.start_to_map_s": seconds + opened}
