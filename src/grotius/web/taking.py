"""What leaves the site as files: packages of every format as a zip, and feeds of whatever a filter lets through."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import IO
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from starlette.responses import StreamingResponse

from grotius.errors import ExportError, SettingsError
from grotius.publish import export
from grotius.publish.export import FORMATS
from grotius.publish.feeds import FEEDS, Feed, make_feed
from grotius.record import Filter, Record
from grotius.web.asked import Asked, asked
from grotius.web.desk import Desk
from grotius.web.refusing import Forbidden, TooMany
from grotius.web.site import write_site

TITLE = "A record of a war"
_PIECE = 1 << 16
_WAIT = 20
_ON = "yes"


def add_taking(app: FastAPI, desk: Desk) -> None:
    """The addresses of packages and feeds."""
    packing = Lock()

    def package(request: Request) -> Response:
        _check_origin(request)
        question = asked("/download", dict(request.query_params))
        if not packing.acquire(blocking=False):
            raise TooMany("Another download is being made; ask again in a moment.", _WAIT)
        try:
            return _zip_of(desk.record, question)
        finally:
            packing.release()

    def feed(request: Request) -> Response:
        name = request.url.path.rpartition("/")[2].removesuffix(".atom")
        question = asked(f"/feeds/{name}.atom", dict(request.query_params))
        headers = {"etag": _tag(desk, str(request.url)), "cache-control": "private, no-cache"}
        if request.headers.get("if-none-match") == headers["etag"]:
            return Response(status_code=304, headers=headers)
        data = make_feed(desk.record, _whole(question.filter), _feed(request, name, question))
        return Response(data, media_type="application/atom+xml", headers=headers)

    hidden = {"include_in_schema": False, "methods": ["GET"]}
    app.add_api_route("/download/package", package, **hidden)  # type: ignore[arg-type]
    for name in FEEDS:
        app.add_api_route(f"/feeds/{name}.atom", feed, **hidden)  # type: ignore[arg-type]


def _check_origin(request: Request) -> None:
    """A package costs minutes of work: no other site may make a visitor's browser ask for one."""
    if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "same-site", "none"):
        raise Forbidden("Packages are made for the Download page only; open that and choose.")


def _zip_of(record: Record, question: Asked) -> Response:
    format = question.word("format")
    if format not in FORMATS:
        raise SettingsError(f"format is one of {', '.join(FORMATS)}.")
    with tempfile.TemporaryDirectory(prefix="grotius-") as home:
        made = export(
            record,
            format,
            Path(home) / "package",
            _whole(question.filter),
            hxl=question.word("hxl") == _ON,
            bom=question.word("bom") == _ON,
            title=TITLE,
            site=write_site,
        )
        packed = _packed(made.folder, f"grotius-{format}")
    size = packed.seek(0, os.SEEK_END)
    packed.seek(0)
    headers = {
        "content-disposition": f'attachment; filename="grotius-{format}.zip"',
        "content-length": str(size),
        "content-encoding": "identity",
        "cache-control": "no-store",
    }
    return StreamingResponse(_pieces(packed), media_type="application/zip", headers=headers)


def _packed(folder: Path, name: str) -> IO[bytes]:
    """The folder as a zip in a file that has no name: it goes when it is closed, or when nobody holds it any more."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 — it is read after this, and closed by its reader
    try:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    archive.write(path, f"{name}/{path.relative_to(folder).as_posix()}")
    except OSError as error:
        file.close()
        raise ExportError(f"The package could not be written ({error.strerror}); free some space.") from error
    return file


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while block := file.read(_PIECE):
            yield block


def _whole(wanted: Filter) -> Filter:
    return replace(wanted, limit=None, cursor=None)


def _feed(request: Request, name: str, question: Asked) -> Feed:
    base = str(request.base_url).rstrip("/")
    words = urlencode(question.words)
    told = "; ".join(f"{word} {value}" for word, value in question.words)
    title = f"{TITLE}: {name}{f' ({told})' if told else ''}"
    return Feed(title, name, f"{base}/feeds/{name}.atom{f'?{words}' if words else ''}", f"{base}/id")


def _tag(desk: Desk, address: str) -> str:
    return f'W/"{hashlib.sha256(f"{address}|{desk.written().number}".encode()).hexdigest()[:20]}"'
