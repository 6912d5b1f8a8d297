"""One cell of a table: a value as text that no spreadsheet can take for a formula."""

from __future__ import annotations

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_CONTROLS = dict.fromkeys((*range(32), 127, *range(8234, 8239), *range(8294, 8298)), " ")


def plain(value: object) -> str:
    """The value as one line of text: no line breaks, no control or direction-changing characters."""
    return "" if value is None else " ".join(harmless(str(value)).split())


def harmless(text: str) -> str:
    """The text with a space for each control or direction-changing character, so that offsets into it still hold."""
    return text.translate(_CONTROLS)


def csv_safe(value: object) -> object:
    """Numbers as they are; text that a spreadsheet would run as a formula gets a leading apostrophe.

    Source of the rule: OWASP, "CSV Injection".
    """
    if value is None or isinstance(value, int | float):
        return value
    text = plain(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
