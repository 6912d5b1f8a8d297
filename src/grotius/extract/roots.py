"""The PLOVER root of what a source does to a target, read from the verb, its object and what stands above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from grotius.codebook import Codebook
from grotius.codebook.shapes.interaction import InteractionEntry, TurnEntry
from grotius.extract.holders import is_passive
from grotius.extract.phrases import is_negated
from grotius.language import Token
from grotius.model import Modality, PloverRoot

_VERBAL = ("VERB", "AUX")
_FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll", "may", "might", "could", "can", "going"})
_READY = frozenset({"ready", "willing", "set", "prepared", "due", "able", "likely", "keen", "eager", "open"})
_FAR = 6
_GOOD: frozenset[PloverRoot] = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A root with its CAMEO code, its modality, and the word that told it."""

    root: PloverRoot
    cameo: str | None
    modality: Modality
    token: Token


@dataclass(frozen=True, slots=True)
class _Bare:
    root: PloverRoot
    entry: InteractionEntry
    token: Token


class RootReader:
    """Reads roots by the entries of ``interactions.yaml`` and the turns of ``turns.yaml``."""

    def __init__(self, codebook: Codebook) -> None:
        self._turns: Mapping[str, TurnEntry] = codebook.turns
        self._with_objects: dict[str, list[tuple[str | None, InteractionEntry]]] = defaultdict(list)
        self._alone: dict[str, list[tuple[str | None, InteractionEntry]]] = defaultdict(list)
        self._nouns: dict[str, InteractionEntry] = {}
        self._ask = codebook.interactions["ask"]
        for entry in codebook.interactions.values():
            for verb in entry.verbs:
                lemma, _, link = verb.partition(" ")
                (self._with_objects if entry.objects else self._alone)[lemma].append((link or None, entry))
            for noun in entry.nouns:
                self._nouns.setdefault(noun, entry)
        for found in (*self._with_objects.values(), *self._alone.values()):
            found.sort(key=lambda item: item[0] is None)

    def of_verb(self, verb: Token, skip: frozenset[int] = frozenset()) -> Reading | None:
        """The root of the doing that a verb heads; the words of source and target (``skip``) tell nothing of it."""
        bare = self._bare(verb, skip, 0)
        if bare is None:
            return None
        root, modality = bare.root, _modality(verb)
        if modality == "negated":
            root = _refused(root)
        elif modality == "future":
            root = self._turns["undertake"].roots.get(root, root)
        return Reading(root, bare.entry.cameo, modality, bare.token)

    def of_noun(self, noun: Token) -> Reading | None:
        """The root that a noun names: "Moscow's attack on Kyiv"."""
        entry = self._nouns.get(noun.lemma)
        if entry is None:
            return None
        root = entry.root or (self._turns[entry.turn].alone if entry.turn else None)
        return Reading(root, entry.cameo, "past", noun) if root is not None else None

    def _bare(self, verb: Token, skip: frozenset[int], depth: int) -> _Bare | None:
        words = _phrase_words(verb, skip)
        particular = self._particular(verb, words)
        if particular is not None and particular.root is not None:
            return _Bare(particular.root, particular, verb)
        plain = self._plain(verb)
        if plain is not None and plain.turn is not None:
            return self._turned(verb, plain, skip, depth) or self._second(verb)
        if plain is not None and plain.root is not None:
            return _Bare(plain.root, plain, verb)
        return self._below(verb, skip, depth)

    def _particular(self, verb: Token, words: set[str]) -> InteractionEntry | None:
        return next(
            (
                entry
                for link, entry in self._with_objects.get(verb.lemma, ())
                if words & set(entry.objects) and (link is None or _has_link(verb, link))
            ),
            None,
        )

    def _plain(self, verb: Token) -> InteractionEntry | None:
        return next(
            (entry for link, entry in self._alone.get(verb.lemma, ()) if link is None or _has_link(verb, link)), None
        )

    def _second(self, verb: Token) -> _Bare | None:
        """A verb may turn a doing and be one: "welcome", "offer"."""
        found = [entry for link, entry in self._alone.get(verb.lemma, ()) if entry.root is not None and link is None]
        return _Bare(found[0].root, found[0], verb) if found and found[0].root is not None else None

    def _turned(self, verb: Token, entry: InteractionEntry, skip: frozenset[int], depth: int) -> _Bare | None:
        below = self._below(verb, skip, depth)
        if entry.turn is None or entry.turn == "carry":
            return below
        turn = self._turns[entry.turn]
        if below is None:
            return _Bare(turn.alone, entry, verb) if turn.alone is not None else None
        root = turn.roots.get(below.root, turn.alone)
        return _Bare(root, entry, verb) if root is not None else None

    def _below(self, verb: Token, skip: frozenset[int], depth: int) -> _Bare | None:
        """The doing in a verb's complement: "agreed to release", "ordered the release", "said it had seized"."""
        if depth > 4:
            return None
        for child in _complements(verb):
            if child.i in skip:
                continue
            if child.pos in _VERBAL:
                found = self._bare(child, skip, depth + 1)
                if found is not None and is_negated(child):
                    return _Bare(_refused(found.root), found.entry, found.token)
                if _is_owed(child):
                    root = found.root if found is not None else None
                    asked = self._turns["ask"].roots.get(root, "REQUEST") if root is not None else "REQUEST"
                    return _Bare(asked, found.entry if found is not None else self._ask, child)
                if found is not None and _is_future(child):
                    return _Bare(self._turns["undertake"].roots.get(found.root, found.root), found.entry, found.token)
            else:
                found = self._in_nouns(child, skip)
            if found is not None:
                return found
        return None

    def _in_nouns(self, noun: Token, skip: frozenset[int]) -> _Bare | None:
        for token in noun.subtree():
            entry = self._nouns.get(token.lemma) if token.pos == "NOUN" and token.i not in skip else None
            if entry is not None:
                root = entry.root or (self._turns[entry.turn].alone if entry.turn else None)
                if root is not None:
                    return _Bare(root, entry, token)
        return None


