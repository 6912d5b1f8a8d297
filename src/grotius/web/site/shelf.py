"""The files of a snapshot: written one by one, each listed with its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

MANIFEST = "SHA256SUMS"


@dataclass(slots=True)
class Shelf:
    """``pages`` counts the pages, ``size`` all bytes."""

    folder: Path
    _manifest: TextIO
    pages: int = 0
    size: int = 0
    _made: set[Path] = field(default_factory=set)

    def put(self, file: str, text: str) -> None:
        """Write one page or script; what no UTF-8 file can hold becomes a question mark."""
        self.put_bytes(file, text.encode("utf-8", "replace"))
        self.pages += file.endswith(".html")

    def put_bytes(self, file: str, data: bytes) -> None:
        path = self.folder / file
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        path.write_bytes(data)
        self.size += len(data)
        self._manifest.write(f"{hashlib.sha256(data).hexdigest()}  {file}\n")


@contextmanager
def shelf(folder: Path) -> Iterator[Shelf]:
    """A shelf whose manifest is closed when all is written; ``sha256sum -c`` checks it."""
    with (folder / MANIFEST).open("w", encoding="utf-8", newline="\n") as manifest:
        yield Shelf(folder, manifest)
