"""Whether a talk was held, goes on, is planned, was called off or refused: read from the words around it."""

from __future__ import annotations

from grotius.codebook.shapes.talk import TalkStatusEntry
from grotius.extract.phrases import is_negated
from grotius.language import Token
from grotius.model import TalkStatus, Time

LIGHT = frozenset(
    "hold have host attend begin start continue conclude convene take open resume end join organise organize arrange "
    "plan conduct be come go make pay lead chair open postpone cancel propose schedule refuse reject discuss involve "
    "describe call hail include set dominate expect follow mark mediate broker sponsor facilitate lead".split()
)
_WITHIN = frozenset({"in", "at", "for", "during"})
_MOST_ABOVE = 4
_AHEAD = frozenset({"due", "likely", "ready"})
_AHEAD_MODALS = frozenset({"will", "would", "wo", "'ll"})
_HAPPENS = frozenset({"happen", "proceed", "occur", "hold", "convene"})
_DENYING = frozenset({"deny", "refute", "dismiss", "reject"})
_VERBAL = ("VERB", "AUX")
# "The leader, who met the envoy, allowed talks": nothing governs a verb that has its own tense.
_FINITE = ("VBD", "VBZ", "VBP")


class StatusReader:
    """Reads from the words around a talk whether it was held."""

    def __init__(self, entries: list[TalkStatusEntry]) -> None:
        self._entries = [entry for entry in entries if not entry.new_time]
        self._moving = [entry for entry in entries if entry.new_time]

    def moved_to(self, token: Token, is_noun: bool) -> Token | None:
        """The preposition behind which the new time of a talk stands: "has been postponed to 18 May"."""
        for verb in _verbs_above(token) if is_noun else ():
            behind = {word for entry in self._moving if _lemmas(verb) & set(entry.verbs) for word in entry.new_time}
            found = next((word for word in _hanging_on(verb) if word.dep == "prep" and word.lower in behind), None)
            if found is not None:
                return found
        return None

    def of(self, token: Token, is_noun: bool, time: Time | None, published: str | None) -> TalkStatus | None:
        """The status, or None where the words say that no such talk was."""
        verb = _governor(token) if is_noun else token
        above = _above(token) if is_noun or token.tag not in _FINITE else set()
        modals = {child.lower for each in _with_first(verb) for child in each.children if child.dep == "aux"}
        beside = {child.lower for child in token.children if child.dep in ("amod", "compound", "nummod", "det")}
        before = _before(token)
        ahead = {child.lemma for child in token.children if child.dep in ("amod", "acl", "relcl")}
        if is_noun and any(_is_off(each, token) for each in _verbs_above(token)):
            return "cancelled"
        if verb is not None and is_negated(verb) and not above & set(self._entries[0].verbs):
            return None
        if _goes_on(verb):
            return "ongoing"
        for entry in self._entries:
            if (
                above & set(entry.verbs)
                or modals & set(entry.modals)
                or ahead & set(entry.verbs)
                or beside & set(entry.adjectives)
                or before & set(entry.prepositions)
            ):
                return "planned" if entry.status == "cancelled" and _is_denied(verb) else entry.status
        return _by_tense(verb, time, published)


def _is_off(verb: Token, talk: Token) -> bool:
    """ "The talks will not take place", told of the talks themselves; "will not be easy" calls nothing off."""
    ahead = any(child.lower in _AHEAD_MODALS for child in verb.children if child.dep == "aux")
    subject = verb.child("nsubj", "nsubjpass")
    own = talk.dep in ("nsubj", "nsubjpass") and (talk.head is verb or (subject is None and verb.is_under(talk.head)))
    return ahead and own and is_negated(verb) and _happens(verb)


def _happens(verb: Token) -> bool:
    if verb.lemma in ("take", "go"):
        return any(child.lower in ("place", "ahead") for child in verb.children)
    return verb.lemma in _HAPPENS


def _is_denied(verb: Token | None) -> bool:
    """ "Denied that the talks had been cancelled": they are still to come."""
    return verb is not None and verb.dep == "ccomp" and verb.head.lemma in _DENYING and not is_negated(verb.head)


