"""Bytes to text: by byte order mark, as UTF-8, as declared, and only then by guess."""

from __future__ import annotations

import codecs

from grotius.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
)
_GUESS_FROM = 200_000
_WESTERN_SIGNS = frozenset("‘’“”–—…•€£§©®°´·«»¡¿½¼¾²³\u00a0\u00ad")
_NO_ENCODING = "its text is in no encoding that could be recognised; save it as UTF-8"


def what_binary(head: bytes) -> str | None:
    """What a file that is no text is, in words; ``None`` for one that may be text."""
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if any(head.startswith(mark) for mark, _ in _MARKS):
        return None
    return "a binary file" if b"\x00" in head else None


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of ``data``.

    Raises:
        SourceError: no encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared is not None:
        try:
            return data.decode(codecs.lookup(declared).name)
        except (LookupError, UnicodeError):
            pass
    return _damaged_utf8(data) or _western(data) or _guessed(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        raise SourceError(_NO_ENCODING) from error


def _damaged_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes, as a file that was cut in the middle of a character."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(not character.isascii() for character in text) - broken
    return text if broken <= 3 and sound > 10 * broken else None


def _western(data: bytes) -> str | None:
    """Windows-1252, if what is not ASCII is the usual letters and marks of English prose and rare."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    odd = [character for character in text if not character.isascii()]
    if len(odd) > 0.05 * len(text):
        return None
    return text if all(character in _WESTERN_SIGNS or character.isalpha() for character in odd) else None


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes  # slow to load, and needed only for what is neither UTF-8 nor declared

    best = from_bytes(data[:_GUESS_FROM]).best()
    if best is None or best.encoding is None:
        raise SourceError(_NO_ENCODING)
    text = data.decode(best.encoding, "replace")
    if text.count("\ufffd") > 0.001 * len(text):
        raise SourceError(_NO_ENCODING)
    return text
