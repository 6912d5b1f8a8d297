"""Number phrases: digits, words, vague counts, hedges and intervals, with the noun that is counted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from grotius.codebook.shapes.numbers import NumberWords
from grotius.language.atoms import HYPHENS, Atom, atoms
from grotius.language.cardinals import Cardinal, Cardinals
from grotius.language.document import Sentence
from grotius.language.lists import PLURAL, above_in_list, has_verb, is_listed
from grotius.language.not_counts import NotCounts
from grotius.language.number_words import NumberLexicon
from grotius.language.token import Token
from grotius.model import Span

_NOUNS = frozenset({"NOUN", "PROPN"})
_MODIFIERS = frozenset({"ADJ", "ADV", "NUM"})
_PRONOUNS = frozenset({"them", "whom", "which", "us", "you", "those", "these"})
_AGES = frozenset({"year", "years", "month", "months", "week", "weeks"})
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_MOST_MODIFIERS = 8
_INSTEAD = frozenset({("rather", "than"), ("instead", "of")})
_COUPLE = "couple"
_DESCRIBING = frozenset({"ADJ", "VERB", "PROPN", "PUNCT", "NUM"})
_MOST_WORDS_OF_COUPLE = 4
_OF_OTHERS = frozenset({"his", "her", "their", "its"})
_LARGE = 100


@dataclass(frozen=True, slots=True)
class Number:
    """A number phrase. ``low``/``best``/``high`` as in ``model.Figure``.

    ``span`` covers hedge and number ("at least 12"), ``number`` the number alone ("12"). ``head`` is the counted
    noun's token (of "12 people": people), or ``None`` where the noun is left out ("14 were wounded"); ``last`` is
    the number's last token, where rules start to walk. ``article`` marks a person told without a number and read as
    one ("a child", "his wife"). ``open`` marks an unspecified number ("many"): all three values are ``None``.
    """

    span: Span
    number: Span
    low: int | None
    best: int | None
    high: int | None
    last: Token
    head: Token | None
    hedge: Span | None = None
    approx: bool = False
    article: bool = False

    @property
    def open(self) -> bool:
        return self.low is None and self.best is None and self.high is None


class NumberReader:
    """Finds the counts of parsed sentences. Made once from the codebook's ``numbers``."""

    def __init__(self, entries: Mapping[str, NumberWords]) -> None:
        self._lexicon = NumberLexicon(entries)
        self._cardinals = Cardinals(self._lexicon)
        self._not_counts = NotCounts(self._lexicon)

    def read(self, sentence: Sentence) -> list[Number]:
        """All counts, left to right; dates, ages, clock times, ranks, measures, money and names are left out."""
        if not sentence.tokens:
            return []
        return _Reading(sentence, self._lexicon, self._cardinals, self._not_counts).numbers()


