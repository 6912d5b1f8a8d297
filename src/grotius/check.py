"""Run the codebook's examples: each is a sentence with the rows that it must give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from grotius.check_pairs import pair_problems
from grotius.codebook.kinds import KINDS
from grotius.codebook.shapes.entry import Entry, Example
from grotius.codebook.shapes.merging import MergingEntry
from grotius.errors import CodebookError
from grotius.language import NumberReader, TimeReader
from grotius.model import Actor, Extraction, Place, Span, Time
from grotius.run import Engine

_NOUNS = ("mentions", "figures", "talks", "statements", "positions", "interactions")


@dataclass(frozen=True, slots=True)
class Checked:
    """One example and what is wrong with it: nothing, if ``problems`` is empty."""

    kind: str
    entry: str
    example: Example
    problems: tuple[str, ...]


def check(engine: Engine, kinds: Sequence[str] = tuple(KINDS)) -> Iterator[Checked]:
    """Run every example of the engine's codebook, kind by kind."""
    for kind in kinds:
        for key, entry in getattr(engine.codebook, kind).items():
            for example in entry.examples if isinstance(entry, Entry) else ():
                yield Checked(kind, key, example, tuple(_problems(engine, f"{kind}.{key}", example)))
            for pair in entry.pairs if isinstance(entry, MergingEntry) else ():
                shown = Example(text=" / ".join(told.text for told in pair.tellings), expect={})
                yield Checked(kind, key, shown, tuple(pair_problems(engine, key, pair)))


def _problems(engine: Engine, where: str, example: Example) -> Iterator[str]:
    report = engine.report(example.text, where, published=example.published)
    extraction = engine.extract(report, whole=True)
    for noun, expected in example.expect.items():
        left = [row for row in _rows(engine, extraction, where, noun) if getattr(row, "same_as", None) is None]
        for wanted in expected:
            match = next((row for row in left if _fits(row, wanted, where)), None)
            if match is None:
                yield f"expected {noun}: {_plain(wanted)}; found {_listed(left) or 'none'}"
            else:
                left.remove(match)
        if left:
            yield f"found {noun} that the example does not have: {_listed(left)}"


def _rows(engine: Engine, extraction: Extraction, where: str, noun: str) -> Sequence[Any]:
    if noun in _NOUNS:
        rows: Sequence[Any] = getattr(extraction, noun)
        return rows
    if noun in ("numbers", "times"):
        document = engine.document(extraction.report)
        document.parse(document.sentences)
        read = (
            NumberReader(engine.codebook.numbers).read if noun == "numbers" else TimeReader(engine.codebook.times).times
        )
        return [row for sentence in document.sentences for row in read(sentence)]
    known = ", ".join((*_NOUNS, "numbers", "times"))
    raise CodebookError(f"{where}: an example expects {noun!r}; expected one of {known}.")


def _fits(row: Any, wanted: Mapping[str, Any], where: str) -> bool:
    names = {field.name for field in fields(row)}
    for name, value in wanted.items():
        if name not in names:
            raise CodebookError(
                f"{where}: an example names the field {name!r}; expected one of {', '.join(sorted(names))}."
            )
        if not _same(getattr(row, name), value):
            return False
    return True


def _same(have: Any, wanted: Any) -> bool:
    if isinstance(have, Span):
        return bool(have.text == wanted)
    if isinstance(have, Actor | Place):
        words = have.span.text if have.span else None
        key = have.id if isinstance(have, Actor) else have.geonames_id
        side = f"{key} as {have.side}" if isinstance(have, Actor) else None
        return wanted in (have.name, words, key, side)
    if isinstance(have, Time):
        return str(wanted) in (have.start, f"{have.start}/{have.end}")
    if isinstance(have, tuple):
        return isinstance(wanted, list) and len(have) == len(wanted) and all(map(_same, have, wanted))
    return bool(have == wanted)


def _plain(wanted: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in wanted.items())


def _listed(rows: Sequence[Any]) -> str:
    return "; ".join(_brief(row) for row in rows)


def _brief(row: Any) -> str:
    shown = []
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name in ("id", "sentence", "codes") or value is None or value == () or value is False:
            continue
        shown.append(f"{field.name} {_words(value)}")
    return "(" + ", ".join(shown) + ")"


def _words(value: Any) -> str:
    if isinstance(value, Span):
        return repr(value.text)
    if isinstance(value, Actor | Place):
        return value.name
    if isinstance(value, Time):
        return f"{value.start}/{value.end}"
    if isinstance(value, tuple):
        return "[" + ", ".join(_words(item) for item in value) + "]"
    return str(value)
