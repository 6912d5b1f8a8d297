"""Grotius reads news reports about a war and keeps its record.

The public face: ``read`` reports into a record, ``extract`` rows without one, ``Record`` to ask it, ``export`` to
take it away, and the types of ``grotius.model``.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from grotius.version import __version__ as __version__

if TYPE_CHECKING:
    from grotius import model
    from grotius.publish import export
    from grotius.record import Record
    from grotius.run import extract, read

__all__ = ["Record", "export", "extract", "model", "read"]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used, so that asking the record does not load the language model."""
    if name == "read":
        from grotius.run import read

        return read
    if name == "export":
        from functools import partial, update_wrapper

        from grotius.publish import export
        from grotius.web.site import write_site

        return update_wrapper(partial(export, site=write_site), export)
    if name == "Record":
        from grotius.record import Record

        return Record
    if name == "model":
        import importlib

        return importlib.import_module("grotius.model")
    raise AttributeError(f"module 'grotius' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


class _Face(ModuleType):
    """A room is called as one of the public functions is; whoever asks for the name means the function."""

    @property
    def extract(self) -> Any:
        from grotius.run import extract

        return extract

    @extract.setter
    def extract(self, room: ModuleType) -> None:
        """The room is set here when it is first imported; ``from grotius.extract import ...`` finds it all the same."""


sys.modules[__name__].__class__ = _Face
