"""The wrapping of an export: ``datapackage.json`` (Frictionless), and a README that people read."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_type_hints

from grotius.publish.cells import plain
from grotius.publish.fields import Sheet
from grotius.record import Filter
from grotius.record.makers import Standing
from grotius.version import __version__

LICENCE_NOTE = (
    "The rows are facts and codings made by program; how they may be used is for those who publish this export to say. "
    "Words quoted from reports belong to their publishers and are quoted for reference. Places: GeoNames, CC BY 4.0."
)
_ABOUT = {
    "index.html": "The first page: open it in a browser. The number of rows is that of all pages.",
    "SHA256SUMS": "Every file with its hash, for `sha256sum -c`.",
}
_WHOLE = "whole rows of the record, every value with its words"


@dataclass(frozen=True, slots=True)
class Lost:
    """What a sheet could not carry, and in how many rows; ``drops`` where those rows are left out."""

    sheet: str
    about: str
    rows: int
    drops: bool


@dataclass(frozen=True, slots=True)
class Written:
    """One file of an export."""

    name: str
    sheet: Sheet[Any] | None
    media: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Making:
    """What an export is made from and how."""

    title: str
    format: str
    wanted: Filter
    rule: str
    standing: Standing
    hxl: bool = False
    bom: bool = False
    typed: bool = True
    """Whether the files hold the sheet's columns; else whole rows."""

    @property
    def version(self) -> str:
        """The day and the number of the record's last write."""
        return f"{(self.standing.at or '0000-00-00')[:10]}.{self.standing.write}"

    @property
    def filter(self) -> dict[str, object]:
        left_out = ("limit", "cursor", "as_of", "rule")
        told = {field.name: getattr(self.wanted, field.name) for field in dataclasses.fields(self.wanted)}
        return {name: value for name, value in told.items() if value is not None and name not in left_out}

    @property
    def is_narrow(self) -> bool:
        """Does a filter leave anything out?"""
        return bool(self.filter)

    def asking(self, source: str) -> Filter:
        """The filter for a source: of reports all, since which of them count is known by the other rows."""
        if source == "reports" and self.is_narrow:
            return Filter(as_of=self.wanted.as_of, limit=None)
        return self.wanted

    @property
    def citation(self) -> str:
        books = ", ".join(dict.fromkeys(one.codebook for one in self.standing.makers)) or "none"
        told = "; ".join(f"{name}: {plain(value)}" for name, value in self.filter.items()) or "all rows"
        return (
            f"{self.title}, version {self.version}. Made by Grotius {__version__} from news reports "
            f"(codebook {books}; rule {self.rule}; {told}). Cite single rows by their id."
        )


