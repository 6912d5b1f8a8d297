"""Blocks of tellings: under which the merge finds them again, kept beside their rows.

They follow from a telling whole: from its row, from the figures that its report gives for it, and from what people
corrected in both. So they are kept where the merge has all of that together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from grotius.merge import Telling, kept, likeness
from grotius.record import schema
from grotius.record.decided import number_chunks
from grotius.record.tellings import TELLING_KINDS, Tellings


def keep(connection: Connection, tellings: Tellings, changed: Iterable[Telling]) -> None:
    """Let these be found as they are told now."""
    table = schema.row_blocks
    wanted = {tellings.known(telling.key).row: set(kept(likeness(telling))) for telling in changed}
    held: dict[int, set[str]] = defaultdict(set)
    for part in number_chunks(sorted(wanted)):
        for row, block in connection.execute(select(table.c.row, table.c.block).where(table.c.row.in_(part))):
            held[row].add(block)
    for row, before in held.items():
        if gone := before - wanted[row]:
            connection.execute(delete(table).where(table.c.row == row, table.c.block.in_(sorted(gone))))
    new = [{"row": row, "block": block} for row in sorted(wanted) for block in sorted(wanted[row] - held[row])]
    if new:
        connection.execute(insert(table), new)


def fill(connection: Connection) -> None:
    """Blocks for all tellings of a record that has none. What waits for the merge gets them there."""
    rows = schema.rows
    if connection.execute(select(schema.row_blocks.c.row).limit(1)).first() is not None:
        return
    asked = select(rows.c.key).where(rows.c.until_write.is_(None), rows.c.kind.in_(TELLING_KINDS))
    for part in number_chunks(list(connection.execute(asked.order_by(rows.c.key)).scalars())):
        tellings = Tellings(connection)
        keep(connection, tellings, tellings.by_rows(part))
