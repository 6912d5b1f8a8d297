"""The command line: thin. Each command asks one room and prints what it answers.

Exit codes: 0 done; 1 unexpected; 2 wrong options or settings; 3 some or all sources could not be read (the rest was);
4 a mistake in a codebook, or an example of it that fails; 5 the record cannot be opened or written; 6 unknown id;
7 an export could not be written;
130 interrupted (what was finished is kept).
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from grotius.cli_judge import judge, undo
from grotius.cli_out import brief, export
from grotius.cli_team import serve, team_app
from grotius.errors import GrotiusError, SettingsError
from grotius.explained import lines
from grotius.listing import change, entries
from grotius.merge import Claim, Line, Stand, by_time
from grotius.model import Span
from grotius.options import (
    DEFAULT_RECORD,
    ERR,
    OUT,
    ActorOption,
    AsOf,
    ClaimantOption,
    CodebookOption,
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
    short,
)
from grotius.publish import TABLES, csv_lines, json_lines, plain, to_json
from grotius.publish.columns import claim, reconciled
from grotius.record import DisagreementRow, Filter, Page, PositionRow, Record, Shown, Summary
from grotius.record.titles import titles
from grotius.reports import Unreadable

app = typer.Typer(
    name="grotius",
    help="Reads news reports about a war and keeps its record: what was done and said, who says so, in which words.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    epilog="Exit codes: 0 done, 2 wrong options, 3 a source not read, 4 codebook, 5 record, 6 unknown id, 7 export.",
)
codebook_app = typer.Typer(help="Look at the codebook and run its examples.", no_args_is_help=True)
app.add_typer(codebook_app, name="codebook")

_LONGEST_ID = 80
_DEMO_RECORD = "grotius-demo.sqlite"
_READ_SOME = 3
_CODEBOOK = 4
_INTERRUPTED = 130


class Format(StrEnum):
    list = "list"
    table = "table"
    json = "json"
    csv = "csv"


class Explained(StrEnum):
    list = "list"
    json = "json"


Sources = Annotated[
    list[str], typer.Argument(help="Files, folders, globs, URLs, or - for standard input.", show_default=False)
]
ModelOption = Annotated[
    str | None, typer.Option("--model", help="An installed English spaCy pipeline.", show_default=False)
]
Workers = Annotated[int, typer.Option("--workers", "-w", min=1, help="How many processes share the work.")]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print.")]
Limit = Annotated[int, typer.Option(min=1, help="At most so many rows; with json and csv all rows unless given.")]


def main() -> None:
    """The entry point: errors of ours are one sentence and an exit code, never a traceback."""
    try:
        app(standalone_mode=True)
    except GrotiusError as error:
        ERR.print(Text(plain(error)))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        ERR.print("Interrupted; what was finished is kept. Run the same command again for the rest.")
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def _version(wanted: bool) -> None:
    if wanted:
        from grotius.version import __version__

        typer.echo(f"grotius {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read reports, ask the record, show the words."""


@app.command()
def read(
    sources: Sources,
    record: RecordOption = DEFAULT_RECORD,
    codebook: CodebookOption = None,
    model: ModelOption = None,
    workers: Workers = 1,
) -> None:
    """Read reports into a record. Reading the same reports again changes nothing.

    Examples: `grotius read reports/` · `grotius read 'feeds/*.xml' news.jsonl --workers 2` · `grotius read - < a.txt`
    """
    unreadable = _read(sources, record, codebook, model, workers)
    with Record.open(record) as opened:
        _print_summary(opened.summary())
    if unreadable:
        raise typer.Exit(_READ_SOME)


def _read(sources: list[str], record: str, codebook: Path | None, model: str | None, workers: int) -> int:
    from grotius import run

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=ERR, transient=True) as bar:
        task = bar.add_task("Reading", total=None, rate="")

        def progress(now: run.Progress) -> None:
            speed = bar.tasks[0].speed
            bar.update(task, completed=now.done, total=now.total, rate=f"{speed:.1f}/s" if speed else "")

        def unreadable(source: Unreadable) -> None:
            bar.console.print(Text(plain(_told_of(source)), style="yellow"))

        done = run.read(
            sources,
            record,
            codebook=codebook,
            model=model,
            workers=workers,
            on_progress=progress,
            on_unreadable=unreadable,
        )
    parts = [f"{done.new} new", f"{done.versions} changed", f"{done.unchanged} known already"]
    if done.unreadable:
        parts.append(f"{len(done.unreadable)} not readable")
    OUT.print(f"Read {done.reports} reports: {', '.join(parts)}.")
    if done.aside:
        were = "was not read closely: it seems" if done.aside == 1 else "were not read closely: they seem"
        OUT.print(f"{done.aside} of them {were} to be about no war.")
    return len(done.unreadable)


