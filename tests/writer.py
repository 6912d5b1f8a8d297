"""A process that reads prepared reports into a record: for tests that kill it, or run two at once.

``python writer.py RECORD COUNT [FIRST]`` prints the number of each report once that report is committed.
"""

from __future__ import annotations

import sys

from factory import PAVLOHRAD, strike
from grotius.model import Extraction
from grotius.record import Record


def prepared(number: int) -> Extraction:
    return strike(PAVLOHRAD, number % 7, publisher=f"Paper {number}", name=f"page-{number}")


def write(where: str, count: int, first: int = 0) -> None:
    with Record.open(where) as record:
        for number in range(first, first + count):
            extraction = prepared(number)
            if not record.has(extraction.report, extraction.versions):
                record.add(extraction)
                print(number, flush=True)
        record.merge()


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), *map(int, sys.argv[3:]))
