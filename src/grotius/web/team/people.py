"""Roles and the names of people."""

from __future__ import annotations

from enum import StrEnum

from grotius.errors import SettingsError

_LONGEST, _SHORTEST = 40, 2
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_SIGNS = _LETTERS | frozenset("0123456789._-")
_NOT_FOR_PEOPLE = frozenset({"grotius"})  # the machine signs with it


class Role(StrEnum):
    """Each may do what the one before may: read; judge; say who may do what."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    @property
    def one(self) -> str:
        """``an admin``, in a sentence."""
        return f"{'an' if self is Role.ADMIN else 'a'} {self}"

    def covers(self, needed: Role) -> bool:
        order = tuple(Role)
        return order.index(self) >= order.index(needed)

    def at_most(self, other: Role) -> Role:
        """The lesser of the two."""
        return self if other.covers(self) else other


def role_of(text: str) -> Role:
    try:
        return Role(text)
    except ValueError:
        raise SettingsError(f"There is no role {text[:20]!r}; it is {', '.join(Role)}.") from None


def checked_name(text: str) -> str:
    """A name that nobody can mistake for another: plain small letters, figures, dot, hyphen, underscore.

    Raises:
        SettingsError: it is not such a name.
    """
    name = text.strip().lower()
    if (
        not _SHORTEST <= len(name) <= _LONGEST
        or name[0] not in _LETTERS
        or not set(name) <= _SIGNS
        or name in _NOT_FOR_PEOPLE
    ):
        raise SettingsError(
            f"A name has {_SHORTEST} to {_LONGEST} letters a to z, figures, dots, hyphens or underscores, begins with "
            "a letter and is not the machine's."
        )
    return name
