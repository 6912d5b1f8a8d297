"""Read sources: files, folders, patterns, web addresses and standard input, one after the other and lazily."""

from __future__ import annotations

import glob
import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from grotius.codebook import Codebook, load
from grotius.errors import SourceError
from grotius.model import Report
from grotius.reports.archive import read_archive
from grotius.reports.assemble import Assembler
from grotius.reports.blob import Blob, open_blob, read_all
from grotius.reports.decode import decode, what_binary
from grotius.reports.feed import read_feed
from grotius.reports.found import Draft, Found, Unreadable
from grotius.reports.limits import Limits
from grotius.reports.page import read_page
from grotius.reports.plain import read_plain
from grotius.reports.rows import read_json, read_rows
from grotius.reports.sniff import SUFFIXES, sniff, suffix_of

if TYPE_CHECKING:
    from grotius.reports.fetch import Fetcher

STANDARD_INPUT = "-"
_DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile)
_COUNT_CHUNK = 1 << 20


def read_sources(
    sources: Sequence[str],
    *,
    codebook: Codebook | None = None,
    stdin: BinaryIO | None = None,
    limits: Limits | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Report | Unreadable]:
    """A report for each text found in ``sources``, and an ``Unreadable`` for each part that gave none.

    A source is a file, a folder (read whole, in order), a pattern (``news/*.txt``), an http or https address, or
    ``-`` for standard input. Nothing is read before it is asked for, and nothing broken stops the rest.
    """
    limits = limits or Limits()
    assembler = Assembler(codebook or load(), limits)
    with ExitStack() as stack:
        reader = _Reader(limits, stdin, stack, fetcher)
        for source in sources:
            for found in reader.read(source):
                yield assembler.report(found) if isinstance(found, Draft) else found


class _Reader:
    def __init__(self, limits: Limits, stdin: BinaryIO | None, stack: ExitStack, fetcher: Fetcher | None) -> None:
        self._limits = limits
        self._stdin = stdin
        self._stack = stack
        self._given = fetcher

    def read(self, source: str) -> Iterator[Found]:
        if source == STANDARD_INPUT:
            stream = self._stdin if self._stdin is not None else sys.stdin.buffer
            yield from self._guarded("standard input", stream)
        elif "://" in source:
            yield from self._page(source)
        else:
            for path in paths_of(source):
                yield from path if isinstance(path, tuple) else self._file(path)

    def _file(self, path: Path) -> Iterator[Found]:
        try:
            stream = path.open("rb")
        except OSError as error:
            yield _not_opened(str(path), error)
            return
        with stream:
            yield from self._guarded(str(path), stream)

    def _page(self, address: str) -> Iterator[Found]:
        try:
            fetched = self._fetcher.get(address)
        except SourceError as error:
            yield Unreadable(address, f"{error}.")
            return
        stream = io.BytesIO(fetched.data)
        yield from self._guarded(address, stream, fetched.charset, fetched.url)

    @property
    def _fetcher(self) -> Fetcher:
        if self._given is None:
            from grotius.reports.fetch import Fetcher  # slow to load, and needed only for web addresses

            self._given = self._stack.enter_context(Fetcher(self._limits))
        return self._given

    def _follow(self, address: str) -> Found:
        """The article that a feed's entry links to: one page, never another feed."""
        try:
            fetched = self._fetcher.get(address)
            return read_page(address, fetched.data, fetched.charset, fetched.url)
        except SourceError as error:
            return Unreadable(address, f"{error}.")

    def _guarded(
        self, name: str, stream: BinaryIO, charset: str | None = None, url: str | None = None
    ) -> Iterator[Found]:
        try:
            yield from self._blob(open_blob(name, stream, charset, url), stream)
        except SourceError as error:
            yield Unreadable(name, f"{error}.")
        except _DAMAGED:
            yield Unreadable(name, "its gzip data is damaged or cut short; pack or fetch it again.")
        except OSError as error:
            yield _not_opened(name, error)

    def _blob(self, blob: Blob, stream: BinaryIO) -> Iterator[Found]:
        if not blob.head.strip():
            raise SourceError("it is empty; there is nothing to read")
        binary = what_binary(blob.head)
        if binary is not None:
            raise SourceError(f"it is {binary}, not text; save its words as a .txt file and read that")
        match sniff(blob.head, blob.name):
            case "rows":
                yield from read_rows(blob, self._limits)
            case "json":
                yield from read_json(blob, self._limits)
            case "feed":
                follow = self._follow if blob.url is not None else None
                yield from read_feed(blob.name, read_all(blob, self._limits), self._limits, follow)
            case "page":
                yield read_page(blob.name, read_all(blob, self._limits), blob.charset, blob.url)
            case "archive":
                yield from self._archive(blob, stream)
            case "text":
                yield read_plain(blob.name, decode(read_all(blob, self._limits), blob.charset), blob.url)

    def _archive(self, blob: Blob, stream: BinaryIO) -> Iterator[Found]:
        if not stream.seekable():
            raise SourceError("a web archive cannot be read from standard input; give it as a file")
        stream.seek(0)
        yield from read_archive(blob.name, stream, self._limits)


def paths_of(source: str) -> Iterator[Path | tuple[Unreadable]]:
    """The files that a source names, in order, and what could not be looked into."""
    path = Path(source)
    if path.is_dir():
        yield from _in_folder(path)
    elif path.exists():
        yield path
    elif glob.has_magic(source):
        found = False
        for name in sorted(glob.iglob(source, recursive=True)):
            found = True
            yield from _in_folder(Path(name)) if Path(name).is_dir() else (Path(name),)
        if not found:
            yield (Unreadable(source, "no file fits this pattern; check it, and put it in quotes."),)
    else:
        yield (Unreadable(source, "there is no such file or folder; check the name."),)


def _in_folder(folder: Path) -> Iterator[Path | tuple[Unreadable]]:
    """Files of the formats we know, by their suffix; hidden ones and links to folders are passed over."""
    problems: list[Unreadable] = []
    found = False
    for root, folders, files in os.walk(folder, onerror=lambda error: problems.append(_not_opened(str(folder), error))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and suffix_of(name) in SUFFIXES:
                found = True
                yield Path(root, name)
    for problem in problems:
        yield (problem,)
    if not found and not problems:
        known = ", ".join(SUFFIXES)
        yield (Unreadable(str(folder), f"it holds no file to read; files must end in one of {known}."),)


def _not_opened(name: str, error: OSError) -> Unreadable:
    name = str(error.filename) if error.filename else name
    if isinstance(error, PermissionError):
        return Unreadable(name, "you have no right to read it; change its rights or read a copy.")
    return Unreadable(name, f"it could not be read ({error.strerror or error}); check it and try again.")


def count_sources(sources: Sequence[str]) -> int | None:
    """How many texts there are, where that can be known at little cost, for a progress bar; else ``None``."""
    total = 0
    for source in sources:
        if source == STANDARD_INPUT or "://" in source:
            return None
        for path in paths_of(source):
            count = 1 if isinstance(path, tuple) else _count_in(path)
            if count is None:
                return None
            total += count
    return total


def _count_in(path: Path) -> int | None:
    suffix = suffix_of(path.name)
    if SUFFIXES.get(suffix) in ("feed", "archive", "json") or (
        suffix in (".jsonl", ".ndjson") and path.suffix == ".gz"
    ):
        return None
    if suffix not in (".jsonl", ".ndjson"):
        return 1
    lines, last = 0, b"\n"
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_COUNT_CHUNK):
                lines += chunk.count(b"\n")
                last = chunk[-1:]
    except OSError:
        return 1
    return lines + (last != b"\n")
