"""The commands by which people decide: ``judge`` and ``undo``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, cast

import typer
from rich.text import Text

from grotius.errors import SettingsError
from grotius.options import DEFAULT_RECORD, OUT, RecordOption, existing, short
from grotius.publish import plain
from grotius.publish.changed import in_words
from grotius.record import JUDGEMENTS, Judging
from grotius.record.effects import Effect, effects
from grotius.record.undoing import last_decision
from grotius.record.undoing import undo as take_back

_MOST_EFFECTS = 10
Who = Annotated[str, typer.Option(help="Who decides.", envvar="GROTIUS_WHO")]


def judge(
    judgement: Annotated[str, typer.Argument(help="same, different, unsure, correct, reject or confirm.")],
    ids: Annotated[list[str], typer.Argument(help="Two ids for same, different and unsure; one for the others.")],
    why: Annotated[str, typer.Option(help="The reason, in a few words.")],
    who: Who,
    field: Annotated[str | None, typer.Option(help="Which value to correct, such as best.", show_default=False)] = None,
    value: Annotated[str | None, typer.Option(help="Its right value, plain or as JSON.", show_default=False)] = None,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Keep a person's decision, and say what it changes. No later reading undoes it; a later decision may.

    Two events are one or two (`same`, `different`, `unsure`); a row or event is right or wrong (`confirm`, `reject`);
    a value is another (`correct` with --field and --value). A figure's `best` means exactly that many; a claimant or a
    place is given by its name; a time is a day, a minute, or two with a slash between them; a figure's `mention` is the
    event that it belongs to. What is rejected is counted nowhere until it is confirmed. `grotius undo` takes the last
    decision back.

    Examples: `grotius judge same e-lusab-babad-gutih e-rofil-gamub-tisop --who ann --why "one strike, two names"` ·
    `grotius judge correct f-w2navjhx6zrxo --field best --value 8 --who ann --why "the ministry's own count"` ·
    `grotius judge correct f-w2navjhx6zrxo --field time --value 2025-04-24/2025-04-25 --who ann --why "overnight"`
    """
    if judgement not in JUDGEMENTS:
        raise SettingsError(f"There is no judgement {judgement!r}; it is one of {', '.join(JUDGEMENTS)}.")
    if judgement == "correct" and value is None:
        raise SettingsError("'correct' needs a field and a value: give both, with --field and --value.")
    with existing(record) as opened:
        opened.judge(cast(Judging, judgement), *ids, who=who, why=why, field=field, value=value)
        _print_effects(f"Kept: {judgement} {' '.join(ids)}.", effects(opened, who))


def undo(who: Who, record: RecordOption = DEFAULT_RECORD) -> None:
    """Take back the last decision that a person made and that still holds; again, the one before it.

    Nothing is deleted: `grotius changes` lists the decision and that it was taken back.

    Example: `grotius undo --who ann`
    """
    with existing(record) as opened:
        last = last_decision(opened, who=who)
        take_back(opened, who=who)
        told = " ".join(part for part in (last.what, last.target, in_words(last).told) if part)
        _print_effects(f"Taken back: {short(told)} ({last.why}).", effects(opened, who))


def _print_effects(done: str, changed: Sequence[Effect]) -> None:
    events = sum(one.is_event for one in changed)
    OUT.print(Text(plain(f"{done} {events or 'No'} {'event' if events == 1 else 'events'} changed.")))
    for one in changed[:_MOST_EFFECTS]:
        OUT.print(Text.assemble((f"  {one.id}  ", "dim"), short(plain(one.title), 80)))
        for told in one.changes:
            OUT.print(Text(f"    {short(plain(told))}"))
    if len(changed) > _MOST_EFFECTS:
        OUT.print(f"  and {len(changed) - _MOST_EFFECTS} more; see: grotius changes", style="dim")
