"""Who says what: the one mechanism behind statements and claimants.

A cue of the codebook, its speaker (the subject, wherever the sentence keeps it) and its content (a clause, a
quotation, an object, what stands before "he said") make an attribution. Free quotations without a cue follow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from grotius.codebook import Codebook
from grotius.codebook.shapes.cue import Frame
from grotius.extract.cues import Cues, Found
from grotius.extract.phrases import edges, noun_phrase, span_between, words_between
from grotius.extract.quotations import Group, Quotations
from grotius.extract.speakers import FIRST_PERSON, RELATIVES, Referents, Speaker, naming, speaker_of
from grotius.language import Document, Sentence, Token
from grotius.model import Act, Actor, Span

_PREPOSITIONS: frozenset[Frame] = frozenset(
    {"for", "of", "on", "to", "about", "against", "as", "into", "over", "from", "with", "at"}
)
_UNREAL = frozenset({"may", "might", "could", "would", "can", "should", "must"})
_LEADING_INFINITIVES = frozenset({"go", "continue", "begin", "proceed", "start", "use", "hasten", "come", "take"})
_EMPTY_OBJECTS = frozenset({"it", "so", "nothing", "anything", "something", "that", "this", "what", "which", "them"})
_OPENERS = frozenset({"that", "which", "who", "whom", "and", "but", "while", "whereas", "if", "whether", "because"})
_FURTHER = ("prep", "xcomp", "ccomp", "oprd", "advcl", "attr", "acomp", "dobj", "dative")


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
        self._cues = Cues(codebook.cues)
        self._person_nouns = frozenset(codebook.speaker_words["persons"].words)
        self._channels = frozenset(word for entry in codebook.channels.values() for word in entry.words)

    def find(self, document: Document) -> list[Attribution]:
        """All attributions, in the order of their sentences."""
        return _Reading(document, self._cues, self._person_nouns, self._channels).run()


class _Reading:
    """The reading of one document: its quotations and the speakers heard so far."""

    def __init__(
        self, document: Document, cues: Cues, person_nouns: frozenset[str], channels: frozenset[str]
    ) -> None:
        self._document = document
        self._cues = cues
        self._channels = channels
        self._quotations = Quotations(document)
        self._referents = Referents(document, person_nouns)
        self._found: list[Attribution] = []

    def run(self) -> list[Attribution]:
        for sentence in self._document.sentences:
            if sentence.parsed:
                self._read_sentence(sentence)
        self._resume()
        self._add_uncued()
        return sorted(self._found, key=lambda item: (item.cue.start if item.cue else item.content.start))

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
        if any(_is_same(attribution, other) for other in self._found):
            return
        self._found.append(attribution)
        self._referents.hear(speaker.span.start, speaker, attribution.speaker)

    def _read(self, found: Found, sentence: Sentence) -> tuple[Attribution, Speaker] | None:
        if found.phrase:
            return self._read_phrase(found, sentence)
        if not found.noun and not _is_real(found.token):
            return None
        speaker = self._owner(found.token) if found.noun else speaker_of(found.token, self._document)
        if speaker is None or not _may_speak(found, speaker):
            return None
        content = self._content(found, speaker, sentence)
        if content is None:
            return None
        return self._attribution(found, speaker, content, sentence)

    def _attribution(
        self, found: Found, speaker: Speaker, content: _Content, sentence: Sentence
    ) -> tuple[Attribution, Speaker] | None:
        span = span_between(self._document, content.start, content.end)
        if span is None:
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
            channel=self._channel(found.token),
        )
        return attribution, speaker

    def _actor(self, speaker: Speaker, sentence: Sentence, cue: Token) -> Actor | None:
        pronoun = speaker.pronoun
        if pronoun is None:
            return Actor(span=speaker.span, name=speaker.span.text)
        if pronoun in FIRST_PERSON:
            around = self._quotations.around(cue.start)
            # Who says "I" in a quotation is settled once the quotation's own speaker is known.
            return Actor(span=speaker.span, name=speaker.span.text, why="first person") if around else None
        known = self._referents.stands_for(speaker.head, sentence)
        if known is None:
            return Actor(span=speaker.span, name=speaker.span.text, why="nobody named that the pronoun could stand for")
        return replace(known, span=speaker.span, why=f"{speaker.span.text!r} stands for the nearest fitting name")

    def _cue_span(self, found: Found) -> Span:
        if found.noun:
            return self._document.span_of([found.token])
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
            to = next((child for child in found.token.rights if child.dep in ("prep", "dative") and child.lower == "to"), None)
            head = to.child("pobj") if to is not None else None
        if head is None or content.start <= head.start < content.end:
            return None
        named = naming(head, self._document)
        return Actor(span=named.span, name=named.span.text) if named is not None else None

    def _channel(self, cue: Token) -> Span | None:
        for child in cue.children:
            noun = child.child("pobj") if child.dep == "prep" else child if child.dep == "dobj" else None
            if noun is not None and noun.lemma in self._channels:
                return self._document.span_of(noun_phrase(noun))
        return None

    def _owner(self, noun: Token) -> Speaker | None:
        """Whose accusation it is: "Moscow's accusations", "warnings from the ministry", "a statement by Lavrov"."""
        owner = noun.child("poss")
        if owner is None:
            owner = next(
                (child.child("pobj") for child in noun.rights if child.dep in ("prep", "agent") and child.lower in ("by", "from")),
                None,
            )
        return naming(owner, self._document) if owner is not None else None

    # -- content -------------------------------------------------------------------------------------------------

    def _content(self, found: Found, speaker: Speaker, sentence: Sentence) -> _Content | None:
        start = _clause_start(found.token, speaker, sentence)
        frames = found.entry.content
        if "quote" in frames:
            quoted = self._quote_before(found.token, start, sentence) or self._quote_after(found, speaker, sentence)
            if quoted is not None:
                return quoted
        for frame in frames:
            tokens = _complement(found, frame)
            if tokens:
                return self._with_quote(*edges(tokens), found)
        if "clause" in frames and not found.noun:
            return self._clause_before(found, speaker, start, sentence)
        return None

    def _with_quote(self, start: int, end: int, found: Found) -> _Content:
        """A content that ends inside a quotation runs to the quotation's end, if it did not begin in it with the cue."""
        group = self._quotations.around(end - 1)
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
        clause = self._host_clause(cue, sentence)
        if clause is None:
            return None
        cue_end = self._cue_clause_end(cue, speaker)
        return self._around(clause, start, cue_end)

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
        tokens = [cue, *(t for child in cue.rights if child.dep in ("prep", "dobj", "dative", "npadvmod", "advmod", "advcl", "nsubj") for t in child.subtree())]
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
        """"According to X": the content is the clause that the phrase hangs on."""
        head = found.last.child("pobj")
        speaker = naming(head, self._document) if head is not None else None
        if head is None or speaker is None:
            return None
        host = next((token for token in found.token.ancestors() if token.pos in ("VERB", "AUX")), None)
        clause = _clause_edges(host) if host is not None else _sentence_edges(sentence)
        end = max(head.subtree()[-1].end, speaker.span.end)
        content = self._around(clause, found.token.start, end)
        if content is None:
            return None
        if content.before and content.end > end and _opens_late(host, found.token):
            content = _Content(end, content.end)
        group = self._quotations.before(found.token.start)
        if content.before and group is not None and group.free and content.end <= found.token.start:
            content = _Content(group.content.start, group.content.end, before=True)
        if self._quotations.around(content.end - 1) is not None:
            content = self._with_quote(content.start, content.end, found)
        return self._attribution(found, speaker, content, sentence)

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
        named = before[-1].pos == "PROPN" or head.lemma in ("ministry", "media", "official", "army", "police", "report", "governor")
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

    def _resume(self) -> None:
        """A quotation that goes on after its cue's sentence, in the same paragraph, belongs to that cue."""
        for group in self._quotations.groups:
            if not group.free or self._is_told(group):
                continue
            sentence = self._document.sentence_at(group.outer.start)
            before = self._before(group, sentence)
            if before is not None:
                longer = self._document.span(before.content.start, group.content.end)
                self._found[self._found.index(before)] = replace(before, content=longer)

    def _before(self, group: Group, sentence: Sentence) -> Attribution | None:
        """The attribution that stands directly before a free quotation, in its paragraph."""
        candidates = [
            item
            for item in self._found
            if item.sentence.paragraph == sentence.paragraph
            and item.content.start < group.outer.start
            and item.sentence.index in (sentence.index, sentence.index - 1)
            or item.content.end <= group.outer.start
            and not words_between(self._document.text, item.content.end, group.outer.start)
            and item.sentence.paragraph == sentence.paragraph
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
            if item.content.end <= position and sentence.paragraph - item.sentence.paragraph <= 2:
                if not any(_is_inside(item, other) for other in self._found):
                    return replace(item.speaker, span=None, why="the running speaker of an unattributed quotation")
        return None

    def _is_told(self, group: Group) -> bool:
        return any(item.content.start < group.content.end and group.content.start < item.content.end for item in self._found if not (group.outer.start <= item.sentence.start + 10**9 and item.cue and _inside(group, item.cue.start)))


def _inside(group: Group, position: int) -> bool:
    return group.outer.start <= position < group.outer.end


def _is_inside(item: Attribution, other: Attribution) -> bool:
    """Whether one attribution is told within another's content."""
    at = item.cue.start if item.cue is not None else item.content.start
    return other is not item and other.content.start <= at < other.content.end and len(other.content.text) > len(item.content.text)


def _is_same(a: Attribution, b: Attribution) -> bool:
    return a.content == b.content and a.speaker.name == b.speaker.name


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


def _may_speak(found: Found, speaker: Speaker) -> bool:
    if found.entry.speakers and speaker.head.lemma not in found.entry.speakers:
        return False
    return not (speaker.head.lower in RELATIVES)


def _clause_start(cue: Token, speaker: Speaker, sentence: Sentence) -> int:
    """Where the cue's own clause begins: the subject, the auxiliaries, or "as"."""
    own = [cue.start]
    if speaker.head.head is cue or speaker.head.is_under(cue):
        own.append(speaker.span.start)
    for child in cue.lefts:
        if child.dep in ("aux", "auxpass", "advmod", "mark", "nsubj", "nsubjpass", "prep", "npadvmod", "cc") and child.head is cue:
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
    return sentence.start, sentence.end


def _opens_late(host: Token | None, phrase: Token) -> bool:
    """Whether only an opener such as "that" or "which" stands before "according to" in its clause."""
    if host is None:
        return False
    before = [token for token in host.subtree() if token.i < phrase.i and token.dep != "punct"]
    return all(token.lower in _OPENERS for token in before)


def _complement(found: Found, frame: Frame) -> list[Token]:
    """The tokens of the content, if the cue has a complement of this kind to its right."""
    cue = found.token
    rights = [child for child in cue.rights if child.i > found.token.i]
    if frame == "clause":
        tokens = next((child.subtree() for child in rights if _is_clause(child)), [])
    elif frame == "object":
        tokens = next((child.subtree() for child in rights if child.dep == "dobj" and child.lower not in _EMPTY_OBJECTS), [])
    elif frame == "gerund":
        tokens = next((child.subtree() for child in rights if child.dep in ("xcomp", "pcomp", "ccomp") and child.tag == "VBG"), [])
    elif frame == "infinitive":
        tokens = next((child.subtree() for child in rights if _is_infinitive(child)), [])
    elif frame == "rest":
        tokens = _rest(rights)
    elif frame in _PREPOSITIONS:
        tokens = _after_preposition(found, rights, frame)
    else:
        tokens = []
    return _trimmed(tokens, cue)


def _is_clause(child: Token) -> bool:
    if child.dep not in ("ccomp", "acl"):
        return False
    if child.dep == "acl":
        return child.child("mark") is not None and child.tag not in ("VBG", "VBN")
    return child.tag != "VBG" and not _is_infinitive(child)


def _is_infinitive(child: Token) -> bool:
    return child.dep in ("xcomp", "ccomp", "advcl", "acl", "relcl") and any(
        below.lower == "to" and below.dep == "aux" for below in child.children
    )


def _rest(rights: list[Token]) -> list[Token]:
    """An object with what is said of it: "the rebels of breaking it", "him to go", "the talks useful"."""
    whole = next((child for child in rights if child.dep in ("ccomp", "xcomp") and child.child("nsubj") is not None), None)
    if whole is not None and (_is_infinitive(whole) or whole.pos not in ("VERB", "AUX")):
        return whole.subtree()
    at = next((index for index, child in enumerate(rights) if child.dep in ("dobj", "dative", "pobj")), None)
    if at is None:
        return []
    rest = [child for child in rights[at + 1 :] if child.dep in _FURTHER and _continues(child)]
    if not rest:
        return []
    if rights[at].lower in _EMPTY_OBJECTS or rights[at].pos == "PRON":
        return [token for child in rest for token in child.subtree()]
    return [*rights[at].subtree(), *(token for child in rest for token in child.subtree())]


def _continues(child: Token) -> bool:
    if child.dep == "prep":
        return child.lower in ("of", "for", "as", "on", "with")
    return child.dep != "advcl" or _is_infinitive(child)


def _after_preposition(found: Found, rights: list[Token], word: str) -> list[Token]:
    for child in rights:
        if child.dep in ("prep", "dative", "prt") and child.lower == word:
            inner = [token for token in child.subtree() if token is not child]
            to = next((other for other in rights if other.i > child.i and _is_infinitive(other)), None)
            return [*inner, *(to.subtree() if to is not None else [])]
        mark = child.child("mark")
        if mark is not None and mark.lower == word and _is_infinitive(child):
            return [token for token in child.subtree() if token is not mark]
    return []


def _trimmed(tokens: list[Token], cue: Token) -> list[Token]:
    """Without the complementiser, and cut where a second participle of saying goes on ("..., adding that")."""
    tokens = sorted(tokens, key=lambda token: token.i)
    tokens = [token for token in tokens if token.i > cue.i]
    while tokens and (tokens[0].dep == "punct" or (tokens[0].lower in ("that", "if", "whether", "as") and tokens[0].dep in ("mark", "prep"))):
        tokens = tokens[1:]
    for index, token in enumerate(tokens):
        if index and token.tag == "VBG" and token.dep == "advcl" and token.lemma in _CONTINUING:
            tokens = tokens[:index]
            break
    return tokens


_CONTINUING = frozenset({"add", "note", "stress", "point", "emphasise", "emphasize", "say", "state", "warn", "claim", "explain", "insist", "argue", "call", "urge", "accuse", "cite", "promise", "describe", "underline", "reiterate"})
