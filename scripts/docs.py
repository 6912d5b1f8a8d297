"""Write the generated parts of the docs: the command reference, the JSON Schema, the outputs in the README.

``python -m scripts.docs`` writes them; ``python -m scripts.docs --check`` only says which are stale (exit code 1).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
import typer

from grotius.cli import app
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
    environment = {**os.environ, "PATH": f"{program}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "110", "NO_COLOR": "1"}
    done = subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def command_reference() -> str:
    """Every command with its help, arguments and options, as Markdown."""
    root = typer.main.get_command(app)
    lines = ["# Commands", "", "Generated from the program by `make docs`; do not edit.", "", *_exit_codes()]
    for path, command in _commands(root, "grotius"):
        lines += [f"## {path}", "", _plain(command.help), ""]
        lines += [f"- {_signature(parameter)}" for parameter in command.params if _signature(parameter)]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


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
