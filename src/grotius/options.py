"""Options that several commands share, the consoles they print to, and the record they ask."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from grotius.errors import SettingsError
from grotius.record import Record

OUT = Console(highlight=False)
ERR = Console(stderr=True, highlight=False)
DEFAULT_RECORD = "grotius.sqlite"

RecordOption = Annotated[
    str, typer.Option("--record", "-r", help="The record: a file, or a database URL.", envvar="GROTIUS_RECORD")
]
CodebookOption = Annotated[
    Path | None, typer.Option("--codebook", help="A folder of YAML files laid over our codebook.", show_default=False)
]
Since = Annotated[str | None, typer.Option(help="From this day on, such as 2025-04-24.", show_default=False)]
Until = Annotated[str | None, typer.Option(help="Up to and with this day.", show_default=False)]
PlaceOption = Annotated[
    str | None, typer.Option(help="A settlement, region or country; what lies in it counts.", show_default=False)
]
ActorOption = Annotated[str | None, typer.Option(help="An actor's name or id.", show_default=False)]
TypeOption = Annotated[str | None, typer.Option(help="A type, mode, status, act or stance.", show_default=False)]
Measure = Annotated[str | None, typer.Option(help="A measure, such as killed.", show_default=False)]
Issue = Annotated[str | None, typer.Option(help="An issue, such as territory.", show_default=False)]
Words = Annotated[str | None, typer.Option(help="Words that must all occur.", show_default=False)]
OutletOption = Annotated[str | None, typer.Option(help="Words of an outlet's name.", show_default=False)]
ClaimantOption = Annotated[
    str | None, typer.Option(help="Whom the reports credit; the outlet where they credit nobody.", show_default=False)
]
ConfidenceOption = Annotated[
    str | None,
    typer.Option(
        help="high: two independent sources and no doubt; low: a time or place in doubt; medium: the rest.",
        show_default=False,
    ),
]
ReviewedOption = Annotated[
    bool | None,
    typer.Option("--reviewed/--not-reviewed", help="Only what a person has decided on, or not.", show_default=False),
]
RuleOption = Annotated[
    str | None,
    typer.Option(
        help="Which of the counts that still stand is best: latest_best, lowest, highest, official, independent_first; "
        "or your own order of claimants, such as 'order: UN, Ukraine, Reuters'.",
        show_default=False,
    ),
]
AsOf = Annotated[str | None, typer.Option(help="As the record stood at the end of that day.", show_default=False)]


def existing(record: str) -> Record:
    """Queries do not make a record where there is none."""
    if "://" not in record and not Path(record).exists():
        raise SettingsError(
            f"There is no record at {record}; read some reports first: grotius read FOLDER --record {record}"
        )
    return Record.open(record)


def short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
