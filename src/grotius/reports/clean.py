"""Clean a text and keep the way back: what a web page left in it goes, what it broke is mended.

Cleaning is shy: it takes away marks and whole lines that the codebook names as dirt, and joins what was torn. It never
changes, adds or moves a word. A headline stays a line of its own, and paragraphs stay paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from grotius.codebook import Codebook
from grotius.model import OffsetMap
from grotius.reports import mends
from grotius.reports.offsets import Edit, apply, compose, unchanged

_Mend = Callable[[str], Iterable[Edit]]
_CLOCK = re.compile(r"(?:updated(?: at)?:? )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?P<zone> ?\(?[a-z]{2,4}\)?)?[.:]?")
_FILM, _PLAYER = re.compile(r"\d{1,2}:\d{2} \S"), " Pause"
_LONGEST_HEADLINE = 300
_LEAST_HEADLINE_WORDS = 4
_MOST_CRUMB_WORDS = 4


class Cleaner:
    """Cleans texts by one codebook. Make it once; it holds the dirt phrases ready for look-up."""

    def __init__(self, codebook: Codebook) -> None:
        self._lines: dict[str, int] = {}
        self._starts: list[tuple[str, int]] = []
        self._ends: list[tuple[str, int]] = []
        self._crumbs: set[str] = set()
        self._zones: set[str] = set()
        for dirt in codebook.dirt.values():
            for phrase in (phrase.casefold() for phrase in dirt.phrases):
                match dirt.where:
                    case "line":
                        self._lines[phrase] = dirt.longest
                    case "start":
                        self._starts.append((phrase, dirt.longest))
                    case "end":
                        self._ends.append((phrase, dirt.longest))
                    case "crumb":
                        self._crumbs.add(phrase)
                    case "clock_zone":
                        self._zones.add(phrase)
        for outlet in codebook.outlets.values():
            self._crumbs.update(name.casefold() for name in (outlet.name, *outlet.aliases))
        self._longest = max((longest for _, longest in self._starts + self._ends), default=0)
        self._any_start = tuple(phrase for phrase, _ in self._starts)
        self._any_end = tuple(phrase for phrase, _ in self._ends)

    def clean(self, raw: str) -> tuple[str, OffsetMap]:
        """The cleaned text, and the map from it to ``raw``."""
        text, offsets = raw, unchanged(raw)
        for mend in self._mends():
            edits = list(mend(text))
            if edits:
                text, step = apply(text, edits)
                offsets = compose(step, offsets)
        return text, offsets

    def _mends(self) -> tuple[_Mend, ...]:
        return (
            mends.characters,
            mends.spaces,
            self._dirty_lines,
            self._crumb,
            mends.ellipses,
            mends.stray_closers,
            mends.split_sentences,
            mends.open_quotes,
            mends.spaces_before_marks,
            mends.run_together,
            mends.spaces,
        )

    def _dirty_lines(self, text: str) -> Iterator[Edit]:
        playing = False
        for number, line in enumerate(mends.lines(text)):
            playing = _goes_on_playing(line.text, playing)
            if (playing and line.text) or self._is_dirt(line.text, headline=number == 0):
                yield Edit(line.start, line.end + line.breaks)

    def _is_dirt(self, line: str, *, headline: bool) -> bool:
        if len(line) > self._longest:
            return False
        folded = line.casefold()
        if folded in self._lines or self._is_stamp(folded):
            return True
        if headline:
            return False
        return (
            folded.startswith(self._any_start)
            and any(folded.startswith(phrase) and len(line) <= longest for phrase, longest in self._starts)
        ) or (
            folded.endswith(self._any_end)
            and any(folded.endswith(phrase) and len(line) <= longest for phrase, longest in self._ends)
        )

    def _is_stamp(self, folded: str) -> bool:
        if not folded[-1:].isascii() or len(folded) > 30:
            return False
        match = _CLOCK.fullmatch(folded)
        if match is None:
            return False
        zone = match.group("zone")
        return zone is None or zone.strip(" ()") in self._zones

    def _crumb(self, text: str) -> Iterator[Edit]:
        end = text.find("\n")
        headline = text[:end] if end >= 0 else text
        if len(headline) > _LONGEST_HEADLINE:
            return
        cut = self._crumb_start(headline)
        if cut is not None:
            yield Edit(cut, len(headline))

    def _crumb_start(self, headline: str) -> int | None:
        """Where "| World | News" or "- BBC News" begins in a headline."""
        bar = headline.find(" | ")
        if bar > 0 and _words(headline[:bar]) >= _LEAST_HEADLINE_WORDS:
            tail = headline[bar + 3 :].split(" | ")
            if all(_words(piece) <= _MOST_CRUMB_WORDS for piece in tail):
                return bar
        for dash in (" - ", " – ", " — "):
            at = headline.rfind(dash)
            known = headline[at + 3 :].strip().casefold() in self._crumbs
            if at > 0 and known and _words(headline[:at]) >= _LEAST_HEADLINE_WORDS:
                return at
        return None


def _goes_on_playing(line: str, playing: bool) -> bool:
    """A player's list of films: "1:08 A title Pause", then more lines that begin with a length."""
    if _FILM.match(line) is None:
        return playing and not line
    return playing or line.endswith(_PLAYER)


def _words(text: str) -> int:
    return len(text.split())
