"""Find the counted quantities of a parsed report: killed, injured, launched, shot down, damaged and the rest."""

from __future__ import annotations

from dataclasses import replace

from grotius.codebook import Codebook
from grotius.codebook.shapes.fighting import CountedKind
from grotius.extract.actuality import Reality
from grotius.extract.counted import Kinds, counted_words
from grotius.extract.event_words import EventWords
from grotius.extract.events import Claimants, is_long_before
from grotius.extract.figure_words import FigureWords
from grotius.extract.happening import is_proper, is_region, is_vague, name_words
from grotius.extract.lengths import days_between
from grotius.extract.measuring import Measured, MeasureFinder
from grotius.extract.parts import Found, Parts, is_out_of, listed_under, lists_ahead
from grotius.extract.peacetime import Peacetime
from grotius.extract.scene import Scene
from grotius.extract.sums import without_single_event
from grotius.extract.tree import clause, distance, is_aside
from grotius.ids import row_id
from grotius.language import Document, Number, NumberReader, Sentence, Token
from grotius.model import Actuality, Figure, Measure, Mention, Place, Span, Time

_IN_THE_AIR: frozenset[Measure] = frozenset({"launched", "shot_down", "lost_from_radar"})
_PEOPLE: frozenset[Measure] = frozenset({"killed", "injured"})
_LONG_DAYS = 60
_PERIOD_DAYS = 13
_STRETCH_DAYS = 4
_FEW = 20
_LEAD = 2
_OPENING = 2
_PERIODS = frozenset({"hour", "day", "week", "month", "night"})
_WARS = frozenset({"war", "conflict"})
_TOLLS = frozenset({"toll", "number", "count", "tally"})
_TOLL_OF = frozenset({"from", "of"})
_NO_SINGLE_EVENT = 10_000
"""Killed or injured: so many no report on a war of our days tells of one attack."""
_THROUGHOUT = frozenset("in during since throughout over".split())


