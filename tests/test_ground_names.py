"""Names before the parse: the gazetteer and the codebook know better than the model."""

from __future__ import annotations

import pytest

from grotius.codebook import load
from grotius.ground import Names, PlaceIndex
from grotius.ground.words import words
from grotius.language import Language


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(load(), PlaceIndex.open())


def found(names: Names, text: str) -> dict[str, str]:
    return {name.text: name.kind for name in names.find(text, words(text))}


def test_places_that_models_take_for_persons_are_places(names: Names) -> None:
    text = "Fighting went on in Chasiv Yar, Khan Younis, Deir al-Balah, Donetsk and Kherson."
    assert found(names, text) == dict.fromkeys(
        ("Chasiv Yar", "Khan Younis", "Deir al-Balah", "Donetsk", "Kherson"), "place"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton came to dinner.",
        "A letter from Jordan Smith arrived.",
        "Reading books is fun in March.",
        "Most of the men went home.",
    ],
)
def test_persons_and_ordinary_words_are_not_places(names: Names, text: str) -> None:
    assert found(names, text) == {}


def test_an_outlet_named_after_a_city_is_an_organisation(names: Names) -> None:
    assert found(names, "The Kyiv Post wrote it.") == {"Kyiv Post": "organisation"}


def test_the_people_of_a_state_carry_its_key(names: Names) -> None:
    text = "A Ukrainian drone fell."
    (name,) = names.find(text, words(text))
    assert (name.kind, name.key) == ("nationality", "state-ua")


def test_the_finder_overrules_the_model(names: Names, language: Language) -> None:
    document = language.read("Shells hit Kherson and Chasiv Yar on Friday.", "2025-04-25", names)
    document.parse(document.sentences)
    assert [(n.text, n.kind) for n in document.sentences[0].names] == [("Kherson", "place"), ("Chasiv Yar", "place")]
