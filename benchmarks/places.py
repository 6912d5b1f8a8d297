"""Places: recognition, and resolution on gold spans (LGL, TR-News: ``{id, text, toponyms}``).

Recognition counts exact spans. Resolution is scored on the gold spans that carry a GeoNames id: ``acc161`` is the
share within 161 km of gold's point (or of the same id), ``exact`` the share with the same id. Scores are over all files
of the folder, and once more for each file.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.result import Accuracy, Case, Result, Tally, data_hash
from grotius.codebook import load
from grotius.ground import Names, PlaceIndex, PlaceResolver, distance_km
from grotius.language import Language, Name, Sentence

_KINDS = {"place", "state", "nationality", "site"}
_NEAR_KM = 161.0


@dataclass
class _Scores:
    recognition: Tally = field(default_factory=Tally)
    near: Accuracy = field(default_factory=Accuracy)
    exact: Accuracy = field(default_factory=Accuracy)

    def table(self, prefix: str = "") -> dict[str, float]:
        return {
            f"{prefix}recognition.precision": self.recognition.precision,
            f"{prefix}recognition.recall": self.recognition.recall,
            f"{prefix}recognition.f1": self.recognition.f1,
            f"{prefix}resolution.acc161": self.near.value,
            f"{prefix}resolution.exact": self.exact.value,
        }


class _Run:
    def __init__(self) -> None:
        codebook = load()
        self.index = PlaceIndex.open()
        self.names = Names(codebook, self.index)
        self.resolver = PlaceResolver(codebook, self.names.scanner, self.index)
        self.language = Language()
        self.all = _Scores()
        self.cases: list[Case] = []
        self.texts: dict[str, str] = {}

    def file(self, path: Path) -> _Scores:
        own = _Scores()
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            self.texts[row["id"]] = row["text"]
            self._recognise(row, own)
            self._resolve(row, own)
        return own

    def _recognise(self, row: dict[str, Any], own: _Scores) -> None:
        text = row["text"]
        document = self.language.read(text, names=self.names)
        document.parse(document.sentences)
        ours = {(n.start, n.end) for s in document.sentences for n in s.names if _is_toponym(n)}
        for sentence in document.sentences:
            ours |= self._within_bodies(sentence)
        gold = {(t["start"], t["end"]) for t in row["toponyms"]}
        for tally in (self.all.recognition, own.recognition):
            tally.right += len(ours & gold)
            tally.missed += len(gold - ours)
            tally.invented += len(ours - gold)
        for start, end in sorted(gold - ours):
            self.cases.append(Case("missed", "toponym", row["id"], text[start:end], start, end))
        for start, end in sorted(ours - gold):
            self.cases.append(Case("invented", "toponym", row["id"], text[start:end], start, end))

    def _within_bodies(self, sentence: Sentence) -> set[tuple[int, int]]:
        """The sets also mark the place in "Kherson City Council", which Grotius reads as one name of a body."""
        found = set()
        for name in sentence.names:
            if name.kind == "organisation" and name.key is None:
                tokens = [(t.start - name.start, t.end - name.start) for t in sentence.tokens_in(name.start, name.end)]
                for place in self.names.places_within(name.text, tokens)[:1]:
                    found.add((name.start + place.start, name.start + place.end))
        return found

    def _resolve(self, row: dict[str, Any], own: _Scores) -> None:
        gold = [t for t in row["toponyms"] if t.get("geonameid")]
        places = self.resolver.read(row["text"], spans=[(t["start"], t["end"]) for t in gold])
        for toponym in gold:
            found = places.id_at(toponym["start"], toponym["end"])
            same = found == int(toponym["geonameid"])
            entry = self.index.place(found) if found else None
            near = same
            if not same and entry is not None and entry.lat is not None and entry.lon is not None:
                near = distance_km(entry.lat, entry.lon, float(toponym["lat"]), float(toponym["lon"])) <= _NEAR_KM
            for scores in (self.all, own):
                scores.near.add(near)
                scores.exact.add(same)
            if not near:
                ours = f"{entry.name}, {entry.admin1}, {entry.country}" if entry else "nothing"
                detail = f"{toponym['name']}: gold {toponym['geonameid']}, ours {ours}"
                self.cases.append(Case("wrong", "place", row["id"], detail, toponym["start"], toponym["end"]))


def _is_toponym(name: Name) -> bool:
    """The people of a state count in the sets, creeds and parties do not."""
    return name.kind in _KINDS and (name.kind != "nationality" or name.key is not None)


def run(data: Path) -> Result:
    """Score all ``*.jsonl`` files of the folder."""
    paths = sorted(data.glob("*.jsonl"))
    state = _Run()
    start = time.perf_counter()
    tables = {path.stem: state.file(path) for path in paths}
    seconds = time.perf_counter() - start
    scores = state.all.table()
    for name, table in tables.items():
        scores.update(table.table(f"{name}."))
    return Result("places", data_hash(paths), len(state.texts), seconds, scores, state.cases, state.texts)
