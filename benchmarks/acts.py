"""Acts: a sentence with its source and target marked -> PLOVER root (PLV, ``plv.jsonl``).

Only the sentence, the source's words and the target's words are given to Grotius; ``root`` is what gold has. Scores are
F1 per root and their mean over the roots that gold has; a sentence for which nothing is found counts as missed.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.result import Case, Result, Tally, data_hash
from grotius.codebook import load
from grotius.extract.interactions import InteractionFinder
from grotius.language import Document, Language
from grotius.model import PloverRoot, Span


def run(data: Path) -> Result:
    """Score ``plv*.jsonl`` in the folder."""
    paths = sorted(data.glob("plv*.jsonl"))
    rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]
    language, finder = Language(), InteractionFinder(load())
    started = time.perf_counter()
    found = [root_of(finder, language, row["sentence"], row["source"], row["target"]) for row in rows]
    seconds = time.perf_counter() - started
    tallies: dict[str, Tally] = defaultdict(Tally)
    cases: list[Case] = []
    for row, root in zip(rows, found, strict=True):
        _count(row, root, tallies, cases)
    wanted = {row["root"] for row in rows}
    scores = {"macro_f1": sum(tallies[root].f1 for root in wanted) / max(len(wanted), 1)}
    scores |= {root: tallies[root].f1 for root in sorted(wanted)}
    return Result(
        "acts", data_hash(paths), len(rows), seconds, scores, cases, {row["id"]: row["sentence"] for row in rows}
    )


def root_of(
    finder: InteractionFinder, language: Language, sentence: str, source: str, target: str
) -> PloverRoot | None:
    """What Grotius reads between the two spans of the text."""
    document = language.read(sentence)
    document.parse(document.sentences)
    first, second = _span(document, source), _span(document, target)
    if first is None:
        return None
    own = document.sentence_at(first.start)
    others = [each for each in document.sentences if each is not own]
    roots = (finder.root_between(each, first, second or first) for each in (own, *others))
    return next((root for root in roots if root is not None), None)


def _span(document: Document, words: str) -> Span | None:
    start = document.text.lower().find(words.lower().strip())
    return document.span(start, start + len(words.strip())) if start >= 0 else None


def _count(row: dict[str, Any], root: str | None, tallies: dict[str, Tally], cases: list[Case]) -> None:
    if root == row["root"]:
        tallies[root].right += 1
        cases.append(Case("matched", row["root"], row["id"], root, 0, len(row["sentence"])))
        return
    tallies[row["root"]].missed += 1
    if root is not None:
        tallies[root].invented += 1
    detail = f"{row['source']} > {row['target']}: gold {row['root']}, ours {root}"
    cases.append(Case("wrong", row["root"], row["id"], detail, 0, len(row["sentence"])))
