"""The cues of the codebook, looked up by a token of the parse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from grotius.codebook.shapes.cue import Cue
from grotius.extract.phrases import follows
from grotius.language import Sentence, Token

# What follows a verb as its particle or preposition and makes it another verb ("call on", "point out").
_LINKS = ("prt", "prep", "mark", "advmod", "acomp")

_OBJECT_REACH = 3

# "Made it clear": the parser makes a clause of it.
_COMPLEMENTS = {"clear": ("ccomp", "oprd")}


@dataclass(frozen=True, slots=True)
class Found:
    """A cue in a sentence. ``link`` is the particle or preposition that belongs to it."""

    id: str
    entry: Cue
    token: Token
    last: Token
    noun: bool = False
    phrase: bool = False


class Cues:
    """Answers which cue entries a token may stand for."""

    def __init__(self, entries: Mapping[str, Cue], light_verbs: frozenset[str], comments: frozenset[str]) -> None:
        self.light_verbs = light_verbs
        self.comments = comments
        self._verbs: dict[str, list[tuple[str | None, str, Cue]]] = defaultdict(list)
        self._nouns: dict[str, list[tuple[str, Cue]]] = defaultdict(list)
        self._phrases: dict[str, list[tuple[list[str], str, Cue]]] = defaultdict(list)
        for key, entry in entries.items():
            for verb in entry.verbs:
                lemma, _, link = verb.partition(" ")
                self._verbs[lemma].append((link or None, key, entry))
            for noun in entry.nouns:
                self._nouns[noun].append((key, entry))
            for phrase in entry.phrases:
                words = phrase.split()
                self._phrases[words[0]].append((words, key, entry))
        for found in self._verbs.values():
            found.sort(key=lambda item: item[0] is None)

    def at(self, token: Token, sentence: Sentence) -> list[Found]:
        """The cues that the token may be, the most particular first."""
        found = [
            Found(key, entry, token, sentence.tokens[token.i + len(words) - 1], phrase=True)
            for words, key, entry in self._phrases.get(token.lower, ())
            if follows(sentence, token.i, words)
        ]
        if found:
            return found
        if token.i and token.ent == "PERSON" and token.text[:1].isupper():
            return []  # "Sheikh Said"
        if token.pos in ("VERB", "AUX") or token.tag.startswith("VB"):
            return [each for each in self._verbs_at(token) if not _has_other_sense(each, sentence)]
        if token.dep == "ROOT" and token.child("nsubj") is not None and token.child("ccomp") is not None:
            return self._misread_verbs_at(token)
        if token.pos == "NOUN":
            return [Found(key, entry, token, token, noun=True) for key, entry in self._nouns.get(token.lemma, ())]
        return []

    def _misread_verbs_at(self, token: Token) -> list[Found]:
        """A verb that the tagger took for a noun ("assesses") though the parser gave it a subject and a clause."""
        for lemma in (token.lower.removesuffix("s"), token.lower.removesuffix("es"), token.lower.removesuffix("ed")):
            if lemma in self._verbs:
                return [Found(key, entry, token, token) for link, key, entry in self._verbs[lemma] if link is None]
        return []

    def is_saying(self, token: Token) -> bool:
        """Whether the verb takes what somebody says as a clause or quotation."""
        return any(
            (link is None or _link(token, link) is not None) and ("clause" in entry.content or "rest" in entry.content)
            for link, _, entry in self._verbs.get(token.lemma, ())
        )

    def is_noun(self, token: Token) -> bool:
        return token.lemma in self._nouns

    def _verbs_at(self, token: Token) -> list[Found]:
        found: list[Found] = []
        for link, key, entry in self._verbs.get(token.lemma, ()):
            if link is None:
                found.append(Found(key, entry, token, token))
                continue
            last = _link(token, link)
            if last is not None:
                found.append(Found(key, entry, token, last))
        return found


def _has_other_sense(found: Found, sentence: Sentence) -> bool:
    """ "Claimed three lives", "put pressure": what stands behind the verb makes it another one."""
    behind = sentence.tokens[found.token.i + 1 : found.token.i + 1 + _OBJECT_REACH]
    if any(token.lemma in found.entry.not_with for token in behind):
        return True
    thing = found.token.child("dobj", "nsubjpass")
    return bool(found.entry.only_with) and (thing is None or thing.lemma not in found.entry.only_with)


def _link(token: Token, word: str) -> Token | None:
    for child in token.rights:
        if child.lower == word and child.dep in (*_LINKS, *_COMPLEMENTS.get(word, ())) and child.i - token.i <= 2:
            return child
        mark = next((below for below in child.lefts if below.lower == word and below.dep == "mark"), None)
        if mark is not None and mark.i == token.i + 1:
            return mark
    return None
