"""What is no war gives no row: the cheap look passes it by, and a close reading finds nothing either."""

from __future__ import annotations

import pytest

from grotius.codebook import Codebook
from grotius.extract.scout import Scout
from grotius.run import Engine


@pytest.mark.parametrize(
    "text",
    [
        "The goalkeeper blocked two shots and the striker hit the bar.",
        "Spain attacked down the left and scored twice after the break.",
        "The pitcher struck out nine batters and allowed two hits.",
        "The Raiders fired their coach after losing ten games.",
        "Oil prices were hit by tariffs and 400 jobs were lost.",
        "The trade war has cost 200,000 jobs, economists said.",
        "Two firms were targeted by regulators and three were destroyed by debt.",
        "Hackers attacked 300 banks and took down two websites.",
        "The minister came under fire from 40 deputies over the budget.",
        "The senator shot down two proposals and attacked the mayor's record.",
        "In the war on drugs police seized 40 kilos of cocaine.",
        "The bombshell report killed the careers of three ministers.",
        "In the novel the general loses 300 men at the bridge.",
        "The critic blasted the show, which bombed in 12 cinemas.",
        "The recipe takes two shells and a handful of almonds.",
        "Cholera killed 120 people and 3,000 were treated in hospital.",
        "The flu claimed the lives of 12 pensioners this winter.",
        "The storm killed nine people and left 40,000 homes without power.",
        "The earthquake killed 600 people and destroyed 1,200 houses.",
        "A landslide buried 12 villagers and 30 are missing.",
        "Five people were killed when a bus collided with a lorry.",
        "A gas leak caused a blast that killed four people in an apartment block.",
        "The train derailed, killing two passengers and injuring 30.",
        "The plane crash killed all 72 people on board.",
        "A stampede at a concert killed 21 people.",
        "Lightning struck two hikers and killed one of them.",
        "Police arrested 15 fans after the derby.",
        "The number of murders rose to 312 last year, police statistics show.",
        "The party captured 12 seats and lost five.",
        "The strike by 4,000 nurses entered its third day.",
        "A heart attack killed the actor at 61.",
        "Bird flu: 40,000 chickens were killed on two farms.",
        "The drug killed 90 percent of cancer cells in mice.",
        "The rocket was launched with three astronauts on board.",
    ],
)
def test_other_lives_than_wars_give_no_row_even_read_closely(engine: Engine, text: str) -> None:
    found = engine.extract(engine.report(text, "test", published="2025-05-10"), whole=True)
    assert not found.mentions
    assert not found.figures


@pytest.mark.parametrize(
    "text",
    [
        "Typhoon jets killed 12 militants in an air strike.",
        "A missile started a wildfire that destroyed 12 houses.",
        "The novelist was among 12 people killed in the shelling.",
        "Shells fell on the town during a storm and killed nine people.",
    ],
)
def test_an_attack_in_the_sentence_decides(engine: Engine, text: str) -> None:
    assert engine.extract(engine.report(text, "test", published="2025-05-10"), whole=True).figures


def test_arrests_count_where_the_report_tells_of_fighting(engine: Engine) -> None:
    text = "Rebels shelled the town of Izium. The army arrested 15 men there."
    (figure,) = engine.extract(engine.report(text, "test"), whole=True).figures
    assert figure.measure == "captured"


@pytest.mark.parametrize(
    "text",
    [
        "A student shot and killed four classmates at a high school, the sheriff said. The gunman pleaded guilty to "
        "manslaughter after the shooting; the district attorney had charged him with homicide.",
        "Masked men fired a shot during a robbery on Friday. Nobody was injured in the home invasion, police said, and "
        "anyone with information on the shooting is asked to call the sheriff's office.",
        "The museum opens an exhibition on soldiers of 1916, with letters from the front line of the Great War.",
        "Veterans of the Gulf War and the Vietnam War met at the American Legion to remember fallen soldiers.",
        "The earthquake destroyed hundreds of homes and troops were sent to help. A landslide cut the road.",
    ],
)
def test_crime_memory_and_disasters_are_not_read(codebook: Codebook, text: str) -> None:
    assert not Scout(codebook).matters(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen opened fire on a bus near the border, killing nine passengers.",
        "A gunman of the Islamic State pleaded guilty to a shooting that killed two soldiers.",
        "An earthquake shook the region as shelling went on and rebels refused a ceasefire.",
    ],
)
def test_a_war_is_read_whatever_stands_beside_it(codebook: Codebook, text: str) -> None:
    assert Scout(codebook).matters(text)
