"""People decide on the pages and through the API, and take it back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from factory import PAVLOHRAD, YAROVA, strike
from grotius.record import Filter, Record
from web_site import site


def send(client: TestClient, path: str = "/review/decide", **form: str) -> int:
    token = re.search(r'name="token" value="([^"]+)"', client.get("/review").text)
    assert token
    return client.post(
        path, data={"token": token[1], "why": "read the words", **form}, follow_redirects=False
    ).status_code


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Record]]:
    """For tests that write nothing."""
    with site(tmp_path_factory.mktemp("review")) as both:
        yield both


def killed(record: Record) -> list[int | None]:
    return sorted((row.figure.best for row in record.figures(Filter(measure="killed"))), key=lambda n: n or 0)


def test_the_queue_begins_with_the_gravest_disagreement(tmp_path: Path) -> None:
    with site(tmp_path) as (client, record):
        items = client.get("/review.json").json()["items"]
        assert items[0]["kind"] == "disagreement"
        gravest = record.disagreements().rows[0]
        assert items[0]["ids"][0] in {claim.figure.id for claim in gravest.claims}


def test_a_decision_is_kept_signed_and_undone(tmp_path: Path) -> None:
    with site(tmp_path) as (client, record):
        row = record.figures(Filter(place="Yarova")).rows[0].figure.id
        assert send(client, judgement="reject", id=row) == 303
        assert killed(record) == [2, 7]
        assert "rejected by Ann" in client.get(f"/id/{row}").text
        assert send(client, "/review/undo") == 303
        assert killed(record) == [2, 3, 7]
        assert [one["what"] for one in client.get("/review.json").json()["decided"]] == [
            "decision undone",
            "rejected by a person",
        ]


def test_a_number_is_corrected_with_other_words(tmp_path: Path) -> None:
    with site(tmp_path) as (client, record):
        row = record.figures(Filter(place="Yarova")).rows[0].figure.id
        assert send(client, judgement="correct", id=row, field="best", value="1,003") == 303
        assert killed(record) == [2, 7, 1003]
        assert send(client, judgement="correct", id=row, field="best", value="many") == 422
        assert send(client, "/review/undo") == 303
        assert killed(record) == [2, 3, 7]


def test_a_claimant_is_corrected_by_words_of_the_report(tmp_path: Path) -> None:
    with site(tmp_path) as (client, record):
        sourced = record.figures(Filter(place="Yarova")).rows[0]
        text = client.get(f"/reports/{sourced.origin.report}.json").json()
        whole = "".join(piece["text"] for piece in text["pieces"])
        start = whole.index("officials")
        place = {"start": str(start), "end": str(start + 9)}
        assert (
            send(client, judgement="correct", id=sourced.figure.id, field="claimant", value="officials", **place) == 303
        )
        claimant = record.figures(Filter(place="Yarova")).rows[0].figure.claimant
        assert claimant is not None and claimant.name == "officials"
        assert claimant.span is not None and claimant.span.text == "officials"
        beyond = {"start": "5", "end": "900000"}
        assert send(client, judgement="correct", id=sourced.figure.id, field="claimant", value="x", **beyond) == 422


def test_two_events_are_joined_and_parted_again(tmp_path: Path) -> None:
    with site(tmp_path, strike(PAVLOHRAD, 2), strike(YAROVA, 2, publisher="Other")) as (client, record):
        left, right = (row.id for row in record.events())
        assert send(client, judgement="same", id=left, other=right) == 303
        assert record.events().total == 1
        assert send(client, "/review/undo") == 303
        assert record.events().total == 2


def test_agreement_is_published(tmp_path: Path) -> None:
    with site(tmp_path) as (client, record):
        rows = [row.figure.id for row in record.figures()]
        send(client, judgement="confirm", id=rows[0])
        send(client, judgement="correct", id=rows[1], field="best", value="4")
        agreement = {one["kind"]: one for one in client.get("/about.json").json()["agreement"]}
        assert agreement["figure"]["confirmed"] == 1 and agreement["figure"]["corrected"] == 1
        assert "Machine against reviewers" in client.get("/about").text


def test_nothing_to_undo_is_said(tmp_path: Path) -> None:
    with site(tmp_path) as (client, _):
        assert send(client, "/review/undo") == 422


@pytest.mark.parametrize("judgement", ["", "sure", "correct", "same"])
def test_what_makes_no_sense_is_refused(tmp_path: Path, judgement: str) -> None:
    with site(tmp_path) as (client, record):
        assert send(client, judgement=judgement, id=record.events().rows[0].id) == 422
        assert all(not row.verdicts for row in record.events())


@pytest.mark.parametrize(
    ("noun", "field", "value"),
    [
        ("figures", "time", "soon"),
        ("figures", "time", "2025-04-25/zzz"),
        ("figures", "time", "2025-13-01"),
        ("figures", "time", "2025-04-26/2025-04-25"),
        ("figures", "time", "20250425"),
        ("figures", "time", "9999-01-01"),
        ("figures", "best", "9999999999"),
        ("figures", "best", "-1"),
        ("figures", "measure", "<b>"),
        ("figures", "claimant", "x" * 300),
        ("figures", "claimant", "a\nb"),
        ("figures", "background", "maybe"),
        ("figures", "id", "x"),
        ("figures", "mention", "m-none"),
        ("events", "type", "<script>"),
        ("events", "status", "gone"),
        ("events", "mode", "null"),
        ("events", "words", "what no report says"),
        ("events", "denied_by", "Ann"),
        ("talks", "type", "attack"),
        ("talks", "status", "actual"),
        ("talks", "time", "2025-04-25/zzz"),
        ("positions", "issue", "weather"),
        ("positions", "stance", "glad"),
        ("statements", "content", "other words"),
    ],
)
def test_a_value_is_corrected_only_to_what_it_can_be(
    small: tuple[TestClient, Record], noun: str, field: str, value: str
) -> None:
    client, record = small
    row = getattr(record, noun)().rows[0]
    name = getattr(row, "id", None) or getattr(row, noun.removesuffix("s")).id
    before = record.changes().total
    assert send(client, judgement="correct", id=name, field=field, value=value) == 422
    assert record.changes().total == before


@pytest.mark.parametrize(
    ("noun", "field", "value"),
    [
        ("figures", "time", "2025-04-25T08:45"),
        ("figures", "time", "2025-04-25/2025-04-26"),
        ("events", "type", "shelling"),
        ("talks", "status", "refused"),
        ("positions", "issue", "territory"),
        ("positions", "stance", "conditional"),
        ("statements", "act", "promise"),
    ],
)
def test_a_value_is_corrected_to_what_it_can_be(tmp_path: Path, noun: str, field: str, value: str) -> None:
    with site(tmp_path) as (client, record):
        row = getattr(record, noun)().rows[0]
        name = getattr(row, "id", None) or getattr(row, noun.removesuffix("s")).id
        assert send(client, judgement="correct", id=name, field=field, value=value) == 303
        assert value.split("/")[0] in str(record.show(name))
        assert {client.get(f"/{page}").status_code for page in ("", noun, "review", "changes")} == {200}


def test_characters_that_no_store_keeps_are_refused(small: tuple[TestClient, Record]) -> None:
    client, record = small
    name = record.events().rows[0].id
    for why in ("a\x00b", "\x00"):
        body = {"judgement": "confirm", "id": name, "why": why}
        assert client.post("/api/v1/judgements", json=body).status_code == 422
    lone = b'{"judgement": "confirm", "why": "\\ud800", "id": "' + name.encode() + b'"}'
    answer = client.post("/api/v1/judgements", content=lone, headers={"content-type": "application/json"})
    assert answer.status_code == 422
