"""Passwords: what is a good one, and how it is kept. Hashing is argon2id with the library's defaults."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from grotius.errors import SettingsError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 200
_LEAST_DIFFERENT = 5
# No 0, O, 1, l, I: it is read from a screen and typed once.
_TYPED = "23456789abcdefghjkmnpqrstuvwxyz"


def hashed(password: str) -> str:
    return _hasher().hash(_same_everywhere(password))


def matches(password_hash: str, password: str) -> bool:
    """Takes as long for a wrong password as for the right one."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(password_hash, _same_everywhere(password if len(password) <= LONGEST else ""))
    except (VerificationError, InvalidHashError):
        return False


def needs_new_hash(password_hash: str) -> bool:
    """The library's settings have become stronger since."""
    return _hasher().check_needs_rehash(password_hash)


def checked(password: str, name: str) -> str:
    """
    Raises:
        SettingsError: it is too easy to guess, or too long to be typed.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise SettingsError(f"A password has {SHORTEST} to {LONGEST} characters; a few words in a row are a good one.")
    if any(char < " " or "\ud800" <= char <= "\udfff" for char in password):
        raise SettingsError("The password has characters that cannot be typed.")
    if len(set(password)) < _LEAST_DIFFERENT or password.lower() in (name * 20)[: len(password) + len(name)]:
        raise SettingsError("This password is too easy to guess; a few words in a row are a good one.")
    return password


def one_time() -> str:
    """A password to be handed to a person, who must change it: about 79 bits."""
    return "-".join("".join(secrets.choice(_TYPED) for _ in range(4)) for _ in range(4))


def _same_everywhere(password: str) -> bytes:
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace")


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher  # only a team needs it

    return PasswordHasher()


@cache
def nobodys() -> str:
    """A hash that no password fits: a name that nobody has takes as long as one that somebody has."""
    return _hasher().hash(secrets.token_bytes(16))
