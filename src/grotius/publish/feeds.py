"""Atom feeds: what is new under a filter, and what was changed, corrected or taken back.

By RFC 4287; what is no longer in force is told by the tombstones of RFC 6721.
"""

from __future__ import annotations

import heapq
import uuid
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from grotius.english import cut
from grotius.merge import Happening
from grotius.publish.cells import plain
from grotius.publish.package import Written, written
from grotius.publish.phrases import capital, interval, said, title
from grotius.record import ChangeRow, EventRow, Filter, Origin, Record, TalkRow
from grotius.record.streaming import newest

MOST_ENTRIES = 100
FEEDS = ("events", "talks", "changes")
_ATOM = "http://www.w3.org/2005/Atom"
_GONE = "http://purl.org/atompub/tombstones/1.0"
_GEORSS = "http://www.georss.org/georss"
_NEVER = "1970-01-01T00:00:00Z"
_LONGEST = 500
_ENDINGS = ("event gone", "event merged", "rejected by a person")
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://grotius.invalid/records")


@dataclass(frozen=True, slots=True)
class Feed:
    """What stands at the head of a feed. ``link`` is where it will be found, ``pages`` where ids have their pages."""

    title: str
    name: str
    link: str | None = None
    pages: str | None = None


def happening_feed(rows: Iterable[EventRow | TalkRow], ended: Iterable[ChangeRow], feed: Feed) -> bytes:
    """The newest happenings among ``rows``, and tombstones for those that ``ended`` says are no more."""
    latest = heapq.nlargest(MOST_ENTRIES, rows, key=lambda row: (_updated(row), row.id))
    gone = list(ended)
    last = max((*map(_updated, latest), *(change.at for change in gone)), default=_NEVER)
    head = _head(feed, last)
    for change in gone:
        _tombstone(head, change)
    for row in latest:
        _happening_entry(head, row, feed)
    return _text(head)


def change_feed(changes: Iterable[ChangeRow], feed: Feed) -> bytes:
    """The newest changes, corrections and deletions among them; ``changes`` in the order they were made."""
    latest = list(deque(changes, maxlen=MOST_ENTRIES))
    head = _head(feed, latest[-1].at if latest else _NEVER)
    for change in reversed(latest):
        _change_entry(head, change, feed)
    return _text(head)


def make_feed(record: Record, wanted: Filter, feed: Feed) -> bytes:
    """The feed of ``feed.name`` (``events``, ``talks`` or ``changes``) under a filter."""
    changes = _latest_changes(record, wanted)
    if feed.name == "changes":
        return change_feed(changes, feed)
    letter = "e-" if feed.name == "events" else "t-"
    ended = [change for change in changes if change.what in _ENDINGS and change.target.startswith(letter)]
    rows = newest(record, feed.name, replace(wanted, limit=None, cursor=None), MOST_ENTRIES)
    return happening_feed(rows, ended[-MOST_ENTRIES:], feed)


def write_feeds(record: Record, wanted: Filter, folder: Path, title: str, link: str | None) -> list[Written]:
    """One feed each of events, talks and changes."""
    base = link.rstrip("/") if link else None
    files = []
    for name in FEEDS:
        data = make_feed(record, wanted, Feed(f"{title}: {name}", name, f"{base}/{name}.atom" if base else None, base))
        path = folder / f"{name}.atom"
        path.write_bytes(data)
        files.append(written(path, None, "application/atom+xml", data.count(b"<entry>")))
    return files


def _latest_changes(record: Record, wanted: Filter) -> list[ChangeRow]:
    """The last changes up to the filter's moment, in the order they were made."""
    found = record.changes(limit=MOST_ENTRIES * 10, newest=True, as_of=wanted.as_of)
    return list(reversed(found.rows))


