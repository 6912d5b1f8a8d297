"""How many people were detained or killed in the operation, from figures and from who is named without a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.isaf.words import INSURGENTS, LEADERS, MORE, OWN_SIDE, ROLES, UNSPECIFIED, UNSPECIFIED_BY_WORD
from grotius.model import Extraction, Figure, Measure, Mention, Span

_LINKS = (
    "and ",
    "along with ",
    "together with ",
    "as well as ",
    ", and ",
    ", along with ",
    ", as well as ",
    ", including ",
    "including ",
)
_WORD = re.compile(r"[\w'’-]+")
_LONG_AGO = ("since ", "so far", "this month", "this year", "in the past", "over the past", "the last", "to date")


@dataclass(frozen=True)
class Group:
    """People told of in one sentence: how many, whether counted exactly, what they are called."""

    words: str
    count: int
    sentence: Span
    exact: bool = True
    more: bool = False
    includes: bool = False

    @property
    def is_role(self) -> bool:
        return has(self.words, ROLES)

    @property
    def is_leader(self) -> bool:
        return has(self.words, LEADERS)


def has(text: str, words: Sequence[str]) -> bool:
    """Whether any of the words begins a word of the text."""
    padded = " " + text.lower().replace("-", " ").replace("(", " ").replace('"', " ")
    return any(f" {word.replace('-', ' ')}" in padded for word in words)


def groups(extraction: Extraction, measure: Measure, event: str) -> list[Group]:
    """Who was detained (or killed) here and now, in the order told."""
    text = extraction.report.text
    found: list[tuple[int, Group]] = []
    taken: list[tuple[int, int]] = []
    wholes = {figure.part_of for figure in extraction.figures}
    for figure in extraction.figures:
        told = _measure(figure, text)
        taken.append((figure.span.start, figure.span.end))
        if told != measure or not _is_here(figure, text) or figure.high == 0:
            continue
        if figure.of is not None and not has(figure.of.text, (*INSURGENTS, *OWN_SIDE)):
            continue
        found.append((figure.span.start, _of_figure(figure, figure.id in wholes, text)))
    for mention in extraction.mentions:
        if mention.type == event and mention.actuality == "actual" and not _is_aim(mention, text):
            for who in _uncounted(mention, text):
                if not any(start < who.end and who.start < end for start, end in taken):
                    taken.append((who.start, who.end))
                    found.append((who.start, _of_words(who, mention)))
    return [group for _, group in sorted(found, key=lambda pair: pair[0]) if group.count]


def total(found: Sequence[Group]) -> int:
    """Leaders and their like are told of again and again; further people are added where the words say so.

    "Other insurgents" told once more, in no number or in the same one, are still the same.
    """
    roles = others = inclusive = 0
    exact = False
    added: set[int] = set()
    by_sentence: dict[int, list[Group]] = {}
    for group in found:
        by_sentence.setdefault(group.sentence.start, []).append(group)
    for sentence in by_sentence.values():
        roles = max(roles, sum(group.count for group in sentence if group.is_role and not group.includes))
        inclusive = max([inclusive, *(group.count for group in sentence if group.includes)])
        plain = [group for group in sentence if not group.is_role and not group.includes]
        told = sum(group.count for group in plain)
        if not told:
            continue
        is_exact = all(group.exact for group in plain)
        is_more = any(group.more for group in plain)
        if others and not inclusive and is_more and len(sentence) == len(plain):
            others += told if is_exact and told not in added else 0
        elif is_exact and not exact:
            others, exact = told, True
        elif is_exact or not exact:
            others = max(others, told)
        added |= {told} if is_more else set()
    return max(roles + others, inclusive)


def leaders(found: Sequence[Group]) -> int:
    """The most leaders told of in one sentence."""
    by_sentence: dict[int, int] = {}
    for group in found:
        if group.is_leader:
            by_sentence[group.sentence.start] = by_sentence.get(group.sentence.start, 0) + group.count
    return max(by_sentence.values(), default=0)


def _measure(figure: Figure, text: str) -> str:
    """ "Two men were taken into custody" counts people captured, whatever else the sentence tells of."""
    after = text[figure.span.end : figure.span.end + 40].lower()
    return "captured" if "custody" in after and "killed" not in after else figure.measure


def _is_here(figure: Figure, text: str) -> bool:
    if figure.actuality != "actual" or figure.background or figure.cumulative:
        return False
    sentence = figure.sentence.text.lower()
    if any(word in sentence for word in _LONG_AGO):
        return False
    return not _is_purpose(figure.span.start, text)


def _is_purpose(start: int, text: str) -> bool:
    """ "An operation to detain a leader": what comes right before is an infinitive of purpose."""
    before = text[max(0, start - 60) : start].lower().split()
    for at in range(len(before) - 1, max(-1, len(before) - 4), -1):
        if before[at] == "to" and at + 1 < len(before) and before[at + 1] in _VERBS:
            return not (at and before[at - 1] == "able")
    return False


_VERBS = ("detain", "capture", "arrest", "kill", "apprehend", "locate", "find")


def _is_aim(mention: Mention, text: str) -> bool:
    """ "To detain" is not done yet; "has detained 100 this month" is not this operation's."""
    before = text[max(0, mention.span.start - 12) : mention.span.start].lower()
    if any(word in mention.sentence.text.lower() for word in _LONG_AGO):
        return True
    return before.endswith("to ") and not before.endswith("able to ")