def _refused(root: PloverRoot) -> PloverRoot:
    """A good thing not done is refused; a bad thing not done stays what it is, marked as negated."""
    return "REJECT" if root in _GOOD else root


def _modality(verb: Token) -> Modality:
    if is_negated(verb):
        return "negated"
    return "future" if _is_future(verb) else "past"


def _is_future(verb: Token) -> bool:
    if any(child.dep == "aux" and child.lower in _FUTURE for child in verb.children):
        return True
    if verb.lemma == "be" and any(child.lower in _READY for child in verb.children):
        return True
    if verb.lemma == "go" and verb.tag == "VBG":
        return True
    return any(child.lower == "to" and child.dep == "aux" for child in verb.children) and verb.head.lemma == "be"


def _is_owed(verb: Token) -> bool:
    """Whether a reported clause says what somebody must do."""
    return verb.dep == "ccomp" and any(
        child.dep == "aux" and child.lower in ("must", "should") for child in verb.children
    )


def _phrase_words(verb: Token, skip: frozenset[int]) -> set[str]:
    """Lemmas of the verb's own phrase, without its subject, its clauses, and the words of source and target.

    In the passive the subject is what the verb is done to.
    """
    own = ("nsubj", "agent") if is_passive(verb) else ("nsubj", "nsubjpass")
    words: set[str] = set()
    for child in verb.children:
        if child.dep in own or child.dep in ("ccomp", "advcl", "parataxis", "conj", "relcl", "punct"):
            continue
        for token in _near(child):
            if token.i not in skip:
                words.add(token.lemma)
                words.add(token.lower)
    return words


def _near(top: Token) -> Iterator[Token]:
    stack = [(top, 0)]
    while stack:
        token, depth = stack.pop()
        yield token
        if depth < _FAR:
            stack.extend(
                (child, depth + 1) for child in token.children if child.dep not in ("relcl", "advcl", "acl", "appos")
            )


def _complements(verb: Token) -> list[Token]:
    """What a verb may pass on to, the nearest kind first."""
    order = ("xcomp", "ccomp", "dobj", "prep", "acomp", "attr", "oprd", "advcl", "nsubjpass", "prt", "dative", "pcomp")
    found: list[Token] = []
    for dep in order:
        for child in verb.children:
            if child.dep != dep:
                continue
            if dep == "prep":
                found.extend(below for below in child.children if below.dep in ("pobj", "pcomp"))
            elif dep == "acomp":
                found.extend(below for below in child.children if below.dep in ("xcomp", "prep"))
            elif dep != "advcl" or any(below.lower == "to" for below in child.children):
                found.append(child)
    return found


def _has_link(verb: Token, word: str) -> bool:
    return any(
        child.lower == word or any(below.dep == "mark" and below.lower == word for below in child.lefts)
        for child in verb.rights
    )
