"""A person takes back what they decided: the decision is ended, never deleted, and the record follows."""

from __future__ import annotations

from sqlalchemy import Connection, and_, func, or_, select, update

from grotius.errors import SettingsError
from grotius.record import history, schema
from grotius.record.decided import successors
from grotius.record.indexing import index_anew
from grotius.record.journal import Journal, person
from grotius.record.judging import touched_by
from grotius.record.merging import merge
from grotius.record.reading import Reader
from grotius.record.record import Record
from grotius.record.rows import ChangeRow, Filter, Merged

_UNDONE = "decision undone"


def undo(record: Record, *, who: str) -> Merged:
    """End the last decision or judgement in force that this person made.

    Raises:
        SettingsError: they have none.
    """
    author = person(who)
    with record._writing(author) as journal:
        return merge(journal, touched=_end_last(journal))


def last_decision(record: Record, *, who: str) -> ChangeRow:
    """What ``undo`` would take back.

    Raises:
        SettingsError: there is nothing.
    """
    name = person(who).who

    def answer(reader: Reader) -> ChangeRow:
        write, told = _last(reader.connection, name), schema.changes.c
        by_person = or_(told.what.startswith("judged "), told.what.endswith(" by a person"))
        return history.some(reader, and_(told.write == write, by_person), 1)[0]

    return record._ask(Filter(), answer)


def _end_last(journal: Journal) -> set[str]:
    connection, last = journal.connection, _last(journal.connection, journal.author.who)
    decisions, judgements = schema.decisions, schema.judgements
    corrected = set(
        connection.execute(
            select(decisions.c.target).where(decisions.c.from_write == last, decisions.c.until_write.is_(None))
        ).scalars()
    )
    pairs = connection.execute(
        select(judgements.c.left_id, judgements.c.right_id).where(
            judgements.c.from_write == last, judgements.c.until_write.is_(None), judgements.c.kind == "person"
        )
    ).all()
    targets = corrected | {end for pair in pairs for end in pair}
    before = touched_by(journal, targets)
    for table in (decisions, judgements):
        connection.execute(
            update(table)
            .where(table.c.from_write == last, table.c.until_write.is_(None), table.c.who == journal.author.who)
            .values(until_write=journal.number)
        )
    for target in sorted(targets):
        journal.note(target, _UNDONE, "the person who decided took it back")
    heirs = successors(connection, corrected)
    index_anew(connection, {heirs.get(name, name) for name in corrected})
    return before | touched_by(journal, targets)


def _last(connection: Connection, who: str) -> int:
    found = list[int]()
    for table in (schema.decisions, schema.judgements):
        asked = select(func.max(table.c.from_write)).where(table.c.who == who, table.c.until_write.is_(None))
        if table is schema.judgements:
            asked = asked.where(table.c.kind == "person")
        if (write := connection.execute(asked).scalar()) is not None:
            found.append(write)
    if not found:
        raise SettingsError(f"{who} has decided nothing that could be undone.")
    return max(found)
