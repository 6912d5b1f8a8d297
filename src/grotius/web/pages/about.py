"""About: the method, its limits, what the record holds, and how often people agreed with the machine."""

from __future__ import annotations

from dataclasses import dataclass

from grotius.record import Filter, Summary
from grotius.record.agreement import Agreement, agreement
from grotius.version import __version__
from grotius.web.asked import Asked
from grotius.web.desk import Desk
from grotius.web.faces import Page
from grotius.web.measured import Measured, measured


@dataclass(frozen=True, slots=True)
class AboutPage:
    record: str
    version: str
    made_by: tuple[str, ...]
    summary: Summary
    agreement: tuple[Agreement, ...]
    measured: Measured
    last_write: str | None


def view(desk: Desk, question: Asked, _: str = "") -> AboutPage:
    return AboutPage(
        record=desk.record.name.replace("\\", "/").rsplit("/", 1)[-1],
        version=__version__,
        made_by=desk.kept("made by", lambda: _made_by(desk)),
        summary=desk.kept("summary", desk.record.summary),
        agreement=desk.kept("agreement", lambda: tuple(agreement(desk.record))),
        measured=measured(),
        last_write=desk.written().at,
    )


def _made_by(desk: Desk) -> tuple[str, ...]:
    """What read the reports, as far as a look at some hundred tells."""
    some = desk.record.reports(Filter(limit=300))
    made = {f"Grotius {r.versions.grotius}, codebook {r.versions.codebook}, {r.versions.model}" for r in some}
    return tuple(sorted(made))


ABOUT = Page("/about", view, "about.html")
