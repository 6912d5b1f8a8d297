"""Who holds which office when, and for whom an actor stands: look-ups in the codebook's actors."""

from __future__ import annotations

from grotius.codebook import Codebook
from grotius.codebook.shapes.actors import ActorEntry, Office
from grotius.folding import fold, without_type
from grotius.model import Side

_SPELLINGS = {
    "defense": "defence",
    "organization": "organisation",
    "center": "centre",
    "secretarygeneral": "secretary",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "chairwoman": "chairman",
    "chairperson": "chairman",
}
_HEADS = ("president", "prime minister", "chancellor", "supreme leader", "leader", "king", "emir", "head of state")
_HEAD_WORDS = frozenset({"leader", "head of state", "ruler", "strongman", "head", "chief", "boss"})
_SAME = {
    "secretary of defence": "defence secretary",
    "secretary of state": "secretary of state",
    "minister of foreign affairs": "foreign minister",
    "foreign affairs minister": "foreign minister",
    "top diplomat": "foreign minister",
    "chief diplomat": "foreign minister",
    "diplomacy chief": "foreign minister",
    "foreign affairs chief": "foreign policy chief",
    "high representative": "foreign policy chief",
    "high representative for foreign affairs": "foreign policy chief",
    "external affairs minister": "foreign minister",
    "minister of defence": "defence minister",
    "minister of internal affairs": "interior minister",
    "minister of the interior": "interior minister",
    "secretary general": "secretary general",
    "pm": "prime minister",
    "premier": "prime minister",
    "prime": "prime minister",
    "press secretary": "spokesman",
    "envoy": "special envoy",
    "army chief": "commander in chief",
    "governor": "governor",
}
_HEADS_OF_BODIES = frozenset("head chief director commander chairman minister secretary chair president".split())
#: How one office is called elsewhere.
_LIKE = {"foreign minister": ("foreign policy chief", "foreign secretary", "secretary of state"),
         "defence minister": ("defence secretary",)}  # fmt: skip
_LONGEST_CHAIN = 5


def spell(words: str) -> str:
    """Folded, in British spelling: "Defense Ministry" is "defence ministry"."""
    return " ".join(_SPELLINGS.get(word, word) for word in fold(words).split())


def title_key(title: str) -> str:
    """One form for the ways to call an office."""
    plain = spell(title)
    return _SAME.get(plain, plain)


def is_head_word(title: str) -> bool:
    """ "leader", "chief": whoever leads, whatever the office is called."""
    return title_key(title) in _HEAD_WORDS


