"""Run the benchmarks on the development gold and print their scores as Markdown tables.

``python -m scripts.measure GOLD OUT [NAME...]`` keeps each result as ``OUT/NAME.json`` and its error page as
``OUT/NAME.html``; results that are there already are not measured again. Each benchmark runs in a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

RUNS = {
    "warnews": ("warnews", "warnews"),
    "fighting": ("warnews", "fighting"),
    "talking": ("warnews", "talking"),
    "isaf": ("isaf", "isaf"),
    "events": ("events", "events"),
    "muc4": ("muc4", "muc4"),
    "attribution": ("attribution", "attribution"),
    "acts": ("acts", "acts"),
    "plover_gsr": ("plover_gsr", "acts"),
    "unscon": ("unscon", "unscon"),
    "places": ("places", "places"),
    "time": ("time", "time"),
    "re3d": ("re3d", "re3d"),
    "gva": ("gva", "gva"),
    "offtopic": ("offtopic", "places"),
    "speed": ("speed", "corpus"),
    "scale": ("scale", "corpus"),
    "pages": ("pages", "corpus"),
    "export": ("export", "corpus"),
}


def main(gold: Path, out: Path, names: list[str]) -> int:
    out.mkdir(parents=True, exist_ok=True)
    failed = []
    for name in names or list(RUNS):
        if not _measured(name, gold, out):
            failed.append(name)
            continue
        print(_table(name, json.loads((out / f"{name}.json").read_text("utf-8"))), flush=True)
    if failed:
        print(f"Not measured: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _measured(name: str, gold: Path, out: Path) -> bool:
    result = out / f"{name}.json"
    if not result.exists():
        benchmark, folder = RUNS[name]
        command = [sys.executable, "-m", "benchmarks", benchmark, "--data", str(gold / folder), "--json", str(result)]
        subprocess.run([*command, "--errors", str(out / f"{name}.html")], stdout=subprocess.DEVNULL)
    return result.exists()


def _table(name: str, result: dict[str, Any]) -> str:
    scores = result["scores"]
    benchmark, folder = RUNS[name]
    head = f"### {name}\n\n`python -m benchmarks {benchmark} --data ../shared/gold/{folder}`: {result['n']} texts, "
    head += f"{result['seconds']} s, data `{str(result['data_sha256'])[:12]}`.\n\n| score | value |\n|---|---|\n"
    return head + "".join(f"| {score} | {value:.3f} |\n" for score, value in scores.items())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]))
