"""Get reports in. In come files, folders, patterns, web addresses and standard input; out go ``Report`` values.

A report's text is cleaned of what a web page left in it, with a map back to the text as received: for plain text and
JSON the text itself, for a page or a feed the words taken out of its markup. What cannot be read comes out as an
``Unreadable`` with one sentence, and never stops the rest. This room never looks for events, never guesses a date of
publication, and never asks a private network.
"""

from grotius.reports.assemble import Assembler
from grotius.reports.clean import Cleaner
from grotius.reports.copies import families, shared, signature
from grotius.reports.found import Draft, Unreadable
from grotius.reports.limits import Limits
from grotius.reports.offsets import to_clean, to_raw
from grotius.reports.outlets import Outlets
from grotius.reports.sources import count_sources, read_sources

__all__ = [
    "Assembler",
    "Cleaner",
    "Draft",
    "Limits",
    "Outlets",
    "Unreadable",
    "count_sources",
    "families",
    "read_sources",
    "shared",
    "signature",
    "to_clean",
    "to_raw",
]
