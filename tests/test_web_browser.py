"""The pages in a real browser: nothing overflows, nothing is refused by the policy, keys and selections work."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from grotius.record import Filter, Record
from grotius.web import make_app
from web_site import reports

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")

# No graphics card is needed: the map is drawn by the processor.
DRAWN_BY_THE_PROCESSOR = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
WIDTHS = {"phone": (360, 740), "desk": (1440, 900)}
PAGES = (
    "/ /events /talks /disagreements /statements /figures /positions /reports /actors /places /changes /codebook "
    "/codebook/issues /review /download /about /api"
).split()


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(tmp_path_factory.mktemp("browser") / "web.sqlite") as opened:
        for one in reports():
            opened.add(one)
        opened.merge()
        yield opened


@pytest.fixture(scope="module")
def address(record: Record) -> Iterator[str]:
    """The site on a free port of this machine."""
    server = uvicorn.Server(uvicorn.Config(make_app(record, "Ann"), port=0, log_level="error", ws="none"))
    socket = server.config.bind_socket()
    thread = threading.Thread(target=server.run, args=([socket],), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
    socket.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=DRAWN_BY_THE_PROCESSOR)
        yield opened
        opened.close()


class Seen:
    """What a page complained of, and what it asked other hosts for."""

    def __init__(self, page: Any, address: str) -> None:
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        page.on("console", lambda one: self.complaints.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda one: self.elsewhere.append(one.url) if not one.url.startswith(address) else None)


def all_pages(record: Record) -> list[str]:
    event = next(row.id for row in record.events() if row.reports == 2)
    report, talk = record.reports().rows[0].id, record.talks().rows[0].id
    statement = record.statements().rows[0].statement.id
    return [*PAGES, f"/events/{event}", f"/reports/{report}", f"/talks/{talk}", f"/id/{statement}", "/places/Yarova"]


@pytest.mark.parametrize(("scheme", "width"), [("light", "desk"), ("dark", "phone")])
def test_every_page_fits_and_keeps_the_policy(
    browser: Any, address: str, record: Record, scheme: str, width: str, tmp_path: Path
) -> None:
    wide, high = WIDTHS[width]
    context = browser.new_context(color_scheme=scheme, viewport={"width": wide, "height": high})
    for path in all_pages(record):
        page = context.new_page()
        seen = Seen(page, address)
        page.goto(address + path, wait_until="load")
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        page.screenshot(path=tmp_path / f"{path.strip('/').replace('/', '-') or 'overview'}-{scheme}-{width}.png")
        page.close()
        assert overflow <= 0, f"{path} is wider than the screen"
        assert seen.complaints == [] and seen.elsewhere == [], path
    context.close()


def test_the_overview_draws_its_map_and_its_tracks(browser: Any, address: str) -> None:
    page = browser.new_page()
    seen = Seen(page, address)
    page.goto(address)
    page.wait_for_selector("#map[data-ready]", timeout=60_000)
    assert page.locator("#tracks svg.plot").count() >= 4
    box = page.locator("#tracks svg.plot").first.bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 60, box["y"] + 40, steps=4)
    page.mouse.up()
    page.wait_for_selector("#brushed:not([hidden]) a")
    assert "since=" in page.locator("#brushed a").get_attribute("href")
    assert seen.complaints == []
    page.close()


def test_the_queue_is_walked_by_keys(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/review")
    first = page.locator("h2").first.inner_text()
    page.keyboard.press("j")
    page.wait_for_url("**item=**")
    assert page.locator("h2").first.inner_text() != first
    page.keyboard.press("k")
    page.wait_for_function("first => document.querySelector('h2').innerText === first", arg=first)
    page.close()


def test_a_value_is_corrected_by_selecting_words(browser: Any, address: str, record: Record) -> None:
    page = browser.new_page()
    page.goto(f"{address}/review?kind=disagreement")
    row = page.locator(".extract").get_attribute("data-row")
    page.evaluate(
        """() => {
            const box = document.querySelector(".extract");
            const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.textContent.indexOf("officials");
                if (at < 0) continue;
                getSelection().setBaseAndExtent(node, at, node, at + "officials".length);
                box.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
            }
        }"""
    )
    assert page.locator("#correct [name=value]").input_value() == "officials"
    page.select_option("#correct [name=field]", "claimant")
    page.click("#correct button")
    page.wait_for_selector(".done")
    figure = next(one.figure for one in record.figures(Filter(limit=None)) if one.figure.id == row)
    assert figure.claimant is not None and figure.claimant.span is not None
    assert figure.claimant.span.text == "officials"
    page.click(".undo button")
    page.wait_for_load_state()
    page.close()


def test_without_scripts_the_numbers_stand_in_a_table(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator(".table-fold tbody tr").count() >= 1
    assert "The map needs scripts" in page.inner_text("body")
    context.close()
