"""How many were killed and injured in a report's incident."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.gva.words import words_of
from grotius.model import Extraction, Figure, Measure, Mention

_FIRST = 2
_EARLY = 6
_MOST = 100
_FATAL, _CRIMES, _NO_DEATH = words_of("fatal"), words_of("crimes"), words_of("no_death")
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()


@dataclass(frozen=True)
class Casualties:
    killed: int
    injured: int


def casualties(extraction: Extraction) -> Casualties:
    """Counted people first; a death or a wound told without a number is one person's.

    Who was shot and is not told to have died was injured.
    """
    killed, injured = _counted(extraction, "killed"), _counted(extraction, "injured")
    told = [mention for mention in extraction.mentions if mention.actuality == "actual"]
    if killed == 0 and any(_is_death(mention) for mention in told[:_EARLY]):
        killed = 1
    shot = max(
        (_people(m.target.text) for m in told[:_EARLY] if m.type == "shooting" and m.target is not None), default=0
    )
    if injured == 0 and shot > killed:
        injured = shot - killed
    if killed == 0 and injured == 0:
        injured = 1
    return Casualties(killed, injured)


def _is_death(mention: Mention) -> bool:
    """ "A fatal shooting", "was killed"; an attempted murder or a homicide unit is none."""
    words = mention.sentence.text.lower()
    if mention.type == "killing":
        return mention.span.text.lower() not in _CRIMES or not any(word in words for word in _NO_DEATH)
    return mention.type == "shooting" and any(word in words for word in _FATAL)


def _people(words: str) -> int:
    """ "Four people", "13 men": the number that a noun phrase begins with; a phrase without one tells of one person."""
    first = words.lower().split()[0] if words else ""
    if first.isdigit():
        return int(first) if int(first) <= _MOST else 1
    return _NUMBERS.index(first) if first in _NUMBERS else 1


def agreed(harm: Sequence[Casualties]) -> tuple[int, int]:
    """What most reports of a group say; of equally common values the higher one."""
    return _most([one.killed for one in harm]), _most([one.injured for one in harm])


def _most(values: Sequence[int]) -> int:
    counts = Counter(values)
    return max(counts, key=lambda value: (counts[value], value))


def counted(extraction: Extraction) -> Iterator[Figure]:
    """The figures of the killed and the injured that stand first, those of two sentences for each measure."""
    for measure in ("killed", "injured"):
        starts: list[int] = []
        for figure in extraction.figures:
            if figure.measure != measure or not _counts(figure):
                continue
            if figure.sentence.start not in starts:
                starts.append(figure.sentence.start)
            if len(starts) <= _FIRST:
                yield figure


def _counts(figure: Figure) -> bool:
    told = figure.low if figure.low is not None else figure.best
    return told is not None and figure.part_of is None and figure.actuality == "actual" and not figure.cumulative


def _counted(extraction: Extraction, measure: Measure) -> int:
    """People of one sentence are added up ("a man and a woman"); of the first sentences the highest count holds."""
    by_sentence: dict[int, int] = defaultdict(int)
    for figure in counted(extraction):
        if figure.measure == measure:
            by_sentence[figure.sentence.start] += figure.low if figure.low is not None else figure.best or 0
    return max(by_sentence.values(), default=0)
