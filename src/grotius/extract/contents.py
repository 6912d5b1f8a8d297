"""Where the content of a cue stands: to its right, before it, in the quotation beside it."""

from __future__ import annotations

from dataclasses import dataclass

from grotius.extract.complements import complement
from grotius.extract.cues import Cues, Found
from grotius.extract.phrases import edges, subject_of, words_between
from grotius.extract.quotations import Group, Quotations
from grotius.extract.speakers import Speaker
from grotius.language import Document, Sentence, Token

_OPENERS = frozenset({"that", "which", "who", "whom", "and", "but", "while", "whereas", "if", "whether", "because"})
_RELATIVES = frozenset({"that", "which", "who"})
_FARTHEST_STAMP = 30
_QUOTE_MARKS = frozenset({'"', "“", "”", "''", "``"})
_LISTED = ("clause", "infinitive", "on", "for")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_WEEKDAYS = frozenset("mon tue wed thu fri sat sun".split())


@dataclass(frozen=True, slots=True)
class Content:
    """A content's bounds, and whether it stands before its cue."""

    start: int
    end: int
    before: bool = False


class Contents:
    """Answers for the cues of one document what is said with them."""

    def __init__(self, document: Document, cues: Cues, quotations: Quotations, channels: frozenset[str]) -> None:
        self._document = document
        self._cues = cues
        self._quotations = quotations
        self._channels = channels

    def of(self, found: Found, speaker: Speaker, sentence: Sentence) -> Content | None:
        start = clause_start(found.token, speaker, sentence)
        frames = found.entry.content
        if "quote" in frames:
            quoted = self._quote_before(found.token, start, sentence) or self._quote_after(found, speaker, sentence)
            if quoted is not None:
                return quoted
        for frame in frames:
            tokens = complement(found, frame, self._cues, self._channels)
            if tokens:
                tokens = _mended(tokens, found.token, sentence) if frame == "clause" else tokens
                content = self.with_quote(*edges(tokens), found)
                if frame == "rest":
                    return self._named_in_quotes(content, found) or self._until_quote_end(content)
                return self._through_list(content, sentence) if frame in _LISTED else content
        if "object" in frames and (passive := self._passive(found)) is not None:
            return passive
        if frames[:1] == ("clause",) and not found.noun:
            return (
                self._points_back(found.token, sentence)
                or self._clause_before(found, speaker, start, sentence)
                or self._all_before(found.token, speaker, start, sentence)
            )
        return None

    def _named_in_quotes(self, content: Content, found: Found) -> Content | None:
        """ "Described the talks as "useful and frank"": the words in quotation marks are what is said of the talks."""
        if not found.id.startswith("describe"):
            return None
        first = self._quotations.after(content.start)
        last = self._quotations.around(content.end - 1) or self._quotations.before(content.end)
        if first is None or last is None or first.outer.start >= content.end or last.outer.start < first.outer.start:
            return None
        text = self._document.text
        if first is not last and text[first.outer.end : last.outer.start].strip(" ,") not in ("and", "or", "and even"):
            return None
        between = [token for token in found.token.rights if token.end <= first.outer.start]
        return Content(first.content.start, last.content.end) if between or first is not last else None

    def _through_list(self, content: Content, sentence: Sentence) -> Content:
        """A list that goes on after a semicolon belongs to what was demanded or said before it."""
        text = self._document.text
        if text[content.end : content.end + 1] != ";":
            return content
        rest = sentence.tokens_in(content.end, sentence.end)
        said = next((token for token in rest if self._cues.is_saying(token)), None)
        if said is None:
            return Content(content.start, sentence.end, content.before)
        return content

    def _passive(self, found: Found) -> Content | None:
        """ "The death was confirmed by the mayor": what is confirmed is the subject."""
        cue = found.token
        subject = cue.child("nsubjpass")
        if subject is None or cue.child("agent") is None or subject.pos == "PRON" or found.noun:
            return None
        return Content(*edges(subject.subtree()), before=True)

    def _until_quote_end(self, content: Content) -> Content:
        """A name that is given in quotation marks ends what is said: '"candid", with aides present'."""
        group = self._quotations.after(content.start)
        if group is None or group.outer.end >= content.end or self._document.text[group.outer.end] != ",":
            return content
        return Content(content.start, group.outer.end, content.before)

    def _points_back(self, cue: Token, sentence: Sentence) -> Content | None:
        """ "The institute said this in a report", "this was reported by the agency": what was said stands before."""
        pointer = cue.child("dobj", "nsubjpass")
        if pointer is None or pointer.lower not in ("this", "so") or sentence.index == 0:
            return None
        before = self._document.sentences[sentence.index - 1]
        return Content(before.start, before.end, before=True)

    def with_quote(self, start: int, end: int, found: Found) -> Content:
        """A content that ends inside a quotation runs to its end, unless the cue too stands in the quotation."""
        group = self._quotations.around(end - 1) or self._quotations.after(end)
        if group is not None and words_between(self._document.text, end, group.outer.start):
            group = None
        if group is not None and group.free and group.outer.start >= end:
            group = None
        if group is not None and not group.outer.start <= found.token.start < group.outer.end:
            end = max(end, group.content.end)
        return Content(start, end)

    def _quote_before(self, cue: Token, start: int, sentence: Sentence) -> Content | None:
        group = self._quotations.before(start)
        if group is None or group.outer.end <= sentence.start or group.holds(cue.start):
            return None
        if not group.free:
            return None
        return self._carried_on(Content(group.content.start, group.content.end, before=True), cue, sentence)

    def _carried_on(self, content: Content, cue: Token, sentence: Sentence) -> Content:
        """A quotation split around its cue: '"A," he said, "and B."'."""
        group = self._quotations.after(cue.end)
        if group is None or group.outer.start >= sentence.end:
            return content
        between = self._document.text[cue.end : group.outer.start]
        if between.rstrip()[-1:] in (",", ":") and len(between.split()) <= 12:
            return Content(content.start, group.content.end, before=True)
        return content

    def _quote_after(self, found: Found, speaker: Speaker, sentence: Sentence) -> Content | None:
        cue = found.token
        position = max(found.last.end, speaker.span.end if speaker.span.start > cue.start else 0)
        group = self._quotations.after(position)
        if group is None or group.outer.start >= sentence.end or self._quotations.around(cue.start) is group:
            return None
        between = self._document.text[position : group.outer.start]
        if any(self._cues.is_saying(token) for token in sentence.tokens_in(position, group.outer.start)):
            return None  # the nearer verb has the quotation
        mark = between.rstrip()[-1:]
        if words_between(between, 0, len(between)):
            fits = mark == ":" or (group.free and mark == ",")
            return Content(group.content.start, group.content.end) if fits and len(between.split()) <= 20 else None
        return Content(group.content.start, group.content.end) if self._is_whole(group, sentence, mark) else None

    def _is_whole(self, group: Group, sentence: Sentence, mark: str) -> bool:
        """Whether the quotation right after the cue is all that is said, and not the first words of a clause."""
        if mark in (":", ",") or group.outer.end >= sentence.end:
            return True
        rest = self._document.text[group.outer.end : sentence.end]
        return rest.lstrip()[:1] in (",", ".", ";", "")

    def _clause_before(self, found: Found, speaker: Speaker, start: int, sentence: Sentence) -> Content | None:
        cue = found.token
        cue_end = self._cue_clause_end(cue, speaker)
        if cue.dep == "advcl" and sentence.tokens[0].lower == "as" and sentence.tokens[0].is_under(cue):
            comma = next((token for token in sentence.tokens[cue.i :] if token.text == ","), None)
            cue_end = comma.end if comma is not None else cue_end
            return Content(cue_end, sentence.end) if words_between(self._document.text, cue_end, sentence.end) else None
        clause = self._host_clause(cue, sentence)
        if clause is None:
            return None
        if _stands_in_relative(start, sentence):
            return Content(cue_end, clause[1]) if words_between(self._document.text, cue_end, clause[1]) else None
        said = max(found.last.end, speaker.span.end)
        return self._through_colon(around(self._document.text, clause, start, cue_end), said, sentence)

    def _through_colon(self, content: Content | None, said: int, sentence: Sentence) -> Content | None:
        """ "Nine were hurt, the mayor said: four in the port and five in the market"."""
        if content is None or self._document.text[said : said + 1] != ":":
            return content
        if any(self._cues.is_saying(token) for token in sentence.tokens_in(said, sentence.end)):
            return content
        return Content(content.start, sentence.end, content.before)

    def _all_before(self, cue: Token, speaker: Speaker, start: int, sentence: Sentence) -> Content | None:
        """A sentence that ends with "residents said" or "said residents", where the parser has lost its main verb."""
        behind = [
            token
            for token in sentence.tokens[cue.i + 1 :]
            if token.start >= speaker.span.end or token.end <= speaker.span.start
        ]
        rest = [token for token in behind if token.dep not in ("punct", "npadvmod", "advmod")]
        first, _ = sentence_edges(sentence)
        before = [token for token in sentence.tokens if first <= token.start < start]
        finite = any(token.tag in ("VBD", "VBZ", "VBP", "MD") for token in before)
        if not finite or len(before) <= 4 or rest or cue.dep == "relcl" or before[-1].pos in ("CCONJ", "SCONJ", "ADP"):
            return None
        return Content(first, start, before=True)

    def _host_clause(self, cue: Token, sentence: Sentence) -> tuple[int, int] | None:
        """The clause that a trailing or parenthetical "he said" hangs on."""
        left = next((child for child in cue.lefts if child.dep in ("ccomp", "parataxis", "advcl", "dep")), None)
        if cue.dep in ("parataxis", "ccomp", "advcl", "dep") and cue.head is not cue:
            if cue.dep == "ccomp" and cue.i > cue.head.i and left is None:
                return None
            if cue.dep == "advcl" and not any(child.lower in ("as", "which") for child in cue.lefts):
                return edges(left.subtree()) if left is not None else None
            if left is None:
                return clause_edges(cue.head)
        if left is not None:
            return sentence_edges(sentence) if cue.dep == "ROOT" else edges(left.subtree())
        return None

    def _cue_clause_end(self, cue: Token, speaker: Speaker) -> int:
        tokens = [
            cue,
            *(
                t
                for child in cue.rights
                if child.dep in ("prep", "prt", "dobj", "dative", "npadvmod", "advmod", "advcl", "nsubj")
                for t in child.subtree()
            ),
        ]
        return max(speaker.span.end, edges(tokens)[1])


