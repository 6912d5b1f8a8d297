"""Run the pairs of the codebook's merging entries: two sentences of two reports that tell one happening, or do not."""

from __future__ import annotations

from collections.abc import Iterator

from grotius.codebook.shapes.merging import Pair, Told
from grotius.merge import Telling, Weights, compare, likeness, weights_of
from grotius.model import Mention, Talk
from grotius.run import Engine


def pair_problems(engine: Engine, entry: str, pair: Pair) -> Iterator[str]:
    """What is wrong with the pair: nothing is given if nothing is."""
    tellings = [_telling(engine, told, f"merging.{entry}.{number}") for number, told in enumerate(pair.tellings)]
    found = [telling for telling in tellings if telling is not None]
    if len(found) < len(tellings):
        yield "one of the two sentences tells nothing"
        return
    seen = compare(likeness(found[0]), likeness(found[1]), weights=_weights(engine))
    if seen.same != pair.same:
        yield f"they are to be {'the same' if pair.same else 'different'}; {seen.reason}"
    if entry not in {feature.name for feature in seen.features}:
        yield f"{entry} is not seen; {seen.reason}"


def _weights(engine: Engine) -> Weights:
    return weights_of(engine.codebook)


def _telling(engine: Engine, told: Told, where: str) -> Telling | None:
    """The first thing that the sentence tells as it does itself, not as its head tells it again."""
    report = engine.report(told.text, where, published=told.published)
    extraction = engine.extract(report, whole=True)
    found: list[Mention | Talk] = [*extraction.mentions, *extraction.talks]
    rows = [row for row in found if row.same_as is None]
    if not rows:
        return None
    figures = tuple(figure for figure in extraction.figures if figure.mention == rows[0].id)
    return Telling(rows[0], report.id, report.id, told.published, None, figures)
