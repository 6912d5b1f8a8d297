"""``events``: triggers and arguments of attacks, injuries, deaths and meetings (WikiEvents; RAMS for recall only).

The mapping of types: ``Conflict.Attack`` is any mention of fighting, ``Life.Die`` and ``Life.Injure`` the overlay's two
types, ``Contact.Contact.Meet`` a talk. Of roles: Place is place; Victim and Target are victim; Attacker, Killer and
Injurer are attacker; Instrument and ExplosiveDevice are instrument. A trigger matches one of the same class that shares
a character with it, one to one. An argument is right if its event's trigger matched, the role is the same and the words
overlap. RAMS marks one event in each text, so there only the share of its triggers that is found has a meaning.
"""

from __future__ import annotations

import time
from collections import defaultdict
from pathlib import Path

from benchmarks.events.ours import ours
from benchmarks.events.reading import Document, rams, wikievents
from benchmarks.events.scoring import CLASSES, ROLES, Event, pairs
from benchmarks.result import Accuracy, Case, Result, Tally, data_hash
from grotius.reports import to_raw
from grotius.run import Engine, Settings


def run(data: Path) -> Result:
    """Score the WikiEvents files of the folder, and RAMS where it is there."""
    engine = Engine(Settings(codebook=Path(__file__).parent / "codebook"))
    files = [path for path in sorted(data.glob("wikievents/*.jsonl")) if not path.stem.endswith("_info")]
    more = sorted(data.glob("rams/*.jsonlines"))
    documents = [document for path in files for document in wikievents(path)]
    others = [document for path in more for document in rams(path)]
    started = time.perf_counter()
    found = {document.name: _read(engine, document) for document in [*documents, *others]}
    seconds = time.perf_counter() - started
    scores, cases = compared(documents, found)
    if others:
        scores["rams.trigger_recall"] = _recall(others, found)
    texts = {document.name: document.text for document in documents}
    return Result("events", data_hash([*files, *more]), len(found), seconds, scores, cases, texts)


def _read(engine: Engine, document: Document) -> list[Event]:
    extraction = engine.extract(engine.report(document.text, document.name))
    return ours(extraction, lambda start, end: to_raw(extraction.report.map, start, end))


def compared(documents: list[Document], found: dict[str, list[Event]]) -> tuple[dict[str, float], list[Case]]:
    """Precision, recall and F1 of triggers and arguments, for all classes together and for each."""
    triggers: dict[str, Tally] = defaultdict(Tally)
    arguments: dict[str, Tally] = defaultdict(Tally)
    cases: list[Case] = []
    for document in documents:
        for gold, mine in pairs(document.events, found[document.name]):
            _count(gold, mine, triggers, arguments)
            cases.extend(_cases(document, gold, mine))
    return _table("trigger", triggers) | _table("argument", arguments), cases


def _count(gold: Event | None, mine: Event | None, triggers: dict[str, Tally], arguments: dict[str, Tally]) -> None:
    kind = gold.kind if gold is not None else mine.kind if mine is not None else ""
    for tally in (triggers["all"], triggers[kind]):
        tally.right += gold is not None and mine is not None
        tally.missed += mine is None
        tally.invented += gold is None
    for role in ROLES:
        wanted = [a for a in gold.arguments if a.role == role] if gold is not None else []
        given = [a for a in mine.arguments if a.role == role] if mine is not None else []
        hit = {a for a in wanted for b in given if a.overlaps(b)}
        met = {b for b in given for a in wanted if a.overlaps(b)}
        for tally in (arguments["all"], arguments[kind], arguments[role]):
            tally.right += len(hit)
            tally.missed += len(set(wanted) - hit)
            tally.invented += len(set(given) - met)


def _table(name: str, tallies: dict[str, Tally]) -> dict[str, float]:
    table: dict[str, float] = {}
    for part in ("all", *CLASSES, *ROLES):
        if part in tallies:
            prefix = name if part == "all" else f"{name}.{part}"
            tally = tallies[part]
            table |= {
                f"{prefix}.precision": tally.precision,
                f"{prefix}.recall": tally.recall,
                f"{prefix}.f1": tally.f1,
            }
    return table


def _cases(document: Document, gold: Event | None, mine: Event | None) -> list[Case]:
    if gold is not None and mine is not None:
        return [Case("matched", gold.kind, document.name, gold.text, gold.start, gold.end)]
    if gold is not None:
        return [Case("missed", gold.kind, document.name, gold.text, gold.start, gold.end)]
    return [Case("invented", mine.kind, document.name, mine.text, mine.start, mine.end)] if mine is not None else []


def _recall(documents: list[Document], found: dict[str, list[Event]]) -> float:
    share = Accuracy()
    for document in documents:
        for gold, mine in pairs(document.events, found[document.name]):
            if gold is not None:
                share.add(mine is not None)
    return share.value
