"""Events of fighting: what they are, whether they happened, and which tellings belong together."""

from __future__ import annotations

import pytest

from grotius.codebook import Codebook
from grotius.model import Mention
from grotius.run import Engine


def mentions(engine: Engine, text: str, published: str | None = "2025-05-10") -> list[Mention]:
    return list(engine.extract(engine.report(text, "test", published=published), whole=True).mentions)


@pytest.mark.parametrize(
    ("text", "type_", "mode"),
    [
        ("Russian drones attacked the port of Odesa on Friday.", "drone_attack", "drone"),
        ("A missile struck a hospital in Kharkiv.", "missile_attack", "missile"),
        ("Jets carried out two air raids on Aleppo.", "air_strike", "air_strike"),
        ("Rebels shelled the market in Douma.", "shelling", "shelling"),
        ("A car bomb exploded in the centre of Mosul.", "bombing", "bombing"),
        ("Two policemen were killed when a landmine exploded near Kandahar.", "mine", "bombing"),
        ("Soldiers opened fire on a bus near Bucha.", "open_fire", "shooting"),
        ("Troops captured the village of Robotyne.", "capture", "ground"),
        ("Forces advanced towards Pokrovsk.", "advance", "ground"),
        ("Clashes between the army and rebels broke out in Khartoum.", "clash", "ground"),
        ("Militants raided a village near Maiduguri.", "raid", "other"),
        ("The general was assassinated in Kirov.", "assassination", "other"),
        ("Gunmen kidnapped a priest in Jos.", "kidnapping", "other"),
    ],
)
def test_types_and_modes(engine: Engine, text: str, type_: str, mode: str) -> None:
    (mention,) = mentions(engine, text)
    assert (mention.type, mention.mode, mention.actuality) == (type_, mode, "actual")


def test_drones_and_missiles_together(engine: Engine) -> None:
    (mention,) = mentions(engine, "The army launched a strike on the airfield with drones and missiles.")
    assert mention.mode == "drone_and_missile"


@pytest.mark.parametrize(
    "text",
    [
        "Workers at the port went on strike.",
        "The minister attacked the opposition in a speech.",
        "He suffered a heart attack in Kyiv.",
        "A fire broke out in a warehouse in Dnipro.",
        "The striker fired a shot from outside the box.",
        "The film bombed at the box office.",
        "Shares were hit by the sell-off.",
    ],
)
def test_words_of_war_that_are_none(engine: Engine, text: str) -> None:
    assert mentions(engine, text) == []


@pytest.mark.parametrize(
    ("text", "actuality"),
    [
        ("The army plans an attack on Idlib.", "planned"),
        ("Ukrainian forces may launch an offensive against Tokmak.", "hypothetical"),
        ("The army denied that its drones had attacked Belgorod.", "denied"),
        ("The army did not shell the town of Lyman.", "denied"),
        ("The army carried out no strikes on the town of Lyman.", "denied"),
        ("The army denied that ten soldiers had been killed in the strike on Lyman.", "actual"),
    ],
)
def test_what_did_not_happen(engine: Engine, text: str, actuality: str) -> None:
    (mention,) = mentions(engine, text)
    assert mention.actuality == actuality


def test_who_whom_with_what_where_and_when(engine: Engine) -> None:
    (mention,) = mentions(engine, "Rebels fired rockets at the airport of Idlib on Thursday.")
    assert mention.by is not None and mention.by.span is not None and mention.by.span.text == "Rebels"
    assert mention.weapon is not None and mention.weapon.text == "rockets"
    assert mention.target is not None and mention.target.text == "airport"
    assert [place.name for place in mention.places] == ["Idlib"]
    assert mention.time is not None and mention.time.start == "2025-05-08"


def test_a_launch_site_is_no_target(engine: Engine) -> None:
    (mention,) = mentions(engine, "Troops fired missiles at Kharkiv from the city of Belgorod.")
    assert [place.name for place in mention.places] == ["Kharkiv"]


def test_one_happening_told_twice_is_one_chain(engine: Engine) -> None:
    text = "A Russian missile struck the town of Izium. The attack killed four people, the governor said."
    first, second = mentions(engine, text)
    assert second.same_as == first.id
    assert [place.name for place in second.places] == [place.name for place in first.places]


def test_another_place_is_another_attack(engine: Engine) -> None:
    text = "An air strike on Aleppo killed two people. An air strike on Homs killed three."
    assert [mention.same_as for mention in mentions(engine, text)] == [None, None]


