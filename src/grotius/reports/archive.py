"""Web archives (WARC): the HTML pages in them. Needs the optional package ``fastwarc``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from grotius.errors import SourceError
from grotius.reports.found import Found, Unreadable
from grotius.reports.limits import Limits
from grotius.reports.page import read_page


def read_archive(source: str, stream: BinaryIO, limits: Limits) -> Iterator[Found]:
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        yield Unreadable(source, "web archives need one more package; install it with: pip install fastwarc.")
        return
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            kind = record.http_content_type or ""
            if "html" not in kind or (record.http_headers and record.http_headers.status_code != 200):
                continue
            url = record.headers.get("WARC-Target-URI")
            data = record.reader.read(limits.page_bytes + 1)
            name = f"{source}, {url}"
            if len(data) > limits.page_bytes:
                yield Unreadable(name, f"the page is larger than {limits.page_bytes // 1_000_000} MB and was left out.")
                continue
            try:
                yield read_page(name, data, record.http_charset, url)
            except SourceError as error:
                yield Unreadable(name, f"{error}.")
    except (ValueError, OSError, RuntimeError) as error:
        yield Unreadable(source, f"the web archive is damaged ({error}); fetch it again.")
