"""Which place a report means, and how exactly."""

from __future__ import annotations

import pytest

from grotius.codebook import load
from grotius.ground import Names, PlaceIndex, PlaceResolver
from grotius.ground.build import build
from grotius.model import Place, Span


@pytest.fixture(scope="module")
def resolver() -> PlaceResolver:
    codebook = load()
    index = PlaceIndex.open()
    return PlaceResolver(codebook, Names(codebook, index).scanner, index)


def place(resolver: PlaceResolver, text: str, words: str, published: str = "2025-04-25") -> Place:
    start = text.index(words)
    report = resolver.read(text, published, [(start, start + len(words))])
    return report.at(Span(start, start + len(words), words))


@pytest.mark.parametrize(
    ("text", "words", "country", "admin1"),
    [
        ("Shells hit Pokrovsk in Donetsk region.", "Pokrovsk", "UA", "Donetsk Oblast"),
        ("A road was closed in Pokrovsk, Russia.", "Pokrovsk", "RU", "Yakutia"),
        ("He was born in Odessa, Texas.", "Odessa", "US", "Texas"),
        ("Drones flew over Odesa in southern Ukraine.", "Odesa", "UA", "Odesa Oblast"),
        ("She lives in Lebanon, Pennsylvania.", "Lebanon", "US", "Pennsylvania"),
        ("Rockets were fired from Lebanon at Israel.", "Lebanon", "LB", None),
        ("Planes struck Syrias Aleppo on Friday.", "Syrias Aleppo", "SY", "Aleppo Governorate"),
        ("RSF fighters entered El Fasher in Sudan.", "El Fasher", "SD", "North Darfur"),
        ("Strikes on Khan Younis and Deir al-Balah went on.", "Khan Younis", "PS", "Khan Yunis Governorate"),
    ],
)
def test_words_around_a_name_choose_its_place(
    resolver: PlaceResolver, text: str, words: str, country: str, admin1: str | None
) -> None:
    found = place(resolver, text, words)
    assert (found.country, found.admin1) == (country, admin1)


@pytest.mark.parametrize(
    ("text", "words", "precision", "has_point"),
    [
        ("Fire broke out in Kramatorsk.", "Kramatorsk", "settlement", True),
        ("Fighting went on in Donetsk region.", "Donetsk region", "region", False),
        ("It happened in Ukraine.", "Ukraine", "country", False),
        ("Air raid alerts sounded in eastern Ukraine.", "eastern Ukraine", "area", False),
        ("A ship burned in the Black Sea.", "Black Sea", "area", False),
        ("Drones hit a power plant in Kherson.", "a power plant in Kherson", "site", True),
        ("Shells fell near the Zaporizhzhia nuclear plant.", "Zaporizhzhia nuclear plant", "site", True),
        ("They fought west of Raqqa in Syria.", "west of Raqqa", "area", False),
    ],
)
def test_a_coarse_place_has_no_point(
    resolver: PlaceResolver, text: str, words: str, precision: str, has_point: bool
) -> None:
    found = place(resolver, text, words)
    assert (found.precision, found.lat is not None) == (precision, has_point)


def test_disputed_land_follows_the_united_nations_and_says_so(resolver: PlaceResolver) -> None:
    found = place(resolver, "Explosions were heard in Crimea.", "Crimea")
    assert found.country == "UA"
    assert found.why is not None and "United Nations" in found.why


def test_the_city_stands_for_the_city_named_before(resolver: PlaceResolver) -> None:
    found = place(resolver, "Missiles struck Kharkiv at dawn. In the city a school burned.", "the city")
    assert found.name == "Kharkiv"


def test_an_unknown_name_stays_unresolved_and_says_why(resolver: PlaceResolver) -> None:
    found = place(resolver, "They met in Xyzzyville.", "Xyzzyville")
    assert (found.name, found.geonames_id, found.precision) == ("Xyzzyville", None, "unknown")
    assert found.why


def test_a_broken_index_file_is_built_anew(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "places.sqlite"
    path.write_bytes(b"not a database")
    built: list[Path] = []

    def fake(target: Path) -> None:
        import sqlite3

        built.append(target)
        connection = sqlite3.connect(target)
        connection.executescript("create table name (folded, place, main); insert into name values ('a', 1, 1);")
        connection.close()

    monkeypatch.setattr("grotius.ground.index.build", fake)
    PlaceIndex.open(path).close()
    assert built == [path]


def test_the_index_is_not_written_where_it_cannot_be(tmp_path: object) -> None:
    from pathlib import Path

    from grotius.errors import SettingsError

    file = Path(str(tmp_path)) / "file"
    file.write_text("in the way", encoding="utf-8")
    with pytest.raises(SettingsError, match="GROTIUS_CACHE"):
        build(file / "places.sqlite")
