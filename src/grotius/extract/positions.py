"""Positions: who holds which stance on which issue, from what parties say and from what they are reported to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from grotius.codebook import Codebook
from grotius.extract.claimants import Claimants
from grotius.extract.holders import Holders
from grotius.extract.moments import Moments
from grotius.extract.stances import StanceReader, Taken, done, is_ceased, is_compelled, reach
from grotius.extract.terms import Hit, Terms
from grotius.ids import row_id
from grotius.language import Document, Sentence, TimeReader, Token
from grotius.model import Actor, Position, Span, Stance, Statement, Time

_IMPUTING = frozenset({"accuse", "criticise", "deny", "threaten"})
_SUBJECTS = ("nsubj", "nsubjpass")
_BACK = 500
_LONG = 2
_HALF = 50
_RECENT = 8
_OLD_DAYS = 45
_OTHER = "other"
_CEASABLE = frozenset({"sanctions", "arms_supply", "troops_deployment"})
_WHERE = frozenset({"from", "in", "on", "across", "into", "through", "within"})
_PARTS = frozenset({"in", "of", "under"})
_Hit = Hit[tuple[str, bool]]


class PositionFinder:
    """Finds the positions of a report, by issue and stance."""

    def __init__(self, codebook: Codebook, times: TimeReader | None = None) -> None:
        self._issues = codebook.issues
        self._terms = Terms(
            [(term, (key, True)) for key, issue in codebook.issues.items() for term in issue.terms]
            + [(term, (key, False)) for key, issue in codebook.issues.items() for term in issue.things]
        )
        self._subs = {
            key: Terms([(term, sub) for sub, terms in issue.sub_issues.items() for term in terms])
            for key, issue in codebook.issues.items()
        }
        self._by_act = {act: entry.stance for entry in codebook.stances.values() for act in entry.acts}
        self._marks = frozenset(mark for entry in codebook.stances.values() for mark in entry.marks)
        self._modals = frozenset(codebook.stances["demand"].modals) | {"need", "needs", "please", "let"}
        self._plans = frozenset(codebook.speaker_words["plans"].words)
        self._reader = StanceReader(codebook)
        self._holders = Holders(codebook)
        self._moments = Moments(times or TimeReader(codebook.times))

    def find(
        self, document: Document, statements: Sequence[Statement], claimants: Claimants, report_hash: str
    ) -> list[Position]:
        """The positions, in the order of the text; a repeated one is linked to the first by ``same_as``."""
        rows: list[Position] = []
        for sentence in document.parsed:
            for taken in self._reader.of(sentence):
                for row in self._rows(taken, sentence, claimants, report_hash, tuple(rows[-_RECENT:])):
                    _add(rows, row)
        for statement in statements:
            for row in self._of_statement(statement, document, claimants, report_hash, tuple(rows)):
                _add(rows, row)
        return sorted(rows, key=lambda row: row.span.start)

    # -- rows ------------------------------------------------------------------------------------------------------

    def _rows(
        self, taken: Taken, sentence: Sentence, claimants: Claimants, report_hash: str, before: Sequence[Position]
    ) -> Iterator[Position]:
        for issue, stance, hit in self._issues_of(taken, sentence, before):
            row = self._row(taken, issue, stance, hit, sentence, claimants, report_hash)
            if row is not None:
                yield row

    def _row(
        self,
        taken: Taken,
        issue: str,
        stance: Stance,
        hit: _Hit | None,
        sentence: Sentence,
        claimants: Claimants,
        report_hash: str,
    ) -> Position | None:
        document = sentence.document
        words = hit.tokens if hit is not None else (taken.predicate,)
        first, last = min(taken.predicate.i, words[0].i), max(taken.predicate.i, words[-1].i)
        span = document.span_of(sentence.tokens[first : last + 1])
        statement = claimants.statement_of(span)
        actor = self._actor(taken, statement, sentence, claimants)
        if actor is None:
            return None
        if statement is not None and not _same_name(statement.speaker, actor):
            if statement.act in _IMPUTING or self._only_names(taken.predicate):
                return None
            if stance == "open" and is_compelled(taken.predicate):
                actor = statement.speaker  # "the mayor said the country may have to": the mayor is open to it
        condition = self._condition(_verb_at(taken.predicate).subtree(), document, stance == "open")
        time = self._moments.of(taken.predicate, sentence)
        return Position(
            id=row_id("p", report_hash, actor.name, issue, stance, span.start, span.end),
            actor=actor,
            issue=issue,
            stance=_with(condition, stance, _verb_at(taken.predicate)),
            span=span,
            sentence=sentence.span,
            sub_issue=self._sub(issue, taken.scope),
            condition=condition,
            time=time,
            statement=statement.id if statement is not None else None,
            claimant=claimants.of(span),
            reported=statement is None,
            background=_is_past(_verb_at(taken.predicate), time, document.published),
        )

    def _only_names(self, noun: Token) -> bool:
        """ "There are points in their proposal to end the war": the speaker names a plan that is known."""
        return noun.lemma in self._plans and noun.dep == "pobj" and noun.head.lower in _PARTS

    def _actor(
        self, taken: Taken, statement: Statement | None, sentence: Sentence, claimants: Claimants
    ) -> Actor | None:
        if taken.holder is None:
            return statement.speaker if statement is not None and not self._is_watcher(statement.speaker) else None
        if not self._holders.may_act(taken.holder, sentence) or _is_some(taken.holder):
            return None
        actor = self._holders.actor(taken.holder, sentence, claimants)
        return None if actor is None or self._is_watcher(actor) else actor

    def _issues_of(
        self, taken: Taken, sentence: Sentence, before: Sequence[Position]
    ) -> Iterator[tuple[str, Stance, _Hit | None]]:
        """The issues that the predicate is about, the nearest first, with the stance on each."""
        hits = [hit for hit in self._terms.find(taken.scope) if _counts(hit, taken.predicate)]
        if taken.doing is None and not any(hit.key[1] and hit.key[0] != _OTHER for hit in hits):
            hits += [hit for hit in self._terms.find(reach(taken.predicate, sentence)) if _counts(hit, taken.predicate)]
        hits.sort(key=lambda hit: (hit.key[0] == _OTHER, abs(hit.tokens[0].i - taken.predicate.i)))
        seen: dict[str, Token] = {}
        for hit in hits:
            stance = self._stance_on(hit, taken)
            issue = hit.key[0]
            if stance is None or issue in seen or (seen and issue == _OTHER):
                continue
            if seen and not (taken.wide and _is_coordinate(hit.tokens[-1], next(iter(seen.values())), taken.predicate)):
                continue
            seen[issue] = hit.tokens[-1]
            yield issue, stance, hit
        if seen or taken.doing is not None or taken.stance is None:
            return
        if taken.points:
            last = self._last(taken, sentence, before)
            if last is not None:
                yield last, taken.stance, None
        elif taken.stance == "demand" and taken.predicate.pos == "VERB" and self._asks_a_party(taken, sentence):
            yield _OTHER, "demand", None

    def _last(self, taken: Taken, sentence: Sentence, before: Sequence[Position]) -> str | None:
        """What "this" and "such a step" point to: the issue named last in the sentence, or last taken a position on."""
        here = [hit for hit in self._terms.find(sentence.tokens[: taken.predicate.i]) if _names(hit)]
        if here:
            return here[-1].key[0]
        earlier = sentence.document.sentences[sentence.index - 1] if sentence.index else None
        there = [hit for hit in self._terms.find(earlier.tokens) if _names(hit)] if earlier is not None else []
        if there:
            return there[-1].key[0]
        near = [row for row in before if 0 <= taken.predicate.start - row.span.end < _BACK]
        return max(near, key=lambda row: row.span.end).issue if near else None

    def _stance_on(self, hit: _Hit, taken: Taken) -> Stance | None:
        key, alone = hit.key
        issue = self._issues[key]
        if taken.doing is None:
            if taken.stance == "conditional" and not issue.threatened:
                return None
            if taken.stance is None or not (alone or _is_traded(hit.tokens[-1], issue.trades)):
                return None
            if taken.stance == "demand" and issue.accepting and is_ceased(hit.tokens[-1]) and len(hit.tokens) == 1:
                return "reject" if key in _CEASABLE else "demand"
            return "reject" if taken.stance == "accept" and _ends(hit) else taken.stance
        if taken.doing in issue.accepting:
            stance = done("accept", taken.predicate)
            return "reject" if stance == "accept" and _ends(hit) else stance
        if taken.doing in issue.rejecting and alone:
            return done("reject", taken.predicate)
        return None

    def _asks_a_party(self, taken: Taken, sentence: Sentence) -> bool:
        """Whether a demand on no known issue is put to a state or body: "called on the bloc to rethink"."""
        if not any(token.pos == "VERB" for token in taken.scope):
            return False
        for token in taken.scope:
            name = sentence.name_at(token)
            if name is None or name.kind not in ("state", "organisation", "place", "group", "nationality"):
                continue
            above = [token.head, token.head.head]
            return taken.predicate in above or (token.dep in ("nsubj", "compound", "amod") and token.head.pos != "NOUN")
        return False

    def _sub(self, issue: str, tokens: Sequence[Token]) -> str | None:
        hits = self._subs[issue].find(tokens)
        return hits[0].key if hits else None

    def _condition(self, scope: Sequence[Token], document: Document, ready: bool) -> Span | None:
        """The clause that sets a condition; after a readiness "when" may open one too."""
        for token in scope:
            if (
                (token.lower in self._marks or (ready and token.lower == "when"))
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
    ) -> Iterator[Position]:
        """The stance that a statement's act takes on what its content names."""
        stance = self._by_act.get(statement.act)
        sentence, tokens = self._content_tokens(statement, document)
        if stance is None or sentence is None or tokens[0].lower == "should":
            return
        actor = self._own_side(statement, tokens, sentence) or statement.speaker
        if self._is_watcher(actor):
            return
        condition = self._condition(tokens, document, False)
        for issue, taken in self._said(tokens, stance, statement):
            if any(row.issue == issue and _near(row.span, statement.content) for row in rows):
                continue
            yield Position(
                id=row_id("p", report_hash, actor.name, issue, taken, statement.content.start, statement.content.end),
                actor=actor,
                issue=issue,
                stance=_with(condition, taken, None),
                span=statement.content,
                sentence=statement.sentence,
                sub_issue=self._sub(issue, tokens),
                condition=condition,
                time=statement.time,
                statement=statement.id,
                claimant=claimants.of(statement.content),
                background=statement.background,
            )

    def _said(self, tokens: Sequence[Token], stance: Stance, statement: Statement) -> Iterator[tuple[str, Stance]]:
        """The issues that a content names, with the stance on each: the first, and what is coordinated with it."""
        owed = [token for token in tokens if self._is_owed(token)] if stance == "demand" else []
        named = [
            hit
            for hit in self._terms.find(tokens)
            if hit.key[1] and _counts(hit, None) and (not owed or any(_within(hit.tokens[-1], each) for each in owed))
        ]
        named = [hit for hit in named if not any(self._only_names(above) for above in hit.tokens[-1].ancestors())]
        hits = [hit for hit in named if not _is_aside(hit.tokens[0], statement.content)]
        hits = [hit for hit in hits if hit.key[0] != _OTHER or stance == "demand"]
        hits.sort(key=lambda hit: hit.key[0] == _OTHER)
        first: Token | None = None
        seen: set[str] = set()
        for hit in hits:
            issue, head = hit.key[0], hit.tokens[-1]
            beside = first is None or _is_coordinate(head, first, first) or _is_coordinate(first, head, head)
            if issue in seen or not beside:
                continue
            first = first or head
            seen.add(issue)
            ceased = stance == "demand" and issue in _CEASABLE and is_ceased(head)
            yield issue, "reject" if ceased else stance

    def _is_owed(self, token: Token) -> bool:
        """Whether a word says what should be: "must", "need to"."""
        return token.lower in self._modals and (token.dep == "aux" or token.pos == "VERB")

    def _content_tokens(self, statement: Statement, document: Document) -> tuple[Sentence | None, list[Token]]:
        """The words of a content; of a long one only the sentences that say what should be."""
        content = statement.content
        first = document.sentence_at(content.start).index
        last = document.sentence_at(max(content.start, content.end - 1)).index
        sentences = [sentence for sentence in document.sentences[first : last + 1] if sentence.parsed]
        if len(sentences) > _LONG:
            sentences = [each for each in sentences if any(token.lower in self._modals for token in each.tokens)]
        tokens = [token for sentence in sentences for token in sentence.tokens_in(content.start, content.end)]
        return (sentences[0], tokens) if tokens else (None, [])

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


