"""Nothing that a report, a file name or a caller says is run, and nobody else's page can write."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml.etree import fromstring
from starlette.testclient import TestClient

from factory import YAROVA, strike
from grotius.record import Record
from grotius.web.faces import STATIC
from grotius.web.team import Role
from web_site import reports, site, talking, with_words
from web_team import team_site

EVIL = '<script>alert("x")</script><img src=x onerror=alert(1)>'
FORMULA = '=HYPERLINK("http://example.org")'
ALL = (
    "/ /events /talks /figures /statements /positions /disagreements /reports /actors /places /changes /review /about "
    "/review?kind=judged /download /codebook /api"
).split()
OF_A_TEAM = "/account /team /team/audit /login".split()
LINES = "one\r\nset-cookie: x=y\r\n\r\n<script>alert(1)</script>"


@pytest.fixture(scope="module", params=["alone", "team"])
def hostile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[TestClient, Record]]:
    """A record whose every text from outside is an attack, for one person or with accounts."""
    text = f"{EVIL} met. Orlov said there would be no ceasefire {EVIL}. More."
    one = with_words(talking(EVIL, text), title=EVIL, url="javascript:alert(1)", source=f"/tmp/{EVIL}.txt")
    two = with_words(strike(YAROVA, 3, publisher=FORMULA), title=FORMULA, url=LINES, source="../../../etc/passwd")
    folder = tmp_path_factory.mktemp("hostile")
    if request.param == "alone":
        with site(folder, one, two, reviewer=EVIL) as both:
            both[1].judge("confirm", both[1].events().rows[0].id, who=EVIL, why=EVIL)
            yield both
        return
    with team_site(folder) as team:
        for extraction in (one, two):
            team.record.add(extraction)
        team.record.merge()
        team.team.tokens.make(team.team.accounts.find("ann"), EVIL, Role.READER)
        client = team.browser("ann")
        team.record.judge("confirm", team.record.events().rows[0].id, who="ben", why=EVIL)
        team.team.audit.note(EVIL, EVIL, EVIL, EVIL, EVIL, address=EVIL)
        yield client, team.record


def pages_of(client: TestClient, record: Record) -> Iterator[str]:
    yield from ALL
    if client.cookies:
        yield from OF_A_TEAM
    for noun in ("events", "talks", "reports"):
        for row in getattr(record, noun)():
            yield f"/{noun}/{row.id}"
    for row in record.statements():
        yield f"/id/{row.statement.id}"


def test_words_of_reports_are_never_markup(hostile: tuple[TestClient, Record]) -> None:
    client, record = hostile
    for path in pages_of(client, record):
        page = client.get(path).text
        assert "<script>alert" not in page and "<img src=x" not in page, path
        assert 'href="javascript:' not in page, path
        assert not re.search(r"\son\w+=", re.sub(r"&[^;]+;", "", re.sub(r">[^<]*<", "><", page))), path


def test_words_of_callers_are_never_markup(hostile: tuple[TestClient, Record]) -> None:
    client, _ = hostile
    for path in ("/events", "/statements", "/reports", "/actors", "/places"):
        page = client.get(path, params={"q": EVIL})
        assert page.status_code == 200 and "<script>alert" not in page.text
    assert "<script>alert" not in client.get(f"/places/{EVIL}").text
    assert "<script>alert" not in client.get(f"/events/{EVIL}").text
    assert "<script>alert" not in client.get("/events", params={EVIL: "1"}).text


def test_words_of_reports_and_callers_stay_out_of_the_head(hostile: tuple[TestClient, Record]) -> None:
    client, record = hostile
    report = next(row.id for row in record.reports() if row.title == FORMULA)
    asked = ["/events", "/events.csv", "/events.json", "/feeds/events.atom", "/login", "/review", "/api/v1/events"]
    answers = [client.get(path, params={"q": LINES}) for path in asked]
    answers += [client.get(path) for path in (f"/reports/{report}", "/reports.csv", "/a%0d%0aset-cookie:%20x=y")]
    answers += [client.get("/events.csv", params={"outlet": 'x"; filename="evil.exe'})]
    for answer in answers:
        assert answer.status_code < 500
        assert "x=y" not in str(answer.headers) and "evil" not in answer.headers.get("content-disposition", "")


def test_words_of_reports_are_text_in_feeds(hostile: tuple[TestClient, Record]) -> None:
    client, _ = hostile
    for name in ("events", "talks", "changes"):
        answer = client.get(f"/feeds/{name}.atom")
        if answer.status_code == 404:
            continue
        tree = fromstring(answer.content)
        assert not [one for one in tree.iter() if str(one.tag).lower().endswith(("script", "img"))]
        assert not [one for one in tree.iter() if one.get("href", "").startswith("javascript:")]


def test_words_of_reports_are_no_formulas_in_a_table(hostile: tuple[TestClient, Record]) -> None:
    client, _ = hostile
    for noun in ("reports", "events", "figures"):
        for line in client.get(f"/{noun}.csv").text.splitlines():
            assert not line.startswith("=") and ',"=' not in line and ",=" not in line


@pytest.mark.parametrize("noun", ["events", "figures", "statements", "reports", "actors", "places", "judgements"])
def test_words_of_callers_are_no_sql_in_the_api(hostile: tuple[TestClient, Record], noun: str) -> None:
    client, record = hostile
    before = record.summary()
    words = {"actors": ("q",), "places": ("q",), "judgements": ("who",)}.get(
        noun, ("q", "claimant", "outlet", "report")
    )
    for word in words:
        for tried in ("' OR 1=1 --", "'; DROP TABLE rows; --", "%' UNION SELECT 1 --", "\\", "%", "_"):
            answer = client.get(f"/api/v1/{noun}", params={word: tried})
            assert answer.status_code == 200, (word, tried)
            assert answer.json()["total"] == 0 or tried in ("%", "_", "\\"), (word, tried)
    for path in ("show", "why", "text", noun):
        assert client.get(f"/api/v1/{path}/' OR 1=1 --").status_code == 404
    assert record.summary() == before


@pytest.mark.parametrize(
    "tried", ["' OR 1=1 --", '"; DROP TABLE rows; --', "%' UNION SELECT 1 --", "NEAR(a b)", '"*', "a AND"]
)
def test_words_of_callers_are_no_sql(hostile: tuple[TestClient, Record], tried: str) -> None:
    client, record = hostile
    for word in ("q", "place", "actor", "type", "measure", "outlet", "event", "report"):
        answer = client.get("/events.json", params={word: tried})
        assert answer.status_code == 200 and answer.json()["total"] == 0
    assert record.summary().reports in (2, 6)


@pytest.mark.parametrize(
    "tried",
    [
        "/static/../app.py",
        "/static/..%5c..%5ccli.py",
        "/reports/../../../etc/passwd",
        "/codebook/..%2f..%2fcli",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fcli.py",
        "/static//etc/passwd",
    ],
)
def test_only_static_files_are_served(hostile: tuple[TestClient, Record], tried: str) -> None:
    answer = hostile[0].get(tried)
    assert answer.status_code == 404 and "import" not in answer.text and "root:" not in answer.text


def test_the_browser_is_told_to_run_nothing_else(hostile: tuple[TestClient, Record]) -> None:
    client, record = hostile
    for path in [*pages_of(client, record), "/events.json", "/events.csv", "/nothing", "/static/page.js"]:
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self';" in policy
        assert "unsafe" not in policy and "http" not in policy
        assert client.get(path).headers["x-content-type-options"] == "nosniff"


def test_pages_hold_no_script_or_style_of_their_own_and_name_no_other_host(hostile: tuple[TestClient, Record]) -> None:
    client, record = hostile
    for path in pages_of(client, record):
        page = client.get(path).text
        assert not re.search(r"<script(?![^>]*\ssrc=)", page) and "<style" not in page and " style=" not in page
        loaded = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]*)"', page)
        assert loaded and all(one.startswith("/") and not one.startswith("//") for one in loaded)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8000", ""])
def test_only_our_own_names_are_answered(hostile: tuple[TestClient, Record], host: str) -> None:
    assert hostile[0].get("/", headers={"host": host}).status_code == 421


def test_what_is_too_large_is_refused(hostile: tuple[TestClient, Record]) -> None:
    client, _ = hostile
    assert client.get("/events?q=" + "a" * 5_000).status_code == 414
    assert client.get("/events?q=" + "a" * 300).status_code == 422
    assert client.post("/review/decide", content=b"a" * 200_000).status_code == 413
    assert client.get("/events", params={"q": "a\x00b"}).status_code == 422


WRITES = ("/review/decide", "/review/undo", "/api/v1/judgements", "/api/v1/undo")


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_other_sites_cannot_write(hostile: tuple[TestClient, Record], path: str, headers: dict[str, str]) -> None:
    assert hostile[0].post(path, headers=headers).status_code == 403


def test_a_form_without_our_token_is_refused(tmp_path: Path) -> None:
    with site(tmp_path) as (client, record):
        event = record.events().rows[0].id
        form = {"judgement": "confirm", "id": event, "why": "read it", "token": "guessed"}
        assert client.post("/review/decide", data=form).status_code == 403
        assert client.post("/review/undo", data={}).status_code == 403
        assert record.events().rows[0].verdicts == ()


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nx: y"]
)
def test_a_form_leads_on_only_inside(tmp_path: Path, target: str) -> None:
    with site(tmp_path, *reports()[:1]) as (client, record):
        token = re.search(r'name="token" value="([^"]+)"', client.get("/review").text)
        assert token
        form = {
            "judgement": "confirm",
            "id": record.events().rows[0].id,
            "why": "read",
            "token": token[1],
            "next": target,
        }
        answer = client.post("/review/decide", data=form, follow_redirects=False)
        assert answer.status_code == 303 and answer.headers["location"] == "/review"


def test_vendored_files_are_those_that_were_checked() -> None:
    hashes = json.loads((STATIC / "vendor" / "FILES.json").read_text("utf-8"))
    found = {path.name for path in (STATIC / "vendor").iterdir()} - {"FILES.json"}
    assert found == set(hashes)
    for name, known in hashes.items():
        assert hashlib.sha256((STATIC / "vendor" / name).read_bytes()).hexdigest() == known, name


def test_what_is_too_large_is_refused_though_it_does_not_say_so(hostile: tuple[TestClient, Record]) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(30):
            yield b"a" * 10_000

    answer = hostile[0].post("/review/decide", content=pieces())
    assert answer.status_code == 413 and "larger than" in answer.text
