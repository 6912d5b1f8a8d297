"""The first tables."""

from __future__ import annotations

from alembic import op

from grotius.record.schema import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    bind = op.get_bind()
    metadata.create_all(bind)
    if bind.dialect.name == "sqlite":
        _sqlite_search()
    else:
        _postgres_search()


def _sqlite_search() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE report_words USING fts5(title, text, content='report_versions', content_rowid='key',"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(
        "CREATE TRIGGER report_words_new AFTER INSERT ON report_versions BEGIN"
        " INSERT INTO report_words(rowid, title, text) VALUES (new.key, new.title, new.text); END"
    )
    op.execute(
        "CREATE VIRTUAL TABLE row_words USING fts5(words, sentence, content='rows', content_rowid='key',"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(
        "CREATE TRIGGER row_words_new AFTER INSERT ON rows BEGIN"
        " INSERT INTO row_words(rowid, words, sentence) VALUES (new.key, new.words, new.sentence); END"
    )


def _postgres_search() -> None:
    op.execute(
        "CREATE INDEX ix_report_words ON report_versions"
        " USING gin (to_tsvector('simple', coalesce(title, '') || ' ' || text))"
    )
    op.execute("CREATE INDEX ix_row_words ON rows USING gin (to_tsvector('simple', words || ' ' || sentence))")
