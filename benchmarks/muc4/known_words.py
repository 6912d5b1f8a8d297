"""Which words are ordinary English: those that the parser's own word lists know, in any of their forms."""

from __future__ import annotations

import spacy

from grotius.language import DEFAULT_MODEL

_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("ers", ""),
    ("ings", ""),
    ("ing", ""),
    ("ing", "e"),
    ("es", ""),
    ("ed", ""),
    ("ed", "e"),
    ("er", ""),
    ("ly", ""),
    ("s", ""),
)
_DOUBLED = 3


class KnownWords:
    """The lemmas of the pipeline's lemmatizer, its exceptions and its stop words."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        pipeline = spacy.load(model, exclude=["ner", "parser", "tagger"])
        tables = pipeline.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
        self._words = set(pipeline.Defaults.stop_words)
        for table in ("lemma_index", "lemma_exc"):
            for words in tables.get_table(table).values():
                self._words.update(words)

    def __contains__(self, told: object) -> bool:
        word = str(told).lower().removesuffix("'s")
        parts = word.split("-")
        if len(parts) > 1:
            return all(not part or part in self for part in parts)
        return word in self._words or any(self._is_form(word, ending, new) for ending, new in _ENDINGS)

    def _is_form(self, word: str, ending: str, new: str) -> bool:
        """A form of a known word, its last consonant doubled or not: "stopped"."""
        if not word.endswith(ending):
            return False
        stem = word.removesuffix(ending)
        doubled = len(stem) > _DOUBLED and stem[-1] == stem[-2] and stem[:-1] in self._words
        return stem + new in self._words or doubled
