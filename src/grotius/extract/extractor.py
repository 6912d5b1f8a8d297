"""All finders in their order, over one report."""

from __future__ import annotations

from grotius.codebook import Codebook
from grotius.extract.claimants import Claimants
from grotius.extract.dating import Days, settled
from grotius.extract.denials import Denials
from grotius.extract.events import EventFinder
from grotius.extract.figures import FigureFinder
from grotius.extract.interactions import InteractionFinder
from grotius.extract.placing import placed
from grotius.extract.positions import PositionFinder
from grotius.extract.scene import SceneReader
from grotius.extract.scout import Scout
from grotius.extract.statements import StatementFinder, with_talks
from grotius.extract.talks import TalkFinder
from grotius.language import Document, TimeReader
from grotius.model import Extraction, Report, Versions

_ASIDE = "This report is not about a war; it was not read closely."


def not_about_war(extraction: Extraction) -> bool:
    """Whether the words of the report have too little of war to be read closely."""
    return _ASIDE in extraction.notes


class Extractor:
    """Finds every noun in a report's text. Actors and places come out as words; ``ground`` gives them their world."""

    def __init__(self, codebook: Codebook) -> None:
        times = TimeReader(codebook.times)
        self._scout = Scout(codebook)
        self._statements = StatementFinder(codebook, times)
        self._happenings = frozenset(codebook.speaker_words["happenings"].words)
        self._scenes = SceneReader(codebook, times)
        self._events = EventFinder(codebook)
        self._figures = FigureFinder(codebook)
        self._days = Days(codebook)
        self._denials = Denials(codebook)
        self._talks = TalkFinder(codebook, times)
        self._positions = PositionFinder(codebook, times)
        self._interactions = InteractionFinder(codebook, times)

    def extract(self, report: Report, document: Document, versions: Versions, whole: bool = False) -> Extraction:
        """``document`` is the report's text as language; the sentences that matter are parsed on the way.

        ``whole`` reads every sentence of any text, whatever it is about.
        """
        wanted = document.sentences if whole else self._scout.sentences(document)
        if not wanted:
            return Extraction(report, versions, notes=(_ASIDE,))
        document.parse(wanted)
        statements = self._statements.find(document, report.hash)
        claimants = Claimants(statements, document, self._happenings)
        scene = self._scenes.read(document)
        mentions = settled(self._events.find(document, scene, claimants, report.hash), scene.published)
        mentions = placed(mentions, document, scene)
        figures = self._figures.find(document, mentions, scene, claimants, report.hash)
        mentions, figures = self._days.carried(document, scene, mentions, figures)
        talks = self._talks.find(document, claimants, report.hash)
        statements = with_talks(statements, talks)
        positions = self._positions.find(document, statements, claimants, report.hash)
        interactions = self._interactions.find(document, statements, talks, mentions, claimants, report.hash)
        return Extraction(
            report,
            versions,
            tuple(self._denials.added(mentions, statements, document, report.hash)),
            tuple(figures),
            tuple(talks),
            tuple(statements),
            tuple(positions),
            tuple(interactions),
        )
