"""Wire copy without commas: "Three people died in an air raid the rescue service said on Sunday".

Where the marks are lost the parser loses the sentence, so the words are read one by one: a verb of saying at the end
of its sentence, with nothing behind it but when, where or to whom, takes what stands before its naming phrase.
"""

from __future__ import annotations

from grotius.extract.contents import Content, sentence_edges
from grotius.extract.cues import Found
from grotius.extract.speakers import NO_NAMES, Speaker
from grotius.extract.vocabulary import Vocabulary
from grotius.language import Document, Sentence, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PRONOUNS = frozenset({"he", "she", "it", "they"})
# Before the naming phrase these make another clause of it: "than the army said", "what residents said".
_BLOCKERS = frozenset(
    {"as", "than", "what", "which", "who", "whom", "whose", "that", "where", "when", "if", "because", "while", "but",
     "how", "why", "whether", "and", "or", "although", "though"}
)  # fmt: skip
_RELATIVES = frozenset({"which", "who", "whose", "where"})
_LINKS = frozenset({"of", "for", "in", "at", "from", "on", "with"})
_BETWEEN = frozenset({"has", "have", "had", "also", "later", "earlier", "then", "separately", "previously"})
_TAIL_WORDS = frozenset({"ADP", "ADV", "NOUN", "PROPN", "DET", "ADJ", "NUM", "PUNCT", "PART", "CCONJ", "SCONJ", "PRON"})
_TITLES = frozenset(
    {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "gen.", "gen", "maj", "maj.", "lt", "lt.", "col", "col.",
     "brig", "brig.", "capt", "capt.", "sgt", "sgt.", "sir", "rev", "rev.", "sheikh"}
)  # fmt: skip
_MODIFIERS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_HYPHENS = frozenset({"-", "–", "'s", "’s", "&", "'", "’"})
_DASHES = frozenset({"-", "–", "—", "--"})
_PLAIN = frozenset({"say", "add", "tell"})
_FEWEST_BEFORE = 4
_FEWEST_BEFORE_OTHERS = 8
_LONGEST_TAIL = 16
_LONGEST_PHRASE = 16
_LONGEST_ADDRESSEE = 6
_LONGEST_BRACKET = 6


