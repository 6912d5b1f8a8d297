"""What events are counted and found by: claimants, confidence, review; and that it follows what people decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factory import KYIV, MAYOR, PAVLOHRAD, YAROVA, day, strike
from grotius.errors import SettingsError
from grotius.merge import Reconciled
from grotius.record import Filter, Record
from grotius.record.facets import Facets, event_facets
from grotius.record.marks import counted_once, fill
from grotius.record.outlines import outlines
from grotius.record.schema import event_marks
from stores import on_every_store, postgres, store
from web_site import talking

__all__ = ["postgres", "store"]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "marks.sqlite") as opened:
        _tell(opened)
        yield opened


def _tell(record: Record) -> None:
    """Pavlohrad told by two sources that differ, one of them crediting the mayor; Yarova by one."""
    record.add(strike(PAVLOHRAD, 2))
    record.add(strike(PAVLOHRAD, 7, publisher="Other Times", claimant=MAYOR))
    record.add(strike(YAROVA, 3, publisher="Third Post", published="2025-04-26", time=day("2025-04-26")))
    record.add(talking())
    record.merge()


def _places(record: Record, **asked: object) -> list[str]:
    found = record.events(Filter(**asked))  # type: ignore[arg-type]
    return [row.happening.places[0].name for row in found]


def _counts(facets: Facets, name: str) -> dict[str, int]:
    return {one.value: one.count for one in getattr(facets, name)}


@on_every_store
def test_events_are_found_and_counted_by_claimant_and_confidence(store: str) -> None:
    with Record.open(store) as record:
        _tell(record)
        assert _places(record, claimant=MAYOR.name) == [PAVLOHRAD.name]
        assert _places(record, claimant="Third Post") == [YAROVA.name]
        assert _places(record, confidence="high") == [PAVLOHRAD.name]
        assert _places(record, confidence="medium") == [YAROVA.name]
        facets = event_facets(record, Filter())
        assert _counts(facets, "confidence") == {"high": 1, "medium": 1}
        assert _counts(facets, "claimants")[MAYOR.name] == 1
        assert _counts(facets, "outlets") == {"Daily Example": 1, "Other Times": 1, "Third Post": 1}
        assert [row.origin.publisher for row in record.figures(Filter(claimant=MAYOR.name))] == ["Other Times"]
        assert record.figures(Filter(confidence="high")).total == 2
        assert record.reports(Filter(claimant=MAYOR.name)).total == 1


def test_review_is_found_and_counted(record: Record) -> None:
    assert _places(record, reviewed=True) == []
    figure = record.figures(Filter(place=YAROVA.name)).rows[0].figure
    record.judge("confirm", figure.id, who="Ann", why="read the words")
    assert _places(record, reviewed=True) == [YAROVA.name]
    assert _places(record, reviewed=False) == [PAVLOHRAD.name]
    assert _counts(event_facets(record, Filter()), "reviewed") == {"yes": 1, "no": 1}
    assert record.figures(Filter(reviewed=True)).total == 1


def test_a_disagreement_ends_with_the_claim_that_made_it(record: Record) -> None:
    (found,) = record.disagreements()
    assert found.disagreement.measure == "killed"
    wrong = next(claim.figure.id for claim in found.claims if claim.value == 7)
    record.judge("reject", wrong, who="Ann", why="not in the words")
    assert record.disagreements().total == 0


def test_sums_follow_the_rule_and_the_marks(record: Record) -> None:
    def killed(rule: str | None) -> list[int | None]:
        return [one.best for row in outlines(record, Filter(rule=rule)) for one in row.figures]

    def whole(rule: str | None) -> list[int | None]:
        return [one.best for row in record.events(Filter(rule=rule)) for one in row.figures]

    assert killed(None) == whole(None)
    assert killed("lowest") == whole("lowest") == [2, 3]


def test_marks_of_an_older_record_are_made_when_it_is_opened(record: Record) -> None:
    before = event_facets(record, Filter())
    with record._writing(_author()) as journal:
        journal.connection.execute(event_marks.delete())
        fill(journal.connection)
    assert event_facets(record, Filter()) == before


def _author() -> object:
    from grotius.record.journal import Author

    return Author("grotius", "machine", "0")


def test_pages_of_a_list_join_without_gap_or_double(record: Record) -> None:
    for asked in (Filter(limit=1), Filter(limit=1, place="Ukraine")):
        whole = [row.id for row in record.events(replace(asked, limit=None))]
        page, found = record.events(asked), list[str]()
        while True:
            found += [row.id for row in page]
            if page.next is None:
                break
            page = record.events(replace(asked, cursor=page.next))
        assert found == whole and page.total == len(whole)


def test_a_confidence_that_does_not_exist_is_told(record: Record) -> None:
    with pytest.raises(SettingsError, match="high, medium, low"):
        record.events(Filter(confidence="sure"))


def test_changes_are_told_newest_first_and_without_folders(record: Record) -> None:
    forward = [row.target for row in record.changes()]
    assert [row.target for row in record.changes(newest=True)] == forward[::-1]
    assert all("/" not in row.why for row in record.changes() if "://" not in row.why)


def test_what_is_counted_apart_is_not_counted_together_as_well() -> None:
    def count(of: str, best: int) -> Reconciled:
        return Reconciled("launched", of, best, best, best, "agreed", "latest_best", "", None, ())

    wave = [count("drones", 653), count("drones and missiles", 704), count("missiles", 51)]
    assert [one.best for one in counted_once(wave)] == [653, 51]
    assert [one.best for one in counted_once(wave[1:2])] == [704]


@on_every_store
@pytest.mark.parametrize("judgement", ["same", "different"])
def test_what_was_judged_one_or_another_has_been_reviewed(store: str, judgement: Any) -> None:
    with Record.open(store) as record:
        _tell(record)
        first, second = (record.events(Filter(place=place.name)).rows[0].id for place in (PAVLOHRAD, YAROVA))
        record.add(strike(KYIV, 4, publisher="Fourth Post"))
        record.merge()
        record.judge(judgement, first, second, who="Ann", why="compared")
        assert _places(record, reviewed=False) == [KYIV.name]
        assert len(_places(record, reviewed=True)) == (1 if judgement == "same" else 2)
        assert _counts(event_facets(record, Filter()), "reviewed")["no"] == 1
