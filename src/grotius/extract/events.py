"""Find the descriptions of attacks, captures, clashes and other events of fighting in a parsed report."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from grotius.codebook import Codebook
from grotius.codebook.shapes.fighting import EventType
from grotius.extract.actuality import Reality
from grotius.extract.counted import Kinds
from grotius.extract.happening import Told, is_proper, is_region, linked
from grotius.extract.roles import LIGHT_VERBS, agent, objects_of, patients, phrase
from grotius.extract.scene import Scene, Spot
from grotius.extract.tree import clause, distance
from grotius.extract.triggers import AT, ON_GROUND, WITH, Armament, Trigger, TriggerFinder, whole
from grotius.ids import row_id
from grotius.language import Document, Sentence, Token
from grotius.model import Actor, Codes, Mention, Mode, Place, Span, Time

_ACTOR_NAMES = ("NORP", "GPE", "ORG", "PERSON")
_HARM = frozenset("damage death injury destruction casualty loss blaze fire explosion".split())
_NO_TARGETS = ("PRON", "DET", "NUM", "ADV")
_ALLEGED = frozenset("alleged allegedly suspected reportedly apparent apparently accused presumably".split())
_NEAR_WEAPON = 3
_AIMED = frozenset({"on", "against", "at", "into"})
_STEM = 5
_BACK = frozenset({"the", "this", "that", "these", "those", "such"})
_WORDS_BEFORE = 6
_ONE = frozenset({"a", "an", "another"})
_MORE = frozenset({"another", "other", "further", "second", "more"})
_TAKEN = frozenset("village town city settlement district neighbourhood neighborhood suburb capital".split())
_ANYBODY = frozenset(
    "enemy troop troops force forces army military soldier aggressor occupier invader unit man somebody warplane jet "
    "aircraft alliance missile rocket drone shell bomb strike airstrike attack raid it they helicopter plane explosion "
    "terrorist mortar artillery".split()
)


class Claimants(Protocol):
    """Who the report credits for the words of a span."""

    def of(self, span: Span) -> Actor | None: ...


class EventFinder:
    """Finds events by the codebook's triggers, weapons, people and targets."""

    def __init__(self, codebook: Codebook) -> None:
        self._types: dict[str, EventType] = dict(codebook.events)
        self._kinds = Kinds(codebook)
        self._triggers = TriggerFinder(codebook, self._kinds)
        self._reality = Reality(codebook)

    def find(self, document: Document, scene: Scene, claimants: Claimants, report_hash: str) -> list[Mention]:
        """One mention for each description; later ones of the same happening carry ``same_as``."""
        at_war = self._triggers.is_at_war(document)
        told = [
            self._told(trigger, sentence, document, scene, claimants, report_hash)
            for sentence in document.parsed
            for trigger in self._triggers.find(sentence, at_war)
        ]
        return linked([one for one in told if one is not None])

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
        doer = self._doer(trigger, sentence)
        arms = self._arms(trigger, sentence, doer)
        kind, mode = self._type_and_mode(trigger, arms)
        target = self._target(trigger)
        if target is not None and (target.pos in _NO_TARGETS or target.ent in ("DATE", "TIME", "EVENT", "ORDINAL")):
            target = None
        places = self._places(trigger, sentence, scene, target, doer)
        actuality = self._reality.actuality(trigger.token)
        if (actuality == "actual" or trigger.token.lemma == "invasion") and self._is_whole_war(
            trigger, sentence, target
        ):
            return None
        if not any(is_proper(place) for place in places):
            if actuality in ("hypothetical", "planned"):
                return None
            if self._types[trigger.type].needs_place and (target is None or whole(target).lemma not in _TAKEN):
                return None
        time = scene.time(trigger.token, sentence)
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
            by=self._actor(doer, sentence, document),
            accused=_is_alleged(trigger),
            target=self._span_of(target, document),
            weapon=document.span_of([arms[0].first, arms[0].last]) if arms else None,
            places=places,
            time=time,
            claimant=claimants.of(span),
            background=self._is_background(trigger, time, scene.published),
            codes=_codes(self._types[kind]),
        )
        return Told(
            mention,
            self._side(doer, sentence),
            points_back=_points_back(trigger),
            another=_is_another(trigger, doer),
            one_of_many=_has_determiner(trigger.token, _ONE) or _is_counted(trigger),
            is_series=is_series,
            is_regional=all(is_region(place) for place in places),
            words=frozenset(token.lower for token in sentence.tokens if token.text[:1].isupper()),
            broad=broad,
            peoples=frozenset(name.text.lower() for name in sentence.names if name.kind == "nationality"),
            nationwide=target is not None and not places and self._is_state_target(target, sentence),
            is_launch=trigger.type == "launch",
            in_headline=sentence.headline,
        )

    def _side(self, doer: Token | None, sentence: Sentence) -> str | None:
        """What tells this attacker from another: the name in "Russian forces", or the noun if it says anything."""
        if doer is None or doer.pos == "PRON":
            return None
        doer = whole(doer)
        first, last = phrase(doer)
        for token in sentence.tokens[first.i : last.i + 1]:
            name = sentence.name_at(token)
            if name is not None and (name.key or name.kind in ("group", "organisation", "state", "person")):
                return name.key or name.text.lower()[:_STEM]
        if doer.lemma not in _ANYBODY:
            return doer.lemma
        return next((child.lemma for child in doer.lefts if self._kinds.is_armed(child)), None)

    def _arms(self, trigger: Trigger, sentence: Sentence, doer: Token | None) -> list[Armament]:
        """The weapons of this attack, surest first: in its words, its instrument, subject or object, its clause."""
        home = clause(trigger.token)
        verbs = [word for word in (trigger.token, trigger.light) if word is not None]
        close = {noun for verb in verbs for noun in objects_of(verb, WITH)}
        close.update(whole(noun) for verb in verbs if verb.pos == "VERB" for noun in patients(verb) if trigger.verb)
        close.update([] if doer is None else [doer, whole(doer)])
        near: list[tuple[int, Armament]] = []
        for armament in self._triggers.armaments(sentence):
            if trigger.verb and armament.last is trigger.token:
                continue
            if _is_within(armament, trigger) or armament.last in close:
                near.append((0, armament))
            elif clause(armament.last) is home and self._is_vague(trigger) and _may_arm(armament.last, trigger):
                near.append((distance(trigger.token, armament.last), armament))
        return [armament for cost, armament in sorted(near, key=lambda pair: pair[0]) if cost <= _NEAR_WEAPON]

    def _is_vague(self, trigger: Trigger) -> bool:
        return self._types[trigger.type].mode in (None, "other")

    def _type_and_mode(self, trigger: Trigger, arms: list[Armament]) -> tuple[str, Mode]:
        event = self._types[trigger.type]
        mode: Mode = event.mode or "other"
        if event.fixed or not arms or (trigger.sure and not trigger.verb and trigger.first is trigger.token):
            return trigger.type, mode
        modes = {armament.weapon.mode for armament in arms}
        weapon = arms[0].weapon
        if {"drone", "missile"} <= modes:
            return weapon.event or trigger.type, "drone_and_missile"
        if trigger.sure and trigger.verb and mode in modes:
            return trigger.type, mode
        return weapon.event or trigger.type, weapon.mode

    def _doer(self, trigger: Trigger, sentence: Sentence) -> Token | None:
        """Who attacks: somebody armed, a named actor, or what flies and fires."""
        token, light = trigger.token, trigger.light
        doer = agent(token) if trigger.verb else self._triggers.attacker(token)
        if doer is not None and doer.dep in ("compound", "nmod", "amod", "poss"):
            name = sentence.name_at(doer)
            if name is not None and name.kind == "place":
                doer = None
        if doer is None and light is not None and token.dep != "nsubj" and light.lemma in LIGHT_VERBS:
            doer = agent(light)
        if doer is None or doer is token or (doer.lemma == "force" and not doer.children):
            return None
        inner = whole(doer)
        named = sentence.name_at(inner) is not None or inner.ent in _ACTOR_NAMES
        return doer if named or self._triggers.is_fighter(inner, sentence) or self._is_arm(inner, sentence) else None

    def _is_arm(self, noun: Token, sentence: Sentence) -> bool:
        return self._kinds.of(noun, sentence) in ("munition", "vehicle")

    def _actor(self, doer: Token | None, sentence: Sentence, document: Document) -> Actor | None:
        doer = whole(doer) if doer is not None else None
        if doer is not None and self._kinds.of(doer, sentence) == "munition":
            doer = agent(doer)
        if doer is None or doer.pos == "PRON":
            return None
        first, last = phrase(doer)
        span = document.span(first.start, last.end)
        return Actor(span=span, name=span.text)

    def _target(self, trigger: Trigger) -> Token | None:
        if trigger.verb:
            aimed = next((noun for noun in objects_of(trigger.token, AT) if noun.pos not in _NO_TARGETS), None)
            objects = patients(trigger.token)
            if trigger.type == "launch":
                return aimed or next((noun for moved in objects for noun in objects_of(whole(moved), _AIMED)), None)
            return objects[0] if objects else aimed
        own = next(objects_of(trigger.token, _AIMED | {"of"}), None)
        if own is None:
            own = next((noun for noun in objects_of(trigger.token, frozenset({"in"})) if noun.lemma in _TAKEN), None)
        if own is not None:
            return own
        if trigger.light is not None:
            if trigger.token.dep == "nsubj" or trigger.light.dep == "relcl":
                return _harmed(trigger.light)
            return next(objects_of(trigger.light, _AIMED), None)
        return None

    def _span_of(self, target: Token | None, document: Document) -> Span | None:
        if target is None:
            return None
        first, last = phrase(target)
        return document.span(first.start, last.end)

    def _places(
        self, trigger: Trigger, sentence: Sentence, scene: Scene, target: Token | None, doer: Token | None
    ) -> tuple[Place, ...]:
        """Places under the target or the trigger's clause; else the one that the scene carries over."""
        home = clause(trigger.token)
        own = [
            spot.place
            for spot in scene.spots(sentence)
            if not _is_of_doer(spot, doer, trigger) and _is_of(spot, trigger, target, home)
        ]
        if target is not None and self._is_struck_ground(target, sentence) and self._is_place_like(target, sentence):
            own.insert(0, self._unnamed(target, sentence))
        if own:
            return tuple(own)
        if target is not None and target.child("nummod") is None and self._is_place_like(target, sentence):
            known = scene.place_of(target, sentence) or self._unnamed(target, sentence)
            named = None if is_proper(known) else self._named_place(trigger, sentence, scene)
            return (known,) if named is None else (known, named)
        near = scene.place_in_clause(trigger.token, sentence) or scene.place_around(trigger.token, sentence)
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
        if self._kinds.of(whole(target), sentence) in ("site", "settlement"):
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
        armed = doer is not None and (self._is_arm(doer, sentence) or self._kinds.is_armed(doer))
        return armed and (verb.lemma in ON_GROUND or self._is_arm(whole(doer), sentence) if doer else False)

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
        return is_long_before(time, published)


