"""A party's stances on an issue as a time line."""

from __future__ import annotations

from dataclasses import dataclass, replace

from factory import ENVOY, PRESIDENT, extraction, position, report
from grotius.merge import Line, lines
from grotius.model import Position, Stance
from grotius.record import Filter, Record

TEXT = "We will never stop. We may stop. We will stop at noon."


@dataclass(frozen=True)
class Row:
    position: Position


def taken(day: str | None, stance: Stance, **more: object) -> tuple[str | None, Row]:
    made = position(report(TEXT), "We will never stop", stance=stance)
    return day, Row(replace(made, id=f"p-{day}-{stance}", **more))  # type: ignore[arg-type]


def steps(line: Line[Row]) -> list[tuple[str | None, str, str | None]]:
    return [
        (stand.day, stand.row.position.stance, stand.before.position.stance if stand.before else None)
        for stand in line.stands
    ]


def test_a_change_is_where_two_stances_differ() -> None:
    (line,) = lines([taken("2025-04-26", "open"), taken("2025-04-24", "reject"), taken("2025-04-25", "reject")])
    assert steps(line) == [
        ("2025-04-24", "reject", None),
        ("2025-04-25", "reject", None),
        ("2025-04-26", "open", "reject"),
    ]
    assert line.latest.row.position.stance == "open"


def test_unclear_words_and_unknown_days_change_nothing() -> None:
    (line,) = lines([taken("2025-04-24", "reject"), taken("2025-04-25", "unclear"), taken(None, "accept")])
    assert [before for _, _, before in steps(line)] == [None, None, None]


def test_another_matter_of_the_issue_is_no_change() -> None:
    (line,) = lines([taken("2025-04-24", "reject", sub_issue="a"), taken("2025-04-25", "accept", sub_issue="b")])
    assert [before for _, _, before in steps(line)] == [None, None]


def test_the_record_gives_a_line_for_each_party_and_leads_back_to_the_words() -> None:
    early, late = report(TEXT, "2025-04-24", name="a"), report(TEXT, "2025-04-26", name="b")
    with Record.open(":memory:") as record:
        record.add(extraction(early, position(early, "We will never stop", party="state-x")))
        record.add(extraction(late, position(late, "We may stop", stance="open", party="state-x")))
        record.add(extraction(report(TEXT, name="c"), position(report(TEXT, name="c"), "We will stop", ENVOY)))
        (line,) = record.position_line("ceasefire", "state-x")
        assert [stand.day for stand in line.stands] == ["2025-04-24", "2025-04-26"]
        assert line.latest.before is not None
        assert line.latest.row.origin.report == late.id
        assert len(record.position_line("ceasefire")) == 2
        assert record.position_line("territory") == ()
        assert len(record.position_line(wanted=Filter(actor=PRESIDENT.name))) == 1
