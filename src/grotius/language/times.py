"""Time phrases against the date of publication: interval and grain, past-biased. Never today's date."""

from __future__ import annotations

from grotius.language.document import Sentence
from grotius.model import Time


def time_phrases(sentence: Sentence) -> list[Time]:
    """All time phrases in a parsed sentence, left to right, resolved against ``sentence.document.published``."""
    raise NotImplementedError
