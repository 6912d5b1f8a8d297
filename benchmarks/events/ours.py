"""Grotius' rows as events of the set's classes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks.events.scoring import Argument, Event
from grotius.model import Extraction, Mention, Span, Talk

_KINDS = {"die": "die", "injure": "injure"}
_COUNTED = {"die": "killed", "injure": "injured"}
# Of who dies, the subject is the victim.
_OF_THEMSELVES = ("die", "dies", "died", "dying", "perished", "perish")
Place = Callable[[int, int], tuple[int, int]]


def ours(extraction: Extraction, place: Place) -> list[Event]:
    """``place`` maps a span of the cleaned text to the text as given."""
    found = [_of_mention(mention, _counted(mention, extraction), place) for mention in extraction.mentions]
    found += [_of_talk(talk, place) for talk in extraction.talks if talk.kind != "call"]
    return found


def _counted(mention: Mention, extraction: Extraction) -> Span | None:
    """Of "the blast killed 12 and injured 30 others" the words of the figure that the trigger tells."""
    measure = _COUNTED.get(mention.type)
    near = [
        figure
        for figure in extraction.figures
        if figure.measure == measure and figure.sentence == mention.sentence and figure.best != 0
    ]
    nearest = min(near, key=lambda figure: abs(figure.span.start - mention.span.start), default=None)
    return None if nearest is None else nearest.of or nearest.number


def _of_mention(mention: Mention, counted: Span | None, place: Place) -> Event:
    return Event(
        _KINDS.get(mention.type, "attack"),
        *place(mention.span.start, mention.span.end),
        mention.span.text,
        tuple(_arguments(mention, counted, place)),
    )


def _arguments(mention: Mention, counted: Span | None, place: Place) -> Iterator[Argument]:
    by = mention.by.span if mention.by is not None else None
    victim, attacker = (by, None) if mention.span.text.lower() in _OF_THEMSELVES else (mention.target or counted, by)
    for role, span in (("victim", victim), ("attacker", attacker), ("instrument", mention.weapon)):
        yield from _argument(role, span, place)
    for where in mention.places:
        if where.span is not None and _is_inside(where.span, mention.sentence):
            yield from _argument("place", where.span, place)


def _is_inside(span: Span, sentence: Span) -> bool:
    """The set marks the places told with the event, not those that it takes over from elsewhere."""
    return sentence.start <= span.start and span.end <= sentence.end


def _of_talk(talk: Talk, place: Place) -> Event:
    where = talk.place.span if talk.place is not None else None
    arguments = tuple(_argument("place", where, place))
    return Event("meet", *place(talk.span.start, talk.span.end), talk.span.text, arguments)


def _argument(role: str, span: Span | None, place: Place) -> Iterator[Argument]:
    if span is not None:
        yield Argument(role, *place(span.start, span.end))
