"""What a report is about: one telling, in the report's town and on the day that it is sure of."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.gva.casualties import counted
from benchmarks.gva.days import TYPES, time_of, told_of
from grotius.merge import Telling, named_people
from grotius.model import Extraction, Place


def about(extraction: Extraction, report: str, town: Place | None) -> Telling | None:
    """The report's first telling of a shooting, placed and dated by all of it."""
    told = tuple(m for m in extraction.mentions if m.type in TYPES and m.actuality == "actual")
    if not told:
        return None
    main = replace(
        told[0],
        mode="shooting",
        places=(town,) if town is not None else (),
        time=time_of(told_of(extraction)),
        by=None,
        target=None,
        background=False,
    )
    figures = tuple(replace(figure, mention=main.id) for figure in counted(extraction))
    people = named_people(extraction.report.text)
    return Telling(main, report, report, extraction.report.published, None, figures, people)
