"""Plain text, with or without a block of front matter between two lines of three hyphens."""

from __future__ import annotations

from grotius.reports.found import Draft

_FENCE = "---"
_MOST_LINES = 40
_LONGEST_LINE = 2_000
_KEYS = {"title": "title", "publisher": "publisher", "url": "url", "published": "published", "date": "published"}


def read_plain(source: str, text: str, url: str | None = None) -> Draft:
    fields, body = split_front_matter(text.removeprefix("\ufeff"))
    return Draft(
        source=source,
        text=body,
        title=fields.get("title"),
        publisher=fields.get("publisher"),
        url=fields.get("url", url),
        published=fields.get("published"),
    )


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields we know, and the text after the block. Without a well-formed block: no fields, all the text."""
    if not text.startswith(_FENCE):
        return {}, text
    position = _line_end(text, 0)
    if text[:position].strip() != _FENCE:
        return {}, text
    fields: dict[str, str] = {}
    for _ in range(_MOST_LINES):
        end = _line_end(text, position)
        line = text[position:end].strip()
        if position >= len(text) or len(line) > _LONGEST_LINE:
            return {}, text
        position = end
        if line == _FENCE:
            return fields, text[position:]
        if not line or line.startswith("#"):
            continue
        key, colon, value = line.partition(":")
        if not colon or not key.strip().replace("_", "").replace("-", "").isalnum():
            return {}, text
        known = _KEYS.get(key.strip().lower())
        if known is not None and value.strip():
            fields[known] = _unquoted(value.strip())
    return {}, text


def _line_end(text: str, start: int) -> int:
    newline = text.find("\n", start)
    return len(text) if newline < 0 else newline + 1


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
