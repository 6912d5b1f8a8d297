"""Every example of the codebook gives the rows that it says."""

from __future__ import annotations

import pytest

from grotius.check import check
from grotius.codebook.kinds import KINDS
from grotius.run import Engine


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_of_a_kind_come_out(engine: Engine, kind: str) -> None:
    checked = list(check(engine, [kind]))
    wrong = [
        f"{one.kind}.{one.entry}: {one.example.text}: {'; '.join(one.problems)}" for one in checked if one.problems
    ]
    assert wrong == []


def test_there_are_hundreds_of_examples(engine: Engine) -> None:
    examples = sum(len(entry.examples) for kind in KINDS for entry in getattr(engine.codebook, kind).values())
    assert examples > 400
