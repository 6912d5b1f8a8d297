"""Write ``docs/benchmarks.md`` from measured results: ``python -m scripts.benchmarks_doc OUT``.

``OUT`` holds what ``python -m scripts.measure GOLD OUT`` measured. The text stands in ``benchmarks.template.md``; in it
``{{table NAME [PREFIX...]}}`` becomes a table of the scores of a result (those that begin so),
``{{columns NAME,NAME... PREFIX...}}`` one with a column for each result, ``{{about NAME}}`` the line that says on what
and how long it was measured, and ``{{score NAME KEY [DIGITS]}}`` one number. A result that is absent is said to be.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from scripts.measure import RUNS

TEMPLATE = Path(__file__).with_name("benchmarks.template.md")
DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
_BLANK = re.compile(r"\{\{(\w+) ([^}]*)\}\}")
_ABSENT = "Not measured at this version."


def main(out: Path) -> int:
    results = {path.stem: json.loads(path.read_text("utf-8")) for path in out.glob("*.json")}
    DOCUMENT.write_text(filled(TEMPLATE.read_text("utf-8"), results), encoding="utf-8")
    print(f"Wrote {DOCUMENT} from {', '.join(sorted(results))}.")
    return 0


def filled(template: str, results: dict[str, Any]) -> str:
    """The template with every blank filled."""
    fill = {"table": _table, "columns": _columns, "about": _about, "score": _score}
    return _BLANK.sub(lambda blank: fill[blank[1]](results, *blank[2].split()), template)


def _table(results: dict[str, Any], name: str, *prefixes: str) -> str:
    return _columns(results, name, *prefixes) if name in results else _ABSENT


def _columns(results: dict[str, Any], names: str, *prefixes: str) -> str:
    chosen = names.split(",")
    keys = dict.fromkeys(key for name in chosen for key in _scores(results, name) if _is_wanted(key, prefixes))
    ordered = sorted(keys, key=lambda key: next((i for i, each in enumerate(prefixes) if key.startswith(each)), 0))
    head = f"| score | {' | '.join(chosen if len(chosen) > 1 else ['value'])} |\n|---|{'---|' * len(chosen)}\n"
    lines = (f"| {key} | {' | '.join(_cell(_scores(results, name).get(key)) for name in chosen)} |" for key in ordered)
    return head + "\n".join(lines)


def _about(results: dict[str, Any], name: str) -> str:
    if name not in results:
        return _ABSENT
    benchmark, folder = RUNS[name]
    one = results[name]
    command = f"`python -m benchmarks {benchmark} --data ../shared/gold/{folder}`"
    return f"{command}: n = {one['n']:,}, {one['seconds']:.0f} s, data `{str(one['data_sha256'])[:12]}`."


def _score(results: dict[str, Any], name: str, key: str, digits: str = "3") -> str:
    value = _scores(results, name).get(key)
    return "(not measured)" if value is None else f"{value:,.{int(digits)}f}"


def _scores(results: dict[str, Any], name: str) -> dict[str, float]:
    return results[name]["scores"] if name in results else {}


def _is_wanted(key: str, prefixes: tuple[str, ...]) -> bool:
    return not prefixes or key.startswith(prefixes)


def _cell(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
