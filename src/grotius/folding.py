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

_VOWELS = frozenset("aiu")
#: How a name in Arabic or Cyrillic script sounds whatever table it was transliterated by; in this order.
_HEARD = (
    ("shch", "s"), ("tsch", "s"), ("tch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("zh", "z"), ("kh", "h"),
    ("gh", "h"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ts", "s"), ("tz", "s"), ("dj", "j"), ("ck", "k"), ("x", "ks"),
    ("q", "k"), ("c", "k"), ("g", "h"), ("v", "w"), ("ou", "u"), ("e", "i"), ("y", "i"), ("o", "u"), ("ii", "i"),
    ("iu", "u"), ("ia", "a"), ("ai", "i"),
)  # fmt: skip


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


def skeleton(name: str) -> str:
    """Only the consonants, articles left out: ``Deir ez-Zor``, ``Dayr az Zawr`` and ``Deirezzor`` are ``drzr``."""
    return "".join(letter for letter in spoken(name) if letter not in _VOWELS)


def spoken(name: str) -> str:
    """How a transliterated name sounds, roughly: one letter for each sound, the vowels a, i and u."""
    words = fold(name).split()
    kept = [word for i, word in enumerate(words) if not _is_article(word, words[i + 1 : i + 2])]
    return "".join(_spoken(word) for word in kept or words)


def _is_article(word: str, following: list[str]) -> bool:
    """ "ez" before "Zor": the article takes the first letter of its noun."""
    return bool(following) and (word == "al" or (word in ARTICLES and following[0].startswith(word[1:])))


@lru_cache(maxsize=65536)
def _spoken(word: str) -> str:
    if len(word) > 2:
        word = word.removesuffix("h")
    for spelled, heard in _HEARD:
        if spelled in word:
            word = word.replace(spelled, heard)
    letters: list[str] = []
    for i, letter in enumerate(word):
        after = word[i + 1 : i + 2]
        glide = letter == "w" and i > 0 and word[i - 1] in _VOWELS and (not after or after not in _VOWELS)
        letter = "u" if glide else letter
        if not letters or letters[-1] != letter:
            letters.append(letter)
    return "".join(letters)


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
