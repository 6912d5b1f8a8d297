"""Which place a report means, and how exactly."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from grotius.codebook import load
from grotius.ground import Names, PlaceIndex, PlaceResolver
from grotius.ground.build import build, index_path
from grotius.ground.index import _is_whole
from grotius.model import Place, Span


@pytest.fixture(scope="module")
def resolver() -> PlaceResolver:
    codebook = load()
    index = PlaceIndex.open()
    return PlaceResolver(codebook, Names(codebook, index).scanner, index)


def place(resolver: PlaceResolver, text: str, words: str, published: str = "2025-04-25") -> Place:
    start = text.index(words)
    report = resolver.read(text, published, [(start, start + len(words))])
    found = report.at(Span(start, start + len(words), words))
    assert found is not None
    return found


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
        ("US envoy Anna Smith met US and Russian officials in Geneva.", "Geneva", "CH", "Genève"),
        ("The US envoy flew to Cairo, US officials said.", "Cairo", "EG", "Cairo Governorate"),
        ("US troops came to Warsaw. US soldiers trained there.", "Warsaw", "PL", "Mazowieckie"),
        ("Police in Lancaster, Pa., said so.", "Lancaster", "US", "Pennsylvania"),
        ("He lives in Reno, NV, with his son.", "Reno", "US", "Nevada"),
        ("Athens, GA – A road was closed.", "Athens", "US", "Georgia"),
        (
            "Georgia has many. Oglethorpe County and Madison County met in Athens, Ga.",
            "Madison County",
            "US",
            "Georgia",
        ),
        ("SPRINGFIELD, Ill. - Rain fell.", "SPRINGFIELD", "US", "Illinois"),
        ("The finance minister of British Columbia resigned.", "British Columbia", "CA", "British Columbia"),
        ("COLUMBIA - South Carolina waits for rain.", "COLUMBIA", "US", "South Carolina"),
        ("It rained in Minnesota.", "Minnesota", "US", "Minnesota"),
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
    from grotius.errors import SettingsError

    file = Path(str(tmp_path)) / "file"
    file.write_text("in the way", encoding="utf-8")
    with pytest.raises(SettingsError, match="GROTIUS_CACHE"):
        build(file / "places.sqlite")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Deir Ezzor", "Deir ez-Zor"),
        ("Raqa", "Raqqa"),
        ("Jisr al-Shigour", "Jisr al-Shughur"),
        ("Maaret al-Numan", "Maarat al-Numan"),
        ("Tadmur", "Palmyra"),
        ("Daraa", "Daraa"),
    ],
)
def test_other_spellings_are_the_same_place_by_one_name(resolver: PlaceResolver, words: str, name: str) -> None:
    assert place(resolver, f"Syrian jets struck the town of {words}, in Syria.", words, "2016-05-01").name == name


@pytest.mark.parametrize("words", ["Bani Zaid", "al-Faraj", "Arbin Heights", "Khan al-Assal"])
def test_a_far_away_place_with_half_the_name_is_not_meant(resolver: PlaceResolver, words: str) -> None:
    found = place(resolver, f"Syrian jets struck the town of {words} in Syria.", f"town of {words}", "2016-05-01")
    assert found.geonames_id is None and found.why


def test_a_quarter_is_not_the_town_of_its_name(resolver: PlaceResolver) -> None:
    found = place(resolver, "Shells hit Shahba neighbourhood in Aleppo, Syria.", "Shahba neighbourhood", "2016-05-01")
    assert found.geonames_id is None and found.why is not None and "quarter" in found.why


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rockets fell on Sunday in Ukraine.", "Sunday"),
        ("They struck military targets in Ukraine.", "military targets"),
        ("They hit terrorist hideouts in Syria.", "terrorist hideouts"),
        ("A parade marked Armed Forces Day.", "Armed Forces Day"),
        ("Britain spoke up. Another country is at war.", "country"),
        ("Shells hit the first hospital.", "first hospital"),
    ],
)
def test_words_that_name_no_place_are_none(resolver: PlaceResolver, text: str, words: str) -> None:
    start = text.index(words)
    span = Span(start, start + len(words), words)
    assert resolver.read(text, "2025-04-25", [(start, start + len(words))]).at(span) is None


def test_a_building_stands_in_the_town_of_its_sentence(resolver: PlaceResolver) -> None:
    found = place(resolver, "A drone struck a residential building. In Kherson a school and a shop burned.", "a shop")
    assert (found.name, found.precision, found.geonames_id) == ("a shop", "site", None)
    assert found.admin1 == "Kherson Oblast"


def test_two_processes_may_build_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second waits for the first and builds nothing; older indexes are cleared away."""
    written: list[Path] = []

    def write(path: Path) -> None:
        written.append(path)
        sleeping.wait(5)
        path.write_bytes(b"index")

    sleeping = threading.Event()
    monkeypatch.setattr("grotius.ground.build._write", write)
    (tmp_path / "places-1-old.sqlite").write_bytes(b"old")
    os.utime(tmp_path / "places-1-old.sqlite", (0, 0))
    target = tmp_path / "places-2-new.sqlite"
    both = [threading.Thread(target=build, args=(target,)) for _ in range(2)]
    for one in both:
        one.start()
    sleeping.set()
    for one in both:
        one.join()
    assert written == [target]
    assert [path.name for path in tmp_path.glob("*.sqlite")] == [target.name]


def test_an_index_cut_short_is_seen(tmp_path: Path) -> None:
    whole = index_path().read_bytes()
    (tmp_path / "cut.sqlite").write_bytes(whole[: len(whole) // 2])
    assert _is_whole(index_path())
    assert not _is_whole(tmp_path / "cut.sqlite")


@pytest.mark.parametrize(
    ("text", "words", "country", "admin1"),
    [
        ("Jets struck the town of Latestneh in Hama province in Syria.", "Latestneh", "SY", "Hama Governorate"),
        ("Shells hit Testivka in Donetsk region.", "Testivka", "UA", "Donetsk Oblast"),
        (
            "The rockets fell at dawn on the quarter of Bustan Testoud in Aleppo.",
            "Bustan Testoud",
            "SY",
            "Aleppo Governorate",
        ),
        ("Shells hit the Ukrainian village of Testivka.", "Testivka", "UA", None),
        ("Shells hit the village of Testivka.", "Testivka", None, None),
    ],
)
def test_an_unknown_place_keeps_what_the_words_beside_it_say(
    resolver: PlaceResolver, text: str, words: str, country: str | None, admin1: str | None
) -> None:
    found = place(resolver, text, words)
    assert (found.geonames_id, found.lat) == (None, None)
    assert (found.country, found.admin1) == (country, admin1)


def test_streets_are_no_towns(resolver: PlaceResolver) -> None:
    text = "Shots were heard in Brook and Winter streets. A man was hit in Hartford Avenue."
    assert [name.text for name in resolver.read(text, "2025-04-25").found] == []


def test_letters_of_the_post_mean_nothing_by_themselves(resolver: PlaceResolver) -> None:
    text = "They sang LA LA and met in or near IN. OK, he said."
    assert [name.text for name in resolver.read(text, "2025-04-25").found] == []
