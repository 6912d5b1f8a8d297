"""Where the content stands to the right of a cue: a clause, an object, an infinitive, what follows a preposition."""

from __future__ import annotations

from grotius.codebook.shapes.cue import Frame
from grotius.extract.cues import Cues, Found
from grotius.extract.phrases import covering
from grotius.language import Token

EMPTY_OBJECTS = frozenset(
    {"it", "so", "nothing", "anything", "something", "that", "this", "what", "which", "them", "much", "more"}
)
_FURTHER = ("prep", "xcomp", "ccomp", "oprd", "advcl", "attr", "acomp", "dobj", "dative")
_TIMES = frozenset({"DATE", "TIME"})
_MARKS = frozenset({'"', "“", "‘", "``"})
_PLAINLY_SAYING = frozenset({"say", "add", "note"})
_CONDITIONS = frozenset({"if", "should", "unless", "once", "until", "when"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# "Rejects the plea as strikes kill five": another happening, told beside what was said.
_MEANWHILE = frozenset({"as", "while", "after", "when"})
# A clause that opens with one of these tells when or how something was said, not what.
_CIRCUMSTANCES = frozenset(
    {"as", "when", "while", "after", "before", "since", "because", "although", "though", "until"}
)


def complement(found: Found, frame: Frame, cues: Cues, channels: frozenset[str]) -> list[Token]:
    """The tokens of the content, if the cue has a complement of this kind to its right."""
    cue = found.token
    rights = [child for child in cue.rights if child is not found.last or child.dep not in ("ccomp", "oprd", "acomp")]
    if frame == "clause":
        tokens = _clause(rights) or _that_clause(rights) or (_clause_beside(cue) if found.noun else [])
        return _trimmed(_cut_turns(tokens, cues), cue, cues, clauses_only=not found.noun)
    if frame == "object":
        tokens = [] if _takes_antecedent(cue) else _object(rights, channels)
    elif frame == "gerund":
        tokens = next(
            (
                child.subtree()
                for child in rights
                if child.dep in ("xcomp", "pcomp", "ccomp") and child.tag == "VBG" and not _is_finite(child)
            ),
            [],
        )
    elif frame == "infinitive":
        tokens = next((child.subtree() for child in rights if is_infinitive(child)), [])
    elif frame == "rest":
        tokens = _rest(rights)
    elif frame == "quote":
        tokens = []
    else:
        tokens = _after_preposition(rights, frame, channels)
    return _trimmed(tokens, cue, cues, clauses_only=False)


def is_infinitive(child: Token) -> bool:
    return child.dep in ("xcomp", "ccomp", "advcl", "acl", "relcl") and any(
        below.lower == "to" and below.dep == "aux" for below in child.children
    )


def _clause(rights: list[Token]) -> list[Token]:
    return next((child.subtree() for child in rights if _is_clause(child)), [])


def _is_clause(child: Token) -> bool:
    mark = child.child("mark")
    if child.dep == "acl":
        return mark is not None and mark.lower == "that"
    if child.dep != "ccomp" or is_infinitive(child):
        return False
    if mark is not None and mark.lower in _CIRCUMSTANCES:
        return False
    return child.tag != "VBG" or _is_finite(child)


def _is_finite(verb: Token) -> bool:
    return verb.child("aux", "auxpass") is not None


def _that_clause(rights: list[Token]) -> list[Token]:
    """A that-clause that the parser hung on a noun before it ("said before the talks that the aim was peace")."""
    for child in rights:
        if child.dep not in ("prep", "npadvmod", "dobj", "dative"):
            continue
        for token in child.subtree():
            if token.lower == "that" and token.head.dep in ("relcl", "acl", "ccomp") and _has_subject_beside(token):
                return [below for below in token.head.subtree() if below.i > token.i]
    return []


def _clause_beside(noun: Token) -> list[Token]:
    """For "recalled a statement by the minister that ...": the clause, hung on the verb instead of its object."""
    if noun.dep != "dobj":
        return []
    for child in noun.head.rights:
        mark = child.child("mark")
        if child.i > noun.i and child.dep == "ccomp" and mark is not None and mark.lower == "that":
            return child.subtree()
    return []


def _has_subject_beside(that: Token) -> bool:
    return any(child is not that and child.dep in ("nsubj", "nsubjpass", "expl") for child in that.head.children)


def _cut_turns(tokens: list[Token], cues: Cues) -> list[Token]:
    """Without a "but" that turns from what was said to what the report says, or to a second verb of saying."""
    inside = {token.i for token in tokens}
    for token in tokens:
        if token.dep != "conj" or token.head.i not in inside or token.pos not in ("VERB", "AUX"):
            continue
        but = next((child for child in token.head.rights if child.dep == "cc" and child.i < token.i), None)
        if but is None or but.lower not in ("but", "yet", "and"):
            continue
        own = token.child("nsubj", "nsubjpass") is not None
        if any(below.text in _MARKS for below in tokens if but.i < below.i <= token.i):
            continue  # what comes after "but" is quoted: it is still what was said
        turns = (
            (but.lower != "and" and own and not (_is_present(token) and _is_present(token.head)))
            if not cues.is_saying(token)
            else not own and token.child("neg") is not None
        )
        if turns and token.head.head.i not in inside:
            return [below for below in tokens if below.i < but.i]
    return tokens


def _is_present(verb: Token) -> bool:
    finite = next((child for child in verb.children if child.dep in ("aux", "auxpass")), verb)
    return finite.tag in ("VBZ", "VBP", "MD") and finite.lower not in ("would", "could", "might")


def _object(rights: list[Token], channels: frozenset[str]) -> list[Token]:
    for index, child in enumerate(rights):
        if child.dep == "dobj" and child.lower not in EMPTY_OBJECTS and child.pos != "PRON":
            return _carried_on(child.subtree(), rights[index + 1 :], channels)
    return []


def _takes_antecedent(cue: Token) -> bool:
    """In "an accusation the army has denied" what is denied stands before."""
    subject = cue.child("nsubj")
    placed = any(child.lower in ("where", "when") for child in cue.lefts)
    return cue.dep == "relcl" and not placed and subject is not None and subject.lower not in ("who", "which", "that")


def _carried_on(tokens: list[Token], rest: list[Token], channels: frozenset[str]) -> list[Token]:
    """With the phrases right after it that the parser hung on the cue: not when, and not where it was said."""
    tokens = list(tokens)
    for child in rest:
        inner = child.subtree()
        if not _belongs(child, inner, channels) or inner[0].i > tokens[-1].i + (2 if _is_condition(inner) else 1):
            break
        tokens.extend(inner)
    return tokens


def _belongs(child: Token, inner: list[Token], channels: frozenset[str]) -> bool:
    if (child.lower == "over" and len(inner) == 1) or child.lower in ("up", "down"):
        return True  # "declared the truce over", "revised the toll down to nine"
    if child.dep == "prep":
        noun = child.child("pobj")
        if noun is None:
            return True
        told = noun.lemma in channels or (noun.ent in _TIMES and child.lower in ("on", "in", "at", "over"))
        return not told and child.lower not in ("during", "according")
    if child.dep == "acl" and child.tag == "VBG" and child.head.pos == "NOUN":
        return True  # "accusations of the West trying to ..."
    return (child.dep in ("advcl", "relcl", "acl") and _is_condition(inner)) or is_infinitive(child)


def _is_condition(inner: list[Token]) -> bool:
    return inner[0].lower in _CONDITIONS


def _rest(rights: list[Token]) -> list[Token]:
    """An object with what is said of it: "the rebels of breaking it", "him to go", "the talks useful"."""
    whole = next(
        (child for child in rights if child.dep in ("ccomp", "xcomp") and child.child("nsubj") is not None), None
    )
    if whole is not None and (is_infinitive(whole) or whole.pos not in ("VERB", "AUX")):
        return whole.subtree()
    at = next((index for index, child in enumerate(rights) if child.dep in ("dobj", "dative", "pobj")), None)
    if at is None:
        return next((child.subtree() for child in rights if child.dep == "oprd"), [])
    rest = [child for child in rights[at + 1 :] if child.dep in _FURTHER and _continues(child)]
    if not rest:
        return []
    last = [token for child in rest for token in child.subtree()]
    if rights[at].lower in EMPTY_OBJECTS or rights[at].pos == "PRON":
        return last
    return [*rights[at].subtree(), *last]


def _continues(child: Token) -> bool:
    if child.dep == "prep":
        return child.lower in ("of", "for", "as", "on")
    return child.dep != "advcl" or is_infinitive(child)


def _after_preposition(rights: list[Token], word: str, channels: frozenset[str]) -> list[Token]:
    for index, child in enumerate(rights):
        if child.dep in ("prep", "dative", "prt") and child.lower == word:
            inner = [token for token in child.subtree() if token is not child]
            if not inner or all(token.lower in EMPTY_OBJECTS or token.pos == "PRON" for token in inner):
                return []
            return _carried_on(inner, rights[index + 1 :], channels)
        mark = child.child("mark")
        if mark is not None and mark.lower == word and is_infinitive(child):
            return [token for token in child.subtree() if token is not mark]
    return []


def _trimmed(tokens: list[Token], cue: Token, cues: Cues, *, clauses_only: bool) -> list[Token]:
    """Without the complementiser, and cut where a participle of saying goes on ("..., adding that ...")."""
    tokens = covering(token for token in tokens if token.i > cue.i)
    while tokens and _opens(tokens[0], cue):
        tokens = tokens[1:]
    for index, token in enumerate(tokens):
        if index and _turns_away(token, tokens[index - 1], cues, clauses_only):
            return tokens[: index - 1] if tokens[index - 1].text == "," else tokens[:index]
        if index and token.lower == "without" and (said := token.child("pcomp")) is not None and cues.is_saying(said):
            return tokens[:index]
        if (
            index
            and _goes_on(token, cues)
            and (token.dep == "advcl" or not clauses_only or token.lemma in _PLAINLY_SAYING)
        ):
            before = tokens[index - 1]
            return tokens[: index - 1] if before.lower in ("and", "but") else tokens[:index]
    return tokens


def _turns_away(token: Token, before: Token, cues: Cues, clauses_only: bool) -> bool:
    """Whether the report turns from what is said to something else at this word."""
    if token.lower in cues.comments and token.tag == "VBG" and before.text == ",":
        return True
    if clauses_only:
        return False
    if token.lower == "with":
        return before.text == "," and _others_say(token, cues)
    clause = token.head
    return (
        token.lower in _MEANWHILE
        and token.dep in ("mark", "advmod")
        and clause.i > token.i
        and clause.tag in _FINITE
        and clause.child("nsubj", "nsubjpass") is not None
    )


def _others_say(preposition: Token, cues: Cues) -> bool:
    """In "..., with the minister condemning it" somebody else's words follow."""
    inner = preposition.child("pcomp")
    return inner is not None and cues.is_saying(inner) and inner.child("nsubj", "nsubjpass") is not None


def _opens(token: Token, cue: Token) -> bool:
    """Whether the word only joins the content to its cue; "if" within what is said stays."""
    if token.dep == "punct":
        return True
    if token.lower == "if" and token.head.head is not cue:
        return False
    return token.lower in ("that", "if", "whether", "as") and token.dep in ("mark", "prep")


def _goes_on(token: Token, cues: Cues) -> bool:
    return (
        token.tag == "VBG"
        and token.dep in ("advcl", "acl")
        and cues.is_saying(token)
        and token.child("nsubj", "aux") is None
    )
