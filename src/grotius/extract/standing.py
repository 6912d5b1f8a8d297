"""How a place or a time stands in the parse: what it hangs on, and whether it is about something else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from grotius.extract.place_phrase import head_of
from grotius.extract.tree import reports
from grotius.language import Sentence, Token

_FEW = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}


def days_told(tokens: list[Token]) -> int:
    """Of "a day" 1, of "two days" 2, of anything else 0."""
    words = [token.lower for token in tokens]
    if len(words) != 2 or words[1] not in ("day", "days"):
        return 0
    return _FEW.get(words[0], 0)


def days_before(iso: str, days: int) -> str | None:
    try:
        return (date.fromisoformat(iso[:10]) - timedelta(days=days)).isoformat()
    except ValueError:
        return None


def is_saying_over(there: Token, token: Token) -> bool:
    return reports(there) and token is not there and token.is_under(there)


def goes_on(verb: Token) -> bool:
    """ "His troops were entering the town": it went on when it was said."""
    return verb.tag == "VBG" and any(child.lower in ("was", "were") for child in verb.all("aux"))


def is_since_then(since: Token, sentence: Sentence) -> bool:
    following = sentence.tokens[since.i + 1] if since.i + 1 < len(sentence.tokens) else None
    return following is not None and following.lower == "then"


def is_of_part(anchor: Token, token: Token) -> bool:
    """ "Six drones, three of which were over X, one over Y": X and Y are the places of the three and of the one."""
    if anchor is token or token.is_under(anchor):
        return False
    if anchor.pos == "NUM":
        return True
    subject = anchor.child("nsubj", "nsubjpass") if anchor.dep in ("relcl", "conj") else None
    return subject is not None and subject.pos == "NUM" and not token.is_under(anchor)


def is_of_first(anchor: Token, place: Token, token: Token) -> bool:
    """ "A strike on X and the downing of six drones": X is the place of the strike."""
    if anchor.pos != "NOUN":
        return False
    return any(other.i > place.i and (token is other or token.is_under(other)) for other in anchor.all("conj"))


def is_outside_report(anchor: Token, token: Token) -> bool:
    """ "Drones hit X, as the media reported that a refinery burned": the report does not say that it burned in X."""
    for ancestor in token.ancestors():
        if ancestor.dep == "advcl" and reports(ancestor):
            return not anchor.is_under(ancestor)
    return False


def is_in_agent(anchor: Token, token: Token) -> bool:
    """The place is that of the one who acts ("groups based in X fired on Y"), and the word is not part of that."""
    below = anchor
    for ancestor in (anchor, *anchor.ancestors()):
        if below.dep == "nsubj" and ancestor is not below and ancestor.child("dobj", "prep") is not None:
            return not token.is_under(below) and any(child.dep in ("acl", "relcl") for child in below.children)
        below = ancestor
    return False


def outside(tokens: list[Token]) -> Token:
    """The word outside the phrase that it stands with; a preposition is passed over."""
    head = head_of(tokens).head
    while head.pos == "ADP" and head.head is not head:
        head = head.head
    return head


def first_of_row(top: Token) -> Token:
    while top.dep in ("conj", "appos") and top.head is not top:
        top = top.head
    return top


def preposition_of(top: Token) -> Token | None:
    first = first_of_row(top)
    if first.dep == "pobj" and first.head.pos in ("ADP", "SCONJ", "ADV"):
        return first.head
    return None


def noun_chain(token: Token) -> Iterator[Token]:
    yield token
    for ancestor in token.ancestors():
        if ancestor.pos in ("VERB", "AUX") and ancestor.dep not in ("acl", "pcomp"):
            return
        yield ancestor


def flies_from(verb: Token) -> bool:
    """ "Fired from jets flying over X": the jets fly there, however the parser reads it."""
    if verb.tag != "VBG" or verb.dep != "advcl":
        return False
    source = next((child for child in verb.head.all("prep") if child.lower == "from"), None)
    carrier = source.child("pobj") if source is not None else None
    return carrier is not None and carrier.i == verb.i - 1


def is_byline(preposition: Token) -> bool:
    """ "Jane Smith in Kyiv": where the reporter is."""
    return preposition.head.ent == "PERSON" and preposition.dep == "prep"


def belongs_to_person(top: Token) -> bool:
    """ "Ryazan region governor Petrov": the place is part of an office."""
    return top.dep in ("compound", "nmod", "poss") and top.head.ent == "PERSON"
