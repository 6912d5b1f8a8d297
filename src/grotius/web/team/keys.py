"""Random strings that open doors, and what is kept of them: the hash alone."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

TOKEN_START = "grotius_"  # noqa: S105
_BYTES = 32


def new_secret() -> str:
    return secrets.token_urlsafe(_BYTES)


def kept(secret: str) -> str:
    """What the store knows of a secret. It has too many bits to be guessed, so one plain hash is enough."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def form_token(secret: str) -> str:
    """What a form must carry: only who has the secret can make it, it does not tell the secret, and it is another one
    each time, so that the length of a packed page tells nothing about it."""
    salt = secrets.token_urlsafe(9)
    return f"{salt}.{_of_form(secret, salt)}"


def is_form_token(token: str, secret: str) -> bool:
    """Compared in the same time wherever they differ. Without a secret nothing is good."""
    salt, _, given = token.partition(".")
    expected = _of_form(secret, salt)
    return bool(secret) and hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())


def _of_form(secret: str, salt: str) -> str:
    told = f"a form of grotius {salt}".encode("utf-8", "replace")
    made = hmac.new(secret.encode("utf-8", "replace"), told, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")
