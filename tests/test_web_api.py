"""The API: every noun, every filter, one shape for what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from grotius.record import Filter, Record
from grotius.record.facets import tellings
from grotius.web.api import NOUNS
from web_site import site, talking


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Record]]:
    with site(tmp_path_factory.mktemp("api")) as both:
        yield both


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_is_answered_whole_by_pages(opened: tuple[TestClient, Record], noun: str) -> None:
    client, record = opened
    rows, cursor = [], ""
    while True:
        page = client.get(f"/api/v1/{noun}", params={"limit": 1, **({"cursor": cursor} if cursor else {})}).json()
        rows += page["rows"]
        cursor = page["next"]
        if not cursor:
            break
    found = tellings(record, Filter(limit=None)) if noun == "tellings" else getattr(record, noun)(Filter(limit=None))
    assert len(rows) == page["total"] == found.total


def test_it_describes_itself(opened: tuple[TestClient, Record]) -> None:
    client, _ = opened
    described = client.get("/api/openapi.json").json()
    assert {f"/api/v1/{noun}" for noun in NOUNS} <= set(described["paths"])
    assert client.get("/api").status_code == 200
    for methods in described["paths"].values():
        assert all(one["summary"] for one in methods.values())


def test_one_thing_and_why(opened: tuple[TestClient, Record]) -> None:
    client, record = opened
    name = record.events().rows[0].id
    assert client.get(f"/api/v1/show/{name}").json()["id"] == name
    assert isinstance(client.get(f"/api/v1/why/{name}").json(), list)
    assert client.get("/api/v1/summary").json()["events"] == 2


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/nothing", 404),
        ("/api/v1/show/none", 404),
        ("/api/v1/events?limit=0", 422),
        ("/api/v1/events?limit=x", 422),
        ("/api/v1/events?since=soon", 422),
        ("/api/v1/events?cursor=!!", 422),
        ("/api/v1/events?colour=red", 422),
        ("/api/v1/deleted?cursor=eA", 422),
    ],
)
def test_errors_have_one_shape(opened: tuple[TestClient, Record], path: str, status: int) -> None:
    answer = opened[0].get(path)
    assert answer.status_code == status
    assert set(answer.json()) == {"error", "message", "status"}


def test_answers_are_tagged(opened: tuple[TestClient, Record]) -> None:
    client, _ = opened
    tag = client.get("/api/v1/events").headers["etag"]
    assert client.get("/api/v1/events", headers={"if-none-match": tag}).status_code == 304
    assert client.get("/api/v1/talks", headers={"if-none-match": tag}).status_code == 200


def test_a_copy_can_be_kept_up_to_date(tmp_path: Path) -> None:
    with site(tmp_path) as (client, record):
        before = client.get("/api/v1/changes?limit=500").json()["rows"][-1]["at"]
        assert client.get("/api/v1/statements", params={"updated_since": "2999-01-01"}).json()["total"] == 0
        newer = "Ann Carter met President Ivan Orlov again. Orlov said there would be no ceasefire and left."
        record.add(talking("Later Herald", newer))
        record.merge()
        rows = client.get("/api/v1/statements", params={"updated_since": before}).json()["rows"]
        assert "Later Herald" in {row["origin"]["publisher"] for row in rows}
        left, right = (row.id for row in record.events())
        record.judge("same", left, right, who="Ann", why="one strike")
        gone = client.get("/api/v1/deleted", params={"since": before}).json()["rows"]
        assert {left, right} & {row["id"] for row in gone}
        assert {row["successor"] for row in gone if row["id"] in (left, right)} <= {left, right}


def test_a_judgement_is_written_and_undone(tmp_path: Path) -> None:
    with site(tmp_path, reviewer="Ann") as (client, record):
        name = record.events().rows[0].id
        body = {"judgement": "confirm", "id": name, "why": "read the words"}
        assert client.post("/api/v1/judgements", json=body).status_code == 200
        assert [verdict.who for verdict in record.events().rows[0].verdicts] == ["Ann"]
        assert client.post("/api/v1/undo").status_code == 200
        assert record.events().rows[0].verdicts == ()
        assert client.post("/api/v1/judgements", json={**body, "id": "none"}).status_code == 404
        assert client.post("/api/v1/judgements", json={"id": name}).status_code == 422


def test_the_record_is_asked_as_it_stood(tmp_path: Path) -> None:
    with site(tmp_path) as (client, _):
        assert client.get("/api/v1/events", params={"as_of": "2020-01-01"}).json()["total"] == 0
        assert client.get("/api/v1/events").json()["total"] == 2
