"""Who says what: the one mechanism behind statements and claimants.

A cue of the codebook, its speaker (the subject, wherever the sentence keeps it) and its content (a clause, a
quotation, an object, what stands before "he said") make an attribution. Free quotations without a cue follow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from grotius.codebook import Codebook
from grotius.extract.complements import EMPTY_OBJECTS, complement
from grotius.extract.cues import Cues, Found
from grotius.extract.phrases import edges, noun_phrase, span_between, words_between
from grotius.extract.quotations import Group, Quotations
from grotius.extract.speakers import FIRST_PERSON, RELATIVES, Referents, Speaker, naming, speaker_of
from grotius.language import Document, Sentence, Token
from grotius.model import Act, Actor, Span

_UNREAL = frozenset({"may", "might", "could", "would", "can", "should", "must"})
_LEADING_INFINITIVES = frozenset({"go", "continue", "begin", "proceed", "start", "use", "hasten", "come", "take"})
_OPENERS = frozenset({"that", "which", "who", "whom", "and", "but", "while", "whereas", "if", "whether", "because"})
_DASHES = frozenset({"-", "–", "—", "--"})
_LONGEST_DATELINE = 14
_FIRST_PERSON_WHY = "first person"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of saying. ``main`` is the verb that heads the content, ``cue`` is missing for a bare quotation."""

    speaker: Actor
    cue: Span | None
    cue_id: str | None
    act: Act | None
    content: Span
    sentence: Sentence
    cue_token: Token | None = None
    quoted: bool = False
    addressee: Actor | None = None
    channel: Span | None = None


@dataclass(frozen=True, slots=True)
class _Content:
    """A content's bounds, and whether it stands before its cue."""

    start: int
    end: int
    before: bool = False


class AttributionFinder:
    """Reads the attributions of a document's parsed sentences."""

    def __init__(self, codebook: Codebook) -> None:
        words = {key: frozenset(entry.words) for key, entry in codebook.speaker_words.items()}
        self._cues = Cues(codebook.cues, words["light_verbs"])
        self._person_nouns = words["persons"]
        self._body_nouns = words["bodies"]
        self._channels = frozenset(word for entry in codebook.channels.values() for word in entry.words)

    def find(self, document: Document) -> list[Attribution]:
        """All attributions, in the order of their sentences."""
        return _Reading(
            document, self._cues, Referents(document, self._person_nouns, self._body_nouns), self._channels
        ).run()


