from __future__ import annotations

from pathlib import Path

import pytest

from grotius.codebook import load
from grotius.errors import CodebookError


def overlay(folder: Path, text: str, name: str = "topics.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_our_codebook_loads_and_names_itself() -> None:
    assert load().hash == load().hash != ""


def test_an_overlay_adds_an_entry(tmp_path: Path) -> None:
    book = load(overlay(tmp_path, "floods:\n  weight: 1\n  words: [dyke]\n"))
    assert book.topics["floods"].words == ("dyke",)
    assert "weapons" in book.topics
    assert book.hash != load().hash


def test_an_overlay_overrides_field_by_field_and_extends_lists(tmp_path: Path) -> None:
    book = load(overlay(tmp_path, "weapons:\n  weight: 3\n  words+: [trebuchet]\n"))
    assert book.topics["weapons"].weight == 3
    assert {"trebuchet", "missile"} <= set(book.topics["weapons"].words)


def test_an_overlay_removes_an_entry(tmp_path: Path) -> None:
    assert "sport" not in load(overlay(tmp_path, "sport: null\n")).topics


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("weapons:\n  weight: heavy\n", 2, "weapons.weight"),
        ("weapons:\n  weigth: 2\n", 2, "weapons.weigth"),
        ("new:\n  words: [a]\n", 1, "new.weight"),
        ("weapons:\n  words:\n    - a\n    - [b]\n", 4, "weapons.words.1"),
        ("weapons: {weight: 1\n", 2, "expected plain YAML"),
        ("- weapons\n", 1, "expected a mapping"),
    ],
)
def test_a_mistake_names_file_line_and_what_was_expected(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(CodebookError) as caught:
        load(overlay(tmp_path, text))
    message = str(caught.value)
    assert "topics.yaml" in message and f"line {line}" in message and words in message


def test_an_unknown_file_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="no kind of entry called 'wepons'"):
        load(overlay(tmp_path, "a: {}\n", "wepons.yaml"))


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="not a folder"):
        load(tmp_path / "missing")


def test_yaml_cannot_run_code(tmp_path: Path) -> None:
    with pytest.raises(CodebookError):
        load(overlay(tmp_path, "weapons: !!python/object/apply:os.system ['true']\n"))
