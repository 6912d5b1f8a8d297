"""The API: every noun, every filter, one shape for what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from grotius.record import Filter, Record
from grotius.record.facets import tellings
from grotius.record.feeding import moment_of
from grotius.record.undoing import undo
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


@pytest.mark.parametrize("noun", [noun for noun in NOUNS if noun != "disagreements"])
def test_one_of_a_noun_is_the_row_of_its_list(opened: tuple[TestClient, Record], noun: str) -> None:
    client, _ = opened
    rows = client.get(f"/api/v1/{noun}").json()["rows"]
    if not rows:
        assert noun == "interactions", "the small record has no other empty list"
    for row in rows:
        name = row["id"] if "id" in row else next(value["id"] for key, value in row.items() if key in KEYS)
        assert client.get(f"/api/v1/{noun}/{name}").json() == row
    assert client.get(f"/api/v1/{noun}/none").status_code == 404


KEYS = ("mention", "figure", "talk", "statement", "position", "interaction")


def test_a_row_of_another_noun_is_not_taken_for_one(opened: tuple[TestClient, Record]) -> None:
    client, record = opened
    event = record.events().rows[0].id
    assert client.get(f"/api/v1/talks/{event}").status_code == 404
    assert client.get(f"/api/v1/reports/{event}").status_code == 404


def test_old_ids_lead_on(tmp_path: Path) -> None:
    with site(tmp_path) as (client, record):
        left, right = (row.id for row in record.events())
        record.judge("same", left, right, who="Ann", why="one strike")
        now = record.events().rows[0].id
        assert {client.get(f"/api/v1/events/{name}").json()["id"] for name in (left, right)} == {now}


def test_spans_point_into_the_text(opened: tuple[TestClient, Record]) -> None:
    client, _ = opened
    for row in client.get("/api/v1/figures").json()["rows"]:
        text = client.get(f"/api/v1/text/{row['origin']['report']}").json()["text"]
        span = row["figure"]["span"]
        assert text[span["start"] : span["end"]] == span["text"]
    assert client.get("/api/v1/text/none").status_code == 404


@pytest.mark.parametrize("noun", ["actors", "places"])
def test_who_and_where_come_by_pages(opened: tuple[TestClient, Record], noun: str) -> None:
    client, _ = opened
    whole = client.get(f"/api/v1/{noun}").json()
    assert whole["total"] == len(whole["rows"]) >= 2 and whole["next"] is None
    first = client.get(f"/api/v1/{noun}?limit=1").json()
    second = client.get(f"/api/v1/{noun}", params={"limit": 1, "cursor": first["next"]}).json()
    assert [*first["rows"], *second["rows"]] == whole["rows"][:2]
    name = whole["rows"][0]["name"]
    assert name in {row["name"] for row in client.get(f"/api/v1/{noun}", params={"q": name}).json()["rows"]}


def test_judgements_are_told_apart_by_who_made_them(tmp_path: Path) -> None:
    with site(tmp_path, reviewer="Ann") as (client, record):
        machine = client.get("/api/v1/judgements", params={"kind": "machine"}).json()
        left, right = (row.id for row in record.events())
        figure = record.figures().rows[0].figure.id
        record.judge("different", left, right, who="Ben", why="two towns")
        record.judge("correct", figure, who="Ann", why="the words say so", field="best", value=4)
        people = client.get("/api/v1/judgements", params={"kind": "person"}).json()
        assert {row["kind"] for row in machine["rows"]} <= {"machine"}
        assert {row["kind"] for row in people["rows"]} == {"person"}
        by_ann = client.get("/api/v1/judgements", params={"who": "Ann"}).json()["rows"]
        assert {(row["judgement"], row["field"], row["value"], *row["on"]) for row in by_ann} == {
            ("correct", field, "4", figure) for field in ("low", "best", "high")
        }
        every, cursor = [], ""
        while cursor is not None:
            page = client.get(
                "/api/v1/judgements", params={"limit": 2, **({"cursor": cursor} if cursor else {})}
            ).json()
            every += page["rows"]
            cursor = page["next"]
        assert len(every) == page["total"] == machine["total"] + people["total"]


def test_updates_keep_to_the_filter_and_go_by_pages(tmp_path: Path) -> None:
    with site(tmp_path) as (client, _):
        asked = {"updated_since": "2020-01-01", "place": "Yarova", "limit": 1}
        first = client.get("/api/v1/figures", params=asked).json()
        assert first["total"] == 1 and first["rows"][0]["figure"]["place"]["name"] == "Yarova"
        every, cursor = [], ""
        while cursor is not None:
            words = {"updated_since": "2020-01-01", "limit": 2} | ({"cursor": cursor} if cursor else {})
            page = client.get("/api/v1/figures", params=words).json()
            every += [row["figure"]["id"] for row in page["rows"]]
            cursor = page["next"]
        plain = client.get("/api/v1/figures").json()["rows"]
        assert sorted(every) == sorted(row["figure"]["id"] for row in plain)
        nothing = client.get("/api/v1/figures", params={"updated_since": page["written"]}).json()
        assert nothing["total"] <= len(plain)


def test_what_a_person_rejected_is_gone_and_comes_back(tmp_path: Path) -> None:
    with site(tmp_path) as (client, record):
        figure = record.figures().rows[0].figure.id
        record.judge("reject", figure, who="Ann", why="no count")
        before = client.get("/api/v1/figures").json()["written"]
        gone = client.get("/api/v1/deleted", params={"since": before}).json()["rows"]
        assert [(row["id"], row["kind"], row["successor"]) for row in gone] == [(figure, "figure", None)]
        assert client.get(f"/api/v1/figures/{figure}").status_code == 404
        undo(record, who="Ann")
        assert client.get("/api/v1/deleted", params={"since": before}).json()["total"] == 0
        back = client.get("/api/v1/figures", params={"updated_since": before}).json()["rows"]
        assert figure in {row["figure"]["id"] for row in back}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/api/v1/disagreements?updated_since=2025-01-01", "updated_since is for"),
        ("/api/v1/events?updated_since=2025-01-01&as_of=2025-01-01", "leave as_of out"),
        ("/api/v1/events?updated_since=soon", "needs a day or a moment"),
        ("/api/v1/events?updated_since=2025-01-01&cursor=eA", "cursor"),
        ("/api/v1/deleted?since=yesterday", "needs a day or a moment"),
        ("/api/v1/actors?colour=red", "no filter 'colour'"),
        ("/api/v1/actors?cursor=eA", "cursor"),
        ("/api/v1/judgements?cursor=eA", "cursor"),
        ("/api/v1/codebook/none", "no kind"),
    ],
)
def test_what_makes_no_sense_is_said(opened: tuple[TestClient, Record], path: str, said: str) -> None:
    answer = opened[0].get(path)
    assert answer.status_code in (404, 422) and said in answer.json()["message"]


def test_every_answer_is_described_and_tagged(opened: tuple[TestClient, Record]) -> None:
    client, _ = opened
    described = client.get("/api/openapi.json").json()
    for path, methods in described["paths"].items():
        for what in methods.values():
            assert "$ref" in str(what["responses"]["200"]["content"]["application/json"]["schema"]), path
            for status in ("401", "403", "422", "429"):
                assert what["responses"][status]["content"]["application/json"]["schema"]["$ref"].endswith("/Failed")
    plain = [path for path, methods in described["paths"].items() if "get" in methods and "{" not in path]
    for path in plain:
        answer = client.get(path)
        assert answer.status_code == 200 and answer.headers["etag"], path
        tags = f'"other", {answer.headers["etag"]}'
        assert client.get(path, headers={"if-none-match": tags}).status_code == 304, path


def test_moments_may_be_in_any_zone() -> None:
    assert moment_of("2025-04-25T12:00:00+02:00", "since") == moment_of("2025-04-25T10:00:00Z", "since")
    assert moment_of("2025-04-25", "since") == "2025-04-25"


EVERY_FILTER = {
    "since": "2025-01-01",
    "until": "2026-01-01",
    "place": "Ukraine",
    "actor": "Orlov",
    "type": "attack",
    "measure": "killed",
    "issue": "ceasefire",
    "q": "ceasefire",
    "outlet": "Daily",
    "claimant": "mayor",
    "confidence": "high",
    "reviewed": "no",
    "event": "e-none",
    "report": "r-none",
    "rule": "lowest",
    "as_of": "2999-01-01",
    "background": "no",
}


@pytest.mark.parametrize("noun", NOUNS)
def test_filters_go_together(opened: tuple[TestClient, Record], noun: str) -> None:
    client, _ = opened
    whole = client.get(f"/api/v1/{noun}").json()["total"]
    assert client.get(f"/api/v1/{noun}", params=EVERY_FILTER).json()["total"] == 0
    for one, other in pairwise(
        ("since", "actor", "claimant", "place", "q", "actor", "place", "reviewed", "confidence")
    ):
        answer = client.get(f"/api/v1/{noun}", params={name: EVERY_FILTER[name] for name in (one, other)})
        assert answer.status_code == 200 and answer.json()["total"] <= whole, (one, other)


def test_a_rejected_event_can_still_be_read_by_its_id(tmp_path: Path) -> None:
    with site(tmp_path) as (client, record):
        event, talk = record.events().rows[0].id, record.talks().rows[0].id
        for name in (event, talk):
            record.judge("reject", name, who="Ann", why="never took place")
        for noun, name in (("events", event), ("talks", talk)):
            assert client.get(f"/api/v1/{noun}/{name}").json()["verdicts"][-1]["decision"] == "reject"
            assert name not in client.get(f"/api/v1/{noun}").text
            page = client.get(f"/{noun}/{name}")
            assert page.status_code == 200
            assert "Ann rejected it: never took place." in page.text
        assert record.figures(Filter(event=event)).total == 0
