"""RSS and Atom: one report an entry, from the words that the feed itself holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree, html

from grotius.reports.found import Draft, Found, Unreadable
from grotius.reports.limits import Limits

_BLOCKS = frozenset("p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote tr table section article figure figcaption".split())
_LEFT_OUT = frozenset(("script", "style", "figure"))

Follow = Callable[[str], Found]


def read_feed(source: str, data: bytes, limits: Limits, follow: Follow | None = None) -> Iterator[Found]:
    """The entries of a feed. ``follow`` fetches the page of an entry without words of its own."""
    import feedparser  # slow to load, and needed only for feeds

    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        yield Unreadable(
            source, "it is no RSS or Atom feed with entries; check the file or give the articles' addresses."
        )
        return
    outlet = _word(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries[: limits.feed_entries], 1):
        yield _entry(f"{source}, entry {number}", entry, outlet, follow)
    left = len(feed.entries) - limits.feed_entries
    if left > 0:
        yield Unreadable(
            source, f"{left} entries over the limit of {limits.feed_entries} were left out; split the feed."
        )


def _entry(source: str, entry: Any, outlet: str | None, follow: Follow | None) -> Found:
    link = _word(entry.get("link"))
    text = _longest(entry)
    if not text:
        if follow is not None and link is not None:
            return follow(link)
        return Unreadable(source, "it has no words of its own; give the address of its article instead.")
    return Draft(
        source=source,
        text=text,
        title=_word(plain_words(entry.get("title", ""))),
        publisher=outlet,
        url=link,
        published=_word(entry.get("published")),
    )


def _longest(entry: Any) -> str:
    values = [content.get("value", "") for content in entry.get("content", [])] + [entry.get("summary", "")]
    return max((plain_words(value) for value in values), key=len)


def plain_words(markup: str) -> str:
    """The words of a piece of HTML, a paragraph a line."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            pieces.append(element.tail or "")
        elif event == "start":
            pieces.append("\n\n" if element.tag in _BLOCKS else "")
            pieces.append("" if element.tag in _LEFT_OUT else _flat(element.text))
        else:
            pieces.append("\n\n" if element.tag in _BLOCKS else "")
            pieces.append(_flat(element.tail) if element is not root else "")
    paragraphs = (" ".join(piece.split()) for piece in "".join(pieces).split("\n\n"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _word(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