class FigureFinder:
    """Finds figures: each number phrase gets the measure of what governs it, or none and is left out."""

    def __init__(self, codebook: Codebook) -> None:
        self._numbers = NumberReader(codebook.numbers)
        self._kinds = Kinds(codebook)
        self._measures = MeasureFinder(codebook, self._kinds)
        self._parts = Parts(FigureWords.of(codebook))
        self._peacetime = Peacetime(codebook)
        self._words = EventWords(codebook)
        self._reality = Reality(codebook)
        self._losses = frozenset(codebook.modality["losses"].words)
        self._whole_war = frozenset(codebook.modality["cumulative"].words)

    def find(
        self, document: Document, mentions: list[Mention], scene: Scene, claimants: Claimants, report_hash: str
    ) -> list[Figure]:
        """One figure for each number told, with the mention it belongs to."""
        figures: list[Figure] = []
        before: Found | None = None
        for sentence in document.parsed:
            found = self._of_war(self._measured(sentence, before), mentions)
            before = found[-1] if found else before
            if found:
                scene.note_fighting(sentence)
            rows = [
                self._figure(one, measure, _counted(one, found, document), mentions, scene, claimants, report_hash)
                for one in found
                for measure in self._expanded(one)
            ]
            figures.extend(self._parts.linked(rows, found, figures))
        countries = frozenset(
            spot.place.name for sentence in document.parsed for spot in scene.spots(sentence) if spot.is_state
        )
        return without_single_event(figures, countries)

    def _of_war(self, found: list[Found], mentions: list[Mention]) -> list[Found]:
        """Without what was counted in peace; a number without a noun counts what the number before it does."""
        kept: list[Found] = []
        for one in found:
            kinds = [other.kind for other in (*kept, one) if other.kind != "unknown"]
            kind = kinds[-1] if one.number.head is None and kinds else one.kind
            named = one.number.head not in (None, one.measured.word)
            if not self._peacetime.explains(one.measured, kind, one.sentence, mentions, named=named):
                kept.append(one)
        return kept

    def _is_of_war(self, found: Found) -> bool:
        return any(self._spans_war(token, found) for token in found.sentence.tokens)

    def _spans_war(self, token: Token, found: Found) -> bool:
        """ "Since March", "in the war", "the conflict has killed": not any sentence that speaks of a war."""
        if token.lemma not in self._whole_war:
            return False
        if token.dep == "pobj" and token.head.lower in _TOLL_OF:
            toll = found.measured.word  # "the death toll from the conflict", "puts the toll from it at"
            return token.lemma in _WARS and token.head.head in (toll, toll.head) and toll.lemma in _TOLLS
        if token.dep == "pobj":
            return token.head.lower in _THROUGHOUT and not token.is_under(found.number.head or found.number.last)
        if token.lower == "since":
            if _is_afterwards(token, found.sentence):
                return False
            return not is_aside(clause(token.head), found.number.head or found.number.last)
        word = found.measured.word
        verbs = [word, *list(word.ancestors())[:2]]  # "has killed 12", "has left 12 dead"
        if any(verb.dep == "relcl" and verb.head is token and _is_of_head(verb) for verb in verbs):
            return token.lemma in _WARS  # "a war that has claimed 300,000 lives"
        return token.dep == "nsubj" and token.head in verbs

    def _is_toll_of_period(self, word: Token) -> bool:
        """ "The army lost 1,000 soldiers in 24 hours": a side's running count, told of no single attack."""
        if word.lemma not in self._losses:
            return False
        spans = (child.child("pobj") for child in word.all("prep") if child.lower in _THROUGHOUT)
        return any(span is not None and span.lemma in _PERIODS for span in spans)

    def _measured(self, sentence: Sentence, before: Found | None) -> list[Found]:
        found: list[Found] = []
        numbers = self._numbers.read(sentence)
        for index, number in enumerate(numbers):
            measured = self._measures.find(number, sentence, _segment(numbers, index))
            kind = self._measures.kind(number, sentence)
            last = found[-1] if found else None
            whole = listed_under(number, found, sentence)
            if is_out_of(number, sentence):
                measured = _out_of(last)
            elif whole is not None:
                measured = whole.measured
            elif self._parts.follows_among(number, sentence) or self._parts.goes_on(number, last, sentence):
                measured = self._of_whole(number, kind, sentence, last) or measured
            elif _compares(number, sentence):
                continue
            told = next((one.kind for one in reversed(found) if one.kind != "unknown"), _goes_on(before, sentence))
            if measured is None and lists_ahead(numbers, index, sentence):
                measured = self._of_list(numbers, index, kind, sentence)
            if measured is None and number.head is None and told is not None:
                measured = self._measures.find(number, sentence, _segment(numbers, index), told)
            skipped = index > 0 and (last is None or last.number is not numbers[index - 1])
            if measured is None or (measured.measures == ("other",) and self._parts.of_the_victims(number)):
                near = last or before if self._parts.restates(number) or not skipped else None
                measured = self._parts.inherited(number, last, near)
            if measured is None or (number.article and "other" in measured.measures):
                continue
            if set(measured.measures) & _PEOPLE and self._parts.is_household(number):
                continue
            if not (number.open and number.head is None):
                found.append(Found(number, measured, kind, sentence))
        return found

    def _of_whole(self, number: Number, kind: CountedKind, sentence: Sentence, last: Found | None) -> Measured | None:
        """ "63 injured, among them six children"; "damaged buildings, among them ten houses"."""
        if last is not None and (kind == last.kind or "unknown" in (kind, last.kind)):
            return last.measured
        before = [token for token in sentence.tokens if token.end <= number.span.start and token.pos == "NOUN"]
        nouns = (token for token in reversed(before) if self._kinds.of(token, sentence) == kind)
        return next((found for noun in nouns if (found := self._measures.of_noun(noun, number, kind))), None)

    def _of_list(self, numbers: list[Number], index: int, kind: CountedKind, sentence: Sentence) -> Measured | None:
        """ "Two women, a child killed": what is said of the last of a list is said of all."""
        last = next((at for at in range(index + 1, len(numbers)) if not lists_ahead(numbers, at, sentence)), index)
        if kind != "person" or self._measures.kind(numbers[last], sentence) != kind:
            return None
        return self._measures.find(numbers[last], sentence, _segment(numbers, last))

    def _expanded(self, found: Found) -> tuple[Measure, ...]:
        """One row for each measure denied by a zero; one row for a number that mixes measures."""
        measures = found.measured.measures
        if found.number.high == 0:
            also = tuple(other for measure in measures for other in self._measures.zero_also(measure))
            kept = tuple(measure for measure in measures if measure != "other")
            return tuple(dict.fromkeys((*kept, *also)))
        if len(measures) == 1:
            return measures
        return ("other",) if set(measures) & _PEOPLE else (measures[0],)

    def _figure(
        self,
        found: Found,
        measure: Measure,
        of: Span | None,
        mentions: list[Mention],
        scene: Scene,
        claimants: Claimants,
        report_hash: str,
    ) -> Figure:
        number, sentence = found.number, found.sentence
        word = number.head or number.last
        of_a_side = self._is_toll_of_period(found.measured.word)
        mention = None if of_a_side else self._mention_of(found, mentions)
        told = mention.time if mention is not None else None
        of_its_own = scene.since(sentence, word) or scene.time(word, sentence)
        time = _so_far(of_its_own or told, scene.published)
        cumulative = (
            of_a_side
            or _is_long(time)
            or _is_beyond_events(measure, number)
            or self._is_of_war(found)
            or (measure in _PEOPLE and _is_of_period(number, of_its_own, mention, sentence))
        )
        if time is None and cumulative and not of_a_side:
            time = scene.whole_war()
        place = _place(measure, [found.measured.word, word], of, sentence, mention, scene, cumulative=cumulative)
        if mention is not None and place is not None and _is_elsewhere(place, mention, sentence):
            mention = None
        own = of if number.head is not None else None
        start = min(number.span.start, own.start if own else number.span.start)
        end = max(number.span.end, own.end if own else number.span.end)
        return Figure(
            id=row_id("f", report_hash, number.span.start, number.span.end, measure),
            measure=measure,
            of=of,
            low=number.low,
            best=number.best,
            high=number.high,
            span=sentence.document.span(start, end),
            number=number.number,
            sentence=sentence.span,
            hedge=number.hedge,
            approx=number.approx,
            claimant=claimants.of(number.span),
            place=None if place is None or _covers(place, found.measured.word) or is_vague(place) else place,
            time=time,
            mention=mention.id if mention is not None else None,
            cumulative=cumulative,
            actuality=self._actuality(found, mention),
            background=is_long_before(time, scene.published) or _is_long(time),
        )

    def _actuality(self, found: Found, mention: Mention | None) -> Actuality:
        if _is_of_denied(found, mention):
            return "denied"
        told = self._reality.actuality(found.measured.word) if found.number.high != 0 else "actual"
        return "actual" if told == "denied" and found.measured.negated else told  # what did not arrive was lost

    def _mention_of(self, found: Found, mentions: list[Mention]) -> Mention | None:
        """The nearest description in the same sentence, or else the last one before it."""
        start, end = found.sentence.start, found.sentence.end
        inside = [mention for mention in mentions if start <= mention.span.start < end]
        if inside:
            word = found.measured.word
            return min(inside, key=lambda mention: _steps(word, mention, found.sentence))
        before = [mention for mention in mentions if mention.span.start < start and _is_told(mention)]
        if before:
            return self._main(before, found.sentence.document)
        ahead = (mention for mention in mentions if end <= mention.span.start and _is_told(mention))
        return _in_lead(next(ahead, None), found.sentence) if found.sentence.headline else None

    def _main(self, before: list[Mention], document: Document) -> Mention:
        """The last; but of "missiles were fired in response to a gas attack" the missiles."""
        last = [mention for mention in before if mention.sentence == before[-1].sentence]
        sentence = document.sentence_at(before[-1].sentence.start)
        told = ((one, sentence.token_at(one.span.end - 1)) for one in last)
        news = [one for one, trigger in told if trigger is None or self._words.cause(trigger) is None]
        return (news or last)[-1]