def _stands_in_relative(start: int, sentence: Sentence) -> bool:
    """ "A raid that, the minister said, was a crime": he says what it was, not that it was."""
    before = [token for token in sentence.tokens if token.end <= start][-2:]
    return len(before) > 1 and before[0].lower in _RELATIVES and before[1].text == ","


def _mended(tokens: list[Token], cue: Token, sentence: Sentence) -> list[Token]:
    """With the verb right after a clause that the parser has torn from it: "that shells fired at the town | killed"."""
    last = tokens[-1].i
    if last + 1 >= len(sentence.tokens):
        return tokens
    verb = sentence.tokens[last + 1]
    if verb.tag in _FINITE and verb.head is cue and verb.dep == "ccomp" and verb.child("nsubj", "mark") is None:
        return [*tokens, *(token for token in verb.subtree() if token.i > last)]
    return tokens


def around(text: str, clause: tuple[int, int], start: int, end: int) -> Content | None:
    """The host clause without the cue's own words at its edges; a cue in its middle stays."""
    first, last = clause
    before = words_between(text, first, start)
    after = words_between(text, end, last)
    if before and not after:
        return Content(first, start, before=True)
    if before:
        return Content(first, last, before=True)
    return Content(end, last) if after else None


def clause_start(cue: Token, speaker: Speaker, sentence: Sentence) -> int:
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
            tokens = _after_marks(child.subtree())
            if tokens[-1].i < cue.i and tokens[0].i > _last_break(cue, sentence):
                own.append(tokens[0].start)
    return min(own)


