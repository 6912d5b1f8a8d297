"""Meetings, calls, visits, negotiations and summits: who takes part, and whether they were held or only planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from grotius.codebook import Codebook
from grotius.codebook.shapes.talk import TalkEntry
from grotius.extract.claimants import Claimants
from grotius.extract.moments import Moments, ahead, of_move, place_of
from grotius.extract.phrases import is_negated, noun_phrase
from grotius.extract.talk_links import completed, linked
from grotius.extract.talk_people import actor, named, of_their_talk
from grotius.extract.talk_states import LIGHT, StatusReader
from grotius.ids import row_id
from grotius.language import Document, Sentence, TimeReader, Token
from grotius.model import Actor, Span, Talk, TalkKind

_VERBAL = ("VERB", "AUX")
_JUDGING = frozenset("describe call hail include set dominate follow cancel propose".split())
_CALLING_OFF = frozenset({"cancel", "call", "postpone", "scrap", "abandon"})
_OCCASIONS = frozenset({"during", "at", "in", "after", "following", "before", "ahead", "from", "on", "for", "since"})
_PRESS = frozenset({"journalist", "reporter", "press", "media", "audience", "broadcaster"})
_MEDIATING = frozenset({"mediate", "broker", "host", "facilitate", "sponsor"})
_LENGTHS = frozenset({"minute", "hour", "day", "week"})
_ROUNDED = frozenset({"talk", "negotiation", "discussion", "consultation"})
_GROUPS = frozenset({"person", "organisation", "state", "place", "group", "nationality", "other"})
_ANAPHORS = frozenset({"the", "this", "that", "their", "its", "these", "those", "both", "his", "her"})


@dataclass(frozen=True, slots=True)
class _Found:
    key: str
    entry: TalkEntry
    token: Token
    sentence: Sentence

    @property
    def is_noun(self) -> bool:
        return self.token.pos in ("NOUN", "PROPN")


class TalkFinder:
    """Finds the talks of a report; several tellings of one talk are linked by ``same_as``."""

    def __init__(self, codebook: Codebook, times: TimeReader | None = None) -> None:
        self._nouns: dict[str, list[tuple[str, TalkEntry]]] = defaultdict(list)
        self._verbs: dict[str, list[tuple[str | None, str, TalkEntry]]] = defaultdict(list)
        for key, entry in codebook.talks.items():
            for noun in entry.nouns:
                self._nouns[noun].append((key, entry))
            for verb in () if entry.deal else entry.verbs:
                lemma, _, link = verb.partition(" ")
                self._verbs[lemma].append((link or None, key, entry))
        self._status = StatusReader(list(codebook.talk_status.values()))
        named = (name for outlet in codebook.outlets.values() for name in (outlet.name, *outlet.aliases))
        self._outlets = frozenset(name.lower() for name in named)
        words = codebook.speaker_words
        self._persons = frozenset(words["persons"].words)
        self._bodies = frozenset(words["bodies"].words)
        self._moments = Moments(times or TimeReader(codebook.times))

    def find(self, document: Document, claimants: Claimants, report_hash: str) -> list[Talk]:
        """Every mention of a talk, in the order of the text."""
        rows: list[Talk] = []
        moved: set[str] = set()
        for sentence in document.parsed:
            for found in self._candidates(sentence):
                moved_to = self._status.moved_to(found.token, found.is_noun)
                row = self._row(found, moved_to, document, claimants, report_hash)
                if row is not None and not any(_overlap(row.span, other.span) for other in rows):
                    rows.append(linked(row, rows, found.is_noun and _is_anaphor(found.token)))
                    if moved_to is not None:
                        moved.add(row.id)
        return completed(rows, moved)

    def _candidates(self, sentence: Sentence) -> Iterator[_Found]:
        for token in sentence.tokens:
            if token.pos == "VERB":
                for link, key, entry in self._verbs.get(token.lemma, ()):
                    if link is None or _preposition(token, link) is not None:
                        yield _Found(key, entry, token, sentence)
                        break
            elif token.pos in ("NOUN", "PROPN"):
                for key, entry in self._nouns.get(token.lemma, ()):
                    if not _is_other(token, entry) and not self._is_counted_by_other(token):
                        yield _Found(key, entry, token, sentence)

    def _is_counted_by_other(self, noun: Token) -> bool:
        """In "a round of talks" the round is the talk."""
        of = noun.head
        return (
            of.dep == "prep"
            and of.lower == "of"
            and of.head.lemma in self._nouns
            and not self._nouns[of.head.lemma][0][1].deal
        )

    def _row(
        self, found: _Found, moved_to: Token | None, document: Document, claimants: Claimants, report_hash: str
    ) -> Talk | None:
        heads = self._participants(found)
        if found.entry.deal and not _is_struck(found):
            return None
        if _is_doubted(found.token):
            return None
        if found.token.child("mark") is not None and found.token.child("mark").lower in ("whether", "if"):  # type: ignore[union-attr]
            return None
        if not found.is_noun and not self._is_meeting_of_people(found, heads):
            return None
        new_time = self._moments.below(moved_to, found.sentence) if moved_to is not None else None
        known = new_time is not None or (found.is_noun and (_is_anaphor(found.token) or _is_extraordinary(found.token)))
        present = sum(2 if head.tag in ("NNS", "NNPS") else 1 for head in heads)  # "the two presidents"
        if present < found.entry.needs and not known:
            return None
        if any(head.lemma in _PRESS for head in heads) or (
            found.entry.kind == "negotiation" and not _has_name(heads) and not known
        ):
            return None
        span = document.span_of(_anchor(found))
        time = of_move(new_time, document.published) or self._moments.of(found.token, found.sentence)
        kind = self._kind(found, heads)
        status = "planned" if new_time else self._status.of(found.token, found.is_noun, time, document.published)
        if status is None:
            return None
        return Talk(
            id=row_id("t", report_hash, kind, span.start, span.end),
            kind=kind,
            status=status,
            span=span,
            sentence=found.sentence.span,
            participants=tuple(_actor(head, document) for head in heads),
            mediators=tuple(_actor(head, document) for head in _mediators(found)),
            place=place_of(found.token, found.sentence, towards=kind == "visit"),
            time=ahead(time, document.published) if status == "planned" else time,
            topic=_topic(found.token, document),
            duration=_duration(found.token, document),
            count=_count(found.token),
            claimant=claimants.of(span),
            background=_is_background(found.token),
        )

    def _kind(self, found: _Found, heads: list[Token]) -> TalkKind:
        persons = found.entry.persons
        if persons is not None and heads and all(self._is_person(head, found.sentence) for head in heads):
            return persons
        return found.entry.kind

    def _is_meeting_of_people(self, found: _Found, heads: list[Token]) -> bool:
        """A verb needs somebody on each side: "met the deadline" is no meeting."""
        subject = _subject(found.token)
        if subject is None or len(heads) < found.entry.needs:
            return False
        if found.entry.guest and not self._has_guest(found):
            return False
        if found.entry.kind == "visit":
            return self._is_person(subject, found.sentence) and self._is_destination(found)
        if found.entry.person_subject and not self._may_talk(subject, found.sentence):
            return False
        others = [head for head in heads if head is not subject]
        return bool(others) or subject.tag in ("NNS", "NNPS") or len(subject.conjuncts()) > 1 or subject.lower == "they"

    def _has_guest(self, found: _Found) -> bool:
        """Whether a person is its object, and nothing is said of that person: not "called him a liar"."""
        guest = found.token.child("dobj")
        described = found.token.child("oprd", "xcomp", "ccomp") is not None
        likened = any(child.lower in ("as", "like") for child in found.token.rights)
        return guest is not None and self._is_person(guest, found.sentence) and not described and not likened

    def _is_destination(self, found: _Found) -> bool:
        """Whether a named place or person is visited, not a scene or a ward."""
        target = found.token.child("dobj")
        for child in found.token.children:
            if child.dep == "prep" and child.lower in ("to", "in", "at"):
                target = target or child.child("pobj")
        if target is None:
            return False
        name = found.sentence.name_at(target)
        return name is not None and name.kind in ("place", "state", "person", "organisation")

    # -- who takes part --------------------------------------------------------------------------------------------

    def _participants(self, found: _Found) -> list[Token]:
        heads = self._of_noun(found) if found.is_noun else _of_verb(found.token)
        heads = [each for head in heads for each in (_owner_beside(head), head) if each is not None]
        spread = [each for head in heads for each in head.conjuncts() if each is head or _is_beside(each, head)]
        seen: dict[int, Token] = {}
        for head in spread:
            if self._may_talk(head, found.sentence):
                for each in named(head, found.sentence):
                    seen.setdefault(each.i, each)
        return sorted(seen.values(), key=lambda token: token.i)

    def _of_noun(self, found: _Found) -> list[Token]:
        bodies = [
            child
            for child in found.token.children
            if child.dep == "compound"
            and child.lemma in self._bodies
            and child.lemma not in ("state", "office", "emergency")
        ]
        return [*_of_noun(found.token, frozenset(found.entry.verbs)), *bodies]

    def _may_talk(self, head: Token, sentence: Sentence) -> bool:
        if (
            head.lemma in self._persons
            or head.lemma in self._bodies
            or head.lower in ("he", "she", "they", "i", "we", "who", "both")
        ):
            return True
        name = sentence.name_at(head)
        if name is not None and name.kind == "place" and head.dep == "compound":
            return False  # "the Florida meeting" was held there
        if name is not None:
            return name.kind in _GROUPS and name.text.lower() not in self._outlets
        return head.pos == "PROPN" and head.ent not in ("DATE", "TIME")

    def _is_person(self, head: Token, sentence: Sentence) -> bool:
        if head.lemma in self._persons or head.lower in ("he", "she", "who", "i"):
            return True
        name = sentence.name_at(head)
        return name is not None and name.kind == "person"


def _is_extraordinary(noun: Token) -> bool:
    """ "An emergency meeting": a gathering of somebody's, whoever it is."""
    return any(child.lemma == "emergency" for child in noun.children)


