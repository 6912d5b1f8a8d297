"""Write the generated parts of the docs: the command reference, the JSON Schema, the outputs in the README.

``python -m scripts.docs`` writes them; ``python -m scripts.docs --check`` only says which are stale (exit code 1).
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
import typer
from pydantic.fields import FieldInfo

from grotius.cli import app
from grotius.codebook import load
from grotius.codebook.kinds import KINDS
from grotius.codebook.shapes.entry import Entry
from grotius.publish import schema

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_START, _END = "<!-- output of: ", "<!-- end of output -->"


def main(arguments: list[str]) -> int:
    stale = [path for path, text in generated() if _read(path) != text]
    if "--check" in arguments:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is stale; run: make docs")
        return 1 if stale else 0
    for path, text in generated():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


def generated() -> Iterator[tuple[Path, str]]:
    """Every generated file with what it should hold."""
    yield ROOT / "docs" / "cli.md", command_reference()
    yield ROOT / "docs" / "codebook.md", codebook_reference()
    yield ROOT / "src" / "grotius" / "web" / "quality.json", quality(_read(ROOT / "docs" / "benchmarks.md"))
    yield ROOT / "docs" / "schema" / "extraction.json", json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def readme() -> str:
    """The README with the output of each command in it renewed; the commands run in an empty folder, in order."""
    text = README.read_text("utf-8")
    parts = text.split(_START)
    with tempfile.TemporaryDirectory() as folder:
        for number, part in enumerate(parts[1:], 1):
            command, rest = part.split(" -->\n", 1)
            _, after = rest.split(_END, 1)
            parts[number] = f"{command} -->\n```console\n$ {command}\n{_output(command, folder)}```\n{_END}{after}"
    return _START.join(parts)


def _output(command: str, folder: str) -> str:
    program = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{program}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "110",
        "NO_COLOR": "1",
    }
    done = subprocess.run(shlex.split(command), cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def quality(text: str) -> str:
    """The tables of scores in ``docs/benchmarks.md``, for the page *About*: each under its heading."""
    tables: list[dict[str, object]] = []
    heading, rows = "", list[list[str]]()
    for line in text.splitlines():
        if line.startswith("#"):
            heading, rows = line.lstrip("# "), []
        elif line.startswith("| score |"):
            rows = []
            tables.append({"title": heading, "columns": _cells(line)[1:], "rows": rows})
        elif line.startswith("|") and not line.startswith("|---"):
            rows.append(_cells(line))
        elif not line.startswith("|"):
            rows = []
    return json.dumps(tables, indent=1, ensure_ascii=False) + "\n"


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def command_reference() -> str:
    """Every command with its help, arguments and options, as Markdown."""
    root = typer.main.get_command(app)
    lines = ["# Commands", "", "Generated from the program by `make docs`; do not edit.", "", *_exit_codes()]
    for path, command in _commands(root, "grotius"):
        lines += [f"## {path}", "", _plain(command.help), ""]
        lines += [f"- {_signature(parameter)}" for parameter in command.params if _signature(parameter)]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


_CODEBOOK_HEAD = """# The codebook

Generated from the program by `make docs`; do not edit.

What Grotius looks for is YAML: one file per kind of entry under `src/grotius/codebook/data/` (`events.yaml`; a kind may
be spread over several files, such as `actors.ukraine.yaml`). A file is a mapping from an entry's id to the entry.

Lay your own folder over ours with `--codebook FOLDER`. In it,

- an entry with a new id is added;
- an entry with a known id overrides ours field by field;
- `field+` extends a list instead of replacing it;
- `id: null` removes an entry.

A mistake is answered with the file, the line and what was expected. Every entry may have `label`, `note` and
`examples`: sentences with the rows that they must give, which `grotius codebook check` runs:

```yaml
examples:
  - text: Shelling killed three people in the village on Friday.
    published: 2025-05-02
    expect:
      figures: [{measure: killed, low: 3, best: 3, high: 3}]
      talks: []
```

Each list that is named must hold exactly these rows; a row is described by some of its fields, a span, actor or place
by its words. Besides the lists of the output, `numbers` and `times` can be expected.
"""


def codebook_reference() -> str:
    """Every kind of entry with its fields, from the shapes that check it."""
    book = load()
    lines = [_CODEBOOK_HEAD]
    for kind, shape in KINDS.items():
        entries = getattr(book, kind)
        examples = sum(len(getattr(entry, "examples", ())) for entry in entries.values())
        lines += [f"## `{kind}`", "", _plain(shape.__doc__), "", f"{len(entries)} entries, {examples} examples.", ""]
        lines += [_field(name, field) for name, field in shape.model_fields.items() if name not in Entry.model_fields]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _field(name: str, field: FieldInfo) -> str:
    required = " (required)" if field.is_required() else ""
    return f"- `{name}`{required}{': ' + field.description if field.description else ''}"


def _exit_codes() -> list[str]:
    import grotius.cli

    doc = grotius.cli.__doc__ or ""
    return [" ".join(doc.split("\n\n", 1)[1].split()), ""]


def _commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group) or hasattr(command, "commands"):
        for name, child in command.commands.items():  # type: ignore[attr-defined]
            yield from _commands(child, f"{path} {name}")
    else:
        yield path, command


def _signature(parameter: click.Parameter) -> str:
    help_text = getattr(parameter, "help", None) or ""
    if getattr(parameter, "hidden", False) or parameter.name == "help":
        return ""
    names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
    if getattr(parameter, "param_type_name", "") == "argument":
        names = f"`{(parameter.name or '').upper()}`"
    return f"{names}: {help_text}"


def _plain(text: str | None) -> str:
    return "\n\n".join(" ".join(part.split()) for part in (text or "").split("\n\n") if part.strip())


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None


if __name__ == "__main__":
    if "--readme" in sys.argv:
        README.write_text(readme(), encoding="utf-8")
    sys.exit(main(sys.argv[1:]))
