"""JSON: one report an object, as JSON Lines, an array, or a single object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from grotius.errors import SourceError
from grotius.reports.blob import Blob, read_all, read_lines
from grotius.reports.decode import decode
from grotius.reports.found import Draft, Found, Unreadable
from grotius.reports.limits import Limits

_FIELDS = '"text", and if known "title", "published", "publisher", "url"'


def read_rows(blob: Blob, limits: Limits) -> Iterator[Found]:
    """JSON Lines. A broken line is named and left out; the others are read."""
    broken = 0
    for number, line in read_lines(blob, limits.line_bytes):
        if line is not None and not line.strip():
            continue
        found = _read_line(f"{blob.name}, line {number}", line, limits)
        if isinstance(found, Unreadable):
            broken += 1
            if broken > limits.broken_rows:
                continue
        yield found
    if broken > limits.broken_rows:
        more = broken - limits.broken_rows
        yield Unreadable(blob.name, f"{more} more lines could not be read either; check that each is a JSON object.")


def _read_line(source: str, line: bytes | None, limits: Limits) -> Found:
    if line is None:
        return Unreadable(source, f"it is longer than {limits.line_bytes // 1_000_000} MB; cut its text.")
    try:
        return _draft(source, _parse(decode(line)))
    except SourceError as error:
        return Unreadable(source, f"{error}.")


def read_json(blob: Blob, limits: Limits) -> Iterator[Found]:
    """A JSON array or a single object; JSON Lines under a wrong name are read as such."""
    text = decode(read_all(blob, limits), blob.charset).removeprefix("\ufeff")
    try:
        value = _parse(text)
    except SourceError as error:
        lines = text.splitlines()
        if len(lines) > 1 and text.lstrip().startswith("{") and lines[0].rstrip().endswith("}"):
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _read_line(f"{blob.name}, line {number}", line.encode("utf-8", "surrogatepass"), limits)
            return
        yield Unreadable(blob.name, f"{error}.")
        return
    if not isinstance(value, list):
        yield _safe_draft(blob.name, value)
        return
    if not value:
        yield Unreadable(blob.name, "its JSON array is empty; there is nothing to read.")
    for number, item in enumerate(value, 1):
        yield _safe_draft(f"{blob.name}, item {number}", item)


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f" on line {error.lineno}" if error.lineno > 1 else f" at character {error.colno}"
        raise SourceError(f"its JSON is broken{where} ({error.msg}); mend or remove it") from error
    except (RecursionError, ValueError) as error:
        raise SourceError("its JSON is nested too deeply or holds a number too long; mend or remove it") from error


def _safe_draft(source: str, value: Any) -> Found:
    try:
        return _draft(source, value)
    except SourceError as error:
        return Unreadable(source, f"{error}.")


def _draft(source: str, value: Any) -> Draft:
    if not isinstance(value, dict):
        raise SourceError(f"it is no JSON object; give each report as an object with {_FIELDS}")
    text = value.get("text")
    if not isinstance(text, str):
        raise SourceError(f'it has no "text"; give each report as an object with {_FIELDS}')
    return Draft(
        source=source,
        text=text,
        title=_word(value.get("title")),
        publisher=_word(value.get("publisher")),
        url=_word(value.get("url")),
        published=_word(value.get("published")),
    )


def _word(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None
