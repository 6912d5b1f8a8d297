"""Reading sources: every format, and everything that can be wrong with one."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest

from grotius.codebook import Codebook, load
from grotius.model import Report
from grotius.reports import Limits, Unreadable, count_sources, read_sources

BODY = "The mayor of the town said on Friday that three people had been killed in the attack on the market."


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load()


def read(codebook: Codebook, *sources: object, **options: object) -> list[Report | Unreadable]:
    return list(read_sources([str(source) for source in sources], codebook=codebook, **options))  # type: ignore[arg-type]


def one_report(codebook: Codebook, source: object, **options: object) -> Report:
    (found,) = read(codebook, source, **options)
    assert isinstance(found, Report), found
    return found


def one_reason(codebook: Codebook, source: object, **options: object) -> str:
    (found,) = read(codebook, source, **options)
    assert isinstance(found, Unreadable), found
    assert found.reason.endswith(".")
    return found.reason


def test_plain_text(codebook: Codebook, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"Three die in market attack\r\n\r\n{BODY}".encode())
    report = one_report(codebook, path)
    assert report.title == "Three die in market attack"
    assert report.text == f"Three die in market attack\n\n{BODY}"
    assert report.raw == f"Three die in market attack\r\n\r\n{BODY}"
    assert (report.published, report.url, report.language) == (None, None, "en")


def test_front_matter(codebook: Codebook, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    head = '---\ntitle: "Market: three die"\npublisher: Reuters (paraphrase)\nurl: https://example.org/a\n'
    path.write_text(f"{head}published: 2025-04-25\nnote: our words\n---\n{BODY}\n")
    report = one_report(codebook, path)
    assert (report.title, report.publisher) == ("Market: three die", "Reuters (paraphrase)")
    assert (report.url, report.published) == ("https://example.org/a", "2025-04-25")
    assert report.text == f"Market: three die\n\n{BODY}"


def test_a_headline_that_the_text_has_already_is_not_told_twice(codebook: Codebook, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"---\ntitle: Three die in market attack\n---\nThree die in  market attack\n\n{BODY}\n")
    assert one_report(codebook, path).text == f"Three die in market attack\n\n{BODY}"


def test_a_rule_of_hyphens_is_no_front_matter(codebook: Codebook, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"---\n{BODY}\n---\nMore.\n")
    assert one_report(codebook, path).text.startswith("---")


PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>Three die | The Site</title>
<meta property="og:site_name" content="The Site"><link rel="canonical" href="https://example.org/a">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "headline": "Three die in market attack",
"datePublished": "2025-04-25T05:10:00+03:00", "publisher": {{"name": "The Site"}}}}]}}</script></head>
<body><nav>Home</nav><article><h1>Three die in market attack</h1><p>{BODY}</p><p>Nobody claimed the attack by the
evening, and the police closed all the roads that lead into the centre of the town.</p></article></body></html>"""


def test_page(codebook: Codebook, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    report = one_report(codebook, path)
    assert (report.title, report.publisher) == ("Three die in market attack", "The Site")
    assert (report.url, report.published) == ("https://example.org/a", "2025-04-25T05:10+03:00")
    assert BODY in report.text
    assert "Home" not in report.text


def test_page_time_from_a_meta_tag_in_a_declared_encoding(codebook: Codebook, tmp_path: Path) -> None:
    meta = '<meta charset="iso-8859-2"><meta property="article:published_time" content="2025-04-25T05:10:00Z">'
    body = f"<p>{BODY}</p><p>Ministra Łukasz said that the dead of the attack would be buried on Sunday.</p>"
    path = tmp_path / "a.html"
    path.write_bytes(f"<html><head>{meta}</head><body><article>{body}</article></body></html>".encode("iso-8859-2"))
    report = one_report(codebook, path)
    assert "Łukasz" in report.text
    assert report.published == "2025-04-25T05:10+00:00"


def test_page_without_article(codebook: Codebook, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body><nav>Home</nav></body></html>")
    assert "no article" in one_reason(codebook, path)


def test_json_lines_with_a_broken_line(codebook: Codebook, tmp_path: Path) -> None:
    rows = [json.dumps({"text": f"{BODY} No {i}.", "url": f"https://www.reuters.com/{i}"}) for i in range(1, 21)]
    rows[16] = '{"text": "broken'
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(rows))
    found = read(codebook, path)
    (bad,) = (item for item in found if isinstance(item, Unreadable))
    assert bad.source.endswith("line 17")
    assert "JSON is broken" in bad.reason
    assert [item.publisher for item in found if isinstance(item, Report)] == ["Reuters"] * 19


@pytest.mark.parametrize("value", [[{"text": BODY, "published": 1745560000}], {"text": BODY, "published": 1745560000}])
def test_json_array_and_object(codebook: Codebook, tmp_path: Path, value: object) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(value, indent=1))
    assert one_report(codebook, path).published == "2025-04-25T05:46+00:00"


