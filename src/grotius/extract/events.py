"""Find the descriptions of attacks, captures, clashes and other events of fighting in a parsed report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Protocol

from grotius.codebook import Codebook
from grotius.codebook.shapes.fighting import EventType
from grotius.extract.actuality import Reality
from grotius.extract.aims import Aims
from grotius.extract.counted import Kinds
from grotius.extract.doers import DoerFinder
from grotius.extract.event_words import EventWords
from grotius.extract.happening import Told, is_proper, is_region, linked
from grotius.extract.roles import agent, is_passive, objects_of, patients, phrase
from grotius.extract.scene import Scene, Spot
from grotius.extract.tree import clause, distance
from grotius.extract.trigger import WITH, Armament, Trigger
from grotius.extract.triggers import BACK, TriggerFinder
from grotius.ids import row_id
from grotius.language import Document, Sentence, Token
from grotius.model import Actor, Codes, Mention, Mode, Place, Span, Time

_NEAR_WEAPON = 3
_WORDS_BEFORE = 6
_DAYS_BEFORE = 2
_ONE = frozenset({"a", "an", "another"})
_BURNING = frozenset({"arson"})
_THROUGHOUT = frozenset({"across", "throughout", "over"})
_MANY = 10
_MORE = frozenset({"another", "other", "further", "second", "more"})


class Claimants(Protocol):
    """Who the report credits for the words of a span."""

    def of(self, span: Span) -> Actor | None: ...


class EventFinder:
    """Finds events by the codebook's triggers, weapons, people and targets."""

    def __init__(self, codebook: Codebook) -> None:
        self._types: dict[str, EventType] = dict(codebook.events)
        self._taking = frozenset(
            verb for key, event in codebook.events.items() if key == "capture" for verb in event.war_verbs
        )
        self._kinds = Kinds(codebook)
        self._words = EventWords(codebook)
        self._triggers = TriggerFinder(codebook, self._kinds, self._words)
        self._warlike = self._triggers.warlike
        self._doers = DoerFinder(codebook, self._kinds, self._words, self._warlike)
        self._aims = Aims(self._words)
        self._reality = Reality(codebook)

    def find(self, document: Document, scene: Scene, claimants: Claimants, report_hash: str) -> list[Mention]:
        """One mention for each description; later ones of the same happening carry ``same_as``."""
        at_war = self._triggers.is_at_war(document)
        told: list[Told] = []
        nouns: frozenset[str] = frozenset()
        for sentence in document.parsed:
            found = self._triggers.find(sentence, at_war, nouns)
            of_sentence = [self._told(trigger, sentence, document, scene, claimants, report_hash) for trigger in found]
            told.extend(_each_its_time([one for one in of_sentence if one is not None]))
            nouns |= _nouns_for(found)
        return linked(told)

    def _told(
        self,
        trigger: Trigger,
        sentence: Sentence,
        document: Document,
        scene: Scene,
        claimants: Claimants,
        report_hash: str,
    ) -> Told | None:
        scene.note_fighting(sentence)
        span = document.span_of([trigger.first, trigger.token])
        done = self._doers.of(trigger, sentence)
        doer = done.token if done is not None else None
        arms = self._arms(trigger, sentence, doer)
        kind, mode = self._type_and_mode(trigger, arms)
        target = self._aims.of(trigger)
        places = self._places(trigger, sentence, scene, target, doer)
        actuality = self._reality.actuality(trigger.token)
        if (actuality == "actual" or trigger.token.lemma == "invasion") and self._is_whole_war(
            trigger, sentence, target
        ):
            return None
        if not any(is_proper(place) for place in places):
            if actuality in ("hypothetical", "planned"):
                return None
            if self._types[trigger.type].needs_place and not self._is_taken(target):
                return None
        time = self._time(trigger, sentence, scene)
        broad = frozenset(spot.place.name for spot in scene.spots(sentence) if spot.is_state)
        if time is None and not trigger.verb and self._goes_on(trigger, places, broad):
            return None
        is_series = _is_series(trigger)
        if is_series and time is None and trigger.light is None and all(place.name in broad for place in places):
            return None
        mention = Mention(
            id=row_id("m", report_hash, span.start, span.end, kind),
            type=kind,
            mode=mode,
            actuality=actuality,
            span=span,
            sentence=sentence.span,
            by=self._doers.actor(doer, sentence, document),
            accused=done is not None and done.accused,
            target=self._aims.span(target, document) if target is not None else None,
            weapon=_weapon(arms, document),
            places=places,
            time=time,
            claimant=claimants.of(span),
            background=self._is_background(trigger, time, scene.published),
            codes=_codes(self._types[kind]),
        )
        return Told(
            mention,
            self._doers.side(doer, sentence),
            points_back=_points_back(trigger),
            another=_is_another(trigger, doer),
            one_of_many=_has_determiner(trigger.token, _ONE) or _is_counted(trigger),
            is_series=is_series,
            is_regional=all(is_region(place) for place in places),
            words=frozenset(token.lower for token in sentence.tokens if token.text[:1].isupper()),
            broad=broad,
            peoples=frozenset(name.text.lower() for name in sentence.names if name.kind == "nationality"),
            nationwide=not places and self._is_nationwide(trigger, target, arms, sentence),
            throughout=not places and is_series and _is_throughout(sentence, scene),
            is_launch=trigger.type == "launch",
            in_headline=sentence.headline,
            is_cause=self._words.cause(trigger.token) is not None,
            turns=_turns(sentence, places),
            is_damage=kind in _BURNING and doer is None and is_passive(trigger.token),
        )

    def _time(self, trigger: Trigger, sentence: Sentence, scene: Scene) -> Time | None:
        """The time told of it; an attack that another one answers has none of the answer's."""
        time = scene.time(trigger.token, sentence)
        cause = self._words.cause(trigger.token)
        if time is None or time.span is None or cause is None:
            return time
        return time if time.span.start >= cause.start else None

    def _is_to_take(self, trigger: Trigger) -> bool:
        """ "An attack to retake the town": it goes over the ground."""
        return any(verb.lemma in self._taking for verb in _aim(trigger))

    def _is_taken(self, target: Token | None) -> bool:
        return target is not None and self._words.whole(target).lemma in self._words.taken

    def _arms(self, trigger: Trigger, sentence: Sentence, doer: Token | None) -> list[Armament]:
        """The weapons of this attack, surest first: in its words, its instrument, subject or object, its clause."""
        home = clause(trigger.token)
        verbs = [word for word in (trigger.token, trigger.light) if word is not None]
        close = {noun for verb in verbs for noun in objects_of(verb, WITH)}
        objects = [self._words.whole(noun) for noun in trigger.objects]
        moved = [noun for noun in objects if trigger.type == "launch" or self._kinds.of(noun, sentence) == "munition"]
        close.update(moved)
        wielders = set() if doer is None else {doer, self._words.whole(doer)}
        close.update(wielders)
        if doer is not None:
            close.update(load for child in doer.children for load in objects_of(child, WITH))
        near: list[tuple[int, Armament]] = []
        for armament in self._warlike.armaments(sentence):
            if (trigger.verb and armament.last is trigger.token) or _is_bystander(armament, trigger, wielders):
                continue
            if any(armament.last.is_under(noun) for noun in objects if noun not in moved):
                continue
            if _is_within(armament, trigger) or armament.last in close:
                near.append((0, armament))
            elif clause(armament.last) is home and self._is_vague(trigger) and self._may_arm(armament.last, trigger):
                near.append((distance(trigger.token, armament.last), armament))
        return [armament for cost, armament in sorted(near, key=lambda pair: pair[0]) if cost <= _NEAR_WEAPON]

    def _may_arm(self, weapon: Token, trigger: Trigger) -> bool:
        """The subject of "repelled the attack" is not the attacker's weapon."""
        head = trigger.token.head
        meets = not trigger.verb and trigger.token.dep == "dobj" and head.lemma not in self._words.light_verbs
        return not (meets and any(weapon.is_under(child) for child in head.all("nsubj")))

    def _is_vague(self, trigger: Trigger) -> bool:
        return self._types[trigger.type].mode in (None, "other")

    def _type_and_mode(self, trigger: Trigger, arms: list[Armament]) -> tuple[str, Mode]:
        event = self._types[trigger.type]
        mode: Mode = event.mode or "other"
        if not arms and self._is_vague(trigger) and not event.fixed and self._is_to_take(trigger):
            return "ground_attack", "ground"
        if event.fixed or not arms or (trigger.sure and not trigger.verb and trigger.first is trigger.token):
            return trigger.type, mode
        modes = {armament.weapon.mode for armament in arms}
        weapon = arms[0].weapon
        if {"drone", "missile"} <= modes:
            return weapon.event or trigger.type, "drone_and_missile"
        if trigger.sure and trigger.verb and mode in modes:
            return trigger.type, mode
        return weapon.event or trigger.type, weapon.mode

    def _places(
        self, trigger: Trigger, sentence: Sentence, scene: Scene, target: Token | None, doer: Token | None
    ) -> tuple[Place, ...]:
        """Places under the target or the trigger's clause; else the one that the scene carries over."""
        home = clause(trigger.token)
        own = [
            spot.place
            for spot in scene.spots(sentence)
            if not _is_of_doer(spot, doer, trigger)
            and _is_of(spot, trigger, target, home)
            and self._words.cause(spot.head) is self._words.cause(trigger.token)
        ]
        if target is not None and self._is_struck_ground(target, sentence) and self._is_place_like(target, sentence):
            own.insert(0, self._unnamed(target, sentence))
        pointed = scene.place_pointed_at(target, sentence) if target is not None else None
        if pointed is not None:
            own.insert(0, pointed)
        if own or self._words.cause(trigger.token) is not None:
            return tuple(own)
        if target is not None and target.child("nummod") is None and self._is_place_like(target, sentence):
            known = scene.place_of(target, sentence) or self._unnamed(target, sentence)
            named = None if is_proper(known) else self._named_place(trigger, sentence, scene)
            return (known,) if named is None else (known, named)
        near = scene.place_in_clause(trigger.token, sentence)
        if near is None and (before := _shared_clause(home)) is not None:
            near = scene.place_in_clause(before, sentence, named=True)
        near = near or scene.place_around(trigger.token, sentence)
        return (near,) if near is not None else ()

    def _named_place(self, trigger: Trigger, sentence: Sentence, scene: Scene) -> Place | None:
        """Where the target without a name is: in the clause, or, of "the attack", in the sentences before."""
        near = scene.place_in_clause(trigger.token, sentence, named=True)
        if near is not None and is_proper(near):
            return near
        return scene.place_before(sentence) if _points_back(trigger) else None

    def _unnamed(self, target: Token, sentence: Sentence) -> Place:
        """The target's words as a place, without whose it is: of "Ukrainian cities" the cities."""
        first, last = phrase(target)
        while first is not last and (name := sentence.name_at(first)) is not None and name.kind == "nationality":
            first = sentence.tokens[first.i + 1]
        span = sentence.document.span(first.start, last.end)
        return Place(span, span.text)

    def _is_place_like(self, target: Token, sentence: Sentence) -> bool:
        """A site, a settlement, or a name that nobody knows after "on" or "in"."""
        if self._kinds.of(self._words.whole(target), sentence) in ("site", "settlement"):
            return True
        if target.pos != "PROPN" or self._kinds.is_armed(target):
            return False
        name = sentence.name_at(target)
        unknown = name is None or (name.key is None and name.kind in ("person", "organisation", "other"))
        return unknown and (target.dep == "pobj" or self._is_struck_ground(target, sentence))

    def _is_struck_ground(self, target: Token, sentence: Sentence) -> bool:
        """ "Bombs hit X", "the army bombed X": one word, or words that a region's name follows."""
        verb = target.head
        if target.dep not in ("dobj", "nsubjpass") or target.child("compound", "appos") is not None:
            return False
        doer = agent(verb)
        if doer is None or not (self._doers.is_arm(doer, sentence) or self._kinds.is_armed(doer)):
            return False
        return verb.lemma in self._words.on_ground or self._doers.is_arm(self._words.whole(doer), sentence)

    def _is_nationwide(self, trigger: Trigger, target: Token | None, arms: list[Armament], sentence: Sentence) -> bool:
        """ "Attacks on Ukraine", "103 drones were launched": of no single town."""
        if target is not None and self._is_state_target(target, sentence):
            return True
        return trigger.type == "launch" and target is None and any(_is_great(armament.last) for armament in arms)

    def _is_state_target(self, target: Token, sentence: Sentence) -> bool:
        name = sentence.name_at(target)
        return name is not None and name.kind == "state"

    def _goes_on(self, trigger: Trigger, places: tuple[Place, ...], broad: frozenset[str]) -> bool:
        """ "The shelling in Ukraine continues": no single attack, and nowhere in particular."""
        return self._reality.is_background(trigger.token) and all(place.name in broad for place in places)

    def _is_whole_war(self, trigger: Trigger, sentence: Sentence, target: Token | None) -> bool:
        """ "Russia's invasion of Ukraine": the war as a whole is no event."""
        name = sentence.name_at(target) if target is not None else None
        on_state = target is not None and self._is_state_target(target, sentence)
        if trigger.token.lemma == "invasion" and name is None:
            return True
        if trigger.type == "ground_attack":
            return on_state or any(_is_state(noun, sentence) for noun in objects_of(trigger.token, frozenset({"to"})))
        return on_state and not trigger.verb and trigger.type == "attack" and trigger.token.tag != "NNS"

    def _is_background(self, trigger: Trigger, time: Time | None, published: str | None) -> bool:
        if self._reality.is_background(trigger.token):
            return True
        return is_long_before(time, published) or _is_gone_before(trigger, time, published)


