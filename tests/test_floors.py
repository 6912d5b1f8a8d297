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


@pytest.mark.parametrize("folder", FLOORS)
def test_scores_stay_above_their_floor(folder: str) -> None:
    floor = FLOORS[folder]
    if not (GOLD / folder).is_dir():
        pytest.skip(f"the gold set {folder} is not at {GOLD}; set GROTIUS_GOLD to where it is")
    result = importlib.import_module(f"benchmarks.{floor['benchmark']}").run(GOLD / folder)
    assert result.data_sha256 == floor["data_sha256"], "the data has changed; measure again and say so"
    fallen = {
        name: (result.scores[name], least) for name, least in floor["scores"].items() if result.scores[name] < least
    }
    assert fallen == {}
