"""Download: every format that the record leaves in, under any filter, and feeds of it."""

from __future__ import annotations

from dataclasses import dataclass

from grotius.publish.export import FORMATS
from grotius.publish.feeds import FEEDS
from grotius.web.asked import Asked
from grotius.web.desk import Desk
from grotius.web.faces import Page

_ABOUT = {
    "csv": ("CSV", "spreadsheets, R, pandas"),
    "jsonl": ("JSON Lines", "programs: whole rows, every value with its words"),
    "geojson": ("GeoJSON", "maps; no geometry where no point is known"),
    "parquet": ("Parquet", "DuckDB, polars, Spark"),
    "acled": ("ACLED’s columns", "tools made for ACLED"),
    "ucdp": ("UCDP GED’s columns", "tools made for UCDP GED"),
    "plover": ("PLOVER’s columns", "tools made for POLECAT"),
    "atom": ("Atom", "feed readers"),
    "site": ("Site", "pages, map, time line and search that open from a folder"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """``lost`` names what the format cannot carry; how many rows it touches stands in each package."""

    format: str
    name: str
    audience: str
    files: tuple[str, ...]
    lost: tuple[str, ...]
    is_csv: bool


@dataclass(frozen=True, slots=True)
class FeedOffer:
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class DownloadPage:
    """``filter`` are the words that the package will be made with."""

    offers: tuple[Offer, ...]
    feeds: tuple[FeedOffer, ...]
    filter: tuple[tuple[str, str], ...]


def view(desk: Desk, question: Asked, _: str = "") -> DownloadPage:
    words = tuple((name, value) for name, value in question.words if name != "limit")
    asked = Asked(question.path, words, question.filter)
    feeds = tuple(FeedOffer(name, asked.url(f"/feeds/{name}.atom")) for name in FEEDS)
    return DownloadPage(tuple(map(_offer, FORMATS)), feeds, words)


def _offer(format: str) -> Offer:
    shape = FORMATS[format]
    name, audience = _ABOUT[format]
    files = tuple(f"{sheet.name}.{shape.ending}" for sheet in shape.sheets) or _FILES[format]
    lost = tuple(loss.about for sheet in shape.sheets for loss in sheet.losses)
    return Offer(format, name, audience, files, lost, shape.is_csv)


_FILES = {"atom": tuple(f"{name}.atom" for name in FEEDS), "site": ("index.html", "…")}

DOWNLOAD = Page("/download", view, "download.html")
