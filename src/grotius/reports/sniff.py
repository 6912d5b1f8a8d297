"""What a source's first bytes and its name say about its format."""

from __future__ import annotations

from typing import Literal

Format = Literal["text", "page", "feed", "json", "rows", "archive"]

SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".jsonl": "rows",
    ".ndjson": "rows",
    ".json": "json",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".warc": "archive",
}


def suffix_of(name: str) -> str:
    """The suffix that tells the format: ``.jsonl`` of both ``a.jsonl`` and ``a.jsonl.gz``."""
    lower = name.lower().rsplit("/", 1)[-1].removesuffix(".gz")
    dot = lower.rfind(".")
    return lower[dot:] if dot >= 0 else ""


def sniff(head: bytes, name: str) -> Format:
    """The format; what the bytes say wins over what the name says."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:2_000]
    lower = start.lower()
    if start.startswith(b"WARC/"):
        return "archive"
    if lower.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf")) and any(
        tag in lower for tag in (b"<rss", b"<feed", b"<rdf:rdf")
    ):
        return "feed"
    if lower.startswith(b"<!doctype html") or b"<html" in lower:
        return "page"
    named = SUFFIXES.get(suffix_of(name), "text")
    if named in ("json", "rows"):
        return "json" if start.startswith(b"[") else named
    if named == "text":
        return _json_or_text(start)
    return named


def _json_or_text(start: bytes) -> Format:
    if start.startswith(b"{") and start[1:].lstrip()[:1] in (b'"', b"}"):
        return "rows"
    if start.startswith(b"[") and start[1:].lstrip()[:1] in (b"{", b"]"):
        return "json"
    return "text"
