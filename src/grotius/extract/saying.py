"""Who says what: the one mechanism behind statements and claimants.

A cue of the codebook, its speaker (the subject, wherever the sentence keeps it) and its content (a clause, a
quotation, an object, what stands before "he said") make an attribution. Free quotations without a cue follow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from grotius.codebook import Codebook
from grotius.extract.attribution import Attribution
from grotius.extract.citing import Citing
from grotius.extract.complements import EMPTY_OBJECTS
from grotius.extract.contents import Content, Contents, sentence_edges
from grotius.extract.credits import Credits
from grotius.extract.cues import Found
from grotius.extract.phrases import noun_phrase, span_between, words_between
from grotius.extract.quotations import Quotations
from grotius.extract.referents import Referents
from grotius.extract.speakers import FIRST_PERSON, RELATIVES, Speaker, naming, speaker_of
from grotius.extract.turns import FIRST_PERSON_WHY, Turns
from grotius.extract.vocabulary import Vocabulary
from grotius.extract.wire_copy import WireCopy
from grotius.language import Document, Sentence, Token
from grotius.model import Actor, Span

_UNREAL = frozenset({"may", "might", "could", "would", "can", "should", "must"})
_SPLICED_WORDS = 5
_LEADING_INFINITIVES = frozenset({"go", "continue", "begin", "proceed", "start", "use", "hasten", "come", "take"})


class AttributionFinder:
    """Reads the attributions of a document's parsed sentences."""

    def __init__(self, codebook: Codebook) -> None:
        self._words = Vocabulary(codebook)

    def find(self, document: Document) -> list[Attribution]:
        """All attributions, in the order of their sentences."""
        return _Reading(document, self._words).run()