def _told_of(source: Unreadable) -> str:
    """Its name before what is wrong with it, where the words do not name it already."""
    return source.reason if source.source in source.reason else f"{source.source}: {source.reason}"


@app.command()
def extract(
    sources: Sources,
    format: Annotated[str, typer.Option("--format", "-f", help="jsonl: one JSON object per report.")] = "jsonl",
    codebook: CodebookOption = None,
    model: ModelOption = None,
    workers: Workers = 1,
) -> None:
    """Print what is found in each report, as JSON Lines; no record is involved.

    The shape is in docs/schema/extraction.json. Example: `grotius extract report.txt --format jsonl | jq .figures`
    """
    from grotius import run

    if format != "jsonl":
        raise SettingsError(f"--format is {format!r}; extract prints jsonl.")
    failed = []

    def unreadable(source: Unreadable) -> None:
        failed.append(source)
        ERR.print(Text(plain(_told_of(source)), style="yellow"))

    for extraction in run.extract(sources, codebook=codebook, model=model, workers=workers, on_unreadable=unreadable):
        sys.stdout.write(to_json(extraction) + "\n")
    if failed:
        raise typer.Exit(_READ_SOME)


def _query(noun: str, doc: str, example: str) -> None:
    """Add one of the query commands; they differ only in the noun."""

    def command(
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
        format: FormatOption = Format.list,
        limit: Annotated[
            int | None,
            typer.Option(
                min=1, help="At most so many rows (50 unless told; with json and csv all).", show_default=False
            ),
        ] = None,
        as_of: AsOf = None,
    ) -> None:
        wanted = Filter(
            since=since,
            until=until,
            place=place,
            actor=actor,
            type=type,
            measure=measure,
            issue=issue,
            text=text,
            publisher=outlet,
            claimant=claimant,
            confidence=confidence,
            reviewed=reviewed,
            rule=rule,
            as_of=as_of,
            limit=limit or (50 if format in (Format.list, Format.table) else None),
        )
        with existing(record) as opened:
            if noun == "positions" and issue is not None and format is Format.list:
                _print_lines(opened.position_line(issue, wanted=wanted))
            else:
                _print_page(noun, getattr(opened, noun)(wanted), format)

    command.__doc__ = f"{doc}\n\nExample: `{example}`"
    app.command(name=noun)(command)


_query(
    "events",
    "List happenings of fighting, one row each, however many reports tell them.",
    "grotius events --since 2025-04-24 --place Kyiv",
)
_query(
    "figures",
    "List figures: every count, with who claims it and the words.",
    "grotius figures --measure killed --format csv",
)
_query(
    "talks", "List meetings, calls, visits, negotiations and summits with their status.", "grotius talks --type planned"
)
_query("statements", "List who said what.", "grotius statements --actor Putin --type reject")
_query(
    "positions",
    "List each party's stance on each issue; with --issue as a time line for each party, with what changed.",
    "grotius positions --issue territory",
)
_query("interactions", "List who did what to whom, by PLOVER root.", "grotius interactions --type ACCUSE")
_query(
    "disagreements",
    "List where sources contradict each other, the gravest first.",
    "grotius disagreements --place Kyiv",
)
_query("reports", "List the reports of the record.", "grotius reports --format csv")


def _print_page(noun: str, page: Page[Any], format: Format) -> None:
    columns = TABLES[noun]
    if format is Format.json:
        sys.stdout.writelines(json_lines(page))
    elif format is Format.csv:
        sys.stdout.writelines(csv_lines(page, columns))
    elif not page.rows:
        OUT.print(f"No {noun} match.")
    elif format is Format.list:
        OUT.print(*entries(noun, page), sep="\n")
        _print_rest(noun, page)
    else:
        brief = [column for column in columns if column.brief]
        OUT.print(_table([column.name for column in brief], ([column.value(row) for column in brief] for row in page)))
        _print_rest(noun, page)


def _print_rest(noun: str, page: Page[Any]) -> None:
    if page.total > len(page):
        OUT.print(f"{len(page)} of {page.total} {noun}; --limit shows more, --format csv all.", style="dim")


