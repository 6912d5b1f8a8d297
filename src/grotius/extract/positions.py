"""Positions: who holds which stance on which issue, from what parties say and from what they are reported to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from grotius.codebook import Codebook
from grotius.codebook.shapes.position import StanceEntry
from grotius.extract.claimants import Claimants
from grotius.extract.holders import Holders, agent_of, is_passive, subject_of_clause
from grotius.extract.moments import Moments
from grotius.extract.phrases import covering, is_negated
from grotius.extract.terms import Hit, Terms
from grotius.ids import row_id
from grotius.language import Document, Sentence, Token
from grotius.model import Actor, Position, Span, Stance, Statement

_FLIPPED: dict[Stance, Stance] = {"accept": "reject", "reject": "accept"}
_BELIEFS = frozenset({"believe", "think"})
_RELATIVES = frozenset({"which", "that", "who", "whom"})
_IMPUTING = frozenset({"accuse", "criticise", "deny", "threaten"})
# To undertake a doing is as good as doing it; under other verbs an infinitive does not tell what the holder wants.
_UNDERTAKING = frozenset(
    "commit agree plan decide intend continue begin start undertake promise pledge vow offer proceed announce move "
    "help stop cease refuse prepare reverse have".split()
)
_ASKING = frozenset({"ask", "urge", "call", "appeal", "press", "tell", "want", "expect", "allow", "help"})
_CEASING = frozenset({"stop", "cease", "refuse", "halt", "suspend", "decline"})
_SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True, slots=True)
class _Found:
    """A predicate that tells a stance, who holds it, and the words it is about."""

    predicate: Token
    holder: Token
    scope: list[Token]
    stance: Stance | None
    doing: str | None = None
    hits: tuple[Hit[tuple[str, bool]], ...] = ()


class PositionFinder:
    """Finds the positions of a report, by issue and stance."""

    def __init__(self, codebook: Codebook) -> None:
        self._issues = codebook.issues
        self._stances = codebook.stances
        self._terms = Terms(
            [(term, (key, True)) for key, issue in codebook.issues.items() for term in issue.terms]
            + [(term, (key, False)) for key, issue in codebook.issues.items() for term in issue.things]
        )
        self._subs = {
            key: Terms([(term, sub) for sub, terms in issue.sub_issues.items() for term in terms])
            for key, issue in codebook.issues.items()
        }
        self._doing = {verb for issue in codebook.issues.values() for verb in (*issue.accepting, *issue.rejecting)}
        self._by_act = {act: entry.stance for entry in codebook.stances.values() for act in entry.acts}
        self._marks = frozenset(mark for entry in codebook.stances.values() for mark in entry.marks)
        self._holders = Holders(codebook)
        self._moments = Moments(codebook)

    def find(
        self, document: Document, statements: Sequence[Statement], claimants: Claimants, report_hash: str
    ) -> list[Position]:
        """The positions, in the order of the text; a repeated one is linked to the first by ``same_as``."""
        rows: list[Position] = []
        for sentence in document.parsed:
            for found in self._predicates(sentence):
                row = self._row(found, sentence, claimants, report_hash)
                if row is not None:
                    _add(rows, row)
        for statement in statements:
            row = self._of_statement(statement, document, claimants, report_hash, rows)
            if row is not None:
                _add(rows, row)
        return sorted(rows, key=lambda row: row.span.start)

    # -- predicates ------------------------------------------------------------------------------------------------

    def _predicates(self, sentence: Sentence) -> Iterator[_Found]:
        for token in sentence.tokens:
            if token.pos in ("VERB", "AUX"):
                yield from self._of_verb(token, sentence)
            elif token.pos == "NOUN":
                yield from self._of_noun(token)
            if token.dep in ("acomp", "prep") and token.head.lemma == "be":
                yield from self._of_adjective(token)

    def _of_verb(self, verb: Token, sentence: Sentence) -> Iterator[_Found]:
        holder, scope = self._roles(verb)
        if holder is None or not scope or _is_supposed(verb):
            return
        entry = self._verb_entry(verb)
        if entry is not None and not self._is_asked(verb):
            wide = scope if entry.stance not in ("demand", "reject") else [*scope, *_clauses(verb)]
            yield _Found(verb, holder, covering(wide), _turned(entry, verb))
        doing = self._doing_of(verb)
        if doing is not None and not self._is_wanted(verb):
            yield _Found(verb, holder, scope, None, doing=doing)
        if verb.lemma in _BELIEFS and (believed := _believed(verb)) is not None:
            yield _Found(verb, holder, believed, "demand")

    def _doing_of(self, verb: Token) -> str | None:
        """The verb, with its particle, if the codebook has it as a doing on some issue."""
        particle = verb.child("prt")
        names = [f"{verb.lemma} {particle.lower}"] if particle is not None else [verb.lemma]
        return next((name for name in names if name in self._doing), None)

    def _is_asked(self, verb: Token) -> bool:
        """ "Urged Kyiv to accept": the accepting is Kyiv's, and only wanted."""
        above = verb.head
        return (
            verb.dep in ("xcomp", "ccomp", "advcl")
            and verb.tag == "VB"
            and (above.child("dobj") is not None or above.lemma in _ASKING or self._verb_entry(above) is not None)
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
            about = [] if subject is None else [token for token in _inner(subject) if not token.is_under(verb)]
            return agent_of(verb), about
        holder = subject_of_clause(verb)
        if holder is None:
            return None, []
        scope = [token for child in verb.children if _is_object(child) for token in _inner(child)]
        thing = verb.child("dobj")
        if verb.dep == "relcl" and thing is not None and thing.lower in _RELATIVES:
            scope += [token for token in verb.head.subtree() if not token.is_under(verb)]
            scope += _before(verb.head, verb)
        return holder, covering(token for token in scope if not token.is_under(holder) or verb.is_under(holder))

    def _verb_entry(self, verb: Token) -> StanceEntry | None:
        for entry in self._stances.values():
            for word in entry.verbs:
                lemma, _, link = word.partition(" ")
                if lemma == verb.lemma and (
                    not link or any(child.lower == link for child in verb.rights) or _marked(verb, link)
                ):
                    return entry
        return None

    def _of_noun(self, noun: Token) -> Iterator[_Found]:
        entry = next((entry for entry in self._stances.values() if noun.lemma in entry.nouns), None)
        owner = _owner(noun)
        if entry is None or owner is None:
            return
        scope = [
            token
            for child in noun.children
            if _is_object(child)
            for token in _inner(child)
            if not token.is_under(owner)
        ]
        yield _Found(noun, owner, scope, entry.stance)

    def _of_adjective(self, word: Token) -> Iterator[_Found]:
        entry = next((entry for entry in self._stances.values() if word.lower in entry.adjectives), None)
        holder = subject_of_clause(word.head)
        if entry is None or holder is None:
            return
        parts = [*word.children, *(child for child in word.head.rights if child is not word)]
        scope = covering(token for child in parts if _is_object(child) for token in _inner(child))
        yield _Found(word, holder, scope, _turned(entry, word.head))

    # -- rows ------------------------------------------------------------------------------------------------------

    def _row(self, found: _Found, sentence: Sentence, claimants: Claimants, report_hash: str) -> Position | None:
        issue, stance, hit = self._issue(found)
        if issue is None or stance is None or hit is None:
            return None
        if stance == "accept" and _ends(hit):
            stance = "reject"
        head = found.holder
        if not self._holders.may_act(head, sentence):
            return None
        actor = self._holders.actor(head, sentence, claimants)
        if actor is None:
            return None
        document = sentence.document
        first, last = min(found.predicate.i, hit.tokens[0].i), max(found.predicate.i, hit.tokens[-1].i)
        span = document.span_of(sentence.tokens[first : last + 1])
        condition = self._condition(_verb_at(found.predicate).subtree(), document)
        statement = claimants.statement_of(span)
        if statement is not None and not _same_name(statement.speaker, actor):
            if statement.act in _IMPUTING:
                return None
            if stance == "open" and found.doing is not None:
                actor = statement.speaker  # "the mayor said the country may have to": the mayor is open to it
        return Position(
            id=row_id("p", report_hash, actor.name, issue, stance, span.start, span.end),
            actor=actor,
            issue=issue,
            stance="conditional" if condition is not None and stance in ("accept", "open") else stance,
            span=span,
            sentence=sentence.span,
            sub_issue=self._sub(issue, found.scope),
            condition=condition,
            time=self._moments.of(found.predicate, sentence),
            statement=statement.id if statement is not None else None,
            claimant=claimants.of(span),
            reported=statement is None,
        )

    def _issue(self, found: _Found) -> tuple[str | None, Stance | None, Hit[tuple[str, bool]] | None]:
        """The issue nearest to the predicate, and the stance on it."""
        for hit in sorted(self._terms.find(found.scope), key=lambda hit: abs(hit.tokens[0].i - found.predicate.i)):
            key, alone = hit.key
            if found.predicate in hit.tokens:
                continue
            if found.doing is None:
                if alone and found.stance is not None:
                    return key, found.stance, hit
                continue
            issue = self._issues[key]
            if found.doing in issue.accepting:
                return key, _done("accept", found.predicate), hit
            if found.doing in issue.rejecting and alone:
                return key, _done("reject", found.predicate), hit
        return None, None, None

    def _sub(self, issue: str, tokens: Sequence[Token]) -> str | None:
        hits = self._subs[issue].find(tokens)
        return hits[0].key if hits else None

    def _condition(self, scope: Sequence[Token], document: Document) -> Span | None:
        for token in scope:
            if (
                token.lower in self._marks
                and token.dep in ("mark", "advmod", "prep", "aux")
                and token.head.dep in ("advcl", "prep", "pcomp")
            ):
                clause = [each for each in token.head.subtree() if each.dep != "punct"]
                if clause[0].i >= token.i - 1:
                    return document.span_of(clause)
        return None

    # -- statements ------------------------------------------------------------------------------------------------

    def _of_statement(
        self, statement: Statement, document: Document, claimants: Claimants, report_hash: str, rows: Sequence[Position]
    ) -> Position | None:
        stance = self._by_act.get(statement.act)
        if stance is None:
            return None
        sentence, tokens = _content_tokens(statement, document)
        hits = [
            hit for hit in self._terms.find(tokens) if hit.key[1] and not _is_aside(hit.tokens[0], statement.content)
        ]
        if sentence is None or not hits:
            return None
        issue = hits[0].key[0]
        if any(row.issue == issue and _near(row.span, statement.content) for row in rows):
            return None
        actor = self._own_side(statement, tokens, sentence) or statement.speaker
        if self._is_watcher(actor):
            return None
        condition = self._condition(tokens, document)
        return Position(
            id=row_id("p", report_hash, actor.name, issue, stance, statement.content.start, statement.content.end),
            actor=actor,
            issue=issue,
            stance="conditional" if condition is not None and stance in ("accept", "open") else stance,
            span=statement.content,
            sentence=statement.sentence,
            sub_issue=self._sub(issue, tokens),
            condition=condition,
            time=statement.time,
            statement=statement.id,
            claimant=claimants.of(statement.content),
        )

    def _own_side(self, statement: Statement, tokens: Sequence[Token], sentence: Sentence) -> Actor | None:
        """For "he promised that France would give": the state whose promise it is, not its speaker."""
        if statement.act not in ("promise", "reject", "accept"):
            return None
        for token in tokens:
            if (
                token.dep in _SUBJECTS
                and (name := sentence.name_at(token)) is not None
                and name.kind in ("place", "state", "organisation")
            ):
                return Actor(span=sentence.document.span(name.start, name.end), name=name.text)
            if token.dep in _SUBJECTS:
                return None
        return None

    def _is_watcher(self, actor: Actor) -> bool:
        return any(self._holders.watches(word.removesuffix("s")) for word in actor.name.lower().split())


def _turned(entry: StanceEntry, verb: Token) -> Stance | None:
    """The stance of a word, negated or softened by the verb's auxiliaries."""
    if is_negated(verb):
        return entry.negated or entry.stance
    return _done(entry.stance, verb)


def _done(stance: Stance, verb: Token) -> Stance | None:
    """A stance by doing: "will send" is as good as done, "could send" is open, "did not send" the opposite."""
    chain = _chain(verb)
    if sum(is_negated(each) or each.lemma in _CEASING for each in chain) % 2:
        return _FLIPPED.get(stance, stance)
    modals = {child.lower for each in chain for child in each.children if child.dep == "aux"}
    if modals & {"should", "must"} and stance != "demand":
        return None
    if modals & {"could", "might", "may"} and stance in ("accept", "reject"):
        return "open"
    return stance


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
    return clause.dep in ("advcl", "ccomp") and first.lower in ("if", "should", "unless", "whether", "were")


def _is_object(child: Token) -> bool:
    """What a stance may be about: objects and infinitives, not circumstances, asides or whole clauses."""
    if child.dep in ("prep", "dative", "agent"):
        return child.lower not in ("before", "after", "during", "since", "despite", "by", "until", "because", "without")
    if child.dep in ("ccomp", "advcl"):
        return any(below.lower == "to" and below.dep == "aux" for below in child.children)
    if child.dep == "acl":
        return child.tag == "VB"
    return child.dep in ("dobj", "xcomp", "prt", "pobj", "pcomp", "oprd", "acomp", "attr")


def _clauses(verb: Token) -> list[Token]:
    return [token for child in verb.children if child.dep == "ccomp" for token in _inner(child)]


def _inner(token: Token) -> list[Token]:
    """A phrase without the relative and adverbial clauses in it."""
    tokens: list[Token] = []
    stack = [token]
    while stack:
        each = stack.pop()
        tokens.append(each)
        stack.extend(child for child in each.children if child.dep not in ("relcl", "advcl", "appos", "parataxis"))
    return covering(tokens)


def _before(noun: Token, verb: Token) -> list[Token]:
    """For "..., which both rejected": the verb's clause that "which" may stand for as a whole."""
    host = next((each for each in noun.ancestors() if each.pos in ("VERB", "AUX")), None)
    return (
        [token for token in host.subtree() if token.i < verb.i and not token.is_under(verb)] if host is not None else []
    )


def _ends(hit: Hit[tuple[str, bool]]) -> bool:
    """Whether the object is the end of a thing: "declared an end to the truce", "declared the truce over"."""
    noun = hit.tokens[-1]
    above = [each.lemma for each in noun.ancestors()][:2]
    beside = {child.lower for child in noun.head.rights} | {child.lower for child in noun.rights}
    return any(word in ("end", "expiry", "collapse", "termination") for word in above) or "over" in beside


def _is_aside(token: Token, content: Span) -> bool:
    """Whether a word stands in a relative or adverbial clause of the content, not in what is mainly said."""
    for each in (token, *token.ancestors()):
        outside = each.head is each or not content.start <= each.head.start < content.end
        if outside:
            return False
        if each.dep in ("relcl", "acl", "advcl"):
            return not any(below.lower == "to" and below.dep == "aux" for below in each.children)
    return False


def _verb_at(token: Token) -> Token:
    """The finite verb that a condition would hang on."""
    verb = (
        token
        if token.pos in ("VERB", "AUX")
        else next((each for each in token.ancestors() if each.pos in ("VERB", "AUX")), token)
    )
    while verb.dep in ("xcomp", "conj") and verb.head.pos in ("VERB", "AUX"):
        verb = verb.head
    return verb


def _marked(verb: Token, word: str) -> bool:
    return any(
        below.dep == "mark" and below.lower == word and below.i == verb.i + 1
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


def _content_tokens(statement: Statement, document: Document) -> tuple[Sentence | None, list[Token]]:
    content = statement.content
    first = document.sentence_at(content.start).index
    last = document.sentence_at(max(content.start, content.end - 1)).index
    sentences = [sentence for sentence in document.sentences[first : last + 1] if sentence.parsed]
    tokens = [token for sentence in sentences for token in sentence.tokens_in(content.start, content.end)]
    return (sentences[0] if sentences else None), tokens


def _near(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _add(rows: list[Position], row: Position) -> None:
    """Add a row; one that says the same of the same actor is a retelling."""
    for earlier in rows:
        if (earlier.issue, earlier.stance) == (row.issue, row.stance) and _same_name(earlier.actor, row.actor):
            if _near(earlier.sentence, row.sentence):
                return
            rows.append(replace(row, same_as=earlier.same_as or earlier.id))
            return
    rows.append(row)


def _same_name(a: Actor, b: Actor) -> bool:
    return a.name.split()[-1].lower() == b.name.split()[-1].lower()