def _counts(hit: _Hit, predicate: Token | None) -> bool:
    """Whether a term means its issue: not "to account for", not a fact told "from the territory of" a state."""
    head = hit.tokens[-1]
    if predicate in hit.tokens or (hit.tokens[0].lower == "to" and head.pos in ("VERB", "AUX")):
        return False
    return not (head.lemma == "territory" and head.dep == "pobj" and head.head.lower in _WHERE)


def _within(token: Token, modal: Token) -> bool:
    """Whether a word stands in what should be: under the verb of the modal, or beside it in another sentence."""
    verb = modal.head if modal.dep == "aux" else modal
    here = list(token.ancestors())
    return token.is_under(verb) or verb is token or here[-1:] != [verb, *verb.ancestors()][-1:]


def _names(hit: _Hit) -> bool:
    issue, alone = hit.key
    return alone and issue != _OTHER


def _is_coordinate(token: Token, first: Token, predicate: Token) -> bool:
    """Whether a word stands in another member of a list than the first: "halt strikes and let aid in"."""
    for each in (token, *token.ancestors()):
        if each is predicate:
            return False
        if each.dep == "conj":
            return not first.is_under(each)
    return False


def _is_traded(token: Token, trades: Sequence[str]) -> bool:
    """Whether a thing is what is supplied or sold: "the sale of tanks", "tank deliveries"."""
    return any(above.lemma in trades and above.pos == "NOUN" for above in list(token.ancestors())[:3])


