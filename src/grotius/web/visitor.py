"""Who stands before the site, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from grotius.web.team.keys import form_token, is_form_token, kept, new_secret
from grotius.web.team.people import Role

Via = Literal["alone", "session", "token", "nothing"]


@dataclass(frozen=True, slots=True)
class Visitor:
    """``name`` signs decisions. ``via`` is how we know them: they sit alone before their own machine, have logged in,
    or sent a token; or not at all. ``secret`` is what only their browser knows: of the session, or of a visit before
    a login. ``others`` are the colleagues at work in the review, with the item that each has on the desk.
    """

    via: Via
    name: str | None = None
    role: Role | None = None
    secret: str = field(default="", repr=False)
    account: int | None = None
    label: str | None = None
    address: str | None = None
    must_change_password: bool = False
    others: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def may(self, role: Role) -> bool:
        return self.role is not None and self.role.covers(role)

    @property
    def decides(self) -> bool:
        """May they write judgements?"""
        return self.may(Role.REVIEWER)

    @property
    def in_team(self) -> bool:
        """Are there accounts at all?"""
        return self.via != "alone"

    @property
    def how(self) -> str:
        """For the audit."""
        return f"token: {self.label}" if self.via == "token" else "site"

    @property
    def form_token(self) -> str:
        """What proves that a form came from one of our pages; another one for each page."""
        return form_token(self.secret) if self.secret else ""

    def made(self, token: str) -> bool:
        """Is this a token of a form that we gave this visitor?"""
        return is_form_token(token, self.secret)

    @property
    def stamp(self) -> str:
        """What a page depends on besides its address and the record."""
        return f"{self.via}|{self.name}|{self.role}|{kept(self.secret)}|{self.others}"


def alone(reviewer: str) -> Visitor:
    """The one person of a site without accounts."""
    return Visitor("alone", reviewer, Role.REVIEWER, new_secret())