def written(path: Path, sheet: Sheet[Any] | None, media: str, rows: int) -> Written:
    """The file as it lies there."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return Written(path.name, sheet, media, rows, path.stat().st_size, digest.hexdigest())


def wrap(folder: Path, making: Making, files: Sequence[Written], lost: Sequence[Lost]) -> None:
    """Put README and ``datapackage.json`` beside the files."""
    (folder / "README.md").write_text(_readme(making, files, lost), encoding="utf-8")
    text = json.dumps(descriptor(making, files, lost), indent=1, ensure_ascii=False)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def descriptor(making: Making, files: Sequence[Written], lost: Sequence[Lost]) -> dict[str, object]:
    """The package by the Frictionless standard; what that has no word for stands under ``grotius``."""
    return {
        "profile": "data-package",
        "name": f"grotius-{making.format}",
        "title": making.title,
        "description": f"A record of a war as news reports tell it, exported as {making.format}.",
        "version": making.version,
        "resources": [_resource(making, file, {one.name.partition(".")[0] for one in files}) for file in files],
        "grotius": {
            "citation": making.citation,
            "licenceNote": LICENCE_NOTE,
            "program": __version__,
            "codebooks": sorted({one.codebook for one in making.standing.makers}),
            "models": sorted({one.model for one in making.standing.makers}),
            "rule": making.rule,
            "recordAsOf": making.standing.at,
            "filter": making.filter,
            "lost": [dataclasses.asdict(one) for one in lost if one.rows],
            "files": ["README.md"],
        },
    }


def _resource(making: Making, file: Written, names: set[str]) -> dict[str, object]:
    stem, _, ending = file.name.lower().partition(".")
    told: dict[str, object] = {
        "name": stem,
        "path": file.name,
        "format": ending or "txt",
        "mediatype": file.media,
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
    }
    if file.sheet is None:
        return told
    told["description"] = file.sheet.about
    if ending == "csv":
        told |= {"profile": "tabular-data-resource", "schema": _schema(making, file.sheet, names)}
        if making.bom:
            told["encoding"] = "utf-8-sig"
        if making.hxl:
            told["dialect"] = {"commentRows": [2]}
    elif ending == "jsonl":
        told["schema"] = _whole_schema(file.sheet)
    else:  # Parquet tells its own types and is not read as bytes: what is said of both would fail validation
        told["columns"] = _fields(making, file.sheet)
        told["schema"] = {"fields": [{"name": field.name, "type": "any"} for field in file.sheet.fields]}
        del told["bytes"]
    return told


def _schema(making: Making, sheet: Sheet[Any], names: set[str]) -> dict[str, object]:
    schema: dict[str, object] = {"fields": _fields(making, sheet), "missingValues": [""]}
    if sheet.key is not None:
        schema["primaryKey"] = [sheet.key]
    elif sheet.fields[0].name == "event" and "events" in names:
        schema["foreignKeys"] = [{"fields": ["event"], "reference": {"resource": "events", "fields": ["id"]}}]
    return schema


def _fields(making: Making, sheet: Sheet[Any]) -> list[Mapping[str, object]]:
    return [
        {"name": field.name, "type": field.kind, "description": field.about, "hxl": field.hxl} for field in sheet.fields
    ]


_JSON_TYPES: dict[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}


def _whole_schema(sheet: Sheet[Any]) -> dict[str, object]:
    """The fields of the record's own type, without a look into nested ones."""
    from grotius.record import Record

    page = get_type_hints(getattr(Record, sheet.source))["return"]
    kind = get_args(page)[0]
    hints = get_type_hints(kind)
    return {"fields": [{"name": one.name, "type": _json_type(hints[one.name])} for one in dataclasses.fields(kind)]}


def _json_type(hint: Any) -> str:
    kinds = [one for one in get_args(hint) if one is not type(None)] if isinstance(hint, UnionType) else [hint]
    first = kinds[0]
    if getattr(first, "__origin__", None) is tuple:
        return "array"
    return _JSON_TYPES.get(first, "object")


def _readme(making: Making, files: Sequence[Written], lost: Sequence[Lost]) -> str:
    lines = [f"# {_markdown(making.title)}", "", "How to cite:", "", f"> {_markdown(making.citation)}", ""]
    lines += [_markdown(LICENCE_NOTE), "", "## Files", "", "| file | rows | what it holds |", "|---|---|---|"]
    lines += [
        f"| `{file.name}` | {file.rows:,} | {file.sheet.about if file.sheet else _ABOUT.get(file.name, '')} |"
        for file in files
    ]
    lines += ["", f"Numbers that sources disagree on are chosen by the rule `{making.rule}`.", ""]
    if not any(file.rows for file in files):
        lines += ["Nothing in the record matches the filter: there are no rows.", ""]
    told = [one for one in lost if one.rows]
    if told:
        lines += ["## What could not be carried", "", "| | rows | |", "|---|---|---|"]
        lines += [f"| {one.about} | {one.rows:,} | {'left out' if one.drops else 'written without'} |" for one in told]
        lines.append("")
    for file in files:
        lines += _columns(file) if file.sheet is not None else []
    return "\n".join(lines)


def _about(file: Written) -> str:
    return file.sheet.about if file.sheet is not None else _ABOUT.get(file.name, "")


def _columns(file: Written) -> list[str]:
    if file.name.endswith("jsonl"):
        return [f"## {file.name}", "", f"One JSON object a line: {_WHOLE}.", ""]
    if file.sheet is None:
        return []
    head = [f"## {file.name}", "", "| column | type | meaning |", "|---|---|---|"]
    return [*head, *(f"| {field.name} | {field.kind} | {field.about} |" for field in file.sheet.fields), ""]


def _markdown(text: str) -> str:
    """One line in which no character means anything to Markdown or HTML."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|&" else char for char in plain(text))
