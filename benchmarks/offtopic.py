"""``offtopic``: what is read out of texts that tell of no war; every row is one too many.

Data: the local and wire news of ``gold/places`` (LGL and TR-News), 706 English reports collected for their place names,
whatever they are about.

A text is *on topic* if rows could rightly be found in it: it tells of fighting, of its dead, of armed groups and their
attacks, or of the diplomacy of a war. ``offtopic_on_topic.txt`` lists those texts with what makes them so; a person
read every text that gave a row or passed the first look. All others are *off topic*: crime and police (shootings among
townspeople too), courts, councils, arrests of opponents, accidents, disasters, sport, business, obituaries, everyday
life beside a conflict, and stories of wars long past.

* **false_positive_rate**: the share of off-topic texts with at least one event or figure of fighting.
* **rows_per_100_texts**: such rows for each 100 off-topic texts.
* **read_rate**: the share of off-topic texts that pass the first look and are parsed; they cost time, and what their
  people say is recorded as statements.
* **on_topic_read_rate**: the share of the on-topic texts that pass it.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

from benchmarks.result import Case, Result, data_hash
from grotius.ids import content_hash
from grotius.model import Figure, Mention
from grotius.run import Engine

_FILES = ("lgl.jsonl", "trnews.jsonl")
_ON_TOPIC = Path(__file__).with_name("offtopic_on_topic.txt")


def run(data: Path) -> Result:
    """Read every text of ``lgl.jsonl`` and ``trnews.jsonl`` in ``data`` and count what is found."""
    engine = Engine()
    on_topic = frozenset(_listed(_ON_TOPIC.read_text("utf-8")))
    files = [data / name for name in _FILES if (data / name).exists()]
    texts = {row["id"]: row["text"] for file in files for row in _rows(file)}
    started = time.perf_counter()
    cases: list[Case] = []
    with_rows = rows = read = read_on_topic = 0
    for name, text in texts.items():
        extraction = engine.extract(engine.report(text, name))
        was_read = not any("not about a war" in note for note in extraction.notes)
        if name in on_topic:
            read_on_topic += was_read
            continue
        found: list[Mention | Figure] = [*extraction.mentions, *extraction.figures]
        read += was_read
        rows += len(found)
        with_rows += bool(found)
        cases.extend(
            Case("invented", type(row).__name__.lower(), name, row.span.text, row.span.start, row.span.end)
            for row in found
        )
    off = len(texts) - len([name for name in texts if name in on_topic])
    scores = {
        "false_positive_rate": with_rows / max(off, 1),
        "rows_per_100_texts": 100 * rows / max(off, 1),
        "read_rate": read / max(off, 1),
        "on_topic_read_rate": read_on_topic / max(len(texts) - off, 1),
    }
    seconds = time.perf_counter() - started
    told = content_hash(data_hash(files) + _ON_TOPIC.read_text("utf-8"))  # wherever the two of them lie
    return Result("offtopic", told, off, seconds, scores, cases, texts)


def _listed(text: str) -> list[str]:
    """The names at the start of the lines; what follows them says why."""
    return [line.split()[0] for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _rows(path: Path) -> list[dict[str, str]]:
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
    return [{"id": f"{path.stem}-{row['id']}", "text": row["text"]} for row in rows]
