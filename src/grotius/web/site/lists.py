"""Lists of a snapshot: rows laid out on pages of some dozen, each written as soon as it is full."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from grotius.web.site.layout import Layout, Paging
from grotius.web.site.links import list_file
from grotius.web.site.shelf import Shelf

Reports = Callable[[Any], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class ListPage:
    """``rows`` of one page; ``about`` is what the first page shows besides them."""

    rows: tuple[Any, ...]
    about: object | None = None


@dataclass(slots=True)
class RowList:
    """Takes ``total`` rows one by one. ``reports`` tells the report of each row that a page links to."""

    layout: Layout
    shelf: Shelf
    noun: str
    total: int
    reports: Reports
    most: int = 100
    about: object | None = None
    taken: int = 0
    _waiting: list[Any] = field(default_factory=list)

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.most))

    @property
    def page(self) -> int:
        """The number of the page that the next row will stand on."""
        return self.taken // self.most + 1

    def add(self, row: Any) -> None:
        self._waiting.append(row)
        self.taken += 1
        if len(self._waiting) == self.most:
            self._write()

    def close(self) -> None:
        """Write what is left; a list of nothing is a page too."""
        if self._waiting or not self.taken:
            self._write()

    def _write(self) -> None:
        number = max(1, -(-self.taken // self.most))
        paging = Paging(self.noun, number, self.pages, self.total)
        reports = {row: report for one in self._waiting for row, report in self.reports(one).items()}
        view = ListPage(tuple(self._waiting), self.about if number == 1 else None)
        file = list_file(self.noun, number)
        self.shelf.put(file, self.layout.page(f"list_{self.noun}.html", view, file, paging=paging, reports=reports))
        self._waiting = []
