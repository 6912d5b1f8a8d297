"""A brief says what its rows say: every number and every name in it goes back to a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factory import GOVERNOR, KYIV, MAYOR, PAVLOHRAD, YAROVA, day, extraction, figure, mention, report, strike
from grotius.english import day as day_in_words
from grotius.errors import SettingsError
from grotius.merge import Claim, Reconciled
from grotius.model import Actor, Extraction
from grotius.publish import Brief, compose, json_lines, to_html, to_markdown
from grotius.publish.brief_sentences import toll
from grotius.record import Filter, Record
from published import publishable

APRIL_TO_MAY = Filter(since="2025-04-20", until="2025-05-10", limit=None)
NOUNS = ("events", "talks", "figures", "positions", "mentions")
OURS = set(
    "Attack Drone Missile Shelling Bombing Shooting Meeting Call Visit Negotiation Summit Russia Corrected Report "
    "Event Changed Merged January February March April May June July August September October November December".split()
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with publishable(tmp_path_factory.mktemp("record") / "r.sqlite") as record:
        yield record


def section(brief: Brief, title: str) -> list[str]:
    return [sentence.text for one in brief.sections if one.title == title for sentence in one.sentences]


def evidence(record: Record) -> str:
    """All that the rows hold, and their days in words."""
    rows = "".join("".join(json_lines(getattr(record, noun)(Filter(limit=None)))) for noun in NOUNS)
    changes = "".join(json_lines(record.changes(limit=None)))
    days = {day_in_words(found) for found in re.findall(r"\d{4}-\d\d-\d\d", rows)}
    return f"{rows} {changes} {' '.join(days)}"


def unsourced(brief: Brief, record: Record) -> list[str]:
    """Numbers and capitalised words of the brief's sentences that no row holds."""
    known = evidence(record)
    words = set(re.findall(r"\w+", known))
    told = [sentence.text for one in brief.sections for sentence in one.sentences]
    numbers = {found.replace(",", "") for text in told for found in re.findall(r"\b\d[\d,]*\b", text)}
    names = {found for text in told for found in re.findall(r"\b[A-Z]\w+", text)}
    return sorted((numbers | names) - words - OURS)


def test_every_sentence_has_footnotes_that_lead_to_rows(record: Record) -> None:
    brief = compose(record, APRIL_TO_MAY)
    assert brief.notes
    for one in brief.sections:
        for sentence in one.sentences:
            notes = list(brief.notes_of(sentence))
            assert notes
            for _, note in notes:
                assert note.words and note.outlet
                assert record.show(note.row).id


def test_every_number_and_name_goes_back_to_a_row(record: Record) -> None:
    assert unsourced(compose(record, APRIL_TO_MAY), record) == []


tolls = st.lists(
    st.tuples(
        st.sampled_from([KYIV, PAVLOHRAD, YAROVA]),
        st.integers(0, 10_000),
        st.integers(21, 29),
        st.sampled_from(["Alpha", "Beta", "Gamma"]),
        st.sampled_from([None, MAYOR]),
    ),
    min_size=1,
    max_size=8,
)


def reports(drawn: list[tuple[object, ...]]) -> Iterator[Extraction]:
    for number, (place, killed, date, outlet, claimant) in enumerate(drawn):
        when = f"2025-04-{date}"
        yield strike(
            place,  # type: ignore[arg-type]
            killed,  # type: ignore[arg-type]
            published=when,
            publisher=str(outlet),
            time=day(when),
            claimant=claimant,  # type: ignore[arg-type]
            name=f"n{number}",
        )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tolls)
def test_no_brief_says_more_than_its_rows(drawn: list[tuple[object, ...]]) -> None:
    with Record.open(":memory:") as record:
        for one in reports(drawn):
            record.add(one)
        record.merge()
        brief = compose(record, APRIL_TO_MAY)
        assert unsourced(brief, record) == []
        assert all(sentence.notes for one in brief.sections for sentence in one.sentences)