def _is_of_period(number: Number, own: Time | None, mention: Mention | None, sentence: Sentence) -> bool:
    """ "Last month nearly 1,200 were killed", "strikes have killed 450 in the past month": no count of one event.

    "In early April at least 88 were killed in an attack" is one, and so are few: only their day is vague.
    """
    days = days_between(own) or 0
    if own is None or (number.low or 0) < _FEW:
        return False
    if days >= _STRETCH_DAYS and _is_stretch(own):
        return True
    if days < _PERIOD_DAYS:
        return False
    if mention is None or mention.sentence != sentence.span:
        return True
    trigger = sentence.token_at(mention.span.end - 1)
    return trigger is not None and trigger.tag == "NNS" and trigger.child("det") is None


def _is_stretch(time: Time) -> bool:
    """ "In the last 10 days", "during the past week": all of it, and not some day of "last week"."""
    words = time.span.text.lower().split() if time.span is not None else []
    return "past" in words or words[-1:] in (["days"], ["weeks"], ["months"])


def _is_of_head(verb: Token) -> bool:
    """ "The war that has claimed": not "the war in which a strike killed"."""
    subject = verb.child("nsubj")
    return subject is not None and subject.lower in ("that", "which")


def _is_beyond_events(measure: Measure, number: Number) -> bool:
    """So many are counted over a war, whether or not the sentence says so."""
    return measure in _PEOPLE and (number.low or number.best or number.high or 0) >= _NO_SINGLE_EVENT