def _goes_on(verb: Token | None) -> bool:
    """ "Are expected to last two hours" tells of talks that have begun; "are to last" of talks to come."""
    length = verb.child("xcomp") if verb is not None and verb.lemma != "be" else None
    return length is not None and length.lemma in ("last", "run", "continue", "resume")


def _with_first(verb: Token | None) -> list[Token]:
    """The verb, and the one that it is coordinated with ("should decide and start talks")."""
    if verb is None:
        return []
    return [verb, verb.head] if verb.dep == "conj" and verb.child("nsubj", "aux") is None else [verb]


def _by_tense(verb: Token | None, time: Time | None, published: str | None) -> TalkStatus:
    if time is not None and time.start is not None and published is not None and time.start[:10] > published[:10]:
        return "planned"
    if verb is None:
        return "held"
    if verb.tag == "VBG" and any(
        child.lower in ("is", "are", "'s", "’s") for child in verb.children if child.dep == "aux"
    ):
        return "ongoing"
    if any(child.lower == "to" for child in verb.children if child.dep == "aux") and verb.tag == "VB":
        return "planned"
    if verb.tag in ("VBZ", "VBP") and verb.lemma in ("meet", "visit", "travel", "host", "hold"):
        return "ongoing" if time is not None and time.grain == "week" else "planned"
    if verb.lemma == "be" and verb.tag in ("VBZ", "VBP"):
        return "planned" if _is_to(verb) else "ongoing"
    return "held"


def _is_to(be: Token) -> bool:
    """ "The talks are to deal with a truce"."""
    return any(word.lower == "to" for child in be.all("xcomp") for word in child.all("aux"))


def _governor(noun: Token) -> Token | None:
    """The verb that says what becomes of a talk: "held", "will take place", or the verb of its occasion's clause."""
    above = noun.head
    if above.dep == "prep" or above.pos == "ADP":
        return (
            next((each for each in above.ancestors() if each.pos in _VERBAL), None) if above.lower in _WITHIN else None
        )
    return next((each for each in noun.ancestors() if each.pos in _VERBAL), None)


def _above(token: Token) -> set[str]:
    """Lemmas of what governs the talk directly: light verbs, "expected to", "refusal to"."""
    found: set[str] = set()
    for depth, each in enumerate(token.ancestors()):
        if depth >= _MOST_ABOVE or (each.dep == "prep" and each.lower not in ("of", "to", "for")):
            break
        found |= _lemmas(each)
        if each.dep == "prep" and each.lower == "for":
            found.add(f"{each.head.lemma}-for")  # "called for a meeting"
        found.update(child.lemma for child in each.all("acomp") if child.lemma in _AHEAD)  # "is due there for talks"
        if (
            each.pos in _VERBAL
            and each.lemma not in LIGHT
            and each.dep in ("ROOT", "ccomp", "advcl", "relcl")
            and depth
        ):
            break
        if each.dep in ("advcl", "relcl", "ccomp", "parataxis"):
            break
    return found


def _verbs_above(noun: Token) -> list[Token]:
    """The verbs over a talk, and the clause that the parser hangs on a participle it took for one of them
    ("the meeting planned for Monday has been postponed")."""
    above = [each for each in list(noun.ancestors())[:_MOST_ABOVE] if each.pos in _VERBAL]
    nearest = above[0] if above else None
    if nearest is None:
        return []
    hung = ["ccomp"] if nearest.child("cc") is not None else ["ccomp", "conj"]
    return above + [child for dep in hung for child in nearest.all(dep)]


def _hanging_on(verb: Token) -> list[Token]:
    """What hangs on a verb or on its particle ("pushed back to June")."""
    children = list(verb.children)
    return children + [below for child in children if child.dep in ("advmod", "prt") for below in child.children]


def _lemmas(word: Token) -> set[str]:
    """ "Put off" is another verb than "put"."""
    particle = word.child("prt")
    return {word.lemma} if particle is None else {word.lemma, f"{word.lemma}-{particle.lower}"}


def _before(noun: Token) -> set[str]:
    found = {noun.head.lower} if noun.head.dep == "prep" else set()
    if noun.head.dep == "prep" and noun.head.head.lower == "ahead":
        found.add("ahead")
    if noun.head.lower in ("following", "after", "before"):
        found.add(noun.head.lower)
    return found
