"""Interactions: who does what to whom, coded to PLOVER, from verbs, statements, talks and fighting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grotius.codebook import Codebook
from grotius.extract.claimants import Claimants
from grotius.extract.holders import Holders, agent_of, is_passive, subject_of_clause
from grotius.extract.moments import Moments
from grotius.extract.roots import Reading, RootReader
from grotius.ids import row_id
from grotius.language import Document, Sentence, TimeReader, Token
from grotius.model import Act, Actor, Interaction, Mention, Modality, PloverRoot, Span, Statement, Talk

_VERBAL = ("VERB", "AUX")
_OF_ACT: dict[Act, tuple[PloverRoot, str]] = {
    "accuse": ("ACCUSE", "11"),
    "criticise": ("ACCUSE", "11"),
    "demand": ("REQUEST", "10"),
    "appeal": ("REQUEST", "10"),
    "threaten": ("THREATEN", "13"),
    "reject": ("REJECT", "12"),
    "deny": ("REJECT", "12"),
    "praise": ("SUPPORT", "05"),
    "promise": ("AGREE", "03"),
    "accept": ("AGREE", "03"),
    "propose": ("AGREE", "03"),
}
_TOWARDS = frozenset("to with on against at for of from over toward towards upon about between into".split())
_TWO = 2
_BLAMING = frozenset({"accuse", "criticise", "threaten"})
_ROLES = ("dobj", "dative", "pobj")
_SAYINGS = frozenset("say report tell write add note state".split())
_MAYBE = frozenset({"may", "might", "could", "can", "if", "whether", "unless", "should", "must"})
_CIRCUMSTANCES = frozenset("in during after amid before following since at by as".split())
_SET_BACK = ("relcl", "advcl", "acl", "ccomp", "appos", "parataxis")
_TALK_MODALITY: dict[str, Modality] = {"planned": "future", "refused": "negated", "cancelled": "negated"}


class InteractionFinder:
    """Finds the dyads of a report: source, root, target."""

    def __init__(self, codebook: Codebook, times: TimeReader | None = None) -> None:
        self._roots = RootReader(codebook)
        self._holders = Holders(codebook)
        self._moments = Moments(times or TimeReader(codebook.times))
        named = (name for outlet in codebook.outlets.values() for name in (outlet.name, *outlet.aliases))
        self._outlets = frozenset(name.lower().removeprefix("the ").removesuffix(" news") for name in named)
        self._channels = frozenset(word for entry in codebook.channels.values() for word in entry.words) | {"news"}

    def find(
        self,
        document: Document,
        statements: Sequence[Statement],
        talks: Sequence[Talk],
        mentions: Sequence[Mention],
        claimants: Claimants,
        report_hash: str,
    ) -> list[Interaction]:
        """All interactions, in the order of the text; those that rest on another row say on which."""
        rows = [
            *self._of_talks(talks, document, report_hash),
            *self._of_mentions(mentions, document, report_hash),
            *self._of_statements(statements, document, claimants, report_hash),
        ]
        for sentence in document.parsed:
            for row in self._of_sentence(sentence, claimants, report_hash):
                if not any(_same(row, other) or _is_of_talk(row, other) for other in rows):
                    rows.append(row)
        return sorted(rows, key=lambda row: (row.span.start, row.root))

    def root_between(self, sentence: Sentence, source: Span, target: Span) -> PloverRoot | None:
        """The root of what the source does to the target in a parsed sentence, or None if no word tells."""
        skip = frozenset(token.i for span in (source, target) for token in sentence.tokens_in(span.start, span.end))
        head = _head_in(sentence.tokens_in(source.start, source.end))
        other = _head_in(sentence.tokens_in(target.start, target.end))
        if head is None:
            return None
        for predicate in _predicates(head, other, sentence):
            noun = predicate.pos not in _VERBAL
            reading = self._roots.of_noun(predicate) if noun else self._roots.of_verb(predicate, skip)
            if reading is not None:
                return reading.root
        return None

    # -- verbs -----------------------------------------------------------------------------------------------------

    def _of_sentence(self, sentence: Sentence, claimants: Claimants, report_hash: str) -> Iterator[Interaction]:
        for verb in sentence.tokens:
            if verb.pos != "VERB" or _is_unreal(verb) or self._only_says(verb):
                continue
            source = agent_of(verb) if is_passive(verb) else subject_of_clause(verb)
            if source is None or not self._holders.may_act(source, sentence):
                continue
            target = self._target(verb, source, sentence)
            if target is None:
                continue
            skip = (
                frozenset({token.i for token in (*source.subtree(), *target.subtree())} - {verb.i})
                if not verb.is_under(source)
                else frozenset({source.i})
            )
            reading = self._roots.of_verb(verb, skip & _name_tokens(source, target))
            if reading is not None and _is_circumstance(reading.token, verb):
                continue
            row = self._row(reading, source, target, sentence, claimants, report_hash)
            if row is not None:
                yield row

    def _target(self, verb: Token, source: Token, sentence: Sentence) -> Token | None:
        """Who it is done to: the object, or an actor after a preposition or as the owner of the object."""
        if is_passive(verb):
            subject = verb.head if verb.dep == "acl" else verb.child("nsubjpass")
            return subject if subject is not None and self._may_be_target(subject, sentence) else None
        for child in sorted(verb.children, key=lambda child: (child.dep not in ("dobj", "dative"), child.i)):
            if child.dep not in ("dobj", "dative", "prep", "xcomp", "oprd") or child.i < verb.i:
                continue
            if child.dep == "prep" and child.lower not in _TOWARDS:
                continue
            for token in _within(child):
                if token is not source and token.pos != "PRON" and self._may_be_target(token, sentence):
                    return token
        return None

    def _may_be_target(self, token: Token, sentence: Sentence) -> bool:
        """An actor in the role of one to whom something is done, or a state that a thing is named after."""
        name = sentence.name_at(token)
        if name is not None and self._is_outlet(name.text):
            return False
        if token.dep in ("amod", "compound"):
            thing = not self._holders.may_act(token.head, sentence)
            return name is not None and name.kind == "nationality" and thing and token.head.dep in _ROLES
        if token.dep not in (*_ROLES, "nsubj", "poss") or (name is None and token.pos == "PROPN"):
            return False
        return self._holders.may_act(token, sentence)

    def _is_outlet(self, words: str) -> bool:
        folded = words.lower().removeprefix("the ").rstrip(".").removesuffix(" news")
        return folded in self._outlets or folded.split(" ")[-1] in self._channels

    def _only_says(self, verb: Token) -> bool:
        """ "Said that they had struck": what is said is told by the statement."""
        clause = verb.child("ccomp")
        return verb.lemma in _SAYINGS or (clause is not None and clause.child("nsubj", "nsubjpass") is not None)

    def _row(
        self,
        reading: Reading | None,
        source: Token,
        target: Token,
        sentence: Sentence,
        claimants: Claimants,
        report_hash: str,
    ) -> Interaction | None:
        if reading is None:
            return None
        actor = self._holders.actor(source, sentence, claimants)
        other = self._holders.actor(target, sentence, claimants)
        if actor is None or other is None or actor.name == other.name:
            return None
        first, last = min(reading.token.i, target.i), max(reading.token.i, target.i)
        span = sentence.document.span_of(sentence.tokens[first : last + 1])
        return Interaction(
            id=row_id("i", report_hash, actor.name, reading.root, other.name, span.start),
            source=actor,
            root=reading.root,
            target=other,
            modality=reading.modality,
            span=span,
            sentence=sentence.span,
            cameo=reading.cameo,
            time=self._moments.of(reading.token, sentence),
        )

    # -- from other rows -------------------------------------------------------------------------------------------

    def _of_talks(self, talks: Sequence[Talk], document: Document, report_hash: str) -> Iterator[Interaction]:
        for talk in talks:
            if talk.same_as is not None:
                continue
            for index, one in enumerate(talk.participants):
                for other in talk.participants[index + 1 :]:
                    if len(talk.participants) > _TWO and _stand_together(one, other, document):
                        continue
                    yield Interaction(
                        id=row_id("i", report_hash, talk.id, one.name, other.name),
                        source=one,
                        root="CONSULT",
                        target=other,
                        modality=_TALK_MODALITY.get(talk.status, "past"),
                        span=talk.span,
                        sentence=talk.sentence,
                        cameo="04",
                        time=talk.time,
                        place=talk.place,
                        rests_on=talk.id,
                        background=talk.background,
                    )

    def _of_mentions(self, mentions: Sequence[Mention], document: Document, report_hash: str) -> Iterator[Interaction]:
        for mention in mentions:
            if mention.by is None or mention.same_as is not None:
                continue
            target = mention.target
            yield Interaction(
                id=row_id("i", report_hash, mention.id),
                source=mention.by,
                root="ASSAULT",
                target=Actor(span=target, name=target.text) if target is not None else None,
                modality={"planned": "future", "denied": "negated"}.get(mention.actuality, "past"),  # type: ignore[arg-type]
                span=mention.span,
                sentence=mention.sentence,
                cameo="19" if mention.mode in ("shooting", "ground", "shelling") else "18",
                time=mention.time,
                place=mention.places[0] if mention.places else None,
                rests_on=mention.id,
                background=mention.background,
            )

    def _of_statements(
        self, statements: Sequence[Statement], document: Document, claimants: Claimants, report_hash: str
    ) -> Iterator[Interaction]:
        for statement in statements:
            coded = _OF_ACT.get(statement.act)
            target = statement.addressee or self._spoken_of(statement, document, claimants)
            if coded is None or target is None or target.name == statement.speaker.name or self._is_outlet(target.name):
                continue
            root, cameo = coded
            yield Interaction(
                id=row_id("i", report_hash, statement.id, target.name),
                source=statement.speaker,
                root=root,
                target=target,
                modality="past",
                span=statement.cue or statement.content,
                sentence=statement.sentence,
                cameo=cameo,
                time=statement.time,
                rests_on=statement.id,
                background=statement.background,
            )

    def _spoken_of(self, statement: Statement, document: Document, claimants: Claimants) -> Actor | None:
        """The first actor in a content: whom it accuses, urges or praises."""
        sentence = document.sentence_at(statement.content.start)
        urged = self._urged(statement, document)
        if urged is not None:
            return self._holders.actor(urged, document.sentence_at(urged.start), claimants)
        for token in sentence.tokens_in(statement.content.start, min(statement.content.end, sentence.end)):
            mild = statement.act not in _BLAMING
            if token.dep == "pobj" and (mild or token.head.lower not in ("of", "by", "with")):
                continue
            is_role = token.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "ROOT", "amod")
            if is_role and token.pos in ("PROPN", "NOUN", "ADJ") and self._is_spoken_of(token, sentence):
                actor = self._holders.actor(token, sentence, claimants)
                if actor is not None and actor.name not in statement.speaker.name:
                    return actor
        return None

    def _urged(self, statement: Statement, document: Document) -> Token | None:
        """The object of the cue: "urged the rebels to stop"."""
        if statement.cue is None:
            return None
        sentence = document.sentence_at(statement.cue.start)
        for verb in sentence.tokens_in(statement.cue.start, statement.cue.end):
            thing = verb.child("dobj") if verb.pos == "VERB" else None
            if thing is not None and thing.pos in ("NOUN", "PROPN") and self._may_be_target(thing, sentence):
                return thing
        return None

    def _is_spoken_of(self, token: Token, sentence: Sentence) -> bool:
        if token.dep == "amod":
            return self._may_be_target(token, sentence)
        name = sentence.name_at(token)
        if name is not None and name.kind == "place" and name.key is None and token.dep in ("dobj", "pobj"):
            return False  # a region that is spoken of is no one who is spoken to
        return self._holders.may_act(token, sentence)


def _is_unreal(verb: Token) -> bool:
    """ "To send", "accused of killing", "if they strike", "may give up": told by what stands above, or a thought."""
    if any(child.lower == "to" and child.dep == "aux" for child in verb.children):
        return True
    while verb.dep == "conj" and verb.tag == "VBG":
        verb = verb.head
    if verb.dep == "pcomp" and verb.head.lower != "by":
        return True
    return any(child.lower in _MAYBE and child.dep in ("aux", "mark") for child in verb.children)


def _is_circumstance(word: Token, verb: Token) -> bool:
    """Whether the word that told a doing only tells its occasion: "were hurt in the attack", "amid accusations"."""
    if word is verb or not word.is_under(verb):
        return False
    below = word
    for above in word.ancestors():
        if above is verb:
            return below.dep == "prep" and (below.i < verb.i or below.lower in _CIRCUMSTANCES)
        below = above
    return False


def _within(top: Token) -> Iterator[Token]:
    """A phrase without its clauses and without places and times ("the war in the east"), in the order of the text."""
    found: list[Token] = []
    stack = [top]
    while stack:
        token = stack.pop()
        found.append(token)
        for child in token.children:
            is_place = child.dep == "prep" and child.lower not in _TOWARDS
            if child.dep not in _SET_BACK and not is_place:
                stack.append(child)
    yield from sorted(found, key=lambda token: token.i)


def _stand_together(one: Actor, other: Actor, document: Document) -> bool:
    """Whether two who take part are one side: "with the envoy and the adviser"."""
    if one.span is None or other.span is None or other.span.start < one.span.end:
        return False
    between = document.text[one.span.end : other.span.start].strip().lower()
    return between in ("and", ",", ", and", "as well as")


def _head_in(tokens: Sequence[Token]) -> Token | None:
    """The token of a span that hangs on something outside it."""
    inside = {token.i for token in tokens}
    tops = [token for token in tokens if token.head is token or token.head.i not in inside]
    nominal = [token for token in tops if token.pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")]
    return next(iter(nominal or tops), None)


def _predicates(source: Token, target: Token | None, sentence: Sentence) -> Iterator[Token]:
    """The words that may tell what the source does, the likeliest first."""
    seen: set[int] = set()

    def fresh(token: Token) -> bool:
        if token.i in seen:
            return False
        seen.add(token.i)
        return True

    above = list(source.ancestors())
    owner = source.head if source.dep in ("poss", "compound", "amod") and source.head.pos == "NOUN" else None
    if owner is not None and target is not None and target.is_under(owner) and fresh(owner):
        yield owner
    verbs = [token for token in above if token.pos in _VERBAL]
    for token in (*verbs, *sentence.roots):
        if token.pos in _VERBAL and fresh(token):
            yield token
            yield from (each for each in token.conjuncts() if each.pos in _VERBAL and fresh(each))
    yield from (token for token in sentence.tokens if token.pos in _VERBAL and fresh(token))
    yield from (token for token in sentence.tokens if token.pos == "NOUN" and fresh(token))


def _name_tokens(source: Token, target: Token) -> frozenset[int]:
    return frozenset({source.i, target.i})


def _same(a: Interaction, b: Interaction) -> bool:
    if a.root != b.root or a.sentence != b.sentence or a.target is None or b.target is None:
        return False
    return _last(a.source) == _last(b.source) and (_last(a.target) == _last(b.target) or b.rests_on is not None)


def _is_of_talk(row: Interaction, other: Interaction) -> bool:
    """Whether the words already told a talk with those who take part in it."""
    both = row.root == other.root == "CONSULT" and other.rests_on is not None
    return both and row.span.start < other.span.end and other.span.start < row.span.end


def _last(actor: Actor) -> str:
    return actor.name.split()[-1].lower()
