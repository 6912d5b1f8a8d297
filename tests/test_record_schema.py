"""The tables that migrations make are the tables that the code expects, on every store."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from grotius.record import Record
from grotius.record.migrations import HEAD, KNOWN
from grotius.record.schema import metadata
from stores import on_every_store, postgres, store

__all__ = ["postgres", "store"]


@on_every_store
def test_migrations_make_the_schema(store: str) -> None:
    def ours(item: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
        return not (kind == "table" and reflected and (name or "").startswith(("report_words", "row_words"))) and not (
            kind == "index" and (name or "").endswith("_words")
        )

    with Record.open(store) as record, record._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, metadata) == []


def test_every_migration_is_known() -> None:
    import grotius.record.migrations as migrations

    files = sorted(path.stem[:4] for path in (Path(migrations.__file__).parent / "versions").glob("0*.py"))
    assert tuple(files) == KNOWN
    assert KNOWN[-1] == HEAD


def test_a_file_is_in_write_ahead_mode_and_checks_its_references(tmp_path: Path) -> None:
    with Record.open(tmp_path / "record.sqlite") as record, record._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        loose = connection.exec_driver_sql("SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0")
        names = {row[0] for row in loose if not row[0].startswith("sqlite_")}
        assert names == {"alembic_version"}
