"""Where and when: the place and the time that belong to a word of the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from grotius.codebook import Codebook
from grotius.extract.lexicon import Lexicon
from grotius.extract.place_phrase import PlacePhrase, PlacePhrases, direction_before
from grotius.extract.standing import (
    belongs_to_person,
    days_before,
    days_told,
    flies_from,
    goes_on,
    is_byline,
    is_in_agent,
    is_of_first,
    is_of_part,
    is_outside_report,
    is_saying_over,
    is_since_then,
    noun_chain,
    outside,
    preposition_of,
)
from grotius.extract.tree import clause, distance, is_aside
from grotius.language import Document, Sentence, TimeReader, Token
from grotius.model import Place, Time

_LOCATIVE = frozenset(
    "in at near on onto into across over around inside outside throughout within towards toward against by to of "
    "between above along amid off beyond through upon".split()
)
_HOLDING = frozenset({"hold", "plan", "schedule", "convene", "mediate", "sponsor", "host"})
_INSIDE = frozenset("in on across into inside over throughout within around against".split())
_LOOK_BACK = 4
_IN_OTHER_CLAUSE = 3
_OF_ASIDE = 12
_OF_SAYING = 20
_WEEK = 7
_HEAD_OF_TEXT = 4
_BROAD = 3
_TOWNS = frozenset({"city", "town", "village"})
_QUARTERS = frozenset("neighbourhood neighborhood district quarter suburb street square border".split())
_LANDS = frozenset({"country", "nation"})
_BACK = frozenset({"the", "this", "that"})
_DASHES = frozenset("- – — --".split())


@dataclass(frozen=True, slots=True)
class Spot:
    """A place phrase that says where something is, and the word that it stands with."""

    place: Place
    phrase: PlacePhrase
    anchor: Token
    preposition: str | None

    @property
    def head(self) -> Token:
        return self.phrase.head

    @property
    def is_state(self) -> bool:
        return self.phrase.is_state


# "Updated at 8:45 a.m.": when the report was written, not when anything happened.
_WRITTEN = frozenset({"updated", "published", "posted", "modified"})
_LABEL = 2


@dataclass(frozen=True, slots=True)
class Moment:
    """A time phrase of a sentence and the word that it stands with."""

    time: Time
    anchor: Token
    only_below: bool = False
    not_below: Token | None = None


@dataclass(frozen=True, slots=True)
class _Owners:
    """Nouns that a place's name may stand before, "Kyiv apartment block", "Aleppo shelling"; ``talks`` are those of
    meetings, whose places are no others'."""

    sites: Lexicon[bool]
    events: Lexicon[bool]
    talks: Lexicon[bool]


class SceneReader:
    """Makes the scene of a report; holds the codebook's words for places and times."""

    def __init__(self, codebook: Codebook, times: TimeReader | None = None) -> None:
        self._phrases = PlacePhrases(codebook)
        self._owners = _Owners(
            Lexicon.of((target.words, True) for target in codebook.targets.values() if not target.locality),
            Lexicon.of((event.nouns + event.war_nouns, True) for event in codebook.events.values()),
            Lexicon.of((talk.nouns, True) for talk in codebook.talks.values() if not talk.deal),
        )
        self._times = times or TimeReader(codebook.times)
        self._says = frozenset(verb for key in ("say", "tell") for verb in codebook.cues[key].verbs)

    def read(self, document: Document) -> Scene:
        published = self._times.dateline(document) or document.published
        return Scene(document, published, self._phrases, self._owners, self._says, self._times)


