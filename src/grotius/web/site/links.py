"""Addresses: where a page of the live site lies among the files of a snapshot."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote, unquote

from grotius.folding import fold

LISTS = frozenset("events talks disagreements statements positions reports actors places changes about search".split())
_HAPPENINGS = {"e-": "events", "t-": "talks"}
_LINK = re.compile(r' (href|src)="(/[^"]*)"')
_ID = re.compile(r"[a-z]-[a-z0-9-]{1,60}")


@dataclass(frozen=True, slots=True)
class Addresses:
    """``pages`` are the ids of happenings and reports that have a page. Whatever has none is no link."""

    pages: Set[str]

    def relative(self, html: str, root: str, reports: Mapping[str, str]) -> str:
        """The page with every address of the live site made relative; ``reports`` tells where single rows stand.

        Words of reports cannot look like an attribute here: in templates each quotation mark of theirs is escaped.
        """

        def put(found: re.Match[str]) -> str:
            target = self.target(unescape(found[2]), reports)
            return f' {found[1]}="{escape(root + target)}"' if target else ""

        return _LINK.sub(put, html)

    def target(self, address: str, reports: Mapping[str, str]) -> str | None:
        """The file, from the snapshot's own folder; ``None`` where it has no such page."""
        path, _, anchor = address.partition("#")
        parts = [unquote(part) for part in path.partition("?")[0].strip("/").split("/")]
        match parts:
            case [""]:
                return "index.html"
            case ["static", *rest]:
                return "/".join(("assets", *rest))
            case [noun] if noun in LISTS:
                return f"{noun}.html"
            case ["positions", "matrix"]:
                return "positions-matrix.html"
            case ["data", name]:
                return f"data/{name}"
            case [noun, "page", number] if noun in LISTS and number.isdecimal():
                return list_file(noun, int(number))
            case ["actors", _, *_]:
                return search_for("a", "/".join(parts[1:]))
            case ["places", _, *_]:
                return search_for("p", "/".join(parts[1:]))
            case ["events" | "talks" | "reports" | "id", key]:
                return self._page(key, anchor, reports)
        return None

    def _page(self, key: str, anchor: str, reports: Mapping[str, str]) -> str | None:
        if key in self.pages:
            return page_file(key) + (f"#{quote(anchor)}" if anchor else "")
        report = reports.get(key)
        return f"{page_file(report)}#{quote(key)}" if report in self.pages and report is not None else None


def page_file(id: str) -> str:
    """The file of a happening or report: its id, and nothing that anyone else wrote."""
    name = id if _ID.fullmatch(id) else f"x-{hashlib.sha256(id.encode('utf-8', 'replace')).hexdigest()[:20]}"
    return f"{_HAPPENINGS.get(id[:2], 'reports')}/{name}.html"


def list_file(noun: str, number: int) -> str:
    return f"{noun}.html" if number == 1 else f"{noun}-{number}.html"


def tag(kind: str, name: str) -> str:
    """The mark by which the search finds all of one actor (``a``) or place (``p``), however it is written."""
    return f"~{kind}{hashlib.sha256(fold(name).encode('utf-8', 'replace')).hexdigest()[:12]}"


def search_for(kind: str, name: str) -> str:
    return f"search.html#{tag(kind, name)}"
