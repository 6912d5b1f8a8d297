"""Interactions: the PLOVER root between two actors."""

from __future__ import annotations

import pytest

from grotius.codebook import load
from grotius.extract.claimants import Claimants
from grotius.extract.interactions import InteractionFinder
from grotius.language import Language


@pytest.fixture(scope="module")
def finder() -> InteractionFinder:
    return InteractionFinder(load())


@pytest.mark.parametrize(
    ("source", "middle", "target", "root"),
    [
        ("France", "has agreed to release the prisoners of", "Mali", "AGREE"),
        ("President Macron", "met", "Chancellor Scholz", "CONSULT"),
        ("Egypt", "expressed its support for", "Saudi Arabia", "SUPPORT"),
        ("India", "shared intelligence with", "Nepal", "COOPERATE"),
        ("Japan", "sent food aid to", "Kenya", "AID"),
        ("Turkey", "lifted the ban on", "Syria", "YIELD"),
        ("Brazil", "demanded an apology from", "Peru", "REQUEST"),
        ("Poland", "accused", "Belarus", "ACCUSE"),
        ("Hungary", "refused to meet", "Romania", "REJECT"),
        ("Iran", "threatened to attack", "Iraq", "THREATEN"),
        ("Workers", "staged a protest against", "Chile", "PROTEST"),
        ("Canada", "suspended military aid to", "Sudan", "SANCTION"),
        ("Israel", "massed troops on the border of", "Lebanon", "MOBILIZE"),
        ("Police in Spain", "arrested a citizen of", "Cuba", "COERCE"),
        ("Rebels", "attacked a base of", "Chad", "ASSAULT"),
    ],
)
def test_root_between(
    finder: InteractionFinder, language: Language, source: str, middle: str, target: str, root: str
) -> None:
    text = f"{source} {middle} {target}."
    document = language.read(text)
    document.parse(document.sentences)
    start = text.index(target)
    spans = document.span(0, len(source)), document.span(start, start + len(target))
    assert finder.root_between(document.sentences[0], *spans) == root


@pytest.mark.parametrize(
    ("text", "root", "modality"),
    [
        ("Poland accused Belarus.", "ACCUSE", "past"),
        ("Poland will attack Belarus.", "THREATEN", "future"),
        ("Poland did not help Belarus.", "REJECT", "negated"),
    ],
)
def test_a_dyad_with_its_modality(
    finder: InteractionFinder, language: Language, text: str, root: str, modality: str
) -> None:
    document = language.read(text)
    document.parse(document.sentences)
    (row,) = finder.find(document, [], [], [], Claimants([], document), "hash")
    assert row.target is not None
    assert (row.source.name, row.root, row.target.name, row.modality) == ("Poland", root, "Belarus", modality)


@pytest.mark.parametrize(
    "text",
    [
        "Amid accusations against Belarus, Poland rested.",
        "Poland pushed for an end of the war in Belarus.",
        "If Poland attacks Belarus, the war will grow.",
        "Poland may attack Belarus.",
    ],
)
def test_no_dyad_from_occasions_and_thoughts(finder: InteractionFinder, language: Language, text: str) -> None:
    document = language.read(text)
    document.parse(document.sentences)
    assert finder.find(document, [], [], [], Claimants([], document), "hash") == []