class _Reading:
    """The reading of one document: its quotations and the speakers heard so far."""

    def __init__(self, document: Document, cues: Cues, referents: Referents, channels: frozenset[str]) -> None:
        self._document = document
        self._cues = cues
        self._channels = channels
        self._quotations = Quotations(document)
        self._referents = referents
        self._found: list[Attribution] = []
        self._kept: set[tuple[int, int, str]] = set()

    def run(self) -> list[Attribution]:
        for sentence in self._document.sentences:
            if sentence.parsed:
                self._read_sentence(sentence)
        self._drop_credits()
        self._resume()
        self._add_uncued()
        self._settle_first_persons()
        return sorted(self._found, key=lambda item: item.cue.start if item.cue else item.content.start)

    # -- cues ----------------------------------------------------------------------------------------------------

    def _read_sentence(self, sentence: Sentence) -> None:
        colon = self._by_colon(sentence)
        if colon is not None:
            self._keep(*colon)
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
        inside = attribution.cue is not None and self._quotations.around(attribution.cue.start) is not None
        if not inside:
            self._referents.hear(speaker.span.start, speaker, attribution.speaker)

    def _read(self, found: Found, sentence: Sentence) -> tuple[Attribution, Speaker] | None:
        if found.phrase:
            return self._read_phrase(found, sentence)
        if not found.noun and not _is_real(found.token):
            return None
        speaker = self._speaker(found, sentence)
        if speaker is None or not self._may_speak(found, speaker):
            return None
        if _is_credit(found.token) and not self._referents.is_person(speaker.head, sentence):
            return None
        if not self._referents.may_act(speaker.head) and found.entry.content[:1] != ("clause",):
            return None
        if self._speaks_through_noun(found.token):
            return None
        content = self._content(found, speaker, sentence)
        if content is None:
            return None
        return self._attribution(found, speaker, content, sentence)

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
        return self._squeezed(found.token, sentence) or speaker_of(found.token, self._document)

    def _squeezed(self, cue: Token, sentence: Sentence) -> Speaker | None:
        """The words between a quotation and its cue, where nothing but a naming phrase stands there."""
        before = sentence.tokens[max(0, cue.i - 12) : cue.i]
        group = next((found for token in reversed(before) if (found := self._quotations.around(token.start))), None)
        if group is None or not group.free or _inside(group, cue.start):
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
        self, found: Found, speaker: Speaker, content: _Content, sentence: Sentence
    ) -> tuple[Attribution, Speaker] | None:
        start, _ = _sentence_edges(sentence)
        if sentence.start <= content.start < start:
            content = _Content(start, content.end, content.before)
        span = span_between(self._document, content.start, content.end)
        if span is None or span.text.lower() in EMPTY_OBJECTS:
            return None
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
            # Who says "I" in a quotation is settled once the quotation's own speaker is known.
            return Actor(span=speaker.span, name=speaker.span.text, why=_FIRST_PERSON_WHY) if around else None
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

    def _addressee(self, found: Found, content: _Content) -> Actor | None:
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

    # -- content -------------------------------------------------------------------------------------------------

    def _content(self, found: Found, speaker: Speaker, sentence: Sentence) -> _Content | None:
        start = _clause_start(found.token, speaker, sentence)
        frames = found.entry.content
        if "quote" in frames:
            quoted = self._quote_before(found.token, start, sentence) or self._quote_after(found, speaker, sentence)
            if quoted is not None:
                return quoted
        for frame in frames:
            tokens = complement(found, frame, self._cues, self._channels)
            if tokens:
                content = self._with_quote(*edges(tokens), found)
                return self._until_quote_end(content) if frame == "rest" else content
        if frames[:1] == ("clause",) and not found.noun:
            return (
                self._points_back(found.token, sentence)
                or self._clause_before(found, speaker, start, sentence)
                or self._all_before(found.token, start, sentence)
            )
        return None

    def _until_quote_end(self, content: _Content) -> _Content:
        """A name that is given in quotation marks ends what is said: '"candid", with aides present'."""
        group = self._quotations.after(content.start)
        if group is None or group.outer.end >= content.end or self._document.text[group.outer.end] != ",":
            return content
        return _Content(content.start, group.outer.end, content.before)

    def _points_back(self, cue: Token, sentence: Sentence) -> _Content | None:
        """ "The institute said this in a report", "this was reported by the agency": what was said stands before."""
        pointer = cue.child("dobj", "nsubjpass")
        if pointer is None or pointer.lower not in ("this", "so") or sentence.index == 0:
            return None
        before = self._document.sentences[sentence.index - 1]
        return _Content(before.start, before.end, before=True)

    def _with_quote(self, start: int, end: int, found: Found) -> _Content:
        """A content that ends inside a quotation runs to its end, unless the cue too stands in the quotation."""
        group = self._quotations.around(end - 1) or self._quotations.after(end)
        if group is not None and words_between(self._document.text, end, group.outer.start):
            group = None
        if group is not None and group.free and group.outer.start >= end:
            group = None
        if group is not None and not group.outer.start <= found.token.start < group.outer.end:
            end = max(end, group.content.end)
        return _Content(start, end)

    def _quote_before(self, cue: Token, start: int, sentence: Sentence) -> _Content | None:
        group = self._quotations.before(start)
        if group is None or group.outer.end <= sentence.start or _inside(group, cue.start):
            return None
        if not group.free:
            return None
        return self._carried_on(_Content(group.content.start, group.content.end, before=True), cue, sentence)

    def _carried_on(self, content: _Content, cue: Token, sentence: Sentence) -> _Content:
        """A quotation split around its cue: '"A," he said, "and B."'."""
        group = self._quotations.after(cue.end)
        if group is None or group.outer.start >= sentence.end:
            return content
        between = self._document.text[cue.end : group.outer.start]
        if between.rstrip()[-1:] in (",", ":") and len(between.split()) <= 12:
            return _Content(content.start, group.content.end, before=True)
        return content

    def _quote_after(self, found: Found, speaker: Speaker, sentence: Sentence) -> _Content | None:
        cue = found.token
        position = max(found.last.end, speaker.span.end if speaker.span.start > cue.start else 0)
        group = self._quotations.after(position)
        if group is None or group.outer.start >= sentence.end or self._quotations.around(cue.start) is group:
            return None
        between = self._document.text[position : group.outer.start]
        mark = between.rstrip()[-1:]
        if words_between(between, 0, len(between)):
            fits = mark == ":" or (group.free and mark == ",")
            return _Content(group.content.start, group.content.end) if fits and len(between.split()) <= 20 else None
        return _Content(group.content.start, group.content.end) if self._is_whole(group, sentence, mark) else None

    def _is_whole(self, group: Group, sentence: Sentence, mark: str) -> bool:
        """Whether the quotation right after the cue is all that is said, and not the first words of a clause."""
        if mark in (":", ",") or group.outer.end >= sentence.end:
            return True
        rest = self._document.text[group.outer.end : sentence.end]
        return rest.lstrip()[:1] in (",", ".", ";", "")

    def _clause_before(self, found: Found, speaker: Speaker, start: int, sentence: Sentence) -> _Content | None:
        cue = found.token
        cue_end = self._cue_clause_end(cue, speaker)
        if cue.dep == "advcl" and sentence.tokens[0].lower == "as" and sentence.tokens[0].is_under(cue):
            return (
                _Content(cue_end, sentence.end) if words_between(self._document.text, cue_end, sentence.end) else None
            )
        clause = self._host_clause(cue, sentence)
        if clause is None:
            return None
        return self._around(clause, start, cue_end)

    def _all_before(self, cue: Token, start: int, sentence: Sentence) -> _Content | None:
        """A sentence that ends with "residents said", where text without commas has misled the parser."""
        rest = [token for token in sentence.tokens[cue.i + 1 :] if token.dep not in ("punct", "npadvmod", "advmod")]
        first, _ = _sentence_edges(sentence)
        before = [token for token in sentence.tokens if first <= token.start < start]
        finite = any(token.tag in ("VBD", "VBZ", "VBP", "MD") for token in before)
        if not finite or len(before) <= 4 or rest or cue.dep == "relcl" or before[-1].pos in ("CCONJ", "SCONJ", "ADP"):
            return None
        return _Content(first, start, before=True)

    def _host_clause(self, cue: Token, sentence: Sentence) -> tuple[int, int] | None:
        """The clause that a trailing or parenthetical "he said" hangs on."""
        left = next((child for child in cue.lefts if child.dep in ("ccomp", "parataxis", "advcl", "dep")), None)
        if cue.dep in ("parataxis", "ccomp", "advcl", "dep") and cue.head is not cue:
            if cue.dep == "ccomp" and cue.i > cue.head.i and left is None:
                return None
            if cue.dep == "advcl" and not any(child.lower in ("as", "which") for child in cue.lefts):
                return edges(left.subtree()) if left is not None else None
            if left is None:
                return _clause_edges(cue.head)
        if left is not None:
            return _sentence_edges(sentence) if cue.dep == "ROOT" else edges(left.subtree())
        return None

    def _cue_clause_end(self, cue: Token, speaker: Speaker) -> int:
        tokens = [
            cue,
            *(
                t
                for child in cue.rights
                if child.dep in ("prep", "dobj", "dative", "npadvmod", "advmod", "advcl", "nsubj")
                for t in child.subtree()
            ),
        ]
        return max(speaker.span.end, edges(tokens)[1])

    def _around(self, clause: tuple[int, int], start: int, end: int) -> _Content | None:
        """The host clause without the cue's own words at its edges; a cue in its middle stays."""
        text = self._document.text
        first, last = clause
        before = words_between(text, first, start)
        after = words_between(text, end, last)
        if before and not after:
            return _Content(first, start, before=True)
        if before:
            return _Content(first, last, before=True)
        return _Content(end, last) if after else None

    # -- phrases, colons, quotations without a cue -----------------------------------------------------------------

    def _read_phrase(self, found: Found, sentence: Sentence) -> tuple[Attribution, Speaker] | None:
        """ "According to X": the content is the clause that the phrase hangs on."""
        head = found.last.child("pobj")
        speaker = naming(head, self._document) if head is not None else None
        if head is None or speaker is None:
            return None
        end = max(head.subtree()[-1].end, speaker.span.end)
        content = self._beside_phrase(found, end, sentence)
        if content is None:
            return None
        group = self._quotations.before(found.token.start)
        if content.before and group is not None and group.free and content.end <= found.token.start:
            content = _Content(group.content.start, group.content.end, before=True)
        if self._quotations.around(content.end - 1) is not None:
            content = self._with_quote(content.start, content.end, found)
        return self._attribution(found, speaker, content, sentence)

    def _beside_phrase(self, found: Found, end: int, sentence: Sentence) -> _Content | None:
        """At either edge of its sentence the phrase covers the sentence; elsewhere the clause that it hangs on."""
        start = found.token.start
        text = self._document.text
        first, last = _sentence_edges(sentence)
        host = next((token for token in found.token.ancestors() if token.pos in ("VERB", "AUX")), None)
        leading = all(token.pos in ("ADV", "PUNCT", "CCONJ") for token in sentence.tokens[: found.token.i])
        if leading:
            return _Content(end, last) if words_between(text, end, last) else None
        if not words_between(text, end, last) and not _is_told_clause(host, self._cues):
            return _Content(first, start, before=True)
        clause = _clause_edges(host) if host is not None else (first, last)
        if host is not None and _opens_late(host, found.token):
            return _Content(end, clause[1])
        after = next((token for token in sentence.tokens if token.start >= end and token.dep != "punct"), None)
        if after is not None and after.tag == "VBG":
            return _Content(clause[0], start, before=True)
        return self._around(clause, start, end)

    def _by_colon(self, sentence: Sentence) -> tuple[Attribution, Speaker] | None:
        """A headline or caption "Ministry: twelve drones shot down", a turn "Smith: 'No.'"."""
        colon = next((token for token in sentence.tokens[:10] if token.text == ":"), None)
        if colon is None or colon.i == 0:
            return None
        before = sentence.tokens[: colon.i]
        if any(token.pos in ("VERB", "AUX", "PUNCT") for token in before) or before[-1].pos not in ("PROPN", "NOUN"):
            return None
        head = before[-1]
        group = self._quotations.after(colon.end)
        follows = group is not None and not words_between(self._document.text, colon.end, group.outer.start)
        named = before[-1].pos == "PROPN" or head.lemma in (
            "ministry",
            "media",
            "official",
            "army",
            "police",
            "report",
            "governor",
        )
        if not named or not (sentence.headline or follows):
            return None
        end = group.content.end if follows and group is not None else sentence.end
        content = span_between(self._document, colon.end, end)
        if content is None:
            return None
        speaker = Speaker(head, self._document.span_of(before))
        actor = Actor(span=speaker.span, name=speaker.span.text)
        cue = self._document.span_of([colon])
        return Attribution(actor, cue, "colon", None, content, sentence), speaker

    def _drop_credits(self) -> None:
        """ "The bridge was hit, the mayor said, Agency reports": the last credit is the wire's own, no statement."""
        self._found = [
            item
            for item in self._found
            if not any(
                other is not item
                and other.sentence is item.sentence
                and item.cue is not None
                and other.cue is not None
                and other.content.start == item.content.start
                and other.content.end <= other.cue.start < item.content.end <= item.cue.start
                for other in self._found
            )
        ]

    def _resume(self) -> None:
        """A quotation that goes on after its cue's sentence, in the same paragraph, belongs to that cue."""
        for group in self._quotations.groups:
            if not group.free or self._is_told(group):
                continue
            sentence = self._document.sentence_at(group.outer.start)
            before = self._before(group, sentence)
            if before is not None:
                longer = span_between(self._document, before.content.start, group.content.end)
                self._found[self._found.index(before)] = replace(before, content=longer or before.content)

    def _before(self, group: Group, sentence: Sentence) -> Attribution | None:
        """The attribution that stands directly before a free quotation, in its paragraph."""
        candidates = [
            item
            for item in self._found
            if (
                item.sentence.paragraph == sentence.paragraph
                and item.content.start < group.outer.start
                and item.sentence.index in (sentence.index, sentence.index - 1)
            )
            or (
                item.content.end <= group.outer.start
                and not words_between(self._document.text, item.content.end, group.outer.start)
                and item.sentence.paragraph == sentence.paragraph
            )
        ]
        outermost = [item for item in candidates if not any(_is_inside(item, other) for other in candidates)]
        return outermost[-1] if outermost else None

    def _add_uncued(self) -> None:
        """A free quotation with no cue near it is the running speaker's."""
        for group in self._quotations.groups:
            if not group.free or self._is_told(group) or len(group.content.text.split()) < 4:
                continue
            sentence = self._document.sentence_at(group.outer.start)
            if words_between(self._document.text, group.outer.end, self._document.sentence_at(group.outer.end - 1).end):
                continue
            speaker = self._running(group.outer.start, sentence)
            content = span_between(self._document, group.content.start, group.content.end)
            if speaker is not None and content is not None:
                self._found.append(Attribution(speaker, None, None, None, content, sentence))

    def _running(self, position: int, sentence: Sentence) -> Actor | None:
        """Who spoke last before a bare quotation, in the paragraphs just above."""
        for item in sorted(self._found, key=lambda item: item.content.end, reverse=True):
            near = item.content.end <= position and sentence.paragraph - item.sentence.paragraph <= 2
            if near and not any(_is_inside(item, other) for other in self._found):
                return replace(item.speaker, why="the running speaker of an unattributed quotation")
        return None

    def _is_told(self, group: Group) -> bool:
        """Whether somebody outside the quotation is said to say it, or a part of it."""
        return any(
            item.content.start < group.content.end
            and group.content.start < item.content.end
            and not (item.cue is not None and _inside(group, item.cue.start))
            for item in self._found
        )

    def _settle_first_persons(self) -> None:
        """Who says "I" or "we" within a quotation is the quotation's own speaker."""
        settled = []
        for item in self._found:
            if item.speaker.why != _FIRST_PERSON_WHY:
                settled.append(item)
                continue
            around = [
                other for other in self._found if _is_inside(item, other) and other.speaker.why != _FIRST_PERSON_WHY
            ]
            if around:
                nearest = min(around, key=lambda other: len(other.content.text))
                actor = replace(nearest.speaker, why=f"{item.speaker.name!r} in a quotation is its speaker")
                settled.append(replace(item, speaker=actor))
        self._found = settled


