"""Where and when: the place and the time that belong to a word of the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from grotius.codebook import Codebook
from grotius.extract.lexicon import Lexicon
from grotius.extract.tree import clause, distance, reports
from grotius.language import Document, Name, Sentence, TimeReader, Token
from grotius.model import Place, Time

_LOCATIVE = frozenset(
    "in at near on into across over around inside outside throughout within towards toward against by to of between above "
    "along amid off beyond through".split()
)
_PLACES = ("place", "state", "site")
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeastern northwestern southeastern southwestern "
    "north-eastern north-western south-eastern south-western northeast northwest southeast southwest rural occupied "
    "downtown rebel-held government-held opposition-held".split()
)
_LOOK_BACK = 4
_BROAD = frozenset("region province oblast governorate area northern southern eastern western central countryside".split())
_NARROW = frozenset("village town district neighbourhood neighborhood suburb settlement quarter".split())
_INNER = ("amod", "compound", "nmod", "nummod")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place phrase of a sentence: its words, and the word that it stands with."""

    place: Place
    name: Name
    head: Token
    anchor: Token
    preposition: str | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A time phrase of a sentence and the word that it stands with."""

    time: Time
    anchor: Token


class SceneReader:
    """Makes the scene of a report; holds the codebook's words for places."""

    def __init__(self, codebook: Codebook) -> None:
        targets = codebook.targets.values()
        self._localities: Lexicon[bool] = Lexicon.of((target.words, True) for target in targets if target.locality)
        events = codebook.events.values()
        self._sites: Lexicon[bool] = Lexicon.of(
            [(target.words, True) for target in targets if not target.locality]
            + [(event.nouns + event.war_nouns, True) for event in events]
        )
        self._times = TimeReader(codebook.times)

    def read(self, document: Document) -> Scene:
        published = self._times.dateline(document) or document.published
        return Scene(document, published, self._localities, self._sites, self._times.times)