def _after_marks(tokens: list[Token]) -> list[Token]:
    """The tokens after the last quotation mark among them: a subject that the parser drew across it is cut there."""
    at = max((index for index, token in enumerate(tokens[:-1]) if token.text in _QUOTE_MARKS), default=-1)
    return tokens[at + 1 :]


def _last_break(cue: Token, sentence: Sentence) -> int:
    """The last comma, quotation mark or dash before the cue's subject: nothing of the cue's clause lies before it."""
    subject = subject_of(cue)
    at = subject.subtree()[0].i if subject is not None and subject.i < cue.i else cue.i
    for token in reversed(sentence.tokens[:at]):
        if token.text in {",", '"', "”", "“", "—", "–", "-", ":", "''", "’"}:
            return token.i
    return -1


def clause_edges(head: Token) -> tuple[int, int]:
    """A clause without the conjunction or relative pronoun that opens it."""
    tokens = head.subtree()
    while tokens and (tokens[0].lower in _OPENERS or tokens[0].dep == "punct") and len(tokens) > 1:
        tokens = tokens[1:]
    return edges(tokens)


def sentence_edges(sentence: Sentence) -> tuple[int, int]:
    """The sentence without a dateline ("KYIV, 3 May (Agency) - ...") or a glued stamp ("... Friday 1 Jul 2016")."""
    stamped = _after_stamp(sentence)
    if stamped is not None:
        return stamped, sentence.end
    return sentence.body, sentence.end


def _after_stamp(sentence: Sentence) -> int | None:
    """Where the sentence begins after a date of publication that scraping has glued to it."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens[2:_FARTHEST_STAMP], start=2):
        if not (len(token.text) == 4 and token.text.isdecimal() and token.text[:2] in ("19", "20")):
            continue
        if not (_is_month(tokens[i - 1]) or _is_month(tokens[i - 2])) or i + 1 >= len(tokens):
            continue
        first = i - 1 if _is_month(tokens[i - 1]) else i - 2
        while first > 0 and (tokens[first - 1].text.isdecimal() or tokens[first - 1].lower[:3] in _WEEKDAYS):
            first -= 1
        told = first > 0 and tokens[first - 1].pos in ("ADP", "SCONJ", "DET")
        verb_before = any(word.tag in ("VBD", "VBZ", "MD") for word in tokens[:first])
        if told or (verb_before and tokens[first].lower[:3] not in _WEEKDAYS):
            continue
        if tokens[i + 1].text[:1].isupper() or tokens[i + 1].text[:1].isdecimal():
            return tokens[i + 1].start
    return None


def _is_month(token: Token) -> bool:
    return token.lower[:3] in _MONTHS and token.text[:1].isupper() and token.text.isalpha()