@pytest.mark.parametrize("value", ["[]", '{"title": "x"}', "3", "[" * 100_000, '{"text": 3}', '{"text": ""}'])
def test_json_without_reports(codebook: Codebook, tmp_path: Path, value: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(value)
    assert one_reason(codebook, path)


def test_halves_of_characters_do_no_harm(codebook: Codebook, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": f"\ud83d {BODY}", "title": "\udc00 A"}))
    report = one_report(codebook, path)
    assert report.raw.encode("utf-8")
    assert report.text.encode("utf-8")
    assert report.title is not None
    assert report.title.encode("utf-8")


def test_only_web_addresses_become_links(codebook: Codebook, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": BODY, "url": "javascript:alert(1)"}))
    assert one_report(codebook, path).url is None


RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Site</title>
<item><title>Three die</title><link>https://example.org/a</link><pubDate>Fri, 25 Apr 2025 05:10:00 +0300</pubDate>
<description>&lt;p&gt;{BODY}&lt;/p&gt;&lt;p&gt;Second &lt;b&gt;paragraph&lt;/b&gt;.&lt;/p&gt;</description></item>
<item><title>Empty</title><link>https://example.org/b</link></item></channel></rss>"""


def test_feed(codebook: Codebook, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(RSS)
    report, empty = read(codebook, path)
    assert isinstance(report, Report)
    assert report.text == f"Three die\n\n{BODY}\n\nSecond paragraph."
    assert (report.title, report.publisher) == ("Three die", "The Site")
    assert report.published == "2025-04-25T05:10+03:00"
    assert isinstance(empty, Unreadable)
    assert empty.source.endswith("entry 2")


def test_broken_feed(codebook: Codebook, tmp_path: Path) -> None:
    path = tmp_path / "feed.rss"
    path.write_text("<rss><channel><item")
    assert "no RSS or Atom" in one_reason(codebook, path)


def test_archive(codebook: Codebook, tmp_path: Path) -> None:
    pytest.importorskip("fastwarc", reason="the optional package fastwarc is not installed")
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nContent-Length: {len(http)}\r\n"
    )
    head += "Content-Type: application/http; msgtype=response\r\nWARC-Date: 2025-04-25T05:10:00Z\r\n"
    head += "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n\r\n"
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(head.encode() + http + b"\r\n\r\n"))
    report = one_report(codebook, path)
    assert (report.url, report.publisher) == ("https://example.org/a", "The Site")


def test_packed_files(codebook: Codebook, tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(BODY.encode()))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": BODY}).encode()))
    assert [item.text for item in read(codebook, tmp_path) if isinstance(item, Report)] == [BODY, BODY]


def test_damaged_packed_file(codebook: Codebook, tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(os.urandom(60_000).hex().encode())[:-2_000])
    assert "damaged" in one_reason(codebook, path)


def test_standard_input(codebook: Codebook) -> None:
    assert one_report(codebook, "-", stdin=io.BytesIO(BODY.encode())).text == BODY
    rows = "\n".join(json.dumps({"text": f"{BODY} {i}"}) for i in range(3))
    assert len(read(codebook, "-", stdin=io.BytesIO(rows.encode()))) == 3


def test_folders_and_patterns_in_order(codebook: Codebook, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", "picture.png"):
        (tmp_path / name).write_text(f"{BODY} {name}")
    names = [Path(item.source or "").name for item in read(codebook, tmp_path)]
    assert names == ["a.txt", "b.txt", "c.txt"]
    assert len(read(codebook, tmp_path / "*.txt")) == 2
    assert count_sources([str(tmp_path)]) == 3


def test_counting_is_cheap_or_not_done(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("{}\n{}\n{}")
    assert count_sources([str(path)]) == 3
    assert count_sources([str(path), "-"]) is None
    assert count_sources(["https://example.org/"]) is None


def test_the_same_page_keeps_its_id_and_a_new_text_gets_a_new_hash(codebook: Codebook, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    one = {"text": BODY, "url": "https://www.example.org/a/?utm_source=x#top"}
    two = {"text": f"{BODY} Four, it said later.", "url": "http://example.org/a"}
    path.write_text(json.dumps(one) + "\n" + json.dumps(two))
    first, second = read(codebook, path)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert first.id == second.id
    assert first.hash != second.hash


def test_nothing_is_read_before_it_is_asked_for(codebook: Codebook, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY)
    found = read_sources([str(path), "-"], codebook=codebook, stdin=None)
    assert isinstance(next(found), Report)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b"Advertisement\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        (b"%PDF-1.7 x", "PDF"),
        (b"abc\x00\x01\x02def", "binary"),
        (bytes(range(128, 256)) * 8, "encoding"),
    ],
)
def test_what_is_no_text(codebook: Codebook, tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert words in one_reason(codebook, path)


def test_windows_text_is_read(codebook: Codebook, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"“{BODY}” – café".encode("cp1252"))
    assert one_report(codebook, path).text == f"“{BODY}” – café"


def test_text_with_a_byte_order_mark_is_read(codebook: Codebook, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"“{BODY}”".encode("utf-16"))
    assert one_report(codebook, path).text == f"“{BODY}”"


def test_a_huge_file(codebook: Codebook, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.write(b"It rained. ")
        stream.seek(200_000_000)
        stream.write(b"x")
    assert "larger than" in one_reason(codebook, path) or "binary" in one_reason(codebook, path)
    path.write_text("It rained. " * 200)
    assert "larger than" in one_reason(codebook, path, limits=Limits(file_bytes=1_000))
    assert "longer than 1,000 characters" in one_reason(codebook, path, limits=Limits(text_chars=1_000))


def test_a_line_that_is_too_long_is_left_out(codebook: Codebook, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": BODY * 500}) + "\n" + json.dumps({"text": BODY}))
    long, good = read(codebook, path, limits=Limits(line_bytes=9_000))
    assert isinstance(long, Unreadable)
    assert isinstance(good, Report)


def test_a_file_of_broken_lines_is_not_told_line_by_line(codebook: Codebook, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("{}\n" * 50)
    found = read(codebook, path, limits=Limits(broken_rows=5))
    assert len(found) == 6
    assert isinstance(found[-1], Unreadable)
    assert found[-1].reason.startswith("45 more lines")


def test_missing_file_empty_pattern_empty_folder(codebook: Codebook, tmp_path: Path) -> None:
    assert "no such file" in one_reason(codebook, tmp_path / "nothing.txt")
    assert "no file fits" in one_reason(codebook, tmp_path / "*.txt")
    assert "no file to read" in one_reason(codebook, tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_without_rights_for_real(codebook: Codebook, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir(mode=0o000)
    assert "no right" in one_reason(codebook, tmp_path / "a")


def test_without_rights(codebook: Codebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "a"
    folder.mkdir()

    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    assert "no right" in one_reason(codebook, folder)
