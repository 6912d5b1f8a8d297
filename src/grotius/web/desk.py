"""What every page needs: the record, who sits before it, and answers kept while the record does not change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any, Protocol, TypeVar

from grotius.record import Record
from grotius.record.facets import LastWrite, last_write
from grotius.web.visitor import Visitor

T = TypeVar("T")
_MOST_KEPT = 200


class Diary(Protocol):
    """Keeps account of what people do."""

    def writes(self, visitor: Visitor, action: str, target: str, detail: str = "") -> AbstractContextManager[None]:
        """What is done inside is noted before and after."""
        ...

    def looks(self, visitor: Visitor, item: str) -> None:
        """They have this item of the review on the desk."""
        ...


class NoDiary:
    """One person alone: the record's own history is enough."""

    def writes(self, visitor: Visitor, action: str, target: str, detail: str = "") -> AbstractContextManager[None]:
        return nullcontext()

    def looks(self, visitor: Visitor, item: str) -> None:
        """Nobody else is there to see it."""


@dataclass(slots=True)
class Desk:
    """``visitor`` is who sits before it, and signs decisions."""

    record: Record
    visitor: Visitor
    diary: Diary = field(default_factory=NoDiary)
    _kept: OrderedDict[tuple[int, object], Any] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def for_(self, visitor: Visitor) -> Desk:
        """The same desk, with the same answers kept, for another person."""
        return replace(self, visitor=visitor)

    def written(self) -> LastWrite:
        return last_write(self.record)

    def kept(self, question: object, answer: Callable[[], T]) -> T:
        """The answer, or the one given before if nothing was written since."""
        key = (self.written().number, question)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
        made = answer()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return made
