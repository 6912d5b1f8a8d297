"""The Download page gives the same packages as the command line, and feeds of any filter."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest
from starlette.testclient import TestClient

from grotius import export
from grotius.publish import FORMATS
from grotius.record import Filter, Record
from web_site import site


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Record]]:
    with site(tmp_path_factory.mktemp("web")) as both:
        yield both


@pytest.fixture
def client(opened: tuple[TestClient, Record]) -> TestClient:
    return opened[0]


@pytest.fixture
def record(opened: tuple[TestClient, Record]) -> Record:
    return opened[1]


def hashes(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name.partition("/")[2]: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}


@pytest.mark.parametrize("format", FORMATS)
def test_a_package_is_the_export(client: TestClient, record: Record, tmp_path: Path, format: str) -> None:
    answer = client.get(f"/download/package?format={format}&place=Kyiv&since=&q=")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/zip"
    assert f'filename="grotius-{format}.zip"' in answer.headers["content-disposition"]
    done = export(record, format, tmp_path / "out", Filter(place="Kyiv", limit=None))
    files = [path for path in done.folder.rglob("*") if path.is_file()]
    told = {path.relative_to(done.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert hashes(answer.content) == told


def test_tags_and_marks(client: TestClient) -> None:
    answer = client.get("/download/package?format=csv&hxl=yes&bom=yes")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        lines = archive.read("grotius-csv/events.csv").decode("utf-8-sig").splitlines()
    assert archive.namelist() and lines[1].startswith("#event+id")


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("format=xlsx", 422, "format is one of"),
        ("", 422, "format is one of"),
        ("format=geojson&hxl=yes", 422, "--hxl"),
        ("format=csv&since=soon", 422, "--since"),
        ("format=csv&rule=mine", 422, "rule"),
        ("format=csv&colour=red", 422, "no filter"),
    ],
)
def test_what_makes_no_sense_is_told_and_blocks_nothing(
    client: TestClient, query: str, status: int, words: str
) -> None:
    answer = client.get(f"/download/package?{query}")
    assert answer.status_code == status and words in answer.text
    assert client.get("/download/package?format=plover").status_code == 200


def test_no_other_site_can_ask_for_a_package(client: TestClient) -> None:
    answer = client.get("/download/package?format=csv", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


def test_the_page_offers_every_format_and_keeps_its_filter(client: TestClient) -> None:
    page = client.get("/download?place=Kyiv&confidence=high").text
    assert all(f'<option value="{format}"' in page for format in FORMATS)
    assert 'value="Kyiv"' in page and '<option value="high" selected>' in page
    assert "/feeds/events.atom?place=Kyiv&amp;confidence=high" in page


@pytest.mark.parametrize("name", ["events", "talks", "changes"])
def test_feeds_are_read_by_a_feed_reader(client: TestClient, name: str) -> None:
    answer = client.get(f"/feeds/{name}.atom")
    found = feedparser.parse(answer.content)
    assert answer.headers["content-type"] == "application/atom+xml" and not found.bozo and found.entries
    assert found.feed.links[0].href.endswith(f"/feeds/{name}.atom")
    assert client.get(f"/feeds/{name}.atom", headers={"if-none-match": answer.headers["etag"]}).status_code == 304


def test_a_feed_holds_what_its_filter_lets_through(client: TestClient, record: Record) -> None:
    town = next(row.happening.places[0].name for row in record.events() if row.happening.places)
    found = feedparser.parse(client.get("/feeds/events.atom", params={"place": town}).content)
    assert 0 < len(found.entries) == record.events(Filter(place=town)).total < record.events().total
    assert f"place {town}" in found.feed.title
    page = found.entries[0].links[0].href
    assert client.get(page[page.index("/id/") :]).status_code == 200
