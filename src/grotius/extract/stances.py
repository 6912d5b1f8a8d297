"""Predicates that tell a stance: which word tells it, who holds it, and the words that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grotius.codebook import Codebook
from grotius.codebook.shapes.position import StanceEntry
from grotius.extract.holders import agent_of, is_passive, subject_of_clause
from grotius.extract.phrases import covering, is_negated
from grotius.language import Sentence, Token
from grotius.model import Stance

_VERBAL = ("VERB", "AUX")
_FLIPPED: dict[Stance, Stance] = {"accept": "reject", "reject": "accept", "open": "reject"}
_BELIEFS = frozenset({"believe", "think"})
_SEEING = frozenset({"see", "hear", "believe", "think", "find", "expect"})
_RELATIVES = frozenset({"which", "that", "who", "whom"})
# To undertake a doing is as good as doing it; under other verbs an infinitive does not tell what the holder wants.
_UNDERTAKING = frozenset(
    "commit agree plan decide intend continue begin start undertake promise pledge vow offer proceed announce move "
    "help stop cease refuse prepare reverse have".split()
)
_ASKING = frozenset({"ask", "urge", "call", "appeal", "press", "tell", "want", "expect", "allow", "help"})
_CEASING = frozenset({"stop", "cease", "refuse", "halt", "suspend", "decline"})
_TRYING = frozenset({"attempt", "effort", "bid", "decision", "move", "plan", "step", "way", "order", "intention"})
_ASIDES = frozenset("before after during since despite until because without".split())
_HEDGES = frozenset({"possibly", "allegedly", "perhaps"})
_OUTSIDE = ("relcl", "advcl", "appos", "parataxis")
_SUBJECTS = ("nsubj", "nsubjpass")
_REACH = 8
_POINTING = frozenset({"this", "that", "these", "those", "such", "it", "them", "which"})


@dataclass(frozen=True, slots=True)
class Taken:
    """A predicate that tells a stance. ``doing`` is a verb whose object must tell which stance it is.

    A ``holder`` of None is whoever speaks ("the tanks will be sent", said in a speech). ``points`` marks one whose
    object only points back ("this", "such a step"); ``wide`` one that may name several issues at once.
    """

    predicate: Token
    holder: Token | None
    scope: list[Token]
    stance: Stance | None
    doing: str | None = None
    points: bool = False
    wide: bool = False


class StanceReader:
    """Finds the predicates of a sentence that tell a stance, by the words of ``stances.yaml`` and ``issues.yaml``."""

    def __init__(self, codebook: Codebook) -> None:
        self._stances = codebook.stances
        self._doing = {verb for issue in codebook.issues.values() for verb in (*issue.accepting, *issue.rejecting)}
        self._light = frozenset(codebook.speaker_words["light_verbs"].words) | {"have", "hold", "put"}
        self._plans = frozenset(codebook.speaker_words["plans"].words)
        self._bodies = frozenset(codebook.speaker_words["bodies"].words)
        self._actors = self._bodies | frozenset(codebook.speaker_words["persons"].words)

    def of(self, sentence: Sentence) -> Iterator[Taken]:
        for token in sentence.tokens:
            if token.pos in _VERBAL:
                yield from self._of_verb(token, sentence)
            elif token.pos in ("NOUN", "PROPN"):
                yield from self._of_noun(token)
            if token.dep in ("acomp", "prep", "ccomp", "ROOT") and token.pos in ("ADJ", "ADP", "SCONJ", "VERB"):
                yield from self._of_adjective(token)

    # -- verbs -----------------------------------------------------------------------------------------------------

    def _of_verb(self, verb: Token, sentence: Sentence) -> Iterator[Taken]:
        holder, scope = self._roles(verb)
        entry = self._verb_entry(verb)
        if self._is_by_plan(verb):
            return
        if _is_supposed(verb):
            if (
                entry is not None
                and holder is not None
                and verb.dep != "pcomp"
                and _is_whether(verb)
                and entry.stance != "reject"
            ):
                yield Taken(verb, holder, covering([*scope, *_clauses(verb)]), "unclear")
            return
        words = covering([*scope, *_clauses(verb)] if entry is not None and entry.stance != "accept" else scope)
        told = holder is not None or _is_announced(verb)
        if told and entry is not None and (words or _points(verb)) and not self._is_asked(verb):
            points = _points(verb) and entry.stance != "demand"
            yield Taken(verb, holder, words, _turned(entry, verb), points=points, wide=True)
        doing = self._doing_of(verb)
        if doing is not None and told and scope and not self._is_wanted(verb) and not _is_hedged(verb):
            yield Taken(verb, holder, scope, None, doing=doing)
        if holder is not None and verb.lemma in _BELIEFS and (believed := _believed(verb)) is not None:
            yield Taken(verb, holder, believed, "demand")

    def _is_by_plan(self, verb: Token) -> bool:
        """ "Under the plan, the army would withdraw": somebody's plan for it, not its own stance."""
        if not any(child.lower in ("would", "will", "could") for child in verb.children if child.dep == "aux"):
            return False
        under = next((child for child in verb.children if child.dep == "prep" and child.lower == "under"), None)
        named = under.child("pobj") if under is not None else None
        return named is not None and named.lemma in self._plans

    def _doing_of(self, verb: Token) -> str | None:
        """The verb, with its particle, if the codebook has it as a doing on some issue."""
        particle = verb.child("prt")
        names = [f"{verb.lemma} {particle.lower}"] if particle is not None else [verb.lemma]
        return next((name for name in names if name in self._doing), None)

    def _is_asked(self, verb: Token) -> bool:
        """ "Urged Kyiv to accept": the accepting is Kyiv's, and only wanted."""
        while verb.dep == "conj" and verb.tag == "VB" and verb.child("nsubj") is None:
            verb = verb.head
        above = verb.head
        if any(child.dep == "aux" and child.lower in ("will", "would", "wo", "'ll", "’ll") for child in verb.children):
            return False
        return (
            verb.dep in ("xcomp", "ccomp", "advcl")
            and verb.tag == "VB"
            and (
                (above.child("dobj") is not None and verb.dep != "advcl")
                or above.lemma in _ASKING
                or self._verb_entry(above) is not None
            )
            and above.lemma not in _UNDERTAKING
        )

    def _is_wanted(self, verb: Token) -> bool:
        """Whether somebody else wants or refuses the doing: "urged them to send", "refuses to send", "should send"."""
        if any(child.lower in ("should", "must", "to") for child in verb.children if child.dep == "aux"):
            above = verb.head
            return verb.dep == "ROOT" or above.lemma not in _UNDERTAKING
        return (
            verb.dep in ("xcomp", "pcomp", "csubj", "acl", "advcl")
            and verb.tag in ("VB", "VBG")
            and (verb.head.lemma not in _UNDERTAKING and verb.head.head.lemma not in _UNDERTAKING)
        )

    def _roles(self, verb: Token) -> tuple[Token | None, list[Token]]:
        """The holder and what the stance is about."""
        if is_passive(verb):
            subject = verb.head if verb.dep in ("acl", "relcl") else verb.child("nsubjpass")
            about = [] if subject is None else inner(subject)
            if verb.dep in ("acl", "relcl"):
                about = [token for token in about if not token.is_under(verb)]
            return agent_of(verb) or self._venue(verb), about
        holder = self._subject(verb)
        if holder is None:
            return None, []
        scope = [token for child in verb.children if _is_object(child) for token in inner(child)]
        thing = verb.child("dobj")
        if verb.dep == "relcl" and thing is not None and thing.lower in _RELATIVES:
            scope += [token for token in verb.head.subtree() if not token.is_under(verb)]
            if _after_comma(thing):
                scope += _before(verb.head, verb)
        return holder, covering(token for token in scope if not token.is_under(holder) or verb.is_under(holder))

    def _venue(self, verb: Token) -> Token | None:
        """A body that passed what "was adopted in Congress"."""
        for child in verb.children:
            noun = child.child("pobj") if child.dep == "prep" and child.lower in ("in", "at") else None
            if noun is not None and noun.lemma in self._bodies:
                return noun
        return None

    def _subject(self, verb: Token) -> Token | None:
        """The subject; for "in an attempt to stop" and "its readiness to stop" the one who attempts or is ready."""
        noun = verb.head
        if verb.dep == "acl" and noun.lemma in _TRYING and noun.child("poss") is None:
            return _first_subject(noun)
        if verb.dep == "acl" and verb.tag == "VBG" and noun.dep == "dobj" and noun.lemma not in self._actors:
            return _first_subject(noun)
        return subject_of_clause(verb)

    def _verb_entry(self, verb: Token) -> StanceEntry | None:
        for entry in self._stances.values():
            for word in entry.verbs:
                lemma, _, link = word.partition(" ")
                if lemma == verb.lemma and (
                    not link or any(child.lower == link for child in verb.rights) or _marked(verb, link)
                ):
                    return None if _is_other_sense(verb, entry) else entry
        return None

    # -- nouns and adjectives --------------------------------------------------------------------------------------

    def _of_noun(self, noun: Token) -> Iterator[Taken]:
        entry = next((entry for entry in self._stances.values() if noun.lemma in (*entry.nouns, *entry.people)), None)
        if entry is None or noun.dep == "compound":
            return
        verb = self._light_verb(noun)
        owner = noun if noun.lemma in entry.people else _owner(noun) or (subject_of_clause(verb) if verb else None)
        if owner is None:
            return
        beside = [] if verb is None else [child for child in verb.rights if child.dep in ("prep", "xcomp", "advcl")]
        scope = covering(
            token
            for child in (*noun.children, *beside)
            if _is_object(child) or (child in noun.children and child.dep in ("compound", "amod"))
            for token in inner(child)
            if owner is noun or not token.is_under(owner)
        )
        stance = _turned(entry, verb) if verb is not None else entry.stance
        points = (noun.lemma in (*entry.bare, *entry.people) and not _has_object(noun)) or _pointed(noun.rights)
        yield Taken(noun, owner, scope, stance, points=points or _stands_for_which(noun), wide=True)

    def _light_verb(self, noun: Token) -> Token | None:
        """The verb in "expressed support", "made an appeal", "is in favour"."""
        if noun.dep == "dobj" and noun.head.lemma in self._light:
            return noun.head
        if noun.dep == "pobj" and noun.head.lower == "in" and noun.head.head.lemma == "be":
            return noun.head.head
        return None

    def _of_adjective(self, word: Token) -> Iterator[Taken]:
        entry = next((entry for entry in self._stances.values() if word.lower in entry.adjectives), None)
        if entry is None:
            return
        verb = word.head if word.head.lemma in ("be", "remain", "seem", "appear", "become") else word
        holder = subject_of_clause(verb)
        if holder is None or (verb is word and verb.dep not in ("ROOT", "ccomp")) or _is_supposed(verb):
            return
        parts = [*word.children, *(child for child in verb.rights if child is not word)]
        scope = covering(token for child in parts if _is_object(child) for token in inner(child))
        yield Taken(word, holder, scope, _turned(entry, verb), points=_pointed(scope))


