"""The demo corpus: some forty short reports on two weeks of one war, shipped with the package.

In comes nothing; out go the files under ``reports/``: plain text with front matter, four HTML pages and one JSON Lines
file. Each says who published the report it paraphrases, and that the words are ours; ``README.md`` lists them. This
folder holds texts and the way to find them, never anything that reads them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["corpus", "corpus_folder"]


def corpus() -> Traversable:
    """The folder of reports, wherever the package is installed: iterate it, or read a file in it."""
    return files(__name__) / "reports"


@contextmanager
def corpus_folder() -> Iterator[Path]:
    """The same folder as a path on disk; copied to a temporary one if the package is not installed as plain files."""
    folder = corpus()
    if isinstance(folder, Path):
        yield folder
        return
    # importlib.resources.as_file takes folders only from Python 3.12 on.
    with TemporaryDirectory(prefix="grotius-demo-") as name:
        copy = Path(name)
        for file in folder.iterdir():
            (copy / file.name).write_bytes(file.read_bytes())
        yield copy