class _Reading:
    """The reading of one document: its quotations and the speakers heard so far."""

    def __init__(self, document: Document, words: Vocabulary) -> None:
        self._document = document
        self._cues = words.cues
        self._channels = words.channels
        self._quotations = Quotations(document)
        self._referents = Referents(document, words, self._quotations)
        self._contents = Contents(document, words.cues, self._quotations, words.channels)
        self._wire_copy = WireCopy(document, words)
        self._citing = Citing(document, words.cues, words)
        self._credits = Credits(document, words.cues, self._quotations, self._contents, words)
        self._found: list[Attribution] = []
        self._kept: set[tuple[int, int, str]] = set()

    def run(self) -> list[Attribution]:
        for sentence in self._document.sentences:
            if sentence.parsed:
                self._read_sentence(sentence)
        found = Turns(self._document, self._quotations).complete(_without_credits(self._found))
        return sorted(found, key=lambda item: item.cue.start if item.cue else item.content.start)

    # -- cues ----------------------------------------------------------------------------------------------------

    def _read_sentence(self, sentence: Sentence) -> None:
        label = self._labelled(sentence) or self._signed(sentence)
        if label is not None:
            self._keep(*label)
        taken = 0
        for token in sentence.tokens:
            if token.i < taken:
                continue
            for found in self._cues.at(token, sentence):
                reading = self._read(found, sentence)
                if reading is not None:
                    taken = max(found.last.i + 1, taken) if found.phrase else taken
                    self._keep(*reading)
                    break

    def _keep(self, attribution: Attribution, speaker: Speaker) -> None:
        key = (attribution.content.start, attribution.content.end, attribution.speaker.name)
        if key in self._kept:
            return
        self._kept.add(key)
        self._found.append(attribution)
        cue = attribution.cue
        around = self._quotations.around(cue.start) if cue is not None else None
        if cue is not None and (around is None or attribution.content.start < around.outer.start):
            self._referents.hear(speaker.span.start, speaker, attribution.speaker)

    def _read(self, found: Found, sentence: Sentence) -> tuple[Attribution, Speaker] | None:
        if found.phrase:
            credited = self._credits.phrase(found, sentence)
            return self._attribution(found, *credited, sentence) if credited is not None else None
        if not found.noun and not _is_real(found.token):
            return None
        run_on = self._run_on(found, sentence)
        if run_on is not None:
            return self._attribution(found, *run_on, sentence)
        parsed = self._parsed(found, sentence)
        if parsed is None and self._may_run_on(found):
            parsed = self._wire_copy.before(found, sentence, marked=True) or self._wire_copy.after(found, sentence)
        return self._attribution(found, *parsed, sentence) if parsed is not None else None

    def _run_on(self, found: Found, sentence: Sentence) -> tuple[Speaker, Content] | None:
        if not self._may_run_on(found):
            return None
        before = self._quotations.before(found.token.start)
        turned = None if before is not None else self._wire_copy.inverted(found, sentence)
        set_off = self._wire_copy.set_off(found, sentence) if before is None else None
        return turned or set_off or self._wire_copy.before(found, sentence, marked=False)

    def _may_run_on(self, found: Found) -> bool:
        return (
            found.entry.content[:1] == ("clause",)
            and not found.noun
            and not found.entry.speakers
            and found.token.tag in ("VBD", "VBZ", "VBP", "VBN")
            and self._quotations.around(found.token.start) is None
        )

    def _parsed(self, found: Found, sentence: Sentence) -> tuple[Speaker, Content] | None:
        """The speaker and the content as the parse has them."""
        speaker = self._speaker(found, sentence)
        if speaker is None or not self._may_speak(found, speaker):
            return None
        if _is_credit(found.token) and not self._referents.is_person(speaker.head, sentence):
            return None
        if not self._referents.may_act(speaker.head) and found.entry.content[:1] != ("clause",):
            return None
        if self._speaks_through_noun(found.token):
            return None
        told = self._citing.content(found.token, sentence) if found.entry.content[:1] == ("clause",) else None
        content = told or self._contents.of(found, speaker, sentence)
        return (speaker, content) if content is not None else None

    def _may_speak(self, found: Found, speaker: Speaker) -> bool:
        if speaker.head.lower in RELATIVES:
            return False
        return (
            not found.entry.speakers
            or speaker.head.lemma in found.entry.speakers
            or self._referents.may_act(speaker.head)
        )

    def _named_before(self, noun: Token) -> Token | None:
        """The name in a headline's "rejects Trump plea"."""
        if noun.dep != "dobj" or noun.head.lemma not in self._cues.light_verbs:
            return None
        return next((child for child in noun.lefts if child.dep == "compound" and child.pos == "PROPN"), None)

    def _speaks_through_noun(self, verb: Token) -> bool:
        """ "Recalled a statement by the minister that ...": the noun has its own speaker, and the content is his."""
        noun = verb.child("dobj")
        return (
            noun is not None
            and verb.lemma not in self._cues.light_verbs
            and self._cues.is_noun(noun)
            and self._owner(noun) is not None
        )

    def _speaker(self, found: Found, sentence: Sentence) -> Speaker | None:
        if found.noun:
            return self._owner(found.token)
        speaker = self._squeezed(found.token, sentence) or speaker_of(found.token, self._document)
        if speaker is not None and found.token.dep == "conj" and not self._referents.may_act(speaker.head):
            return self._beside(found.token, sentence) or speaker
        if speaker is not None and found.token.tag == "VBG" and not self._referents.may_act(speaker.head):
            return self._referents.heard_before(found.token, sentence) or speaker  # the raid adds nothing
        return speaker

    def _beside(self, cue: Token, sentence: Sentence) -> Speaker | None:
        """For "the visit comes after Smith condemned the raid and posted: ...": the nearest one who can speak."""
        for verb in reversed(sentence.tokens[: cue.i]):
            subject = verb.child("nsubj") if verb.pos == "VERB" else None
            if subject is not None and subject.pos == "PROPN" and self._referents.is_person(subject, sentence):
                return naming(subject, self._document)
        return None

    def _squeezed(self, cue: Token, sentence: Sentence) -> Speaker | None:
        """The words between a quotation and its cue, where nothing but a naming phrase stands there."""
        before = sentence.tokens[max(0, cue.i - 12) : cue.i]
        group = next((found for token in reversed(before) if (found := self._quotations.around(token.start))), None)
        if group is None or not group.free or group.holds(cue.start):
            return None
        words = [token for token in before if token.start >= group.outer.end and token.dep not in ("aux", "advmod")]
        words = [token for token in words if words_between(token.text, 0, len(token.text)) or token.text == "-"]
        if (
            not words
            or words[-1].pos not in ("NOUN", "PROPN")
            or any(token.pos in ("VERB", "AUX", "ADP", "SCONJ", "CCONJ", "PRON") for token in words)
        ):
            return None
        return Speaker(words[-1], self._document.span_of(words))

    def _attribution(
        self, found: Found, speaker: Speaker, content: Content, sentence: Sentence
    ) -> tuple[Attribution, Speaker] | None:
        start, _ = sentence_edges(sentence)
        if sentence.start <= content.start < start:
            content = Content(start, content.end, content.before)
        span = span_between(self._document, content.start, content.end)
        if span is None or span.text.lower() in EMPTY_OBJECTS:
            return None
        if not found.noun and not found.phrase:
            speaker = self._citing.speaker(found.token, speaker, sentence)
        actor = self._actor(speaker, sentence, found.token)
        if actor is None:
            return None
        attribution = Attribution(
            speaker=actor,
            cue=self._cue_span(found),
            cue_id=found.id,
            act=found.entry.act,
            content=span,
            sentence=sentence,
            cue_token=found.token,
            addressee=self._addressee(found, content),
            channel=self._channel(found),
        )
        return attribution, speaker

    def _actor(self, speaker: Speaker, sentence: Sentence, cue: Token) -> Actor | None:
        pronoun = speaker.pronoun
        if pronoun is None:
            return self._referents.described(speaker, sentence)
        if pronoun in FIRST_PERSON:
            around = self._quotations.around(cue.start)
            if around is None and cue.lemma == "read" and self._quotations.before(speaker.span.start) is not None:
                return self._referents.last(cue.start)  # '"The road is open," we read'
            # Who says "I" in a quotation is settled once the quotation's own speaker is known.
            return Actor(span=speaker.span, name=speaker.span.text, why=FIRST_PERSON_WHY) if around else None
        known = self._referents.stands_for(speaker.head, sentence)
        if known is None:
            return Actor(span=speaker.span, name=speaker.span.text, why="nobody named that the pronoun could stand for")
        return replace(known, why=f"{speaker.span.text!r} stands for the nearest fitting name")

    def _cue_span(self, found: Found) -> Span:
        if found.noun:
            owned = found.token.child("poss") is not None or self._named_before(found.token) is not None
            light = not owned and found.token.dep == "dobj" and found.token.head.lemma in self._cues.light_verbs
            return self._document.span_of([found.token.head if light else found.token, found.token])
        auxiliaries = [child for child in found.token.lefts if child.dep in ("aux", "auxpass") and child.lower != "to"]
        adjacent = [child for child in auxiliaries if found.token.i - child.i <= 3]
        first = adjacent[0] if adjacent else found.token
        return self._document.span(first.start, max(found.last.end, found.token.end))

    def _addressee(self, found: Found, content: Content) -> Actor | None:
        """Who is spoken to: the object of "tell", or what follows "to"."""
        head: Token | None = None
        if found.entry.addressee == "object":
            head = found.token.child("dobj", "dative", "nsubjpass")
        elif found.entry.addressee == "to":
            to = next(
                (child for child in found.token.rights if child.dep in ("prep", "dative") and child.lower == "to"), None
            )
            head = to.child("pobj") if to is not None else None
        if head is None or content.start <= head.start < content.end:
            return None
        named = naming(head, self._document)
        return Actor(span=named.span, name=named.span.text) if named is not None else None

    def _channel(self, found: Found) -> Span | None:
        for child in found.token.children:
            noun = child.child("pobj") if child.dep == "prep" else None
            if child.dep == "dobj" and found.entry.addressee == "object":
                noun = child  # "told a news conference"
            if noun is not None and noun.lemma in self._channels:
                return self._document.span_of(noun_phrase(noun))
        return None

    def _owner(self, noun: Token) -> Speaker | None:
        """Whose accusation it is: "Moscow's accusations", "warnings from the ministry", "they voiced the hope"."""
        owner = noun.child("poss") or self._named_before(noun)
        if owner is not None and owner.pos != "PRON":
            return naming(owner, self._document)
        if noun.dep == "dobj" and noun.head.lemma in self._cues.light_verbs and _is_real(noun.head):
            return speaker_of(noun.head, self._document)
        by = next(
            (child for child in noun.rights if child.dep in ("prep", "agent") and child.lower in ("by", "from")), None
        )
        head = by.child("pobj") if by is not None else owner
        return naming(head, self._document) if head is not None else None

    def _labelled(self, sentence: Sentence) -> tuple[Attribution, Speaker] | None:
        """ "Ministry: twelve drones shot down"."""
        found = self._credits.colon(sentence)
        if found is None:
            return None
        colon, speaker, content = found
        span = span_between(self._document, content.start, content.end)
        if span is None:
            return None
        actor = Actor(span=speaker.span, name=speaker.span.text)
        return Attribution(actor, self._document.span_of([colon]), "colon", None, span, sentence), speaker

    def _signed(self, sentence: Sentence) -> tuple[Attribution, Speaker] | None:
        """ "Air raids kill ten: monitor"."""
        found = self._credits.tail(sentence)
        span = span_between(self._document, found[1].start, found[1].end) if found is not None else None
        if found is None or span is None:
            return None
        actor = Actor(span=found[0].span, name=found[0].span.text)
        return Attribution(actor, None, "colon", None, span, sentence), found[0]


