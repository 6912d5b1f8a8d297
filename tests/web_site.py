"""A site over a small record, for the tests of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from starlette.testclient import TestClient

from factory import (
    ENVOY,
    KYIV,
    MAYOR,
    PAVLOHRAD,
    PRESIDENT,
    YAROVA,
    day,
    extraction,
    position,
    report,
    statement,
    strike,
    talk,
)
from grotius.model import Extraction
from grotius.record import Record
from grotius.web import make_app

ADDRESS = "http://127.0.0.1:8000"


def talking(publisher: str = "Daily Example", text: str | None = None) -> Extraction:
    """A report of a meeting, with a statement and a position."""
    text = text or (
        "Ann Carter met President Ivan Orlov in Kyiv on Friday. "
        "Orlov said there would be no ceasefire before an election. Carter left in the evening."
    )
    of = report(text, "2025-04-26", publisher)
    met = talk(of, "met", (ENVOY, PRESIDENT), place=KYIV, time=day("2025-04-25"))
    said = statement(of, "there would be no ceasefire", PRESIDENT, act="reject")
    stands = position(of, "no ceasefire", PRESIDENT, "ceasefire", "reject", statement=said.id)
    return extraction(of, met, said, stands)


def reports() -> list[Extraction]:
    """Two strikes, one told with two tolls, and a meeting."""
    return [
        strike(PAVLOHRAD, 2),
        strike(PAVLOHRAD, 7, publisher="Other Times", claimant=MAYOR),
        strike(YAROVA, 3, publisher="Third Post", published="2025-04-26", time=day("2025-04-26")),
        talking(),
    ]


def with_words(of: Extraction, **fields: str) -> Extraction:
    """The extraction with other facts about its report."""
    return replace(of, report=replace(of.report, **fields))  # type: ignore[arg-type]


@contextmanager
def site(folder: Path, *extractions: Extraction, reviewer: str = "Ann") -> Iterator[tuple[TestClient, Record]]:
    with Record.open(folder / "web.sqlite") as record:
        for one in extractions or reports():
            record.add(one)
        record.merge()
        with TestClient(make_app(record, reviewer), base_url=ADDRESS, raise_server_exceptions=False) as client:
            yield client, record
