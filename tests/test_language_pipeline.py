"""Reading a report: sentences at once, a parse where it is asked for, names from those who know better."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from grotius.errors import SettingsError
from grotius.language import Document, Language, Name, NumberReader


class Gazetteer:
    """Knows one town, whatever the parser takes it for."""

    def __init__(self, town: str) -> None:
        self._town = town

    def find(self, text: str, words: Sequence[tuple[int, int]]) -> Sequence[Name]:
        at = text.find(self._town)
        assert at < 0 or any(start == at for start, _ in words)
        return [] if at < 0 else [Name(at, at + len(self._town), self._town, "place", "town")]


def parsed(language: Language, text: str) -> Document:
    document = language.read(text)
    document.parse(document.sentences)
    return document


def test_nothing_is_parsed_before_it_is_asked_for(language: Language) -> None:
    document = language.read("Shells hit the port. Nobody was hurt.")
    assert [sentence.tokens for sentence in document.sentences] == [(), ()]
    document.parse([document.sentences[1]])
    assert document.parsed == [document.sentences[1]]


@pytest.mark.parametrize(
    "dateline",
    ["OSLO, May 2 (Agency) - ", "OSLO – ", "Oslo (Agency) — ", "OSLO, 2 May -- "],
)
def test_a_dateline_is_no_part_of_the_sentence_behind_it(language: Language, dateline: str) -> None:
    (sentence,) = parsed(language, f"{dateline}Two people were hurt by a shell in the port.").sentences
    hurt = next(token for token in sentence.tokens if token.text == "hurt")
    assert [token.text for token in hurt.subtree()] == "Two people were hurt by a shell in the port .".split()
    assert [token.i for token in sentence.tokens] == list(range(len(sentence.tokens)))
    assert sentence.tokens[0].start == 0 and hurt.start == len(dateline) + len("Two people were ")


@pytest.mark.parametrize(
    "text", ["NATO - a defence pact - was silent.", "The mayor (of Oslo) was silent.", "He was there - Two were not."]
)
def test_a_dash_makes_no_dateline(language: Language, text: str) -> None:
    (sentence,) = parsed(language, text).sentences
    assert sentence.body == sentence.start


def test_tokens_stand_where_the_report_has_them(language: Language) -> None:
    text = "First line.\n\n  Shells hit\tthe port\u00a0today. Nobody was hurt."
    for sentence in parsed(language, text).sentences:
        assert [token.text for token in sentence.tokens] == [text[t.start : t.end] for t in sentence.tokens]
        assert [token.i for token in sentence.tokens] == list(range(len(sentence.tokens)))


def test_every_word_hangs_from_a_root_by_words(language: Language) -> None:
    for sentence in parsed(language, "The  army \n said it hit   the port.").sentences:
        assert len(sentence.roots) == 1
        assert sentence.roots[0].subtree() == list(sentence.tokens)


def test_a_finder_overrules_the_parser(language: Language) -> None:
    document = language.read("Shells hit Khan Younis today.", names=Gazetteer("Khan Younis"))
    document.parse(document.sentences)
    names = [name for name in document.sentences[0].names if name.text == "Khan Younis"]
    assert [(name.kind, name.key) for name in names] == [("place", "town")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "\x00\x01\x1b[31m\x07 killed 3\u202e people\ufeff",
        "x" * 4_500,
        "1," * 1_500,
        "million " * 400,
        "(((( “ ' \" " * 150,
        "e\u0301\u200d😀" * 300,
    ],
)
def test_hostile_texts_are_read_like_any_other(language: Language, reader: NumberReader, text: str) -> None:
    document = parsed(language, text)
    for sentence in document.sentences:
        assert all(token.text == text[token.start : token.end] for token in sentence.tokens)
        for number in reader.read(sentence):
            assert number.span.text == text[number.span.start : number.span.end]


def test_a_million_characters_without_a_space(language: Language) -> None:
    document = language.read("x" * 1_000_000)
    assert max(sentence.end - sentence.start for sentence in document.sentences) <= 2_000
    document.parse(document.sentences[:2])
    assert len(document.parsed) == 2


def test_one_language_serves_several_threads(language: Language) -> None:
    texts = [f"Shelling killed {count} people in the port." for count in range(2, 8)]
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda text: parsed(language, text), texts))
    assert [document.sentences[0].tokens[2].text for document in found] == [str(count) for count in range(2, 8)]


def test_a_missing_model_is_said_in_one_sentence() -> None:
    with pytest.raises(SettingsError, match="not installed"):
        Language("no_such_pipeline")