def _without_credits(found: Sequence[Attribution]) -> list[Attribution]:
    """ "The bridge was hit, the mayor said, Agency reports": the last credit is the wire's own, no statement."""
    beside: dict[tuple[int, int], list[Attribution]] = defaultdict(list)
    for item in found:
        beside[item.sentence.index, item.content.start].append(item)
    kept = [
        item
        for item in found
        if not any(_is_wider_credit(item, other) for other in beside[item.sentence.index, item.content.start])
    ]
    cut = (_cut_at_splice(item, kept) for item in kept)
    return [item for item in cut if item is not None]


def _cut_at_splice(item: Attribution, found: Sequence[Attribution]) -> Attribution | None:
    """In "A claims the town, B denies" and "A claims the town, B says it holds" what B does is no content of A's."""
    content, text = item.content, item.sentence.document.text
    for other in found:
        speaker = other.speaker.span
        if other is item or speaker is None or other.cue is None or other.sentence is not item.sentence:
            continue
        if content.start == speaker.start and content.end == other.cue.end:
            return None
        spliced = content.start < speaker.start < other.cue.start < content.end
        if spliced and item.cue is not None and item.cue.end <= content.start and _is_after_comma(text, speaker):
            named = span_between(item.sentence.document, content.start, speaker.start)
            if named is not None and "," not in named.text and len(named.text.split()) <= _SPLICED_WORDS:
                return replace(item, content=named)
    return item


