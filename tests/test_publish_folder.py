"""An export appears whole or not at all."""

from __future__ import annotations

import errno
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from factory import KYIV, strike
from grotius.errors import ExportError, SettingsError
from grotius.publish import export, write_text
from grotius.record import Record


@pytest.fixture
def record() -> Iterator[Record]:
    with Record.open(":memory:") as record:
        record.add(strike(KYIV, 3))
        record.merge()
        yield record


def test_a_full_disk_leaves_nothing(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: Any, **more: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("grotius.publish.files.CsvFile.write", full)
    with pytest.raises(ExportError, match=r"out could not be written \(No space left on device\)"):
        export(record, "csv", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_mistake_half_way_leaves_the_older_export(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = export(record, "csv", tmp_path / "out")
    before = {path.name: path.read_bytes() for path in done.folder.iterdir()}

    def broken(*arguments: Any, **more: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(importlib.import_module("grotius.publish.export"), "wrap", broken)
    with pytest.raises(RuntimeError):
        export(record, "geojson", tmp_path / "out", replace_older=True)
    assert {path.name: path.read_bytes() for path in done.folder.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_cannot_be_made(record: Record, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="could not be written"):
        export(record, "csv", tmp_path / "file" / "out")
    with pytest.raises(SettingsError, match="is a file"):
        export(record, "csv", tmp_path / "file")


def test_an_older_export_is_replaced_only_on_request(record: Record, tmp_path: Path) -> None:
    export(record, "csv", tmp_path / "out")
    with pytest.raises(SettingsError, match="--replace"):
        export(record, "geojson", tmp_path / "out")
    done = export(record, "geojson", tmp_path / "out", replace_older=True)
    assert {path.suffix for path in done.folder.iterdir()} == {".geojson", ".json", ".md"}


def test_other_peoples_files_are_never_replaced(record: Record, tmp_path: Path) -> None:
    export(record, "csv", tmp_path / "out")
    (tmp_path / "out" / "thesis.docx").write_text("years of work")
    with pytest.raises(SettingsError, match=r"thesis\.docx"):
        export(record, "csv", tmp_path / "out", replace_older=True)
    assert (tmp_path / "out" / "thesis.docx").read_text() == "years of work"


def test_an_empty_folder_is_filled(record: Record, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert export(record, "csv", tmp_path / "out").rows > 0


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    write_text(tmp_path / "new" / "brief.md", "Évening")
    assert (tmp_path / "new" / "brief.md").read_text("utf-8") == "Évening"
    with pytest.raises(UnicodeEncodeError):
        write_text(tmp_path / "new" / "brief.md", "\ud800")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["brief.md"]