def _actor(head: Token, document: Document) -> Actor:
    return actor(head, document, _owner_beside(head), lambda child: _is_joined(child, head))


def _is_beside(other: Token, head: Token) -> bool:
    return other.i > head.i and other.child("case") is None


def _is_joined(token: Token, head: Token) -> bool:
    """Whether a word of a phrase belongs to another who is joined by "and"."""
    return token.dep in ("conj", "cc") and token.head is head and token.i > head.i


def _owner_beside(head: Token) -> Token | None:
    """Between "A and B's C" the parse may hang A on C as an owner: A takes part too."""
    owner = head.child("poss")
    return owner if owner is not None and head.dep == "pobj" and owner.child("cc") is not None else None


def _subject(verb: Token) -> Token | None:
    subject = verb.child("nsubj", "nsubjpass")
    if subject is not None:
        if subject.lower in ("who", "which", "that") and verb.dep == "relcl":
            return verb.head
        return subject
    if verb.dep in ("xcomp", "conj", "advcl", "pcomp", "ccomp"):
        above = next((each for each in verb.ancestors() if each.pos in _VERBAL or each.child("nsubj")), None)
        return _subject(above) if above is not None else None
    if verb.dep == "acl" and verb.head.pos in ("NOUN", "PROPN"):
        return verb.head.child("poss") or verb.head
    return None