def _harmed(verb: Token) -> Token | None:
    """What an attack did harm to: of "damaged a plant" and "caused damage to a plant" the plant."""
    thing = next(iter(patients(verb)), None)
    if thing is not None and thing.lemma in _HARM:
        return next(objects_of(thing, frozenset({"to", "of"})), None) or next(objects_of(verb, frozenset({"to"})), None)
    return thing


def _is_counted(trigger: Trigger) -> bool:
    return not trigger.verb and trigger.token.child("nummod") is not None


def _aim(trigger: Trigger, home: Token) -> list[Token]:
    """The verbs that say what it is for: "an offensive to seize the town"."""
    above = [trigger.token, home] if trigger.token.dep in ("nsubj", "nsubjpass") else [trigger.token]
    return [
        child
        for word in above
        for child in word.children
        if child.dep in ("xcomp", "acl", "advcl", "relcl") and any(aux.lower == "to" for aux in child.all("aux"))
    ]


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
    return any(_has_determiner(token, _BACK) for token in told)


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
    if any(spot.head.is_under(verb) for verb in _aim(trigger, home)):
        return True
    return clause(spot.anchor) is home and (trigger.verb or trigger.light is home)


def _may_arm(weapon: Token, trigger: Trigger) -> bool:
    """The subject of "repelled the attack" is not the attacker's weapon."""
    head = trigger.token.head
    meets = not trigger.verb and trigger.token.dep == "dobj" and head.lemma not in LIGHT_VERBS
    return not (meets and any(weapon.is_under(child) for child in head.all("nsubj")))


def _is_within(armament: Armament, trigger: Trigger) -> bool:
    if trigger.token.dep == "conj" and trigger.token.head is armament.last and not trigger.verb:
        return True
    if not trigger.verb and armament.last.i < trigger.first.i and armament.last.is_under(trigger.token):
        return trigger.first.i - armament.last.i <= _WORDS_BEFORE
    return armament.last.i == trigger.first.i - 1 or trigger.first.i <= armament.last.i <= trigger.token.i


def _is_alleged(trigger: Trigger) -> bool:
    near = [*trigger.token.children, *trigger.token.head.children, trigger.token.head]
    return any(token.lower in _ALLEGED for token in near)


def _codes(event: EventType) -> Codes:
    return Codes(**event.codes.model_dump())
