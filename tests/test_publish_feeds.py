"""Feeds are read back by a feed reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from grotius.publish import export
from grotius.publish.feeds import urn
from grotius.record import Filter, Record
from published import publishable

ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMAS = Path(__file__).parent / "schemas"
GONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with publishable(tmp_path_factory.mktemp("record") / "r.sqlite") as record:
        yield record


def feed(record: Record, folder: Path, name: str, wanted: Filter | None = None) -> Any:
    done = export(record, "atom", folder / "feeds", wanted, link="https://example.org/war", replace_older=True)
    return feedparser.parse((done.folder / f"{name}.atom").read_bytes())


@pytest.mark.parametrize("name", ["events", "talks", "changes"])
def test_a_feed_is_well_formed_and_whole(record: Record, tmp_path: Path, name: str) -> None:
    found = feed(record, tmp_path, name)
    assert not found.bozo and found.version == "atom10"
    assert found.feed.title and found.feed.id and found.feed.updated_parsed
    assert found.feed.links[0].href == f"https://example.org/war/{name}.atom"
    assert len({entry.id for entry in found.entries}) == len(found.entries) > 0
    for entry in found.entries:
        assert entry.title and entry.updated_parsed and entry.summary
        assert all(link.href.startswith("https://") for link in entry.links)


@pytest.mark.parametrize("name", ["events", "talks", "changes"])
def test_a_feed_keeps_to_the_grammar_of_atom(record: Record, tmp_path: Path, name: str) -> None:
    feed(record, tmp_path, name)
    tree = etree.parse(tmp_path / "feeds" / f"{name}.atom")
    grammar = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
    assert grammar.validate(tree), grammar.error_log
    for entry in (tree.getroot(), *tree.iter(f"{ATOM}entry")):
        rels = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in entry.findall(f"{ATOM}link")]
        assert rels.count(("alternate", "text/html", None)) <= 1
    assert tree.find(f"{ATOM}author") is not None
    bad = etree.fromstring(etree.tostring(tree))
    bad.remove(bad.find(f"{ATOM}updated"))
    assert not grammar.validate(bad)


def test_a_decision_renews_an_entry(tmp_path: Path) -> None:
    with publishable(tmp_path / "r.sqlite") as record:
        chosen = record.events(Filter(place="Yarova")).rows[0].id
        before = {entry.id: entry.updated for entry in feed(record, tmp_path, "events").entries}
        record.judge("correct", chosen, who="Mira", why="it was a missile", field="mode", value="missile")
        after = {entry.id: entry.updated for entry in feed(record, tmp_path, "events").entries}
    assert [name for name in after if after[name] > before[name]] == [urn("row", chosen)]


def test_a_feed_has_what_the_filter_lets_through(record: Record, tmp_path: Path) -> None:
    wanted = Filter(place="Kyiv", until="2025-04-30", limit=None)
    found = feed(record, tmp_path, "events", wanted)
    assert len(found.entries) == record.events(wanted).total == 1
    assert "Kyiv" in found.entries[0].title


def test_corrections_are_in_the_feed_of_changes(record: Record, tmp_path: Path) -> None:
    found = feed(record, tmp_path, "changes")
    corrected = [entry for entry in found.entries if entry.tags[0].term == "correction"]
    assert [entry.author for entry in corrected] == ["Mira O'Neil"]
    assert "took it back" in corrected[0].summary


def test_what_is_rejected_leaves_a_tombstone(tmp_path: Path) -> None:
    with publishable(tmp_path / "r.sqlite") as record:
        gone = record.events(Filter(place="Yarova")).rows[0].id
        before = feed(record, tmp_path, "events")
        record.judge("reject", gone, who="Mira", why="a drill, not an attack")
        after = feed(record, tmp_path, "events")
        tree = etree.parse(tmp_path / "feeds" / "events.atom")
    buried = [one.get("ref") for one in tree.iter(GONE)]
    missing = {entry.id for entry in before.entries} - {entry.id for entry in after.entries}
    assert missing and missing <= set(buried)
    assert not missing & {entry.id for entry in after.entries}