class Offices:
    """Office-holders by body and title, at a date."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._by_title: dict[str, list[tuple[str, Office]]] = {}
        self._by_body: dict[str, list[tuple[str, str, Office]]] = {}
        self._bodies: dict[str, list[tuple[str, str]]] = {}
        self._fields: set[str] = set()
        self.titles: set[str] = set(_SAME) | set(_HEADS) | _HEAD_WORDS
        for key, actor in codebook.actors.items():
            for office in actor.offices:
                title = title_key(office.title)
                self.titles |= {title, spell(office.title)}
                self._fields |= set(title.split())
                self._by_title.setdefault(without_type(spell(office.title)), []).append((key, office))
                if office.of:
                    self._by_body.setdefault(office.of, []).append((title, key, office))
            for name in actor.context_names:
                self._bodies.setdefault(spell(name), []).append((actor.of or key, key))

    def actor(self, key: str) -> ActorEntry:
        return self._codebook.actors[key]

    def holder(self, body: str, title: str, date: str | None) -> list[str]:
        """Keys of those who hold the office of a body, or one of what belongs to it, at the date."""
        wanted = title_key(title)
        if wanted in _HEAD_WORDS:
            return self._head(body, date)
        for name in (wanted, *_LIKE.get(wanted, ())):
            held = [(called, key) for called, key, office in self._offices(body) if holds_at(office, date)]
            exact = [key for called, key in held if called == name]
            found = exact or [key for called, key in held if _matches(called, name)]
            if found:
                return list(dict.fromkeys(found))
        return []

    def holder_above(self, body: str, title: str, date: str | None) -> list[str]:
        """The same for what the body belongs to: "White House adviser" is one of the United States."""
        above = self._codebook.actors[body].of
        return self.holder(above, title, date) if above and not is_head_word(title) else []

    def former(self, body: str, title: str, date: str | None) -> list[str]:
        """Keys of those who held the office of a body before the date and hold it no more."""
        wanted = title_key(title)
        now = set(self.holder(body, title, date))
        offices = [(key, office) for name, key, office in self._offices(body) if name == wanted and office.until]
        past = [key for key, office in offices if date is None or (office.until or "") <= date[:10]]
        return [key for key in dict.fromkeys(past) if key not in now]

    def titled(self, words: str, date: str | None) -> list[str]:
        """Keys of those whose office is called by these very words: "governor of Kursk region"."""
        plain = without_type(spell(words))
        held = self._by_title.get(plain, ()) if len(plain.split()) > 1 else ()
        named = ((key, office) for key, office in held if not (office.of and office.title.islower()))
        return list(dict.fromkeys(key for key, office in named if holds_at(office, date)))

    def is_field(self, word: str) -> bool:
        """Whether the word tells one office from another: "finance", "middle", "deputy"."""
        return word in self._fields or any(word in name.split() for name in self._bodies)

    def is_leading(self, key: str, date: str | None) -> bool:
        """Whether the person leads a state, a government or a body at the date."""
        for office in self._codebook.actors[key].offices:
            body = self._codebook.actors.get(office.of or "")
            titles = (*_HEADS, *(body.titles if body is not None else ()), "secretary general")
            if not office.local and holds_at(office, date) and title_key(office.title) in titles:
                return True
        return False

    def is_of_state(self, key: str, date: str | None) -> bool:
        """Whether the person holds an office of a whole state, who would be called by it."""
        return any(not o.local and holds_at(o, date) for o in self._codebook.actors[key].offices)

    def counterpart(self, body: str, title: str, date: str | None) -> list[str]:
        """Who holds the same office for another state; the head of one state is the counterpart of another's."""
        wanted = title_key(title)
        return self.holder(body, wanted, date) or (self._head(body, date) if wanted in _HEADS else [])

    def _head(self, body: str, date: str | None) -> list[str]:
        actor = self._codebook.actors.get(body)
        own, above = self._by_body.get(body, ()), self._by_body.get((actor.of if actor else None) or "", ())
        for title in (*(actor.titles if actor else ()), *_HEADS):
            found = [key for name, key, office in own if name == title_key(title) and holds_at(office, date)]
            if found:
                return list(dict.fromkeys(found))
        for title in _titles_of(actor) if actor else ():
            found = [key for name, key, office in above if name == title and holds_at(office, date)]
            if found:
                return list(dict.fromkeys(found))
        heads = [k for name, k, office in own if name.split()[0] in _HEADS_OF_BODIES and holds_at(office, date)]
        return list(dict.fromkeys(heads))

    def _offices(self, body: str) -> list[tuple[str, str, Office]]:
        own = list(self._by_body.get(body, ()))
        for key, actor in self._codebook.actors.items():
            if actor.of == body:
                own.extend(self._by_body.get(key, ()))
        return own

    def office_of(self, key: str, date: str | None) -> str | None:
        """The title that a person holds at the date; without a date the last one."""
        actor = self._codebook.actors[key]
        held = [office for office in actor.offices if holds_at(office, date)]
        if not held:
            return None
        latest = max(held, key=lambda office: office.since or "")
        body = self._codebook.actors.get(latest.of) if latest.of else None
        return f"{latest.title}, {body.name}" if body is not None else latest.title

    def bodies(self, name: str) -> list[tuple[str, str]]:
        """``(owner, body)`` of every body that is called by this general name: "defence ministry", "army"."""
        return list(self._bodies.get(spell(name), ()))

    def body_of(self, owner: str, name: str) -> str | None:
        return next((body for whose, body in self.bodies(name) if whose == owner), None)

    def stands_for(self, key: str, date: str | None) -> str:
        """The state or group at the top of what an actor belongs to."""
        for _ in range(_LONGEST_CHAIN):
            above = self._above(key, date)
            if above is None:
                return key
            key = above
        return key

    def party(self, key: str, date: str | None) -> str | None:
        """The state or group whose position an actor's words are: none for a mayor, or one who is out of office."""
        actor = self._codebook.actors[key]
        if actor.kind == "person" and actor.of is None:
            held = [office for office in actor.offices if holds_at(office, date)]
            if not any(office.of and not office.local for office in held):
                return None
        return self.stands_for(key, date)

    def chain(self, key: str, date: str | None) -> list[str]:
        keys = [key]
        for _ in range(_LONGEST_CHAIN):
            above = self._above(keys[-1], date)
            if above is None or above in keys:
                break
            keys.append(above)
        return keys

    def _above(self, key: str, date: str | None) -> str | None:
        actor = self._codebook.actors.get(key)
        if actor is None:
            return None
        if actor.of:
            return actor.of
        held = [office for office in actor.offices if office.of and holds_at(office, date)]
        last = held or [office for office in actor.offices if office.of]
        return max(last, key=lambda office: office.since or "").of if last else None

    def side(self, key: str, wars: list[str], date: str | None) -> Side | None:
        """The side in the report's war; ``other`` for those who have none in it."""
        if not wars:
            return None
        lines = self._codebook.wars[wars[0]].sides
        for link in self.chain(key, date):
            for line in lines:
                if line.actor == link and _in_time(line.since, line.until, date):
                    return line.side
        return "other"


def _titles_of(actor: ActorEntry) -> list[str]:
    """Of a ministry: how its minister is called."""
    names = [spell(name) for name in (*actor.context_names, *actor.titles)]
    return [title_key(name.replace("ministry", "minister").replace("department", "secretary")) for name in names]


def holds_at(office: Office, date: str | None) -> bool:
    return _in_time(office.since, office.until, date)


def _in_time(since: str | None, until: str | None, date: str | None) -> bool:
    if date is None:
        return until is None
    day = date[:10]
    return (since or "")[:10] <= day and (until is None or day[: len(until)] <= until)


def _matches(name: str, wanted: str) -> bool:
    """ "governor" matches "governor of sumy region"; "spokesman" any spokesman."""
    return name == wanted or name.startswith(f"{wanted} ") or name.endswith(f" {wanted}")
