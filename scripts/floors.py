"""Pin the scores that the benchmarks reach now as floors: ``python -m scripts.floors GOLD_FOLDER``.

A floor that would fall is left as it is and named; to lower one, edit benchmarks/floors.yaml by hand and say why.
"""

from __future__ import annotations

import importlib
import math
import sys
from pathlib import Path

import yaml

FLOORS = Path(__file__).resolve().parent.parent / "benchmarks" / "floors.yaml"
_SLACK = 0.001


def main(gold: Path) -> int:
    floors = yaml.safe_load(FLOORS.read_text("utf-8"))
    fallen = []
    for folder, floor in floors.items():
        result = importlib.import_module(f"benchmarks.{floor['benchmark']}").run(gold / folder)
        floor["data_sha256"] = result.data_sha256
        for name, old in floor["scores"].items():
            now = math.floor((result.scores[name] - _SLACK) * 1000) / 1000
            if now < old:
                fallen.append(f"{folder}: {name} is {now}, its floor {old}")
            floor["scores"][name] = max(now, old)
    FLOORS.write_text(_HEAD + yaml.safe_dump(floors, sort_keys=False), encoding="utf-8")
    print("\n".join(fallen) or "All floors hold.")
    return 1 if fallen else 0


_HEAD = "# Scores reached on development gold, pinned by `python -m scripts.floors`. Lowering one needs a reason.\n"

if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