def _inside(group: Group, position: int) -> bool:
    return group.outer.start <= position < group.outer.end


def _is_inside(item: Attribution, other: Attribution) -> bool:
    """Whether one attribution is told within another's content."""
    at = item.cue.start if item.cue is not None else item.content.start
    return (
        other is not item
        and other.content.start <= at < other.content.end
        and len(other.content.text) > len(item.content.text)
    )


def _is_real(cue: Token) -> bool:
    """Whether something is said at all: not "did not say", "refused to say", "may say", "to say the least"."""
    if any(child.dep == "neg" for child in cue.children) or cue.dep == "amod":
        return False
    auxiliaries = {child.lower for child in cue.children if child.dep == "aux"}
    if auxiliaries & _UNREAL:
        return False
    if "to" in auxiliaries:
        head = cue.head
        return cue.dep in ("xcomp", "advcl", "conj") and head.lemma in _LEADING_INFINITIVES and _is_real(head)
    return not (cue.tag == "VB" and not auxiliaries and cue.dep == "ROOT")


def _is_credit(cue: Token) -> bool:
    """Whether the cue stands in "as the agency reports": the wire's credit, unless it credits a person."""
    return cue.lemma == "report" and any(child.lower == "as" for child in cue.lefts)


def _clause_start(cue: Token, speaker: Speaker, sentence: Sentence) -> int:
    """Where the cue's own clause begins: the subject, the auxiliaries, or "as"."""
    own = [cue.start]
    if speaker.head.head is cue or speaker.head.is_under(cue):
        own.append(speaker.span.start)
    if speaker.span.end <= cue.start and not any(
        token.dep == "punct" for token in sentence.tokens_in(speaker.span.end, cue.start)
    ):
        gap = [
            token
            for token in sentence.tokens_in(speaker.span.end, cue.start)
            if token.dep not in ("aux", "advmod", "neg")
        ]
        own.extend([] if gap else [speaker.span.start])
    if cue.dep == "pcomp" and cue.head.head.pos == "VERB" and speaker.head.is_under(cue.head.head):
        own.append(
            min(
                token.start
                for token in (cue.head.head, *cue.head.head.lefts)
                if token.i > _last_break(cue.head.head, sentence)
            )
        )
    for child in cue.lefts:
        if (
            child.dep in ("aux", "auxpass", "advmod", "mark", "nsubj", "nsubjpass", "prep", "npadvmod", "cc")
            and child.head is cue
        ):
            tokens = child.subtree()
            if tokens[-1].i < cue.i and tokens[0].i > _last_break(cue, sentence):
                own.append(tokens[0].start)
    return min(own)


