"""The team's pages in a real browser without scripts: log in, choose a password, work, log out."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from web_team import PASSWORD, Site, team_site

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, str]]:
    with team_site(tmp_path_factory.mktemp("team")) as one:
        server = uvicorn.Server(uvicorn.Config(one.app, port=0, log_level="error", ws="none"))
        socket = server.config.bind_socket()
        thread = threading.Thread(target=server.run, args=([socket],), daemon=True)
        thread.start()
        yield one, f"http://127.0.0.1:{socket.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)
        socket.close()


@pytest.fixture(scope="module")
def page(site: tuple[Site, str]) -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = opened.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
        yield context.new_page()
        opened.close()


def test_a_person_from_the_first_login_to_the_last_logout(page: Any, site: tuple[Site, str]) -> None:
    here, address = site
    once = here.team.accounts.add("eve", here.team.accounts.find("ben").role)
    fresh = "staple battery horse"
    complaints: list[str] = []
    page.on("console", lambda one: complaints.append(one.text) if one.type == "error" else None)

    page.goto(f"{address}/events?place=Yarova")
    page.fill("[name=name]", "eve")
    page.fill("[name=password]", once)
    page.click("form[action='/login'] button")
    page.fill("[name=password]", once)
    page.fill("[name=fresh]", fresh)
    page.fill("[name=again]", fresh)
    page.click("form[action='/account/password'] button")
    page.fill("[name=label]", "a copy")
    page.click("form[action='/account/tokens'] button")
    assert page.inner_text(".secret code").startswith("grotius_")
    page.goto(f"{address}/review")
    page.click("button[value=confirm]")
    assert "by eve" in page.inner_text("main")
    for path in ("/review?kind=judged", "/account", "/login"):
        page.goto(address + path)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is wider than the screen"
    page.click("form[action='/logout'] button")
    page.goto(f"{address}/events")
    assert page.url == f"{address}/login?next=%2Fevents"
    assert complaints == []


def test_an_admin_adds_a_person(page: Any, site: tuple[Site, str]) -> None:
    _, address = site
    page.goto(f"{address}/team")
    page.fill("[name=name]", "ann")
    page.fill("[name=password]", PASSWORD)
    page.click("form[action='/login'] button")
    assert page.url == f"{address}/team"
    page.fill("form[action='/team/add'] [name=name]", "frank")
    page.click("form[action='/team/add'] button")
    assert "frank is a reviewer now" in page.inner_text(".done")
    assert page.inner_text(".secret code").count("-") == 3
    page.goto(f"{address}/team/audit")
    assert "account added" in page.inner_text("main")
