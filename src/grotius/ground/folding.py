"""Names as keys: case, marks, hyphens, apostrophes, articles and the many ways to spell Ukrainian or Arabic go."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_APOSTROPHES = "'’‘ʼʻʹʾʿ`´ˈ′"
_HYPHENS = "-‐‑‒–—_/"
_LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "e"}
_TABLE = str.maketrans(
    {**dict.fromkeys(_APOSTROPHES + '.",()[]', ""), **dict.fromkeys(_HYPHENS, " "), "&": " and ", **_LETTERS}
)
_ABBREVIATIONS = {"st": "saint", "mt": "mount", "ft": "fort", "ste": "sainte"}
#: The Arabic article, in the shapes it takes before a sun letter; "as" and "at" count only before a hyphen.
ARTICLES = frozenset({"al", "el", "ad", "as", "ash", "at", "an", "ar", "az", "ed", "er", "es", "esh", "et", "ez", "ul"})
_TYPES = frozenset(
    "oblast oblasts region regions province provinces governorate district districts raion rayon county counties "
    "municipality prefecture krai kray republic okrug city parish territory voivodeship "
    "voivodship countryside respublika avtonomnyy".split()
)
_TYPES_BEFORE = frozenset("city town village province region district governorate state republic county".split())
#: Spellings that transliterations of one name differ by; applied in this order to a folded name.
_SOUNDS = (
    ("gue", "ge"),
    ("gui", "gi"),
    ("shch", "sh"),
    ("sch", "sh"),
    ("cz", "ch"),
    ("tch", "ch"),
    ("tsch", "ch"),
    ("ck", "k"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("zh", "z"),
    ("dj", "j"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("iy", "i"),
    ("yi", "i"),
    ("yy", "i"),
    ("ij", "i"),
    ("ii", "i"),
    ("ey", "e"),
    ("ei", "e"),
    ("ay", "ai"),
    ("ye", "e"),
    ("ie", "e"),
    ("yo", "o"),
    ("io", "o"),
    ("ya", "a"),
    ("ia", "a"),
    ("ja", "a"),
    ("yu", "u"),
    ("iu", "u"),
    ("ju", "u"),
    ("ks", "x"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("g", "h"),
)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """``Deir al-Balah`` and ``Deir el Balah`` are ``deir al balah``; ``Zaporizhzhya's`` loses only its marks."""
    return " ".join(_canonical(_plain(name)))


def loose(name: str) -> str:
    """A key that transliterations share: ``Serhiy``, ``Sergiy`` and ``Serhii``; never used alone for a place."""
    words = [word for word in fold(name).split() if word != "al"]
    return " ".join(_sound(word) for word in words)


def without_articles(folded: str) -> str:
    """``fasher`` for ``al fasher``: reports drop the Arabic article at will."""
    kept = [word for word in folded.split() if word != "al"]
    return " ".join(kept) if kept else folded


def without_type(folded: str) -> str:
    """``donetsk`` for ``donetsk oblast`` and ``state of florida``; the name itself where nothing would be left."""
    words = folded.split()
    while len(words) > 1 and words[-1] in _TYPES:
        words.pop()
    if len(words) > 2 and words[1] == "of" and words[0] in _TYPES_BEFORE:
        words = words[2:]
    return " ".join(words)


def _plain(name: str) -> str:
    text = name.casefold().translate(_TABLE) if not _has_article_hyphen(name) else _join_articles(name)
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_TABLE)


def _has_article_hyphen(name: str) -> bool:
    return "-" in name or "‑" in name or "–" in name


def _join_articles(name: str) -> str:
    """Marks the article before a hyphen as ``al`` while hyphens still tell it from English ``as`` and ``at``."""
    words = []
    for word in name.casefold().split():
        head, *rest = word.replace("‑", "-").replace("–", "-").split("-")
        parts = [head, *rest]
        parts = ["al" if part in ARTICLES and i + 1 < len(parts) else part for i, part in enumerate(parts)]
        words.append(" ".join(parts))
    return " ".join(words).translate(_TABLE)


def _canonical(text: str) -> list[str]:
    words = text.split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return ["al" if word == "el" else _ABBREVIATIONS.get(word, word) if len(words) > 1 else word for word in words]


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    for spelled, heard in _SOUNDS:
        if spelled in word:
            word = word.replace(spelled, heard)
    result: list[str] = []
    for letter in word:
        if not result or result[-1] != letter:
            result.append(letter)
    return "".join(result)
