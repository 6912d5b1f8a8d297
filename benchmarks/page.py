"""The error page: what was missed and invented, beside the text."""

from __future__ import annotations

import html
from collections import Counter
from pathlib import Path

from benchmarks.result import Case, Result

_AROUND = 160
_HEAD = """<!doctype html><meta charset="utf-8"><title>{title}</title>
<style>body{{font:15px/1.5 system-ui;max-width:70rem;margin:2rem auto;padding:0 1rem}}
table{{border-collapse:collapse;width:100%}}td{{border-top:1px solid #8884;padding:.3rem .5rem;vertical-align:top}}
mark{{background:#fd6}}.missed{{color:#b00}}.invented{{color:#06c}}.wrong{{color:#a60}}.matched{{color:#080}}</style>
"""


def write(result: Result, path: Path) -> None:
    """Write ``result``'s cases to ``path`` as one HTML file that needs nothing else."""
    path.write_text("".join(_parts(result)), encoding="utf-8")


def _parts(result: Result) -> list[str]:
    title = html.escape(f"{result.set}: matched, missed and invented")
    parts = [_HEAD.format(title=title), f"<h1>{title}</h1>", f"<pre>{html.escape(_scores(result))}</pre>"]
    counts = Counter((case.noun, case.kind) for case in result.cases)
    parts.append("<p>" + ", ".join(f"{noun} {kind}: {n}" for (noun, kind), n in sorted(counts.items())) + "</p>")
    order = {"missed": 0, "invented": 1, "wrong": 2, "matched": 3}
    for source in sorted({case.source for case in result.cases}):
        parts.append(f"<h2>{html.escape(source)}</h2><table>")
        mine = [case for case in result.cases if case.source == source]
        for case in sorted(mine, key=lambda case: (case.noun, order[case.kind], case.start)):
            parts.append(_row(case, result.texts.get(source, "")))
        parts.append("</table>")
    return parts


def _scores(result: Result) -> str:
    return "\n".join(f"{name:32} {value:.3f}" for name, value in result.scores.items())


def _row(case: Case, text: str) -> str:
    before = html.escape(text[max(0, case.start - _AROUND) : case.start])
    marked = html.escape(text[case.start : case.end])
    after = html.escape(text[case.end : case.end + _AROUND])
    return (
        f'<tr><td>{html.escape(case.noun)}<td class="{case.kind}">{case.kind}<td>{html.escape(case.detail)}'
        f"<td>{before}<mark>{marked}</mark>{after}</tr>"
    )