def _turns(sentence: Sentence, places: tuple[Place, ...]) -> bool:
    """ "In X, ..." at the head of a paragraph: the report turns there."""
    before = sentence.index - 1
    opens = before < 0 or sentence.document.sentences[before].paragraph != sentence.paragraph
    first = sentence.tokens[1] if opens and sentence.tokens[0].lower == "in" and len(sentence.tokens) > 1 else None
    return first is not None and any(
        place.span is not None and is_proper(place) and place.span.start <= first.start < place.span.end
        for place in places
    )


def _each_its_time(told: list[Told]) -> list[Told]:
    """In "it was the second attack: the town had been struck on 24 April" only the earlier one is of that day."""
    earlier = {one.mention.time for one in told if one.mention.background} - {None}
    return [
        replace(one, mention=replace(one.mention, time=None))
        if one.mention.time in earlier and not one.mention.background
        else one
        for one in told
    ]


def _is_gone_before(trigger: Trigger, time: Time | None, published: str | None) -> bool:
    """ "The town had been struck on 24 April as well": told days later, of another attack than the news."""
    had = trigger.verb and any(child.lower == "had" and child.dep == "aux" for child in trigger.token.children)
    if not had or time is None or time.end is None or published is None:
        return False
    return _days(published) - _days(time.end) >= _DAYS_BEFORE


