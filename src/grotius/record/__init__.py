"""The record room: extractions in, answers out; it keeps everything and forgets nothing.

In come extractions (one transaction each) and people's decisions; out go frozen rows, each leading back to its words,
its report and its claimant. One schema serves an SQLite file and PostgreSQL. Rows, events and judgements that are
overtaken are ended, never deleted, so that the record can answer as it stood on any day. It never reads a text, and
no decision of a person is ever undone by the machine.
"""

from grotius.record.judging import JUDGEMENTS, Judging
from grotius.record.record import Record
from grotius.record.rows import (
    Added,
    ChangeRow,
    DisagreementRow,
    EventRow,
    FigureRow,
    Filter,
    InteractionRow,
    Link,
    MentionRow,
    Merged,
    Origin,
    Page,
    PositionRow,
    Reason,
    ReportRow,
    Retelling,
    Shown,
    ShownValue,
    SourcedRow,
    StatementRow,
    Summary,
    TalkRow,
    TellingRow,
    Verdict,
)

__all__ = [
    "JUDGEMENTS",
    "Added",
    "ChangeRow",
    "DisagreementRow",
    "EventRow",
    "FigureRow",
    "Filter",
    "InteractionRow",
    "Judging",
    "Link",
    "MentionRow",
    "Merged",
    "Origin",
    "Page",
    "PositionRow",
    "Reason",
    "Record",
    "ReportRow",
    "Retelling",
    "Shown",
    "ShownValue",
    "SourcedRow",
    "StatementRow",
    "Summary",
    "TalkRow",
    "TellingRow",
    "Verdict",
]
