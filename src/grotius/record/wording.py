"""An outlet and its day, as sentences have them."""

from __future__ import annotations

from grotius.english import day
from grotius.record.rows import Origin


def outlet(origin: Origin) -> str:
    return origin.publisher or origin.report


def headed(origin: Origin) -> str:
    """``Ukrinform, 24 April 2025``."""
    return f"{outlet(origin)}, {day(origin.published) or 'undated'}"
