"""The house keeps its rules: the contract between the rooms, and the docstring of each room."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

ROOMS = ("codebook", "reports", "language", "extract", "ground", "merge", "record", "publish", "web")


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_says_what_it_does(room: str) -> None:
    doc = importlib.import_module(f"grotius.{room}").__doc__
    assert doc is not None
    assert "never" in doc and len(doc.split()) > 20


def test_no_file_outgrows_a_reader() -> None:
    source = Path(__file__).parent.parent / "src" / "grotius"
    longest = {path.name: len(path.read_text("utf-8").splitlines()) for path in source.rglob("*.py")}
    assert {name: lines for name, lines in longest.items() if lines > 700} == {}
