"""Every error that Grotius raises on purpose. Each message is one sentence: what, where, what to do.

GrotiusError
 +-- SourceError      a report could not be read (exit code 3)
 +-- CodebookError    a mistake in a codebook file (exit code 4)
 +-- RecordError      the record cannot be opened or written (exit code 5)
 |    +-- UnknownId   nothing in the record has this id (exit code 6)
 +-- SettingsError    an option or a setting makes no sense (exit code 2)
 +-- ExportError      what was to leave the house could not be written (exit code 7)
"""

from __future__ import annotations


class GrotiusError(Exception):
    """Base of all; ``exit_code`` is what the command line answers with."""

    exit_code = 1


class SettingsError(GrotiusError):
    exit_code = 2


class SourceError(GrotiusError):
    exit_code = 3


class CodebookError(GrotiusError):
    exit_code = 4


class RecordError(GrotiusError):
    exit_code = 5


class UnknownId(RecordError):
    exit_code = 6


class ExportError(GrotiusError):
    exit_code = 7