def test_a_happening_long_before_is_background(engine: Engine) -> None:
    (mention,) = mentions(engine, "In March 2024 rebels shelled the market in Douma.")
    assert mention.background


def test_every_span_is_the_text_it_names(engine: Engine) -> None:
    report = engine.report("Rebels 🚀 fired rockets at the “airport” of Idlib.", "test", published="2025-05-10")
    for mention in engine.extract(report, whole=True).mentions:
        for span in (mention.span, mention.sentence, mention.target, mention.weapon):
            assert span is None or report.text[span.start : span.end] == span.text


def test_every_type_is_known_to_the_other_codebooks(codebook: Codebook) -> None:
    for key, event in codebook.events.items():
        codes = event.codes
        assert all((codes.plover, codes.cameo, codes.acled_event, codes.acled_sub_event)), key
        assert codes.ucdp or key in ("kidnapping", "arson"), "UCDP counts deaths; only these deeds need not kill"


def test_every_weapon_makes_a_known_type(codebook: Codebook) -> None:
    for key, weapon in codebook.weapons.items():
        assert weapon.event is None or weapon.event in codebook.events, key


@pytest.mark.parametrize(
    ("text", "actuality"),
    [
        ("He rejected the plea as five people were killed in a drone attack on Kyiv.", "actual"),
        ("The army used 70 missiles in a drone attack on Kyiv.", "actual"),
        ("A drone attack on Kyiv could take place soon.", "hypothetical"),
        ("The army will launch an offensive near Tokmak, shelling Russian positions.", "planned"),
    ],
)
def test_a_denial_or_plan_holds_for_its_own_clause(engine: Engine, text: str, actuality: str) -> None:
    assert {mention.actuality for mention in mentions(engine, text)} == {actuality}


def test_towns_and_the_whole_country_are_attacks_of_their_own(engine: Engine) -> None:
    text = (
        "A Russian attack on Kyiv killed 12 people. In Pavlohrad, three people were killed and eight hurt in a drone "
        "strike. Russia launched 103 drones overnight, the air force said."
    )
    found = mentions(engine, text)
    assert [mention.same_as for mention in found] == [None, None, None]
    assert [place.name for place in found[1].places] == ["Pavlohrad"]


def test_a_day_is_no_place_and_no_target(engine: Engine) -> None:
    (found,) = mentions(engine, "The plant stopped after the shelling on Wednesday.")
    assert found.places == ()
    assert found.target is None


def test_what_an_attack_damaged_is_its_target(engine: Engine) -> None:
    (found,) = mentions(engine, "Six people were hurt in a drone attack that also damaged a power plant in Odesa.")
    assert found.target is not None
    assert found.target.text == "power plant"


def test_a_day_after_dates_what_came_before(engine: Engine) -> None:
    (found,) = mentions(engine, "The visit comes a day after a missile attack on Kyiv.")
    assert found.time is not None
    assert found.time.start == "2025-05-09"


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        (
            "At least nine people died and 40 were injured when a landslide destroyed their homes, the president said.",
            False,
        ),
        ("Two tanks and a drone attacked soldiers near the front line.", True),
        ("Five people were injured in the Russian attack on the city.", True),
    ],
)
def test_only_a_word_of_war_makes_a_report_of_war(engine: Engine, text: str, is_read: bool) -> None:
    notes = engine.extract(engine.report(text, "test", published="2025-05-10")).notes
    assert any("not about a war" in note for note in notes) is not is_read


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Rebels lost the town of Saraqeb to the army on Friday.", "capture"),
        ("The fall of Mosul to militants shocked the army.", "capture"),
        ("Troops gained a foothold in Krynky.", "advance"),
        ("Azerbaijani and Armenian soldiers exchanged fire near Goris.", "clash"),
        ("A bus hit a roadside mine in Mali, killing two soldiers.", "mine"),
        ("Three engineers were seized by militants in Herat.", "kidnapping"),
        ("Soldiers set ablaze dozens of houses in Magway.", "arson"),
        ("Guerrillas blew up three pylons near Arauca.", "bombing"),
        ("A truck packed with explosives blew up near a barracks in Mogadishu.", "bombing"),
        ("Six priests were murdered by soldiers in San Salvador.", "assassination"),
    ],
)
def test_verbs_of_several_words_and_losses(engine: Engine, text: str, type_: str) -> None:
    assert [mention.type for mention in mentions(engine, text)] == [type_]


