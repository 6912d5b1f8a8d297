"""The commands that open the site, and those that say who may log in to it, and with what."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from grotius.errors import SettingsError
from grotius.options import DEFAULT_RECORD, ERR, OUT, RecordOption

if TYPE_CHECKING:
    from grotius.web.team.keeper import Team

team_app = typer.Typer(help="Say who may log in to `grotius serve --team`, and as what.", no_args_is_help=True)


class RoleName(StrEnum):
    reader = "reader"
    reviewer = "reviewer"
    admin = "admin"


class ReadingName(StrEnum):
    open = "open"
    closed = "closed"


AccountsOption = Annotated[
    str | None,
    typer.Option(
        "--accounts",
        help="Where accounts are kept: a file or a database URL; beside the record unless given.",
        envvar="GROTIUS_ACCOUNTS",
        show_default=False,
    ),
]
Name = Annotated[str, typer.Argument(help="The name of the account.", show_default=False)]
OneTime = Annotated[bool, typer.Option("--one-time", help="Make a password that is good once, and print it.")]


def serve(
    record: RecordOption = DEFAULT_RECORD,
    host: Annotated[str, typer.Option(help="The address to listen at; without accounts only this machine's.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen at.")] = 8000,
    reviewer: Annotated[
        str | None,
        typer.Option(help="Who signs decisions; your user name unless given. Not with --team.", show_default=False),
    ] = None,
    team: Annotated[bool, typer.Option("--team", help="For several people, each with an account.")] = False,
    accounts: AccountsOption = None,
    reading: Annotated[
        ReadingName, typer.Option(help="With --team: may everyone read (open), or only who has an account (closed)?")
    ] = ReadingName.closed,
    behind_proxy: Annotated[
        str | None,
        typer.Option(
            help="With --team: the https address that people open, where a web server stands before this one.",
            show_default=False,
        ),
    ] = None,
    proxy: Annotated[
        str, typer.Option(help="With --behind-proxy: the address that the web server comes from; it is believed.")
    ] = "127.0.0.1",
    keep_addresses: Annotated[
        bool, typer.Option("--keep-addresses", help="With --team: note in the audit from which address.")
    ] = False,
) -> None:
    """Open the record as pages in the browser, to see, question and correct it.

    Examples: `grotius serve --record grotius-demo.sqlite` ·
    `grotius serve --team --behind-proxy https://grotius.example.org`
    """
    from grotius.web import TeamSettings
    from grotius.web import serve as start

    if team and reviewer:
        raise SettingsError("With --team each person signs with their own name; leave --reviewer out.")
    if not team and (accounts or behind_proxy or keep_addresses or reading is ReadingName.open):
        raise SettingsError(
            "--accounts, --reading, --behind-proxy and --keep-addresses are for several people; add --team."
        )
    settings = TeamSettings(accounts, reading.value, behind_proxy, proxy, keep_addresses) if team else None

    def started(address: str) -> None:
        OUT.print(f"Open {address} in a browser; stop with Ctrl-C.", soft_wrap=True)

    start(record, host, port, team=settings, reviewer=reviewer, started=started)


@team_app.command("add")
def add(
    name: Name,
    role: Annotated[RoleName, typer.Option(help="What they may do.")] = RoleName.reviewer,
    record: RecordOption = DEFAULT_RECORD,
    accounts: AccountsOption = None,
    one_time: OneTime = False,
) -> None:
    """Make an account. The password is asked on the terminal, or read from standard input; never on the command line.

    Examples: `grotius team add ann --role admin` · `grotius team add ben --one-time`
    """
    from grotius.web.team import Role

    with _team(record, accounts, create=True) as team:
        password = None if one_time else _new_password()
        with _noted(team, "account added", f"{name}: {role}"):
            once = team.accounts.add(name, Role(role), password)
    OUT.print(Text(f"{name.strip().lower()} is {Role(role).one} now."))
    _print_once(once)


@team_app.command("list")
def list_(record: RecordOption = DEFAULT_RECORD, accounts: AccountsOption = None) -> None:
    """List the accounts.

    Example: `grotius team list`
    """
    with _team(record, accounts) as team:
        rows = [
            (
                one.name,
                one.role,
                one.made_at[:10],
                (one.last_seen or "never")[:10],
                _state(one.disabled_at, one.temporary_until),
            )
            for one in team.accounts.all()
        ]
    _print(("name", "role", "since", "last seen", "state"), rows)


def _state(disabled: str | None, temporary: str | None) -> str:
    if disabled:
        return f"disabled on {disabled[:10]}"
    return "one-time password" if temporary else "in use"


@team_app.command("role")
def role(
    name: Name,
    role: Annotated[RoleName, typer.Argument(help="reader, reviewer or admin.", show_default=False)],
    record: RecordOption = DEFAULT_RECORD,
    accounts: AccountsOption = None,
) -> None:
    """Change what a person may do; it holds from their next click on.

    Example: `grotius team role ben reader`
    """
    from grotius.web.team import Role

    with _team(record, accounts) as team, _noted(team, "role changed", f"{name}: {role}"):
        team.accounts.set_role(name, Role(role))
    OUT.print(Text(f"{name} is {Role(role).one} now."))


@team_app.command("password")
def password(
    name: Name, record: RecordOption = DEFAULT_RECORD, accounts: AccountsOption = None, one_time: OneTime = False
) -> None:
    """Give a person a new password; every session of theirs ends. Tokens stay: see `grotius team tokens`.

    Examples: `grotius team password ann` · `grotius team password ben --one-time`
    """
    once = None
    with _team(record, accounts) as team:
        found = team.accounts.find(name)
        fresh = None if one_time else _new_password()
        with _noted(team, "one-time password given" if one_time else "password changed", found.name):
            if fresh is None:
                once = team.accounts.give_one_time_password(found.name)
            else:
                team.accounts.set_password(found.name, fresh)
    OUT.print(Text(f"{found.name} has a new password."))
    _print_once(once)


@team_app.command("disable")
def disable(name: Name, record: RecordOption = DEFAULT_RECORD, accounts: AccountsOption = None) -> None:
    """Let a person in no more: sessions end, tokens stop. What they decided stays, and so does their name.

    Example: `grotius team disable ben`
    """
    with _team(record, accounts) as team, _noted(team, "account disabled", name):
        team.accounts.disable(name)
    OUT.print(Text(f"{name} cannot log in any more."))


@team_app.command("enable")
def enable(name: Name, record: RecordOption = DEFAULT_RECORD, accounts: AccountsOption = None) -> None:
    """Let a disabled person in again, with the password they had.

    Example: `grotius team enable ben`
    """
    with _team(record, accounts) as team, _noted(team, "account enabled", name):
        team.accounts.enable(name)
    OUT.print(Text(f"{name} can log in again."))


@team_app.command("token")
def token(
    name: Name,
    label: Annotated[str, typer.Option(help="What it is for.", show_default=False)],
    role: Annotated[RoleName, typer.Option(help="What it may do; at most what the person may.")] = RoleName.reader,
    days: Annotated[
        int | None,
        typer.Option(min=1, max=366, help="For so many days; until revoked unless given.", show_default=False),
    ] = None,
    record: RecordOption = DEFAULT_RECORD,
    accounts: AccountsOption = None,
) -> None:
    """Make a token for a person's script, and print it this once.

    Example: `grotius team token ann --label "nightly copy" --days 90`
    """
    from grotius.web.team import Role

    with _team(record, accounts) as team:
        account = team.accounts.find(name)
        with _noted(team, f"token made for {Role(role).one}", account.name, label):
            made = team.tokens.make(account, label, Role(role), days)
    ERR.print("It is shown this once; a script sends it as: Authorization: Bearer TOKEN")
    sys.stdout.write(f"{made}\n")


@team_app.command("tokens")
def tokens(name: Name, record: RecordOption = DEFAULT_RECORD, accounts: AccountsOption = None) -> None:
    """List the tokens of a person that are not revoked.

    Example: `grotius team tokens ann`
    """
    with _team(record, accounts) as team:
        rows = [
            (str(one.key), one.label, one.role, (one.until or "until revoked")[:13], (one.used_at or "never")[:10])
            for one in team.tokens.of(team.accounts.find(name))
        ]
    _print(("number", "for", "role", "until", "last used"), rows)


@team_app.command("revoke")
def revoke(
    name: Name,
    number: Annotated[int, typer.Argument(help="The token's number in `grotius team tokens`.", show_default=False)],
    record: RecordOption = DEFAULT_RECORD,
    accounts: AccountsOption = None,
) -> None:
    """Make a token good for nothing.

    Example: `grotius team revoke ann 3`
    """
    with _team(record, accounts) as team, _noted(team, "token revoked", name, str(number)):
        team.tokens.revoke(team.accounts.find(name), number)
    OUT.print(Text(f"Token {number} of {name} is revoked."))


@team_app.command("audit")
def audit(
    record: RecordOption = DEFAULT_RECORD,
    accounts: AccountsOption = None,
    who: Annotated[str | None, typer.Option(help="Only what this person did.", show_default=False)] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many rows, the newest first.")] = 100,
) -> None:
    """List who did what: logins, writes, changes of accounts.

    Example: `grotius team audit --who ann`
    """
    with _team(record, accounts) as team:
        rows = [
            (one.at[:19], one.who or "", one.action, one.target or "", one.detail or "", one.via, one.outcome)
            for one in team.audit.latest(limit, who=who)
        ]
    _print(("when", "who", "what", "of", "more", "how", "outcome"), rows)


# -- what they share ----------------------------------------------------------------------------------------------


@contextmanager
def _team(record: str, accounts: str | None, *, create: bool = False) -> Iterator[Team]:
    from grotius.web.team.keeper import Team
    from grotius.web.team.store import Store, accounts_beside

    store = Store.open(accounts or accounts_beside(record), create=create)
    try:
        yield Team(store)
    finally:
        store.close()


@contextmanager
def _noted(team: Team, action: str, target: str, detail: str | None = None) -> Iterator[None]:
    """What is done on the machine itself is in the audit too, under the name of the machine's user."""
    try:
        who = getpass.getuser()
    except (KeyError, OSError):
        who = str(os.getuid()) if hasattr(os, "getuid") else "unknown"
    with team.audit.noted(None, f"command line: {who}", action, target, detail):
        yield


def _new_password() -> str:
    """Typed twice where somebody types; one line where a program writes."""
    if not sys.stdin.isatty():
        return sys.stdin.readline(1_000).rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("The same again: "):
        raise SettingsError("The password was typed in two ways; nothing was changed.")
    return first


def _print_once(once: str | None) -> None:
    if once is not None:
        ERR.print("The password for the first login, which must then be changed; it is shown this once:")
        sys.stdout.write(f"{once}\n")


def _print(names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if not rows:
        OUT.print("There are none.")
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    OUT.print(table)
