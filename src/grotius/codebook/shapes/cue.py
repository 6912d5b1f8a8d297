"""Cues of attribution (``cues.yaml``), and what makes a content an act (``acts.yaml``)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from grotius.codebook.shapes.entry import Entry
from grotius.model import Act

Frame = Literal[
    "clause", "quote", "object", "infinitive", "gerund", "rest", "for", "of", "on", "to", "about", "against", "as",
    "into", "over", "from", "with", "at",
]  # fmt: skip


class Cue(Entry):
    """Words that say that somebody says something, and where the content stands beside them."""

    verbs: tuple[str, ...] = Field(default=(), description="lemmas; 'point out' is a verb with its particle")
    nouns: tuple[str, ...] = Field(default=(), description="lemmas of nouns that stand for saying: 'accusation'")
    phrases: tuple[str, ...] = Field(default=(), description="phrases before a speaker: 'according to'")
    content: tuple[Frame, ...] = Field(
        default=(),
        description="where the content may stand: a 'clause', a 'quote', the 'object', an 'infinitive', a 'gerund', "
        "the 'rest' (the object with all that follows it), or after the preposition that is named",
    )
    addressee: Literal["object", "to", "none"] = Field(
        default="none",
        description="who is spoken to: the verb's object or after 'to'; with 'none' nobody is looked for",
    )
    speakers: tuple[str, ...] = Field(
        default=(), description="the only nouns (lemmas) that may speak with this cue; none means that anybody may"
    )
    not_with: tuple[str, ...] = Field(
        default=(), description="lemmas of objects with which the verb has another sense: 'claimed three lives'"
    )
    only_with: tuple[str, ...] = Field(
        default=(), description="lemmas of objects without which the verb says nothing: 'put the toll at nine'"
    )
    act: Act | None = Field(
        default=None, description="the act that the cue alone makes; without one the content decides"
    )


class Channel(Entry):
    """Where something is said: a network, a paper, an occasion."""

    words: tuple[str, ...]


class SpeakerWords(Entry):
    """Nouns for those who speak, by their lemma."""

    words: tuple[str, ...]


class ActRule(Entry):
    """What in a content makes it an act, with a cue that says nothing of it. The first rule that fits counts.

    All conditions that are given must hold for one and the same verb or word.
    """

    act: Act
    cues: tuple[str, ...] = Field(default=(), description="cue entries it is limited to; none means every neutral one")
    lemmas: tuple[str, ...] = Field(default=(), description="lemmas, one of which the content holds")
    phrases: tuple[str, ...] = Field(default=(), description="words in a row, one of which the content holds")
    modals: tuple[str, ...] = Field(
        default=(), description="auxiliaries ('must', 'need to'), one of which stands with the verb"
    )
    subject: Literal["any", "own", "other"] = Field(
        default="any",
        description="the verb's subject: 'own' is the speaker's side (I, we, our, a pronoun in reported speech)",
    )
    reach: Literal["main", "any"] = Field(
        default="main", description="'main': only a main verb of the content or a direct part of its clause counts"
    )
    negated: bool | None = Field(default=None, description="whether the verb must be, or must not be, negated")
