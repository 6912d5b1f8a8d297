"""A folder that appears whole or not at all: written beside, then renamed."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grotius.errors import ExportError, SettingsError

_MARK = "datapackage.json"
_SUMS = "SHA256SUMS"
_ORDINARY = 0o755


@contextmanager
def beside(target: Path, *, replace: bool = False) -> Iterator[Path]:
    """A folder to write into; it becomes ``target`` when all went well, and is gone when not.

    Raises:
        SettingsError: ``target`` holds something already that may not be replaced.
        ExportError: the folder could not be written.
    """
    target = Path(os.path.abspath(target))
    _check(target, replace)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent))
    except OSError as error:
        raise _sentence(target, error) from error
    try:
        yield made
        made.chmod(_ORDINARY & ~_umask())
        _put(made, target)
    except OSError as error:
        raise _sentence(target, error) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def file_beside(target: Path) -> Iterator[Path]:
    """The same for one file."""
    target = Path(os.path.abspath(target))
    made: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
        os.close(handle)
        made = Path(name)
        yield made
        made.chmod(_ORDINARY & ~_umask() & 0o666)
        made.replace(target)
    except OSError as error:
        raise _sentence(target, error) from error
    finally:
        if made is not None:
            made.unlink(missing_ok=True)


def write_text(target: Path, text: str) -> None:
    """One text into one file, whole or not at all.

    Raises:
        ExportError: the file could not be written.
    """
    with file_beside(target) as made:
        made.write_text(text, encoding="utf-8")


def _check(target: Path, replace: bool) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise SettingsError(f"{target} is a file; name a folder for the export.")
    inside = {path.relative_to(target).as_posix() for path in target.rglob("*") if not path.is_dir()}
    if not inside and not any(target.iterdir()):
        return
    if not replace:
        raise SettingsError(
            f"{target} holds files already; name another folder, or replace an older export by --replace."
        )
    strange = sorted(inside - _made_by_us(target))
    if strange:
        raise SettingsError(f"{target} holds {strange[0]!r}, which no export made; name another folder.")


def _made_by_us(target: Path) -> set[str]:
    """The files of an earlier export, as its package lists them."""
    try:
        package = json.loads((target / _MARK).read_text("utf-8"))
        listed = {str(one["path"]) for one in package["resources"]} if package["grotius"] else set()
        summed = (target / _SUMS).read_text("utf-8").splitlines() if _SUMS in listed else []
        listed |= {line.partition("  ")[2] for line in summed}
        return {_MARK, *listed, *map(str, package["grotius"]["files"])}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _put(made: Path, target: Path) -> None:
    if not target.exists():
        made.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}.", suffix=".old", dir=target.parent))
    target.rename(old / "was")
    try:
        made.rename(target)
    except OSError:
        (old / "was").rename(target)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now


def _sentence(target: Path, error: OSError) -> ExportError:
    reason = error.strerror or str(error)
    return ExportError(
        f"{target} could not be written ({reason}); nothing was left there. Free some space or name another."
    )
