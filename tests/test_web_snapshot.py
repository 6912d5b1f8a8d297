"""The static site: plain files that hold what the record holds, open from a folder, and send nobody anywhere."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import warnings
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from factory import KYIV, YAROVA, extraction, mention, report, strike
from grotius import export
from grotius.errors import SettingsError
from grotius.publish import Exported
from grotius.publish import export as export_without_pages
from grotius.record import Filter, Record
from grotius.web.site.search import piece_of, words
from published import publishable

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SECRET = "Nobody coded this sentence about the weather."


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with publishable(tmp_path_factory.mktemp("record") / "r.sqlite") as record:
        of = report(f"Drones hit a mill in Yarova. {SECRET}", "2025-05-04", "Süddeutsche Example")
        record.add(extraction(of, mention(of, "hit a mill", (YAROVA,))))
        record.merge()
        yield record


@pytest.fixture(scope="module")
def site(record: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(record, tmp_path_factory.mktemp("site") / "out").folder


def written(record: Record, folder: Path, wanted: Filter | None = None, **options: Any) -> Exported:
    return export(record, "site", folder, wanted, **options)


def pages(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}


def links(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r' (?:href|src)="([^"]*)"', page)]


@pytest.mark.parametrize("noun", ["events", "talks", "reports"])
def test_every_happening_and_report_has_a_page(record: Record, site: Path, noun: str) -> None:
    known = {row.id for row in getattr(record, noun)(Filter(limit=None))}
    assert known == {path.stem for path in (site / noun).iterdir()} != set()


def test_every_link_leads_to_a_file_or_to_the_web(site: Path) -> None:
    made = pages(site)
    for name, page in made.items():
        for link in links(page):
            if link.startswith("https://"):
                continue
            path, _, anchor = link.partition("#")
            target = ((site / name).parent / path).resolve() if path else site / name
            assert target.is_file() and target.is_relative_to(site), f"{name}: {link}"
            if anchor and not anchor.startswith("~"):
                assert f'id="{unquote(anchor)}"' in target.read_text("utf-8"), f"{name}: {link}"


def test_nothing_can_be_filled_in_and_nothing_comes_from_elsewhere(site: Path) -> None:
    for page in pages(site).values():
        assert "<form" not in page and "default-src 'none'" in page
        assert not [source for source in re.findall(r' src="([^"]*)"', page) if ":" in source]


def test_names_from_outside_break_no_page_and_name_no_file(site: Path) -> None:
    for path in site.rglob("*"):
        assert re.fullmatch(r"[A-Za-z0-9._-]+", path.name)
    for name, page in pages(site).items():
        assert "<script>" not in page and not [link for link in links(page) if link.startswith("javascript")], name
    for path in (site / "search").iterdir():
        assert "</script" not in path.read_text("utf-8") and "<" not in path.read_text("utf-8")


def test_texts_of_reports_stay_with_their_publishers(site: Path) -> None:
    assert not [path for path in site.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]


def test_a_filter_holds_for_every_page_and_the_search(record: Record, tmp_path: Path) -> None:
    done = written(record, tmp_path / "out", Filter(place="Kyiv", limit=None))
    events = {row.id for row in record.events(Filter(place="Kyiv", limit=None))}
    assert events == {path.stem for path in (done.folder / "events").iterdir()}
    for path in done.folder.rglob("*"):
        if path.suffix in (".html", ".js") and "vendor" not in path.parts:
            assert b"Yarova" not in path.read_bytes(), path
    assert "place Kyiv" in (done.folder / "about.html").read_text("utf-8")


def test_the_date_the_version_and_the_citation_stand_on_it(record: Record, site: Path) -> None:
    package = json.loads((site / "datapackage.json").read_text("utf-8"))
    for page in pages(site).values():
        assert f"version {package['version']}" in page
    assert package["version"] in (site / "about.html").read_text("utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
        assert frictionless.validate(str(site / "datapackage.json")).valid


def test_the_list_of_files_is_whole(site: Path) -> None:
    told = dict(reversed(line.split("  ", 1)) for line in (site / "SHA256SUMS").read_text("utf-8").splitlines())
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert there - set(told) == {"SHA256SUMS", "README.md", "datapackage.json"}
    for name, digest in told.items():
        assert hashlib.sha256((site / name).read_bytes()).hexdigest() == digest


def test_the_same_record_gives_the_same_files(record: Record, site: Path, tmp_path: Path) -> None:
    again = written(record, tmp_path / "out")
    assert (again.folder / "SHA256SUMS").read_bytes() == (site / "SHA256SUMS").read_bytes()


def test_an_older_site_is_replaced_whole(record: Record, tmp_path: Path) -> None:
    written(record, tmp_path / "out")
    done = written(record, tmp_path / "out", Filter(place="Kyiv", limit=None), replace_older=True)
    (done.folder / "events" / "notes.txt").write_text("mine")
    with pytest.raises(SettingsError, match=r"events/notes\.txt"):
        written(record, tmp_path / "out", replace_older=True)


def test_nothing_found_is_a_site_that_says_so(record: Record, tmp_path: Path) -> None:
    done = written(record, tmp_path / "out", Filter(place="Atlantis", limit=None))
    assert done.rows == 0 and "There are none." in (done.folder / "events.html").read_text("utf-8")
    assert "there are no rows" in (done.folder / "README.md").read_text("utf-8")


def test_long_lists_go_over_several_pages(tmp_path: Path) -> None:
    with Record.open(":memory:") as record:
        for number in range(101):
            record.add(strike(KYIV, 1, name=f"n{number}", published=f"2025-{number // 28 + 1:02}-{number % 28 + 1:02}"))
        done = written(record, tmp_path / "out")
        assert len(record.reports(Filter(limit=None))) == 101
    first, second = ((done.folder / name).read_text("utf-8") for name in ("reports.html", "reports-2.html"))
    assert first.count('href="reports/') == 100 and second.count('href="reports/') == 1
    assert 'href="reports-2.html"' in first and 'href="reports.html"' in second


def test_the_pages_come_from_below(record: Record, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"grotius\.export"):
        export_without_pages(record, "site", tmp_path / "out")


def test_words_of_a_search_are_cut_without_case_and_accents() -> None:
    assert list(words("The Évening Post's «Kyiv»: 12 dead")) == ["evening", "post", "s", "kyiv", "12", "dead"]
    assert piece_of("drone") == piece_of("drones") and 0 <= piece_of("київ") < 256


def test_it_opens_from_a_folder(site: Path) -> None:
    """Map and time line drawn, search answering, no complaint of the browser and nothing asked of anyone."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    said: list[str] = []
    asked: list[str] = []
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto((site / "index.html").as_uri())
        page.wait_for_selector("#map[data-ready] circle")
        assert page.locator("#tracks svg").count() >= 3
        page.goto((site / "search.html").as_uri())
        page.fill("#words", "MILL yaróva")
        page.wait_for_selector("#found article")
        assert page.inner_text("#said").startswith("1 event")
        page.click("#found article a")
        assert "Yarova" in page.inner_text("h1")
        page.goto((site / "actors.html").as_uri())
        page.click("td a")
        page.wait_for_selector("#found article")
        browser.close()
    assert said == []
    assert {url.partition(":")[0] for url in asked} == {"file"}
