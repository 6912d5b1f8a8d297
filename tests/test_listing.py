"""How rows read on a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from grotius.listing import entries
from grotius.record import Filter, Record
from published import publishable

NOUNS = ("events", "figures", "talks", "statements", "positions", "interactions", "disagreements", "reports")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path: Path = tmp_path_factory.mktemp("listing") / "war.sqlite"
    with publishable(path) as opened:
        yield opened


def printed(record: Record, noun: str, width: int) -> str:
    out = io.StringIO()
    page = getattr(record, noun)(Filter(limit=None))
    Console(file=out, width=width, highlight=False).print(*entries(noun, page), sep="\n")
    return out.getvalue()


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("width", [40, 80, 200])
def test_every_row_stands_there_with_its_id_and_fits(record: Record, noun: str, width: int) -> None:
    told = printed(record, noun, width)
    page = getattr(record, noun)(Filter(limit=None))
    assert told.count("\n") >= 2 * len(page.rows) > 0
    if noun in ("events", "talks", "reports"):
        assert all(row.id in told for row in page)
    assert max(map(len, told.splitlines())) <= width


@pytest.mark.parametrize("noun", NOUNS)
def test_no_control_character_reaches_the_terminal(record: Record, noun: str) -> None:
    told = printed(record, noun, 80)
    assert not [char for char in told if char != "\n" and (ord(char) < 32 or char in "\u202e\u2066")]


def test_a_figure_shows_value_words_and_who_says_so(record: Record) -> None:
    row = record.figures(Filter(measure="killed")).rows[0]
    told = " ".join(printed(record, "figures", 400).split())
    assert row.figure.id in told
    assert " ".join(row.figure.sentence.text.split())[:40] in told
    assert (row.figure.claimant.name if row.figure.claimant else row.origin.publisher or "") in told
