"""Who is meant: by name, office, description and pronoun, at the report's date."""

from __future__ import annotations

import pytest

from grotius.codebook import load
from grotius.ground import Grounder
from grotius.ground.offices import Offices
from grotius.language import Language
from grotius.model import Actor, Extraction, OffsetMap, Report, Span, Statement, Versions


@pytest.fixture(scope="module")
def grounder() -> Grounder:
    return Grounder(load())


@pytest.fixture
def resolve(grounder: Grounder, language: Language):  # type: ignore[no-untyped-def]
    def one(text: str, words: str, published: str = "2025-04-25") -> Actor:
        report = Report("r", "h", text, text, OffsetMap(((0, 0, len(text)),)), published=published)
        document = language.read(report.text, published, grounder.names)
        document.parse(document.sentences)
        start = report.text.rindex(words)
        span = Span(start, start + len(words), words)
        row = Statement("s-1", Actor(span, words), None, span, False, "assert", span)
        versions = Versions("0", "0", "0")
        return grounder.ground(Extraction(report, versions, statements=(row,)), document).statements[0].speaker

    return one


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("President Volodymyr Zelenskiy said so.", "President Volodymyr Zelenskiy", "zelensky"),
        ("Moscow said it was ready.", "Moscow", "state-ru"),
        ("The Russian defence ministry said so.", "The Russian defence ministry", "ru-mod"),
        ("Russia's Defense Ministry said so.", "Russia's Defense Ministry", "ru-mod"),
        ("The US said so.", "The US", "state-us"),
        ("U.S. and Ukrainian troops trained. The U.S. said so.", "The U.S.", "state-us"),
        ("The Russian leader said so.", "The Russian leader", "putin"),
        ("The US president's envoy said so.", "The US president's envoy", "witkoff"),
        ("Ukraine's military said so.", "Ukraine's military", "ua-armed-forces"),
        ("Marco Rubio flew in. Mr Rubio said so.", "Mr Rubio", "rubio"),
        ("Serhii Lysak, governor of Dnipropetrovsk region, spoke.", "Serhii Lysak", "lysak"),
        ("The UK defence secretary, John Healey, spoke.", "The UK defence secretary, John Healey", "healey"),
        ("Kyiv Mayor Vitali Klitschko spoke. The mayor wept.", "The mayor", "klitschko"),
        ("Vladimir Putin met the envoys. He said it went well.", "He", "putin"),
    ],
)
def test_actors_of_the_codebook(resolve, text: str, words: str, key: str) -> None:  # type: ignore[no-untyped-def]
    assert resolve(text, words).id == key


def test_an_office_is_that_of_the_day(resolve) -> None:  # type: ignore[no-untyped-def]
    text = "The US president said so."
    assert resolve(text, "The US president", "2023-05-01").id == "biden"
    assert resolve(text, "The US president", "2025-05-01").id == "trump"


def test_sides_follow_the_war_and_the_day(resolve) -> None:  # type: ignore[no-untyped-def]
    text = "Washington spoke to Kyiv and Moscow about Ukraine."
    assert resolve(text, "Washington", "2023-05-01").side == "ally"
    assert resolve(text, "Washington", "2025-05-01").side == "mediator"
    assert resolve(text, "Moscow").side == "party"


def test_a_person_not_in_the_codebook_keeps_one_id_and_the_office_of_the_text(resolve) -> None:  # type: ignore[no-untyped-def]
    text = "Petro Testenko, mayor of Kramatorsk, spoke in Ukraine. Mr Testenko said so."
    whole, short = resolve(text, "Petro Testenko"), resolve(text, "Mr Testenko")
    assert whole.id == short.id and whole.id is not None
    assert short.name == "Petro Testenko"
    assert whole.office == "mayor of Kramatorsk"


@pytest.mark.parametrize("words", ["Ukrainian officials", "Witnesses"])
def test_unnamed_collectives_stay_a_kind(resolve, words: str) -> None:  # type: ignore[no-untyped-def]
    found = resolve(f"{words} said so.", words)
    assert (found.kind, found.id) == ("collective", None)


def test_an_unnamed_spokesman_is_nobody_in_particular(resolve) -> None:  # type: ignore[no-untyped-def]
    found = resolve("A Kremlin spokesman said so about Ukraine.", "A Kremlin spokesman")
    assert (found.id, found.side) == (None, "party")