class WireCopy:
    """Reads the verbs of saying of one document by the words around them."""

    def __init__(self, document: Document, words: Vocabulary) -> None:
        self._document = document
        self._cues = words.cues
        self._nouns = words.persons | words.bodies
        self._watchers = words.watchers

    def before(self, found: Found, sentence: Sentence, *, marked: bool) -> tuple[Speaker, Content] | None:
        """The speaker right before the cue and all before him; ``marked`` also where a comma parts the two."""
        tokens = sentence.tokens
        cue = found.token
        if not self._is_tail(tokens, found):
            return None
        end = _skip_left(tokens, cue.i - 1)
        start, head = self._phrase(sentence, end)
        if start is None or head is None:
            return None
        at = start - 1
        if at >= 0 and tokens[at].dep == "punct" and not (marked and tokens[at].text == ","):
            return None
        first, _ = sentence_edges(sentence)
        content = [token for token in tokens[:start] if token.start >= first]
        if not self._is_whole(content, found) or tokens[at].lower in _BLOCKERS:
            return None
        if found.token.lemma not in _PLAIN and not self._is_sure(head, sentence):
            return None  # "near the town held by rebels" is no saying
        return Speaker(head, self._document.span_of(tokens[start : end + 1])), Content(first, tokens[start].start, True)

    def set_off(self, found: Found, sentence: Sentence) -> tuple[Speaker, Content] | None:
        """ "..., the head of the council, X Y, said", which the parser takes for more of the list or clause before."""
        tokens = sentence.tokens
        cue = found.token
        if cue.i < _FEWEST_BEFORE or tokens[cue.i - 1].text != "," or not self._is_tail(tokens, found):
            return None
        second, later = self._phrase(sentence, cue.i - 2)
        if second is None or later is None or tokens[second - 1].text != ",":
            return None
        start, earlier = self._phrase(sentence, second - 2)
        if start is None or earlier is None or start == 0 or tokens[start - 1].text != ",":
            return None
        if [head.pos for head in (earlier, later)].count("PROPN") != 1 or not self._is_described(earlier, later):
            return None
        first, _ = sentence_edges(sentence)
        content = [token for token in tokens[:start] if token.start >= first]
        if not self._is_whole(content, found):
            return None
        span = self._document.span(tokens[start].start, tokens[cue.i - 2].end)
        return Speaker(earlier, span), Content(first, tokens[start].start, before=True)

    def _is_described(self, earlier: Token, later: Token) -> bool:
        """ "The mayor, X Y" or "X Y, the mayor": a name and what the one is who bears it."""
        return self._is_speaker_noun(later if earlier.pos == "PROPN" else earlier)

    def inverted(self, found: Found, sentence: Sentence) -> tuple[Speaker, Content] | None:
        """ "The road is open - said the officer on duty": a dash parts what is said from who says it."""
        tokens = sentence.tokens
        cue = found.token
        dash = cue.i - 1
        if dash < _FEWEST_BEFORE or tokens[dash].text not in _DASHES or found.last.i + 1 >= len(tokens):
            return None
        first, _ = sentence_edges(sentence)
        start = found.last.i + 1
        last = self._phrase_end(tokens, start)
        if last is None or not any(token.tag in _FINITE for token in tokens[:dash]):
            return None
        named = [token for token in tokens[start : last + 1] if self._may_speak(token, sentence)]
        if not named:
            return None
        return Speaker(named[-1], self._document.span_of(tokens[start : last + 1])), Content(
            first, tokens[dash].start, True
        )

    def _phrase_end(self, tokens: tuple[Token, ...], start: int) -> int | None:
        """The last word of the run of names and nouns that begins here."""
        last = None
        for token in tokens[start : start + _LONGEST_PHRASE]:
            if token.pos in ("NOUN", "PROPN") or token.lower in _PRONOUNS:
                last = token.i
            elif token.pos not in ("DET", "ADJ") and token.text not in _HYPHENS and token.lower != "of":
                break
        return last

    def after(self, found: Found, sentence: Sentence) -> tuple[Speaker, Content] | None:
        """ "X said that ...", where the parser found no clause after the cue: all that follows."""
        tokens = sentence.tokens
        end = _skip_left(tokens, found.token.i - 1)
        start, head = self._phrase(sentence, end)
        if start is None or head is None:
            return None
        rest = tokens[found.last.i + 1 :]
        if rest and rest[0].lower == "that":
            rest = rest[1:]
        elif found.token.lemma not in _PLAIN or not rest or not _opens_clause(rest[0]):
            return None
        finite = any(token.tag in _FINITE for token in rest)
        if len(rest) < _FEWEST_BEFORE or not finite:
            return None
        return Speaker(head, self._document.span_of(tokens[start : end + 1])), Content(rest[0].start, sentence.end)

    # -- what stands before and behind ---------------------------------------------------------------------------

    def _is_whole(self, content: list[Token], found: Found) -> bool:
        """Whether the words before are a sentence of their own."""
        fewest = _FEWEST_BEFORE if found.token.lemma in _PLAIN else _FEWEST_BEFORE_OTHERS
        if found.token.dep == "relcl" and found.token.lemma not in _PLAIN:
            fewest = _FEWEST_BEFORE_OTHERS
        return len(content) >= fewest and any(token.tag in _FINITE for token in content)

    def _is_tail(self, tokens: tuple[Token, ...], found: Found) -> bool:
        """Whether nothing but when, where and to whom follows the cue."""
        rest = tokens[found.last.i + 1 :]
        first = next((token for token in rest if token.dep != "punct"), None)
        if first is None:
            return True
        told = found.entry.addressee == "object"
        if rest[0].text not in (",", ";") and not told and not self._opens_tail(first):
            return False
        for index, token in enumerate(rest):
            if token.text in (",", ";", "—", "–") and index:
                return index + 1 == len(rest) or rest[index + 1].lower not in _RELATIVES
            if token.tag == "VBG" and self._cues.is_saying(token):
                return True
            if token.text in '"“”' or token.text == ":" or token.tag in _FINITE or token.pos not in _TAIL_WORDS:
                return False
            if token.lower in _BLOCKERS or index > _LONGEST_TAIL:
                return False
        if rest[0].text == ",":
            return False
        return not told or _names_addressee(rest)

    def _opens_tail(self, first: Token) -> bool:
        return (
            (first.pos in ("ADP", "ADV") and first.lower != "by")
            or _is_time(first)
            or (first.tag == "VBG" and self._cues.is_saying(first))
        )

    # -- the naming phrase ---------------------------------------------------------------------------------------

    def _phrase(self, sentence: Sentence, end: int) -> tuple[int | None, Token | None]:
        """Where the naming phrase that ends at a word begins, and its head."""
        tokens = sentence.tokens
        if end < 0:
            return None, None
        if tokens[end].lower in _PRONOUNS:
            return end, tokens[end]
        last = _before_bracket(tokens, end)
        if last is None or tokens[last].pos not in ("NOUN", "PROPN") or tokens[last].ent in NO_NAMES:
            return None, None
        start = self._core(sentence, last)
        head = _head(tokens[start : last + 1])
        longest = max(0, end - _LONGEST_PHRASE)
        while start > longest:
            wider = self._wider(sentence, start, self._may_speak(head, sentence))
            if wider is None:
                break
            start, head = wider
        if not self._may_speak(head, sentence):
            return None, None
        return start, head

    def _wider(self, sentence: Sentence, start: int, speaks: bool) -> tuple[int, Token] | None:
        """The phrase that this one is a part of: "a source in the ministry", "residents and a monitor"."""
        tokens = sentence.tokens
        link = tokens[start - 1]
        if link.lower == "and" and start >= 2:
            before = tokens[start - 2]
            beside = before.pos in ("NOUN", "PROPN") and before.ent not in NO_NAMES and self._is_named(before, sentence)
            return (self._core(sentence, before.i), before) if speaks and beside else None
        if link.lower in _LINKS and start >= 2:
            before = tokens[start - 2]
            named = sentence.name_at(before)
            joined = named is not None and named.end > tokens[start].start
            if joined or self._is_speaker_noun(before):
                return self._core(sentence, before.i), before
            return None
        if tokens[start].lower in ("a", "an") and link.pos == "PROPN":
            first = self._core(sentence, link.i)
            words = tokens[max(0, first - 5) : start]
            # "the Observatory for Human Rights a war monitor said": a description set beside a body's name.
            if any(token.lemma in self._watchers and token.pos == "PROPN" for token in words):
                return first, link
        return None

    def _core(self, sentence: Sentence, last: int) -> int:
        """The first word of a phrase without what hangs on it by "of" or "in"."""
        tokens = sentence.tokens
        name = sentence.name_at(tokens[last])
        start = _name_start(sentence, last)
        bare = name is not None and name.kind == "person"
        speaks = self._may_speak(tokens[last], sentence)
        while start > 0 and last - start < _LONGEST_PHRASE:
            word = tokens[start - 1]
            if not bare and (word.pos == "DET" or word.tag == "PRP$"):
                return start - 1
            titled = word.lemma in self._nouns or word.lower in _TITLES or word.pos == "ADJ"
            if (bare and not titled) or not self._modifies(sentence, word, start, speaks):
                break
            bare = bare and word.lower in _TITLES
            start = _name_start(sentence, start - 1)
        return start

    def _modifies(self, sentence: Sentence, word: Token, start: int, speaks: bool) -> bool:
        """Whether the word belongs to the phrase that begins after it."""
        tokens = sentence.tokens
        if word.ent in NO_NAMES:
            return False
        if word.text in _HYPHENS or word.end == tokens[start].start:
            return word.pos not in ("ADP", "PUNCT") or (word.text in _HYPHENS and start >= 2)
        if word.pos in ("NOUN", "PROPN") and tokens[start].pos == "ADJ":
            return False  # an adjective opens the phrase: "in the city local activists said"
        if word.pos not in _MODIFIERS:
            return word.tag in ("VBN", "VBG") and word.dep == "amod"
        name = sentence.name_at(word)
        if speaks and name is not None and name.kind in ("place", "state", "site"):
            at = _name_start(sentence, word.i)
            return not (at > 0 and tokens[at - 1].pos == "ADP") and word.dep in ("compound", "amod", "poss", "nmod")
        return True

    def _is_named(self, token: Token, sentence: Sentence) -> bool:
        name = sentence.name_at(token)
        return self._is_speaker_noun(token) or (name is not None and name.kind in ("person", "organisation"))

    def _is_sure(self, head: Token, sentence: Sentence) -> bool:
        name = sentence.name_at(head)
        known = name is not None and name.kind in ("person", "organisation", "state", "group")
        return head.lower in _PRONOUNS or self._is_speaker_noun(head) or known or (name is None and head.i > 0)

    def _is_speaker_noun(self, token: Token) -> bool:
        return token.lemma in self._nouns and token.pos in ("NOUN", "PROPN")

    def _may_speak(self, head: Token, sentence: Sentence) -> bool:
        if head.lower in _PRONOUNS or head.lemma in self._nouns:
            return True
        name = sentence.name_at(head)
        return head.pos == "PROPN" and head.text[:1].isupper() and (name is None or name.kind != "site")


