"""Whom a pronoun stands for among those whom the report named before it; nobody where that is in doubt."""

from __future__ import annotations

from collections.abc import Iterator

from grotius.ground.register import Known, Register
from grotius.language import Document, Token, quotes

PRONOUNS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "it": "it", "its": "it", "they": "they",
            "them": "they", "their": "they"}  # fmt: skip
_OBJECTS = frozenset({"him", "her", "them", "it"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LOOK_BACK_SENTENCES = 4


class Pronouns:
    """Reads the pronouns of one report."""

    def __init__(self, document: Document, register: Register) -> None:
        self._document = document
        self._register = register
        self._quoted: list[tuple[int, int]] | None = None

    def stands_for(self, pronoun: str, position: int) -> Known | None:
        """The likeliest of those before: near, a subject, of the gender; a thing named between them takes "it"."""
        gender = PRONOUNS[pronoun]
        here = self._document.sentence_at(position).index
        best: tuple[float, Known] | None = None
        for known in reversed(self._register.before(position)):
            distance = here - self._document.sentence_at(known.start).index
            if distance > _LOOK_BACK_SENTENCES:
                break
            if not _agrees(known, gender) or not self._may_stand(known, pronoun, position):
                continue
            score = -1.5 * distance + (1.5 if self._is_subject(known) else 0.0) - (1.0 if distance == 0 else 0.0)
            score -= 3.0 if known.gender is None and _sounds_other(known.name, gender) else 0.0
            if best is None or score > best[0]:
                best = (score, known)
        return best[1] if best else None

    def _may_stand(self, known: Known, pronoun: str, position: int) -> bool:
        if self._is_quoted(known.start) and not self._is_quoted(position):
            return False
        if pronoun in _OBJECTS and self._is_subject_of_the_same(known, position):
            return False
        if PRONOUNS[pronoun] not in ("it", "they"):
            return True
        return self._is_subject(known) and not any(self._subjects_between(known.end, position, pronoun))

    def _is_subject_of_the_same(self, known: Known, position: int) -> bool:
        """ "Putin told him": not Putin."""
        sentence = self._document.sentence_at(position)
        if not sentence.parsed or not sentence.start <= known.start < sentence.end:
            return False
        token = sentence.token_at(position)
        verb = _verb_of(token) if token else None
        return any(t.dep in _SUBJECTS and _verb_of(t) is verb for t in sentence.tokens_in(known.start, known.end))

    def _subjects_between(self, start: int, end: int, pronoun: str) -> Iterator[Token]:
        """Things and unnamed people that are spoken of later than the name: "both diplomats", "the survey"."""
        plural = PRONOUNS[pronoun] == "they"
        first, last = self._document.sentence_at(start).index, self._document.sentence_at(end).index
        for sentence in self._document.sentences[first : last + 1]:
            for token in sentence.tokens:
                is_noun = token.dep in _SUBJECTS and token.pos == "NOUN" and (token.tag == "NNS") == plural
                if is_noun and token.start >= start and token.end <= end:
                    yield token

    def _is_subject(self, known: Known) -> bool:
        sentence = self._document.sentence_at(known.start)
        if not sentence.parsed:
            return False
        return any(token.dep in _SUBJECTS for token in sentence.tokens_in(known.start, known.end))

    def _is_quoted(self, position: int) -> bool:
        if self._quoted is None:
            self._quoted = [(quote.span.start, quote.span.end) for quote in quotes(self._document)]
        return any(start <= position < end for start, end in self._quoted)


def _verb_of(token: Token) -> Token | None:
    for _ in range(20):
        if token.head is token:
            break
        token = token.head
        if token.pos in ("VERB", "AUX"):
            return token
    return token if token.pos in ("VERB", "AUX") else None


def _agrees(known: Known, gender: str) -> bool:
    if gender == "it":
        return known.kind in ("organisation", "armed_group", "state", "collective")
    if gender == "they":
        return known.kind in ("organisation", "armed_group", "state", "collective")
    return known.kind == "person" and known.gender in (None, gender)


def _sounds_other(name: str, gender: str) -> bool:
    """Whether the given name sounds like the other gender: most in "a" are women's. A guess, weighed as one."""
    ends_in_a = name.split()[0].lower().endswith("a")
    return " " in name and ((gender == "f" and not ends_in_a) or (gender == "m" and ends_in_a))
