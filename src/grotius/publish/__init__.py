"""Out of the house: rows of the record as tables, CSV, JSON and JSON Lines.

In come rows as the record gives them; out goes text for people and programs, escaped for where it is going. It never
changes a row and never asks the record for one.
"""

from grotius.publish.cells import csv_safe, plain
from grotius.publish.columns import TABLES, Column
from grotius.publish.contract import from_json, schema, to_json
from grotius.publish.writers import csv_lines, json_lines

__all__ = ["TABLES", "Column", "csv_lines", "csv_safe", "from_json", "json_lines", "plain", "schema", "to_json"]
