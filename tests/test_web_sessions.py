"""Sessions, cookies and forms against those who would like to be somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select, update

from grotius.web.team import passwords, schema, times
from web_team import PASSWORD, Site, form_token, log_in, send, team_site


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with team_site(tmp_path) as one:
        yield one


def test_a_login_leads_on_to_what_was_asked_for(site: Site) -> None:
    stranger = site.browser()
    asked = "/events?place=Kyiv&since=2025-04-24"
    there = stranger.get(asked).headers["location"]
    assert parse_qs(urlsplit(there).query) == {"next": [asked]}
    form = stranger.get(there).text
    assert f'name="next" value="{asked.replace("&", "&amp;")}"' in form
    assert log_in(stranger, "ben", onward=asked).headers["location"] == asked
    assert stranger.get(asked).status_code == 200


ELSEWHERE = (
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "/a\r\nset-cookie: x=y",
    "http:evil.example",
    "///evil.example",
    "",
)


def test_a_login_leads_nowhere_else(site: Site) -> None:
    stranger = site.browser()
    for target in ELSEWHERE:
        page = stranger.get("/login", params={"next": target}).text
        assert 'name="next" value="/"' in page and "evil" not in page, target
        answer = log_in(stranger, "ben", onward=target)
        assert answer.headers["location"] == "/" and "x=y" not in str(answer.headers), target


def test_a_login_always_makes_a_new_session(site: Site) -> None:
    """Whoever knows a cookie from before the login has nothing."""
    browser = site.browser()
    browser.get("/login")
    planted = "a-value-that-an-attacker-knows"
    with_planted = {"cookie": f"grotius_visit={browser.cookies['grotius_visit']}; grotius_session={planted}"}
    form = {"token": form_token(browser, "/login"), "name": "ben", "password": PASSWORD}
    assert browser.post("/login", data=form, headers=with_planted).status_code == 303
    first = browser.cookies["grotius_session"]
    assert first != planted
    assert log_in(browser, "cleo").status_code == 303
    second = browser.cookies["grotius_session"]
    assert second != first
    for old in (planted, first):
        other = site.browser()
        other.cookies.set("grotius_session", old)
        assert other.get("/events").status_code == 303


def test_a_logout_ends_the_session_for_good(site: Site) -> None:
    ben = site.browser("ben")
    secret = ben.cookies["grotius_session"]
    answer = send(ben, "/logout")
    assert answer.status_code == 303 and answer.headers["clear-site-data"] == '"cache"'
    assert "grotius_session" not in ben.cookies
    again = site.browser()
    again.cookies.set("grotius_session", secret)
    assert again.get("/events").status_code == 303


@pytest.mark.parametrize("column", ["until", "seen_at"])
def test_a_session_ends_by_itself(site: Site, column: str) -> None:
    ben = site.browser("ben")
    assert ben.get("/events").status_code == 200
    with site.team.store.writing() as connection:
        connection.execute(update(schema.sessions).values({column: times.earlier(days=1)}))
    assert ben.get("/events").status_code == 303


def test_a_changed_password_ends_the_other_sessions_and_renews_this_one(site: Site) -> None:
    here, there = site.browser("ben"), site.browser("ben")
    before = here.cookies["grotius_session"]
    fresh = "staple battery horse"
    assert send(here, "/account/password", password="wrong", fresh=fresh, again=fresh).status_code == 422
    assert send(here, "/account/password", password=PASSWORD, fresh=fresh, again="other").status_code == 422
    assert send(here, "/account/password", password=PASSWORD, fresh=PASSWORD, again=PASSWORD).status_code == 422
    assert send(here, "/account/password", password=PASSWORD, fresh=fresh, again=fresh).status_code == 303
    assert here.get("/events").status_code == 200 and here.cookies["grotius_session"] != before
    assert there.get("/events").status_code == 303


def test_the_store_holds_no_secret(site: Site, tmp_path: Path) -> None:
    ben, token = site.browser("ben"), site.token("ben")
    secrets = (PASSWORD, ben.cookies["grotius_session"], token, token.removeprefix("grotius_"))
    for path in tmp_path.iterdir():
        held = path.read_bytes()
        assert not any(secret.encode() in held for secret in secrets), path
    with site.team.store.reading() as connection:
        kept = connection.execute(select(schema.accounts.c.password)).scalars().all()
    assert all(one.startswith("$argon2id$") for one in kept) and len(set(kept)) == len(kept)
    assert (tmp_path / "web.accounts.sqlite").stat().st_mode & 0o077 == 0


def test_the_record_holds_no_account(site: Site, tmp_path: Path) -> None:
    held = (tmp_path / "web.sqlite").read_bytes() + (tmp_path / "web.sqlite-wal").read_bytes()
    assert b"argon2" not in held and b"cleo" not in held


def test_cookies_are_hidden_from_scripts_and_other_sites(site: Site) -> None:
    first = site.browser().get("/login").headers["set-cookie"].lower()
    then = log_in(site.browser(), "ben").headers["set-cookie"].lower()
    for told in (first, then):
        assert "httponly" in told and "samesite=lax" in told and "path=/" in told and "domain" not in told


def test_behind_https_cookies_go_over_nothing_else(tmp_path: Path) -> None:
    with team_site(tmp_path, https=True) as site:
        ben = site.browser("ben")
        assert set(ben.cookies) == {"__Host-grotius_session"}
        assert ben.get("/events").status_code == 200
        assert "; secure" in log_in(site.browser(), "ben").headers["set-cookie"].lower()
        plain = site.browser()
        plain.cookies.set("grotius_session", ben.cookies["__Host-grotius_session"])
        assert plain.get("/events").status_code == 303


# -- forms ----------------------------------------------------------------------------------------------------------

FORMS = (
    "/logout /account/password /account/tokens /account/tokens/revoke /team/add /team/role /team/password "
    "/team/disable /team/enable /review/decide /review/undo"
).split()


def test_nothing_is_written_with_a_cookie_alone(site: Site) -> None:
    ann, ben = site.browser("ann"), site.browser("ben")
    form = {"name": "ben", "role": "admin", "label": "x", "judgement": "confirm", "id": "x", "why": "x"}
    foreign = form_token(ben)
    for path in (*FORMS, "/api/v1/judgements", "/api/v1/undo", "/no/such/form"):
        for token in ("", "a.b", foreign):
            assert ann.post(path, data={**form, "token": token}).status_code == 403, path
        assert ann.post(path, json=form).status_code == 403, path
        assert ann.post(path, data=form, headers={"x-grotius-token": foreign}).status_code == 403, path
    assert site.team.accounts.find("ben").role == "reviewer" and ann.get("/team").status_code == 200


def test_the_api_takes_a_session_with_the_token_of_a_page(site: Site) -> None:
    ben = site.browser("ben")
    body = {"judgement": "confirm", "id": site.record.events().rows[0].id, "why": "read"}
    headers = {"x-grotius-token": form_token(ben)}
    assert ben.post("/api/v1/judgements", json=body, headers=headers).status_code == 200


def test_nobody_is_logged_in_as_another_by_a_foreign_form(site: Site) -> None:
    stranger = site.browser()
    stranger.get("/login")
    assert stranger.post("/login", data={"name": "ben", "password": PASSWORD}).status_code == 403
    assert stranger.post("/login", data={"name": "ben", "password": PASSWORD, "token": "x.y"}).status_code == 403
    no_cookie = site.browser()
    token = form_token(stranger, "/login")
    assert no_cookie.post("/login", data={"name": "ben", "password": PASSWORD, "token": token}).status_code == 403


def test_forms_of_other_sites_are_refused_before_anything_is_read(site: Site) -> None:
    ann = site.browser("ann")
    form = {"token": form_token(ann)}
    for path in (*FORMS, "/login", "/api/v1/judgements"):
        for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "same-site"}):
            assert ann.post(path, data=form, headers=headers).status_code == 403, path


def test_the_token_of_a_form_differs_from_page_to_page(site: Site) -> None:
    """Packed pages of one length for one guess would tell it otherwise."""
    ben = site.browser("ben")
    assert len({form_token(ben) for _ in range(3)}) == 3
    assert ben.cookies["grotius_session"] not in ben.get("/account").text


# -- who is there ---------------------------------------------------------------------------------------------------


def test_an_unknown_name_is_answered_like_a_wrong_password(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    real = passwords.matches
    monkeypatch.setattr(passwords, "matches", lambda kept, given: checked.append(kept) or real(kept, given))
    site.team.accounts.disable("cleo")
    pages = []
    for name in ("ben", "nobody", "cleo", "BEN "):
        answer = log_in(site.browser(), name, "a wrong password")
        assert answer.status_code == 401
        page = re.sub(r'(name="token" value=")[^"]+', r"\1", answer.text)
        pages.append(page.replace(f'value="{name}"', 'value=""'))
    assert len(set(pages)) == 1
    assert len(checked) == 4 and all(one.startswith("$argon2id$") for one in checked), "each cost one hash"


def test_what_strangers_type_is_not_written_down(site: Site) -> None:
    log_in(site.browser(), "my secret password", "x")
    log_in(site.browser(), "ben", "x")
    last = site.team.audit.latest(2)
    assert [(one.who, one.action, one.outcome) for one in last] == [
        ("ben", "login", "refused"),
        (None, "login", "refused"),
    ]


def test_pages_with_secrets_are_kept_nowhere(site: Site) -> None:
    ann = site.browser("ann")
    for path in ("/login", "/account", "/team", "/team/audit"):
        assert ann.get(path).headers["cache-control"] == "no-store"
    assert ann.get("/events").headers["vary"].startswith("cookie, authorization")


def test_a_page_of_one_person_is_not_taken_for_that_of_another(site: Site) -> None:
    tag = site.browser("ben").get("/events").headers["etag"]
    assert site.browser("cleo").get("/events", headers={"if-none-match": tag}).status_code == 200


def test_the_pages_of_the_team_need_no_script_and_run_none(site: Site) -> None:
    ann = site.browser("ann")
    for path in ("/login", "/account", "/team", "/team/audit"):
        page = ann.get(path)
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert not re.search(r"<script(?![^>]*\ssrc=)|\son\w+=|<style| style=", page.text)


def test_a_foreign_name_gets_no_login(site: Site) -> None:
    for host in ("evil.example", "", "grotius.example.org.evil.example"):
        assert site.browser().get("/login", headers={"host": host}).status_code == 421


def test_words_in_the_login_are_text(site: Site) -> None:
    evil = '"><script>alert(1)</script>'
    stranger = site.browser()
    page = send(stranger, "/login", "/login", name=evil, password="x", next=evil).text
    assert "<script>alert" not in page
    assert "<script>alert" not in stranger.get("/login", params={"next": f"/{evil}"}).text
