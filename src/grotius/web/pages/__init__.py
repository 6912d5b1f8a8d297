"""The pages: one file for each noun, each with the view it shows. A view is frozen and knows no HTML."""

from grotius.web.pages.about import ABOUT
from grotius.web.pages.actors import ACTOR, ACTORS
from grotius.web.pages.changes import CHANGES
from grotius.web.pages.codebook import CODEBOOK, CODEBOOK_KIND
from grotius.web.pages.disagreements import DISAGREEMENTS
from grotius.web.pages.download import DOWNLOAD
from grotius.web.pages.events import EVENT, EVENTS
from grotius.web.pages.overview import OVERVIEW
from grotius.web.pages.places import PLACE, PLACES
from grotius.web.pages.positions import POSITIONS
from grotius.web.pages.reports import REPORT, REPORTS
from grotius.web.pages.review import REVIEW
from grotius.web.pages.rows import FIGURES, ROW, STATEMENTS
from grotius.web.pages.talks import TALK, TALKS

PAGES = (
    OVERVIEW,
    EVENTS,
    EVENT,
    TALKS,
    TALK,
    DISAGREEMENTS,
    STATEMENTS,
    FIGURES,
    POSITIONS,
    REPORTS,
    REPORT,
    ACTORS,
    ACTOR,
    PLACES,
    PLACE,
    CHANGES,
    CODEBOOK,
    CODEBOOK_KIND,
    REVIEW,
    DOWNLOAD,
    ABOUT,
    ROW,
)

__all__ = ["PAGES"]
