"""Figures: what a number counts, how much it is, and what it belongs to."""

from __future__ import annotations

import pytest

from grotius.model import Figure
from grotius.run import Engine

Row = tuple[str, int | None, int | None, str]


def figures(engine: Engine, text: str, published: str | None = "2025-05-10") -> list[Figure]:
    return list(engine.extract(engine.report(text, "test", published=published), whole=True).figures)


def rows(engine: Engine, text: str) -> list[Row]:
    return [(figure.measure, figure.low, figure.high, figure.number.text) for figure in figures(engine, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The governor said that a strike on the village killed 12 people.", [("killed", 12, 12, "12")]),
        (
            "Two people were killed and five others injured when a shell hit a bus.",
            [("killed", 2, 2, "Two"), ("injured", 5, 5, "five")],
        ),
        ("Three people died and one is missing.", [("killed", 3, 3, "Three"), ("missing", 1, 1, "one")]),
        ("The death toll rose to 31.", [("killed", 31, 31, "31")]),
        ("The attack brought the number of dead to 13.", [("killed", 13, 13, "13")]),
        ("The strike claimed the lives of 12 people.", [("killed", 12, 12, "12")]),
        ("Nine soldiers lost their lives in the shelling.", [("killed", 9, 9, "Nine")]),
        ("The mayor confirmed the death of two people.", [("killed", 2, 2, "two")]),
        ("The shelling ended with five dead and 20 wounded.", [("killed", 5, 5, "five"), ("injured", 20, 20, "20")]),
        ("The bodies of four miners were recovered from the rubble.", [("killed", 4, 4, "four")]),
        ("Four of the injured are in hospital.", [("injured", 4, 4, "Four")]),
        ("Some 30 people were killed or wounded.", [("other", 30, 30, "30")]),
        ("12 dead, 30 wounded in drone attack on market", [("killed", 12, 12, "12"), ("injured", 30, 30, "30")]),
    ],
)
def test_people_killed_injured_and_missing(engine: Engine, text: str, expected: list[Row]) -> None:
    assert rows(engine, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were no casualties.", [("killed", 0, 0, "no"), ("injured", 0, 0, "no")]),
        ("Nobody was hurt.", [("injured", 0, 0, "Nobody"), ("killed", 0, 0, "Nobody")]),
        (
            "An unspecified number of soldiers were killed.",
            [("killed", None, None, "An unspecified number of")],
        ),
        ("Between 20 and 30 fighters were killed.", [("killed", 20, 30, "20 and 30")]),
        ("Up to 50 people are trapped under the rubble.", [("affected", None, 50, "50")]),
    ],
)
def test_zero_unknown_and_intervals(engine: Engine, text: str, expected: list[Row]) -> None:
    assert rows(engine, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More than 40,000 residents were left without heat.", [("without_power_or_heat", 40001, None, "40,000")]),
        ("Some 1,200 people were evacuated from the city.", [("displaced", 1200, 1200, "1,200")]),
        ("The army captured 15 soldiers.", [("captured", 15, 15, "15")]),
        ("Gunmen kidnapped three aid workers.", [("hostages", 3, 3, "three")]),
        ("Five villages were shelled overnight.", [("hit", 5, 5, "Five")]),
        (
            "Forty houses were damaged and three were destroyed by the shelling.",
            [("damaged", 40, 40, "Forty"), ("destroyed", 3, 3, "three")],
        ),
        ("The convoy lost two tanks.", [("destroyed", 2, 2, "two")]),
        ("Rebels fired 30 rockets at the city.", [("launched", 30, 30, "30")]),
        ("Jets carried out two air raids on Aleppo.", [("launched", 2, 2, "two")]),
        ("Air defences shot down 22 of 30 drones.", [("shot_down", 22, 22, "22"), ("launched", 30, 30, "30")]),
        ("The army said it had destroyed 12 drones over the region.", [("shot_down", 12, 12, "12")]),
        ("Seven drones disappeared from radars.", [("lost_from_radar", 7, 7, "Seven")]),
    ],
)
def test_things_and_other_measures(engine: Engine, text: str, expected: list[Row]) -> None:
    assert rows(engine, text) == expected


def test_a_left_out_noun_is_that_of_the_number_before(engine: Engine) -> None:
    text = "The army launched 215 missiles and drones; 41 were shot down and 40 failed to reach their targets."
    assert ("shot_down", 41, 41, "41") in rows(engine, text)
    assert ("lost_from_radar", 40, 40, "40") in rows(engine, text)


@pytest.mark.parametrize(
    "text",
    [
        "A missile hit the town, injuring 20 people, including three children.",
        "The blast left 14 soldiers wounded, six of them seriously.",
        "Seven people were wounded, among them a child.",
    ],
)
def test_a_part_points_to_its_whole(engine: Engine, text: str) -> None:
    whole, part = figures(engine, text)
    assert whole.measure == part.measure == "injured"
    assert part.part_of == whole.id
    assert whole.part_of is None


