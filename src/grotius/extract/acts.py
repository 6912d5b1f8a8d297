"""What a content does (demands, accuses, promises ...), where its cue does not say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grotius.codebook.shapes.cue import ActRule
from grotius.extract.phrases import is_negated
from grotius.language import Document, Token
from grotius.model import Act, Span

_UNSURE = frozenset({"may", "might", "could"})
_OWN = frozenset({"i", "we", "our", "my", "us"})
_OWN_REPORTED = frozenset({"he", "she", "it", "they", "his", "her", "its", "their"})
_PARTS = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "dobj",
        "attr",
        "acomp",
        "oprd",
        "xcomp",
        "advmod",
        "amod",
        "pobj",
        "prep",
        "agent",
        "pcomp",
        "compound",
        "ccomp",
    }
)
_INNER = frozenset({"attr", "acomp", "dobj", "xcomp", "oprd", "nsubj"})


class ActReader:
    """Tries the rules of ``acts.yaml`` on a content."""

    def __init__(self, rules: Mapping[str, ActRule]) -> None:
        self._rules = [(rule, [phrase.split() for phrase in rule.phrases]) for rule in rules.values()]

    def read(self, document: Document, content: Span, cue_id: str | None, reported: bool, names: str) -> Act | None:
        """The act of the first rule that fits. ``names`` are the speaker's own words, to know its own side."""
        reading = _Reading(document, content, reported, names)
        for rule, phrases in self._rules:
            if rule.cues and cue_id not in rule.cues:
                continue
            if reading.has_phrase(phrases) or reading.fits(rule):
                return rule.act
        return None


class _Reading:
    """A content's words, made ready once for all rules."""

    def __init__(self, document: Document, content: Span, reported: bool, names: str) -> None:
        first = document.sentence_at(content.start).index
        last = document.sentence_at(max(content.start, content.end - 1)).index
        self._tokens = [
            token
            for sentence in document.sentences[first : last + 1]
            for token in sentence.tokens
            if token.start >= content.start and token.end <= content.end
        ]
        self._lower = [token.lower for token in self._tokens]
        self._inside = {id(token) for token in self._tokens}
        self._main = self._main_verbs()
        self._near = self._main | {
            id(part) for token in self._tokens if id(token) in self._main for part in _parts(token)
        }
        self._own = _OWN | (_OWN_REPORTED if reported else frozenset())
        self._names = frozenset(names.lower().split()) - {"the", "of", "a", "and", "for"}

    def _main_verbs(self) -> set[int]:
        """The verbs that head the content or one of its sentences, and those beside them."""
        tops = [token for token in self._tokens if token.head is token or id(token.head) not in self._inside]
        verbs = [top for top in tops if top.pos in ("VERB", "AUX", "NOUN", "ADJ", "PROPN")]
        chains = [verb for top in verbs for verb in top.conjuncts()]
        said = [child for verb in chains for child in verb.children if child.dep in ("ccomp", "parataxis")]
        return {id(verb) for verb in [*chains, *said] if id(verb) in self._inside}

    def has_phrase(self, phrases: Sequence[list[str]]) -> bool:
        return any(
            self._lower[start : start + len(words)] == words
            for words in phrases
            for start, word in enumerate(self._lower)
            if word == words[0]
        )

    def fits(self, rule: ActRule) -> bool:
        if not rule.lemmas and not rule.modals:
            return False
        lemmas = frozenset(rule.lemmas)
        reach = self._inside if rule.reach == "any" else self._near if lemmas else self._main
        return any(
            id(token) in reach and (not lemmas or token.lemma in lemmas) and self._holds(rule, token)
            for token in self._tokens
        )

    def _holds(self, rule: ActRule, token: Token) -> bool:
        verb = _verb_of(token)
        if rule.modals and not _has_modal(verb, frozenset(rule.modals)):
            return False
        if rule.negated is not None and _is_negated(verb, token) != rule.negated:
            return False
        return rule.subject == "any" or self._is_own(verb) == (rule.subject == "own")

    def _is_own(self, verb: Token) -> bool:
        subject = verb.child("nsubj", "nsubjpass")
        if subject is None and verb.dep in ("xcomp", "conj"):
            subject = verb.head.child("nsubj", "nsubjpass")
        if subject is None:
            return False
        owner = subject.child("poss")
        words = [subject, owner] if owner is not None else [subject]
        return any(
            (word.lower in self._own and word.pos in ("PRON", "DET")) or word.lower in self._names for word in words
        )


def _parts(verb: Token) -> list[Token]:
    """The words that hang on a verb directly, or through "is", "to" or a preposition."""
    parts = [child for child in verb.children if child.dep in _PARTS]
    return parts + [
        below
        for part in parts
        for below in part.children
        if below.dep in _PARTS or (part.dep in _INNER and below.dep in _INNER)
    ]


def _verb_of(token: Token) -> Token:
    if token.pos in ("VERB", "AUX"):
        return token
    return next((above for above in token.ancestors() if above.pos in ("VERB", "AUX")), token)


def _has_modal(verb: Token, modals: frozenset[str]) -> bool:
    if any(child.dep == "aux" and child.lower in _UNSURE for child in verb.children):
        return bool(modals & _UNSURE)
    if any(
        child.dep == "aux" and (child.lower in modals or child.lemma in modals) and child.tag == "MD"
        for child in verb.children
    ):
        return True
    return verb.lemma in modals and any(
        child.dep == "xcomp" and any(below.lower == "to" for below in child.children) for child in verb.children
    )


def _is_negated(verb: Token, token: Token) -> bool:
    if is_negated(verb) or is_negated(token):
        return True
    subject = verb.child("nsubj", "nsubjpass", "dobj")
    return subject is not None and any(child.lower == "no" for child in subject.children)
