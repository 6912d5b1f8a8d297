"""Grotius' rows as templates: one for each type of incident that a message tells as having happened."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from grotius.codebook import Codebook
from grotius.model import Extraction, Mention, Span

TYPE = "INCIDENT: TYPE"
INSTRUMENT = "INCIDENT: INSTRUMENT ID"
INDIVIDUAL = "PERP: INDIVIDUAL ID"
ORGANISATION = "PERP: ORGANIZATION ID"
TARGET = "PHYS TGT: ID"
VICTIM = "HUM TGT"
SLOTS = (TYPE, INSTRUMENT, INDIVIDUAL, ORGANISATION, TARGET, VICTIM)

_TYPES = {
    "kidnapping": "KIDNAPPING",
    "arson": "ARSON",
    "robbery": "ROBBERY",
    "bombing": "BOMBING",
    "dynamiting": "BOMBING",
    "mine": "BOMBING",
    "killing": "ATTACK",
    "attack": "ATTACK",
    "shooting": "ATTACK",
    "open_fire": "ATTACK",
    "raid": "ATTACK",
}
_BETWEEN = re.compile(r",? and |, ")
_MOST = 4
_MOST_GROUPS = 2
_SHORTEST = 3
_NOBODY = frozenset("it they them who that which he she one this these those".split())


@dataclass
class Template:
    """Slots with their fills, each a list of strings that mean the same."""

    slots: dict[str, list[list[str]]] = field(default_factory=lambda: defaultdict(list))


class Filler:
    """Makes templates; knows which words are people, things hit and armed groups from the codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self._people = {word for people in codebook.people.values() for word in people.words}
        self._sites = {word for target in codebook.targets.values() for word in target.words}
        self._groups = [
            [name.upper() for name in (actor.name, *actor.names) if len(name) >= _SHORTEST]
            for actor in codebook.actors.values()
            if actor.kind == "armed_group"
        ]

    def templates(self, extraction: Extraction) -> list[Template]:
        told: dict[str, list[Mention]] = defaultdict(list)
        for mention in extraction.mentions:
            kind = _TYPES.get(mention.type)
            if kind is not None and mention.actuality == "actual" and not mention.background:
                told[kind].append(mention)
        return [self._template(kind, mentions, extraction) for kind, mentions in told.items() if _is_sure(mentions)]

    def _template(self, kind: str, mentions: list[Mention], extraction: Extraction) -> Template:
        template = Template()
        template.slots[TYPE] = [[kind]]
        targets = [part for mention in mentions if mention.target is not None for part in _row(mention.target)]
        counted = {mention.id for mention in mentions}
        victims = [target for target in targets if self._is_person(target)]
        victims += [
            f.of
            for f in extraction.figures
            if f.of is not None and f.mention in counted and f.measure in ("killed", "injured", "hostages")
        ]
        template.slots[VICTIM] = _fills(victims)
        template.slots[TARGET] = _fills(target for target in targets if self._is_site(target))
        template.slots[INSTRUMENT] = _fills(mention.weapon for mention in mentions if mention.weapon is not None)
        doers = [mention.by.span for mention in mentions if mention.by is not None and mention.by.span is not None]
        template.slots[INDIVIDUAL] = _fills(
            doer for doer in doers if self._is_person(doer) and not self._is_group(doer)
        )
        template.slots[ORGANISATION] = list(self._organisations(mentions))
        return template

    def _is_person(self, span: Span) -> bool:
        return _singular(_last(span.text)) in self._people or span.text[:1].isupper()

    def _is_group(self, span: Span) -> bool:
        told = _plain(span.text)
        return any(_plain(name) in told for names in self._groups for name in names)

    def _is_site(self, span: Span) -> bool:
        return _singular(_last(span.text)) in self._sites

    def _organisations(self, mentions: list[Mention]) -> Iterator[list[str]]:
        sentences = {mention.sentence.start: f" {_plain(mention.sentence.text)} " for mention in mentions}
        told = " | ".join(sentences.values())
        named = [names for names in self._groups if any(f" {_plain(name)} " in told for name in names)]
        yield from named[:_MOST_GROUPS]


def _row(span: Span) -> Iterator[Span]:
    """The members of "a school, a hospital and two houses"."""
    start = span.start
    for part in _BETWEEN.split(span.text):
        at = span.start + span.text.index(part, start - span.start) if part else start
        if part:
            yield Span(at, at + len(part), part)
            start = at + len(part)


def _is_sure(mentions: list[Mention]) -> bool:
    """Somebody did it, with something, or to somebody: a bare noun ("terrorist attacks") is no incident."""
    return any(mention.target or mention.by or mention.weapon for mention in mentions)


def _fills(spans: Iterable[Span]) -> list[list[str]]:
    """The first few different ones; what only repeats the last word of another goes."""
    kept: dict[str, str] = {}
    for span in spans:
        last = _last(span.text)
        if last and last not in _NOBODY and len(kept) < _MOST:
            kept.setdefault(_singular(last), span.text.upper())
    return [[words] for words in kept.values()]


def _last(text: str) -> str:
    words = text.lower().rstrip(".,\"'").split()
    return words[-1] if words else ""


def _singular(word: str) -> str:
    if word.endswith("men"):
        return word[:-3] + "man"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() or c == "-" else " " for c in text.upper()).split())
