"""Why the site refuses: nobody it knows, somebody who may not, too much, or too late."""

from __future__ import annotations

from grotius.errors import GrotiusError


class Unknown(GrotiusError):
    """Nobody we know: a login or a token is needed. ``of_token``: one was given, and it is not good."""

    def __init__(self, message: str, *, of_token: bool = False) -> None:
        super().__init__(message)
        self.of_token = of_token


class Forbidden(GrotiusError):
    """Somebody we know, who may not; or a form that did not come from one of our pages. ``go``: where it is mended."""

    def __init__(self, message: str, go: str | None = None) -> None:
        super().__init__(message)
        self.go = go


class Overtaken(GrotiusError):
    """Another person decided in the meantime."""


class TooLarge(GrotiusError):
    """More than we take."""


class TooMany(GrotiusError):
    """``wait`` is after how many seconds it may be tried again."""

    def __init__(self, message: str, wait: int) -> None:
        super().__init__(message)
        self.wait = wait
