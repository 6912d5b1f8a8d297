"""About: the method, its limits, what the record holds, and how often people agreed with the machine."""

from __future__ import annotations

from dataclasses import dataclass

from grotius.record import Filter, Summary
from grotius.record.agreement import Agreement, agreement
from grotius.version import __version__
from grotius.web.asked import Asked
from grotius.web.desk import Desk
from grotius.web.faces import Page


@dataclass(frozen=True, slots=True)
class AboutPage:
    record: str
    version: str
    made_by: tuple[str, ...]
    summary: Summary
    agreement: tuple[Agreement, ...]
    last_write: str | None


def view(desk: Desk, question: Asked, _: str = "") -> AboutPage:
    latest = desk.record.reports(Filter(limit=500))
    made = {f"Grotius {r.versions.grotius}, codebook {r.versions.codebook}, {r.versions.model}" for r in latest}
    return AboutPage(
        record=desk.record.name.replace("\\", "/").rsplit("/", 1)[-1],
        version=__version__,
        made_by=tuple(sorted(made)),
        summary=desk.kept("summary", desk.record.summary),
        agreement=tuple(agreement(desk.record)),
        last_write=desk.written().at,
    )


ABOUT = Page("/about", view, "about.html")
