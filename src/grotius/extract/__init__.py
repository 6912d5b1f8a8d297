"""Extract: what a report tells of fighting and of talking, as words.

In comes a report's document; out go mentions, figures, talks, statements, positions and interactions, each with the
spans of its words. One file finds one thing, by the codebook's tables over the dependency parse. This room never looks
anything up in the world: actors and places leave it as naming phrases, and ``ground`` says whom and where they mean.
"""

from grotius.extract.extractor import Extractor, not_about_war
from grotius.extract.scout import Scout

__all__ = ["Extractor", "Scout", "not_about_war"]