def _has_object(noun: Token) -> bool:
    return any(child.dep in ("prep", "acl") and child.lower not in ("in", "by", "from") for child in noun.rights)


def _stands_for_which(noun: Token) -> bool:
    """For "..., which is one of their demands": the noun stands for what was told before."""
    top = noun.head.head if noun.dep == "pobj" else noun
    subject = top.head.child("nsubj") if top.dep == "attr" else None
    return subject is not None and subject.lower in ("which", "this", "that")


def _first_subject(noun: Token) -> Token | None:
    """The subject of the nearest verb above that has one."""
    subjects = (subject_of_clause(each) for each in noun.ancestors() if each.pos in _VERBAL)
    return next((subject for subject in subjects if subject is not None), None)


def inner(token: Token) -> list[Token]:
    """A phrase without the relative and adverbial clauses in it."""
    tokens: list[Token] = []
    stack = [token]
    while stack:
        each = stack.pop()
        tokens.append(each)
        stack.extend(child for child in each.children if _is_inside(child) and not _is_aside(child))
    return covering(tokens)


def _is_inside(child: Token) -> bool:
    return child.dep not in _OUTSIDE or (child.dep == "advcl" and _is_object(child))


def _is_aside(child: Token) -> bool:
    return child.dep == "prep" and child.lower in _ASIDES


