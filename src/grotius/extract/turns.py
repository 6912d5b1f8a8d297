"""Turns of speech: quotations that go on after their cue's sentence, and those that have no cue at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grotius.extract.attribution import Attribution, is_inside
from grotius.extract.phrases import span_between, words_between
from grotius.extract.quotations import Group, Quotations
from grotius.extract.touching import Touching
from grotius.language import Document, Sentence
from grotius.model import Actor

FIRST_PERSON_WHY = "first person"
_FEWEST_WORDS = 4
_FARTHEST_PARAGRAPH = 2


class Turns:
    """Completes the attributions of one document by its free quotations."""

    def __init__(self, document: Document, quotations: Quotations) -> None:
        self._document = document
        self._quotations = quotations

    def complete(self, found: Sequence[Attribution]) -> list[Attribution]:
        """The attributions with what goes on after them, and with the running speaker's bare quotations."""
        resumed = self._resumed(list(found))
        return self._settled([*resumed, *self._uncued(resumed)])

    def _touching(self, found: Sequence[Attribution]) -> Touching[Attribution]:
        return Touching(self._document, found, lambda item: item.content)

    # -- quotations that go on ---------------------------------------------------------------------------------

    def _resumed(self, found: list[Attribution]) -> list[Attribution]:
        """A quotation that goes on after its cue's sentence, in the same paragraph, belongs to that cue."""
        touching = self._touching(found)
        by_sentence = Touching(self._document, found, lambda item: item.sentence.span)
        longer: dict[int, Attribution] = {}
        for group in self._quotations.groups:
            if not group.free or _is_told(group, touching):
                continue
            before = self._before(group, touching, by_sentence)
            if before is not None:
                now = longer.get(id(before), before)
                content = span_between(self._document, now.content.start, group.content.end)
                longer[id(before)] = replace(now, content=content or now.content)
        return [longer.get(id(item), item) for item in found]

    def _before(
        self, group: Group, touching: Touching[Attribution], by_sentence: Touching[Attribution]
    ) -> Attribution | None:
        """The attribution that stands directly before a free quotation, in its paragraph."""
        sentence = self._document.sentence_at(group.outer.start)
        earlier = self._document.sentences[max(0, sentence.index - 1)]
        near = {
            id(item): item
            for place in (earlier.start, sentence.start)
            for item in (*touching.at(place), *by_sentence.at(place))
        }
        candidates = [item for item in near.values() if self._leads_to(item, group, sentence)]
        candidates.sort(key=lambda item: item.cue.start if item.cue else item.content.start)
        outermost = [item for item in candidates if not any(is_inside(item, other) for other in candidates)]
        return outermost[-1] if outermost else None

    def _leads_to(self, item: Attribution, group: Group, sentence: Sentence) -> bool:
        if item.sentence.paragraph != sentence.paragraph or item.content.start >= group.outer.start:
            return False
        close = item.sentence.index in (sentence.index, sentence.index - 1)
        return close or (
            item.content.end <= group.outer.start
            and not words_between(self._document.text, item.content.end, group.outer.start)
        )

    # -- quotations without a cue ------------------------------------------------------------------------------

    def _uncued(self, found: Sequence[Attribution]) -> list[Attribution]:
        """A free quotation with no cue near it is the running speaker's."""
        touching = self._touching(found)
        added: list[Attribution] = []
        for group in self._quotations.groups:
            if not self._is_bare(group, touching):
                continue
            sentence = self._document.sentence_at(group.outer.start)
            speaker = self._running(group.outer.start, sentence, touching)
            content = span_between(self._document, group.content.start, group.content.end)
            if speaker is not None and content is not None:
                added.append(Attribution(speaker, None, None, None, content, sentence))
        return added

    def _is_bare(self, group: Group, touching: Touching[Attribution]) -> bool:
        if not group.free or _is_told(group, touching) or len(group.content.text.split()) < _FEWEST_WORDS:
            return False
        last = self._document.sentence_at(group.outer.end - 1)
        if last.headline and group.marked:
            return False  # words quoted for a heading are told again below it
        return not words_between(self._document.text, group.outer.end, last.end)

    def _running(self, position: int, sentence: Sentence, touching: Touching[Attribution]) -> Actor | None:
        """Who spoke last before a bare quotation, in the paragraphs just above."""
        for index in range(sentence.index, -1, -1):
            above = self._document.sentences[index]
            if sentence.paragraph - above.paragraph > _FARTHEST_PARAGRAPH:
                return None
            here = touching.at(above.start)
            ended = [item for item in here if item.content.end <= position]
            for item in sorted(ended, key=lambda item: item.content.end, reverse=True):
                if not any(is_inside(item, other) for other in here):
                    return replace(item.speaker, why="the running speaker of an unattributed quotation")
        return None

    # -- "I" and "we" ------------------------------------------------------------------------------------------

    def _settled(self, found: Sequence[Attribution]) -> list[Attribution]:
        """Who says "I" or "we" within a quotation is the quotation's own speaker."""
        touching = self._touching(found)
        settled = []
        for item in found:
            if item.speaker.why != FIRST_PERSON_WHY:
                settled.append(item)
                continue
            at = item.cue.start if item.cue is not None else item.content.start
            around = [
                other for other in touching.at(at) if is_inside(item, other) and other.speaker.why != FIRST_PERSON_WHY
            ]
            if around:
                nearest = min(around, key=lambda other: len(other.content.text))
                actor = replace(nearest.speaker, why=f"{item.speaker.name!r} in a quotation is its speaker")
                settled.append(replace(item, speaker=actor))
        return settled


def _is_told(group: Group, touching: Touching[Attribution]) -> bool:
    """Whether somebody outside the quotation is said to say it, or a part of it."""
    return any(
        item.content.start < group.content.end
        and group.content.start < item.content.end
        and not (item.cue is not None and group.holds(item.cue.start))
        for item in touching.near(group.content)
    )
