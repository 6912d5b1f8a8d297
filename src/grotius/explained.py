"""How an explanation reads on a terminal: one paragraph, then what stands behind it, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.padding import Padding
from rich.text import Text

from grotius.publish import plain
from grotius.record import Reason

_INDENT, _DEEPER = (0, 0, 0, 2), (0, 0, 0, 4)
_MOST_WORDS = 300
_PARTS = (
    ("report", "Its reports, and what ties each to the rest"),
    ("decision", "What people decided"),
    ("near", "What came close and was left out"),
    ("value", "The best values"),
    ("overruled", "What was decided and no longer holds"),
    ("pair", "All pairs of tellings that were found alike"),
)
_VERBOSE = frozenset({"overruled", "pair"})
Line = Text | Padding


def lines(reasons: Sequence[Reason], *, verbose: bool = False) -> Iterator[Line]:
    """What to print. ``verbose`` adds weights and scores, every pair, and decisions that were overruled."""
    for reason in reasons:
        if reason.about in ("whole", "row"):
            yield Text(plain(reason.sentence))
            if reason.about == "row" and reason.words:
                yield Padding(_quoted(reason.words), _INDENT, expand=False)
    for about, heading in _PARTS:
        told = [reason for reason in reasons if reason.about == about]
        if told and (verbose or about not in _VERBOSE):
            of_event = reasons[0].about == "whole"
            yield Text(f"\n{heading if of_event or about != 'report' else 'What it tells of'}", "bold")
            for reason in told:
                yield from (Padding(line, _INDENT, expand=False) for line in _one(reason, verbose))
    left = sum(reason.about == "pair" for reason in reasons)
    if left and not verbose:
        yield Text(f"\nThe {left} pairs that were found alike, with weights and scores: --verbose.", "dim")


def _one(reason: Reason, verbose: bool) -> Iterable[Line]:
    if reason.head:
        yield Text.assemble(plain(reason.head), "  ", (reason.on[0] if reason.on else "", "dim"))
    if reason.words and reason.about == "report":
        yield Padding(_quoted(reason.words), _INDENT, expand=False)
    sentence = Text(plain(reason.sentence))
    if reason.score is not None and (verbose or reason.about in ("report", "near")):
        sentence.append(f"  ({reason.score:+.1f})", "dim")
    yield Padding(sentence, _INDENT if reason.head else (0, 0, 0, 0), expand=False)
    if verbose and reason.detail:
        yield Padding(Text(plain(reason.detail), "dim"), _INDENT, expand=False)


def _quoted(words: str) -> Text:
    text = plain(words)
    return Text(f"“{text if len(text) <= _MOST_WORDS else f'{text[: _MOST_WORDS - 1]}…'}”", "italic")