def _of_figure(figure: Figure, includes: bool, text: str) -> Group:
    words = figure.of.text if figure.of is not None else ""
    count = figure.low if figure.low is not None else figure.best
    if count is None:
        count = UNSPECIFIED_BY_WORD.get(figure.number.text.lower(), UNSPECIFIED)
    exact = figure.best is not None
    before = text[max(figure.sentence.start, figure.span.start - 12) : figure.span.end]
    return Group(words, count, figure.sentence, exact, has(before, MORE), includes)


def _uncounted(mention: Mention, text: str) -> Iterator[Span]:
    """Who is named without a number: the target, the subject of a headline, and who is coordinated with them."""
    target = mention.target
    if target is None and mention.by is not None and mention.by.span is not None and mention.span.text.istitle():
        target = mention.by.span
    if target is None or (_is_headline(mention.sentence.text) and not has(target.text, INSURGENTS)):
        return
    yield _with_apposition(target, text)
    more = _coordinated(target.end, text)
    if more is not None:
        yield more


def _is_headline(sentence: str) -> bool:
    """Nearly every word has a capital, so that a capital makes no name."""
    words = [word for word in sentence.split() if len(word) > 3]
    return bool(words) and sum(word[:1].isupper() for word in words) >= 0.7 * len(words)


def _with_apposition(who: Span, text: str) -> Span:
    """ "Gul Agha, a Taliban leader": the role follows the name."""
    if has(who.text, INSURGENTS) or not who.text[:1].isupper() or text[who.end : who.end + 2] != ", ":
        return who
    end = text.find(",", who.end + 2, who.end + 80)
    return Span(who.start, end, text[who.start : end]) if end > 0 else who


def _coordinated(end: int, text: str) -> Span | None:
    """ "... and other suspected insurgents": people of no told number after the first ones."""
    start = end + 1 if text[end : end + 1] == " " else end
    link = next((link for link in _LINKS if text[start : start + len(link)].lower() == link), None)
    if link is None:
        return None
    start += len(link)
    for word in _WORD.finditer(text, start, start + 60):
        if word.group().endswith("ing") or has(word.group(), OWN_SIDE):
            return None
        if has(word.group(), INSURGENTS) and word.group().endswith("s"):
            return Span(start, word.end(), text[start : word.end()])
        if text[word.end() : word.end() + 1] in (".", ",", ";"):
            return None
    return None


def _of_words(who: Span, mention: Mention) -> Group:
    """One ("the commander"), or a vague few ("suspected insurgents")."""
    words = who.text.lower().rstrip(".,")
    last = words.split()[-1] if words.split() else ""
    count = 1
    unnamed = not who.text.istitle() and not has(words, INSURGENTS)
    if unnamed or (has(words, OWN_SIDE) and not has(words, ROLES)) or last in ("men", "them", "gunmen"):
        count = 0
    elif last.endswith("s") and not last.endswith("ss"):
        count = UNSPECIFIED
    return Group(who.text, count, mention.sentence, count == 1, has(words, MORE))
