"""Mapping and pairing of the events benchmark."""

from __future__ import annotations

import pytest

from benchmarks.events import compared
from benchmarks.events.reading import Document, kind_of
from benchmarks.events.scoring import Argument, Event, pairs


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Conflict.Attack.DetonateExplode", "attack"),
        ("conflict.attack.bombing", "attack"),
        ("Life.Die.Unspecified", "die"),
        ("life.injure.n/a", "injure"),
        ("Contact.Contact.Meet", "meet"),
        ("contact.discussion.meet", "meet"),
        ("contact.prevarication.meet", None),
        ("Movement.Transportation.Unspecified", None),
    ],
)
def test_types_of_both_sets(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


def test_each_event_is_paired_once() -> None:
    gold = [Event("die", 0, 6, "killed")]
    ours = [Event("die", 0, 6, "killed"), Event("die", 4, 9, "ed two"), Event("attack", 0, 6, "killed")]
    assert list(pairs(gold, ours)) == [(gold[0], ours[0]), (None, ours[1]), (None, ours[2])]


def test_arguments_count_with_their_event() -> None:
    gold = Event("die", 0, 6, "killed", (Argument("victim", 10, 15), Argument("place", 20, 25)))
    ours = Event("die", 0, 6, "killed", (Argument("victim", 7, 15),))
    scores, cases = compared([Document("d", "x" * 30, (gold,))], {"d": [ours]})
    assert scores["trigger.f1"] == 1.0
    assert scores["argument.precision"] == 1.0
    assert scores["argument.recall"] == 0.5
    assert [case.kind for case in cases] == ["matched"]