def _is_after_comma(text: str, speaker: Span) -> bool:
    return text[: speaker.start].rstrip().endswith(",")


def _is_wider_credit(item: Attribution, other: Attribution) -> bool:
    return (
        other is not item
        and item.cue is not None
        and other.cue is not None
        and other.content.end <= other.cue.start < item.content.end <= item.cue.start
    )


def _is_real(cue: Token) -> bool:
    """Whether something is said at all: not "did not say", "refused to say", "may say", "to say the least"."""
    if any(child.dep == "neg" for child in cue.children) or cue.dep == "amod":
        return False
    if cue.dep == "pcomp" and cue.head.lower == "without":
        return False
    if cue.tag == "VBN" and not cue.child("nsubj", "nsubjpass", "agent", "aux", "auxpass") and _opens_with_as(cue):
        return False  # "as noted"
    auxiliaries = {child.lower for child in cue.children if child.dep == "aux"}
    if auxiliaries & _UNREAL:
        return False
    if "to" in auxiliaries:
        head = cue.head
        return cue.dep in ("xcomp", "advcl", "conj") and head.lemma in _LEADING_INFINITIVES and _is_real(head)
    return not (cue.tag == "VB" and not auxiliaries and cue.dep == "ROOT")


def _opens_with_as(cue: Token) -> bool:
    return any(child.lower == "as" for child in cue.lefts)


def _is_credit(cue: Token) -> bool:
    """Whether the cue stands in "as the agency reports": the wire's credit, unless it credits a person."""
    told = cue.child("ccomp")
    if told is not None and told.i > cue.i:
        return False
    return cue.lemma in ("report", "inform") and any(child.lower == "as" for child in cue.lefts)
