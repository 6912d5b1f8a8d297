"""Who speaks: the subject of a cue, wherever the sentence keeps it, and its naming phrase."""

from __future__ import annotations

from dataclasses import dataclass

from grotius.extract.phrases import apposition, is_bare_participle, noun_phrase, subject_of
from grotius.language import Document, Token
from grotius.model import Span

RELATIVES = frozenset({"who", "which", "that", "whom"})
FIRST_PERSON = frozenset({"i", "we"})
THIRD_PERSON = {
    "he": "one",
    "she": "one",
    "him": "one",
    "her": "one",
    "his": "one",
    "it": "thing",
    "its": "thing",
    "they": "many",
    "them": "many",
    "their": "many",
}
_NO_SPEAKERS = frozenset({"you", "this", "that", "there", "what", "which", "who", "it's", "one", "these", "those"})
_WIDEST_GAP = 2
_STANCES = frozenset({"position", "stance", "policy", "statement", "view", "message", "letter"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})
NO_NAMES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"})
# "By claiming", "in saying", "after warning": the speaker is the subject of the verb that this hangs on.
_MEANS = frozenset({"by", "in", "after", "before", "while", "when", "without", "on", "as"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """The head of the speaker's phrase and the phrase."""

    head: Token
    span: Span

    @property
    def pronoun(self) -> str | None:
        word = self.head.lower
        return word if word in THIRD_PERSON or word in FIRST_PERSON else None


def speaker_of(cue: Token, document: Document) -> Speaker | None:
    """Whose words the cue's are: its subject, wherever the sentence keeps it."""
    head = _speaking_head(cue, 0)
    return naming(head, document) if head is not None else None


def naming(head: Token, document: Document) -> Speaker | None:
    """The phrase around a nominal head; a title set before a name by commas belongs to it."""
    if head.pos not in _NOMINAL or head.lower in _NO_SPEAKERS or head.ent in NO_NAMES:
        return None
    tokens = noun_phrase(head)
    beside = apposition(head)
    if beside is not None and beside.pos == "PROPN" and beside.i > head.i:
        name = noun_phrase(beside)
        titled = beside.ent == "PERSON" and head.ent != "PERSON"  # "Deputy Minister of Energy Maria Kovalenko"
        if name[0].i - tokens[-1].i <= (_WIDEST_GAP if head.pos == "NOUN" else 1 if titled else 0):
            tokens = [*tokens, *(token for token in name if token.i > tokens[-1].i)]
    state = _state_behind(head, document)
    if state is not None:
        return Speaker(state, document.span_of([state]))
    tokens = [*tokens, *_participle_after(head, tokens)]
    return Speaker(head, document.span_of(tokens))


def _state_behind(head: Token, document: Document) -> Token | None:
    """For "A claims Dorvik, Norway says": Norway, since a town does not speak."""
    sentence = document.sentence_at(head.start)
    before, after = sentence.name_at(head), head.child("appos", "conj")
    if before is None or after is None or before.kind != "place" or after.i != head.i + 2:
        return None
    behind = sentence.name_at(after)
    return after if behind is not None and behind.kind == "state" else None


def _participle_after(head: Token, tokens: list[Token]) -> list[Token]:
    """ "A survey conducted by the institute": the participle belongs to the naming phrase."""
    for child in head.rights:
        if child.dep == "acl" and child.tag == "VBN" and child.i == tokens[-1].i + 1:
            return child.subtree()
    return []


def _speaking_head(cue: Token, depth: int) -> Token | None:
    if depth > 5:
        return None
    if cue.child("auxpass") is not None or cue.child("nsubjpass") is not None or is_bare_participle(cue):
        return _agent(cue)
    subject = subject_of(cue)
    if subject is not None:
        if subject.lower in RELATIVES and subject.pos in ("PRON", "DET", "SCONJ"):
            return _owner(antecedent(cue, subject))
        return None if subject.dep == "expl" else subject
    return _inherited(cue, depth)


def _owner(head: Token | None) -> Token | None:
    """For "Brazil's position, which condemns ...": Brazil."""
    owner = head.child("poss") if head is not None and head.pos == "NOUN" else None
    return owner if owner is not None and owner.pos == "PROPN" and head is not None and head.lemma in _STANCES else head


def antecedent(verb: Token, pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for: with "who" a dated or timed head gives way to the noun before it."""
    first = next((each for each in verb.conjuncts() if each.dep == "relcl"), None)
    if first is None:
        return None
    head = first.head
    if pronoun.lower != "who" or head.ent not in NO_NAMES:
        return head
    beside = [token for token in head.subtree() if token.i < pronoun.i and token.pos in ("PROPN", "NOUN")]
    return next((token for token in reversed(beside) if token.ent not in NO_NAMES), head)


def _agent(cue: Token) -> Token | None:
    agent = cue.child("agent")
    return agent.child("pobj") if agent is not None else None


def _inherited(cue: Token, depth: int) -> Token | None:
    above = cue.head
    if above is cue:
        return _inverted(cue)
    if cue.dep == "acl" and above.pos in ("NOUN", "PROPN", "PRON"):
        return _modified(above, depth) if cue.tag == "VBG" else None
    if cue.dep == "pcomp":
        return _through_preposition(above, depth)
    if cue.dep in ("conj", "xcomp", "advcl", "ccomp", "dep", "parataxis") and above.pos in ("VERB", "AUX", "ADJ"):
        turned = cue.dep not in ("conj", "xcomp", "advcl") or _is_spliced(cue)
        inverted = _inverted(cue) if turned else None
        if inverted is not None:
            return inverted
        if cue.dep == "conj" and above.dep == "ccomp" and above.head.tag == cue.tag and above.i > above.head.i:
            above = above.head
        if cue.dep == "advcl" and cue.tag == "VBG" and cue.i > above.i:
            above = _matrix(above)
        if above.child("nsubjpass") is not None and cue.dep != "conj":
            return above.child("nsubjpass")
        return _speaking_head(above, depth + 1)
    return _inverted(cue)


def _modified(noun: Token, depth: int) -> Token | None:
    """For "condemned these crimes, calling on all to act": the one who condemned; for "activists saying": they."""
    owner = noun.child("poss")
    if owner is not None:
        return owner
    if noun.dep == "dobj" and noun.head.pos == "VERB" and noun.pos == "NOUN":
        return _speaking_head(noun.head, depth + 1)
    return noun


def _through_preposition(preposition: Token, depth: int) -> Token | None:
    """ "RIA quoted the ministry as saying", "he was quoted as saying", "by claiming"."""
    verb = preposition.head
    if preposition.lower == "as" and verb.lemma in ("quote", "cite", "report"):
        return verb.child("nsubjpass") or verb.child("dobj")
    if preposition.lower not in _MEANS or verb.pos not in ("VERB", "AUX"):
        return None
    return _speaking_head(verb, depth + 1)


def _matrix(verb: Token) -> Token:
    """For "said the shells hit homes, adding that ...": the verb of saying, not the one that the parser chose."""
    while verb.dep == "ccomp" and verb.head is not verb and verb.head.pos == "VERB":
        verb = verb.head
    return verb


def _is_spliced(cue: Token) -> bool:
    """ "The toll rose to nine, added the mayor": no list of what the toll did, for no "and" joins its last."""
    if cue.dep != "conj" or cue.child("conj", "cc") is not None or cue.head.child("cc") is not None:
        return False
    first = cue.subtree()[0].i
    return any(token.text == "," and token.i == first - 1 for token in cue.head.children)


def _inverted(cue: Token) -> Token | None:
    """ "..., said the minister": the parser may take an inverted subject for an object."""
    if cue.tag not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    for child in cue.rights:
        if child.dep in ("dobj", "attr", "npadvmod", "oprd") and child.pos in ("NOUN", "PROPN"):
            between = child.subtree()[0].i - cue.i
            return child if between <= 1 else None
    return None
