"""A snapshot of the record as plain files: pages, map, time line and search that open from a folder, without a server.

In come the rows that a filter lets through, streamed; out go pages laid out by the live site's templates, with relative
links, no forms and nothing from elsewhere. Reports are quoted sentence by sentence, never whole: their texts belong to
their publishers.
"""

from grotius.web.site.writer import write_site

__all__ = ["write_site"]
