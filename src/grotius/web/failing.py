"""One shape for every error, on pages and in the API."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from grotius.errors import GrotiusError, SettingsError, UnknownId
from grotius.web.refusing import Forbidden, Overtaken, TooLarge, TooMany, Unknown


@dataclass(frozen=True, slots=True)
class Failure:
    """``error`` names it for programs, ``message`` says in one sentence what went wrong."""

    status: int
    error: str
    message: str

    @staticmethod
    def of(status: int, message: str) -> Failure:
        return Failure(status, HTTPStatus(status).phrase.lower().replace(" ", "_"), message)

    def body(self) -> dict[str, object]:
        return {"error": self.error, "message": self.message, "status": self.status}


def status_of(error: GrotiusError) -> int:
    match error:
        case UnknownId():
            return 404
        case Unknown():
            return 401
        case Forbidden():
            return 403
        case Overtaken():
            return 409
        case TooLarge():
            return 413
        case TooMany():
            return 429
        case SettingsError():
            return 422
    return 503
