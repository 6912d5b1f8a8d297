"""Make a report of a draft: clean it, name it, date it, and say which language it is in."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from grotius.codebook import Codebook
from grotius.ids import content_hash, row_id
from grotius.model import Report
from grotius.reports.clean import Cleaner
from grotius.reports.dates import normalised
from grotius.reports.found import Draft, Unreadable
from grotius.reports.identify import identify
from grotius.reports.limits import Limits
from grotius.reports.outlets import Outlets

_LONGEST_URL = 4_000
_LONGEST_NAME = 500
_LONGEST_HEADLINE = 200
_LEAST_HEADLINE_WORDS = 3
_NO_HEADLINE_END = '.!?:;,…"”’)'
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "at_medium", "at_campaign", "ns_campaign", "ocid", "cmpid")


class Assembler:
    """Makes reports by one codebook."""

    def __init__(self, codebook: Codebook, limits: Limits) -> None:
        self._cleaner = Cleaner(codebook)
        self._outlets = Outlets(codebook)
        self._limits = limits

    def report(self, draft: Draft) -> Report | Unreadable:
        if len(draft.text) > self._limits.text_chars:
            most = self._limits.text_chars
            return Unreadable(draft.source, f"its text is longer than {most:,} characters; split it into its reports.")
        raw = _whole_characters(_with_headline(draft))
        text, offsets = self._cleaner.clean(raw)
        if not text:
            return Unreadable(draft.source, "it is empty; there is nothing to read.")
        url = safe_url(draft.url)
        digest = content_hash(raw)
        language, confidence = identify(text)
        return Report(
            id=row_id("r", same_page(url)) if url else row_id("r", digest),
            hash=digest,
            text=text,
            raw=raw,
            map=offsets,
            title=self._name(draft.title) or headline_of(text),
            publisher=self._name(draft.publisher) or (self._outlets.publisher_of(url) if url else None),
            url=url,
            published=normalised(draft.published),
            source=draft.source,
            language=language,
            language_confidence=confidence,
        )

    def _name(self, value: str | None) -> str | None:
        if value is None:
            return None
        cleaned, _ = self._cleaner.clean(_whole_characters(value[:_LONGEST_NAME]))
        return " ".join(cleaned.split()) or None


def _with_headline(draft: Draft) -> str:
    """The text as published: its headline is part of it, also where the source keeps the two apart."""
    title = " ".join((draft.title or "").split())
    if not title or title.casefold() in " ".join(draft.text[: 2 * len(title) + 200].split()).casefold():
        return draft.text
    return f"{title}\n\n{draft.text}"


def _whole_characters(text: str) -> str:
    """Halves of characters, as broken JSON may hold, become the mark for a character that is not known."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def headline_of(text: str) -> str | None:
    """The first line, where it stands alone and does not end as a sentence does."""
    first, newline, _ = text.partition("\n")
    if not newline or len(first) > _LONGEST_HEADLINE or len(first.split()) < _LEAST_HEADLINE_WORDS:
        return None
    return None if first[-1] in _NO_HEADLINE_END else first


def safe_url(written: str | None) -> str | None:
    """A web address that may be shown as a link, or nothing."""
    if written is None or len(written) > _LONGEST_URL or any(c.isspace() or not c.isprintable() for c in written):
        return None
    try:
        parts = urlsplit(written)
        host = parts.hostname
    except ValueError:
        return None
    return written if parts.scheme.lower() in ("http", "https") and host else None


def same_page(url: str) -> str:
    """What two addresses of one page have in common: no scheme, no ``www.``, no fragment, no tracking."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower().removeprefix("www.")
    kept = [(key, value) for key, value in parse_qsl(parts.query) if not key.lower().startswith(_TRACKING)]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    return f"{host}{parts.path.rstrip('/')}{query}"