@pytest.mark.parametrize(
    "text",
    [
        "The 28-point plan was discussed by 12 ministers.",
        "A five-storey building stood near the station.",
        "The striker scored three goals.",
        "Washington will send 500 missiles to its ally.",
    ],
)
def test_numbers_that_are_no_figures(engine: Engine, text: str) -> None:
    assert rows(engine, text) == []


def test_a_figure_stands_at_its_own_place(engine: Engine) -> None:
    text = "Shelling killed two people in Kharkiv. A drone strike on Odesa wounded five."
    first, second = figures(engine, text)
    assert first.place is not None and first.place.name == "Kharkiv"
    assert second.place is not None and second.place.name == "Odesa"


def test_a_figure_without_a_place_takes_that_of_its_event(engine: Engine) -> None:
    text = "A missile struck the town of Izium on Friday. The strike killed four people."
    (killed,) = figures(engine, text)
    assert killed.place is not None and killed.place.span is not None
    assert killed.place.span.text == "town of Izium"
    assert killed.time is not None and killed.time.start == "2025-05-09"
    assert killed.mention is not None


def test_counts_over_the_whole_war_are_cumulative(engine: Engine) -> None:
    (killed,) = figures(engine, "More than 20,000 people have been killed since the start of the war.")
    assert killed.cumulative


def test_a_headline_told_again_in_the_same_words_points_to_the_first(engine: Engine) -> None:
    text = "Militants kill 14 soldiers in Hama\n\n12 May 2025 Militants kill 14 soldiers in Hama. More follows."
    first, second = figures(engine, text)
    assert second.same_as == first.id


def test_ids_are_the_same_every_time(engine: Engine) -> None:
    text = "A strike on the port killed three sailors."
    assert [figure.id for figure in figures(engine, text)] == [figure.id for figure in figures(engine, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A man of 61 was killed in the shelling.", [("killed", 1, 1, "A")]),
        ("The number of people killed in the strike has risen to 12.", [("killed", 12, 12, "12")]),
        (
            "77 people sought treatment and 31 of them were in hospital.",
            [("injured", 77, 77, "77"), ("injured", 31, 31, "31")],
        ),
        ("Eight are confirmed dead, one fewer than before.", [("killed", 8, 8, "Eight")]),
        ("The shelling killed 500 cattle.", []),
        ("A suicide bomber killed four people.", [("killed", 4, 4, "four")]),
        ("Nearly 70 children were among those killed.", [("killed", 70, 70, "70")]),
        ("The bombs damaged buildings, among them ten houses.", [("damaged", 10, 10, "ten")]),
        ("Russia attacked the port with 138 drones.", [("launched", 138, 138, "138")]),
    ],
)
def test_counts_that_are_easily_misread(engine: Engine, text: str, expected: list[Row]) -> None:
    assert rows(engine, text) == expected


def test_a_part_may_come_before_its_whole(engine: Engine) -> None:
    part, whole = figures(engine, "At least 68 children were among the 126 people killed.")
    assert part.part_of == whole.id


def test_people_told_by_their_ages_are_part_of_the_whole(engine: Engine) -> None:
    text = "14 people were wounded in the attack, including a six-year-old boy and teenagers, aged 15 and 17."
    whole, boy, teenagers = figures(engine, text)
    assert (boy.low, teenagers.low) == (1, 2)
    assert boy.part_of == teenagers.part_of == whole.id


def test_each_number_has_the_place_behind_it(engine: Engine) -> None:
    found = figures(engine, "Eight drones fell: three were downed over Sumy, three over Kharkiv and two over Poltava.")
    assert [figure.place and figure.place.name for figure in found[-2:]] == ["Kharkiv", "Poltava"]


def test_a_sum_over_towns_belongs_to_no_single_attack(engine: Engine) -> None:
    text = (
        "Drone strikes killed five people. Three were killed in Pavlohrad by a drone. Two were killed in Yarova by a "
        "drone, officials said."
    )
    total, *rest = figures(engine, text)
    assert total.low == 5
    assert total.mention is None
    assert {figure.low for figure in rest if figure.mention} == {2, 3}


def test_only_counts_over_a_war_are_cumulative(engine: Engine) -> None:
    (found,) = figures(engine, "A shell killed two people near a museum of the war.")
    assert not found.cumulative
    (since,) = figures(engine, "More than 200 people have been killed since March.")
    assert since.time is not None
    assert (since.time.start, since.time.end) == ("2025-03-01", "2025-05-10")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The strike wounded 14 people: a boy, 6, and two women.", [1, 2]),
        ("Of the 14 wounded in the strike, five are in a critical condition.", [5]),
        ("Eight people, four of them children, were killed in the strike.", [4]),
    ],
)
def test_what_is_spelled_out_is_part_of_the_whole(engine: Engine, text: str, parts: list[int]) -> None:
    whole, *rest = figures(engine, text)
    assert [figure.low for figure in rest] == parts
    assert {figure.part_of for figure in rest} == {whole.id}