def _of_verb(verb: Token) -> list[Token]:
    heads = [_subject(verb), verb.child("dobj", "dative"), verb.child("agent")]
    found = [head for head in heads if head is not None and head.dep != "agent"]
    for child in verb.children:
        if child.dep in ("prep", "agent", "dative") and child.lower in ("with", "to", "by"):
            found.extend(child.all("pobj"))
    return found


def _of_noun(noun: Token, striking: frozenset[str]) -> list[Token]:
    found: list[Token] = noun.all("poss")
    for child in (*noun.children, *(each for inner in _rounded(noun) for each in inner.all("prep"))):
        if child.dep == "prep" and child.lower in ("between", "with", "of", "among", "by"):
            found.extend(child.all("pobj"))
        elif child.dep in ("compound", "amod", "nmod") and child.pos in ("PROPN", "ADJ") and child.text[:1].isupper():
            found.append(child)
        elif child.dep == "appos" and child.ent == "ORDINAL":  # "the talks, the envoy's sixth with the king"
            found.extend(_of_noun(child, striking))
        elif child.dep == "acl" and child.tag == "VBN":
            found.extend(
                below
                for agent in child.all("agent", "prep")
                if agent.lower in ("by", "between", "with")
                for below in agent.all("pobj")
            )
    return [*found, *_around(noun, striking)]


