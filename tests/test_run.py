"""The way itself: one report's trouble stays its own, and processes share the work without changing the result."""

from __future__ import annotations

from pathlib import Path

import pytest

from grotius import run
from grotius.model import Report
from grotius.record import Record
from grotius.reports import Unreadable
from grotius.run import Engine

STRIKE = "A drone strike on Sumy killed three people on Friday, the governor said."
FOOTBALL = "The striker scored twice in the second half and the league leaders won the match 3-1 on Saturday."
FRENCH = "Une attaque de drones sur la ville de Soumy a tué trois personnes vendredi, a annoncé le gouverneur."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "reports"
    home.mkdir()
    for name, text in (("a.txt", STRIKE), ("b.txt", FOOTBALL), ("c.txt", FRENCH)):
        (home / name).write_text(text, encoding="utf-8")
    return home


def test_what_is_not_about_war_costs_no_parse(engine: Engine) -> None:
    report = engine.report(FOOTBALL * 20, "football")
    document = engine.document(report)
    assert engine.extract(report).mentions == ()
    assert not document.parsed


def test_what_is_not_english_is_kept_without_rows_and_says_so(engine: Engine) -> None:
    extraction = engine.extract(engine.report(FRENCH, "french"))
    assert extraction.figures == ()
    assert "'fr'" in extraction.notes[0] and "confidence" in extraction.notes[0]


def test_without_a_date_relative_times_stay_unresolved(engine: Engine) -> None:
    extraction = engine.extract(engine.report(STRIKE, "undated"))
    times = [figure.time for figure in extraction.figures if figure.time]
    assert all(time.start is None and time.uncertain for time in times)
    assert any("no known date" in note for note in extraction.notes)


def test_the_same_text_gives_the_same_rows_and_ids(engine: Engine) -> None:
    once, again = (engine.extract(engine.report(STRIKE, "x", published="2025-05-02")) for _ in range(2))
    assert once == again and once.figures


def test_a_fault_in_one_report_keeps_the_others(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    def broken(self: Engine, report: Report, **_: object) -> object:
        if "scored" in report.text:
            raise ValueError("no such thing")
        return whole(self, report)

    whole = Engine.extract
    monkeypatch.setattr(Engine, "extract", broken)
    done = run.read(str(folder), tmp_path / "r.sqlite")
    assert done.new == 3
    with Record.open(tmp_path / "r.sqlite") as record:
        notes = " ".join(note for row in record.reports() for note in row.notes)
    assert "Reading this report failed (ValueError: no such thing)" in notes


def test_two_processes_read_the_same_as_one(folder: Path) -> None:
    assert list(run.extract(str(folder), workers=2)) == list(run.extract(str(folder)))


def test_unreadable_sources_are_told_and_passed_over(folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    told: list[Unreadable] = []
    assert len(list(run.extract([str(folder), "missing.txt"], on_unreadable=told.append))) == 3
    assert len(told) == 2 and all(one.reason.endswith(".") for one in told)