def _nouns_for(triggers: list[Trigger]) -> frozenset[str]:
    """The nouns by which events just told may be called from now on: their own, and "attack" for any."""
    return (
        frozenset({"attack", *(trigger.token.lemma for trigger in triggers if not trigger.verb)})
        if triggers
        else frozenset()
    )


def _shared_clause(verb: Token) -> Token | None:
    """Of "burst into a church and shot two" the first verb, whose subject and scene the second shares."""
    shares = verb.dep == "conj" and verb.pos == "VERB" and verb.child("nsubj", "nsubjpass") is None
    return verb.head if shares else None


def _weapon(arms: list[Armament], document: Document) -> Span | None:
    """The first weapon's words; a sniper or a bomber is no weapon."""
    for armament in arms:
        if not armament.wielder:
            return document.span_of([armament.first, armament.last])
    return None


def _is_counted(trigger: Trigger) -> bool:
    return not trigger.verb and trigger.token.child("nummod") is not None


def _aim(trigger: Trigger) -> list[Token]:
    """The verbs that say what it is for: "an offensive to seize the town"."""
    above = [trigger.token, *([trigger.light] if trigger.light is not None and not _is_relative(trigger) else [])]
    return [
        child
        for word in above
        for child in word.children
        if child.dep in ("xcomp", "acl", "advcl", "relcl") and any(aux.lower == "to" for aux in child.all("aux"))
    ]


