"""Download: every table of the record as CSV and JSON."""

from __future__ import annotations

from dataclasses import dataclass

from grotius.publish import TABLES
from grotius.record import Summary
from grotius.web.asked import Asked
from grotius.web.desk import Desk
from grotius.web.faces import Page

_PAGES = ("events", "talks", "figures", "statements", "positions", "disagreements", "reports", "changes")


@dataclass(frozen=True, slots=True)
class Offer:
    noun: str
    rows: int | None
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DownloadPage:
    offers: tuple[Offer, ...]


def view(desk: Desk, question: Asked, _: str = "") -> DownloadPage:
    summary = desk.kept("summary", desk.record.summary)
    return DownloadPage(tuple(_offer(noun, summary) for noun in _PAGES))


def _offer(noun: str, summary: Summary) -> Offer:
    return Offer(noun, getattr(summary, noun, None), tuple(column.name for column in TABLES[noun]))


DOWNLOAD = Page("/download", view, "download.html")