def _is_of_denied(found: Found, mention: Mention | None) -> bool:
    """ "Denied that it had carried out a strike that killed hundreds"; who died in "the strike" is dead."""
    if mention is None or mention.actuality != "denied" or mention.sentence != found.sentence.span:
        return False
    trigger = found.sentence.token_at(mention.span.end - 1)
    if trigger is None or trigger.pos not in ("NOUN", "PROPN") or not found.measured.word.is_under(trigger):
        return False
    return not any(child.lower in _DEFINITE for child in trigger.children)


_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def _counted(one: Found, found: list[Found], document: Document) -> Span | None:
    """What is counted; of weapons left out ("103 drones were launched, 83 downed") those told just before."""
    own = counted_words(one.number, document)
    if own is not None or one.kind not in ("munition", "unknown") or not _IN_THE_AIR & set(one.measured.measures):
        return own
    before = [other for other in found if other.kind == "munition" and other.word.i < one.word.i]
    return counted_words(before[-1].number, document) if before else None


def _goes_on(before: Found | None, sentence: Sentence) -> CountedKind | None:
    """ "Air defences downed 40 drones. Seven did not reach their targets": drones too."""
    if before is None or before.kind != "munition" or before.sentence.index != sentence.index - 1:
        return None
    return before.kind


def _is_afterwards(since: Token, sentence: Sentence) -> bool:
    """ "Two more have since died": after what was told, and no stretch of time."""
    following = sentence.tokens[since.i + 1] if since.i + 1 < len(sentence.tokens) else None
    return following is None or following.tag.startswith("VB") or following.dep == "punct"


def _so_far(time: Time | None, published: str | None) -> Time | None:
    """ "Since March", "in August" told in August: counted up to the day of publication."""
    if time is None or published is None or time.start is None or time.end is None:
        return time
    day = published[:10]
    if time.grain in ("month", "season", "year") and time.start[:10] <= day < time.end[:10]:
        return replace(time, end=day)
    return time


def _place(
    measure: Measure,
    words: list[Token],
    of: Span | None,
    sentence: Sentence,
    mention: Mention | None,
    scene: Scene,
    *,
    cumulative: bool,
) -> Place | None:
    """In its clause; else where the event in its sentence was; else in its sentence; else what was told before."""
    right_behind = scene.place_right_behind(words[-1], sentence)
    if right_behind is not None and is_proper(right_behind):
        return right_behind
    own: Place | None = None
    for word in words:
        own = _apart(scene.place_in_clause(word, sentence), of) or own
        if own is not None and (is_proper(own) or scene.is_land(own)):
            return own
    told = _narrowest(mention, of) if mention is not None and not cumulative else None
    if (
        told is not None
        and is_proper(told)
        and told.span is not None
        and sentence.start <= told.span.start < sentence.end
    ):
        return told
    near = _apart(scene.place_in_sentence(words[-1], sentence), of)
    if near is not None or cumulative:
        return near or own or (scene.land(sentence) if cumulative else None)
    if measure in _IN_THE_AIR and mention is not None and sentence.start <= mention.span.start < sentence.end:
        return own or told
    before = scene.place_before(sentence)
    told_later = told is not None and told.span is not None and told.span.start > sentence.end
    if told is not None and is_proper(told) and not (told_later and before is not None):
        return told
    return before or own or told


