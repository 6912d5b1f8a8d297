"""Number phrases: what counts, how it is bounded, what it counts; and what is no count at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grotius.codebook import Codebook
from grotius.language import Language, Number, NumberReader
from grotius.language.atoms import atoms
from grotius.language.cardinals import Cardinals
from grotius.language.number_words import NumberLexicon


def read(language: Language, reader: NumberReader, text: str) -> list[Number]:
    document = language.read(text)
    document.parse(document.sentences)
    return [number for sentence in document.sentences for number in reader.read(sentence)]


def shown(number: Number) -> str:
    low, high = ("" if value is None else str(value) for value in (number.low, number.high))
    head = f" {number.head.text}" if number.head else ""
    return f"{low}..{high}{'~' if number.approx else ''}{head}"


# A sentence | its numbers as "low..high head"; "~" marks an approximate one.
COUNTS = """
At least 12 people were killed and more than 130 wounded. | 12.. people; 131..
Up to 20 soldiers and fewer than 30 civilians died. | ..20 soldiers; ..29 civilians
The shelling killed 1,500 people, about 600 of them women. | 1500..1500 people; 600..600~
They lost 70 to 80,000 men and 1.5 million shells. | 70000..80000 men; 1500000..1500000 shells
Some 40.5 thousand refugees and 3.5m others fled. | 40500..40500~ refugees; 3500000..3500000 others
Twenty-three people and two hundred and fifty-one cows died. | 23..23 people; 251..251 cows
Half a million homes and more than a quarter of a million farms lost power. | 500000..500000 homes; 250001.. farms
Dozens of civilians and scores of soldiers were hurt. | 24.. civilians; 40.. soldiers
Several hundred fighters and tens of thousands of families left. | 300.. fighters; 20000.. families
Over a dozen missiles and two dozen drones were fired. | 13.. missiles; 24..24 drones
Between 20 and 30 houses burned; 12-15 barns burned too. | 20..30 houses; 12..15 barns
Three or four drones and 12 or more rockets hit the port. | 3..4 drones; 12.. rockets
The raid wounded 30-odd men and killed 50+ horses. | 30..30~ men; 50.. horses
At least, officials say, 12 people died. | 12.. people
Twelve people, possibly more, are missing. | 12.. people
The toll exceeds 100. | 101..
The toll rose from 12 to 15. | 12..12; 15..15
No fewer than six and no more than nine tanks were lost. | 6..; ..9 tanks
No one was hurt and no civilians were killed. | 0..0; 0..0 civilians
There were no casualties. | 0..0 casualties
Both pilots died. | 2..2 pilots
A seven-year-old girl and another woman were wounded. | 1..1 girl; 1..1 woman
A 57-year-old Danish nurse and a 16-year-old were hurt. | 1..1 nurse; 1..1 old
April 21 2016 23 soldiers were killed in the raid. | 23..23 soldiers
The raid killed dozens this week. | 24..
They found 12 hand grenades after two night raids. | 12..12 grenades; 2..2 raids
Another 12 people were missing. | 12..12 people
A drone hit a bus. |
Many were hurt and a number of houses burned. | ..; .. houses
Three of the victims were women. | 3..3 victims
Fourteen were wounded, 12 of them seriously. | 14..14; 12..12
32 pick-up trucks were destroyed. | 32..32 trucks
One of the civilians was wounded. | 1..1 civilians
According to some sources over 160000 people died. | .. sources; 160001.. people
Two women and their seven children were killed. | 2..2 women; 7..7 children
"""

NOT_COUNTS = """
On 25 April 2022 and again on May 2nd the talks failed.
From 2011-2017 the war went on; in March 2018 it ended.
The boy, aged 15, and Ivan Petrov, 46, died.
Her sons, 12 and 15, were there.
It began at 10:30 and ended at 5 a.m. on Friday.
An F-16, three-storey houses, a 28-point plan and a 155mm gun.
The Shahed-136, the S-300 and the FAB-250 are weapons.
It cost $50 billion or 60 million euros, AUD 20 million in all.
The front is 100 kilometres long, and 20 percent of the land was lost within 12 hours.
Article 5, Resolution 2202, the 41st Army and the 93 Brigade.
The pipe carries 33 million cubic metres a day and 200 barrels of oil.
The team won 3-2 and the vote was 79 to 18.
It was one of the largest attacks of the year.
They fought one another one day.
The shop stands at 4 N. Third Ave. in the old town.
Two-thirds of the homes and a third of the farms were lost.
Both Kyiv and Moscow agreed.
Call +380 44 278 12 34 now.
"""


def lines(table: str) -> list[str]:
    return table.strip().splitlines()


@pytest.mark.parametrize("line", lines(COUNTS))
def test_counts(language: Language, reader: NumberReader, line: str) -> None:
    text, _, expected = line.partition("|")
    assert "; ".join(shown(number) for number in read(language, reader, text.strip())) == expected.strip()


@pytest.mark.parametrize("text", lines(NOT_COUNTS))
def test_what_is_no_count(language: Language, reader: NumberReader, text: str) -> None:
    assert [number.span.text for number in read(language, reader, text)] == []


def test_spans_of_hedge_and_number(language: Language, reader: NumberReader) -> None:
    (number,) = read(language, reader, "The ministry counted at least 12 dead.")
    assert (number.span.text, number.number.text) == ("at least 12", "12")
    assert number.hedge is not None and number.hedge.text == "at least"
    assert number.last.text == "12"


def test_a_hedge_touches_one_number_only(language: Language, reader: NumberReader) -> None:
    first, second = read(language, reader, "At least five people died and six were hurt.")
    assert (first.high, second.high) == (None, 6)


def test_an_unspecified_number_is_open(language: Language, reader: NumberReader) -> None:
    (number,) = read(language, reader, "Numerous houses burned.")
    assert number.open


def test_an_unparsed_sentence_has_no_numbers(language: Language, reader: NumberReader) -> None:
    assert reader.read(language.read("Ten people died.").sentences[0]) == []


@given(st.text(alphabet="0123456789,.- –andtoraf hundemilsvty", max_size=80))
@settings(max_examples=200)
def test_the_grammar_always_moves_on(codebook: Codebook, text: str) -> None:
    parts = atoms(text)
    cardinals = Cardinals(NumberLexicon(codebook.numbers))
    for first in range(len(parts)):
        cardinal = cardinals.at(parts, first)
        assert cardinal is None or first == cardinal.first < cardinal.stop <= len(parts)
