"""Every demo report says whose facts it tells, that the words are ours, and when it was published."""

from __future__ import annotations

import html
import json
import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from grotius import demo

NOTICE = "This text is a paraphrase written for the Grotius project; it is not the outlet's wording."
MADE_UP_NOTICE = "This text was made up for the Grotius project; it reports no real event."
FOLDER = Path(demo.__file__).parent / "reports"
UNDATED = {"undated_dagens_brussels-meeting-off.txt", "undated_the-universe_putin-plan-points.txt"}


@dataclass(frozen=True)
class Sample:
    file: str
    title: str
    publisher: str
    url: str
    published: str
    notice: str
    text: str

    @property
    def body(self) -> str:
        """The text without its last line, the notice in brackets."""
        return self.text.rstrip().rpartition("\n")[0]


def read_text(path: Path) -> list[Sample]:
    _, head, text = path.read_text(encoding="utf-8").split("---\n", 2)
    # BaseLoader leaves every value the string that stands in the file.
    return [sample(path, yaml.load(head, Loader=yaml.BaseLoader), text)]


def read_lines(path: Path) -> list[Sample]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [sample(path, row, row["text"]) for row in rows]


def read_page(path: Path) -> list[Sample]:
    page = path.read_text(encoding="utf-8")
    meta = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page))
    linked = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    nodes = linked if isinstance(linked, list) else linked.get("@graph", [linked])
    article = next(node for node in nodes if node["@type"] == "NewsArticle")
    assert article["headline"] == html.unescape(meta["og:title"])
    assert article["publisher"]["name"] == meta["og:site_name"]
    shown = page.split("<article>")[1].split("</article>")[0]
    text = html.unescape(re.sub(r"<[^>]+>", "", shown))
    fields = {
        "title": article["headline"],
        "publisher": article["publisher"]["name"],
        "url": meta["og:url"],
        "published": article["datePublished"],
        "notice": meta["notice"],
    }
    return [sample(path, fields, text)]


def sample(path: Path, fields: dict[str, str], text: str) -> Sample:
    return Sample(
        file=path.name,
        title=fields["title"],
        publisher=fields["publisher"],
        url=fields.get("url", ""),
        published=fields.get("published", ""),
        notice=fields["notice"],
        text=text,
    )


READERS = {".txt": read_text, ".html": read_page, ".jsonl": read_lines}
SAMPLES = [found for path in sorted(FOLDER.iterdir()) for found in READERS[path.suffix](path)]
every_sample = pytest.mark.parametrize("report", SAMPLES, ids=[f"{s.file}:{s.title}" for s in SAMPLES])


def test_the_corpus_is_large_enough_and_of_every_format() -> None:
    assert len(SAMPLES) >= 28
    suffixes = [path.suffix for path in FOLDER.iterdir()]
    assert suffixes.count(".html") >= 3
    assert suffixes.count(".jsonl") == 1


@every_sample
def test_a_report_says_that_the_words_are_ours(report: Sample) -> None:
    assert report.publisher.endswith(("(paraphrase)", "(made up)"))
    standard = NOTICE if report.notice.startswith(NOTICE) else MADE_UP_NOTICE
    assert report.notice.startswith(standard)
    assert report.text.rstrip().endswith(f"\n[{standard}]")


@every_sample
def test_a_paraphrase_names_the_page_it_is_of(report: Sample) -> None:
    assert report.url.startswith(("https://", "http://")) == report.publisher.endswith("(paraphrase)")


@every_sample
def test_a_report_is_short(report: Sample) -> None:
    assert 80 <= len(report.body.split()) <= 300


@every_sample
def test_a_date_is_iso_and_agrees_with_the_file_name(report: Sample) -> None:
    if not report.published:
        assert report.file in UNDATED
        return
    datetime.fromisoformat(report.published)
    assert report.file.startswith((report.published[:10], "2025_"))


@every_sample
def test_a_file_name_is_plain(report: Sample) -> None:
    assert re.fullmatch(r"[a-z0-9_-]+\.(txt|html|jsonl)", report.file)


def test_the_readme_lists_every_file_and_every_page() -> None:
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    missing = {s.file for s in SAMPLES if s.file not in readme} | {s.url for s in SAMPLES if s.url not in readme}
    assert not missing


def test_the_corpus_is_found_as_resources_and_as_a_folder() -> None:
    names = {path.name for path in FOLDER.iterdir()}
    assert {file.name for file in demo.corpus().iterdir()} == names
    with demo.corpus_folder() as folder:
        assert {path.name for path in folder.iterdir()} == names


def test_a_corpus_inside_an_archive_is_copied_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "corpus.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("reports/one.txt", "text")
    with zipfile.ZipFile(archive) as packed:
        monkeypatch.setattr(demo, "corpus", lambda: zipfile.Path(packed, "reports/"))
        with demo.corpus_folder() as folder:
            assert (folder / "one.txt").read_text(encoding="utf-8") == "text"
    assert not folder.exists()