def reach(predicate: Token, sentence: Sentence) -> list[Token]:
    """The words right after a predicate, where the parse gives it no object: up to a comma or a new clause."""
    words: list[Token] = []
    for token in sentence.tokens[predicate.i + 1 : predicate.i + 1 + _REACH]:
        if token.dep == "punct" or token.lower in _RELATIVES or token.lower in _ASIDES or token.dep in _SUBJECTS:
            break
        words.append(token)
    return words


def is_ceased(token: Token) -> bool:
    """Whether a thing is to be ended: "demanded that they lift sanctions", "an end to arms sales"."""
    for above in token.ancestors():
        if above.lemma in ("stop", "cease", "end", "lift", "halt", "scrap", "drop", "cancel", "suspend", "ease"):
            return True
        if above.pos in _VERBAL and above.dep not in ("xcomp", "pcomp"):
            return False
    return False


def done(stance: Stance, verb: Token, doing: bool = True) -> Stance | None:
    """A stance by doing: "will send" is as good as done, "could send" is open, "did not send" the opposite."""
    chain = _chain(verb)
    ceased = chain if doing else [each for each in chain[1:] if chain[0].dep != "conj"]
    if (sum(map(is_negated, chain)) + sum(each.lemma in _CEASING for each in ceased)) % 2:
        return _FLIPPED.get(stance, stance)
    modals = {child.lower for each in chain for child in each.children if child.dep == "aux"}
    if modals & {"should", "must"} and stance != "demand":
        return None
    if is_compelled(verb) and stance == "accept":
        return "open"
    if modals & {"could", "might", "may"}:
        return "open" if stance == "accept" else None if stance == "reject" else stance
    return stance