class Scene:
    """The places and times of one report, read sentence by sentence and remembered.

    ``published`` is the dateline of the report itself where it has one.
    """

    def __init__(
        self,
        document: Document,
        published: str | None,
        localities: Lexicon[bool],
        sites: Lexicon[bool],
        read_times: Callable[[Sentence], list[Time]],
    ) -> None:
        self.published = published
        self._document = document
        self._read_times = read_times
        self._localities = localities
        self._sites = sites
        self._spots: dict[int, list[Spot]] = {}
        self._moments: dict[int, list[Moment]] = {}

    def spots(self, sentence: Sentence) -> list[Spot]:
        """The sentence's place phrases that say where something is, from left to right."""
        if sentence.index not in self._spots:
            self._spots[sentence.index] = [
                spot
                for name in sentence.names
                if name.kind in _PLACES and (spot := self._spot(sentence, name)) is not None
            ]
        return self._spots[sentence.index]

    def moments(self, sentence: Sentence) -> list[Moment]:
        if sentence.index not in self._moments:
            self._moments[sentence.index] = [
                Moment(time, _outside(tokens))
                for time in self._read_times(sentence)
                if time.span is not None and (tokens := sentence.tokens_in(time.span.start, time.span.end))
            ]
        return self._moments[sentence.index]

    def place(self, token: Token, sentence: Sentence) -> Place | None:
        """The most specific place of what the word tells, in its sentence or carried over from one before."""
        own = self._nearest(token, sentence)
        if own is not None and not _is_state(own):
            return own.place
        carried = self._carried(sentence) if own is None else None
        return own.place if own is not None else carried

    def own_place(self, token: Token, sentence: Sentence) -> Place | None:
        """The place told in the word's own sentence."""
        own = self._nearest(token, sentence)
        return own.place if own is not None else None

    def time(self, token: Token, sentence: Sentence) -> Time | None:
        """The time told with the word: in its clause, or else in its sentence outside of who said so."""
        best: tuple[int, Moment] | None = None
        home = clause(token)
        for moment in self.moments(sentence):
            there = clause(moment.anchor)
            if there is not home and _is_saying_over(there, token):
                continue
            cost = distance(token, moment.anchor) + (0 if there is home else 3)
            if best is None or cost < best[0]:
                best = (cost, moment)
        return best[1].time if best is not None else None

    def _spot(self, sentence: Sentence, name: Name) -> Spot | None:
        tokens = sentence.tokens_in(name.start, name.end)
        if not tokens:
            return None
        head = _outside_head(tokens)
        first, last, top = self._phrase(sentence, tokens, head)
        preposition = _preposition_of(top)
        if preposition is None or preposition.lower not in _LOCATIVE:
            if not self._is_place_by_role(top, name):
                return None
        if _belongs_to_person(top):
            return None
        span = self._document.span(first.start, last.end)
        anchor = preposition.head if preposition is not None else top.head
        return Spot(Place(span, span.text), name, top, anchor, preposition.lower if preposition is not None else None)

    def _is_place_by_role(self, top: Token, name: Name) -> bool:
        """A place without a preposition: what is struck, whose building it is, where a headline is set."""
        if top.dep in ("dobj", "nsubjpass") and name.kind != "state":
            return True
        if top.dep in ("npadvmod", "appos", "conj") and name.kind != "state":
            return True
        if top.dep in ("compound", "nmod", "poss") and self._sites.word(top.head) and name.kind != "state":
            return True
        return self._localities.word(top) is not None and top.dep not in ("compound", "poss")

    def _phrase(self, sentence: Sentence, tokens: list[Token], head: Token) -> tuple[Token, Token, Token]:
        """First and last token of the whole phrase, and its head: "the rebel-held district of X", "X region"."""
        first, last, top = tokens[0], tokens[-1], head
        while last.i + 1 < len(sentence.tokens) and _goes_on(last, sentence.tokens[last.i + 1]):
            last = sentence.tokens[last.i + 1]
            head = top = last if head.head is last else head
        if head.dep in ("compound", "nmod", "amod", "poss") and self._localities.word(head.head) and head.head.i > last.i:
            top = last = head.head
        elif head.dep == "pobj" and head.head.lower == "of" and self._localities.word(head.head.head):
            top = head.head.head
            first = top
        elif head.dep == "appos" and self._localities.word(head.head) and head.head.i == first.i - 1:
            top = head.head
            first = top
        while first.i > 0:
            before = sentence.tokens[first.i - 1]
            if before.is_under(top) and before.dep in _INNER and before.pos in ("ADJ", "NOUN", "PROPN", "VERB"):
                first = before
            elif before.lower in _DIRECTIONS:
                first = before
            elif before.lower == "-" and first.i > 1:
                first = sentence.tokens[first.i - 2]
            else:
                break
        return first, last, top

    def _nearest(self, token: Token, sentence: Sentence) -> Spot | None:
        best: tuple[int, Spot] | None = None
        home = clause(token)
        for spot in self.spots(sentence):
            there = clause(spot.anchor)
            if there is not home and _is_saying_over(there, token):
                continue
            cost = 2 * distance(token, spot.anchor) + (0 if there is home else 3) + _breadth(spot)
            if spot.preposition in ("to", "by", "of", None):
                cost += 1
            if best is None or cost < best[0]:
                best = (cost, spot)
        return best[1] if best is not None else None

    def _carried(self, sentence: Sentence) -> Place | None:
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _LOOK_BACK), -1):
            spots = [spot for spot in self.spots(self._document.sentences[index]) if not _is_state(spot)]
            if spots:
                return spots[0].place
        return None


def _goes_on(last: Token, following: Token) -> bool:
    """The name has one more word than was known: "Sheikh Said"."""
    return following.pos == "PROPN" and (last.head is following and last.dep == "compound")


def _breadth(spot: Spot) -> int:
    """A narrow place goes before a broad one at the same distance."""
    if _is_state(spot):
        return 5
    words = spot.place.name.lower().split()
    if any(word in _BROAD for word in words):
        return 3
    return 0 if any(word in _NARROW for word in words) else 1


def _is_state(spot: Spot) -> bool:
    return spot.name.kind == "state"


def _is_saying_over(there: Token, token: Token) -> bool:
    return reports(there) and token is not there and token.is_under(there)


def _outside_head(tokens: list[Token]) -> Token:
    inside = set(tokens)
    return next((token for token in reversed(tokens) if token.head not in inside or token.head is token), tokens[-1])


def _outside(tokens: list[Token]) -> Token:
    """The word outside the phrase that it stands with; a preposition is passed over."""
    head = _outside_head(tokens).head
    while head.pos == "ADP" and head.head is not head:
        head = head.head
    return head


def _preposition_of(top: Token) -> Token | None:
    first = top
    while first.dep in ("conj", "appos") and first.head is not first:
        first = first.head
    if first.dep == "pobj" and first.head.pos in ("ADP", "SCONJ", "ADV"):
        return first.head
    return None


def _belongs_to_person(top: Token) -> bool:
    """ "Ryazan region governor Petrov": the place is part of an office."""
    return top.dep in ("compound", "nmod", "poss") and top.head.ent == "PERSON"
