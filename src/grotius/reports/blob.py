"""A stream of bytes with a name, of which the first bytes can be looked at before it is read."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from grotius.errors import SourceError
from grotius.reports.limits import Limits

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_HEAD = 8_192
_GZIP = b"\x1f\x8b"


class Readable(Protocol):
    """Anything that gives bytes: an open file, standard input, an unpacker."""

    def read(self, size: int = -1, /) -> bytes: ...


class _Joined(io.RawIOBase):
    """Bytes already read, then the rest of the stream they were read from."""

    def __init__(self, head: bytes, rest: Readable) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        chunk = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(chunk) :] if self._head else b""
        view[: len(chunk)] = chunk
        return len(chunk)


@dataclass(frozen=True, slots=True)
class Blob:
    """``charset`` is what a server declared; ``url`` where it came from, if from the web."""

    name: str
    head: bytes
    stream: io.BufferedReader[_Joined]
    charset: str | None = None
    url: str | None = None


def open_blob(name: str, stream: Readable, charset: str | None = None, url: str | None = None) -> Blob:
    """Look into ``stream``, unpacking it if it is gzip."""
    head = _read_head(stream)
    joined = io.BufferedReader(_Joined(head, stream))
    if head.startswith(_GZIP):
        unpacked = gzip.GzipFile(fileobj=joined)
        head = _read_head(unpacked)
        joined = io.BufferedReader(_Joined(head, unpacked))
    return Blob(name, head, joined, charset, url)


def _read_head(stream: Readable) -> bytes:
    head = b""
    while len(head) < _HEAD:
        chunk = stream.read(_HEAD - len(head))
        if not chunk:
            break
        head += chunk
    return head


def read_all(blob: Blob, limits: Limits) -> bytes:
    """The whole of it.

    Raises:
        SourceError: it is larger than the limit.
    """
    data = blob.stream.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        most = limits.file_bytes // 1_000_000
        raise SourceError(f"it is larger than {most} MB; split it, or put its reports into JSON Lines")
    return data


def read_lines(blob: Blob, longest: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers from 1; ``None`` for a line that is longer than ``longest`` bytes."""
    number = 0
    while line := blob.stream.readline(longest + 1):
        number += 1
        if len(line) <= longest or line.endswith(b"\n"):
            yield number, line
            continue
        yield number, None
        while line and not line.endswith(b"\n"):
            line = blob.stream.readline(longest)