def _print_lines(lines: Sequence[Line[PositionRow]]) -> None:
    """Each party's stances on one issue by date; the latest stands last."""
    if not lines:
        OUT.print("No positions match.")
        return
    rows = ([line.party, *_stand(stand, stand is line.latest)] for line in lines for stand in line.stands)
    OUT.print(_table(["party", "day", "stance", "changed", "who", "words", "outlet", "id"], rows))


def _stand(stand: Stand[PositionRow], latest: bool) -> list[Any]:
    told = stand.row.position
    matter = f" ({told.sub_issue.replace('_', ' ')})" if told.sub_issue else ""
    before = stand.before.position if stand.before is not None else None
    changed = f"{before.stance} before ({before.actor.name})" if before is not None else ""
    outlet = f"{stand.row.origin.publisher or stand.row.origin.report}{f' +{len(stand.also)}' if stand.also else ''}"
    stance = f"{told.stance}{matter}{', latest' if latest else ''}"
    return [stand.day, stance, changed, told.actor.name, told.span.text, outlet, told.id]


def _table(names: list[str], rows: Iterable[list[Any]]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in names:
        table.add_column(name, overflow="fold", no_wrap=name == "id")
    for row in rows:
        table.add_row(*(Text(short(plain(cell))) for cell in row))
    return table


@app.command()
def show(
    id: Annotated[str, typer.Argument(help="The id of a row, event, talk or report.")],
    record: RecordOption = DEFAULT_RECORD,
    rule: RuleOption = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="table or json.")] = Format.table,
    as_of: AsOf = None,
) -> None:
    """Show one thing whole: every value, and the words behind it marked in their sentence.

    Example: `grotius show e-lusab-babad-gutih`
    """
    with existing(record) as opened:
        shown = opened.show(id, as_of, rule)
    if format is Format.json:
        sys.stdout.writelines(json_lines([shown]))
    else:
        _print_shown(shown)


def _print_shown(shown: Shown) -> None:
    OUT.print(Text.assemble((shown.title, "bold"), f"  {shown.kind} {shown.id}"))
    if shown.redirected_from:
        OUT.print(f"{shown.redirected_from} now lives on in {shown.id}.", style="yellow")
    if shown.gone:
        OUT.print(Text(shown.gone, style="yellow"))
    for value in shown.values:
        words = f"  “{plain(value.span.text)}”" if value.span else ""
        OUT.print(Text.assemble((f"  {value.name:14} ", "dim"), plain(value.value), (words, "italic")))
    if shown.sentence:
        OUT.print(_marked(shown, shown.sentence))
    if origin := shown.origin:
        where = " · ".join(
            plain(part) for part in (origin.publisher, origin.published, origin.title, origin.url) if part
        )
        OUT.print(Text(f"  {where}", style="dim"))
    for retelling in shown.also:
        OUT.print(Text(f"  also told: “{plain(retelling.sentence.text)}”"))
    for figure in shown.figures:
        OUT.print(Text(f"  {plain(reconciled(figure))} by the rule {figure.rule}: {plain(figure.why)}"))
        totals, smaller = by_time(figure)
        for one in totals:
            OUT.print(_claimed(one))
        if smaller:
            OUT.print("      Smaller numbers of the same reports, parts or earlier counts:", style="dim")
        for one in smaller:
            OUT.print(_claimed(one))
    for link in shown.links:
        OUT.print(Text(f"  {link.how}: {plain(link.title)}  {link.id}"))


def _claimed(one: Claim) -> Text:
    return Text(f"      {plain(claim(one))}  “{plain(one.figure.span.text)}”")


def _marked(shown: Shown, sentence: Span) -> Text:
    """The sentence with the row's words, and the words of each value, marked."""
    text = Text("  “")
    body = Text(sentence.text.replace("\n", " "))
    for value in shown.values:
        if value.span and sentence.start <= value.span.start and value.span.end <= sentence.end:
            body.stylize("underline", value.span.start - sentence.start, value.span.end - sentence.start)
    if shown.span:
        body.stylize("bold reverse", shown.span.start - sentence.start, shown.span.end - sentence.start)
    return text.append_text(body).append("”")


