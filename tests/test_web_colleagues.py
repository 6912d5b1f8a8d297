"""Two reviewers at one record: each sees what the other does, and nobody's decision is run over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from grotius.record import Filter
from grotius.record.agreement import alike, outcome_of
from grotius.record.rows import Verdict
from web_team import Site, form_token, send, team_site


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with team_site(tmp_path) as one:
        yield one


def figure(site: Site) -> str:
    return site.record.figures(Filter(place="Yarova")).rows[0].figure.id


def decide(client: TestClient, **form: str) -> httpx.Response:
    return send(client, "/review/decide", why="read the words", **form)


def test_who_is_on_an_item_is_seen_by_the_others(site: Site) -> None:
    ben, cleo = site.browser("ben"), site.browser("cleo")
    first = cleo.get("/review")
    assert "is on it" not in first.text
    item = ben.get("/review.json").json()["current"]["key"]
    again = cleo.get("/review", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 200 and "ben is on it" in again.text and "ben has this on the desk too" in again.text
    assert cleo.get("/review.json").json()["at_work"] == [{"item": item, "names": ["ben"]}]
    assert "ben is on it" not in ben.get("/review").text


def test_strangers_and_readers_do_not_see_who_works(tmp_path: Path) -> None:
    with team_site(tmp_path, reading="open") as site:
        site.browser("ben").get("/review")
        for client in (site.browser(), site.browser("dora")):
            page = client.get("/review")
            assert page.status_code == 200 and "ben" not in page.text.replace("Benutzer", "")
            assert client.get("/review.json").json()["at_work"] == []


def test_what_another_decided_in_the_meantime_is_not_run_over(site: Site) -> None:
    ben, cleo, row = site.browser("ben"), site.browser("cleo"), figure(site)
    seen = {client: re.search(r'name="seen" value="(\d+)"', client.get("/review").text) for client in (ben, cleo)}
    assert all(seen.values())
    first = {"judgement": "reject", "id": row, "seen": seen[ben][1]}  # type: ignore[index]
    second = {"judgement": "confirm", "id": row, "seen": seen[cleo][1]}  # type: ignore[index]
    assert decide(ben, **first).status_code == 303
    refused = decide(cleo, **second)
    assert refused.status_code == 409 and "ben decided on it in the meantime" in refused.text
    assert [one.who for one in site.record.show(row).verdicts] == ["ben"]
    looked_again = cleo.get("/review.json").json()["seen"]
    assert decide(cleo, judgement="confirm", id=row, seen=str(looked_again)).status_code == 303


def test_programs_can_ask_for_the_same(site: Site) -> None:
    program, row = site.program(site.token("cleo")), figure(site)
    seen = program.get("/review.json").json()["seen"]
    decide(site.browser("ben"), judgement="reject", id=row)
    body = {"judgement": "confirm", "id": row, "why": "read", "seen": seen}
    assert program.post("/api/v1/judgements", json=body).status_code == 409
    assert program.post("/api/v1/judgements", json={**body, "seen": None}).status_code == 200


def test_what_one_judged_waits_for_a_second_pair_of_eyes(site: Site) -> None:
    ben, cleo, row = site.browser("ben"), site.browser("cleo"), figure(site)
    decide(ben, judgement="correct", id=row, field="best", value="4")
    assert ben.get("/review.json?kind=judged").json()["items"] == []
    item = cleo.get("/review.json?kind=judged").json()["items"][0]
    assert item["ids"] == [row] and item["why"] == "ben: correct, read the words"
    page = cleo.get("/review?kind=judged").text
    assert "corrected low by ben" in page and "Machine</th>" in page
    decide(cleo, judgement="confirm", id=row)
    assert cleo.get("/review.json?kind=judged").json()["items"] == []


def test_machine_against_reviewer_is_shown(site: Site) -> None:
    ben, row = site.browser("ben"), figure(site)
    decide(ben, judgement="correct", id=row, field="best", value="4")
    part = site.browser("cleo").get("/review.json?kind=judged").json()["parts"][0]
    told = {(one["field"], one["machine"], one["person"], one["who"]) for one in part["differences"]}
    assert ("best", "3", "4", "ben") in told


def test_agreement_is_told_by_field_and_between_people(site: Site) -> None:
    ben, cleo, row = site.browser("ben"), site.browser("cleo"), figure(site)
    others = [one.figure.id for one in site.record.figures() if one.figure.id != row]
    decide(ben, judgement="correct", id=row, field="best", value="4")
    decide(cleo, judgement="confirm", id=row)
    decide(ben, judgement="confirm", id=others[0])
    decide(cleo, judgement="reject", id=others[0])
    decide(cleo, judgement="confirm", id=others[1])
    told = site.program(site.token("dora", site.team.accounts.find("dora").role)).get("/api/v1/agreement").json()
    assert told == [
        {
            "kind": "figure",
            "confirmed": 1,
            "corrected": 1,
            "rejected": 1,
            "fields": [{"field": "best", "looked_at": 2, "corrected": 1}],
            "by_two": 2,
            "alike": 1,
        }
    ]
    page = cleo.get("/about").text
    assert "Reviewers among each other" in page and "50 %" in page


def verdict(decision: str, who: str, field: str | None = None, value: str | None = None) -> Verdict:
    return Verdict(decision, who, "why", "2025-05-01", field=field, value=value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("verdicts", "outcome", "of_one_mind"),
    [
        ([verdict("confirm", "ann"), verdict("confirm", "ben")], "confirm", True),
        ([verdict("correct", "ann", "best", "4"), verdict("confirm", "ben")], "correct", True),
        ([verdict("correct", "ann", "best", "4"), verdict("correct", "ben", "best", "4")], "correct", True),
        ([verdict("correct", "ann", "best", "4"), verdict("correct", "ben", "best", "5")], "correct", False),
        ([verdict("confirm", "ann"), verdict("correct", "ben", "best", "5")], "correct", False),
        ([verdict("reject", "ann"), verdict("reject", "ben")], "reject", True),
        ([verdict("reject", "ann"), verdict("confirm", "ben")], "confirm", False),
        ([verdict("correct", "ann", "best", "4"), verdict("reject", "ben")], "reject", False),
    ],
)
def test_of_one_mind(verdicts: list[Verdict], outcome: str, of_one_mind: bool) -> None:
    assert outcome_of(verdicts) == outcome
    assert alike(verdicts) is of_one_mind


def test_a_form_cannot_sign_for_another(site: Site) -> None:
    ben, row = site.browser("ben"), figure(site)
    form = {"token": form_token(ben), "judgement": "confirm", "id": row, "why": "x", "who": "ann", "reviewer": "ann"}
    assert ben.post("/review/decide", data=form).status_code == 303
    assert [one.who for one in site.record.show(row).verdicts] == ["ben"]
