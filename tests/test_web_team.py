"""A site with accounts: who gets in, what a role lets them do, and what is written down of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from grotius.web.team import Role
from grotius.web.team.brakes import TRIES_OF_ONE_NAME
from web_team import PASSWORD, Site, form_token, log_in, send, team_site


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """For tests that only read."""
    with team_site(tmp_path_factory.mktemp("closed")) as site:
        yield site


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with team_site(tmp_path) as one:
        yield one


def event_of(site: Site) -> str:
    return site.record.events().rows[0].id


def signed_by(site: Site) -> list[str]:
    return [verdict.who for row in site.record.events() for verdict in row.verdicts]


PAGES = "/ /events /talks /reports /review /about /changes /download /codebook /account /team /team/audit /api".split()
DATA = "/events.json /events.csv /api/v1/events /api/v1/summary /api/openapi.json /api/v1/changes".split()


def test_who_is_not_logged_in_sees_nothing_of_a_closed_site(closed: Site) -> None:
    stranger = closed.browser()
    for path in PAGES:
        answer = stranger.get(path)
        assert answer.status_code == 303 and answer.headers["location"].startswith("/login?next=%2F"), path
    for path in DATA:
        answer = stranger.get(path)
        assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer", path
        assert set(answer.json()) == {"error", "message", "status"}
    assert stranger.get("/nothing").status_code == 303, "what there is and what not is not told"
    assert stranger.get("/static/grotius.css").status_code == 200


def test_an_open_site_is_read_by_all_and_written_by_none_without_an_account(tmp_path: Path) -> None:
    with team_site(tmp_path, reading="open") as site:
        stranger = site.browser()
        for path in ("/", "/events", "/review", "/events.json", "/api/v1/events"):
            assert stranger.get(path).status_code == 200, path
        for path in ("/account", "/team", "/team/audit"):
            assert stranger.get(path).status_code == 303, path
        assert stranger.get("/api/v1/audit").status_code == 401
        body = {"judgement": "confirm", "id": event_of(site), "why": "read"}
        for path in ("/review/decide", "/review/undo", "/api/v1/judgements", "/api/v1/undo", "/team/add", "/logout"):
            assert stranger.post(path, json=body).status_code in (401, 403), path
        assert "<form" not in stranger.get("/review").text and not signed_by(site)


WRITES = ("/review/decide", "/review/undo", "/api/v1/judgements", "/api/v1/undo")
ADMIN_WRITES = ("/team/add", "/team/role", "/team/password", "/team/disable", "/team/enable")


def test_a_reader_writes_nothing(site: Site) -> None:
    dora = site.browser("dora")
    form = {"token": form_token(dora), "name": "ben", "role": "admin", "judgement": "confirm", "id": event_of(site)}
    for path in (*WRITES, *ADMIN_WRITES):
        assert dora.post(path, data={**form, "why": "x"}).status_code == 403, path
        last = site.team.audit.latest(1)[0]
        assert (last.who, last.target, last.outcome) == ("dora", path, "refused")
    assert not signed_by(site)
    assert [one.role for one in site.team.accounts.all()] == ["admin", "reviewer", "reviewer", "reader"]


def test_a_reviewer_is_no_admin(site: Site) -> None:
    ben = site.browser("ben")
    for path in ("/team", "/team/audit", "/api/v1/audit"):
        assert ben.get(path).status_code == 403, path
    form = {"token": form_token(ben), "name": "ben", "role": "admin"}
    for path in ADMIN_WRITES:
        assert ben.post(path, data=form).status_code == 403, path
    assert site.team.accounts.find("ben").role is Role.REVIEWER


def test_decisions_carry_the_name_of_the_person(site: Site) -> None:
    name = event_of(site)
    answer = send(site.browser("ben"), "/review/decide", judgement="confirm", id=name, why="read it")
    assert answer.status_code == 303
    send(site.browser("cleo"), "/review/decide", judgement="confirm", id=name, why="so did I")
    assert signed_by(site) == ["ben", "cleo"]
    assert [(row.who, row.kind) for row in site.record.changes(limit=500).rows[-2:]] == [
        ("ben", "person"),
        ("cleo", "person"),
    ]
    last = site.team.audit.latest(10)
    found = [(one.who, one.action, one.target, one.outcome) for one in last if one.action.startswith("judgement")]
    assert found == [("cleo", "judgement: confirm", name, "done"), ("ben", "judgement: confirm", name, "done")]


def test_nobody_takes_back_what_another_decided(site: Site) -> None:
    send(site.browser("ben"), "/review/decide", judgement="confirm", id=event_of(site), why="read it")
    assert send(site.browser("cleo"), "/review/undo").status_code == 422
    assert signed_by(site) == ["ben"]
    assert send(site.browser("ben"), "/review/undo").status_code == 303
    assert signed_by(site) == []


def test_what_fails_is_in_the_audit_too(site: Site) -> None:
    send(site.browser("ben"), "/review/decide", judgement="confirm", id="none", why="read it")
    assert site.team.audit.latest(1)[0].outcome == "refused"


def test_the_admin_reads_the_audit(site: Site) -> None:
    send(site.browser("ben"), "/review/decide", judgement="confirm", id=event_of(site), why="<b>read it</b>")
    ann = site.browser("ann")
    page = ann.get("/team/audit").text
    assert "judgement: confirm" in page and "&lt;b&gt;read it" in page and "<b>read it" not in page
    first = ann.get("/api/v1/audit", params={"limit": 2}).json()
    second = ann.get("/api/v1/audit", params={"limit": 2, "cursor": first["next"]}).json()
    keys = [row["key"] for row in (*first["rows"], *second["rows"])]
    assert keys == sorted(keys, reverse=True) and len(set(keys)) == 3
    assert all(row["address"] is None for row in first["rows"])


def test_addresses_are_kept_only_where_asked_for(tmp_path: Path) -> None:
    with team_site(tmp_path, keep_addresses=True) as site:
        site.browser("ann")
        assert site.team.audit.latest(1)[0].address == "testclient"


# -- accounts by an admin -------------------------------------------------------------------------------------------


def test_an_admin_adds_a_person_who_must_choose_a_password(site: Site) -> None:
    ann = site.browser("ann")
    added = send(ann, "/team/add", name="Eve.Adams", role="reviewer")
    once = re.search(r"<code>([^<]+)</code>", added.text)
    assert once and added.headers["cache-control"] == "no-store"
    assert once[1] not in ann.get("/team").text, "it is shown once"
    eve = site.browser()
    assert log_in(eve, "eve.adams", once[1], "/events").headers["location"] == "/account"
    assert eve.get("/events").headers["location"] == "/account"
    assert eve.get("/events.json").status_code == 403
    assert send(eve, "/review/undo").status_code == 403
    wrong = send(eve, "/account/password", password=once[1], fresh="short", again="short")
    assert wrong.status_code == 422
    fresh = "staple battery horse"
    assert send(eve, "/account/password", password=once[1], fresh=fresh, again=fresh).status_code == 303
    assert eve.get("/events").status_code == 200
    assert log_in(site.browser(), "eve.adams", once[1]).status_code == 401
    assert log_in(site.browser(), "eve.adams", fresh).status_code == 303


def test_a_name_is_never_given_twice(site: Site) -> None:
    ann = site.browser("ann")
    send(ann, "/team/disable", name="ben")
    answer = send(ann, "/team/add", name="BEN", role="reader")
    assert answer.status_code == 422 and "never given twice" in answer.text


def test_names_are_plain(site: Site) -> None:
    ann = site.browser("ann")
    for name in ("grotius", "a", "ann carter", "<script>", "аnn", "-x", "a\r\nb", "x" * 41, "", "../ann"):
        assert send(ann, "/team/add", name=name, role="reader").status_code == 422, name
    assert len(site.team.accounts.all()) == 4


def test_some_admin_is_always_left(site: Site) -> None:
    ann = site.browser("ann")
    assert send(ann, "/team/disable", name="ann").status_code == 422
    assert send(ann, "/team/role", name="ann", role="reader").status_code == 422
    send(ann, "/team/role", name="ben", role="admin")
    assert send(ann, "/team/role", name="ann", role="reader").status_code == 200
    assert ann.get("/team").status_code == 403


def test_a_disabled_person_is_out_at_once(site: Site) -> None:
    ben, program = site.browser("ben"), site.program(site.token("ben"))
    assert ben.get("/events").status_code == 200 and program.get("/api/v1/events").status_code == 200
    send(site.browser("ann"), "/team/disable", name="ben")
    assert ben.get("/events").status_code == 303 and program.get("/api/v1/events").status_code == 401
    assert log_in(site.browser(), "ben").status_code == 401
    send(site.browser("ann"), "/team/enable", name="ben")
    assert ben.get("/events").status_code == 303, "the old session stays ended"
    assert log_in(site.browser(), "ben").status_code == 303


def test_a_role_changes_at_once(site: Site) -> None:
    ben, program = site.browser("ben"), site.program(site.token("ben"))
    send(site.browser("ann"), "/team/role", name="ben", role="reader")
    assert send(ben, "/review/undo").status_code == 403
    assert program.post("/api/v1/undo").status_code == 403


def test_a_new_password_ends_the_sessions(site: Site) -> None:
    ben = site.browser("ben")
    page = send(site.browser("ann"), "/team/password", name="ben")
    assert page.status_code == 200 and ben.get("/").status_code == 303
    assert log_in(site.browser(), "ben").status_code == 401


# -- tokens ---------------------------------------------------------------------------------------------------------


def test_a_program_reads_and_judges_with_a_token(site: Site) -> None:
    ben = site.browser("ben")
    made = send(ben, "/account/tokens", label="nightly <copy>", role="reviewer", days="3")
    token = re.search(r"<code>(grotius_[^<]+)</code>", made.text)
    assert token and made.headers["cache-control"] == "no-store" and "nightly &lt;copy&gt;" in made.text
    assert token[1] not in ben.get("/account").text, "it is shown once"
    program = site.program(token[1])
    body = {"judgement": "confirm", "id": event_of(site), "why": "checked by a script"}
    assert program.post("/api/v1/judgements", json=body).status_code == 200
    assert signed_by(site) == ["ben"]
    assert site.team.audit.latest(1)[0].via == "token: nightly <copy>"
    assert program.get("/events.csv").status_code == 200


def test_a_token_can_do_less_but_never_more_than_its_person(site: Site) -> None:
    reading = site.program(site.token("ben", Role.READER))
    assert reading.get("/api/v1/events").status_code == 200
    assert reading.post("/api/v1/undo").status_code == 403
    assert send(site.browser("ben"), "/account/tokens", label="x", role="admin", days="").status_code == 422


def test_a_token_changes_no_account(site: Site) -> None:
    program = site.program(site.token("ann", Role.ADMIN))
    assert program.get("/api/v1/audit").status_code == 200
    for path in ("/account", "/team", "/team/audit"):
        assert program.get(path).status_code == 403
    for path in ("/account/tokens", "/account/password", "/team/add", "/team/role", "/logout"):
        assert program.post(path, data={"name": "ben", "role": "admin"}).status_code == 403
    assert site.team.accounts.find("ben").role is Role.REVIEWER


def test_a_revoked_or_foreign_token_is_refused_even_where_all_may_read(tmp_path: Path) -> None:
    with team_site(tmp_path, reading="open") as site:
        token = site.token("ben")
        ben = site.browser("ben")
        key = re.search(r'name="key" value="(\d+)"', ben.get("/account").text)
        assert key and send(site.browser("cleo"), "/account/tokens/revoke", key=key[1]).status_code == 422
        assert site.program(token).get("/api/v1/events").status_code == 200
        assert send(ben, "/account/tokens/revoke", key=key[1]).status_code == 303
        for wrong in (token, "grotius_x", "x", ""):
            assert site.program(wrong).get("/api/v1/events").status_code == 401, wrong


def test_a_stale_token_is_no_session(site: Site) -> None:
    """With a wrong token the cookie beside it does not help."""
    ben = site.browser("ben")
    assert ben.get("/api/v1/events", headers={"authorization": "Bearer x"}).status_code == 401


# -- who hammers ----------------------------------------------------------------------------------------------------


def test_passwords_cannot_be_tried_for_ever(site: Site) -> None:
    stranger, tries = site.browser(), int(TRIES_OF_ONE_NAME.split("/")[0])
    token = form_token(stranger, "/login")
    told = {"token": token, "name": "ben"}
    codes = [stranger.post("/login", data={**told, "password": f"wrong {n}"}).status_code for n in range(tries)]
    assert set(codes) == {401}
    stopped = stranger.post("/login", data={**told, "password": PASSWORD})
    assert stopped.status_code == 429 and int(stopped.headers["retry-after"]) > 0
    assert log_in(site.browser(), "cleo").status_code == 303, "another person is not held up"


def test_writes_are_counted(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    program = site.program(site.token("ben"))
    codes = [program.post("/api/v1/judgements", json={}).status_code for _ in range(122)]
    assert codes.count(422) == 120 and codes[-1] == 429
    assert program.get("/api/v1/events").status_code == 200
    assert site.program(site.token("cleo")).post("/api/v1/undo").status_code == 422
