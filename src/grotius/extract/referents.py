"""Whom a pronoun or a description stands for: the speakers heard so far, then the names before it."""

from __future__ import annotations

from collections import defaultdict

from grotius.extract.phrases import apposition
from grotius.extract.quotations import Quotations
from grotius.extract.speakers import NO_NAMES, THIRD_PERSON, Speaker, naming
from grotius.extract.vocabulary import Vocabulary
from grotius.language import Document, Sentence, Token
from grotius.model import Actor

_FARTHEST = 1_500
# How sure one must be of a name, and how many sentences back it may stand: near and likely before far and sure.
_SEARCHES = ((True, 2), (False, 2), (True, 16), (False, 16))


class Referents:
    """Remembers who has been named as a speaker, to say whom a pronoun stands for."""

    def __init__(self, document: Document, words: Vocabulary, quotations: Quotations) -> None:
        self._document = document
        self._quotations = quotations
        self._person_nouns = words.persons
        self._body_nouns = words.bodies
        self._generic = words.generic
        self._heard: list[tuple[int, Token, Actor]] = []
        self._heard_in: dict[int, list[tuple[int, Token, Actor]]] = defaultdict(list)

    def hear(self, position: int, speaker: Speaker, actor: Actor) -> None:
        """Remember a speaker, for the pronouns and descriptions after it."""
        heard = (position, speaker.head, actor)
        self._heard.append(heard)
        self._heard_in[self._document.sentence_at(position).index].append(heard)

    def described(self, speaker: Speaker, sentence: Sentence) -> Actor:
        """A speaker named by words. "The minister", said right after a named one spoke, is that one."""
        plain = Actor(span=speaker.span, name=speaker.span.text)
        head = speaker.head
        definite = any(child.lower in ("the", "our", "this") for child in head.children if child.dep in ("det", "poss"))
        if not definite or head.tag != "NN" or head.child("appos") is not None:
            return plain
        kind = "one" if head.lemma in self._person_nouns else "thing" if head.lemma in self._body_nouns else None
        names = [name for name in sentence.names if name.start < speaker.span.end and name.end > speaker.span.start]
        if (
            kind is None
            or sentence.name_at(head) is not None
            or any(name.kind not in ("organisation", "nationality") for name in names)
        ):
            return plain
        for where, earlier, actor in reversed(self._heard):
            if sentence.start - where > _FARTHEST:
                break
            at = self._document.sentence_at(where)
            fits = earlier.pos == "PROPN" and self._fits(earlier, at, kind, kind == "one", actor)
            if fits and self._is_description(head, actor):
                return Actor(span=speaker.span, name=actor.name, why="a description of the one who spoke before")
        return plain

    def _is_description(self, head: Token, actor: Actor) -> bool:
        """Whether "the minister", "the group" may mean a named speaker: of that title or with that word in the name."""
        words = {word.strip(",.()").lower() for word in (actor.span.text if actor.span else actor.name).split()}
        if head.lemma in words or head.lemma in self._generic:
            return True
        if head.lemma not in self._person_nouns:
            return False
        return not words & self._person_nouns

    def is_person(self, head: Token, sentence: Sentence) -> bool:
        return self._is_person(head, sentence, certain=True)

    def may_act(self, head: Token) -> bool:
        """Whether the head may do more than state: a person, a body, a name, not a thing or an event."""
        if head.pos != "NOUN":
            return True
        return head.lemma in self._person_nouns or head.lemma in self._body_nouns

    def heard_before(self, cue: Token, sentence: Sentence) -> Speaker | None:
        """The last one heard in the sentence before a cue."""
        heads = [head for where, head, _ in self._heard_in[sentence.index] if where < cue.start]
        return naming(heads[-1], self._document) if heads else None

    def last(self, position: int) -> Actor | None:
        """The running speaker: the last one heard before a position."""
        return next((actor for where, _, actor in reversed(self._heard) if where < position), None)

    def stands_for(self, pronoun: Token, sentence: Sentence) -> Actor | None:
        """The nearest fitting name before the pronoun: those who spoke first, then subjects, then other persons."""
        kind = THIRD_PERSON[pronoun.lower]
        spoken_to = pronoun.head.child("dobj", "dative") if pronoun.dep == "nsubj" else None
        for certain, farthest in _SEARCHES:
            found = self._nearest(pronoun, sentence, kind, certain, farthest)
            if found is not None and (spoken_to is None or spoken_to.lower not in found.name.lower().split()):
                return found
        return None

    def _nearest(self, pronoun: Token, sentence: Sentence, kind: str, certain: bool, farthest: int) -> Actor | None:
        inside = self._in_sentence(pronoun, sentence, kind, certain)
        if inside is not None:
            return inside
        for index in range(sentence.index - 1, max(-1, sentence.index - farthest), -1):
            earlier = self._document.sentences[index]
            if sentence.paragraph - earlier.paragraph > 2:
                break
            found = self._spoke(earlier, kind, certain) or self._subject(earlier, kind, certain)
            if found is not None:
                return found
        return None

    def _in_sentence(self, pronoun: Token, sentence: Sentence, kind: str, certain: bool) -> Actor | None:
        for where, head, actor in self._heard_in[sentence.index]:
            if where < pronoun.start and self._fits(head, sentence, kind, certain, actor):
                return actor
        for token in sentence.tokens[: pronoun.i]:
            if self._quotations.around(token.start) is not self._quotations.around(pronoun.start):
                continue  # who is spoken of in a quotation does not speak it
            if self._heard and _is_indefinite(token):
                continue  # "a ninth victim was found, he said": he has been heard before
            if token.dep in ("nsubj", "nsubjpass") and token.head.i < pronoun.i:
                found = self._actor(token, sentence, kind, certain)
                if found is not None:
                    return found
        return None

    def _spoke(self, sentence: Sentence, kind: str, certain: bool) -> Actor | None:
        for _, head, actor in self._heard_in[sentence.index]:
            if self._fits(head, sentence, kind, certain, actor):
                return actor
        return None

    def _subject(self, sentence: Sentence, kind: str, certain: bool) -> Actor | None:
        if not sentence.parsed:
            return None
        mains = [token for root in sentence.roots for token in root.all("nsubj", "nsubjpass")]
        others = [token for token in sentence.tokens if token.dep in ("nsubj", "nsubjpass", "pobj", "dobj", "poss")]
        named = others if kind == "one" else []
        for token in [*mains, *named]:
            if self._quotations.around(token.start) is not None:
                continue
            found = self._actor(token, sentence, kind, certain)
            if found is not None:
                return found
        return None

    def _actor(self, head: Token, sentence: Sentence, kind: str, certain: bool) -> Actor | None:
        if head.pos == "PRON" or not self._fits(head, sentence, kind, certain, None):
            return None
        phrase = naming(head, self._document)
        return Actor(span=phrase.span, name=phrase.span.text) if phrase is not None else None

    def _fits(self, head: Token, sentence: Sentence, kind: str, certain: bool, actor: Actor | None) -> bool:
        """Whether a name or description may be what "he", "it" or "they" stands for; ``actor`` has spoken before."""
        if head.lower in THIRD_PERSON:
            return actor is not None and THIRD_PERSON[head.lower] == kind
        if kind == "many":
            many = head.tag in ("NNS", "NNPS") or any(child.dep == "conj" for child in head.children)
            return many and (actor is not None or self._may_speak(head, sentence))
        named = sentence.name_at(head)
        body = named is not None and named.kind == "organisation"  # "the New York Times" is one
        if (head.tag in ("NNS", "NNPS") and not body) or head.ent in NO_NAMES:
            return False
        if kind == "thing":
            person = self._is_person(head, sentence, True) if named is None else named.kind == "person"
            if head.lemma in self._body_nouns:
                return named is None or named.kind != "person"
            return not person and (actor is not None or self._may_speak(head, sentence))
        return self._is_person(head, sentence, certain)

    def _may_speak(self, head: Token, sentence: Sentence) -> bool:
        """Whether the head names somebody who can say something: a person, a body, a state, a people."""
        if head.lemma in self._person_nouns or head.lemma in self._body_nouns:
            return True
        name = sentence.name_at(head)
        return name is not None and name.kind in ("person", "organisation", "state", "group", "nationality")

    def _is_person(self, head: Token, sentence: Sentence, certain: bool) -> bool:
        name = sentence.name_at(head)
        beside = apposition(head) if name is None or name.kind != "organisation" else None
        if head.lemma in self._person_nouns or (beside is not None and beside.lemma in self._person_nouns):
            return True  # also "Smith, the new minister"
        if name is not None:
            unsure = name.kind == "other" or (
                name.kind == "organisation" and " " not in name.text and head.dep == "nsubj"
            )
            return name.kind == "person" or (unsure and not certain and head.text.istitle())
        likely = head.ent == "PERSON" or (not head.ent and head.dep in ("nsubj", "nsubjpass", "appos"))
        return head.pos == "PROPN" and not certain and likely


def _is_indefinite(head: Token) -> bool:
    return head.pos == "NOUN" and any(child.lower in ("a", "an") for child in head.all("det"))
