"""The commands by which the record leaves the house: ``export`` and ``brief``."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import Progress
from rich.text import Text

from grotius.options import (
    DEFAULT_RECORD,
    ERR,
    OUT,
    ActorOption,
    AsOf,
    ClaimantOption,
    ConfidenceOption,
    Issue,
    Measure,
    OutletOption,
    PlaceOption,
    RecordOption,
    ReviewedOption,
    RuleOption,
    Since,
    TypeOption,
    Until,
    Words,
    existing,
)
from grotius.publish import FORMATS, Exported, plain
from grotius.record import Filter


class BriefFormat(StrEnum):
    md = "md"
    html = "html"


def export(
    format: Annotated[str, typer.Option("--format", "-f", help=f"One of {', '.join(FORMATS)}.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to make.", show_default=False)],
    record: RecordOption = DEFAULT_RECORD,
    since: Since = None,
    until: Until = None,
    place: PlaceOption = None,
    actor: ActorOption = None,
    type: TypeOption = None,
    measure: Measure = None,
    issue: Issue = None,
    text: Words = None,
    outlet: OutletOption = None,
    claimant: ClaimantOption = None,
    confidence: ConfidenceOption = None,
    reviewed: ReviewedOption = None,
    rule: RuleOption = None,
    as_of: AsOf = None,
    hxl: Annotated[bool, typer.Option("--hxl", help="A row of HXL tags under the names (CSV formats).")] = False,
    bom: Annotated[bool, typer.Option("--bom", help="A byte order mark, so that Excel reads accents right.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace an older export in the folder.")] = False,
    title: Annotated[str, typer.Option(help="What the export is called.")] = "A record of a war",
    link: Annotated[
        str | None, typer.Option(help="The address at which the feeds will be found (atom).", show_default=False)
    ] = None,
) -> None:
    """Write the record, or what the filters let through, as a data package with its meaning and citation beside it.

    csv, jsonl, geojson, parquet: all rows; acled, ucdp, plover: in the columns of those; atom: feeds;
    site: pages, map, time line and search that open from a folder.
    What a format cannot carry is counted. Example: `grotius export --format csv --out kyiv --place Kyiv --hxl`
    """
    wanted = Filter(
        *(since, until, place, actor, type, measure, issue, text, outlet),
        rule=rule,
        as_of=as_of,
        claimant=claimant,
        confidence=confidence,
        reviewed=reviewed,
        limit=None,
    )
    with existing(record) as opened, Progress(console=ERR, transient=True) as bar:
        task = bar.add_task("Writing", total=None)

        def count(source: str, done: int, total: int) -> None:
            bar.update(task, description=f"Writing {source}", completed=done, total=total)

        from grotius import export as write

        options: dict[str, Any] = {"hxl": hxl, "bom": bom, "replace_older": replace, "title": title, "link": link}
        done = write(opened, format, out, wanted, **options, on_rows=count)
    _print_exported(done)


def _print_exported(done: Exported) -> None:
    for file in done.files:
        OUT.print(f"{file.rows:>10,}  {file.name}")
    OUT.print(Text(f"Wrote {done.rows:,} rows, {done.bytes / 2**20:.1f} MiB, to {plain(done.folder)}."))
    if not done.rows:
        OUT.print("Nothing in the record matches the filter; the package is there, with no rows.", style="yellow")
    for lost in done.lost:
        if lost.rows:
            how = "left out" if lost.drops else "written without"
            OUT.print(Text(f"{lost.rows:>10,}  {how}: {lost.about}", style="dim"))


def brief(
    since: Annotated[str, typer.Option(help="The first day, such as 2025-04-24.", show_default=False)],
    until: Annotated[str, typer.Option(help="The last day.", show_default=False)],
    record: RecordOption = DEFAULT_RECORD,
    place: PlaceOption = None,
    actor: ActorOption = None,
    issue: Issue = None,
    rule: RuleOption = None,
    as_of: AsOf = None,
    corrected_since: Annotated[
        str | None, typer.Option(help="Tell corrections from this day on: that of the last brief.", show_default=False)
    ] = None,
    format: Annotated[BriefFormat, typer.Option("--format", "-f", help="md or html.")] = BriefFormat.md,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The file to write; else it is printed.", show_default=False)
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="At most so many sentences a section.")] = 60,
) -> None:
    """Compose a situation report from rows, every sentence with footnotes to outlet, date and words.

    Example: `grotius brief --since 2025-04-24 --until 2025-04-30 --place Kyiv --format html --out kyiv.html`
    """
    from grotius.publish import compose, to_html, to_markdown, write_text

    wanted = Filter(since, until, place, actor, issue=issue, rule=rule, as_of=as_of, limit=None)
    with existing(record) as opened:
        made = compose(opened, wanted, corrected_since=corrected_since, most=most)
    text = to_html(made) if format is BriefFormat.html else to_markdown(made)
    if out is None:
        sys.stdout.write(text)
    else:
        write_text(out, text)
        OUT.print(Text(f"Wrote {len(made.notes)} sources and their sentences to {plain(out)}."))
