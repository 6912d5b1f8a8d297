"""Claims side by side: agreed, rising, disputed or unclear; and the best value under each rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factory import ENVOY, GOVERNOR, MAYOR, RUSSIA, UKRAINE_STATE, figure, report, sentence
from grotius.errors import SettingsError
from grotius.merge import Claim, Reconciled, by_time, checked_rule, disagreements, reconcile
from grotius.model import Actor, Measure, Span, Time


def claim(
    killed: int,
    published: str = "2025-04-25",
    claimant: Actor | None = GOVERNOR,
    outlet: str = "A",
    family: str | None = None,
    measure: Measure = "killed",
    at_least: bool = False,
    approx: bool = False,
) -> Claim:
    of = report(f"{outlet} has {killed} of them at {published}.", published, outlet)
    made = figure(of, f"{killed} of them", measure, killed, claimant=claimant, approx=approx)
    if at_least:
        made = replace(made, high=None)
    return Claim(made, of.id, family or of.id, published, outlet)


def one(*claims: Claim, rule: str = "latest_best") -> Reconciled:
    (only,) = reconcile(claims, rule)
    return only


def test_the_same_number_twice_is_agreed() -> None:
    assert one(claim(12), claim(12, outlet="B", claimant=MAYOR)).verdict == "agreed"


def test_at_least_does_not_contradict_more() -> None:
    both = one(claim(12, at_least=True), claim(13, outlet="B", claimant=MAYOR))
    assert both.verdict == "agreed"


def test_at_least_contradicts_fewer() -> None:
    assert one(claim(12, at_least=True), claim(9, outlet="B", claimant=MAYOR)).verdict == "disputed"


def test_about_allows_a_little() -> None:
    assert one(claim(50, approx=True), claim(52, outlet="B")).verdict == "agreed"
    assert one(claim(50, approx=True), claim(90, outlet="B", claimant=MAYOR)).verdict == "disputed"


def test_a_later_higher_number_is_a_rising_toll() -> None:
    toll = one(
        claim(2, "2025-04-25T06:00"), claim(3, "2025-04-25T08:45", outlet="B"), claim(5, "2025-04-26", outlet="C")
    )
    assert toll.verdict == "rising"
    assert [step.value for step in toll.steps] == [2, 3, 5]
    assert (toll.low, toll.best, toll.high) == (5, 5, 5)


def test_an_old_number_repeated_late_is_no_dispute() -> None:
    toll = one(claim(2, "2025-04-25"), claim(5, "2025-04-26", outlet="B"), claim(2, "2025-04-27", outlet="C"))
    assert toll.verdict == "rising"
    assert toll.best == 5


def test_two_numbers_of_one_day_are_a_dispute() -> None:
    split = one(claim(8), claim(12, outlet="B", claimant=MAYOR))
    assert split.verdict == "disputed"
    assert {each.value for each in split.between} == {8, 12}
    assert (split.low, split.high) == (8, 12)


def test_numbers_of_one_day_that_nobody_vouches_for_may_have_risen() -> None:
    assert one(claim(8, claimant=None), claim(12, outlet="B")).verdict == "unclear"


def test_the_sides_dispute_even_when_one_speaks_later() -> None:
    split = one(claim(3, "2025-04-25", UKRAINE_STATE), claim(40, "2025-04-27", RUSSIA, outlet="B"))
    assert split.verdict == "disputed"


def test_a_count_that_its_own_source_lowers_is_unclear() -> None:
    assert one(claim(9, "2025-04-24"), claim(8, "2025-04-25", outlet="B")).verdict == "unclear"


def test_copies_of_one_story_are_one_claim() -> None:
    copies = [claim(12, outlet=name, family="wire") for name in "ABC"]
    (only,) = one(*copies).claims
    assert only.reports == 3


@pytest.mark.parametrize(
    ("rule", "best"),
    [("latest_best", 14), ("lowest", 8), ("highest", 20), ("official", 14), ("independent_first", 20)],
)
def test_each_rule_names_its_best(rule: str, best: int) -> None:
    claims = [claim(8, "2025-04-25", None), claim(20, "2025-04-25", ENVOY, "B"), claim(14, "2025-04-25", GOVERNOR, "C")]
    claims[1] = replace(claims[1], figure=replace(claims[1].figure, claimant=replace(ENVOY, office=None)))
    assert one(*claims, rule=rule).best == best


def test_things_are_counted_with_their_like() -> None:
    of = report("130 drones and 2 missiles were launched.")
    drones = figure(of, "130 drones", "launched", 130)
    missiles = figure(of, "2 missiles", "launched", 2)
    named = [replace(row, of=row.span) for row in (drones, missiles)]
    found = reconcile(Claim(row, of.id, of.id) for row in named)
    assert sorted(each.best or 0 for each in found) == [2, 130]


def test_parts_are_not_counted_against_the_whole() -> None:
    whole = claim(14, measure="injured")
    part = replace(whole, figure=replace(whole.figure, id="f-part", low=1, best=1, high=1, part_of=whole.figure.id))
    assert one(whole, part).best == 14


def test_smaller_numbers_of_one_report_are_parts_of_its_total() -> None:
    of = report("14 injured, 3 of them gravely, the governor said; the mayor said 15.")
    rows = [figure(of, words, "injured", int(words)) for words in ("14", "3", "15")]
    named = [replace(row, claimant=who) for row, who in zip(rows, (GOVERNOR, None, MAYOR), strict=True)]
    found = one(*(Claim(row, of.id, of.id, "2025-04-25", "A") for row in named))
    assert sorted(each.value or 0 for each in found.between) == [14, 15]


def test_running_totals_are_left_out() -> None:
    total = claim(1000)
    assert one(claim(2), replace(total, figure=replace(total.figure, cumulative=True))).best == 2


def test_the_gravest_disagreement_comes_first() -> None:
    small = one(claim(8), claim(9, outlet="B", claimant=MAYOR))
    large = one(claim(3), claim(40, outlet="B", claimant=MAYOR))
    assert [d.high for d in disagreements([small, large])] == [40, 9]


def test_more_shot_down_than_launched_is_flagged() -> None:
    launched, downed = one(claim(100, measure="launched")), one(claim(120, measure="shot_down"))
    (found,) = disagreements([launched, downed])
    assert found.kind == "sum"


def test_what_rose_or_is_agreed_is_no_disagreement() -> None:
    assert disagreements([one(claim(2, "2025-04-25"), claim(3, "2025-04-26", outlet="B"))]) == ()


def at(value: int, clock: str, outlet: str = "A", claimant: Actor | None = None) -> Claim:
    """A count that the text gives for an hour of the day."""
    made = claim(value, "2025-04-24", claimant, outlet)
    stamp = f"2025-04-24T{clock}"
    return replace(made, figure=replace(made.figure, time=Time(None, stamp, stamp, "minute")))


def test_a_toll_that_is_corrected_and_rises_again_keeps_its_steps() -> None:
    nine, eight = at(9, "06:00"), at(8, "11:00")
    eight = replace(eight, report=nine.report, family=nine.family)
    toll = one(
        claim(1, "2025-04-24", MAYOR, "B"),
        nine,
        eight,
        claim(12, "2025-04-24", GOVERNOR, "C"),
        claim(13, "2025-04-28", GOVERNOR, "D"),
    )
    assert [step.value for step in toll.steps] == [1, 9, 8, 12, 13]
    assert "corrected to 8" in toll.why
    assert toll.best == 13


def test_a_toll_that_is_revised_down_contradicts_nobody() -> None:
    before = claim(13, "2025-11-06", MAYOR, "B")
    lower = claim(11, "2025-11-07", GOVERNOR, "C")
    words = "The death toll was revised down to 11 from 13."
    told = replace(lower, figure=replace(lower.figure, sentence=Span(0, len(words), words)))
    assert one(before, lower).verdict == "disputed"
    assert (one(before, told).verdict, one(before, told).best) == ("unclear", 11)


def test_up_to_is_no_step_of_a_rising_toll() -> None:
    most = claim(60, "2025-11-06", None, "B")
    most = replace(most, figure=replace(most.figure, low=None))
    toll = one(claim(12, "2025-11-06", MAYOR, "A"), most, claim(17, "2025-11-08", MAYOR, "C"))
    assert [step.value for step in toll.steps] == [12, 17]


def test_clocks_of_other_zones_are_compared_as_moments() -> None:
    early = claim(8, "2025-04-25T11:27+05:30", outlet="A")
    late = claim(14, "2025-04-25T08:00+00:00", MAYOR, outlet="B")
    assert one(early, late).verdict == "rising"


def test_a_claimant_does_not_contradict_himself() -> None:
    assert one(claim(8, outlet="A"), claim(14, outlet="B")).verdict == "rising"


def test_officials_speak_for_their_side() -> None:
    ours = replace(GOVERNOR, office="governor of Sumy, Ukraine")
    theirs = replace(MAYOR, office="mayor of Kursk, Russia")
    split = one(claim(3, "2025-04-25", ours), claim(40, "2025-04-27", theirs, "B"))
    assert split.verdict == "disputed"
    assert split.why.startswith("the sides contradict each other")
    both_ours = one(claim(3, "2025-04-25", ours), claim(5, "2025-04-27", replace(ours, id="other"), "B"))
    assert both_ours.verdict == "rising"


def test_parts_that_exceed_the_whole_are_flagged() -> None:
    whole, north, south = one(claim(5)), one(claim(4, outlet="B")), one(claim(3, outlet="C"))
    (found,) = disagreements([whole], parts=[[north], [south]])
    assert (found.kind, found.low, found.high) == ("sum", 5, 7)
    assert disagreements([one(claim(5, at_least=True))], parts=[[north], [south]]) == ()


UN = Actor(None, "United Nations", "un", "organisation", "mediator")


@pytest.mark.parametrize(
    ("order", "best"),
    [
        ("order: UN, governor", 10),
        ("order: governor, UN", 12),
        ("order: Ukraine", 12),
        ("order: B", 11),
        ("Order: nobody,  united nations", 10),
        ("order: nobody", 12),
    ],
)
def test_a_user_s_own_order_of_claimants(order: str, best: int) -> None:
    governor = replace(GOVERNOR, office="governor, Ukraine")
    told = (
        claim(12, claimant=governor),
        claim(11, outlet="B", claimant=None),
        claim(10, outlet="C", claimant=UN),
        claim(9, "2025-04-24", outlet="D", claimant=UN),
    )
    assert one(*told, rule=order).best == best


def test_an_order_names_somebody() -> None:
    for rule in ("best", "order:", "order: ,", "orders: UN"):
        with pytest.raises(SettingsError, match="There is no rule"):
            checked_rule(rule)


def test_what_a_dispute_leaves_behind_are_the_counts_that_nobody_overtook() -> None:
    toll = one(
        claim(50, "2025-04-24T07:00"),
        claim(77, "2025-04-24T09:00", outlet="B"),
        claim(90, "2025-04-25", outlet="C", claimant=ENVOY),
        claim(87, "2025-04-26", outlet="D", claimant=MAYOR),
    )
    assert toll.verdict == "disputed"
    assert (toll.low, toll.high) == (87, 90)


def test_a_joint_count_is_of_each_who_gives_it() -> None:
    both = Actor(None, "Governor Olena Bondar and the rescue service")
    toll = one(claim(6, claimant=both), claim(7, outlet="B", claimant=GOVERNOR))
    assert toll.verdict == "rising"
    assert toll.best == 7


def of_one_report(text: str, *told: tuple[str, int, Actor | None]) -> Reconciled:
    """Killed as one report tells them: the words of each number, its value, and who is credited."""
    of = report(text)
    rows = [
        figure(of, words, "killed", value, claimant=who, sentence=sentence(text, words)) for words, value, who in told
    ]
    return one(*(Claim(row, of.id, of.id, "2025-04-25", "A") for row in rows))


@pytest.mark.parametrize(
    ("text", "told", "steps"),
    [
        (
            "Five people died, the governor said. At first three had been counted, a child among them.",
            [("Five", 5, GOVERNOR), ("three", 3, None), ("a child", 1, None)],
            [3, 5],
        ),
        (
            "Two people died, the governor said, among them a woman. The death toll has risen to three. A child died.",
            [("Two", 2, GOVERNOR), ("a woman", 1, None), ("three", 3, None), ("A child", 1, None)],
            [2, 3],
        ),
        ("The toll rose from 12 to 15.", [("12", 12, None), ("15", 15, None)], [12, 15]),
    ],
)
def test_a_report_that_tells_an_earlier_count_tells_of_a_rise(
    text: str, told: list[tuple[str, int, Actor | None]], steps: list[int]
) -> None:
    toll = of_one_report(text, *told)
    assert toll.verdict == "rising"
    assert [step.value for step in toll.steps] == steps


def test_victims_told_one_by_one_are_parts_of_the_total() -> None:
    text = "Two men died, prosecutors said. At 05:10 a man of 61 died and so did his father."
    hour = Time(None, "2025-04-25T05:10", "2025-04-25T05:10", "minute")
    of = report(text)
    rows = [figure(of, "Two", "killed", 2, claimant=GOVERNOR), figure(of, "a man", "killed", 1, time=hour)]
    assert one(*(Claim(row, of.id, of.id, "2025-04-25", "A") for row in rows)).verdict == "agreed"


def test_the_lowest_of_a_rising_toll_is_no_count_that_was_overtaken() -> None:
    told = [claim(8, "2025-04-24", at_least=True), claim(9, "2025-04-24"), claim(13, "2025-04-26", outlet="B")]
    toll = one(*told, rule="lowest")
    assert (toll.verdict, toll.low, toll.best, toll.high) == ("rising", 13, 13, 13)


def test_the_lowest_of_a_dispute_lies_within_its_range() -> None:
    told = [claim(70, at_least=True, claimant=None), claim(87, outlet="B", claimant=MAYOR), claim(90, outlet="C")]
    toll = one(*told, rule="lowest")
    assert (toll.verdict, toll.low, toll.best, toll.high) == ("disputed", 87, 87, 90)


def test_totals_stand_in_order_of_time_and_smaller_numbers_of_a_report_apart() -> None:
    of = report("UNN: 35 were hurt, six children among them.", "2025-04-24", "UNN")
    hurt = [
        Claim(figure(of, words, "injured", n), of.id, of.id, "2025-04-24", "UNN")
        for words, n in (("six", 6), ("35", 35))
    ]
    late, early = (
        claim(60, "2025-04-25", measure="injured", outlet="B"),
        claim(40, "2025-04-24T23:00", measure="injured", outlet="C"),
    )
    totals, smaller = by_time(one(late, *hurt, early))
    assert [claim.value for claim in totals] == [35, 40, 60]
    assert [claim.value for claim in smaller] == [6]


def told_by(name: str, text: str, published: str, *told: tuple[str, Measure, int, Actor | None]) -> list[Claim]:
    """Claims of one report: the words of each number, what it counts, its value, and who is credited."""
    of = report(text, published, name)
    rows = [
        replace(figure(of, words, measure, value, claimant=who), sentence=sentence(text, words))
        for words, measure, value, who in told
    ]
    return [Claim(row, of.id, of.id, published, name) for row in rows]


BODIES = told_by(
    "A", "Two more bodies were pulled from the ruins, the mayor said.", "2025-04-26", ("Two", "killed", 2, MAYOR)
)


def test_what_adds_to_a_count_is_no_rival_of_it() -> None:
    title = "The toll stands at 12 as two more bodies are found, the governor said."
    headline = told_by("B", title, "2025-04-26", ("12", "killed", 12, GOVERNOR), ("two", "killed", 2, None))
    toll = one(*BODIES, *headline, claim(10))
    assert (toll.verdict, toll.low, toll.best, [step.value for step in toll.steps]) == ("rising", 12, 12, [10, 12])
    assert one(*BODIES, *headline, rule=f"order: {MAYOR.name}").best == 12
    shown, smaller = by_time(toll)
    assert ([claim.value for claim in shown], [claim.value for claim in smaller]) == ([10, 12], [2, 2])


def test_what_adds_to_a_count_that_nobody_gives_is_all_that_is_known() -> None:
    assert one(*BODIES).best == 2


def test_what_adds_to_victims_of_another_kind_is_a_total() -> None:
    text = "Ten people were killed. A further 20 were injured."
    rows = told_by("A", text, "2025-04-25", ("Ten", "killed", 10, GOVERNOR), ("20", "injured", 20, GOVERNOR))
    others = [claim(24, measure="injured", claimant=MAYOR, outlet="B")]
    hurt = next(found for found in reconcile([*rows, *others]) if found.measure == "injured")
    assert (hurt.verdict, hurt.low, hurt.high) == ("disputed", 20, 24)


def test_more_than_so_many_is_a_count() -> None:
    text = "More than 20 were killed."
    assert one(*told_by("A", text, "2025-04-25", ("20", "killed", 20, GOVERNOR)), claim(12, outlet="B")).best == 20


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said three people were in hospital.",
        "The mayor said that three were critically hurt, others lightly.",
    ],
)
def test_who_is_in_hospital_is_a_part_of_the_injured(text: str) -> None:
    part = told_by("A", text, "2025-04-25", ("three", "injured", 3, MAYOR))
    hurt = one(*part, claim(10, measure="injured", outlet="B", at_least=True))
    assert (hurt.verdict, hurt.best) == ("agreed", 10)
    assert one(*part).best == 3
    assert one(*part, claim(2, measure="injured", outlet="B")).verdict == "disputed"


def test_all_of_the_injured_may_have_been_taken_to_hospital() -> None:
    text = "The mayor said that eight were injured and taken to hospital."
    whole = told_by("A", text, "2025-04-25", ("eight", "injured", 8, MAYOR))
    assert one(*whole, claim(10, measure="injured", outlet="B")).verdict == "disputed"
