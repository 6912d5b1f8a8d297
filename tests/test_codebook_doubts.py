"""The codebook does not contradict itself, and says so where a user's does."""

from __future__ import annotations

from pathlib import Path

import pytest

from grotius.codebook import load
from grotius.codebook.doubts import doubts


def test_ours_contradicts_nothing() -> None:
    assert list(doubts(load())) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "one:\n  name: Anna Test\n  kind: person\n  offices:\n"
            '    - {title: president, of: state-fr, since: "2020-01-01"}\n',
            "president of state-fr since 2020-01-01, but",
        ),
        (
            "one:\n  name: Anna Test\n  kind: person\n  offices:\n"
            '    - {title: mayor of Testtown, of: state-fr, since: "2020", until: "2019"}\n',
            "ends in 2019, before it begins in 2020",
        ),
        ("one:\n  name: Test Bureau\n  kind: organisation\n  of: state-xx\n", "there is no actor 'state-xx'"),
    ],
)
def test_contradictions_are_told(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "actors.yaml").write_text(text, encoding="utf-8")
    assert any(words in doubt for doubt in doubts(load(tmp_path)))


def test_a_year_and_a_day_in_it_do_not_contradict(tmp_path: Path) -> None:
    text = (
        "one:\n  name: Anna Test\n  kind: person\n"
        "  offices: [{title: mayor of T, of: un, since: '2019', until: '2020'}]\n"
        "two:\n  name: Ben Test\n  kind: person\n  offices: [{title: mayor of T, of: un, since: '2020-06-01'}]\n"
    )
    (tmp_path / "actors.yaml").write_text(text, encoding="utf-8")
    assert list(doubts(load(tmp_path))) == []
