"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_FLAG = sa.Boolean().with_variant(sa.Integer(), "sqlite")
_NUMBER: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def upgrade() -> None:
    _tables()
    if op.get_bind().dialect.name == "sqlite":
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


def _tables() -> None:
    op.create_table(
        "writes",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('machine', 'person')", name=op.f("ck_writes_kind")),
        sa.PrimaryKeyConstraint("key", name="pk_writes"),
        sqlite_strict=True,
    )
    op.create_index("ix_writes_at", "writes", ["at"], unique=False)
    op.create_table(
        "changes",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("write", sa.Integer(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["write"], ["writes.key"], name="fk_changes_write"),
        sa.PrimaryKeyConstraint("key", name="pk_changes"),
        sqlite_strict=True,
    )
    op.create_index("ix_changes_target", "changes", ["target"], unique=False)
    op.create_index("ix_changes_write", "changes", ["write"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("from_write", sa.Integer(), nullable=False),
        sa.Column("until_write", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["from_write"], ["writes.key"], name="fk_decisions_from_write"),
        sa.ForeignKeyConstraint(["until_write"], ["writes.key"], name="fk_decisions_until_write"),
        sa.CheckConstraint("decision IN ('correct', 'reject', 'confirm')", name=op.f("ck_decisions_decision")),
        sa.PrimaryKeyConstraint("key", name="pk_decisions"),
        sqlite_strict=True,
    )
    op.create_index("ix_decisions_target", "decisions", ["target"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("redirect", sa.Text(), nullable=True),
        sa.Column("from_write", sa.Integer(), nullable=False),
        sa.Column("until_write", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["from_write"], ["writes.key"], name="fk_events_from_write"),
        sa.ForeignKeyConstraint(["until_write"], ["writes.key"], name="fk_events_until_write"),
        sa.CheckConstraint("kind IN ('fighting', 'talk')", name=op.f("ck_events_kind")),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sqlite_strict=True,
    )
    op.create_table(
        "judgements",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("left_id", sa.Text(), nullable=False),
        sa.Column("right_id", sa.Text(), nullable=False),
        sa.Column("judgement", sa.Text(), nullable=False),
        sa.Column("score", _NUMBER, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("from_write", sa.Integer(), nullable=False),
        sa.Column("until_write", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["from_write"], ["writes.key"], name="fk_judgements_from_write"),
        sa.ForeignKeyConstraint(["until_write"], ["writes.key"], name="fk_judgements_until_write"),
        sa.CheckConstraint("judgement IN ('same', 'different', 'unsure')", name=op.f("ck_judgements_judgement")),
        sa.CheckConstraint("kind IN ('machine', 'person')", name=op.f("ck_judgements_kind")),
        sa.PrimaryKeyConstraint("key", name="pk_judgements"),
        sqlite_strict=True,
    )
    op.create_index("ix_judgements_left_id", "judgements", ["left_id"], unique=False)
    op.create_index("ix_judgements_right_id", "judgements", ["right_id"], unique=False)
    op.create_table(
        "reports",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("first_write", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["first_write"], ["writes.key"], name="fk_reports_first_write"),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        sqlite_strict=True,
    )
    op.create_table(
        "event_states",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("day_first", sa.Text(), nullable=True),
        sa.Column("day_last", sa.Text(), nullable=True),
        sa.Column("background", _FLAG, nullable=False),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("from_write", sa.Integer(), nullable=False),
        sa.Column("until_write", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name="fk_event_states_event"),
        sa.ForeignKeyConstraint(["from_write"], ["writes.key"], name="fk_event_states_from_write"),
        sa.ForeignKeyConstraint(["until_write"], ["writes.key"], name="fk_event_states_until_write"),
        sa.PrimaryKeyConstraint("key", name="pk_event_states"),
        sqlite_strict=True,
    )
    op.create_index("ix_event_states_day_first", "event_states", ["day_first"], unique=False)
    op.create_index("ix_event_states_event", "event_states", ["event"], unique=False)
    op.create_table(
        "report_versions",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("language_confidence", _NUMBER, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("map", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.Column("family", sa.Text(), nullable=True),
        sa.Column("from_write", sa.Integer(), nullable=False),
        sa.Column("until_write", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["from_write"], ["writes.key"], name="fk_report_versions_from_write"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_report_versions_report"),
        sa.ForeignKeyConstraint(["until_write"], ["writes.key"], name="fk_report_versions_until_write"),
        sa.PrimaryKeyConstraint("key", name="pk_report_versions"),
        sqlite_strict=True,
    )
    op.create_index("ix_report_versions_day", "report_versions", ["day"], unique=False)
    op.create_index("ix_report_versions_family", "report_versions", ["family"], unique=False)
    op.create_index("ix_report_versions_hash", "report_versions", ["hash"], unique=False)
    op.create_index("ix_report_versions_report", "report_versions", ["report"], unique=False)
    op.create_index(
        "uq_report_versions_in_force",
        "report_versions",
        ["report"],
        unique=True,
        sqlite_where=sa.text("until_write IS NULL"),
        postgresql_where=sa.text("until_write IS NULL"),
    )
    op.create_table(
        "rows",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("day_first", sa.Text(), nullable=True),
        sa.Column("day_last", sa.Text(), nullable=True),
        sa.Column("background", _FLAG, nullable=False),
        sa.Column("same_as", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("replaced_by", sa.Text(), nullable=True),
        sa.Column("from_write", sa.Integer(), nullable=False),
        sa.Column("until_write", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["from_write"], ["writes.key"], name="fk_rows_from_write"),
        sa.ForeignKeyConstraint(["until_write"], ["writes.key"], name="fk_rows_until_write"),
        sa.ForeignKeyConstraint(["version"], ["report_versions.key"], name="fk_rows_version"),
        sa.PrimaryKeyConstraint("key", name="pk_rows"),
        sqlite_strict=True,
    )
    op.create_index("ix_rows_id", "rows", ["id"], unique=False)
    op.create_index("ix_rows_kind_day", "rows", ["kind", "day_first"], unique=False)
    op.create_index("ix_rows_same_as", "rows", ["same_as"], unique=False)
    op.create_index("ix_rows_version", "rows", ["version"], unique=False)
    op.create_index(
        "uq_rows_in_force",
        "rows",
        ["version", "id"],
        unique=True,
        sqlite_where=sa.text("until_write IS NULL"),
        postgresql_where=sa.text("until_write IS NULL"),
    )
    op.create_table(
        "signature_bands",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("band", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["report_versions.key"], name="fk_signature_bands_version"),
        sa.PrimaryKeyConstraint("version", "band", name="pk_signature_bands"),
        sqlite_strict=True,
    )
    op.create_index("ix_signature_bands_band", "signature_bands", ["band"], unique=False)
    op.create_table(
        "event_rows",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("from_write", sa.Integer(), nullable=False),
        sa.Column("until_write", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name="fk_event_rows_event"),
        sa.ForeignKeyConstraint(["from_write"], ["writes.key"], name="fk_event_rows_from_write"),
        sa.ForeignKeyConstraint(["row"], ["rows.key"], name="fk_event_rows_row"),
        sa.ForeignKeyConstraint(["until_write"], ["writes.key"], name="fk_event_rows_until_write"),
        sa.PrimaryKeyConstraint("key", name="pk_event_rows"),
        sqlite_strict=True,
    )
    op.create_index("ix_event_rows_event", "event_rows", ["event"], unique=False)
    op.create_index("ix_event_rows_row", "event_rows", ["row"], unique=False)
    op.create_table(
        "figures",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("best", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("approx", _FLAG, nullable=False),
        sa.Column("cumulative", _FLAG, nullable=False),
        sa.Column("actuality", sa.Text(), nullable=False),
        sa.Column("mention", sa.Text(), nullable=True),
        sa.Column("part_of", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["row"], ["rows.key"], name="fk_figures_row"),
        sa.PrimaryKeyConstraint("row", name="pk_figures"),
        sqlite_strict=True,
    )
    op.create_index("ix_figures_measure", "figures", ["measure"], unique=False)
    op.create_table(
        "interactions",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("cameo", sa.Text(), nullable=True),
        sa.Column("modality", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["row"], ["rows.key"], name="fk_interactions_row"),
        sa.PrimaryKeyConstraint("row", name="pk_interactions"),
        sqlite_strict=True,
    )
    op.create_index("ix_interactions_root", "interactions", ["root"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("actuality", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["row"], ["rows.key"], name="fk_mentions_row"),
        sa.PrimaryKeyConstraint("row", name="pk_mentions"),
        sqlite_strict=True,
    )
    op.create_index("ix_mentions_type", "mentions", ["type"], unique=False)
    op.create_table(
        "positions",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("sub_issue", sa.Text(), nullable=True),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=True),
        sa.Column("reported", _FLAG, nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["row"], ["rows.key"], name="fk_positions_row"),
        sa.PrimaryKeyConstraint("row", name="pk_positions"),
        sqlite_strict=True,
    )
    op.create_index("ix_positions_issue", "positions", ["issue"], unique=False)
    op.create_table(
        "row_actors",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["row"], ["rows.key"], name="fk_row_actors_row"),
        sa.PrimaryKeyConstraint("key", name="pk_row_actors"),
        sqlite_strict=True,
    )
    op.create_index("ix_row_actors_actor", "row_actors", ["actor"], unique=False)
    op.create_index("ix_row_actors_folded", "row_actors", ["folded"], unique=False)
    op.create_index("ix_row_actors_row", "row_actors", ["row"], unique=False)
    op.create_table(
        "row_blocks",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["row"], ["rows.key"], name="fk_row_blocks_row"),
        sa.PrimaryKeyConstraint("row", "block", name="pk_row_blocks"),
        sqlite_strict=True,
    )
    op.create_index("ix_row_blocks_block", "row_blocks", ["block"], unique=False)
    op.create_table(
        "row_places",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("geonames_id", sa.Integer(), nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("lat", _NUMBER, nullable=True),
        sa.Column("lon", _NUMBER, nullable=True),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["row"], ["rows.key"], name="fk_row_places_row"),
        sa.PrimaryKeyConstraint("key", name="pk_row_places"),
        sqlite_strict=True,
    )
    op.create_index("ix_row_places_folded", "row_places", ["folded"], unique=False)
    op.create_index("ix_row_places_row", "row_places", ["row"], unique=False)
    op.create_table(
        "statements",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("quoted", _FLAG, nullable=False),
        sa.Column("within", sa.Text(), nullable=True),
        sa.Column("talk", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["row"], ["rows.key"], name="fk_statements_row"),
        sa.PrimaryKeyConstraint("row", name="pk_statements"),
        sqlite_strict=True,
    )
    op.create_table(
        "talks",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["row"], ["rows.key"], name="fk_talks_row"),
        sa.PrimaryKeyConstraint("row", name="pk_talks"),
        sqlite_strict=True,
    )