class Scene:
    """The places and times of one report, read sentence by sentence and remembered.

    ``published`` is the dateline of the report itself where it has one.
    """

    def __init__(
        self,
        document: Document,
        published: str | None,
        phrases: PlacePhrases,
        owners: _Owners,
        says: frozenset[str],
        times: TimeReader,
    ) -> None:
        self.published = published
        self._document = document
        self._phrases = phrases
        self._owners = owners
        self._says = says
        self._times = times
        self._of_fighting: set[int] = set()
        self._spots: dict[int, list[Spot]] = {}
        self._moments: dict[int, list[Moment]] = {}

    def note_fighting(self, sentence: Sentence) -> None:
        """The sentence tells of fighting: its places may be carried over to those after it."""
        self._of_fighting.add(sentence.index)

    def spots(self, sentence: Sentence) -> list[Spot]:
        """The sentence's named places that say where something is, from left to right."""
        return [spot for spot in self._all_spots(sentence) if spot.phrase.is_named]

    def moments(self, sentence: Sentence) -> list[Moment]:
        if sentence.index not in self._moments:
            found = [
                Moment(time, outside(tokens))
                for time in self._times.times(sentence)
                if time.span is not None and (tokens := sentence.tokens_in(time.span.start, time.span.end))
            ]
            self._moments[sentence.index] = [self._after(moment, found, sentence) for moment in found]
        return self._moments[sentence.index]

    def _after(self, moment: Moment, others: list[Moment], sentence: Sentence) -> Moment:
        """ "The talks came a day after X": X was a day before the talks, or before the day of publication."""
        time = moment.time
        if time.start is not None or time.end is not None or time.span is None:
            return moment
        following = next((token for token in sentence.tokens if token.start >= time.span.end), None)
        days = days_told(sentence.tokens_in(time.span.start, time.span.end))
        if following is None or following.lower != "after" or not days:
            return moment
        told = self._day_of_anchor(following, others, sentence)
        if told is not None and (later_day := days_before(told, -days)) is not None:
            time = replace(time, start=later_day, end=later_day, grain="day", uncertain=None)
            return Moment(time, moment.anchor, not_below=following)
        known = (other.time.start for other in others if other.time.start and other.anchor.i < following.i)
        base = next(known, self.published)
        day = days_before(base, days) if base is not None else None
        later = next((child for child in following.children if child.dep in ("pobj", "pcomp")), following.head)
        return moment if day is None else Moment(replace(time, start=day, end=day), later, only_below=True)

    def _day_of_anchor(self, after: Token, others: list[Moment], sentence: Sentence) -> str | None:
        """Of "a day after the strike (on Monday)" Monday, told here or, of "the strike", just before."""
        noun = after.child("pobj")
        if noun is None:
            return None
        here = (moment.time.start for moment in others if moment.time.start and moment.anchor.is_under(noun))
        day = next(here, None)
        if day is not None or not any(child.lower in _BACK for child in noun.children):
            return day
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _LOOK_BACK), -1):
            days = [m.time.start for m in self.moments(self._document.sentences[index]) if m.time.grain == "day"]
            if index in self._of_fighting and days and days[0] is not None:
                return days[0]
        return None

    def place_in_clause(self, token: Token, sentence: Sentence, *, named: bool = False) -> Place | None:
        """The place told in the very clause of the word; with ``named`` only one that has a name of its own."""
        home = clause(token)
        where = self._where(home, sentence)
        if where is not None:
            return where.place
        spot = self._nearest(token, sentence, lambda spot: spot.phrase.is_named and clause(spot.anchor) is home)
        if not named:
            spot = spot or self._nearest(token, sentence, lambda spot: clause(spot.anchor) is home)
        return self._resolved(self._named_under(spot, sentence), sentence)

    def place_around(self, token: Token, sentence: Sentence) -> Place | None:
        """ "In X, two were killed and six hurt in a strike": the named place at the head of the sentence."""
        first = next((spot for spot in self.spots(sentence) if not spot.is_state), None)
        if first is None or first.phrase.last.i >= token.i:
            return None
        preposition = preposition_of(first.head)
        opens = preposition is not None and preposition.lower in ("in", "near", "at", "over") and preposition.i <= 1
        return first.place if opens and not is_saying_over(clause(first.anchor), token) else None

    def place_right_behind(self, token: Token, sentence: Sentence) -> Place | None:
        """ "Three over Kursk region, two in Bryansk": the place whose preposition follows the word."""
        following = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
        if following is None or following.pos not in ("ADP", "SCONJ") or following.lower == "of":
            return None
        spot = next((spot for spot in self.spots(sentence) if preposition_of(spot.head) is following), None)
        return self._resolved(spot, sentence)

    def place_of(self, noun: Token, sentence: Sentence) -> Place | None:
        """The place that this very noun is the head of."""
        phrase = self._phrase_of(noun, sentence)
        return None if phrase is None else self._resolved(Spot(self._place(phrase), phrase, noun.head, None), sentence)

    def _phrase_of(self, noun: Token, sentence: Sentence) -> PlacePhrase | None:
        return next((phrase for phrase in self._phrases.find(sentence) if phrase.head is noun), None)

    def _place(self, phrase: PlacePhrase) -> Place:
        span = self._document.span(phrase.first.start, phrase.last.end)
        return Place(span, span.text)

    def place_in_sentence(self, token: Token, sentence: Sentence) -> Place | None:
        """The place told in the word's sentence; of a whole country only where it stands in the clause."""
        home = clause(token)
        related = home.conjuncts()
        named = self._nearest(
            token, sentence, lambda spot: spot.phrase.is_named and (not spot.is_state or clause(spot.anchor) in related)
        )
        return self._resolved(named, sentence)

    def place_before(self, sentence: Sentence) -> Place | None:
        """The narrowest place of the nearest sentence before that tells of fighting and names one."""
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _LOOK_BACK), -1):
            spots = [spot for spot in self.spots(self._document.sentences[index]) if not spot.is_state]
            if spots and index in self._of_fighting:
                return min(spots, key=lambda spot: spot.phrase.breadth >= _BROAD).place
        return None

    def land(self, sentence: Sentence) -> Place | None:
        """ "The country" of the sentence: where a whole war's dead are counted."""
        for token in sentence.tokens:
            article = next((child for child in token.children if child.lower in _BACK), None)
            if token.lemma in _LANDS and token.tag == "NN" and article is not None:
                span = self._document.span(article.start, token.end)
                return Place(span, span.text)
        return None

    def is_land(self, place: Place) -> bool:
        """ "Several attacks across the country": a whole land, without its name."""
        return place.name.lower().split()[-1:] != [] and place.name.lower().split()[-1] in _LANDS

    def place_pointed_at(self, noun: Token, sentence: Sentence) -> Place | None:
        """The place that "the city" stands for, where it was named before."""
        phrase = self._phrase_of(noun, sentence)
        if phrase is None or not phrase.points_back:
            return None
        return self._before(Spot(self._place(phrase), phrase, noun.head, None), sentence)

    def whole_war(self) -> Time | None:
        """From the first day of the report's war to its publication, for what is counted "so far in the war"."""
        start = self._times.war_began(self._document)
        if start is None or self.published is None or start > self.published[:10]:
            return None
        return Time(None, start, self.published[:10], "open", "counted over the whole war, whose first day is not told")

    def since(self, sentence: Sentence, word: Token | None = None) -> Time | None:
        """ "Since mid-February", "since the talks broke off in April": from then to the day of publication.

        What has gone on since then in an aside about something else ("the city, divided since 2012") does not count.
        """
        for token in sentence.tokens:
            if token.lower != "since" or self.published is None:
                continue
            top = token.head if token.dep in ("mark", "advmod") else token
            if word is not None and is_aside(clause(top.head), word):
                continue
            if is_since_then(token, sentence):
                return self._since_then(sentence, token)
            for moment in self.moments(sentence):
                span = moment.time.span
                if span is None or span.end <= token.start or moment.time.start is None:
                    continue
                first = next((word for word in sentence.tokens if word.end > span.start), None)
                if first is not None and (first.is_under(top) or token.i in (first.i, first.i - 1)):
                    return replace(moment.time, end=self.published[:10], grain="open")
        return None

    def _since_then(self, sentence: Sentence, since: Token) -> Time | None:
        """From the time that was told last before "since then"."""
        published = self.published
        for index in range(sentence.index, max(-1, sentence.index - 2), -1):
            told = [
                moment.time
                for moment in self.moments(self._document.sentences[index])
                if moment.time.start and moment.time.span is not None and moment.time.span.end <= since.start
            ]
            if told and published is not None and (told[-1].start or "") <= published[:10]:
                return replace(told[-1], end=published[:10], grain="open")
        return None

    def time(self, token: Token, sentence: Sentence) -> Time | None:
        """The time told with the word: in its clause, or else in its sentence outside of who said so."""
        best: tuple[int, Moment] | None = None
        home = clause(token)
        for moment in self.moments(sentence):
            if moment.only_below and not token.is_under(moment.anchor):
                continue
            if moment.not_below is not None and token.is_under(moment.not_below):
                continue
            if self.is_dateline(moment, sentence):
                continue
            cost = self._cost(moment, token, home)
            if cost is not None and (best is None or cost < best[0]):
                best = (cost, moment)
        return best[1].time if best is not None else None

    def _cost(self, moment: Moment, token: Token, home: Token) -> int | None:
        """How far a time is from the word; ``None`` where it tells when something else was."""
        there = clause(moment.anchor)
        steps = distance(token, moment.anchor)
        if there is home:
            return steps
        if is_saying_over(there, token) or self._only_says(there):
            return steps + _OF_SAYING if goes_on(home) and token.is_under(there) else None
        if is_aside(there, token):
            near = there.dep == "acl" and self._is_recent(moment.time) and there.lemma not in self._says
            return steps + _OF_ASIDE if near else None
        return steps + _IN_OTHER_CLAUSE

    def _only_says(self, verb: Token) -> bool:
        """ "X said on Monday", whatever the parser hung on it: the day of the saying."""
        return verb.lemma in self._says and verb.pos == "VERB" and verb.child("dobj", "nsubjpass") is None

    def _is_recent(self, time: Time) -> bool:
        """The time ended within the week before publication."""
        day = days_before(self.published, _WEEK) if self.published is not None else None
        return day is not None and time.start is not None and time.start[:10] >= day

    def is_dateline(self, moment: Moment, sentence: Sentence) -> bool:
        """The full date at the head of the text, or after "published", says when it was written."""
        span = moment.time.span
        if span is None or moment.time.start is None or self.published is None:
            return False
        if span.end <= sentence.body:
            return True
        before = [token for token in sentence.tokens if token.end <= span.start]
        if any(token.lower in _WRITTEN for token in before[-_LABEL:]):
            return True
        if moment.time.start[:10] != self.published[:10]:
            return False
        full = moment.time.start[:4] in span.text
        if len(before) > _HEAD_OF_TEXT:
            return full and sentence.index <= 1
        after = next((token for token in sentence.tokens if token.start >= span.end), None)
        return full or (after is not None and after.text in _DASHES)

    def _all_spots(self, sentence: Sentence) -> list[Spot]:
        if sentence.index not in self._spots:
            found = [spot for phrase in self._phrases.find(sentence) if (spot := self._spot(phrase)) is not None]
            self._spots[sentence.index] = [spot for spot in found if not _only_modifies(spot, found)]
        return self._spots[sentence.index]

    def _spot(self, phrase: PlacePhrase) -> Spot | None:
        top = phrase.head
        preposition = preposition_of(top)
        if preposition is None and top.dep in ("compound", "nmod") and top.head.pos == "PROPN" and not phrase.is_state:
            preposition = preposition_of(top.head)
        if phrase.is_state and preposition is not None and preposition.lower not in _INSIDE:
            return None
        located = preposition is not None and preposition.lower in _LOCATIVE
        if not located and not (phrase.is_named and self._is_place_by_role(phrase)):
            return None
        if belongs_to_person(top) or (preposition is not None and self._is_of_source(preposition)):
            return None
        anchor = preposition.head if preposition is not None else top.head
        return Spot(self._place(phrase), phrase, anchor, preposition.lower if preposition is not None else None)

    def _is_of_source(self, preposition: Token) -> bool:
        """Where it came from, where the reporter is, who says so ("according to Kyiv"): no places of the event."""
        return (
            self._is_origin(preposition)
            or is_byline(preposition)
            or self._is_of_credit(preposition)
            or self._is_of_talk(preposition)
        )

    def _is_of_talk(self, preposition: Token) -> bool:
        """ "Talks in Astana", "talks being held in Astana": where people meet is no place of an attack."""
        word = preposition.head
        if word.pos == "VERB" and word.lemma in _HOLDING and word.dep in ("acl", "relcl"):
            word = word.head
        return word.pos == "NOUN" and bool(self._owners.talks.word(word))

    def _is_of_credit(self, preposition: Token) -> bool:
        """ "According to Kyiv", "according to the mayor of the capital".

        Of "according to a count of the raid on X" X is the place of the raid.
        """
        for word in preposition.ancestors():
            if word.lower == "according":
                return True
            if word.pos in ("VERB", "AUX") or self._owners.events.word(word):
                return False
        return False

    def _is_origin(self, preposition: Token) -> bool:
        """ "from X", "from bombers over X": where it came from; but of "the toll from a strike on X", the toll is."""
        if flies_from(preposition.head):
            return True
        for word in noun_chain(preposition):
            if self._owners.events.word(word):
                return False
            if word.lower == "from":
                return True
        return False

    def _is_place_by_role(self, phrase: PlacePhrase) -> bool:
        """A place without a preposition: what is struck, whose building it is, where a headline is set."""
        top = phrase.head
        if phrase.is_state:
            return False
        if top.dep in ("dobj", "nsubjpass", "npadvmod", "appos", "conj"):
            return True
        if top.dep in ("compound", "nmod", "amod", "poss") and self._owners.sites.word(top.head):
            return True
        if top.dep in ("compound", "nmod", "amod") and self._owners.events.word(top.head):
            return True
        if top.dep == "nsubj" and any(child.lower == "under" for child in top.head.children):
            return True
        return phrase.has_kind_word and top.dep not in ("compound", "poss", "nsubj")

    def _nearest(self, token: Token, sentence: Sentence, wanted: Callable[[Spot], bool]) -> Spot | None:
        best: tuple[int, Spot] | None = None
        home = clause(token)
        for spot in self._all_spots(sentence):
            there = clause(spot.anchor)
            if (there is not home and is_saying_over(there, token)) or not wanted(spot):
                continue
            if is_of_part(spot.anchor, token) or is_outside_report(spot.anchor, token):
                continue
            if is_in_agent(spot.anchor, token) or is_of_first(spot.anchor, spot.head, token):
                continue
            cost = 2 * distance(token, spot.anchor) + (0 if there is home else _IN_OTHER_CLAUSE) + spot.phrase.breadth
            if spot.preposition in ("to", "by", "of", None):
                cost += 1
            if best is None or cost < best[0]:
                best = (cost, spot)
        return best[1] if best is not None else None

    def _where(self, home: Token, sentence: Sentence) -> Spot | None:
        """ "The town of X, where ...", "X, which was hit by ..."."""
        if home.dep not in ("relcl", "advcl"):
            return None
        struck = home.child("nsubjpass")
        if not any(child.lower == "where" for child in home.children) and (struck is None or struck.tag != "WDT"):
            return None
        return next((spot for spot in self.spots(sentence) if home.head in (spot.head, spot.phrase.last)), None)

    def _named_under(self, spot: Spot | None, sentence: Sentence) -> Spot | None:
        """ "A station used for evacuations in the city of X": the city."""
        if spot is None or spot.phrase.is_named:
            return spot
        inner = (other for other in self.spots(sentence) if other.anchor.is_under(spot.head) and not other.is_state)
        return next(inner, spot)

    def _resolved(self, spot: Spot | None, sentence: Sentence) -> Place | None:
        """ "The city", "that region": the named place before it, if there is one."""
        if spot is None:
            return None
        return (self._before(spot, sentence) if spot.phrase.points_back else None) or spot.place

    def _before(self, spot: Spot, sentence: Sentence) -> Place | None:
        """The named place that the phrase points back to; which capital is meant only the world tells."""
        if spot.head.lemma == "capital":
            return None
        alike = self._alike(spot, sentence)
        if alike is not None:
            return alike
        if spot.head.lemma in _TOWNS:
            return self._town_before(spot, sentence)
        before = [other for other in self.spots(sentence) if other.head.i < spot.head.i and not other.is_state]
        return before[-1].place if before else self.place_before(sentence)

    def _town_before(self, spot: Spot, sentence: Sentence) -> Place | None:
        """ "The city" is no quarter, region or country named before it."""
        for index in range(sentence.index, max(-1, sentence.index - 1 - _LOOK_BACK), -1):
            there = self._document.sentences[index]
            towns = [
                other
                for other in self.spots(there)
                if other.phrase.breadth < _BROAD
                and not _QUARTERS & set(other.place.name.lower().split())
                and (index < sentence.index or other.head.i < spot.head.i)
            ]
            if towns:
                return towns[-1].place if index == sentence.index else towns[0].place
        return None

    def _alike(self, spot: Spot, sentence: Sentence) -> Place | None:
        """ "That region" after "the governor of X region": the place named with the same word."""
        for index in range(sentence.index, max(-1, sentence.index - 3), -1):
            for phrase in reversed(self._phrases.find(self._document.sentences[index])):
                if index == sentence.index and phrase.first.i >= spot.phrase.first.i:
                    continue
                if phrase.is_named and phrase.head.lemma == spot.head.lemma:
                    return self._place(phrase)
        return None


def _only_modifies(spot: Spot, others: list[Spot]) -> bool:
    """ "Aleppo" in "Aleppo's northern district of X": the district is the place."""
    for other in others:
        if other is spot or not other.phrase.is_named or other.is_state:
            continue
        beside = direction_before(spot.head)
        if beside is not None and beside.dep == "appos" and beside.head in (other.head, other.phrase.last):
            return True  # "in X, north of Y"
        if other.head is spot.head:
            return other.phrase.last.i > spot.phrase.last.i
        if spot.head.dep in ("poss", "compound", "nmod", "amod") and spot.head.is_under(other.head):
            return True
        if spot.phrase.last.i + 1 == other.phrase.first.i and other.phrase.breadth < spot.phrase.breadth:
            return True
    return False