def _last_break(cue: Token, sentence: Sentence) -> int:
    """The last comma, quotation mark or dash before the cue's subject: nothing of the cue's clause lies before it."""
    subject = cue.child("nsubj", "nsubjpass")
    at = subject.subtree()[0].i if subject is not None and subject.i < cue.i else cue.i
    for token in reversed(sentence.tokens[:at]):
        if token.text in {",", '"', "”", "“", "—", "–", "-", ":", "''", "’"}:
            return token.i
    return -1


def _clause_edges(head: Token) -> tuple[int, int]:
    """A clause without the conjunction or relative pronoun that opens it."""
    tokens = head.subtree()
    while tokens and (tokens[0].lower in _OPENERS or tokens[0].dep == "punct") and len(tokens) > 1:
        tokens = tokens[1:]
    return edges(tokens)


def _sentence_edges(sentence: Sentence) -> tuple[int, int]:
    """The sentence without a dateline ("KYIV, 3 May (Agency) - ...")."""
    for token in sentence.tokens[1:_LONGEST_DATELINE]:
        if token.text in _DASHES:
            before = sentence.tokens[: token.i]
            if (before[0].text.isupper() and len(before[0].text) > 2) or any(word.text == "(" for word in before):
                return token.end, sentence.end
            break
    return sentence.start, sentence.end


def _is_told_clause(host: Token | None, cues: Cues) -> bool:
    """Whether the clause is itself what somebody is said to say."""
    return host is not None and any(
        verb.dep == "ccomp" and verb.i > verb.head.i and cues.is_saying(verb.head) for verb in (host, *host.ancestors())
    )


def _opens_late(host: Token | None, phrase: Token) -> bool:
    """Whether only an opener such as "that" or "which" stands before "according to" in its clause."""
    if host is None:
        return False
    before = [token for token in host.subtree() if token.i < phrase.i and token.dep != "punct"]
    return all(token.lower in _OPENERS for token in before)
