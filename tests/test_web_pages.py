"""Every page answers, as a page and as data."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from grotius.record import Filter, Record
from web_site import site

LISTS = ("events", "talks", "figures", "statements", "positions", "disagreements", "reports", "changes")
TABLES = (*LISTS, "actors", "places")
PAGES = ("overview", *TABLES, "codebook", "codebook/issues", "review", "download", "about")


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


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_a_page_and_its_data(client: TestClient, page: str) -> None:
    path = "/" if page == "overview" else f"/{page}"
    html = client.get(path)
    assert html.status_code == 200 and html.text.count("<h1") == 1
    assert html.text.rstrip().endswith("</html>")
    data = client.get(f"/{page}.json")
    assert data.status_code == 200 and isinstance(data.json(), dict)


@pytest.mark.parametrize("page", TABLES)
def test_every_table_has_a_csv_twin_with_all_rows(client: TestClient, page: str) -> None:
    answer = client.get(f"/{page}.csv?limit=1")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    whole = client.get(f"/{page}.json").json()
    shown = whole["disputes"] if page == "disagreements" else whole["rows"]
    assert len(rows) == whole.get("total", len(shown))
    assert rows


def test_every_link_of_every_page_leads_somewhere(client: TestClient, record: Record) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        answer = client.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        if "text/html" not in answer.headers["content-type"] or len(seen) > 150:
            continue
        for link in re.findall(r'href="(/[^"#]*)', answer.text):
            target = link.replace("&amp;", "&")
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    assert len(seen) > 50


def test_an_event_shows_every_claim_with_its_words(client: TestClient, record: Record) -> None:
    event = next(row for row in record.events() if row.reports == 2)
    page = client.get(f"/events/{event.id}").text
    assert "disputed" in page or "unclear" in page or "rising" in page
    for row in record.figures(Filter(event=event.id)):
        assert row.figure.claimant is not None and row.figure.claimant.name in page
        assert f"<mark>{row.figure.span.text}</mark>" in page
    data = client.get(f"/events/{event.id}.json").json()
    assert len(data["mentions"]) == 2 and data["event"]["id"] == event.id


def test_the_best_value_follows_the_chosen_rule(client: TestClient, record: Record) -> None:
    event = next(row.id for row in record.events() if row.reports == 2)
    best = {
        rule: client.get(f"/events/{event}.json?rule={rule}").json()["event"]["figures"][0]["best"]
        for rule in ("lowest", "highest")
    }
    assert best == {"lowest": 2, "highest": 7}
    assert 'rule=lowest"' in client.get(f"/events/{event}").text


def test_a_report_shows_its_whole_text_with_marks(client: TestClient) -> None:
    report = client.get("/reports.json?outlet=Third").json()["rows"][0]
    page = client.get(f"/reports/{report['id']}.json").json()
    words = "".join(piece["text"] for piece in page["pieces"])
    assert words.startswith("Third Post reports.") and words.endswith("More is to follow.")
    assert {kind for piece in page["pieces"] for kind in piece["kinds"]} == {"event", "figure"}


def test_a_view_is_a_url(client: TestClient) -> None:
    assert client.get("/events.json?place=Yarova").json()["total"] == 1
    assert client.get("/events.json?since=2025-04-26").json()["total"] == 1
    assert client.get("/events.json?outlet=Other").json()["total"] == 1
    assert client.get("/events.json?measure=injured").json()["total"] == 0
    assert client.get("/statements.json?actor=Orlov&type=reject").json()["total"] == 1
    assert client.get("/talks.json?q=met").json()["total"] == 1


def test_facets_count_each_event_once(client: TestClient) -> None:
    facets = client.get("/events.json").json()["facets"]
    assert {"value": "Pavlohrad", "count": 1} in facets["places"]
    assert {"value": "Yarova", "count": 1} in facets["places"]


def test_lists_go_on_where_they_stopped(client: TestClient) -> None:
    first = client.get("/figures.json?limit=2").json()
    assert len(first["rows"]) == 2 and first["next"]
    second = client.get(first["next"].replace("/figures?", "/figures.json?")).json()
    ids = [row["figure"]["id"] for row in first["rows"] + second["rows"]]
    assert len(ids) == len(set(ids)) == first["total"] == 3


def test_the_overview_sums_up_its_days(client: TestClient) -> None:
    view = client.get("/overview.json").json()
    assert view["attacks"] == 2
    killed = next(total for total in view["totals"] if total["measure"] == "killed")
    assert killed["low"] <= killed["best"] <= killed["high"]
    assert [one["value"] for one in view["talks"]] == ["held"]
    assert {spot["place"].split(",")[0] for spot in view["spots"]} == {"Pavlohrad", "Yarova"}


def test_positions_stand_as_of_a_day(client: TestClient) -> None:
    matrix = client.get("/positions.json").json()
    assert matrix["issues"] == ["ceasefire"]
    assert matrix["lines"][0]["cells"][0]["now"]["position"]["stance"] == "reject"
    assert client.get("/positions.json?at=2025-01-01").json()["lines"] == []


def test_an_unchanged_page_is_not_sent_twice(client: TestClient) -> None:
    first = client.get("/events")
    again = client.get("/events", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304 and again.content == b""


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/events/e-none", 404),
        ("/reports/none", 404),
        ("/codebook/none", 404),
        ("/id/none", 404),
        ("/events?colour=red", 422),
        ("/events?since=soon", 422),
        ("/events?limit=100000", 422),
        ("/events?limit=-1", 422),
        ("/events?cursor=%C3%A4", 422),
        ("/events?rule=mine", 422),
        ("/positions?at=soon", 422),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_sentence(client: TestClient, path: str, status: int) -> None:
    page = client.get(path)
    assert page.status_code == status and "Traceback" not in page.text and "<h1" in page.text
    path, _, query = path.partition("?")
    data = client.get(f"{path}.json?{query}")
    assert data.status_code == status
    assert set(data.json()) == {"error", "message", "status"}


def test_an_empty_record_has_all_pages(tmp_path: Path) -> None:
    from grotius.web import make_app

    with (
        Record.open(tmp_path / "empty.sqlite") as record,
        TestClient(make_app(record), base_url="http://localhost") as client,
    ):
        for page in ("", *PAGES[1:]):
            assert client.get(f"/{page}").status_code == 200, page