def test_a_pronoun_with_nobody_before_it_stays_unresolved_and_says_why(resolve) -> None:  # type: ignore[no-untyped-def]
    found = resolve("He said so.", "He")
    assert found.id is None and found.why


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("The French President", "macron"),
        ("The Kremlin leader", "putin"),
        ("The former Russian president", "medvedev"),
        ("The mayor of Kharkiv", "terekhov"),
        ("The Australian government", "state-au"),
        ("The Minister of Finance", None),
    ],
)
def test_descriptions(resolve, words: str, key: str | None) -> None:  # type: ignore[no-untyped-def]
    assert resolve(f"Russia attacked Ukraine. {words} said so.", words, "2023-07-31").id == key


def test_two_together_are_no_one_actor(resolve) -> None:  # type: ignore[no-untyped-def]
    found = resolve("Russia attacked Ukraine. The US and Britain said so.", "The US and Britain", "2023-05-01")
    assert (found.kind, found.id, found.side) == ("collective", None, "ally")


def test_a_mayor_does_not_stand_for_the_state() -> None:
    offices = Offices(load())
    assert offices.party("klitschko", "2023-05-01") is None
    assert offices.party("zelensky", "2023-05-01") == "state-ua"
    assert offices.party("biden", "2025-05-01") is None


@pytest.mark.parametrize(
    ("words", "published", "key"),
    [
        ("Head of Russian diplomacy", "2023-01-01", "lavrov"),
        ("The Russian Foreign Ministry spokeswoman", "2022-06-01", "zakharova"),
        ("The Kremlin spokesman", "2022-06-01", "peskov"),
        ("Ukraine's military intelligence chief", "2024-12-10", "budanov"),
        ("The head of Ukraine's presidential office", "2024-12-10", "yermak"),
        ("The EU's top diplomat", "2024-12-10", "kallas"),
        ("The UN chief", "2024-12-10", "guterres"),
        ("The Pentagon chief", "2024-12-10", "austin"),
        ("The UN deputy spokesman", "2023-06-01", None),
        ("The head of Ukraine railways", "2022-06-01", None),
        ("Ukraine's infrastructure agency minister", "2022-06-01", None),
        ("The Ukrainian military leader", "2022-06-01", None),
        ("Any Ukrainian politician", "2022-06-01", None),
        ("The politician", "2022-06-01", None),
    ],
)
def test_an_office_is_that_which_the_words_say(resolve, words: str, published: str, key: str | None) -> None:  # type: ignore[no-untyped-def]
    assert resolve(f"Russia attacked Ukraine. {words} said so.", words, published).id == key


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("President Trump's special envoy", "witkoff"),
        ("Zelenskyy's aides", None),
        ("Putin's government", "ru-government"),
        ("Assads warplanes", "syrian-army"),
        ("The administration of US President Joe Biden", "us-government"),
        ("A key ally of the Syrian government", None),
        ("Vocal opponents in Congress", None),
        ("al-Qaeda-linked Jabhat al-Nusra", "hts"),
        ("The war channel, close to Ukraine's armed forces,", None),
        ("An AFP correspondent", None),
        ("The president of Testland's largest bank", None),
    ],
)
def test_what_belongs_to_somebody_is_not_that_one(resolve, words: str, key: str | None) -> None:  # type: ignore[no-untyped-def]
    found = resolve(f"Russia attacked Ukraine. {words} said so.", words, "2025-06-01").id
    assert found == key


def test_a_counterpart_holds_the_same_office_elsewhere(resolve) -> None:  # type: ignore[no-untyped-def]
    found = resolve("Sergei Lavrov met his Ukrainian counterpart.", "his Ukrainian counterpart", "2023-06-01")
    assert found.id == "kuleba"


def test_surnames_may_come_first(resolve) -> None:  # type: ignore[no-untyped-def]
    assert resolve("Wang Yi flew in. Then Wang said so.", "Wang").id == "wang-yi"


def test_a_slip_in_the_vowels_is_forgiven(resolve) -> None:  # type: ignore[no-untyped-def]
    assert resolve("In Ukraine Wolodymyr Zelnski said so.", "Wolodymyr Zelnski").id == "zelensky"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Russia spoke to Ukraine. Both diplomats spoke after they met.", "they"),
        ("Russia attacked Ukraine. A survey came out. It shows much.", "It"),
        ("A US official spoke after Antony Blinken. The official said so.", "The official"),
    ],
)
def test_a_pronoun_or_role_of_the_unnamed_takes_no_name(resolve, text: str, words: str) -> None:  # type: ignore[no-untyped-def]
    assert resolve(text, words, "2023-12-10").id is None


def test_whom_one_told_is_another(resolve) -> None:  # type: ignore[no-untyped-def]
    found = resolve("John Smith recalls that Vladimir Putin told him so.", "him")
    assert found.name == "John Smith"
