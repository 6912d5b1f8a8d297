"""Pin the scores that the benchmarks reach now as floors: ``python -m scripts.floors GOLD [OUT]``.

With ``OUT``, what ``python -m scripts.measure GOLD OUT`` has measured already is not measured again.

A floor that would fall is left as it is and named; to lower one, edit benchmarks/floors.yaml by hand and say why.
``at_most`` holds scores that must not grow. Sets marked ``slow`` are measured here, not in the tests.
"""

from __future__ import annotations

import importlib
import json
import math
import sys
from pathlib import Path
from typing import Any

import yaml

FLOORS = Path(__file__).resolve().parent.parent / "benchmarks" / "floors.yaml"
_SLACK = 0.001


def main(gold: Path, out: Path | None = None) -> int:
    floors = yaml.safe_load(FLOORS.read_text("utf-8"))
    fallen = []
    for folder, floor in floors.items():
        floor["data_sha256"], scores = _measured(folder, floor, gold, out)
        for name, old in floor["scores"].items():
            now = math.floor((scores[name] - _SLACK) * 1000) / 1000
            if now < old:
                fallen.append(f"{folder}: {name} is {now}, its floor {old}")
            floor["scores"][name] = max(now, old)
        for name, old in floor.get("at_most", {}).items():
            now = math.ceil((scores[name] + _SLACK) * 1000) / 1000
            if now > old:
                fallen.append(f"{folder}: {name} is {now}, its ceiling {old}")
            floor["at_most"][name] = min(now, old)
    FLOORS.write_text(_HEAD + yaml.safe_dump(floors, sort_keys=False), encoding="utf-8")
    print("\n".join(fallen) or "All floors hold.")
    return 1 if fallen else 0


def _measured(name: str, floor: dict[str, Any], gold: Path, out: Path | None) -> tuple[str, dict[str, float]]:
    """The hash of the data and the scores on it."""
    kept = out / f"{name}.json" if out is not None else None
    if kept is not None and kept.exists():
        result = json.loads(kept.read_text("utf-8"))
        return result["data_sha256"], result["scores"]
    found = importlib.import_module(f"benchmarks.{floor['benchmark']}").run(gold / floor.get("data", name))
    return found.data_sha256, found.scores


_HEAD = "# Scores reached on development gold, pinned by `python -m scripts.floors`. Lowering one needs a reason.\n"

if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