def is_compelled(verb: Token) -> bool:
    """ "May have to give up" is seen coming by whoever says it, not offered by the one who would."""
    return verb.dep == "xcomp" and verb.head.lemma in ("have", "need")


def _turned(entry: StanceEntry, verb: Token) -> Stance | None:
    """The stance of a word, negated or softened by the words around its verb."""
    unseen = _unseen(verb)
    if unseen == "seeing":
        return None
    if is_negated(verb) or unseen == "noun":
        return entry.negated or entry.stance
    return done(entry.stance, verb, doing=False)


def _unseen(verb: Token) -> str | None:
    """ "We see no sign that they are ready" denies it; "we have not seen them sell" leaves it open."""
    above = verb.head
    if verb.dep not in ("ccomp", "acl", "relcl"):
        return None
    noun = above if above.pos == "NOUN" else above.child("dobj")
    if noun is not None and any(child.lower == "no" for child in noun.children):
        return "noun"
    return "seeing" if above.lemma in _SEEING and is_negated(above) else None


def _is_hedged(verb: Token) -> bool:
    chain = _chain(verb)
    return _unseen(chain[-1]) is not None or any(child.lower in _HEDGES for each in chain for child in each.children)


def _is_announced(verb: Token) -> bool:
    """ "The tanks will be sent": told by whoever sends them."""
    return is_passive(verb) and any(child.lower in ("will", "would") for child in verb.children)


def _is_other_sense(verb: Token, entry: StanceEntry) -> bool:
    """ "Considers it as its own" tells no readiness, "rejected the claim" no stance on what is claimed."""
    thing = verb.child("dobj")
    if verb.lemma == "consider" and any(child.lower == "as" or child.dep in ("ccomp", "oprd") for child in verb.rights):
        return True
    return thing is not None and thing.lemma in entry.not_with


