"""Who publishes: an outlet by the address of its page, and the outlets that a text credits."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from grotius.codebook import Codebook

_START = 300
_LONGEST_CREDIT = 160
_LAST_LINES = 6
_WORD = re.compile(r"[\w’'.-]+")
_SMALL = frozenset(
    "and the of in by from with for to news agency agencies report reports staff writer writers wire".split()
)
_MOST_OTHER_WORDS = 6


class Outlets:
    """The codebook's outlets, ready for look-up by domain and by name."""

    def __init__(self, codebook: Codebook) -> None:
        self._names: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        for key, outlet in codebook.outlets.items():
            self._names.update((domain, outlet.name) for domain in outlet.domains)
            self._ids.update((name, key) for name in (outlet.name, *outlet.aliases))
        self._before = _phrases(codebook, "before")
        self._after = _phrases(codebook, "after")
        longest_first = sorted(self._ids, key=lambda name: (-len(name), name))
        alternatives = "|".join(re.escape(name) for name in longest_first)
        self._name = re.compile(rf"(?<![\w.-])(?:{alternatives})(?![\w-])")
        self._dateline = re.compile(rf"\((?P<in>{alternatives})\)|^[^.\n]{{0,60}}[,/] (?P<bare>{alternatives}) ?[-–—]")

    def publisher_of(self, url: str) -> str | None:
        """The outlet that owns the address, or the bare domain of one that we do not know."""
        host = _host(url)
        labels = host.split(".")
        for i in range(len(labels) - 1):
            name = self._names.get(".".join(labels[i:]))
            if name is not None:
                return name
        return host or None

    def id_of(self, publisher: str) -> str | None:
        """The codebook's id of an outlet by one of its names."""
        return self._ids.get(publisher)

    def credits(self, text: str) -> tuple[str, ...]:
        """Ids of the outlets that the text credits: in its dateline, or in a credit line near its end.

        A report that says that somebody told an agency something does not credit it.
        """
        found: dict[str, None] = {}
        for match in self._dateline.finditer(text[:_START]):
            found[self._ids[match.group("in") or match.group("bare")]] = None
        for line in _last_lines(text):
            if self._is_credit(line):
                found.update((self._ids[name], None) for name in self._name.findall(line))
        return tuple(found)

    def _is_credit(self, line: str) -> bool:
        names = self._name.findall(line)
        if not names:
            return False
        folded = line.casefold().strip(" .()[]*–—-")
        if folded.startswith(self._before) or folded.endswith(self._after):
            words = _WORD.findall(self._name.sub(" ", line).casefold())
            return sum(word not in _SMALL for word in words) <= _MOST_OTHER_WORDS
        words = _WORD.findall(self._name.sub(" ", line).casefold())
        return all(word in _SMALL for word in words)


def _phrases(codebook: Codebook, side: str) -> tuple[str, ...]:
    return tuple(
        phrase.casefold() for cue in codebook.credit_cues.values() if cue.side == side for phrase in cue.phrases
    )


def _last_lines(text: str) -> list[str]:
    """The last short lines, and what stands in brackets at the very end of the text."""
    tail = text[-2_000:].rstrip()
    lines = [line for line in tail.split("\n")[-_LAST_LINES:] if 0 < len(line) <= _LONGEST_CREDIT]
    if tail.endswith(")"):
        opening = tail.rfind("(")
        if opening >= 0:
            lines.append(tail[opening + 1 : -1])
    return lines


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
