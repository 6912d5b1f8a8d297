"""Load the codebook: our YAML files, and a user's folder laid over them.

A file is a mapping from an entry's id to the entry; the file's name is the kind. In an overlay an entry with a
new id is added, one with a known id overrides field by field, ``field+`` extends a list instead of replacing it,
and ``id: null`` removes an entry.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

import yaml
from pydantic import BaseModel, ValidationError

from grotius.codebook.kinds import KINDS, Codebook
from grotius.errors import CodebookError

_MOST_BYTES = 4_000_000
_Pair: TypeAlias = tuple[yaml.Node, yaml.Node]
"""An entry as written: the node of its id and the node of what stands under it."""


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    text: str


def load(overlay: Path | None = None) -> Codebook:
    """Our codebook, with the files of the folder ``overlay`` laid over it.

    Raises:
        CodebookError: names the file, the line and what was expected.
    """
    files = list(_own_files())
    if overlay is not None:
        files.extend(_overlay_files(overlay))
    digest = hashlib.sha256()
    merged: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    origins: dict[tuple[str, str], tuple[_File, _Pair]] = {}
    for file in files:
        digest.update(file.text.encode("utf-8"))
        kind = _kind_of(file)
        for key, value, node in _entries(file):
            merged[kind][key] = _merge(merged[kind].get(key), value)
            origins[kind, key] = (file, node)
            if value is None:
                del merged[kind][key]
    sections = {kind: _validate(kind, merged[kind], origins) for kind in KINDS}
    return Codebook(hash=digest.hexdigest()[:16], **sections)


def _own_files() -> Iterator[_File]:
    folder = resources.files("grotius.codebook") / "data"
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.endswith(".yaml"):
            yield _read(item, item.name)


def _overlay_files(folder: Path) -> Iterator[_File]:
    if not folder.is_dir():
        raise CodebookError(f"{folder} is not a folder; --codebook takes a folder of YAML files.")
    for path in sorted(folder.glob("*.y*ml")):
        if path.stat().st_size > _MOST_BYTES:
            raise CodebookError(f"{path} is larger than {_MOST_BYTES} bytes; split it into smaller files.")
        yield _read(path, str(path))


def _read(item: Traversable, name: str) -> _File:
    try:
        return _File(name, item.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(f"{name} could not be read ({error}); save it as UTF-8 text.") from error


def _kind_of(file: _File) -> str:
    """``actors.sudan.yaml`` and ``actors.yaml`` both hold actors."""
    kind = Path(file.name).name.split(".")[0]
    if kind not in KINDS:
        known = ", ".join(KINDS)
        raise CodebookError(
            f"{file.name}: there is no kind of entry called {kind!r}; name the file after one of {known}."
        )
    return kind


def _entries(file: _File) -> Iterator[tuple[str, Any, _Pair]]:
    loader = yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader
    try:
        once = loader(file.text)
        root = once.get_single_node()
        values = (once.construct_document(root) if root is not None else None) or {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CodebookError(f"{file.name}, line {line}: {error.problem}; expected plain YAML.") from error
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise CodebookError(f"{file.name}, line 1: expected a mapping from an entry's id to the entry.")
    for key_node, value_node in root.value:
        yield str(key_node.value), values[key_node.value], (key_node, value_node)


def _merge(old: Any, new: Any) -> Any:
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return new
    result = dict(old)
    for key, value in new.items():
        if isinstance(key, str) and key.endswith("+"):
            result[key[:-1]] = [*result.get(key[:-1], []), *value]
        else:
            result[key] = _merge(result.get(key), value)
    return result


def _validate(
    kind: str, entries: dict[str, Any], origins: Mapping[tuple[str, str], tuple[_File, _Pair]]
) -> Mapping[str, Any]:
    shape = KINDS[kind]
    checked: dict[str, BaseModel] = {}
    for key, value in entries.items():
        try:
            checked[key] = shape.model_validate(value)
        except ValidationError as error:
            file, node = origins[kind, key]
            first = error.errors()[0]
            where = ".".join(str(part) for part in (key, *first["loc"]))
            line = _line_of(node, list(first["loc"]))
            raise CodebookError(f"{file.name}, line {line}: {where}: {first['msg']}.") from error
    return MappingProxyType(checked)


def _line_of(pair: _Pair, path: list[int | str]) -> int:
    """The line of the value at ``path``, or of the deepest part of it that is written in the file."""
    found, node = pair
    for part in path:
        child = _child(node, part)
        if child is None:
            break
        found = node = child
    return found.start_mark.line + 1


def _child(node: yaml.Node, part: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part]  # type: ignore[no-any-return]
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value in (part, f"{part}+"):
                return value  # type: ignore[no-any-return]
    return None
