"""What cannot be opened or written is said in one sentence, and no harm is done."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from factory import PAVLOHRAD, strike
from grotius.errors import RecordError
from grotius.record import Record


def sentence_of(where: str | Path, create: bool = True) -> str:
    with pytest.raises(RecordError) as caught:
        Record.open(where, create=create)
    sentence = str(caught.value)
    assert "\n" not in sentence
    return sentence


def test_a_record_of_a_newer_version(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    Record.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert "newer version" in sentence_of(path)


def test_another_database(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    assert "not a record" in sentence_of(path)


def test_no_database_at_all(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Nothing but notes. " * 100)
    assert "no SQLite database" in sentence_of(path)
    assert path.read_text().startswith("Nothing but notes.")


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in sentence_of(tmp_path)


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    assert "does not exist" in sentence_of(tmp_path / "nowhere" / "record.sqlite")


def test_no_record_where_none_may_be_made(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    assert "no record" in sentence_of(path, create=False)
    assert not path.exists()


def test_an_address_of_no_store_we_know() -> None:
    assert "SQLite or PostgreSQL" in sentence_of("mysql://localhost/record")


def test_a_password_is_never_shown() -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    sentence = sentence_of("postgresql://ann:secret@localhost:1/record?connect_timeout=2")
    assert "secret" not in sentence


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "could not be opened" in sentence_of(tmp_path / "record.sqlite")


def test_a_full_disk_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    with Record.open(path) as record:
        record.add(strike(PAVLOHRAD, 2))
        with record._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        _allow_pages(record, int(pages or 0))
        with pytest.raises(RecordError, match="is full"):
            for number in range(200):
                record.add(strike(PAVLOHRAD, number, publisher=f"Paper {number}"))
    with Record.open(path) as record:
        assert record.reports().total >= 1
        assert record.figures().total == record.reports().total


def _allow_pages(record: Record, pages: int) -> None:
    """The file may not grow: to SQLite this looks like a full disk."""
    from sqlalchemy import event

    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + 4}")

    record._engine.dispose()
    event.listen(record._engine, "connect", limit)


def test_a_record_in_a_folder_with_signs_in_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "100% täglich & mehr?"
    folder.mkdir()
    with Record.open(folder / "record.sqlite") as record:
        record.add(strike(PAVLOHRAD, 2))
    assert (folder / "record.sqlite").exists()
