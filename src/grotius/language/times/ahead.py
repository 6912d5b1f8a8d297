"""Whether the verb of a time phrase looks ahead: "will meet on Tuesday", "is due on Friday", "to resume in May"."""

from __future__ import annotations

from grotius.language.document import Sentence
from grotius.language.times.lexicon import Lexicon
from grotius.language.times.words import Word
from grotius.language.token import Token

_MOST_STEPS = 12
_WINDOW = 12
_BESIDE = 3
_VERBS = frozenset({"VERB", "AUX"})


def looks_ahead(sentence: Sentence, words: list[Word], first: int, last: int, lexicon: Lexicon) -> bool:
    """``words[first:last]`` are the phrase; without a parse only the words before it speak."""
    if any(lexicon.ahead_words.match(words, k) for k in range(max(0, first - _BESIDE), first)):
        return True
    if last < len(words) and lexicon.ahead_words.match(words, last):
        return True
    if not sentence.tokens:
        window = words[max(0, first - _WINDOW) : first]
        return any(word.lower in ("will", "shall", "ll") for word in window)
    inside = sentence.tokens_in(words[first].start, words[last - 1].end)
    top = next((token for token in inside if token.head not in inside or token.head is token), None)
    return top is not None and _verb_looks_ahead(top, sentence.headline, lexicon)


def _verb_looks_ahead(token: Token, headline: bool, lexicon: Lexicon) -> bool:
    below = token
    for step in token.ancestors():
        if step.pos in _VERBS or step.lower in lexicon.ahead["verb"]:
            verdict = _verdict(step, below, headline, lexicon)
            if verdict is not None:
                return verdict
        below = step
        if step.i > _MOST_STEPS * 10:
            break
    return False


def _verdict(verb: Token, below: Token, headline: bool, lexicon: Lexicon) -> bool | None:
    """``None``: the verb has no tense of its own, look at the one above."""
    auxiliaries = {child.lemma for child in verb.children if child.dep in ("aux", "auxpass")}
    lowers = {child.lower for child in verb.children if child.dep in ("aux", "auxpass")} | {verb.lower}
    if (auxiliaries | lowers) & lexicon.ahead["auxiliary"]:
        return "have" not in auxiliaries and not ("could" in lowers and verb.is_negated())
    if verb.lemma in lexicon.ahead["verb"] or verb.lower in lexicon.ahead["verb"]:
        return verb.tag in ("VBN", "JJ", "IN") or below.lower == "for" or "be" in auxiliaries
    if verb.tag == "VB":
        return _infinitive(verb, "to" in lowers, headline, lexicon)
    if verb.tag in ("VBZ", "VBP"):
        complement = verb.child("acomp", "attr", "oprd")
        if complement is not None and complement.lower in lexicon.ahead["verb"]:
            return True
        return verb.lemma in lexicon.ahead["present"] and not headline
    if verb.tag == "VBG":
        present = any(child.tag in ("VBZ", "VBP") and child.lemma == "be" for child in verb.children)
        return True if present else None
    return False


def _infinitive(verb: Token, to: bool, headline: bool, lexicon: Lexicon) -> bool | None:
    if verb.head is verb:
        return to
    if not to and verb.dep == "conj":
        return None
    head = verb.head
    looks = lexicon.ahead["verb"] | lexicon.ahead["clause"]
    if head.lemma in looks or head.lower in looks:
        return True
    if to and verb.dep == "xcomp" and head.lemma == "be" and head.tag in ("VBZ", "VBP"):
        return True  # "is to meet on Monday"
    complement = head.child("acomp", "oprd", "attr")
    return (complement is not None and complement.lower in looks) or (headline and to)
