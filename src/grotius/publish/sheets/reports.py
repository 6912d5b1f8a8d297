"""The reports that were read."""

from __future__ import annotations

from grotius.publish.fields import Field, Sheet, as_date, itself, joined
from grotius.record import ReportRow

REPORTS: Sheet[ReportRow] = Sheet(
    "reports",
    "The reports that were read.",
    "reports",
    [
        Field("id", "string", "Id of the report.", "#meta+report+id", lambda row: row.id),
        Field("date", "date", "Day of publication.", "#date", lambda row: as_date(row.published)),
        Field("published", "string", "When it was published.", "#date+published", lambda row: row.published),
        Field("outlet", "string", "Who published it.", "#meta+source+name", lambda row: row.publisher),
        Field("headline", "string", "Its title.", "#meta+title", lambda row: row.title),
        Field("url", "string", "Its address.", "#meta+url", lambda row: row.url),
        Field("language", "string", "Its language.", "#meta+language", lambda row: row.language),
        Field("family", "string", "Reports that copy one story share it.", "#meta+family+id", lambda row: row.family),
        Field("hash", "string", "SHA-256 of its words.", "#meta+hash", lambda row: row.hash),
        Field("rows", "integer", "How many rows it gave.", "#meta+rows+num", lambda row: row.rows),
        Field("read_at", "string", "When it was read.", "#date+read", lambda row: row.read_at),
        Field("notes", "string", "What a reader should know.", "#description+notes", lambda row: joined(row.notes)),
    ],
    itself,
)
