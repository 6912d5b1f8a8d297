"""The whole record, or what a filter lets through, as a folder of pages: each kind of row streamed past once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from grotius.publish.cells import plain
from grotius.publish.package import LICENCE_NOTE, Making, Written, written
from grotius.record import (
    ChangeRow,
    EventRow,
    FigureRow,
    MentionRow,
    PositionRow,
    Record,
    ReportRow,
    SourcedRow,
    StatementRow,
    TalkRow,
    TellingRow,
)
from grotius.record.reading import row_in
from grotius.record.streaming import ids, stream
from grotius.record.whole import contradictions, copies, happenings, histories, members_of, reasons, rows_in
from grotius.version import __version__
from grotius.web.pages.disagreements import dispute
from grotius.web.pages.events import Relative, laid_out
from grotius.web.site import assets, documents
from grotius.web.site.layout import Layout, Snapshot
from grotius.web.site.links import Addresses, page_file
from grotius.web.site.lists import RowList
from grotius.web.site.matrix import Matrix
from grotius.web.site.overview import Overview
from grotius.web.site.search import SearchIndex, script
from grotius.web.site.shelf import MANIFEST, Shelf, shelf
from grotius.web.site.told import (
    Census,
    FoundInReport,
    PublishedReport,
    PublishedTalk,
    TellingOfTalk,
    claims_of,
    reports_of,
)
from grotius.web.site.tracks import Tracks
from grotius.web.words import title, title_of

OnRows = Callable[[str, int, int], None]
Families = Mapping[str, Sequence[tuple[str, str | None]]]
_MOST_COPIES = 20
_MOST_DISPUTES = 1_000
_MOST_NAMES = 5_000
_MOST_COMPARED = 50
_TAKEN_BACK = ("report changed", "event merged", "event gone")


def write_site(record: Record, making: Making, folder: Path, on_rows: OnRows | None = None) -> list[Written]:
    """Write all pages into ``folder``. The answer names the first page and the list of all files with their hashes."""
    with shelf(folder) as files:
        site = _Site(record, making, files, on_rows or (lambda source, done, total: None))
        site.write()
    first = written(folder / "index.html", None, "text/html", site.rows)
    return [first, written(folder / MANIFEST, None, "text/plain", 0)]


@dataclass(slots=True)
class _Site:
    """One snapshot in the making."""

    record: Record
    making: Making
    shelf: Shelf
    on_rows: OnRows
    rows: int = 0
    _tracks: Tracks = field(default_factory=Tracks)
    _census: Census = field(default_factory=Census)
    _mentioned: set[str] = field(default_factory=set)
    _layout: Layout = field(init=False)
    _search: SearchIndex = field(init=False)
    _totals: dict[str, int] = field(default_factory=dict)

    def write(self) -> None:
        wanted = self.making.wanted
        happened = {*ids(self.record, "events", wanted), *ids(self.record, "talks", wanted)}
        told = ids(self.record, "reports", self.making.asking("reports"))
        self._layout = Layout(Addresses({*happened, *told}), _snapshot(self.making))
        self._search = SearchIndex(self.shelf)
        self._events()
        self._talks()
        self._statements()
        self._positions()
        self._reports(happened)
        self._disputes()
        self._changes(happened)
        self._names()
        self._search.close()
        self._front()

    # -- streams ------------------------------------------------------------------------------------------------

    def _stream(self, source: str) -> Iterator[tuple[Sequence[Any], int]]:
        """Rows some hundred at a time, and how many there are in all."""
        done = 0
        for page in stream(self.record, source, self.making.asking(source)):
            yield page.rows, page.total
            done += len(page)
            self.on_rows(source, done, page.total)

    def _list(self, noun: str, total: int, reports: Callable[[Any], Mapping[str, str]]) -> RowList:
        self._totals[noun] = total
        return RowList(self._layout, self.shelf, noun, total, reports)

    def _in_list(
        self, source: str, reports: Callable[[Any], Mapping[str, str]], each: Callable[[Sequence[Any], RowList], None]
    ) -> None:
        """All rows of a source onto a list, each handful looked at by ``each`` first."""
        made: RowList | None = None
        for rows, total in self._stream(source):
            made = made or self._list(source, total, reports)
            each(rows, made)
            self.rows += len(rows)
        (made or self._list(source, 0, reports)).close()

    # -- happenings ---------------------------------------------------------------------------------------------

    def _events(self) -> None:
        self._in_list("events", claims_of, self._some_events)

    def _some_events(self, rows: Sequence[EventRow], listed: RowList) -> None:
        as_of = self.making.wanted.as_of
        names = [row.id for row in rows]
        members = members_of(self.record, names, as_of)
        changed = histories(self.record, names, as_of)
        why = reasons(self.record, rows, members, as_of)
        disputed = contradictions(self.record, rows, as_of)
        near = {other for row in rows for other in (*row.parts, *([row.parent] if row.parent else []))}
        known = {name: title_of(one) for name, one in happenings(self.record, near, as_of).items()}
        for row in rows:
            self._tracks.event(row, listed.page)
            listed.add(row)
            self._search.add(documents.of_event(row))
            self._mentioned.update(source.report for source in row.sources)
            behind = members.get(row.id, ())
            view = laid_out(
                row,
                contradictions=disputed[row.id],
                mentions=tuple(one for one in behind if isinstance(one, MentionRow)),
                figures=tuple(one for one in behind if isinstance(one, FigureRow)),
                statements=tuple(one for one in behind if isinstance(one, StatementRow)),
                relatives=tuple(_relatives(row, known)),
                why=tuple(why.get(row.id, ())[:_MOST_COMPARED]),
                history=tuple(changed.get(row.id, ())),
            )
            self._put("event.html", view, page_file(row.id), {**claims_of(row), **reports_of(behind)})

    def _talks(self) -> None:
        self._in_list("talks", lambda row: {}, self._some_talks)

    def _some_talks(self, rows: Sequence[TalkRow], listed: RowList) -> None:
        as_of = self.making.wanted.as_of
        names = [row.id for row in rows]
        members = members_of(self.record, names, as_of)
        changed = histories(self.record, names, as_of)
        why = reasons(self.record, rows, members, as_of)
        for row in rows:
            self._tracks.talk(row)
            listed.add(row)
            self._search.add(documents.of_talk(row))
            self._mentioned.update(source.report for source in row.sources)
            behind = members.get(row.id, ())
            view = PublishedTalk(
                row,
                title(row),
                tuple(TellingOfTalk.of(one) for one in behind if isinstance(one, TellingRow)),
                tuple(one for one in behind if isinstance(one, StatementRow)),
                tuple(why.get(row.id, ())[:_MOST_COMPARED]),
                tuple(changed.get(row.id, ())),
            )
            self._put("talk.html", view, page_file(row.id), reports_of(behind))

    # -- what was said ------------------------------------------------------------------------------------------

    def _statements(self) -> None:
        def some(rows: Sequence[StatementRow], listed: RowList) -> None:
            for row in rows:
                self._tracks.statement(row)
                listed.add(row)
                self._search.add(documents.of_statement(row))
                self._mentioned.add(row.origin.report)

        self._in_list("statements", lambda row: reports_of([row]), some)

    def _positions(self) -> None:
        matrix = Matrix()

        def some(rows: Sequence[PositionRow], listed: RowList) -> None:
            for row in rows:
                matrix.add(row)
                listed.add(row)
                self._search.add(documents.of_position(row))
                self._mentioned.add(row.origin.report)

        self._in_list("positions", lambda row: reports_of([row]), some)
        self._put("matrix.html", matrix.view(), "positions-matrix.html", matrix.reports())

    # -- reports ------------------------------------------------------------------------------------------------

    def _reports(self, happened: set[str]) -> None:
        """Each report with the rows found in it. Under a filter only those reports and rows that it lets through."""
        allowed = self._allowed()
        listed: RowList | None = None
        families = copies(self.record, self.making.wanted.as_of)
        for rows, total in self._stream("reports"):
            kept = [row for row in rows if allowed is None or row.id in self._mentioned]
            listed = listed or self._list("reports", total if allowed is None else len(self._mentioned), _itself)
            found = rows_in(self.record, [row.id for row in kept], self.making.wanted.as_of)
            for row in kept:
                mine = [one for one in found.get(row.id, ()) if _is_told(one, allowed, happened)]
                self._one_report(row, mine, families)
                listed.add(row)
            self.rows += len(kept)
        (listed or self._list("reports", 0, _itself)).close()

    def _one_report(self, row: ReportRow, found: Sequence[SourcedRow], families: Families) -> None:
        for one in found:
            self._census.count(one)
        self._search.add(documents.of_report(row))
        others = tuple((name, outlet or name) for name, outlet in families.get(row.family, ()) if name != row.id)
        view = PublishedReport(row, tuple(map(FoundInReport.of, found)), others[:_MOST_COPIES])
        self._put("report.html", view, page_file(row.id), {})

    def _allowed(self) -> set[str] | None:
        """The rows of reports that the filter lets through; ``None`` where it lets all through."""
        if not self.making.is_narrow:
            return None
        kinds = ("mentions", "figures", "statements", "positions", "interactions")
        return {name for kind in kinds for name in ids(self.record, kind, self.making.wanted)}

    # -- the rest -----------------------------------------------------------------------------------------------

    def _disputes(self) -> None:
        found = self.record.disagreements(replace(self.making.wanted, limit=_MOST_DISPUTES))
        self._totals["all disagreements"] = found.total
        listed = self._list("disagreements", len(found), lambda one: _claims(one.row))
        for row in found:
            listed.add(dispute(row))
        listed.close()

    def _changes(self, happened: set[str]) -> None:
        """What people decided, and what the machine took back; not each row that was read."""
        rows = [row for row in _changed(self.record, self.making) if self._concerns(row, happened)]
        listed = self._list("changes", len(rows), lambda row: {})
        for row in reversed(rows):
            listed.add(row)
        listed.close()

    def _concerns(self, row: ChangeRow, happened: set[str]) -> bool:
        if row.kind != "person" and row.what not in _TAKEN_BACK:
            return False
        return not self.making.is_narrow or row.target in happened or row.target in self._mentioned

    def _names(self) -> None:
        for noun, found in (("actors", self._census.actors()), ("places", self._census.places())):
            listed = self._list(noun, min(len(found), _MOST_NAMES), lambda row: {})
            for row in found[:_MOST_NAMES]:
                listed.add(row)
            listed.close()

    def _front(self) -> None:
        self._tracks.close()
        disputes = self.record.disagreements(replace(self.making.wanted, limit=5))
        front = Overview.of(self._tracks, self._totals, disputes.rows)
        claims = {name: report for row in disputes for name, report in _claims(row).items()}
        self._put("overview.html", front, "index.html", claims)
        self._put("about.html", front, "about.html", {})
        self._put("search.html", front, "search.html", {})
        self.shelf.put("data/overview.js", f"grotius.draw({script(self._tracks.drawing())});\n")
        for file, data in assets.files():
            self.shelf.put_bytes(file, data)

    def _put(self, template: str, view: object, file: str, reports: Mapping[str, str]) -> None:
        self.shelf.put(file, self._layout.page(template, view, file, reports=reports))


def _snapshot(making: Making) -> Snapshot:
    return Snapshot(
        title=plain(making.title),
        version=making.version,
        day=(making.standing.at or "")[:10],
        citation=making.citation,
        licence=LICENCE_NOTE,
        program=__version__,
        rule=making.rule,
        filter=tuple((name, plain(value)) for name, value in making.filter.items()),
    )


def _relatives(row: EventRow, titles: Mapping[str, str]) -> Iterable[Relative]:
    if row.parent is not None:
        yield Relative("part of", row.parent, titles.get(row.parent, row.parent))
    yield from (Relative("part", part, titles.get(part, part)) for part in row.parts)


def _is_told(row: SourcedRow, allowed: set[str] | None, happened: set[str]) -> bool:
    if any(verdict.decision == "reject" for verdict in row.verdicts[-1:]):
        return False
    return allowed is None or row.event in happened or row_in(row).id in allowed


def _itself(row: ReportRow) -> Mapping[str, str]:
    return {}


def _claims(row: Any) -> Mapping[str, str]:
    return {claim.figure.id: claim.report for claim in row.claims}


def _changed(record: Record, making: Making) -> Iterator[ChangeRow]:
    cursor: str | None = None
    until = making.standing.at
    while until is not None:
        page = record.changes(None, limit=1_000, cursor=cursor, as_of=until)
        yield from page
        cursor = page.next
        if cursor is None:
            return