def test_a_disputed_toll_is_a_range_with_claimants(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.sqlite") as record:
        for number, (killed, outlet, who) in enumerate(((9, "Alpha", MAYOR), (3, "Beta", GOVERNOR))):
            told = f"2025-04-2{5 + number}"
            record.add(strike(KYIV, killed, publisher=outlet, name=outlet, published=told, claimant=who))
        record.merge()
        brief = compose(record, APRIL_TO_MAY)
    told = " ".join(section(brief, "Tolls and damage"))
    assert "3 to 9 killed" in told
    assert "3 according to Olena Bondar (a party to the war) via Beta" in told


def test_what_only_a_party_says_is_not_told_as_known(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.sqlite") as record:
        for name, who in (("a", MAYOR), ("b", None)):
            record.add(claimed_strike(name, who))
            record.merge()
            told = section(compose(record, APRIL_TO_MAY), "Fighting")
            assert ["according to" in text for text in told] == [who is not None]
            assert who is None or told[0].endswith("according to Petro Hnatiuk (a party to the war).")


def claimed_strike(name: str, who: Actor | None) -> Extraction:
    of = report(f"Drones struck a depot in Yarova. {name}", "2025-05-01", f"Outlet {name}")
    return extraction(of, mention(of, "struck a depot", (YAROVA,), day("2025-05-01"), claimant=who))


def test_the_same_number_is_told_once_with_all_who_claim_it(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.sqlite") as record:
        claims = ((9, "Alpha", None), (9, "Beta", None), (9, "Gamma", GOVERNOR), (3, "Delta", None))
        for number, (killed, outlet, who) in enumerate(claims):
            published = f"2025-04-2{5 + number}"
            record.add(strike(KYIV, killed, publisher=outlet, name=outlet, published=published, claimant=who))
        record.merge()
        told = section(compose(record, APRIL_TO_MAY), "Tolls and damage")
    others = "9 according to Alpha and Beta, and according to Olena Bondar (a party to the war) via Gamma"
    assert [text.partition("(disputed): ")[2] for text in told] == [f"3 according to Delta; {others}."]


@pytest.mark.parametrize(
    ("values", "words"), [((1, 9, 12), "rose from 1 according to"), ((9, 8, 12), "was told as 9 according to")]
)
def test_a_toll_rose_only_where_no_count_went_down(values: tuple[int, ...], words: str) -> None:
    claims = tuple(counted(number, value) for number, value in enumerate(values))
    one = Reconciled("killed", None, 1, 12, 12, "rising", "latest_best", "", claims[-1], claims, claims)
    assert words in toll(one)


def counted(number: int, value: int) -> Claim:
    of = report(f"There were {value} dead.", f"2025-04-2{number}", f"Outlet {number}")
    return Claim(figure(of, f"{value} dead", "killed", value), of.id, of.id, of.published, of.publisher)


def test_what_is_planned_or_denied_is_no_fighting(record: Record) -> None:
    brief = compose(record, APRIL_TO_MAY)
    assert "Yarova" in " ".join(section(brief, "Fighting"))
    assert "Moscow" not in " ".join(section(brief, "Fighting"))
    assert any(
        "Moscow" in text and "Russia (a party to the war) denies it" in text
        for text in section(brief, "What is disputed")
    )


def test_talks_moves_and_corrections(record: Record) -> None:
    brief = compose(record, APRIL_TO_MAY, corrected_since="2020-01-01")
    assert section(brief, "Talks") == ["Meeting of Ann Carter and Ivan Orlov in Moscow on 25 April 2025: held."]
    moved = section(brief, "Positions that moved")
    assert len(moved) == 1 and "from rejection (Ivan Orlov, 25 April 2025) to acceptance" in moved[0]
    corrected = section(brief, "What was corrected")
    assert any("by Mira O'Neil" in text and "8" in text for text in corrected)


def test_only_so_many_sentences_and_the_rest_counted(record: Record) -> None:
    fighting = compose(record, APRIL_TO_MAY, most=1).sections[0]
    assert len(fighting.sentences) == 1 and fighting.left_out > 0


def test_nothing_found_is_said(record: Record) -> None:
    brief = compose(record, Filter(since="1999-01-01", until="1999-01-02"), corrected_since="2999-01-01")
    assert to_markdown(brief).count("Nothing in the record.") == len(brief.sections) == 6


@pytest.mark.parametrize(
    ("since", "until"), [(None, "2025-01-01"), ("2025-02-01", "2025-01-01"), ("soon", "2025-01-01")]
)
def test_days_are_needed(record: Record, since: str | None, until: str) -> None:
    with pytest.raises(SettingsError, match="--since"):
        compose(record, Filter(since=since, until=until))


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.ids |= {value or "" for name, value in attrs if name == "id"}


def test_the_page_has_no_script_and_its_footnotes_are_there(record: Record) -> None:
    page = to_html(compose(record, APRIL_TO_MAY))
    tags = Tags()
    tags.feed(page)
    assert "script" not in tags.found and "img" not in tags.found
    inside = {link[1:] for link in tags.links if link.startswith("#")}
    assert inside and inside <= tags.ids
    assert all(link.startswith(("#", "https://")) for link in tags.links)
    assert "@page" in page and "\u202e" not in page


def test_markdown_is_not_broken_by_words(record: Record) -> None:
    lines = to_markdown(compose(record, APRIL_TO_MAY)).splitlines()
    assert not [line for line in lines if "<script" in line.replace("\\<", "")]
    notes = [line for line in lines if line.startswith("[^")]
    assert [int(line[2 : line.index("]")]) for line in notes] == list(range(1, len(notes) + 1))
