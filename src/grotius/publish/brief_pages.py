"""A brief as Markdown, and as one HTML file that prints well. Words of reports are text here, never markup."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from grotius.publish.brief import Brief, Note, Section, Sentence
from grotius.publish.cells import plain
from grotius.publish.feeds import web_url
from grotius.publish.package import LICENCE_NOTE
from grotius.publish.phrases import capital

_NOTHING = "Nothing in the record."
_SPECIAL = frozenset("\\`*_{}[]()<>#+-!|~&$^")


def to_markdown(brief: Brief) -> str:
    """Markdown with footnotes (``[^1]``), as most readers of it know them."""
    lines = [f"# {_md(brief.title)}", ""]
    for section in brief.sections:
        lines += [f"## {section.title}", ""]
        lines += _sentences_md(brief, section)
        lines += ["", *_rest_md(section), ""] if section.sentences else [_NOTHING, ""]
    lines += ["## Sources", ""]
    lines += [f"[^{number}]: {_note_md(note)}" for number, note in enumerate(brief.notes, 1)]
    lines += ["", _md(brief.citation), "", _md(LICENCE_NOTE)]
    return "\n".join(lines).replace("\n\n\n", "\n\n").rstrip() + "\n"


def _sentences_md(brief: Brief, section: Section) -> Iterator[str]:
    for about, told in groupby(section.sentences, key=lambda sentence: sentence.about):
        if about:
            yield f"- {_md(about)}:"
        for one in told:
            yield f"{'  ' if about else ''}- {_md(capital(one.rest))}{_marks_md(brief, one)}"


def _rest_md(section: Section) -> list[str]:
    return [f"{section.left_out:,} more are in the record."] if section.left_out else []


def _marks_md(brief: Brief, sentence: Sentence) -> str:
    return "".join(f"[^{number}]" for number, _ in brief.notes_of(sentence))


def _note_md(note: Note) -> str:
    url = web_url(note.url)
    return f"{_md(_head(note))}: “{_md(note.words)}” `{note.row}`{f' <{url}>' if url else ''}"


def _head(note: Note) -> str:
    return ", ".join(filter(None, (note.outlet, plain(note.published)[:16])))


def _md(text: str) -> str:
    """One line in which no character means anything to Markdown; hyphens inside words stay as they are."""
    told = plain(text)
    return "".join(
        f"\\{char}" if char in _SPECIAL and not _harmless(told, at) else char for at, char in enumerate(told)
    )


def _harmless(text: str, at: int) -> bool:
    """A hyphen, bracket or plus that cannot begin anything: not at the start, and for brackets not square ones."""
    return text[at] in "-()+!#" and at > 0


def to_html(brief: Brief) -> str:
    """A whole page without scripts or anything from elsewhere."""
    return "\n".join(_page(brief)) + "\n"


def _page(brief: Brief) -> Iterator[str]:
    yield "<!doctype html>"
    yield f'<html lang="en"><head><meta charset="utf-8"><title>{_html(brief.title)}</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<style>{_STYLE}</style></head><body><main><h1>{_html(brief.title)}</h1>"
    for section in brief.sections:
        yield f"<section><h2>{_html(section.title)}</h2>"
        yield from _section(brief, section)
        yield "</section>"
    yield '<section class="sources"><h2>Sources</h2><ol>'
    for number, note in enumerate(brief.notes, 1):
        yield f'<li id="n{number}">{_note(note)}</li>'
    yield "</ol></section></main>"
    yield f"<footer><p>{_html(brief.citation)}</p><p>{_html(LICENCE_NOTE)}</p></footer></body></html>"


def _section(brief: Brief, section: Section) -> Iterator[str]:
    if not section.sentences:
        yield f"<p>{_NOTHING}</p>"
        return
    yield "<ul>"
    for about, told in groupby(section.sentences, key=lambda sentence: sentence.about):
        if about:
            yield f"<li><bdi>{_html(about)}</bdi>:<ul>"
        for one in told:
            marks = ", ".join(f'<a href="#n{number}">{number}</a>' for number, _ in brief.notes_of(one))
            yield f"<li><bdi>{_html(capital(one.rest))}</bdi>&nbsp;<sup>{marks}</sup></li>"
        if about:
            yield "</ul></li>"
    yield "</ul>"
    if section.left_out:
        yield f"<p>{section.left_out:,} more are in the record.</p>"


def _note(note: Note) -> str:
    head = _html(_head(note))
    url = web_url(note.url)
    head = f'<a href="{_html(url)}" rel="noreferrer">{head}</a>' if url else head
    return f"{head}: <q><bdi>{_html(note.words)}</bdi></q> <code>{_html(note.row)}</code>"


def _html(text: str) -> str:
    return escape(plain(text), quote=True)


_STYLE = """
body{font:11pt/1.45 Georgia,"Times New Roman",serif;color:#1a1a1a;background:#fff;margin:0}
main,footer{max-width:42rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem;line-height:1.2;margin:1rem 0}
h2{font-size:1.1rem;border-bottom:1px solid #999;margin:1.5rem 0 .5rem}
li{margin:.3rem 0;overflow-wrap:anywhere}
sup{font-size:.7em;line-height:0}
a{color:#174a7c}
.sources,footer{font-size:.85rem}
code{font-size:.8em;color:#555}
footer{border-top:1px solid #999;color:#444}
@media screen and (prefers-color-scheme:dark){body{color:#ddd;background:#161616}a{color:#8ab4e8}
code,footer{color:#aaa}}
@page{size:A4;margin:20mm 18mm}
@media print{body{font-size:10pt}main,footer{max-width:none;padding:0}a{color:inherit;text-decoration:none}
h2{break-after:avoid}li{break-inside:avoid}}
"""
