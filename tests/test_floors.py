"""A score once reached on development gold is pinned; lowering it needs a reason in the commit message.

The gold stands beside the project in development (``GROTIUS_GOLD``, else ``../shared/gold``); without it these tests
are skipped by name.
"""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
GOLD = Path(os.environ.get("GROTIUS_GOLD", ROOT.parent / "shared" / "gold"))
FLOORS: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "benchmarks" / "floors.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", FLOORS)
def test_scores_stay_above_their_floor(name: str) -> None:
    floor = FLOORS[name]
    data = GOLD / floor.get("data", name)
    if not data.is_dir():
        pytest.skip(f"the gold set {data.name} is not at {GOLD}; set GROTIUS_GOLD to where it is")
    if floor.get("slow") and "GROTIUS_ALL_FLOORS" not in os.environ:
        pytest.skip(f"measuring {name} takes minutes; set GROTIUS_ALL_FLOORS=1, or run python -m scripts.floors")
    result = importlib.import_module(f"benchmarks.{floor['benchmark']}").run(data)
    assert result.data_sha256 == floor["data_sha256"], "the data has changed; measure again and say so"
    fallen = {
        name: (result.scores[name], least) for name, least in floor["scores"].items() if result.scores[name] < least
    }
    grown = {
        name: (result.scores[name], most)
        for name, most in floor.get("at_most", {}).items()
        if result.scores[name] > most
    }
    assert fallen == {} and grown == {}