def _believed(verb: Token) -> list[Token] | None:
    """What somebody believes should be done."""
    clause = verb.child("ccomp")
    if clause is None or not any(child.lower in ("should", "must") for child in clause.children):
        return None
    return clause.subtree()


def _chain(verb: Token) -> list[Token]:
    """The verb and those that it completes or stands beside: "could reverse course and impose", "stopped sending"."""
    chain = [verb]
    while chain[-1].dep in ("xcomp", "conj", "pcomp") and len(chain) < 6:
        above = chain[-1].head
        if chain[-1].dep == "conj" and chain[-1].child("nsubj", "aux") is not None:
            break
        chain.append(above.head if above.dep == "prep" else above)
    return chain


def _is_supposed(verb: Token) -> bool:
    """Whether the clause is only a condition or a question: "if they send", "should China offer"."""
    clause = verb if verb.dep == "advcl" else verb.head if verb.dep == "xcomp" else verb
    first = clause.subtree()[0]
    if clause.dep == "advcl" and first.lower == "before":
        return True
    return clause.dep in ("advcl", "ccomp", "pcomp") and first.lower in ("if", "should", "unless", "whether", "were")


def _is_whether(verb: Token) -> bool:
    clause = verb if verb.dep == "ccomp" else verb.head
    return clause.subtree()[0].lower == "whether"


def _is_object(child: Token) -> bool:
    """What a stance may be about: objects and infinitives, not circumstances, asides or whole clauses."""
    if child.dep in ("prep", "dative", "agent"):
        return child.lower not in _ASIDES
    if child.dep in ("ccomp", "advcl"):
        return any(below.lower == "to" and below.dep == "aux" for below in child.children)
    if child.dep == "acl":
        return child.tag == "VB"
    return child.dep in ("dobj", "xcomp", "prt", "pobj", "pcomp", "oprd", "acomp", "attr")


def _points(verb: Token) -> bool:
    """Whether the object only points back: "rejected this", "resisting these arguments"."""
    return _pointed(
        [
            child
            for child in verb.children
            if (child.i > verb.i or child.dep == "dobj") and child.dep in ("dobj", "xcomp", "prep", "pobj")
        ]
    )


def _pointed(parts: Sequence[Token]) -> bool:
    for part in parts:
        for token in (part, *part.children, *(below for child in part.children for below in child.children)):
            noun = token.head
            bare = token.dep in ("dobj", "pobj", "nsubj") and token.pos == "PRON"
            if token.lower in _POINTING and (bare or (noun.pos == "NOUN" and token.dep in ("det", "amod", "predet"))):
                return True
    return False


def _clauses(verb: Token) -> list[Token]:
    return [token for child in verb.children if child.dep == "ccomp" for token in inner(child)]


def _after_comma(word: Token) -> bool:
    """Whether a relative clause is set off by a comma, so that "which" may stand for all before it."""
    commas = [child.i for above in word.ancestors() for child in above.children if child.text == ","]
    return word.lower == "which" and bool({word.i - 1, word.i - 2} & set(commas))


def _before(noun: Token, verb: Token) -> list[Token]:
    """For "..., which both rejected": the verb's clause that "which" may stand for as a whole."""
    host = next((each for each in noun.ancestors() if each.pos in _VERBAL), None)
    return (
        [token for token in host.subtree() if token.i < verb.i and not token.is_under(verb)] if host is not None else []
    )


def _marked(verb: Token, word: str) -> bool:
    return any(
        (below.dep == "mark" and below.lower == word and below.i == verb.i + 1)
        or (below.dep == "aux" and below.lower == word == "to" and child.dep == "xcomp" and verb.child("dobj"))
        for child in verb.rights
        for below in child.lefts
    )


def _owner(noun: Token) -> Token | None:
    owner = noun.child("poss")
    if owner is not None:
        return owner
    for child in noun.children:
        if child.dep == "prep" and child.lower in ("of", "by", "from"):
            return child.child("pobj")
        if child.dep in ("compound", "amod") and child.pos in ("PROPN",):
            return child
    return None
