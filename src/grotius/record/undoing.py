"""A person takes back what they decided: the decision is ended, never deleted, and the record follows."""

from __future__ import annotations

from sqlalchemy import or_, select, update
from sqlalchemy.engine import RowMapping

from grotius.errors import SettingsError
from grotius.record import judging, schema
from grotius.record.finding import find_event, find_row
from grotius.record.journal import Author, Journal
from grotius.record.merging import merge
from grotius.record.record import Record
from grotius.record.rows import Merged
from grotius.version import __version__


def undo(record: Record, *, who: str) -> Merged:
    """End the last decision or judgement in force that this person made.

    Raises:
        SettingsError: they have none.
    """
    with record._writing(Author(who, "person", __version__)) as journal:
        return merge(journal, touched=_end_last(journal))


def _end_last(journal: Journal) -> set[str]:
    who, connection = journal.author.who, journal.connection
    decisions, judgements = schema.decisions, schema.judgements
    of_mine = [
        (
            table,
            connection.execute(
                select(table.c.from_write)
                .where(table.c.who == who, table.c.until_write.is_(None), *extra)
                .order_by(table.c.from_write.desc())
                .limit(1)
            ).scalar(),
        )
        for table, extra in ((decisions, ()), (judgements, (judgements.c.kind == "person",)))
    ]
    last = max((write for _, write in of_mine if write is not None), default=None)
    if last is None:
        raise SettingsError(f"{who} has decided nothing that could be undone.")
    ended = (
        connection.execute(
            select(decisions.c.target)
            .where(decisions.c.from_write == last, decisions.c.until_write.is_(None))
            .distinct()
        )
        .scalars()
        .all()
    )
    ends = connection.execute(
        select(judgements.c.left_id, judgements.c.right_id).where(
            judgements.c.from_write == last, judgements.c.until_write.is_(None), judgements.c.kind == "person"
        )
    ).all()
    for table in (decisions, judgements):
        connection.execute(
            update(table)
            .where(table.c.from_write == last, table.c.until_write.is_(None), table.c.who == who)
            .values(until_write=journal.number)
        )
    targets = [*ended, *(end for pair in ends for end in pair)]
    for target in dict.fromkeys(name.partition("@")[0] for name in targets):
        journal.note(target, "decision undone", "the person who decided took it back")
    return _touched(journal, targets, index=set(ended))


def _touched(journal: Journal, targets: list[str], index: set[str]) -> set[str]:
    """The events that the ended decisions bore on."""
    members, rows = schema.event_rows, schema.rows
    found: set[str] = set()
    for target in targets:
        name = target.partition("@")[0]
        event = find_event(journal.connection, name)
        if event is not None:
            found.add(event.id)
            continue
        row: RowMapping | None = find_row(journal.connection, name)
        if row is None:
            continue
        if target in index:
            judging._index_anew(journal, row)
        same = or_(rows.c.key == row["key"], rows.c.id == name)
        asked = (
            select(members.c.event).join(rows, rows.c.key == members.c.row).where(same, members.c.until_write.is_(None))
        )
        found.update(journal.connection.execute(asked).scalars())
    return found
