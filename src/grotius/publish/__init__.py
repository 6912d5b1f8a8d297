"""Out of the house: rows of the record as tables, data packages, feeds and briefs.

In come rows as the record gives them; out goes text and files for people and programs, escaped for where they are
going: CSV, JSON Lines, GeoJSON, Parquet, the shapes of ACLED, UCDP and PLOVER, Atom, Markdown, HTML. It reads the
record page by page, never changes a row, and never leaves half a file behind.
"""

from grotius.publish.brief import Brief, compose
from grotius.publish.brief_pages import to_html, to_markdown
from grotius.publish.cells import csv_safe, plain
from grotius.publish.columns import TABLES, Column
from grotius.publish.contract import from_json, schema, to_json
from grotius.publish.export import FORMATS, Exported, export
from grotius.publish.feeds import Feed, change_feed, happening_feed
from grotius.publish.folder import write_text
from grotius.publish.writers import csv_lines, json_lines

__all__ = [
    "FORMATS",
    "TABLES",
    "Brief",
    "Column",
    "Exported",
    "Feed",
    "change_feed",
    "compose",
    "csv_lines",
    "csv_safe",
    "export",
    "from_json",
    "happening_feed",
    "json_lines",
    "plain",
    "schema",
    "to_html",
    "to_json",
    "to_markdown",
    "write_text",
]