def test_one_number_may_count_two_things(engine: Engine) -> None:
    (launched,) = figures(engine, "Russia launched over 700 drones and missiles at Ukraine overnight.")
    assert launched.of is not None and launched.of.text == "drones and missiles"
    first, second = figures(engine, "Russia fired 728 drones and 13 missiles at Ukraine overnight.")
    assert first.of is not None and first.of.text == "drones"
    assert second.of is not None and second.of.text == "missiles"


def wholes(engine: Engine, text: str) -> list[tuple[int | None, int | None]]:
    """The low of each figure and that of the figure it is a part of."""
    found = figures(engine, text)
    lows = {figure.id: figure.low for figure in found}
    return [(figure.low, lows[figure.part_of] if figure.part_of else None) for figure in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "There were seven injuries in the raid, the mayor said: four in the port and three in the market.",
            [(7, None), (4, 7), (3, 7)],
        ),
        (
            "Two men were killed in the shelling. The victims were of one family: a man died, and so did his son.",
            [(2, None), (1, 2)],
        ),
        ("The raid injured nine people. Three of the injured are nurses.", [(9, None), (3, 9)]),
        (
            "The raid injured nine people. Four are in hospital, and the other five were treated.",
            [(9, None), (4, None), (5, 9)],
        ),
        ("The raid killed four people. A woman of 30 was killed at home.", [(4, None), (1, 4)]),
        ("The raid killed four people. A woman of 30 was also killed.", [(4, None), (1, None)]),
    ],
)
def test_parts_and_wholes(engine: Engine, text: str, expected: list[tuple[int | None, int | None]]) -> None:
    assert wholes(engine, text) == expected


def test_a_whole_told_with_its_parts_keeps_its_event_and_claimant(engine: Engine) -> None:
    text = "Jets bombed the region. There were seven injuries, the mayor said: four in Kherson and three in Odesa."
    found = figures(engine, text)
    assert {figure.mention is not None for figure in found} == {True}
    assert {figure.claimant.name for figure in found if figure.claimant} == {"the mayor"}
    assert [figure.place.name if figure.place else None for figure in found[1:]] == ["Kherson", "Odesa"]


def test_nobody_is_counted_who_shares_no_verb(engine: Engine) -> None:
    text = "A man was killed and a girl of 14 was injured in a raid on the port."
    assert rows(engine, text) == [("killed", 1, 1, "A"), ("injured", 1, 1, "a")]


def test_a_headline_counts_for_the_event_below_it(engine: Engine) -> None:
    text = "Six dead as search goes on\n\nSix people were killed in a missile strike on Kherson on Friday."
    first, second = figures(engine, text)
    assert first.mention == second.mention is not None


def test_the_capital_is_no_other_place_than_the_one_struck(engine: Engine) -> None:
    text = "A missile strike on Kyiv killed six people. The number of injured in the capital stands at nine."
    first, second = figures(engine, text)
    assert first.mention == second.mention is not None


def test_who_says_so_places_nothing(engine: Engine) -> None:
    text = "Six people were hurt when missiles hit Kharkiv, according to the mayor of the Ukrainian capital."
    (figure,) = figures(engine, text)
    assert figure.place is not None and figure.place.name == "Kharkiv"
    assert figure.mention is not None


def test_beside_a_town_is_not_in_it(engine: Engine) -> None:
    document = engine.report("A missile killed six people in Balta, north of Odesa, on Friday.", "test")
    (mention,) = engine.extract(document, whole=True).mentions
    assert [place.name for place in mention.places] == ["Balta"]


def test_what_has_since_happened_is_no_long_count(engine: Engine) -> None:
    (*_, last) = figures(engine, "Three people were hurt in the raid on Odesa. Two more have since been found wounded.")
    assert not last.cumulative


def test_a_paragraph_that_opens_on_another_region_tells_of_that_region(engine: Engine) -> None:
    text = "A drone strike hit the depot in Fastiv.\n\nIn Odesa region, 900 homes were left without power."
    (figure,) = figures(engine, text)
    assert figure.place is not None and figure.place.name == "Odesa Oblast"
    assert figure.mention is None


def test_the_place_of_a_strike_is_not_that_of_the_downing_beside_it(engine: Engine) -> None:
    (figure,) = figures(engine, "Russia reports massive strike on Ukraine and interception of 8 drones")
    assert figure.place is None


def test_the_dead_of_a_denied_strike_are_denied_with_it(engine: Engine) -> None:
    text = "The army denied a report that it had carried out an air strike on Idlib that caused the deaths of hundreds."
    assert [figure.actuality for figure in figures(engine, text)] == ["denied"]
