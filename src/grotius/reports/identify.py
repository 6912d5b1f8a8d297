"""Which language a text is in.

Most of what comes is plainly English, and its small words say so at no cost. Only other texts are put to the
classifier. It is not sure of a headline made of names: then the answer is that the language is not known.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_ENOUGH = 1_000
_LEAST_LETTERS = 20
_LEAST_WORDS = 12
_PLAINLY = 0.2
_PERHAPS = 0.1
_SURE = 0.5
_WORD = re.compile(r"[^\W\d_]+")
_SMALL_ENGLISH = frozenset(
    "the of and to in that was were is are has have had with for on at by from it its he she they their his her said "
    "which who this been after as not but be will would there than more".split()
)


def identify(text: str) -> tuple[str | None, float | None]:
    """The language's code and how sure it is (0 to 1); no code where that is not enough to tell."""
    start = text[:_ENOUGH]
    words = _WORD.findall(start.casefold())
    if sum(map(len, words)) < _LEAST_LETTERS:
        return None, None
    share = sum(word in _SMALL_ENGLISH for word in words) / len(words)
    if len(words) >= _LEAST_WORDS and share >= _PLAINLY:
        return "en", 1.0
    language, confidence = _identifier().classify(start)
    sure = round(float(confidence), 3)
    if language == "en" or (share >= _PERHAPS and sure < _SURE):
        return "en", sure
    return (str(language) if sure >= _SURE else None), sure


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