def _with(condition: Span | None, stance: Stance, verb: Token | None) -> Stance:
    """A readiness with a condition is conditional; so is a refusal that is only announced for a case."""
    if condition is None:
        return stance
    ahead = verb is not None and any(child.lower in ("will", "would") for child in verb.children)
    only_then = ahead and condition.text.lower().startswith(("if ", "unless ", "should "))
    return "conditional" if stance in ("accept", "open") or (stance == "reject" and only_then) else stance


def _is_some(holder: Token) -> bool:
    """Whether a holder is only a share of people: "more people", "9% of respondents"."""
    if holder.lemma in ("people", "person") and any(
        child.lower in ("more", "many", "few") for child in holder.children
    ):
        return True
    number = holder.child("nummod") if holder.text == "%" else None
    return number is not None and number.text.replace(".", "", 1).isdigit() and float(number.text) < _HALF


def _is_past(verb: Token, time: Time | None, published: str | None) -> bool:
    """Whether a stance is told as history: "had agreed", "in 2022"."""
    if any(child.lower in ("had", "previously", "initially", "earlier", "already") for child in verb.children):
        return True
    if time is None or published is None or not (ended := time.end or time.start):
        return False
    return date.fromisoformat(ended[:10]) < date.fromisoformat(published[:10]) - timedelta(days=_OLD_DAYS)


def _ends(hit: _Hit) -> bool:
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
