"""Actors of one report: names, offices, descriptions and pronouns resolved to the codebook or within the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz import fuzz, process

from grotius.codebook import Codebook
from grotius.folding import fold, loose
from grotius.ground.answers import Answers, stranger_id
from grotius.ground.descriptions import Descriptions
from grotius.ground.lexicon import Lexicon
from grotius.ground.naming import (
    COLLECTIVES,
    ROLES,
    TITLES,
    bare,
    before_preposition,
    capital_runs,
    ends_as_name,
    head_noun,
    is_owned,
    is_role,
    last_capital,
    possessed,
)
from grotius.ground.offices import Offices, spell
from grotius.ground.owners import Owners
from grotius.ground.pronouns import PRONOUNS, Pronouns
from grotius.ground.register import Known, Register
from grotius.ground.scan import Found, Scanner
from grotius.language import Document, Name
from grotius.model import Actor, ActorKind, Span

_UNRESOLVABLE = frozenset({"i", "we", "you", "us", "me", "our", "who", "which", "that", "this", "those", "these"})
_ACTING = frozenset({"actor", "demonym", "metonym"})
_LONG_NAME = 4
_NEARLY = 92.0
_NEAR_BODY = 3
_GOVERNMENTS = frozenset("government administration regime leadership".split())
_FORCES = frozenset(
    "forces troops soldiers army military warplanes jets aircraft planes helicopters warships bombers artillery "
    "servicemen units drones missiles command".split()
)
_STATE_MEDIA = (
    "state television",
    "state tv",
    "state media",
    "state radio",
    "state news agency",
    "news agency",
    "state broadcaster",
)
_BODY_WORDS = ("ministry", "group", "agency", "council", "network", "organisation")
#: "members of the council" act for it; what else is "of", "in" or "from" a body does not.
_PARTS = frozenset("member members unit units element elements part parts wing arm branch leadership command".split())
_OTHERS = frozenset("others allies partners backers supporters".split())


class ActorResolver:
    """What does not change from report to report."""

    def __init__(self, codebook: Codebook, lexicon: Lexicon, scanner: Scanner) -> None:
        self.codebook = codebook
        self.lexicon = lexicon
        self.scanner = scanner
        self.offices = Offices(codebook)

    def read(self, document: Document, names: Sequence[Found], wars: list[str]) -> ReportActors:
        return ReportActors(self, document, names, wars)


class ReportActors:
    """Resolves the actors of one report."""

    def __init__(self, resolver: ActorResolver, document: Document, names: Sequence[Found], wars: list[str]) -> None:
        book, lexicon, offices = resolver.codebook, resolver.lexicon, resolver.offices
        self._book = book
        self._lexicon = lexicon
        self._offices = offices
        self._document = document
        self._text = document.text
        self._date = date = document.published
        self._wars = wars
        self._register = Register(book, lexicon, offices, document, names)
        self._pronouns = Pronouns(document, self._register)
        self._owners = Owners(book, lexicon, resolver.scanner, offices, self._pronouns, date)
        self._answers = Answers(book, offices, self._register, date)
        self._descriptions = Descriptions(
            lexicon, offices, self._answers, self._register, self._owners, self._pronouns, self._text, date
        )
        self._done: dict[tuple[int, int, str], Actor] = {}

    def resolve(self, actor: Actor) -> Actor:
        """The actor with what could be found out; unresolved ones keep their words and say why."""
        span = actor.span
        key = (span.start, span.end, actor.name) if span else (-1, -1, actor.name)
        if key not in self._done:
            self._done[key] = self._with_side(self._own_words_first(actor))
        found = self._done[key]
        return replace(found, why=found.why or actor.why) if actor.why and found.id is None else found

    def stands_for(self, actor: Actor) -> str | None:
        """The state or group whose position it is when an actor of the codebook takes one."""
        if actor.id is None or actor.id not in self._book.actors:
            return None
        return self._offices.party(actor.id, self._date)

    def _own_words_first(self, actor: Actor) -> Actor:
        """Where the finder gives a name for a phrase ("the Kremlin leader"), the phrase may know better itself."""
        own = actor.span.text if actor.span else actor.name
        if own == actor.name or fold(own) in PRONOUNS:
            return self._resolve(actor)
        if any(word[:1].isupper() for word in own.split()[1:]):
            found = self._resolve(replace(actor, name=own))
            if found.id is not None and found.id in self._book.actors:
                return found
        given = self._resolve(actor)
        if self._contradicts(own, given):
            return self._resolve(replace(actor, name=own))
        return given

    def _contradicts(self, own: str, given: Actor) -> bool:
        """Whether somebody's own words rule the given name out: "the head of Testland's railways" leads no other."""
        if given.id is None or given.id not in self._book.actors:
            return False
        if head_noun(own) == "official" and self._offices.is_of_state(given.id, self._date):
            return True
        owner = self._owners.owner(own)
        return owner is not None and given.kind == "person" and not self._is_of(given.id, owner)

    def _is_of(self, key: str, owner: str) -> bool:
        chain = self._offices.chain(key, self._date)
        return owner in chain or self._offices.stands_for(owner, self._date) in chain

    # -- one actor

    def _resolve(self, actor: Actor) -> Actor:
        words = self._mended(bare(actor.name))
        position = actor.span.start if actor.span else len(self._text)
        folded = fold(words)
        if folded in PRONOUNS and not (words.isupper() and len(words) > 2):
            return self._pronoun(actor, folded, position)
        if (folded in _UNRESOLVABLE and not words.isupper() and "." not in words) or words in ("I", "") or not folded:
            return replace(actor, why="a pronoun that names nobody in the report's own voice")
        found = (
            self._whole(actor, words)
            or self._joint(actor, words)
            or self._person_inside(actor, words, position)
            or self._descriptions.resolve(actor, words, position)
            or self._body(actor, words, position)
            or self._unnamed_of(actor, words)
            or self._person_by_shape(actor, words, position)
            or self._collective(actor, words)
            or self._inside(actor, words)
            or self._misspelt(actor, words)
        )
        return found or self._unknown(actor, words)

    def _mended(self, words: str) -> str:
        """Scraped text loses apostrophes: "Russias Defence Ministry", "Assads warplanes"."""
        first, _, rest = words.partition(" ")
        if not rest or not (first.isalpha() and first[0].isupper() and first[-1] == "s") or self._lexicon.find(first):
            return words
        owners = [entry for entry in self._lexicon.find(first[:-1]) if entry.sort == "actor"]
        return f"{first[:-1]}'s {rest}" if owners else words

    def _whole(self, actor: Actor, words: str) -> Actor | None:
        entries = self._lexicon.find(words)
        for sort in ("actor", "outlet", "metonym", "demonym"):
            for word in entries:
                if word.sort != sort:
                    continue
                if sort == "outlet":
                    outlet = self._book.outlets[word.key]
                    return replace(actor, id=f"outlet-{word.key}", name=outlet.name, kind="outlet")
                why = {"metonym": f"{words!r} stands for its government", "demonym": f"the people of {words!r}"}.get(
                    sort
                )
                return self._answers.entry(actor, word.key, why)
        return None

    def _joint(self, actor: Actor, words: str) -> Actor | None:
        """ "The US and Britain", "Kyiv and its allies", "Testland and others": more than one, who are no one actor."""
        found = [name for name in self._owners.scan(words) if any(word.sort in _ACTING for word in name.words)]
        for one, other in pairwise(found):
            if fold(words[one.end : other.start]).removesuffix(" the") != "and":
                continue
            keys = [next(word.key for word in name.words if word.sort in _ACTING) for name in (one, other)]
            if keys[0] == keys[1] or self._offices.stands_for(keys[0], self._date) == keys[1]:
                continue
            sides = {self._offices.side(key, self._wars, self._date) for key in keys}
            side = sides.pop() if len(sides) == 1 else None
            labels = " and ".join(map(self._answers.label, keys))
            return replace(actor, kind="collective", side=side, why=f"more than one: {labels}")
        if found and found[0].start == 0:
            return self._with_others(actor, words, found[0])
        return None

    def _with_others(self, actor: Actor, words: str, first: Found) -> Actor | None:
        rest = fold(words[first.end :]).split()
        key = next(word.key for word in first.words if word.sort in _ACTING)
        if rest[:1] != ["and"] or not ({*_OTHERS, *COLLECTIVES} & set(before_preposition(rest[1:])[-1:])):
            return None
        side = self._offices.side(key, self._wars, self._date) if rest[1] in ("its", "his", "her", "their") else None
        return replace(actor, kind="collective", side=side, why=f"{self._answers.label(key)} and others")

    def _misspelt(self, actor: Actor, words: str) -> Actor | None:
        """A long name of a body with a slip or two in it, "Britain-based" and the like aside."""
        plain = " ".join(word for word in words.split() if not word.lower().endswith("based"))
        if len(plain.split()) < _LONG_NAME:
            return None
        best = process.extractOne(fold(plain), self._lexicon.long_names, scorer=fuzz.ratio, score_cutoff=_NEARLY)
        return self._answers.entry(actor, best[2], f"{words!r} is nearly its name") if best else None

    # -- persons

    def _person_inside(self, actor: Actor, words: str, position: int) -> Actor | None:
        """A person of the codebook or the report, named within the phrase; not one to whom what is meant belongs."""
        for found in self._owners.scan(words):
            for word in found.words:
                is_person = word.sort == "actor" and self._book.actors[word.key].kind == "person"
                if not is_person or possessed(words, found.start, found.end) is not None:
                    continue
                if " " in found.text or self._is_alone(words, found.text):
                    return self._answers.entry(actor, word.key, None)
        last = last_capital(words)
        if last is None:
            return None
        for known in self._register.persons_in(actor.span) if actor.span and actor.span.text == actor.name else ():
            start = words.find(bare(self._text[known.start : known.end]))
            if known.key and start >= 0 and possessed(words, start, start + known.end - known.start) is None:
                why = None if last in known.name.split() else f"named {known.name} in the report"
                return self._answers.known(actor, known, why)
        for candidate in capital_runs(words):
            keys = self._lexicon.persons(candidate) if " " in candidate else []
            start = words.find(candidate)
            if len(keys) == 1 and (start < 0 or possessed(words, start, start + len(candidate)) is None):
                return self._answers.entry(actor, keys[0], None)
        return self._by_surname(actor, words, last, position)

    def _by_surname(self, actor: Actor, words: str, last: str, position: int) -> Actor | None:
        run = capital_runs(words)[-1]
        start = words.rfind(run)
        if is_owned(words, run) or possessed(words, start, start + len(run)) is not None:
            return None
        known = self._register.by_surname(last, position)
        if known is not None and self._could_name(words, known):
            why = f"named {known.name} in the report" if known.name != words else None
            return self._answers.known(actor, known, why)
        keys = self._lexicon.surname(last) if self._lexicon.word_class(fold(last)) is None else []
        keys = [key for key in keys if self._offices.office_of(key, self._date)] or keys
        if len(keys) == 1 and self._is_alone(words, last):
            return self._answers.entry(actor, keys[0], f"the only {last} in the codebook")
        return None

    def _is_alone(self, words: str, name: str) -> bool:
        """Whether titles and small words are all that stands beside the surname."""
        rest = [w for w in fold(words).split() if w not in fold(name).split()]
        return all(w in TITLES or w in self._offices.titles or not w.isalpha() or self._is_owner(w) for w in rest)

    def _is_owner(self, word: str) -> bool:
        return any(entry.sort in ("actor", "demonym") for entry in self._lexicon.find(word.title())) or word in (
            "us", "uk", "of", "eu", "nato", "un", "and", "for")  # fmt: skip

    def _could_name(self, words: str, known: Known) -> bool:
        """ "Mr Austin" may be Lloyd Austin; "Mark Austin" is somebody else."""
        run = next((r for r in reversed(capital_runs(words)) if " " in r), None)
        if run is None:
            return True
        theirs = loose(known.name).split()
        return all(word in theirs for word in loose(run).split())

    def _person_by_shape(self, actor: Actor, words: str, position: int) -> Actor | None:
        """A person who is not in the codebook: by the parser's names and by titles."""
        for known in self._register.persons_in(actor.span) if actor.span else ():
            name = bare(self._text[known.start : known.end])
            if not is_owned(words, name) and ends_as_name(words, name):
                return self._answers.known(actor, known, None)
        runs = capital_runs(words)
        first = fold(words).split()[0]
        if not runs or is_owned(words, runs[-1]) or not ends_as_name(words, runs[-1]):
            return None
        if first in TITLES or any(w in ROLES for w in fold(words).split()):
            name = runs[-1]
            if not any(w.sort != "outlet" for w in self._lexicon.find(name)) and not self._owners.scan(name):
                return self._answers.known(actor, Known(position, position, None, name, "person"), None)
        return None

    # -- bodies

    def _body(self, actor: Actor, words: str, position: int) -> Actor | None:
        """ "the Russian defence ministry", "Ukraine's military", "Assad's government", "the ministry", "the army"."""
        words = self._with_of(actor, words.split(",")[0])
        owner = self._owners.state(words)
        if owner is not None:
            return self._body_of(actor, words, owner)
        candidates = self._offices.bodies(words)
        if not candidates and fold(words) in _BODY_WORDS:
            candidates = [("", k.key) for k in self._register.known if k.key and fold(words) in fold(k.name)]
        return self._nearest_body(actor, words, candidates, position) if candidates else None

    def _with_of(self, actor: Actor, words: str) -> str:
        """One word of a longer phrase: "forces" of "forces of the Testland army"."""
        after = self._text[actor.span.end : actor.span.end + 60] if actor.span else ""
        if " " in words or not after.startswith(" of ") or words[:1].isupper():
            return words
        phrase = after.split("\n")[0].split(",")[0].split(".")[0].split()[:4]
        return f"{words} {' '.join(phrase)}"

    def _body_of(self, actor: Actor, words: str, owner: str) -> Actor | None:
        rest = self._owners.without_owner(words)
        last = fold(rest).split()[-1:]
        if is_role(words):
            return None
        body = self._offices.body_of(owner, rest)
        head = head_noun(self._owners.thing(words) or words)
        few = len(rest.split()) < 3 or head == words.split()[0]
        if body is None and head in _FORCES and few:
            body = self._offices.body_of(owner, "military") or self._offices.body_of(owner, "army")
        body = body or self._owners.general_body(words, owner, head)
        if body is None and last and last[0] in _GOVERNMENTS:
            body = self._offices.body_of(owner, "government") if self._owners.thing(words) else None
        if body is not None:
            return self._answers.entry(actor, body, None)
        if spell(rest) in _GOVERNMENTS:
            return self._answers.entry(actor, owner, f"{words!r} stands for the state")
        if spell(rest) in _STATE_MEDIA:
            side = self._offices.side(owner, self._wars, self._date)
            return replace(actor, kind="outlet", side=side, why=f"media of {self._answers.label(owner)}, not named")
        return None

    def _nearest_body(self, actor: Actor, words: str, candidates: list[tuple[str, str]], position: int) -> Actor | None:
        """The one named before; where the report names several, only one close by."""
        keys = {body for _, body in candidates}
        parties = self._parties()
        before = [k for k in self._register.before(position) if k.key in keys]
        several = len({k.key for k in before}) > 1
        here = self._document.sentence_at(position).index
        if before:
            last = before[-1]
            near = here - self._document.sentence_at(last.start).index <= _NEAR_BODY
            party = self._offices.stands_for(str(last.key), self._date) in parties
            if near or party or (not several and not parties):
                return self._answers.entry(actor, str(last.key), f"{words!r}: named before as {last.name}")
        fitting = [body for owner, body in candidates if owner in parties]
        if len(fitting) > 1:
            counts = {body: self._mentions(owner) for owner, body in candidates if body in fitting}
            best = sorted(fitting, key=lambda body: -counts[body])
            fitting = best[:1] if counts[best[0]] > 2 * counts[best[1]] else []
        if len(fitting) == 1:
            return self._answers.entry(actor, fitting[0], f"{words!r}: the one of the report's war")
        return None

    def _parties(self) -> set[str]:
        if not self._wars:
            return set()
        return {line.actor for line in self._book.wars[self._wars[0]].sides if line.side == "party"}

    def _mentions(self, owner: str) -> int:
        known = self._register.known
        return sum(1 for k in known if k.key and owner in self._offices.chain(k.key, self._date))

    # -- the rest

    def _unnamed_of(self, actor: Actor, words: str) -> Actor | None:
        """ "activists in the Commission", "Zelensky's aides": unnamed, and never the name they belong to."""
        plain = fold(words).split()
        head = head_noun(words)
        if head in COLLECTIVES and (plain[-1] != head or self._owners.thing(words) is not None):
            return self._collective(actor, words)
        if self._owners.thing(words) is not None:
            return replace(actor, why="belongs to one who is named, and is not that one")
        return None

    def _collective(self, actor: Actor, words: str) -> Actor | None:
        plain = fold(words).split()
        head = next((w for w in reversed(before_preposition(plain)) if w in COLLECTIVES), None)
        if head is None:
            return None
        owner = self._owners.owner(words)
        side = self._offices.side(owner, self._wars, self._date) if owner else None
        return replace(actor, kind="collective", side=side, why="unnamed")

    def _inside(self, actor: Actor, words: str) -> Actor | None:
        """A body named within a longer phrase, before its first comma: never one that what is meant is "of"."""
        words = words.split(",")[0]
        for name in self._owners.scan(words):
            if self._is_after_preposition(words, name):
                continue
            for word in name.words:
                owns = words[name.end : name.end + 2] in ("'s", "’s")
                if word.sort == "outlet" and not is_role(words) and not owns:
                    outlet = self._book.outlets[word.key]
                    return replace(actor, id=f"outlet-{word.key}", name=outlet.name, kind="outlet")
                kind = self._book.actors[word.key].kind if word.sort == "actor" else "state"
                if kind not in ("state", "person") and not is_role(words):
                    why = f"named within {words!r}" if name.text != words else None
                    return self._answers.entry(actor, word.key, why)
        return None

    @staticmethod
    def _is_after_preposition(words: str, name: Found) -> bool:
        before = [*fold(words[: name.start]).split(), "x"]
        head = before_preposition(before)
        return len(head) < len(before) and head[-1] not in _PARTS

    def _unknown(self, actor: Actor, words: str) -> Actor:
        if is_role(words):
            owner = self._owners.owner(words)
            side = self._offices.side(owner, self._wars, self._date) if owner else None
            return replace(actor, kind="person", side=side, why="an unnamed person")
        span = actor.span
        if span is not None:
            names = self._document.sentence_at(span.start).names
            inside = next((n for n in names if span.start <= n.start and n.end <= span.end), None)
            known: dict[str, ActorKind] = {"organisation": "organisation", "group": "armed_group", "person": "person"}
            if inside is not None and inside.kind in known and self._is_meant(span, inside):
                return replace(actor, id=stranger_id(words), name=words, kind=known[inside.kind])
        return replace(actor, why=actor.why or "nobody of this name or description is known")

    def _is_meant(self, span: Span, name: Name) -> bool:
        """Whether the phrase means the name in it, not what is "of" it."""
        before = fold(self._text[span.start : name.start]).split()
        after = self._text[name.end : span.end].replace("’", "'")
        return not after.startswith("'s ") and len(before_preposition([*before, "x"])) > len(before)

    def _pronoun(self, actor: Actor, pronoun: str, position: int) -> Actor:
        known = self._pronouns.stands_for(pronoun, position)
        if known is None:
            return replace(actor, why=f"nobody before {pronoun!r} whom it could stand for")
        return self._answers.known(actor, known, f"{pronoun!r} stands for {known.name}, named before")

    def _with_side(self, actor: Actor) -> Actor:
        if actor.side is not None or actor.id is None or actor.id not in self._book.actors:
            return actor
        return replace(actor, side=self._offices.side(actor.id, self._wars, self._date))