def _is_relative(trigger: Trigger) -> bool:
    return trigger.light is not None and trigger.light.dep == "relcl"


def _is_throughout(sentence: Sentence, scene: Scene) -> bool:
    """ "Attacks killed 15 people across Ukraine"."""
    return any(spot.is_state and spot.preposition in _THROUGHOUT for spot in scene.spots(sentence))


def _is_great(weapon: Token) -> bool:
    """So many that no one town is meant: "103 drones"."""
    number = weapon.child("nummod")
    return (
        number is not None and number.text.replace(",", "").isdecimal() and int(number.text.replace(",", "")) >= _MANY
    )


def _is_series(trigger: Trigger) -> bool:
    """ "attacks on civilians": a series that nothing places."""
    token = trigger.token
    bare = token.child("det", "nummod", "poss") is None
    return not trigger.verb and token.tag == "NNS" and bare


def _has_determiner(token: Token, words: frozenset[str]) -> bool:
    return any(child.lower in words for child in token.all("det", "amod"))


def _is_state(noun: Token, sentence: Sentence) -> bool:
    name = sentence.name_at(noun)
    return name is not None and name.kind == "state"


def _points_back(trigger: Trigger) -> bool:
    """ "the attack", "these strikes"; of a verb "the missiles fired"."""
    told = patients(trigger.token) if trigger.verb and trigger.type == "launch" else [trigger.token]
    return any(_has_determiner(token, BACK) for token in told)


