"""What one report says twice is linked, what it says of two things is not."""

from __future__ import annotations

from dataclasses import replace

from factory import (
    ENVOY,
    GOVERNOR,
    KYIV,
    MAYOR,
    PAVLOHRAD,
    UKRAINE,
    day,
    extraction,
    figure,
    mention,
    position,
    report,
    statement,
)
from grotius.merge import link_repeats

TEXT = (
    "Drone strike kills three. A drone hit Pavlohrad and killed three people, the governor said. "
    "Another drone hit Kyiv and killed three people, the mayor said. We will not stop, the governor said. "
    "We will not stop, she said."
)


def test_the_descriptions_of_one_happening_point_to_the_fullest() -> None:
    of = report(TEXT)
    headline, body = mention(of, "Drone strike", ()), mention(of, "A drone hit")
    found = link_repeats(extraction(of, headline, replace(body, same_as=headline.id)))
    assert [row.same_as for row in found.mentions] == [body.id, None]


def test_a_chain_of_links_points_to_one_head() -> None:
    of = report(TEXT)
    first, second, third = mention(of, "Drone strike", ()), mention(of, "A drone hit"), mention(of, "Another drone", ())
    rows = (first, replace(second, same_as=first.id), replace(third, same_as=second.id))
    heads = [row.same_as or row.id for row in link_repeats(extraction(of, *rows)).mentions]
    assert heads == [second.id] * 3


def test_what_the_finders_keep_apart_stays_apart() -> None:
    of = report(TEXT)
    rows = (mention(of, "Drone strike", ()), mention(of, "A drone hit"), mention(of, "Another drone", (KYIV,)))
    assert all(row.same_as is None for row in link_repeats(extraction(of, *rows)).mentions)


def test_the_same_count_of_the_same_place_is_one_claim() -> None:
    of = report(TEXT)
    first = figure(of, "kills three", "killed", 3)
    second = figure(of, "killed three", "killed", 3, place=PAVLOHRAD, claimant=GOVERNOR)
    found = link_repeats(extraction(of, first, second))
    assert [row.same_as for row in found.figures] == [second.id, None]


def test_the_same_count_of_two_places_is_two_claims() -> None:
    of = report(TEXT)
    first = figure(of, "kills three", "killed", 3, place=PAVLOHRAD, claimant=GOVERNOR)
    second = figure(of, "killed three", "killed", 3, place=KYIV, claimant=MAYOR)
    assert all(row.same_as is None for row in link_repeats(extraction(of, first, second)).figures)


def test_a_sentence_told_twice_is_one_claim_whoever_is_credited() -> None:
    text = (
        "A drone hit Kyiv and killed three people. Later the mayor spoke. A drone hit Kyiv and killed three people. "
        "Three people died, a monitor said."
    )
    of = report(text)
    first = figure(of, "killed three", "killed", 3, claimant=GOVERNOR)
    start = text.rindex("A drone hit")
    moved = start - text.index("A drone hit")
    again = replace(
        first,
        id="f-again",
        claimant=MAYOR,
        span=replace(first.span, start=first.span.start + moved, end=first.span.end + moved),
        number=replace(first.number, start=first.number.start + moved, end=first.number.end + moved),
        sentence=replace(first.sentence, start=start, end=start + len(first.sentence.text)),
    )
    other = figure(of, "Three people died", "killed", 3, claimant=ENVOY)
    heads = [row.same_as or row.id for row in link_repeats(extraction(of, first, again, other)).figures]
    assert heads == [first.id, first.id, other.id]


def test_two_numbers_of_one_sentence_are_two_figures() -> None:
    text = "A drone killed three people in the market and three people at the port."
    of = report(text)
    rows = (figure(of, "three people in", "killed", 3), figure(of, "three people at", "killed", 3))
    assert all(row.same_as is None for row in link_repeats(extraction(of, *rows)).figures)


def test_the_same_words_of_the_same_speaker_are_one_statement() -> None:
    of = report(TEXT)
    first = statement(of, "We will not stop")
    start = TEXT.rindex("We will not stop")
    again = replace(first, id="s-again", content=replace(first.content, start=start, end=start + 16))
    other = statement(of, "A drone hit Pavlohrad")
    linked = link_repeats(extraction(of, first, again, other)).statements
    assert [row.same_as for row in linked] == [None, first.id, None]


def test_a_stance_told_twice_is_one_position() -> None:
    of = report(TEXT)
    rows = (position(of, "We will not stop, the"), position(of, "We will not stop, she"))
    other = position(of, "We will", stance="accept")
    linked = link_repeats(extraction(of, *rows, other)).positions
    assert sum(row.same_as is None for row in linked) == 2


def test_victims_of_a_whole_country_are_those_of_its_wave() -> None:
    of = report("Five people were killed in the country. Drones came over it in the night. Two died on 20 April.")
    wave = mention(of, "Drones came", (UKRAINE,))
    five = figure(of, "Five people", "killed", 5, place=UKRAINE)
    rows = [
        five,
        figure(of, "Two", "killed", 2, place=UKRAINE, time=day("2025-04-20")),
        replace(five, id="f-town", place=KYIV),
        replace(five, id="f-front", measure="destroyed"),
    ]
    found = link_repeats(extraction(of, wave, *rows)).figures
    assert [row.mention for row in found] == [wave.id, None, None, None]
    another = mention(of, "Two died", (UKRAINE,))
    assert all(row.mention is None for row in link_repeats(extraction(of, wave, another, five)).figures)
