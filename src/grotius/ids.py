"""Ids that are hashes of content: the same parts give the same id, on every machine.

A row's id is a letter for its noun and 13 characters of base 32. An event's id is three pronounceable words
(proquints: 48 bits, consonant-vowel-consonant-vowel-consonant each), short enough to read out on the telephone.
Source of the spelling: D. S. Wilkerson, "A Proposal for Proquints", arXiv:0901.4016.
"""

from __future__ import annotations

import base64
import hashlib

_CONSONANTS = "bdfghjklmnprstvz"
_VOWELS = "aiou"
_SEPARATOR = "\x1f"


def _digest(parts: tuple[object, ...]) -> bytes:
    text = _SEPARATOR.join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def content_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def row_id(letter: str, *parts: object) -> str:
    """``letter`` and a hash of the parts: ``f-2q7c5xk3m4ynq``."""
    return f"{letter}-{base64.b32encode(_digest(parts)[:8]).decode('ascii').rstrip('=').lower()}"


def spoken_id(letter: str, *parts: object) -> str:
    """``letter`` and three pronounceable words: ``e-lusab-babad-gutih``."""
    digest = _digest(parts)
    words = [_quint(int.from_bytes(digest[i : i + 2], "big")) for i in (0, 2, 4)]
    return f"{letter}-{'-'.join(words)}"


def _quint(bits: int) -> str:
    return "".join(
        (
            _CONSONANTS[bits >> 12 & 15],
            _VOWELS[bits >> 10 & 3],
            _CONSONANTS[bits >> 6 & 15],
            _VOWELS[bits >> 4 & 3],
            _CONSONANTS[bits & 15],
        )
    )
