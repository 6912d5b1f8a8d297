"""Where a report was read from, as others may see it: the folders of whoever read it are nobody else's business."""

from __future__ import annotations

_READ_FROM = "read from "


def shown(source: str) -> str:
    """A web address as it is; of a path only the file's name."""
    return source if "://" in source else source.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def read_from(source: str) -> str:
    """The reason of a change that began with reading."""
    return f"{_READ_FROM}{shown(source)}"


def without_folders(why: str) -> str:
    """The same for a reason that was written with its folders."""
    return read_from(why.removeprefix(_READ_FROM)) if why.startswith(_READ_FROM) else why
