"""Whom words name as somebody hurt or accused, and that a person named in both joins two tellings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factory import PAVLOHRAD, strike
from grotius.merge import Telling, cluster, compare, kept, likeness, named_people
from grotius.model import Time

ANN = named_people("The victim, Ann Carter, died.")


@pytest.mark.parametrize(
    "text",
    [
        "Ann Carter, 34, was at home.",
        "They found Ann Carter (34) at home.",
        "34-year-old Ann Carter was at home.",
        "She was identified as Ann M. Carter.",
        "Sgt. Ann Carter, 34, of Lviv, was at home.",
        "Ann Carter was killed in her sleep.",
        "Friends mourn the death of Ann Carter.",
        "Ann Carter Jr., 34, was at home.",
    ],
)
def test_one_person_in_many_words(text: str) -> None:
    assert named_people(text) == ANN
    assert ANN


@pytest.mark.parametrize(
    "text",
    [
        "Ann Carter said that nobody was hurt.",
        "On Tuesday, 24 people were hurt.",
        "On Friday, April 25, the shelling began.",
        "Volodymyr Zelensky, 47, was at home.",
        "In Kherson, 34 drones came.",
        "Kherson Region, 34, is no person.",
    ],
)
def test_nobody_hurt_or_accused(text: str) -> None:
    assert named_people(text) == frozenset()


def test_names_are_kept_as_hashes() -> None:
    assert not any("carter" in key.lower() for key in ANN)


def told(name: str, day: str | None, people: frozenset[str]) -> Telling:
    extraction = strike(PAVLOHRAD, 3, publisher=name)
    of = extraction.report
    time = Time(None, day, day, "day") if day is not None else Time(None, "2025-03-01", "2025-05-31", "season")
    mention = replace(extraction.mentions[0], time=time)
    return Telling(mention, of.id, of.id, of.published, name, extraction.figures, people)


def test_a_person_named_in_both_speaks_for_one_happening() -> None:
    named, vague = told("A", "2025-04-25", ANN), told("B", None, ANN)
    seen = compare(likeness(named), likeness(vague))
    assert "same_person" in {feature.name for feature in seen.features}
    assert seen.score > compare(likeness(named), likeness(replace(vague, people=frozenset()))).score


def test_a_person_named_in_both_does_not_outweigh_two_known_days() -> None:
    tellings = [told("A", "2025-04-20", ANN), told("B", "2025-04-25", ANN)]
    assert len(cluster(tellings).clusters) == 2


def test_tellings_that_name_one_person_are_looked_at_together() -> None:
    blocks = [set(kept(likeness(told("A", day, ANN)))) for day in ("2024-01-01", "2025-04-25")]
    assert blocks[0] & blocks[1] == {f"fighting|person:{key}" for key in ANN}