def _is_another(trigger: Trigger, doer: Token | None) -> bool:
    """ "another shell landed": one more of the same wave."""
    near = [trigger.token, *([doer] if doer is not None else patients(trigger.token) if trigger.verb else [])]
    return any(_has_determiner(token, _MORE) for token in near)


def is_long_before(time: Time | None, published: str | None) -> bool:
    """The time ended more than a week before publication: it is history in this report."""
    if time is None or time.end is None or published is None:
        return False
    return _days(published) - _days(time.end) > 7


def _days(iso: str) -> int:
    try:
        return date.fromisoformat(iso[:10]).toordinal()
    except ValueError:
        return 0


def _is_of_doer(spot: Spot, doer: Token | None, trigger: Trigger) -> bool:
    """ "Groups based in X fired on Y": X is where the attacker is."""
    if doer is None or doer is spot.head:
        return doer is not None
    return spot.head.is_under(doer) and not trigger.token.is_under(doer)


def _is_of(spot: Spot, trigger: Trigger, target: Token | None, home: Token) -> bool:
    if spot.head.is_under(trigger.token):
        return True
    if target is not None and spot.head.is_under(target):
        return True
    if trigger.type == "launch" and spot.preposition == "over":
        return False
    if any(spot.head.is_under(verb) for verb in _aim(trigger)):
        return True
    return clause(spot.anchor) is home and (trigger.verb or trigger.light is home)


def _is_bystander(armament: Armament, trigger: Trigger, wielders: set[Token]) -> bool:
    """Of "killed two gunmen" the gunmen are no arms of the attack."""
    if not armament.wielder or armament.last in wielders:
        return False
    return trigger.verb or not armament.last.is_under(trigger.token)


def _is_within(armament: Armament, trigger: Trigger) -> bool:
    if trigger.token.dep == "conj" and trigger.token.head is armament.last and not trigger.verb:
        return True
    if not trigger.verb and armament.last.i < trigger.first.i and armament.last.is_under(trigger.token):
        return trigger.first.i - armament.last.i <= _WORDS_BEFORE
    return armament.last.i == trigger.first.i - 1 or trigger.first.i <= armament.last.i <= trigger.token.i


def _codes(event: EventType) -> Codes:
    return Codes(**event.codes.model_dump())
