"""What every page needs: the record, who sits before it, and answers kept while the record does not change."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from grotius.record import Record
from grotius.record.facets import LastWrite, last_write

T = TypeVar("T")
_MOST_KEPT = 200


@dataclass(slots=True)
class Desk:
    """``reviewer`` signs the decisions; ``token`` proves that a form came from one of our pages."""

    record: Record
    reviewer: str
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _kept: OrderedDict[tuple[int, object], Any] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

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