def _head(phrase: tuple[Token, ...]) -> Token:
    """The noun that the rest of the phrase hangs on, as far as the parser has it."""
    inside = {token.i for token in phrase}
    nouns = [token for token in phrase if token.pos in ("NOUN", "PROPN") and token.head.i not in inside]
    return nouns[0] if len(nouns) == 1 else phrase[-1]


def _skip_left(tokens: tuple[Token, ...], at: int) -> int:
    while at >= 0 and tokens[at].lower in _BETWEEN:
        at -= 1
    return at


def _before_bracket(tokens: tuple[Token, ...], end: int) -> int | None:
    """The word before a closing bracket's opening one: "the Observatory (SOHR)"."""
    if tokens[end].text != ")":
        return end
    opening = next((i for i in range(end, max(-1, end - _LONGEST_BRACKET), -1) if tokens[i].text == "("), None)
    return opening - 1 if opening else None


def _name_start(sentence: Sentence, i: int) -> int:
    """The first word of the name that a word belongs to."""
    name = sentence.name_at(sentence.tokens[i])
    if name is None:
        return i
    while i > 0 and sentence.tokens[i - 1].end > name.start:
        i -= 1
    return i


def _names_addressee(rest: tuple[Token, ...]) -> bool:
    """Whether a naming phrase opens the words after "told"."""
    nouns = [token.i for token in rest[:_LONGEST_ADDRESSEE] if token.pos in ("NOUN", "PROPN", "PRON")]
    return bool(nouns) and rest[0].pos != "ADP"


def _opens_clause(token: Token) -> bool:
    return token.pos in ("DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ") and not _is_time(token)


def _is_time(token: Token) -> bool:
    return token.ent in ("DATE", "TIME")
