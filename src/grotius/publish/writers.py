"""Rows as CSV or JSON text, a piece at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import TypeAdapter

from grotius.publish.cells import csv_safe
from grotius.publish.columns import Column


def csv_lines(rows: Iterable[Any], columns: Sequence[Column[Any]]) -> Iterator[str]:
    """The header and a line for each row, by RFC 4180, with no cell that a spreadsheet could run."""
    yield _line([column.name for column in columns])
    for row in rows:
        yield _line([csv_safe(column.value(row)) for column in columns])


def _line(cells: Sequence[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def json_lines(rows: Iterable[Any]) -> Iterator[str]:
    """A JSON array, one whole row a line: every value with its span."""
    yield "[\n"
    for number, row in enumerate(rows):
        text = TypeAdapter(type(row)).dump_json(row).decode("utf-8")
        yield f",\n{text}" if number else text
    yield "\n]\n"