def _head(feed: Feed, updated: str) -> Any:
    head = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM, "at": _GONE, "georss": _GEORSS})
    _add(head, "id", urn("feed", feed.link or feed.title))
    _add(head, "title", feed.title)
    _add(head, "updated", updated)
    _add(_add(head, "author"), "name", "Grotius")
    if feed.link and web_url(feed.link):
        _add(head, "link", rel="self", href=feed.link)
    return head


def _happening_entry(head: Any, row: EventRow | TalkRow, feed: Feed) -> None:
    told = row.happening
    entry = _add(head, "entry")
    _add(entry, "id", urn("row", row.id))
    _add(entry, "title", title(told) or row.id)
    _add(entry, "updated", _updated(row))
    for outlet in dict.fromkeys(source.publisher for source in row.sources if source.publisher):
        _add(_add(entry, "author"), "name", outlet)
    _links(entry, row.id, row.sources, feed)
    _add(entry, "category", term=plain(told.type))
    _add(entry, "summary", _summary(row))
    if point := _point(told):
        etree.SubElement(entry, f"{{{_GEORSS}}}point").text = point


def _change_entry(head: Any, change: ChangeRow, feed: Feed) -> None:
    entry = _add(head, "entry")
    _add(entry, "id", urn("change", change.at, change.target, change.what, change.why, change.after))
    _add(entry, "title", f"{capital(change.what)}: {change.target}")
    _add(entry, "updated", change.at)
    _add(_add(entry, "author"), "name", change.who)
    _links(entry, change.target, (), feed)
    _add(entry, "category", term="correction" if change.kind == "person" else "change")
    values = [_short(value) for value in (change.before, change.after) if value and not value.startswith("{")]
    _add(entry, "summary", f"{capital(change.why)}. {' → '.join(values)}".strip())


def _tombstone(head: Any, change: ChangeRow) -> None:
    gone = etree.SubElement(head, f"{{{_GONE}}}deleted-entry", ref=urn("row", change.target), when=change.at)
    etree.SubElement(gone, f"{{{_GONE}}}comment").text = _clean(change.why)


def _links(entry: Any, id: str, sources: Sequence[Origin], feed: Feed) -> None:
    if feed.pages and web_url(feed.pages):
        _add(entry, "link", rel="alternate", type="text/html", href=f"{feed.pages}/{id}")
    for source in sources[:10]:
        if url := web_url(source.url):
            _add(entry, "link", rel="via", href=url)


def _summary(row: EventRow | TalkRow) -> str:
    counted = [
        f"{said(one.measure)}: {interval(one.low, one.high) or 'not told'}"
        for one in (row.figures if isinstance(row, EventRow) else ())
    ]
    return " · ".join(filter(None, (_short(row.happening.words), "; ".join(counted))))


def _point(told: Happening) -> str | None:
    place = told.places[0] if told.places else None
    return f"{place.lat} {place.lon}" if place is not None and place.lat is not None else None


def _updated(row: EventRow | TalkRow) -> str:
    """When a report of it was last read, or a person last decided about it."""
    return max((*(source.read_at for source in row.sources), *(one.at for one in row.verdicts)), default=_NEVER)


def urn(*parts: str | None) -> str:
    """The same name for the same thing, for ever."""
    return uuid.uuid5(_SPACE, "\x1f".join(part or "" for part in parts)).urn


def web_url(url: str | None) -> str | None:
    """The address if it is one of a page on the web, never a script or a file."""
    if not url or not url.isascii() or any(char <= " " or char in '<>"\\^`{|}' for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _short(text: str) -> str:
    return cut(text, _LONGEST)


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    made = etree.SubElement(parent, f"{{{_ATOM}}}{name}", {key: _clean(value) for key, value in attributes.items()})
    if text is not None:
        made.text = _clean(text)
    return made


def _clean(text: str) -> str:
    """What XML 1.0 may hold, on one line."""
    return "".join(char for char in plain(text) if not ("\ud800" <= char <= "\udfff" or char in "\ufffe\uffff"))


def _text(head: Any) -> bytes:
    data: bytes = etree.tostring(head, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return data
