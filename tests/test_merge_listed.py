"""Victims told one by one add up, in a report's own count as in the comparison of two reports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factory import GOVERNOR, MAYOR, figure, report, span
from grotius.merge import Claim, reconcile
from grotius.merge.listed import summed
from grotius.model import Figure, Measure
from grotius.run import Engine

Told = tuple[str, int]


def figures(text: str, *told: Told, measure: Measure = "killed") -> list[Figure]:
    """Each of ``told`` with its words as those of what is counted."""
    of = report(text)
    rows = [figure(of, words, measure, value, claimant=GOVERNOR) for words, value in told]
    return [replace(row, of=row.span) for row in rows]


@pytest.mark.parametrize(
    ("text", "told", "counts"),
    [
        ("The strike killed a woman, her son and a guard.", [("a woman", 1), ("her son", 1), ("a guard", 1)], [3]),
        ("It killed a boy, 5, and his two sisters.", [("a boy", 1), ("two sisters", 2)], [3]),
        ("It killed 20 civilians and 15 guards.", [("20 civilians", 20), ("15 guards", 15)], [35]),
        ("It killed 12 people, 15 people by another count.", [("12 people", 12), ("15 people", 15)], [12, 15]),
        ("It killed 12 guards, 15 guards in all.", [("12 guards", 12), ("15 guards", 15)], [12, 15]),
        ("It killed two women, a boy and two guards.", [("two women", 2), ("a boy", 1), ("two guards", 2)], [5]),
        ("It killed two guards, a father and a son.", [("two guards", 2), ("a father", 1), ("a son", 1)], [2]),
        ("It killed three people, a woman and two boys.", [("three people", 3), ("a woman", 1), ("two boys", 2)], [3]),
        ("It killed four guards, a cook and three boys.", [("four guards", 4), ("a cook", 1), ("three boys", 3)], [4]),
        ("A man died in the port and a woman in the market.", [("A man", 1), ("a woman", 1)], [1, 1]),
    ],
)
def test_a_list_is_the_sum_of_its_members(text: str, told: list[Told], counts: list[int]) -> None:
    assert [row.low for row in summed(figures(text, *told))] == counts


def test_the_sum_has_the_words_of_the_whole_list() -> None:
    (whole,) = summed(figures("The strike killed a woman and her son.", ("a woman", 1), ("her son", 1)))
    assert whole.span.text == "a woman and her son"
    assert whole.span.start == len("The strike killed ")


def test_hedges_of_a_list_stay_open() -> None:
    guards, boy = figures("It killed at least two guards and a boy.", ("at least two guards", 2), ("a boy", 1))
    (whole,) = summed([replace(guards, high=None), boy])
    assert (whole.low, whole.best, whole.high) == (3, 3, None)


def test_parts_are_not_added() -> None:
    women, boy = figures("It killed two people, a boy.", ("two people", 2), ("a boy", 1))
    assert summed([women, replace(boy, part_of=women.id)])[0].low == 2


def test_those_killed_and_those_hurt_are_two_lists() -> None:
    of = report("It killed a man and hurt his wife.")
    rows = [figure(of, "a man", "killed", 1), figure(of, "his wife", "injured", 1)]
    assert [row.low for row in summed(rows)] == [1, 1]


def test_a_list_agrees_with_the_number_of_another_report() -> None:
    listed = figures("The strike killed a woman and her son.", ("a woman", 1), ("her son", 1))
    of = report("The strike killed two people.", publisher="Other")
    counted = figure(of, "two people", "killed", 2, claimant=MAYOR)
    claims = [Claim(row, "r1", "r1", "2025-04-25", "One") for row in listed]
    (both,) = reconcile([*claims, Claim(counted, "r2", "r2", "2025-04-25", "Other")])
    assert (both.best, both.verdict) == (2, "agreed")


def told(outlet: str, text: str, words: str, value: int, number: str | None = None) -> Claim:
    of = report(text, publisher=outlet)
    row = figure(of, words, "injured", value, claimant=None)
    if number is not None:
        row = replace(row, number=span(text, number))
    return Claim(row, of.id, of.id, "2025-04-25", outlet)


def test_who_describes_one_victim_does_not_contradict_who_counts_several() -> None:
    described = told("A", "A boy was among those hurt.", "A boy", 1, "A")
    (both,) = reconcile([described, told("B", "The strike injured 40 people.", "40 people", 40)])
    assert (both.best, both.verdict, len(both.claims)) == (40, "agreed", 2)


def test_who_counts_one_victim_contradicts_who_counts_several() -> None:
    counted = told("A", "One person was hurt.", "One person", 1, "One")
    (both,) = reconcile([counted, told("B", "The strike injured 40 people.", "40 people", 40)])
    assert both.verdict != "agreed"


def test_those_who_also_died_are_no_total() -> None:
    teachers = told("A", "Six teachers also were hurt.", "Six teachers", 6, "Six")
    (both,) = reconcile([teachers, told("B", "The strike injured 40 people.", "40 people", 40)])
    assert (both.best, both.verdict) == (40, "agreed")


READ = [
    ("A couple and their three children were killed in the strike.", [5]),
    ("The strike killed a woman, her son and a neighbour.", [3]),
    ("The strike killed his wife, son and daughter.", [3]),
    ("A mother, father and toddler were killed in the strike.", [3]),
    ("The strike killed 12 people, 15 according to a hospital.", [12, 15]),
    ("The strike killed three children and two adults.", [5]),
    ("A policeman, a father and husband, was killed in the strike.", [1]),
    ("A nurse, mother and grandmother was killed in the strike.", [1]),
    ("The strike killed her husband, a teacher and father of two.", [1]),
    ("The governor told her colleague that nobody was killed in the strike.", [0]),
    ("Mayor Ivan Petrov and his wife were killed in the strike.", []),
]


@pytest.mark.parametrize(("text", "counts"), READ)
def test_lists_as_they_are_read(engine: Engine, text: str, counts: list[int]) -> None:
    told = f"A Russian missile hit a house in Sumy on Monday. {text}"
    extraction = engine.extract(engine.report(told, "r1", published="2025-09-18"))
    killed = [figure for figure in extraction.figures if figure.measure == "killed"]
    assert [figure.low for figure in summed(killed)] == counts


def test_a_count_that_a_person_set_is_not_added_to() -> None:
    woman, son = figures("The strike killed a woman and her son.", ("a woman", 1), ("her son", 1))
    number = span("The strike killed a woman and her son.", "a")
    corrected = replace(woman, low=2, best=2, high=2, number=replace(woman.number, text=number.text))
    assert [row.low for row in summed([corrected, son])] == [2, 1]


def test_nobody_killed_contradicts_those_who_count_some() -> None:
    nobody = told("A", "Nobody was hurt.", "Nobody", 0, "Nobody")
    (both,) = reconcile([nobody, told("B", "The strike injured 40 people.", "40 people", 40)])
    assert both.verdict != "agreed"
