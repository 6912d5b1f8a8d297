"""What the codebook knows of saying: its cues, who may speak, and where."""

from __future__ import annotations

from grotius.codebook import Codebook
from grotius.extract.cues import Cues


class Vocabulary:
    """The codebook's words of saying, made ready once for all reports."""

    def __init__(self, codebook: Codebook) -> None:
        words = {key: frozenset(entry.words) for key, entry in codebook.speaker_words.items()}
        self.cues = Cues(codebook.cues, words["light_verbs"], words["comments"])
        self.persons = words["persons"]
        self.bodies = words["bodies"]
        self.labels = words["labels"]
        self.carriers = words["carriers"]
        self.sums = words["sums"]
        self.watchers = words["watchers"]
        self.generic = words["generic"]
        self.taglines = words["taglines"]
        self.media = words["media"]
        self.papers = frozenset(noun for entry in codebook.cues.values() for noun in entry.speakers)
        self.channels = frozenset(word for entry in codebook.channels.values() for word in entry.words)
        self.outlets = frozenset(
            name.lower().removeprefix("the ")
            for entry in codebook.outlets.values()
            for name in (entry.name, *entry.aliases)
        )