@app.command()
def why(
    id: Annotated[str, typer.Argument(help="The id of a row, event, talk or report.")],
    record: RecordOption = DEFAULT_RECORD,
    rule: RuleOption = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Weights and scores, and every pair that was compared.")
    ] = False,
    format: Annotated[Explained, typer.Option("--format", "-f", help="list or json; json has everything.")] = (
        Explained.list
    ),
    as_of: AsOf = None,
) -> None:
    """Explain in words why the record holds what it holds: what joins the reports of an event, what people decided,
    what came close and was left out, and how the best values come about.

    Example: `grotius why e-lusab-babad-gutih`
    """
    with existing(record) as opened:
        reasons = opened.why(id, as_of, rule)
    if format is Explained.json:
        sys.stdout.writelines(json_lines(reasons))
    else:
        for line in lines(reasons, verbose=verbose):
            OUT.print(line)


app.command()(judge)
app.command()(undo)


@app.command()
def changes(
    record: RecordOption = DEFAULT_RECORD,
    since: Annotated[
        str | None, typer.Option(help="From this day or moment on, by when the record was written.", show_default=False)
    ] = None,
    format: FormatOption = Format.list,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help="At most so many rows (50 unless told; with json and csv all).", show_default=False),
    ] = None,
    oldest_first: Annotated[
        bool, typer.Option("--oldest-first", help="In the order they were made; else the newest first.")
    ] = False,
    as_of: AsOf = None,
) -> None:
    """List what changed in the record, by machine or person, the newest first: what, before, after, why, when.

    json has before and after whole, as they are stored. Example: `grotius changes --since 2025-04-25 --format csv`
    """
    some = limit or (50 if format in (Format.list, Format.table) else None)
    with existing(record) as opened:
        page = opened.changes(since, limit=some, newest=not oldest_first, as_of=as_of)
        if format is Format.list and page.rows:
            named = {name for row in page for name in (row.target, row.before, row.after) if name is not None}
            called = titles(opened, (name for name in named if len(name) <= _LONGEST_ID), as_of)
            OUT.print(*(change(row, called) for row in page), sep="\n")
            _print_rest("changes", page)
        else:
            _print_page("changes", page, format)


@app.command()
def reconcile(
    table: Annotated[Path, typer.Argument(help="A CSV file of counts by day and weapon.")],
    mapping: Annotated[
        Path | None,
        typer.Option(help="Which column means what; without it, one of ours that fits.", show_default=False),
    ] = None,
    record: RecordOption = DEFAULT_RECORD,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    format: FormatOption = Format.table,
) -> None:
    """Set the record's counts of weapons launched and shot down beside somebody else's table.

    Each day, weapon and measure is agreed, different, only here or only there, by the count that the record holds for
    best. A mapping is a small YAML file; the one for the Ukrainian air force's daily counts comes with Grotius
    (src/grotius/references).

    Examples: `grotius reconcile missile_attacks_daily.csv` ·
    `grotius reconcile counts.csv --mapping counts.yaml --since 2025-04-01 --format csv`
    """
    from grotius import reference

    with existing(record) as opened:
        rows = reference.reconcile(opened, table, mapping, since=since, until=until, as_of=as_of)
    for left in rows.left_out:
        ERR.print(Text(plain(left.told) + ".", style="yellow"))
    if format is Format.json:
        sys.stdout.writelines(json_lines(rows))
    elif format is Format.csv:
        sys.stdout.writelines(csv_lines(rows, reference.COLUMNS))
    else:
        columns = reference.COLUMNS
        OUT.print(
            _table([column.name for column in columns], ([column.value(row) for column in columns] for row in rows))
        )
        counted = Counter(row.status for row in rows)
        OUT.print(", ".join(f"{counted[status]} {status}" for status in reference.STATUSES) + ".", style="dim")


@app.command()
def summary(record: RecordOption = DEFAULT_RECORD, as_of: AsOf = None) -> None:
    """Print how much the record holds.

    Example: `grotius summary`
    """
    with existing(record) as opened:
        _print_summary(opened.summary(as_of))


def _print_summary(summary: Summary) -> None:
    parts = (
        (summary.reports, "reports"),
        (summary.events, "events"),
        (summary.talks, "talks"),
        (summary.figures, "figures"),
        (summary.statements, "statements"),
        (summary.positions, "positions"),
        (summary.interactions, "interactions"),
        (summary.disagreements, "disagreements"),
    )
    days = f" ({summary.first_day} to {summary.last_day})" if summary.first_day else ""
    OUT.print(f"The record holds {', '.join(f'{count:,} {noun}' for count, noun in parts)}{days}.")