class _Reading:
    """One sentence while it is read."""

    def __init__(self, sentence: Sentence, lexicon: NumberLexicon, cardinals: Cardinals, not_counts: NotCounts) -> None:
        self._sentence = sentence
        self._lexicon = lexicon
        self._cardinals = cardinals
        self._not_counts = not_counts
        self._parts = atoms(sentence.text, sentence.start)
        self._starts = [token.start for token in sentence.tokens]

    def numbers(self) -> list[Number]:
        found: list[Number] = []
        at = 0
        while at < len(self._parts):
            number, at = self._at(at)
            if number is not None:
                found.append(number)
        return found

    def _at(self, at: int) -> tuple[Number | None, int]:
        count, _ = self._lexicon.idioms.starting(self._parts, at)
        if count:
            return None, at + count
        cardinal = self._cardinals.at(self._parts, at)
        if cardinal is not None:
            token = self._token(self._parts[cardinal.stop - 1])
            head = self._head(token)
            if self._not_counts.why(self._parts, cardinal, token, head) is not None or not cardinal.whole:
                return None, cardinal.stop
            return self._counted(cardinal, token, head), cardinal.stop
        return self._closed(at)

    def _is_ruled_out(self, first: int) -> bool:
        """The five of "four people, not five" and of "four rather than five"."""
        before = tuple(part.lower for part in self._parts[max(0, first - 2) : first])
        return before[-1:] == ("not",) or before in _INSTEAD

    def _closed(self, at: int) -> tuple[Number | None, int]:
        """ "No one", "both", "some", and "a", "his" or "no" before a person."""
        lexicon, parts = self._lexicon, self._parts
        count, _ = lexicon.none.starting(parts, at)
        if count:
            return self._plain(at, at + count, 0), at + count
        count, _ = lexicon.all.starting(parts, at)
        if count:
            number = self._plain(at, at + count, 2)
            return (None if self._is_conjunction(number) else number), at + count
        count, _ = lexicon.open.starting(parts, at)
        if count and not (at and parts[at - 1].lower in ("as", "how", "too", "so")):
            if count == 1 and self._cardinals.at(parts, at + 1) is not None:
                return None, at + 1
            number = self._plain(at, at + count, None)
            return (None if self._not_counts.is_measure(parts, at + count, number.head) else number), at + count
        if parts[at].lower == "aged":
            return self._people_aged(at)
        if parts[at].lower in ("a", "an", "another") or self._is_third_person(parts[at]):
            couple, stop = self._couple(at)
            return (couple, stop) if couple is not None else (self._article(at), at + 1)
        if parts[at].lower == "no":
            return self._no(at), at + 1
        return self._joined_person(at), at + 1

    def _is_conjunction(self, both: Number) -> bool:
        """ "Both Kyiv and Moscow": no count, but the first half of "and"."""
        head = both.head
        if head is None and any(
            token.pos == "ADP" for token in self._sentence.tokens[both.last.i + 1 : both.last.i + 2]
        ):
            return self._sentence.tokens[both.last.i + 1].lower != "of"  # "both within the country and outside"
        return both.last.dep in ("preconj", "cc:preconj") or (head is not None and head.tag in ("NNP", "NN"))

    def _plain(self, first: int, stop: int, value: int | None) -> Number:
        token = self._token(self._parts[stop - 1])
        span = self._span(first, stop)
        return Number(span, span, value, value, value, token, self._head(token))

    def _article(self, at: int) -> Number | None:
        token = self._token(self._parts[at])
        if self._is_rank(at + 1):
            return None  # "a second guard"
        aged = self._past_age(token)
        head = self._possessed(self._noun_after(aged)) or (aged if aged is not token else None)
        another = self._parts[at].lower == "another"
        if head is None and another:
            return self._another(at, token)
        if head is None or head.tag in ("NNS", "NNPS"):
            return None
        if not (self._is_person(head) or head is aged or (another and head.lemma in self._lexicon.casualties)):
            return None
        if token.tag == "PRP$" and _is_beside_uncounted(head):
            return None
        if any(child.dep == "nummod" and child.i > token.i and child.i > aged.i for child in head.children):
            return None
        span = self._span(at, at + 1)
        return Number(span, span, 1, 1, 1, token, head, article=True)

    def _is_third_person(self, part: Atom) -> bool:
        """ "Her" of "her son"; a witness's "my father" is no count of his."""
        return part.lower in _OF_OTHERS and self._token(part).tag == "PRP$"

    def _joined_person(self, at: int) -> Number | None:
        """ "A woman and child", "a mother, father and aunt were killed": all; "a father and engineer was" is one."""
        token = self._token(self._parts[at])
        above = above_in_list(token)
        if not above or token.tag != "NN" or not self._is_person(token) or token.child("det", "poss", "nummod"):
            return None
        first = above[-1]
        known = first.child("det", "poss") is not None and self._is_person(first)
        listed = any(is_listed(word) for word in (token, *above))
        if not known or not (token.lemma in self._lexicon.young or listed or has_verb(first, PLURAL)):
            return None
        span = self._span(at, at + 1)
        return Number(span, span, 1, 1, 1, token, token, article=True)

    def _couple(self, at: int) -> tuple[Number | None, int]:
        """ "An elderly couple": described, and no "couple of" things."""
        for stop in range(at + 1, min(at + 1 + _MOST_WORDS_OF_COUPLE, len(self._parts))):
            part, token = self._parts[stop], self._token(self._parts[stop])
            if part.lower == _COUPLE and stop > at + 1:
                if stop + 1 < len(self._parts) and self._parts[stop + 1].lower == "of":
                    break
                span = self._span(at, stop + 1)
                return Number(span, span, 2, 2, 2, token, token), stop + 1
            if token.pos not in _DESCRIBING:
                break
        return None, at + 1

    def _is_rank(self, at: int) -> bool:
        """ "Second" of "a second guard", "21st"; not of "a second-year student"."""
        first, after = ([part.lower for part in self._parts[at : at + 2]] + ["", ""])[:2]
        figures = first.isdecimal() and after in _ORDINAL_ENDS
        return figures or (first in self._lexicon.ranks and after not in HYPHENS)

    def _another(self, at: int, token: Token) -> Number | None:
        """ "Two died in Odesa and another in Kherson": one more of what was counted before."""
        following = self._sentence.tokens[token.i + 1 : token.i + 2]
        if not following or following[0].pos != "ADP" or following[0].lower == "of":
            return None
        span = self._span(at, at + 1)
        return Number(span, span, 1, 1, 1, token, None)

    def _possessed(self, owner: Token | None) -> Token | None:
        """Of "a soldier's mother" the mother."""
        tokens = self._sentence.tokens
        if owner is None or owner.i + 1 >= len(tokens) or tokens[owner.i + 1].tag != "POS":
            return owner
        return self._noun_after(tokens[owner.i + 1])

    def _no(self, at: int) -> Number | None:
        token = self._token(self._parts[at])
        head = self._noun_after(token)
        if head is None or not (self._is_person(head) or head.lemma in self._lexicon.casualties):
            return None
        span = self._span(at, at + 1)
        return Number(span, span, 0, 0, 0, token, head)

    def _is_person(self, token: Token) -> bool:
        persons = self._lexicon.persons
        return token.lower in persons or token.lemma in persons or self._is_aged(token)

    def _past_age(self, article: Token) -> Token:
        """The "old" of "a 3 year old girl", with or without hyphens; the article where no age follows."""
        following = self._sentence.tokens[article.i + 1 : article.i + 6]
        words = [token for token in following if token.text not in HYPHENS]
        aged = len(words) > 2 and words[0].pos == "NUM" and words[1].lower in _AGES and words[2].lower == "old"
        return words[2] if aged else article

    def _people_aged(self, at: int) -> tuple[Number | None, int]:
        """ "Teenagers, aged 15 and 17": as many people as there are ages."""
        ages, stop = 0, at + 1
        while stop < len(self._parts) and (self._parts[stop].text.isdigit() or self._parts[stop].lower in (",", "and")):
            ages += self._parts[stop].text.isdigit()
            stop += 1
        while stop > at + 1 and not self._parts[stop - 1].text.isdigit():
            stop -= 1
        token = self._token(self._parts[at])
        before = [word for word in self._sentence.tokens[max(0, token.i - 2) : token.i] if word.text != ","]
        people = before[-1] if before else token
        counted = people.child("nummod", "det", "poss") is not None
        if ages < 2 or counted or people.tag != "NNS" or people.lemma not in self._lexicon.persons:
            return None, stop
        number = self._span(at + 1, stop)
        whole = self._sentence.document.span(people.start, number.end)
        return Number(whole, number, ages, ages, ages, people, people), stop

    def _is_aged(self, token: Token) -> bool:
        """ "A 15-year-old" with no noun."""
        return token.lower == "old" and token.i > 0 and self._sentence.tokens[token.i - 1].text == "-"

    def _counted(self, cardinal: Cardinal, token: Token, head: Token | None) -> Number | None:
        first, hedge, bounds = self._hedges_before(cardinal)
        if self._is_ruled_out(first):
            return None
        stop = cardinal.stop
        after = self._hedge_after(cardinal.stop, head)
        if after is not None:
            start, end, bound = after
            bounds.append(bound)
            hedge = hedge or self._span(start, end)
            if start <= cardinal.stop + 1 and end > start:
                stop = end
        low, best, high = _bounded(cardinal, bounds)
        return Number(
            self._span(first, stop),
            self._span(cardinal.first, cardinal.stop),
            low,
            best,
            high,
            token,
            head,
            hedge,
            "about" in bounds,
        )

    def _hedges_before(self, cardinal: Cardinal) -> tuple[int, Span | None, list[str]]:
        """Where the hedges before a number start, their words, and how they bound it."""
        first, bounds = cardinal.first, list[str]()
        while True:
            count, bound = self._lexicon.hedges_before.ending(self._parts, first)
            if not count or not self._is_hedge(first - count, count, cardinal):
                break
            if bound == "between" and not (cardinal.best is None and cardinal.high is not None):
                break
            bounds.append(str(bound))
            first -= count
        if first < cardinal.first:
            return first, self._span(first, cardinal.first), bounds
        return self._parted_hedge(first)

    def _parted_hedge(self, first: int) -> tuple[int, Span | None, list[str]]:
        """ "At least, officials say, 12 people": a hedge of two words or more, parted by commas."""
        if first > 0 and self._parts[first - 1].text == ",":
            for at in range(first - 2, max(0, first - 2 - _MOST_MODIFIERS), -1):
                if self._parts[at].text == ",":
                    count, bound = self._lexicon.hedges_before.ending(self._parts, at)
                    if count > 1 and bound != "between":
                        return at - count, self._span(at - count, at), [str(bound)]
                    break
        return first, None, []

    def _is_hedge(self, first: int, count: int, cardinal: Cardinal) -> bool:
        """Not the preposition of "talks about two prisoners" or of "fight over two towns"."""
        if count > 1 or self._parts[first].lower not in self._lexicon.unsure_hedges:
            return True
        if (cardinal.low or 0) >= _LARGE:
            return True
        token = self._token(self._parts[first])
        return not (token.dep == "prep" and token.head.pos in _NOUNS and token.head.i == token.i - 1)

    def _hedge_after(self, stop: int, head: Token | None) -> tuple[int, int, str] | None:
        places = [stop]
        if head is not None:
            places.extend(
                i + 1
                for i in range(stop, min(stop + _MOST_MODIFIERS, len(self._parts)))
                if self._parts[i].end == head.end
            )
        for place in places:
            at = place + 1 if place < len(self._parts) and self._parts[place].text in ",-‑(" else place
            count, bound = self._lexicon.hedges_after.starting(self._parts, at)
            if count and not self._before_number(at + count):
                return at, at + count, str(bound)
        return None

    def _before_number(self, at: int) -> bool:
        """A hedge that belongs to the next number: "two dead, at least 12 wounded"."""
        if at >= len(self._parts):
            return False
        return self._parts[at].lower == "than" or self._cardinals.at(self._parts, at) is not None

    def _head(self, token: Token) -> Token | None:
        following = self._sentence.tokens[token.i + 1] if token.i + 1 < len(self._sentence.tokens) else None
        if following is None:
            return None
        if following.lower == "out" and following.i + 1 < len(self._sentence.tokens):
            following = self._sentence.tokens[following.i + 1]
        if following.lower == "of":
            return self._noun_of(following)
        if token.dep in ("nummod", "det", "amod", "quantmod", "compound", "predet"):
            head = token.head
            while head.dep in ("nummod", "quantmod", "compound") and head.head.i > head.i:
                head = head.head
            if head.i > token.i and head.pos in _NOUNS and self._clear(token, head):
                return head
        return self._noun_after(token)

    def _noun_of(self, of: Token) -> Token | None:
        tokens = self._sentence.tokens
        following = tokens[of.i + 1] if of.i + 1 < len(tokens) else None
        if following is None or (following.lower in _PRONOUNS and following.dep != "det"):
            return None
        noun = of.child("pobj")
        if noun is not None and noun.pos in _NOUNS and self._clear(of, noun):
            return noun
        return self._noun_after(of)

    def _clear(self, token: Token, head: Token) -> bool:
        between = self._sentence.tokens[token.i + 1 : head.i]
        return len(between) <= _MOST_MODIFIERS and not any(
            (part.pos in ("ADP", "AUX", "PRON") and part.tag != "PRP$" and not self._is_inside(part))
            or part.text in ".;:!?"
            for part in between
        )

    def _noun_after(self, token: Token) -> Token | None:
        """The last of the nouns that follow, past adjectives and the like; for headlines and odd parses."""
        found: Token | None = None
        aged: Token | None = None
        tokens = self._sentence.tokens
        for part in tokens[token.i + 1 : token.i + 2 + _MOST_MODIFIERS]:
            if self._is_aged(part):
                found, aged = None, part
            elif found is not None and part.dep == "npadvmod":
                break  # "killed a leader yesterday"
            elif part.pos in _NOUNS:
                found = part
            elif self._is_hyphen(part) or self._touches_hyphen(part) or (found is not None and self._is_inside(part)):
                found = None
            elif found is not None or not self._modifies(part, token):
                break
        return found or aged

    def _modifies(self, part: Token, number: Token) -> bool:
        """Whether a word may stand between a number (or the "of" after it) and its noun."""
        if part.pos == "DET":
            return number.lower in ("of", "both") or number.pos == "ADP"
        if part.pos == "CCONJ":
            following = self._sentence.tokens[part.i + 1 : part.i + 2]
            return self._sentence.tokens[part.i - 1].pos == "ADJ" and bool(following) and following[0].pos == "ADJ"
        if part.pos == "VERB":
            return part.tag in ("VBN", "VBG") and part.dep in ("amod", "compound", "nmod")
        return part.pos in _MODIFIERS or part.tag == "PRP$"

    def _is_inside(self, part: Token) -> bool:
        """Within a word, or within a name: "several Islamic Movement of Uzbekistan insurgents"."""
        tokens = self._sentence.tokens
        inside = 0 < part.i < len(tokens) - 1
        names = inside and part.lower == "of" and {tokens[part.i - 1].pos, tokens[part.i + 1].pos} == {"PROPN"}
        return names or self._touches_hyphen(part)

    def _touches_hyphen(self, part: Token) -> bool:
        tokens = self._sentence.tokens
        return self._is_hyphen(tokens[part.i - 1]) or (part.i + 1 < len(tokens) and self._is_hyphen(tokens[part.i + 1]))

    def _is_hyphen(self, part: Token) -> bool:
        """A hyphen between two words that it touches."""
        tokens = self._sentence.tokens
        return (
            part.text in HYPHENS
            and 0 < part.i < len(tokens) - 1
            and tokens[part.i - 1].end == part.start
            and tokens[part.i + 1].start == part.end
        )

    def _token(self, part: Atom) -> Token:
        return self._sentence.tokens[max(0, bisect_right(self._starts, part.end - 1) - 1)]

    def _span(self, first: int, stop: int) -> Span:
        return self._sentence.document.span(self._parts[first].start, self._parts[stop - 1].end)


def _is_beside_uncounted(person: Token) -> bool:
    """ "The mayor and his wife", "Ivan Petrov and his wife": a count of the wife alone would be a wrong one."""
    above = above_in_list(person)
    if not above:
        return False
    return above[-1].pos == "PROPN" or any(word.lower == "the" for word in above[-1].all("det"))


def _bounded(cardinal: Cardinal, bounds: list[str]) -> tuple[int | None, int | None, int | None]:
    low, best, high = (None if value is None else int(value) for value in (cardinal.low, cardinal.best, cardinal.high))
    for bound in bounds:
        if bound == "at_least":
            best, high = best if best is not None else low, None
        elif bound == "more_than" and low is not None and not cardinal.vague:
            low = best = low + 1
            high = None
        elif bound == "at_most":
            top = high if high is not None else low
            low, best, high = None, top, top
        elif bound == "fewer_than":
            top = high if high is not None else low
            top = None if top is None else top - 1
            low, best, high = None, top, top
    return low, best, high
