"""The docs keep up with the program."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import typer

from grotius.cli import app
from grotius.codebook import Codebook
from grotius.model import Extraction
from grotius.publish import from_json, to_json
from grotius.run import Engine
from scripts import docs

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(("path", "text"), list(docs.generated()), ids=lambda value: getattr(value, "name", ""))
def test_generated_files_are_up_to_date(path: Path, text: str) -> None:
    assert path.exists() and path.read_text("utf-8") == text, f"{path.name} is stale; run: make docs"


def test_every_command_has_help_with_an_example() -> None:
    for path, command in docs._commands(typer.main.get_command(app), "grotius"):
        assert command.help and "Example" in command.help, f"{path} has no example in its help"
        for parameter in command.params:
            assert parameter.name == "help" or getattr(parameter, "help", None), f"{path} {parameter.name} has no help"


def test_the_readme_names_only_commands_that_exist() -> None:
    known = {path.split()[1] for path, _ in docs._commands(typer.main.get_command(app), "grotius")}
    lines = [line.strip().removeprefix("$ ") for line in (ROOT / "README.md").read_text("utf-8").splitlines()]
    used = {line.split()[1] for line in lines if line.startswith("grotius ")}
    assert used and used <= known


@pytest.fixture(scope="module")
def extraction(engine: Engine) -> Extraction:
    text = (
        "A missile strike on Odesa killed at least two people overnight, the mayor said. "
        "Putin told reporters that Russia would not accept a ceasefire. Lavrov is to meet Rubio in Riyadh on Monday."
    )
    return engine.extract(engine.report(text, "test", published="2025-05-02"))


def test_what_is_printed_follows_the_schema(extraction: Extraction) -> None:
    schema = json.loads((ROOT / "docs" / "schema" / "extraction.json").read_text("utf-8"))
    printed = json.loads(to_json(extraction))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(printed, schema)
    assert all(printed[noun] for noun in ("mentions", "figures", "talks", "statements", "positions", "interactions"))


def test_what_is_printed_can_be_read_back(extraction: Extraction) -> None:
    assert from_json(to_json(extraction)) == extraction


def test_every_kind_of_entry_is_documented(codebook: Codebook) -> None:
    text = (ROOT / "docs" / "codebook.md").read_text("utf-8")
    missing = [kind for kind in codebook.__dataclass_fields__ if kind != "hash" and f"`{kind}`" not in text]
    assert missing == []
