"""What two near-copies of one story tell in the same words is one happening, however little is known of it."""

from __future__ import annotations

from dataclasses import replace

from factory import ENVOY, KYIV, MOSCOW, PAVLOHRAD, PRESIDENT, day, mention, report, talk
from grotius.merge import Telling, cluster
from grotius.model import Actor, Place, Time

SUMMIT = "He has his doubts about a summit that goes ahead without Russia, and says so at home."
AMENDED = "He has doubts about a summit that goes ahead without Russia, and says so at home."


def of_talk(name: str, text: str, who: tuple[Actor, ...] = (), published: str | None = "2024-05-06") -> Telling:
    of = report(text, published, name, name)
    return Telling(talk(of, "a summit", who, "held", "summit"), of.id, "story", published, name)


def of_attack(
    name: str, text: str, places: tuple[Place, ...] = (), published: str = "2024-05-06", time: Time | None = None
) -> Telling:
    of = report(text, published, name, name)
    told = replace(mention(of, "hostile attack", places, mode="other"), time=time)
    return Telling(told, of.id, "story", published, name)


def size(*tellings: Telling) -> int:
    return len(cluster(tellings).clusters)


def test_a_talk_of_nobody_known_is_one_in_copies_of_one_story() -> None:
    assert size(of_talk("A", SUMMIT), of_talk("B", SUMMIT)) == 1
    assert size(of_talk("A", SUMMIT), of_talk("B", AMENDED, published="2024-05-07")) == 1
    assert size(of_talk("A", SUMMIT), replace(of_talk("B", SUMMIT), family="another")) == 2


def test_an_attack_without_a_place_is_one_in_copies_of_one_story() -> None:
    text = "Casey said that this hostile attack contradicts what was promised before."
    assert size(of_attack("A", text), of_attack("B", text)) == 1
    assert size(of_attack("A", text), of_attack("B", "The mayor spoke of another hostile attack.")) == 2


def test_the_same_words_of_another_week_are_another_happening() -> None:
    text = "There was a hostile attack on the town in the night, officials of the region said."
    assert size(of_attack("A", text), of_attack("B", text, published="2024-05-13")) == 2
    monday, tuesday = day("2024-05-05", "2024-05-06"), day("2024-05-06", "2024-05-07")
    assert size(of_attack("A", text, time=monday), of_attack("B", text, time=tuesday)) == 2


def test_another_town_number_or_person_in_nearly_the_same_words_is_another_happening() -> None:
    text = "Officials told of a hostile attack number 3 of the night on the town of {} in a bulletin on Monday."
    one = of_attack("A", text.format("Kyiv"), (KYIV,))
    assert size(one, of_attack("B", text.format("Lyiv"), (PAVLOHRAD,))) == 2
    nowhere = of_attack("A", text.format("Old"))
    assert size(nowhere, of_attack("B", text.format("Odd"))) == 1
    assert size(nowhere, of_attack("B", text.format("Odd").replace("3", "4"))) == 2
    assert size(of_talk("A", SUMMIT, (ENVOY,)), of_talk("B", AMENDED, (PRESIDENT,))) == 2


def test_two_attacks_of_one_sentence_stay_two_in_its_copies() -> None:
    text = "A hostile attack hit Kyiv, and a hostile attack hit Moscow."
    told = []
    for name in "AB":
        first, second = of_attack(name, text, (KYIV,)), of_attack(name, text, (MOSCOW,))
        at = text.rindex("hostile")
        where = replace(second.told.span, start=at, end=at + len("hostile attack"))
        told += [first, replace(second, told=replace(second.told, id=f"m-second-{name}", span=where))]
    assert size(*told) == 2
