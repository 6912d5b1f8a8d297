"""Issues (``issues.yaml``) and the words that tell a stance on them (``stances.yaml``)."""

from __future__ import annotations

from pydantic import Field

from grotius.codebook.shapes.entry import Entry
from grotius.model import Act, Stance


class Issue(Entry):
    """What parties take positions on. An entry's id is the issue; add one, and positions on it are found.

    Terms are lemmas, or several words in a row ("military aid"; each a lemma or as written).
    """

    terms: tuple[str, ...] = Field(default=(), description="words that alone name the issue")
    things: tuple[str, ...] = Field(default=(), description="words that name it only as the object of a doing below")
    accepting: tuple[str, ...] = Field(default=(), description="verbs whose doing, with a term or thing, is to accept")
    rejecting: tuple[str, ...] = Field(default=(), description="verbs whose doing, with a term or thing, is to reject")
    threatened: bool = Field(default=False, description="to warn of it is to be ready for it on a condition")
    trades: tuple[str, ...] = Field(default=(), description="nouns of which a thing makes a term: 'the sale of tanks'")
    sub_issues: dict[str, tuple[str, ...]] = Field(default_factory=dict, description="narrower matters and their terms")


class StanceEntry(Entry):
    """Words that tell a stance; the holder is the subject of the verb or the owner of the noun."""

    stance: Stance
    verbs: tuple[str, ...] = Field(default=(), description="lemmas; 'call for' is a verb with its preposition")
    nouns: tuple[str, ...] = Field(default=(), description="nouns with an owner: 'Turkey's objections'")
    people: tuple[str, ...] = Field(default=(), description="nouns for those who hold it: 'opponents in Congress'")
    bare: tuple[str, ...] = Field(default=(), description="nouns that may stand alone for what was told before")
    not_with: tuple[str, ...] = Field(default=(), description="objects with which a verb tells no stance: 'the claim'")
    adjectives: tuple[str, ...] = Field(default=(), description="'is ready to', 'are against'")
    acts: tuple[Act, ...] = Field(default=(), description="acts of a statement that take this stance")
    negated: Stance | None = Field(default=None, description="the stance where the word is negated")
    marks: tuple[str, ...] = Field(default=(), description="for 'conditional': words that open a condition")
    modals: tuple[str, ...] = Field(default=(), description="auxiliaries that make the stance, whatever the verb")
