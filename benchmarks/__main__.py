"""Run one benchmark: ``python -m benchmarks warnews --data DIR --json out.json --errors errors.html``."""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import sys
from pathlib import Path

import benchmarks
from benchmarks import page
from benchmarks.result import Result

_HELPERS = {"__main__", "result", "page", "growing"}


def main(arguments: list[str] | None = None) -> int:
    names = sorted(m.name for m in pkgutil.iter_modules(benchmarks.__path__) if m.name not in _HELPERS)
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", choices=names)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the data set")
    parser.add_argument("--json", type=Path, help="write the scores here")
    parser.add_argument("--errors", type=Path, help="write what was missed and invented here, as HTML")
    options = parser.parse_args(arguments)
    if not options.data.is_dir():
        print(f"{options.data} is not there: give the folder of the data set with --data.", file=sys.stderr)
        return 2
    result: Result = importlib.import_module(f"benchmarks.{options.name}").run(options.data)
    _print(result)
    if options.json:
        options.json.write_text(json.dumps(_as_json(result), indent=1) + "\n", encoding="utf-8")
    if options.errors:
        page.write(result, options.errors)
    return 0


def _print(result: Result) -> None:
    print(f"{result.set}: {result.n} texts, {result.seconds:.1f} s, data {result.data_sha256[:12]}")
    for name, value in result.scores.items():
        print(f"  {name:32} {value:.3f}")


def _as_json(result: Result) -> dict[str, object]:
    return {
        "set": result.set,
        "data_sha256": result.data_sha256,
        "n": result.n,
        "seconds": round(result.seconds, 3),
        "scores": {name: round(value, 4) for name, value in result.scores.items()},
    }


if __name__ == "__main__":
    sys.exit(main())
