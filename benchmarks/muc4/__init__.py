"""``muc4``: messages of 1989 and 1990 on terrorism in Latin America, with the answer key's templates.

The texts are in capitals; they are put in ordinary case first (``truecase.py``) by the names that Grotius knows and the
words that no dictionary has. The overlay in ``codebook/`` has the set's types of incident and the armed groups of the
time. Six slots are scored: type of incident, instrument, individual and organised perpetrators, physical targets, human
targets (name and description of one person are one). ``f1`` is over all fills of all templates; the rules of comparison
are in ``scoring.py``.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.muc4.known_words import KnownWords
from benchmarks.muc4.scoring import Key, key_of, matched, paired
from benchmarks.muc4.templates import SLOTS, Filler, Template
from benchmarks.muc4.truecase import published, truecased
from benchmarks.result import Case, Result, Tally, data_hash
from grotius.ground import Names, PlaceIndex
from grotius.run import Engine, Settings


def run(data: Path) -> Result:
    """Fill templates for every message of the folder's ``*.jsonl`` files and compare."""
    paths = sorted(data.glob("*.jsonl"))
    rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]
    engine = Engine(Settings(codebook=Path(__file__).parent / "codebook"))
    names = Names(engine.codebook, PlaceIndex.open())
    filler, words = Filler(engine.codebook), KnownWords()
    started = time.perf_counter()
    found = []
    for row in rows:
        text = truecased(row["text"], names, words)
        extraction = engine.extract(engine.report(text, row["id"], published=published(row["text"])))
        found.append(filler.templates(extraction))
    seconds = time.perf_counter() - started
    scores, cases = compared(rows, found)
    texts = {row["id"]: row["text"] for row in rows}
    return Result("muc4", data_hash(paths), len(rows), seconds, scores, cases, texts)


def compared(rows: list[dict[str, Any]], found: list[list[Template]]) -> tuple[dict[str, float], list[Case]]:
    """Precision, recall and F1 over all fills, and F1 of each slot."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    cases: list[Case] = []
    for row, ours in zip(rows, found, strict=True):
        for key, template in paired([key_of(one) for one in row["templates"]], ours):
            for slot in SLOTS:
                cases.extend(_count(row["id"], slot, key, template, tallies[slot]))
    whole = Tally(
        *(sum(getattr(tally, part) for tally in tallies.values()) for part in ("right", "missed", "invented"))
    )
    scores = {"precision": whole.precision, "recall": whole.recall, "f1": whole.f1}
    return scores | {
        f"{slot.lower().replace(': ', '.').replace(' ', '_')}.f1": tallies[slot].f1 for slot in SLOTS
    }, cases


def _count(name: str, slot: str, key: Key | None, ours: Template | None, tally: Tally) -> list[Case]:
    wanted = key.slots[slot] if key is not None else ()
    given = ours.slots[slot] if ours is not None else []
    pairs = matched(wanted, given)
    hit, met = {i for i, _ in pairs}, {j for _, j in pairs}
    lenient = key is not None and key.optional
    missed = [
        fill for i, fill in enumerate(wanted) if i not in hit and not fill.optional and not (lenient and ours is None)
    ]
    invented = [fill for j, fill in enumerate(given) if j not in met]
    tally.right += len(pairs)
    tally.missed += len(missed)
    tally.invented += len(invented)
    cases = [Case("missed", slot, name, " / ".join(fill.names)) for fill in missed]
    return cases + [Case("invented", slot, name, " / ".join(fill)) for fill in invented]
