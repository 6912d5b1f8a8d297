"""Who does something: the subject of a verb wherever it stands, the owner of a noun, and whether it can be an actor."""

from __future__ import annotations

from grotius.codebook import Codebook
from grotius.extract.claimants import Claimants
from grotius.extract.phrases import is_bare_participle, noun_phrase, object_behind, subject_of
from grotius.language import Document, Sentence, Token
from grotius.model import Actor

_VERBAL = ("VERB", "AUX")
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_OWN = frozenset({"i", "we", "our", "us"})
_ONE = frozenset({"he", "she", "his", "her"})
_THING = frozenset({"it", "its"})
_MANY = frozenset({"they", "their"})
_ACTORS = frozenset({"person", "organisation", "state", "place", "group"})
_OF_OBJECT = frozenset({"for", "of", "from", "with", "into"})
_LOOK_BACK = 4


def subject_of_clause(verb: Token) -> Token | None:
    """The subject of a verb, its antecedent for a relative clause, or that of the verb above for one without."""
    subject = subject_of(verb, "nsubj", "nsubjpass")
    if subject is not None:
        return verb.head if subject.lower in _RELATIVES and verb.dep == "relcl" else subject
    if is_bare_participle(verb):
        return None
    blamed = object_behind(verb, _OF_OBJECT)
    if blamed is not None:
        return blamed
    if verb.dep in ("xcomp", "conj", "advcl", "pcomp", "ccomp"):
        above = next((each for each in verb.ancestors() if each.pos in _VERBAL or each.child("nsubj")), None)
        return subject_of_clause(above) if above is not None else None
    if verb.dep == "acl" and verb.tag != "VBN":
        return verb.head.child("poss") or verb.head
    return None


def agent_of(verb: Token) -> Token | None:
    agent = verb.child("agent")
    return agent.child("pobj") if agent is not None else None


def is_passive(verb: Token) -> bool:
    participle = (verb.dep == "acl" and verb.tag == "VBN") or is_bare_participle(verb)
    return participle or verb.child("auxpass", "nsubjpass") is not None


class Holders:
    """Tells who may act and names him, with pronouns resolved where the text makes it sure."""

    def __init__(self, codebook: Codebook) -> None:
        words = codebook.speaker_words
        self._persons = frozenset(words["persons"].words)
        self._bodies = frozenset(words["bodies"].words)
        self._watchers = frozenset(words["watchers"].words)

    def may_act(self, head: Token, sentence: Sentence) -> bool:
        """A person, a state, an organisation or a group: not a thing, and not one that only watches and reports."""
        if head.lemma in self._watchers:
            return False
        if head.lemma in self._persons or head.lemma in self._bodies:
            return True
        if head.lower in _OWN | _ONE | _THING | _MANY | {"both"}:
            return True
        name = sentence.name_at(head)
        if name is not None:
            return name.kind in _ACTORS
        if head.i == 0 or sentence.tokens[head.i - 1].dep == "punct":
            return head.pos == "PROPN" and head.ent in ("PERSON", "ORG", "GPE", "NORP")
        return head.pos == "PROPN" and head.ent in ("", "PERSON", "ORG", "GPE", "NORP")

    def watches(self, word: str) -> bool:
        return word in self._watchers

    def is_person(self, head: Token, sentence: Sentence) -> bool:
        if head.lemma in self._persons:
            return True
        name = sentence.name_at(head)
        return name is not None and name.kind == "person"

    def _is_state(self, head: Token, sentence: Sentence) -> bool:
        name = sentence.name_at(head)
        return name is not None and name.kind in ("state", "place", "organisation")

    def actor(self, head: Token, sentence: Sentence, claimants: Claimants) -> Actor | None:
        document = sentence.document
        word = head.lower if head.pos in ("PRON", "DET") else ""
        if word in _OWN:
            return claimants.of(document.span(head.start, head.end))
        if word in _ONE | _THING | _MANY:
            return self._pronoun(head, sentence, claimants)
        span = document.span_of(noun_phrase(head))
        return Actor(span=span, name=span.text)

    def _pronoun(self, pronoun: Token, sentence: Sentence, claimants: Claimants) -> Actor | None:
        document = sentence.document
        statement = claimants.statement_of(document.span(pronoun.start, pronoun.end))
        above = self._above(pronoun, sentence, statement.content.start if statement is not None else 0)
        if above is not None:
            return above
        if statement is not None and not statement.quoted:
            return statement.speaker
        ahead = self._ahead(pronoun, sentence)
        if ahead is not None:
            return ahead
        for index in range(sentence.index, max(-1, sentence.index - _LOOK_BACK), -1):
            found = self._named_in(document, index, pronoun, sentence)
            if found is not None:
                return found
        return None

    def _above(self, pronoun: Token, sentence: Sentence, start: int) -> Actor | None:
        """In "the leader made clear that he stood by it" the pronoun stands for the subject of the clause above."""
        for verb in pronoun.ancestors():
            subject = verb.child("nsubj") if verb.pos in _VERBAL else None
            if subject is None or subject.start < start or subject.i >= pronoun.i or subject.pos == "PRON":
                continue
            if not pronoun.is_under(subject) and self._agrees(subject, sentence, pronoun.lower):
                span = sentence.document.span_of(noun_phrase(subject))
                return Actor(span=span, name=span.text, why=f"{pronoun.text!r} stands for the subject above")
        return None

    def _ahead(self, pronoun: Token, sentence: Sentence) -> Actor | None:
        """In "Asked about his refusal, the envoy said" the pronoun stands for the subject that follows."""
        clause = next((each for each in pronoun.ancestors() if each.dep == "advcl"), None)
        subject = clause.head.child("nsubj", "nsubjpass") if clause is not None else None
        if subject is None or clause is None or not clause.i < subject.i or subject.pos == "PRON":
            return None
        if clause.subtree()[0].i > 1 or not self._agrees(subject, sentence, pronoun.lower):
            return None
        span = sentence.document.span_of(noun_phrase(subject))
        return Actor(span=span, name=span.text, why=f"{pronoun.text!r} stands for the subject of the main clause")

    def _named_in(self, document: Document, index: int, pronoun: Token, sentence: Sentence) -> Actor | None:
        earlier = document.sentences[index]
        for token in earlier.tokens:
            if earlier is sentence and token.i >= pronoun.i:
                break
            if (
                token.dep in ("nsubj", "nsubjpass")
                and token.pos != "PRON"
                and self._agrees(token, earlier, pronoun.lower)
            ):
                span = document.span_of(noun_phrase(token))
                return Actor(span=span, name=span.text, why=f"{pronoun.text!r} stands for the nearest fitting subject")
        return None

    def _agrees(self, head: Token, sentence: Sentence, pronoun: str) -> bool:
        if not self.may_act(head, sentence):
            return False
        many = head.tag in ("NNS", "NNPS") or any(child.dep == "conj" for child in head.children)
        if pronoun in _MANY:
            return many or self._is_state(head, sentence)
        return not many and self.is_person(head, sentence) == (pronoun in _ONE)
