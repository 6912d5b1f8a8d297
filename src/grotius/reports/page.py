"""HTML pages: the article's text, its title and outlet, and when it was published, to the minute where it says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from grotius.errors import SourceError
from grotius.reports.decode import decode
from grotius.reports.found import Draft

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([a-zA-Z0-9_.:-]{2,40})""")
_LEAST_TEXT = 80
_MOST_NODES = 2_000
_PUBLISHED_META = (
    "article:published_time",
    "og:article:published_time",
    "article.published",
    "datepublished",
    "publishdate",
    "pubdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dc.date",
    "date",
)
_NO_ARTICLE = "the page holds no article that could be found; save the article's text as a .txt file and read that"


def declared_charset(head: bytes) -> str | None:
    """What the page says of its encoding in its first bytes."""
    match = _DECLARED.search(head[:4_096])
    return match.group(1).decode("ascii") if match else None


def read_page(source: str, data: bytes, charset: str | None = None, url: str | None = None) -> Draft:
    """The article of a page.

    Raises:
        SourceError: it holds no article.
    """
    markup = decode(data, charset or declared_charset(data))
    article = _article(markup, url)
    if article is None or len(article.text or "") < _LEAST_TEXT:
        raise SourceError(_NO_ARTICLE)
    facts = _Facts(markup)
    return Draft(
        source=source,
        text=str(article.text),
        title=facts.headline or article.title,
        publisher=facts.publisher or _sitename(article),
        url=url or facts.url or article.url,
        published=facts.published or article.date,
    )


def _article(markup: str, url: str | None) -> Any:
    from trafilatura.core import bare_extraction  # slow to load, and needed only for pages

    try:
        return bare_extraction(
            markup,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # a hostile page may break the extractor in any way; it must not stop the batch
        raise SourceError(_NO_ARTICLE) from error


def _sitename(article: Any) -> str | None:
    name = article.sitename
    if not name or "." in name or name.startswith("@"):
        return None
    return str(name)


class _Facts:
    """What a page says about itself for machines: JSON-LD first, then meta tags."""

    def __init__(self, markup: str) -> None:
        self.headline: str | None = None
        self.publisher: str | None = None
        self.url: str | None = None
        self.published: str | None = None
        try:
            tree = html.fromstring(markup.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            return
        for script in tree.iterfind(".//script[@type='application/ld+json']"):
            for node in _articles(script.text or ""):
                self._take(node)
        meta = _meta(tree)
        self.published = self.published or next((meta[name] for name in _PUBLISHED_META if name in meta), None)
        self.headline = self.headline or meta.get("og:title")
        self.publisher = self.publisher or meta.get("og:site_name")
        self.url = self.url or _canonical(tree) or meta.get("og:url")

    def _take(self, node: dict[str, Any]) -> None:
        publisher = node.get("publisher")
        if isinstance(publisher, list):
            publisher = publisher[0] if publisher else None
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        self.headline = self.headline or _string(node.get("headline"))
        self.published = self.published or _string(node.get("datePublished"))
        self.publisher = self.publisher or _string(name)
        self.url = self.url or _string(node.get("url"))


def _articles(source: str) -> Iterator[dict[str, Any]]:
    """The nodes of a JSON-LD block that are articles, wherever they hang."""
    try:
        waiting: list[Any] = [json.loads(source, strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and kind.endswith(("Article", "BlogPosting", "Posting")) for kind in kinds):
                yield node
            waiting.extend(node[key] for key in ("@graph", "mainEntity") if key in node)


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iterfind(".//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content", "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _canonical(tree: Any) -> str | None:
    element = tree.find(".//link[@rel='canonical'][@href]")
    return None if element is None else element.get("href")


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
