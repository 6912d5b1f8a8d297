"""Positions: the holder, the issue, the stance and its condition."""

from __future__ import annotations

from pathlib import Path

import pytest

from grotius.codebook import load
from grotius.extract.claimants import Claimants
from grotius.extract.positions import PositionFinder
from grotius.extract.statements import StatementFinder
from grotius.language import Language
from grotius.model import Position


def find(language: Language, text: str, overlay: Path | None = None) -> list[Position]:
    codebook = load(overlay)
    document = language.read(text, "2025-05-02")
    document.parse(document.sentences)
    statements = StatementFinder(codebook).find(document, "hash")
    return PositionFinder(codebook).find(document, statements, Claimants(statements, document), "hash")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Hungary opposes new sanctions against Russia.", ("Hungary", "sanctions", "reject")),
        ("The UK is sending more missiles to Ukraine.", ("The UK", "arms_supply", "accept")),
        ("Turkey called for a ceasefire.", ("Turkey", "ceasefire", "demand")),
        ("Russia is open to a ceasefire.", ("Russia", "ceasefire", "open")),
        ("The Syrian army declared an end to the truce.", ("The Syrian army", "ceasefire", "reject")),
        ("Serbia has not joined the sanctions against Russia.", ("Serbia", "sanctions", "reject")),
        ("Kyiv will not cede any territory, the president said.", ("Kyiv", "territory", "reject")),
    ],
)
def test_position(language: Language, text: str, row: tuple[str, str, str]) -> None:
    assert [(p.actor.name, p.issue, p.stance) for p in find(language, text)] == [row]


def test_a_condition_is_a_span(language: Language) -> None:
    (row,) = find(language, "Russia will agree to a truce only after all troops have left the region.")
    assert row.stance == "conditional"
    assert row.condition is not None
    assert row.condition.text == "only after all troops have left the region"


def test_what_is_urged_is_not_the_position_of_the_one_urged(language: Language) -> None:
    rows = find(language, "Washington is reportedly urging Kyiv to accept the loss of Crimea.")
    assert [(p.actor.name, p.issue, p.sub_issue, p.stance) for p in rows] == [
        ("Washington", "territory", "crimea", "demand")
    ]


def test_reporters_hold_no_position(language: Language) -> None:
    assert find(language, "Analysts demanded a ceasefire.") == []


def test_a_user_adds_an_issue_without_code(language: Language, tmp_path: Path) -> None:
    (tmp_path / "issues.yaml").write_text("dam:\n  terms: [dam, water sharing]\n", encoding="utf-8")
    rows = find(language, "Egypt rejected the dam.", tmp_path)
    assert [(p.actor.name, p.issue, p.stance) for p in rows] == [("Egypt", "dam", "reject")]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Hungary voiced opposition to the embargo.", ("Hungary", "sanctions", "reject")),
        ("Spain rejected the embargo. Italy opposes this step.", ("Italy", "sanctions", "reject")),
        ("Officials see no sign that Russia is ready for a ceasefire.", ("Russia", "ceasefire", "reject")),
        ("A package of military aid was adopted in the parliament.", ("the parliament", "arms_supply", "accept")),
        ("China called on the bloc to drop its tariffs.", ("China", "other", "demand")),
    ],
)
def test_stance_told_otherwise(language: Language, text: str, row: tuple[str, str, str]) -> None:
    assert row in [(p.actor.name, p.issue, p.stance) for p in find(language, text)]


@pytest.mark.parametrize(
    "text",
    [
        "The company rejected the claim that it evaded sanctions.",
        "We have not seen China supply weapons.",
        "The planes took off from the territory of Belarus.",
    ],
)
def test_no_stance(language: Language, text: str) -> None:
    assert find(language, text) == []


def test_a_stance_of_long_ago_is_background(language: Language) -> None:
    (row,) = find(language, "Hungary had opposed the sanctions.")
    assert row.background


def test_a_doubted_stance_is_unclear(language: Language) -> None:
    (row,) = find(language, "Experts doubt whether Russia will accept a ceasefire.")
    assert (row.actor.name, row.stance) == ("Russia", "unclear")


def test_a_plan_that_another_one_names_is_nobody_s_position(language: Language) -> None:
    text = "The minister said that there were good points in the Swiss proposal to end the war."
    assert [position.actor.name for position in find(language, text)] == ["The minister"]