def _is_elsewhere(place: Place, mention: Mention, sentence: Sentence) -> bool:
    """The event was told before, of other places than the one that this sentence names."""
    if sentence.start <= mention.span.start < sentence.end or not is_proper(place):
        return False
    if place.span is None or not sentence.start <= place.span.start < sentence.end:
        return False
    if is_region(place) and not _opens_on(place.span, mention, sentence):
        return False
    if not name_words(place):
        return False  # "in the capital": whose name only the world tells
    known = [other for other in mention.places if is_proper(other) and not is_region(other)]
    return bool(known) and not any(name_words(place) & name_words(other) for other in known)


def _opens_on(place: Span, mention: Mention, sentence: Sentence) -> bool:
    """ "In X region, six were hurt" at the head of another paragraph: the report has turned there."""
    before = [token for token in sentence.tokens if token.end <= place.start]
    opens = len(before) <= _OPENING and bool(before) and before[0].lower == "in"
    return opens and sentence.document.sentence_at(mention.sentence.start).paragraph != sentence.paragraph


def _covers(place: Place, word: Token) -> bool:
    """ "31 are in hospital": the hospital says that they are hurt, not where."""
    return place.span is not None and place.span.start <= word.start < place.span.end


def _apart(place: Place | None, of: Span | None) -> Place | None:
    """No place is the very thing that is counted."""
    if place is None or place.span is None or of is None:
        return place
    return place if place.span.end <= of.start or place.span.start >= of.end else None


def _narrowest(mention: Mention, of: Span | None) -> Place | None:
    places = [place for place in mention.places if is_proper(place)]
    if places:
        return places[0]
    return next((place for place in mention.places if _apart(place, of) is not None), None)


def _segment(numbers: list[Number], index: int) -> tuple[int, int]:
    """The tokens between the numbers before and after this one."""
    start = numbers[index - 1].last.i if index else -1
    end = numbers[index + 1].last.i if index + 1 < len(numbers) else 100_000
    return start, end


def _in_lead(mention: Mention | None, headline: Sentence) -> Mention | None:
    """What a headline counts belongs to the event that the lead below it tells."""
    if mention is None:
        return None
    lead = headline.document.sentence_at(mention.sentence.start)
    return mention if lead.paragraph - headline.paragraph <= _LEAD and lead.index - headline.index <= _LEAD else None


def _is_told(mention: Mention) -> bool:
    """What may be gone on with: no attack that was denied, planned or long ago."""
    return mention.actuality == "actual" and not mention.background


def _steps(word: Token, mention: Mention, sentence: Sentence) -> tuple[int, int]:
    trigger = sentence.token_at(mention.span.end - 1)
    return (distance(word, trigger) if trigger is not None else 99, abs(mention.span.start - word.start))


def _is_long(time: Time | None) -> bool:
    """Counted over months: "since the start of the war"."""
    return (days_between(time) or 0) > _LONG_DAYS


def _out_of(last: Found | None) -> Measured | None:
    """Of "thirteen drones out of 20" the 20 were launched; of houses, the 20 are no count of damage."""
    return Measured(("launched",), last.measured.word) if last is not None and last.kind == "munition" else None


def _compares(number: Number, sentence: Sentence) -> bool:
    """ "One fewer than before", "two more than on Monday": a difference, no count."""
    after = [token for token in sentence.tokens if token.start >= number.span.end][:3]
    words = [token.lower for token in after]
    return any(words[at : at + 2] in (["fewer", "than"], ["more", "than"], ["less", "than"]) for at in (0, 1))