def _is_own(noun: Token) -> bool:
    """ "Cancelled his visit": it was to be that of whoever cancelled it."""
    return any(child.dep == "poss" and child.lower in ("his", "her", "its", "their") for child in noun.children)


def _around(noun: Token, striking: frozenset[str]) -> list[Token]:
    """Those of the clause in which the talk is the object or the occasion: "X held talks", "said X after the call"."""
    noun = _measured(noun)
    above = noun.head
    found: list[Token] = []
    accompanied = any(child.lower == "with" for part in (noun, *_rounded(noun)) for child in part.children)
    if above.lemma in _JUDGING and not accompanied:
        others = any(child.lower in ("by", "of", "from") for child in noun.children)
        called_off = _is_journey(noun) and above.lemma in _CALLING_OFF and not others
        own = noun.dep == "dobj" and (_is_own(noun) or called_off)
        return [subject for subject in [_subject(above)] if own and subject is not None]
    if noun.dep in ("dobj", "attr") and above.pos in _VERBAL and (above.lemma in LIGHT or above.lemma in striking):
        found.extend(filter(None, [_subject(above)]))
        found.extend(
            below
            for child in above.children
            if child.dep == "prep" and child.lower in ("with", "between")
            for below in child.all("pobj")
        )
    elif noun.dep == "pobj" and above.lower in _OCCASIONS and (accompanied or _is_journey(noun)):
        verb = next((each for each in above.ancestors() if each.pos in _VERBAL), None)
        found.extend(filter(None, [_subject(verb)] if verb is not None else []))
    elif noun.dep == "pobj" and above.lower == "in" and above.head.lemma == "part":  # "took part in the talks"
        found.extend(filter(None, [_subject(above.head.head)] if above.head.dep == "dobj" else []))
    elif noun.dep == "pobj" and above.lower in _OCCASIONS:
        verb = next((each for each in above.ancestors() if each.pos in _VERBAL), None)
        found.extend(of_their_talk(noun, _subject(verb) if verb is not None else None))
    elif noun.dep in ("nsubj", "nsubjpass") and above.pos in _VERBAL:
        found.extend(below for agent in above.all("agent") for below in agent.all("pobj"))
        found.extend(
            below
            for child in above.children
            if child.dep == "prep" and child.lower in ("with", "between")
            for below in child.all("pobj")
        )
    return found


def _rounded(noun: Token) -> list[Token]:
    """The talks of "a round of talks", which have their own "with" and "between"."""
    ofs = (child for child in noun.all("prep") if child.lower == "of" and noun.lemma not in _LENGTHS)
    return [inner for of in ofs for inner in of.all("pobj") if inner.lemma in _ROUNDED]


def _measured(noun: Token) -> Token:
    """ "A third day of talks": the day stands where the talks would."""
    of = noun.head
    return of.head if of.dep == "prep" and of.lower == "of" and of.head.lemma in _LENGTHS else noun


def _is_doubted(token: Token) -> bool:
    """ "There was no confirmation that the meeting took place", "doubt on whether they can agree"."""
    for above in token.ancestors():
        if above.lemma in ("confirmation", "doubt", "sign", "evidence", "claim"):
            return any(child.lower == "no" for child in above.children) or above.lemma == "doubt"
        if above.pos in _VERBAL and any(child.lower in ("whether", "if") for child in above.all("mark")):
            return True
    return False