@app.command()
def demo(
    record: Annotated[str, typer.Option("--record", "-r", help="Where to keep the demo's record.")] = _DEMO_RECORD,
    workers: Workers = 1,
) -> None:
    """Read the demo corpus: paraphrased reports on two weeks of the Russia-Ukraine war.

    Example: `grotius demo`
    """
    from grotius.demo import corpus_folder

    with corpus_folder() as folder:
        failed = _read([str(folder)], record, None, None, workers)
    with Record.open(record) as opened:
        _print_summary(opened.summary())
        largest = opened.disagreements(Filter(limit=3))
    shown = len(largest.rows)
    OUT.print("\nIts disagreements:" if largest.total == shown else f"\nThe {shown} largest disagreements:")
    OUT.print(*entries("disagreements", largest), sep="\n")
    OUT.print("\nTry next:")
    for command in ("events --place Kyiv", _show_hint(largest.rows), "positions --issue territory"):
        OUT.print(f"  {escape(f'{_program()} {command} --record {record}')}", style="bold", soft_wrap=True)
    if failed:
        raise typer.Exit(_READ_SOME)


def _program() -> str:
    """What to type for this program: its name, or the path it was called by where the name alone is not found."""
    return "grotius" if shutil.which("grotius") else sys.argv[0]


def _show_hint(rows: tuple[DisagreementRow, ...]) -> str:
    return f"show {rows[0].event}" if rows else "figures"


app.command()(serve)
app.add_typer(team_app, name="team")
app.command()(export)
app.command()(brief)


@codebook_app.command("check")
def codebook_check(
    codebook: CodebookOption = None,
    kind: Annotated[
        list[str] | None, typer.Option(help="Only this kind of entry; may be repeated.", show_default=False)
    ] = None,
) -> None:
    """Load the codebook and run every example in it; print what a failing one gave instead.

    Example: `grotius codebook check --codebook my-war/`
    """
    from grotius.check import check
    from grotius.codebook.kinds import KINDS
    from grotius.run import Engine, Settings

    if unknown := set(kind or ()) - set(KINDS):
        raise SettingsError(f"There is no kind of entry {sorted(unknown)[0]!r}; choose from {', '.join(KINDS)}.")
    count = failed = 0
    for checked in check(Engine(Settings(codebook=codebook)), tuple(kind or KINDS)):
        count += 1
        if checked.problems:
            failed += 1
            OUT.print(Text(f"{checked.kind}.{checked.entry}: {plain(checked.example.text)}"))
            for problem in checked.problems:
                OUT.print(Text(f"    {plain(problem)}", style="yellow"))
    OUT.print(f"{count} examples, {failed} failed.")
    if failed:
        raise typer.Exit(_CODEBOOK)


@codebook_app.command("show")
def codebook_show(
    kind: Annotated[str | None, typer.Argument(help="A kind of entry, such as events.", show_default=False)] = None,
    entry: Annotated[str | None, typer.Argument(help="One entry's id.", show_default=False)] = None,
    codebook: CodebookOption = None,
) -> None:
    """List the kinds of entry, the entries of a kind, or one entry whole.

    Examples: `grotius codebook show` · `grotius codebook show events` · `grotius codebook show events attack`
    """
    import yaml

    from grotius.codebook import load
    from grotius.codebook.kinds import KINDS

    book = load(codebook)
    if kind is None:
        OUT.print(_table(["kind", "entries"], ([name, len(getattr(book, name))] for name in KINDS)))
        return
    if kind not in KINDS:
        raise SettingsError(f"There is no kind of entry {kind!r}; choose from {', '.join(KINDS)}.")
    entries = getattr(book, kind)
    if entry is None:
        OUT.print(
            _table(
                ["id", "label", "examples"],
                ([key, _attr(e, "label"), len(_attr(e, "examples") or ())] for key, e in entries.items()),
            )
        )
        return
    if entry not in entries:
        raise SettingsError(f"{kind} has no entry {entry!r}; see: grotius codebook show {kind}")
    shown = entries[entry].model_dump(mode="json", exclude_defaults=True)
    OUT.print(Text(yaml.safe_dump({entry: shown}, sort_keys=False, allow_unicode=True, width=110)))


def _attr(entry: Any, name: str) -> Any:
    return getattr(entry, name, None)


if __name__ == "__main__":
    main()