@pytest.mark.parametrize(
    ("text", "by", "accused"),
    [
        ("Hezbollah claimed responsibility for the bombing of a barracks in Haifa.", "Hezbollah", False),
        ("The army blamed rebels for an attack on a village near Homs that killed two soldiers.", "rebels", True),
        ("Ukraine accused Russia of shelling a hospital in Nikopol.", "Russia", True),
        ("The attack on a barracks in Homs was carried out by militants.", "militants", False),
        ("No group has claimed responsibility for an attack on a barracks in Homs.", None, False),
        ("The monitor reported an air strike on a barracks in Homs.", None, False),
        ("A terrorist attack on a barracks in Homs killed two soldiers.", None, False),
        ("HOMS (Agency) - Militants attacked a checkpoint north of the city.", "Militants", False),
    ],
)
def test_who_did_it_and_who_is_only_accused(engine: Engine, text: str, by: str | None, accused: bool) -> None:
    (mention,) = mentions(engine, text)
    assert (mention.by.span.text if mention.by and mention.by.span else None, mention.accused) == (by, accused)


def test_a_target_is_told_with_all_that_stands_beside_it(engine: Engine) -> None:
    (mention,) = mentions(engine, "Drones hit a school, a hospital and a market in Kherson.")
    assert mention.target is not None
    assert mention.target.text == "school, a hospital and a market"


def test_people_are_no_weapons(engine: Engine) -> None:
    (mention,) = mentions(engine, "Special forces raided a compound near Jalalabad and killed two gunmen.")
    assert (mention.type, mention.weapon) == ("raid", None)


def test_what_points_back_is_an_attack_without_more_words(engine: Engine) -> None:
    first, second = mentions(engine, "The army shelled a depot in Homs. The attack surprised everybody.")
    assert second.same_as == first.id


def test_an_abduction_is_not_the_raid_told_before(engine: Engine) -> None:
    found = mentions(engine, "Militants raided a village near Jos. Gunmen abducted a priest in Jos.")
    assert [mention.same_as for mention in found] == [None, None]


@pytest.mark.parametrize(
    ("text", "actuality"),
    [
        ("The army sent soldiers to storm the port of Odesa.", "planned"),
        ("Rebels failed to capture the town of Palma.", "denied"),
        ("The army used drones to attack the port of Odesa.", "actual"),
        ("The army will enter Homs and shell the barracks there.", "planned"),
    ],
)
def test_what_was_only_meant(engine: Engine, text: str, actuality: str) -> None:
    assert mentions(engine, text)[-1].actuality == actuality


@pytest.mark.parametrize(
    "text",
    [
        "A strike by rail unions hit Brussels, where soldiers guard the stations.",
        "A minister launched a scathing attack on the judge in Homs, where soldiers are based.",
        "Investors bombarded the bank with sell orders, soldiers said.",
        "Firefighters battled a blaze in Dallas, and soldiers helped.",
        "A gas leak caused an explosion in a restaurant in Aden, soldiers said.",
        "The team marched into the final in Lyon, soldiers said.",
    ],
)
def test_words_of_war_beside_soldiers_that_are_none(engine: Engine, text: str) -> None:
    assert mentions(engine, text) == []


def test_what_had_been_struck_days_before_is_no_part_of_the_news(engine: Engine) -> None:
    text = (
        "A man was killed in a new Russian attack on Odesa.\n\n"
        "It was the second attack on Odesa within days: the city had been struck by drones in the night of 6 to 7 May."
    )
    found = mentions(engine, text)
    earlier = [one for one in found if one.background]
    assert [one.time.start for one in earlier if one.time] == ["2025-05-06"]
    assert all(one.time is None for one in found if not one.background)


def test_what_burned_in_an_attack_is_where_the_attack_was(engine: Engine) -> None:
    text = (
        "A drone attack on Kherson wounded two people.\n\nA school was set on fire and two cars were destroyed.\n\n"
        "In Odesa, the count for the strike of the day before now stands at six killed."
    )
    first, fire, other = engine.extract(engine.report(text, "test", published="2025-05-10"), whole=True).mentions
    assert fire.same_as == first.id
    assert [place.name for place in fire.places] == ["Kherson"]
    assert other.same_as is None
    assert [place.name for place in other.places] == ["Odesa"]


@pytest.mark.parametrize(("day", "same"), [("the 8th", False), ("9 May", True)])
def test_a_night_named_by_both_its_days_is_not_the_day_before(engine: Engine, day: str, same: bool) -> None:
    text = f"Drones attacked Odesa in the night of 8 to 9 May. A worker was injured in the attack on {day}."
    first, other = engine.extract(engine.report(text, "test", published="2025-05-10"), whole=True).mentions
    assert (other.same_as == first.id) is same
