"""Kinds of talk (``talks.yaml``) and the words that tell their status (``talk_status.yaml``)."""

from __future__ import annotations

from pydantic import Field

from grotius.codebook.shapes.entry import Entry
from grotius.model import TalkKind, TalkStatus


class TalkEntry(Entry):
    """A kind of talk by its nouns and verbs. Verbs may be written with their preposition ("meet with")."""

    kind: TalkKind
    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    needs: int = Field(default=1, description="how many participants must be named at least")
    persons: TalkKind | None = Field(default=None, description="the kind it is where all who take part are persons")
    person_subject: bool = Field(default=False, description="the verb's subject must be a person or a body")
    guest: bool = Field(default=False, description="the verb's object must be a person of whom nothing more is said")
    deal: bool = Field(
        default=False, description="the nouns are what is struck ('a truce'), and need a verb of striking"
    )
    not_with: tuple[str, ...] = Field(
        default=(), description="words beside the noun that make it another thing ('press')"
    )


class TalkStatusEntry(Entry):
    """Words that tell whether a talk was held. Tried in the order of the file."""

    status: TalkStatus
    verbs: tuple[str, ...] = Field(default=(), description="lemmas of verbs or nouns above the talk")
    adjectives: tuple[str, ...] = Field(default=(), description="words that stand with the talk's noun")
    prepositions: tuple[str, ...] = Field(default=(), description="words before the talk's noun")
    modals: tuple[str, ...] = Field(default=(), description="auxiliaries of the talk's verb")
    new_time: tuple[str, ...] = Field(
        default=(), description="prepositions behind the verb: only with a time behind one, which is then the talk's"
    )