def _is_journey(noun: Token) -> bool:
    """ "Before a visit", "during the trip": the one of whom the clause tells is the one who travels."""
    return noun.lemma in ("visit", "trip") and noun.child("poss") is None


def _mediators(found: _Found) -> list[Token]:
    if not found.is_noun:
        return []
    verb = found.token.head if found.token.dep == "dobj" else None
    if verb is not None and verb.lemma in _MEDIATING:
        subject = _subject(verb)
        return [subject] if subject is not None else []
    return [
        noun
        for child in found.token.children
        if child.dep == "acl" and child.lemma in _MEDIATING
        for agent in child.all("agent")
        for head in agent.all("pobj")
        for noun in head.conjuncts()
    ]


def _is_struck(found: _Found) -> bool:
    """Whether a deal or truce is told as struck by somebody: "brokered by", "A and B agreed"."""
    token = found.token
    if any(child.dep == "acl" and child.lemma in found.entry.verbs for child in token.children):
        return True
    if any(
        child.dep == "relcl" and child.lemma in found.entry.verbs and child.child("agent") for child in token.children
    ):
        return True
    return token.dep in ("dobj", "nsubjpass") and token.head.lemma in found.entry.verbs and not is_negated(token.head)


def _is_other(noun: Token, entry: TalkEntry) -> bool:
    beside = {child.lower for child in noun.children} | {noun.head.lower}
    return bool(beside & set(entry.not_with)) or (
        noun.dep == "compound" and noun.head.lemma not in ("table", "process")
    )


def _is_anaphor(noun: Token) -> bool:
    return any(child.dep in ("det", "poss") and child.lower in _ANAPHORS for child in noun.children)


def _preposition(verb: Token, word: str) -> Token | None:
    return next(
        (
            child
            for child in verb.rights
            if child.dep in ("prep", "dative") and child.lower == word and child.child("pobj")
        ),
        None,
    )


def _anchor(found: _Found) -> list[Token]:
    if not found.is_noun:
        particle = [child for child in found.token.rights if child.dep == "prt"]
        return [found.token, *particle]
    tokens = noun_phrase(found.token)
    return [token for token in tokens if token.i <= found.token.i] or [found.token]


def _is_background(token: Token) -> bool:
    """Told as what went before: several earlier talks, or one that "had" or "has already" been held."""
    if _count(token) is not None:
        return True
    verb = token if token.pos in _VERBAL else next((each for each in token.ancestors() if each.pos in _VERBAL), None)
    words = {child.lower for child in verb.children} if verb is not None else set()
    return "had" in words or "already" in words or "previously" in words or "earlier" in words


def _topic(token: Token, document: Document) -> Span | None:
    for child in token.children:
        if child.dep == "prep" and child.lower in ("on", "about", "over", "regarding"):
            noun = child.child("pobj", "pcomp")
            if noun is not None and noun.ent not in ("DATE", "TIME"):
                return document.span_of([word for word in noun.subtree() if word.dep != "punct"])
    return None


def _duration(token: Token, document: Document) -> Span | None:
    """ "Three-hour talks", "five hours of talks", "the meeting lasted two hours"."""
    near = [*token.subtree(), *(token.head.head.subtree() if token.head.lower == "of" else [])]
    if token.head.lemma in ("last", "run", "take"):
        near.extend(token.head.subtree())
    for word in near:
        if word.lemma in _LENGTHS and any(child.dep == "nummod" for child in word.children):
            tokens = sorted(
                [word, *(below for child in word.children if child.dep == "nummod" for below in child.subtree())],
                key=lambda each: each.i,
            )
            return document.span_of(tokens)
    return None


_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}


def _count(token: Token) -> int | None:
    number = token.child("nummod")
    if number is None or token.tag not in ("NNS", "NNPS"):
        return None
    return int(number.text) if number.text.isdigit() else _NUMBERS.get(number.lower)


def _has_name(heads: list[Token]) -> bool:
    return any(head.pos != "PRON" for head in heads)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
