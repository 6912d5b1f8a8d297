"""Actors of one report: names, offices, descriptions and pronouns resolved to the codebook or within the report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz import fuzz, process

from grotius.codebook import Codebook
from grotius.folding import fold, loose
from grotius.ground.lexicon import Lexicon
from grotius.ground.naming import (
    ROLES,
    TITLES,
    bare,
    before_preposition,
    capital_runs,
    is_indefinite,
    is_owned,
    is_role,
    last_capital,
    last_capital_is_name,
    without_owner,
)
from grotius.ground.offices import Offices, spell
from grotius.ground.scan import Found, Scanner
from grotius.ground.words import words as split_words
from grotius.ids import row_id
from grotius.language import Document
from grotius.model import Actor, ActorKind

_PRONOUNS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "it": "it", "its": "it", "they": "they",
             "them": "they", "their": "they"}  # fmt: skip
_UNRESOLVABLE = frozenset({"i", "we", "you", "us", "me", "our", "who", "which", "that", "this", "those", "these"})
_MISTER = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "lord": "m", "lady": "f"}
_COLLECTIVES = frozenset(
    "officials authorities witnesses residents activists analysts experts sources source media reports diplomats "
    "lawmakers politicians journalists doctors medics rescuers locals villagers militants rebels fighters people "
    "citizens civilians opposition allies leaders observers investigators prosecutors police researchers bloggers "
    "milbloggers others critics families relatives survivors representatives ministers soldiers troops forces "
    "parties countries nations sides members insurgents gunmen separatists commanders intelligence agencies officers "
    "spokesmen presidents premiers".split()
)
_LOOK_BACK_SENTENCES = 4
_ACTING = frozenset({"actor", "demonym", "metonym"})
_LONG_NAME = 4
_NEARLY = 92.0
_GOVERNMENTS = frozenset("government administration regime leadership".split())
_STATE_MEDIA = (
    "state television",
    "state tv",
    "state media",
    "state radio",
    "state news agency",
    "news agency",
    "state broadcaster",
)
_FORMER = frozenset({"former", "ex", "onetime"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Known:
    """An actor named in the report's own words."""

    start: int
    end: int
    key: str | None
    name: str
    kind: ActorKind
    gender: str | None = None
    office: str | None = None


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
        self._book = resolver.codebook
        self._lexicon = resolver.lexicon
        self._scanner = resolver.scanner
        self._offices = resolver.offices
        self._document = document
        self._text = document.text
        self._date = document.published
        self._wars = wars
        self._known = self._read_names(names)
        self._starts = [known.start for known in self._known]
        self._done: dict[tuple[int, int, str], Actor] = {}
        self._scanned: dict[str, list[Found]] = {}

    def resolve(self, actor: Actor) -> Actor:
        """The actor with what could be found out; unresolved ones keep their words and say why."""
        span = actor.span
        key = (span.start, span.end, actor.name) if span else (-1, -1, actor.name)
        if key not in self._done:
            self._done[key] = self._with_side(self._own_words_first(actor))
        found = self._done[key]
        return replace(found, why=found.why or actor.why) if actor.why and found.id is None else found

    def _own_words_first(self, actor: Actor) -> Actor:
        """Where the finder gives a name for a phrase ("the Kremlin leader"), the phrase may know better itself."""
        own = actor.span.text if actor.span else actor.name
        if own != actor.name and any(word[:1].isupper() for word in own.split()[1:]):
            found = self._resolve(replace(actor, name=own), 0)
            if found.id is not None and found.id in self._book.actors:
                return found
        return self._resolve(actor, 0)

    def stands_for(self, actor: Actor) -> str | None:
        """The state or group whose position it is when an actor of the codebook takes one."""
        if actor.id is None or actor.id not in self._book.actors:
            return None
        return self._offices.party(actor.id, self._date)

    # -- what the report names

    def _read_names(self, names: Sequence[Found]) -> list[Known]:
        known = [k for found in names for k in (*self._from_codebook(found), *self._body_after(found))]
        taken = {k.start for k in known}
        for sentence in self._document.parsed:
            for name in sentence.names:
                person = name.kind == "person" or (name.key is None and self._is_called(name.text))
                if person and name.start not in taken and not _is_place_name(name.start, names):
                    known.append(self._stranger(name.start, name.end, name.text))
        known.sort(key=lambda k: (k.start, k.end))
        return self._join_surnames(known)

    def _is_called(self, name: str) -> bool:
        """Whether an office stands beside a name of two or three words: a person, whatever the parser says."""
        return 2 <= len(name.split()) <= 3 and name[:1].isupper() and self._office_after(name) is not None

    def _from_codebook(self, found: Found) -> list[Known]:
        for word in found.words:
            if word.sort in ("actor", "demonym"):
                entry = self._book.actors[word.key]
                kind: ActorKind = entry.kind
                if word.sort == "demonym" or (entry.kind == "state" and found.hits and len(found.words) > 1):
                    continue
                return [Known(found.start, found.end, word.key, entry.name, kind, entry.gender)]
        return []

    def _body_after(self, found: Found) -> list[Known]:
        """ "Russian defence ministry": the body that the words after a state or its people name."""
        owner = next(
            (w.key for w in found.words if w.sort in ("demonym", "actor") and w.key.startswith("state-")), None
        )
        if owner is None:
            return []
        tail = self._text[found.end : found.end + 60].replace("’", "'").removeprefix("'s")
        if "\n" in tail[:1] or tail[:1] not in (" ", ""):
            return []
        following = tail.split("\n")[0].split()[:3]
        for size in (3, 2, 1):
            phrase = " ".join(following[:size]).strip(".,;:'\"”")
            body = self._offices.body_of(owner, phrase) if len(following) >= size else None
            if body is not None:
                end = self._text.find(phrase, found.end) + len(phrase)
                entry = self._book.actors[body]
                return [Known(found.start, end, body, entry.name, entry.kind)]
        return []

    def _stranger(self, start: int, end: int, text: str) -> Known:
        keys = self._lexicon.persons(text) if " " in text.strip() else []
        if len(keys) == 1:
            entry = self._book.actors[keys[0]]
            return Known(start, end, keys[0], entry.name, "person", entry.gender)
        before = self._text[max(0, start - 12) : start].split()
        title = before[-1].strip(".").lower() if before else ""
        return Known(start, end, None, bare(text), "person", _MISTER.get(title))

    def _join_surnames(self, known: list[Known]) -> list[Known]:
        """A surname alone is the person whose full name stands in the report."""
        full: dict[str, Known] = {}
        for k in known:
            if k.kind == "person" and " " in k.name:
                full.setdefault(loose(k.name).split()[-1], k)
        joined = []
        for k in known:
            if k.kind == "person" and k.key is None and " " not in k.name:
                whole = full.get(loose(k.name))
                if whole is not None:
                    k = replace(k, key=whole.key, name=whole.name, gender=k.gender or whole.gender)
            joined.append(k)
        return joined

    def _scan(self, words: str) -> list[Found]:
        """The names of the codebook within a phrase."""
        if words not in self._scanned:
            self._scanned[words] = self._scanner.scan(words, split_words(words), known_only=True)
        return self._scanned[words]

    # -- one actor

    def _resolve(self, actor: Actor, depth: int) -> Actor:
        words = self._mended(bare(actor.name))
        position = actor.span.start if actor.span else len(self._text)
        folded = fold(words)
        if folded in _PRONOUNS and not (words.isupper() and len(words) > 2):
            return self._pronoun(actor, folded, position)
        if (folded in _UNRESOLVABLE and not words.isupper() and "." not in words) or words in ("I", "") or not folded:
            return replace(actor, why="a pronoun that names nobody in the report's own voice")
        found = (
            self._whole(actor, words)
            or self._joint(actor, words)
            or self._person_inside(actor, words, position)
            or self._described(actor, words, position, depth)
            or self._body(actor, words, position)
            or self._person_by_shape(actor, words, position)
            or self._collective(actor, words)
            or self._inside(actor, words)
            or self._misspelt(actor, words)
        )
        return found or self._unknown(actor, words)

    def _joint(self, actor: Actor, words: str) -> Actor | None:
        """ "The US and Britain", "the Russian and Ukrainian presidents": more than one, who are no one actor."""
        found = [name for name in self._scan(words) if any(word.sort in _ACTING for word in name.words)]
        for one, other in pairwise(found):
            if fold(words[one.end : other.start]) != "and":
                continue
            keys = [next(word.key for word in name.words if word.sort in _ACTING) for name in (one, other)]
            if keys[0] == keys[1] or self._offices.stands_for(keys[0], self._date) == keys[1]:
                continue
            sides = {self._offices.side(key, self._wars, self._date) for key in keys}
            side = sides.pop() if len(sides) == 1 else None
            return replace(
                actor, kind="collective", side=side, why=f"more than one: {' and '.join(map(self._label, keys))}"
            )
        return None

    def _misspelt(self, actor: Actor, words: str) -> Actor | None:
        """A long name of a body with a slip or two in it, "Britain-based" and the like aside."""
        plain = " ".join(word for word in words.split() if not word.lower().endswith("based"))
        if len(plain.split()) < _LONG_NAME:
            return None
        best = process.extractOne(fold(plain), self._lexicon.long_names, scorer=fuzz.ratio, score_cutoff=_NEARLY)
        return self._as(actor, best[2], f"{words!r} is nearly its name") if best else None

    def _mended(self, words: str) -> str:
        """Scraped text loses apostrophes: "Russias Defence Ministry"."""
        first, _, rest = words.partition(" ")
        if not rest or not first.endswith("s") or self._lexicon.find(first):
            return words
        states = [entry for entry in self._lexicon.find(first[:-1]) if entry.key.startswith("state-")]
        return f"{first[:-1]}'s {rest}" if states else words

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
                return self._as(actor, word.key, why)
        return None

    def _person_inside(self, actor: Actor, words: str, position: int) -> Actor | None:
        """A person of the codebook, or of the report, named within the phrase."""
        for found in self._scan(words):
            for word in found.words:
                is_person = word.sort == "actor" and self._book.actors[word.key].kind == "person"
                if is_person and (" " in found.text or self._is_alone(words, found.text)):
                    return self._as(actor, word.key, None)
        last = last_capital(words)
        if last is None:
            return None
        for candidate in capital_runs(words):
            keys = self._lexicon.persons(candidate) if " " in candidate else []
            if len(keys) == 1:
                return self._as(actor, keys[0], None)
        if is_owned(words, capital_runs(words)[-1]):
            return None
        known = self._by_surname(last, position)
        if known is not None and self._could_name(words, known):
            return self._from_known(actor, known, f"named {known.name} in the report" if known.name != words else None)
        keys = self._lexicon.surname(last) if self._lexicon.word_class(fold(last)) is None else []
        keys = [key for key in keys if self._offices.office_of(key, self._date)] or keys
        if len(keys) == 1 and self._is_alone(words, last):
            return self._as(actor, keys[0], f"the only {last} in the codebook")
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

    def _by_surname(self, surname: str, position: int) -> Known | None:
        wanted = loose(surname).split()
        if not wanted:
            return None
        matches = [k for k in self._known if k.kind == "person" and loose(k.name).split()[-1:] == wanted[-1:]]
        before = [k for k in matches if k.start <= position]
        full = [k for k in (before or matches) if " " in k.name]
        return full[-1] if full else None

    # -- offices and bodies

    def _described(self, actor: Actor, words: str, position: int, depth: int) -> Actor | None:
        """ "the Russian leader", "Ukraine's foreign minister", "the US president's envoy", "the minister"."""
        titled = self._offices.titled(words, self._date)
        if len(titled) == 1:
            return self._as(actor, titled[0], f"{words!r}: who held the office at the time")
        if is_indefinite(actor.name) or last_capital_is_name(words, self._offices.titles, self._lexicon):
            return None
        title = self._title_in(words)
        if title is None:
            return None
        owner, why = self._owner(words, position, depth)
        if owner is not None and _FORMER & set(fold(words).split()):
            past = self._offices.former(owner, title, self._date)
            if len(past) == 1:
                return self._as(actor, past[0], f"{words!r}: once {title} of {self._label(owner)}")
            return replace(actor, kind="person", why=f"one of those who were {title} of {self._label(owner)}")
        if owner is not None:
            keys = self._offices.holder(owner, title, self._date)
            keys = self._closest(keys, words) if len(keys) > 1 else keys
            if len(keys) == 1:
                day = f" on {self._date[:10]}" if self._date else ""
                return self._as(actor, keys[0], f"{words!r}: {title} of {self._label(owner)}{day}")
            if len(keys) > 1:
                known = [k for k in self._known if k.key in keys and k.start <= position]
                if known:
                    return self._as(actor, str(known[-1].key), f"{words!r}: the one named in the report")
                return replace(actor, kind="person", why=f"more than one {title} of {self._label(owner)} at the time")
            stated = f"no {title} of {self._label(owner)} at the time is in the codebook"
            return replace(actor, kind="office", id=None, why=why or stated, office=title)
        if len(words.split()) > 3:
            return None
        return self._same_office(actor, title, position)

    def _closest(self, keys: list[str], words: str) -> list[str]:
        """Those whose office says most of what the phrase says: "Kremlin spokesman" is no spokesman of a ministry."""
        wanted = set(spell(words).split()) - {"of", "the"}
        shared = {key: len(wanted & set(spell(self._offices.office_of(key, self._date) or "").split())) for key in keys}
        top = max(shared.values())
        return [key for key in keys if shared[key] == top]

    def _same_office(self, actor: Actor, title: str, position: int) -> Actor | None:
        """ "the minister" is the nearest person before it who holds such an office or was called so."""
        plain = spell(title).split()[-1]
        for known in reversed(self._known[: bisect_left(self._starts, position)]):
            if known.kind != "person":
                continue
            if known.key is not None:
                office = self._offices.office_of(known.key, self._date) or ""
                generic = plain in ("leader", "politician", "official", "diplomat", "head")
                fits = generic or plain.replace("woman", "man") in spell(office).replace("woman", "man")
            else:
                around = self._text[max(0, known.start - 60) : known.end + 60].lower()
                fits = plain in around
            if fits:
                return self._from_known(actor, known, f"the {plain} named before: {known.name}")
        return None

    def _title_in(self, words: str) -> str | None:
        """The longest title that the phrase ends with or holds before "of", "for"."""
        plain = spell(words).split()
        for stop in ("of", "for", "to", "in", "from", "at", "on"):
            if stop in plain[1:]:
                head = plain[: plain.index(stop, 1)]
                if any(" ".join(head[i:]) in self._offices.titles for i in range(len(head))):
                    whole = " ".join(plain)
                    if whole in self._offices.titles:
                        return whole
                    if stop == "of" and " ".join(plain[plain.index("of") - 1 :][:3]) in self._offices.titles:
                        return " ".join(plain[plain.index("of") - 1 :][:3])
                    plain = head
                    break
        for i in range(len(plain)):
            tail = " ".join(plain[i:])
            if tail in self._offices.titles:
                return tail
        return (
            plain[-1] if plain and plain[-1] in ROLES and plain[-1] not in ("official", "officer", "general") else None
        )

    def _owner(self, words: str, position: int, depth: int) -> tuple[str | None, str | None]:
        """Whose president, minister or envoy: a state or body within the phrase, or the person of "his"."""
        first = fold(words).split()[:1]
        if first and first[0] in ("his", "her", "their", "its") and depth < 2:
            whom = self._pronoun(Actor(None, first[0]), first[0], position).id
            if whom is None or whom not in self._book.actors:
                return None, None
            return self._offices.stands_for(whom, self._date), None
        owners = []
        for found in self._scan(words):
            for word in found.words:
                if word.sort in ("actor", "demonym", "metonym") and self._book.actors[word.key].kind != "person":
                    owners.append(word.key)
                    break
        bodies = [key for key in owners if self._book.actors[key].kind != "state"]
        if bodies:
            return bodies[-1], None
        if owners:
            body = self._general_body(words, owners[0])
            return body or owners[0], None
        return None, None

    def _general_body(self, words: str, owner: str) -> str | None:
        plain = spell(words).split()
        for size in (3, 2):
            for i in range(len(plain) - size + 1):
                body = self._offices.body_of(owner, " ".join(plain[i : i + size]))
                if body is not None:
                    return body
        return None

    def _body(self, actor: Actor, words: str, position: int) -> Actor | None:
        """ "the Russian defence ministry", "Ukraine's military", "the ministry", "the army"."""
        owners = [
            word.key
            for found in self._scan(words)
            for word in found.words
            if word.sort in ("demonym", "actor") and self._book.actors[word.key].kind == "state"
        ]
        if owners:
            rest = without_owner(words, self._lexicon)
            body = self._offices.body_of(owners[0], rest) or self._general_body(words, owners[0])
            if body is not None and not is_role(words):
                return self._as(actor, body, None)
            if spell(rest) in _GOVERNMENTS:
                return self._as(actor, owners[0], f"{words!r} stands for the state")
            if spell(rest) in _STATE_MEDIA:
                side = self._offices.side(owners[0], self._wars, self._date)
                return replace(actor, kind="outlet", side=side, why=f"media of {self._label(owners[0])}, not named")
            return None
        candidates = self._offices.bodies(words)
        if not candidates and fold(words) in ("ministry", "group", "agency", "council", "network", "organisation"):
            candidates = [("", k.key) for k in self._known if k.key and fold(words) in fold(k.name)]
        if not candidates:
            return None
        keys = {body for _, body in candidates}
        before = [k for k in self._known[: bisect_left(self._starts, position)] if k.key in keys]
        if before:
            return self._as(actor, str(before[-1].key), f"{words!r}: named before as {before[-1].name}")
        parties = self._parties()
        fitting = [body for owner, body in candidates if owner in parties]
        if len(fitting) > 1:
            counts = {body: self._mentions(owner) for owner, body in candidates if body in fitting}
            best = sorted(fitting, key=lambda body: -counts[body])
            fitting = best[:1] if counts[best[0]] > 2 * counts[best[1]] else []
        if len(fitting) == 1:
            return self._as(actor, fitting[0], f"{words!r}: the one of the report's war")
        return None

    def _parties(self) -> set[str]:
        if not self._wars:
            return set()
        return {line.actor for line in self._book.wars[self._wars[0]].sides if line.side == "party"}

    def _mentions(self, owner: str) -> int:
        return sum(1 for k in self._known if k.key and owner in self._offices.chain(k.key, self._date))

    # -- the rest

    def _person_by_shape(self, actor: Actor, words: str, position: int) -> Actor | None:
        """A person who is not in the codebook: by the parser's names and by titles."""
        inside = [
            k
            for k in self._known
            if k.kind == "person" and actor.span and actor.span.start <= k.start and k.end <= actor.span.end
        ]
        inside = [k for k in inside if not is_owned(words, k.name)]
        if inside:
            return self._from_known(actor, inside[0], None)
        runs = capital_runs(words)
        first = fold(words).split()[0]
        if runs and is_owned(words, runs[-1]):
            return None
        if runs and (first in TITLES or any(w in ROLES for w in fold(words).split())):
            name = runs[-1]
            if not any(w.sort != "outlet" for w in self._lexicon.find(name)) and not self._scan(name):
                return self._from_known(actor, Known(position, position, None, name, "person"), None)
        return None

    def _collective(self, actor: Actor, words: str) -> Actor | None:
        plain = fold(words).split()
        head = next((w for w in reversed(before_preposition(plain)) if w in _COLLECTIVES), None)
        if head is None:
            return None
        owner, _ = self._owner(words, 0, 2)
        side = self._offices.side(owner, self._wars, self._date) if owner else None
        return replace(actor, kind="collective", side=side, why="unnamed")

    def _inside(self, actor: Actor, words: str) -> Actor | None:
        """A body named within a longer phrase: the first one that is no state, else a state that begins it."""
        found = [(name, word) for name in self._scan(words) for word in name.words if word.sort in ("actor", "outlet")]
        for name, word in found:
            if word.sort == "outlet":
                return replace(actor, id=f"outlet-{word.key}", name=self._book.outlets[word.key].name, kind="outlet")
            if self._book.actors[word.key].kind not in ("state", "person") and not is_role(words):
                return self._as(actor, word.key, f"named within {words!r}" if name.text != words else None)
        return None

    def _unknown(self, actor: Actor, words: str) -> Actor:
        if is_role(words):
            owner, _ = self._owner(words, 0, 2)
            side = self._offices.side(owner, self._wars, self._date) if owner else None
            return replace(actor, kind="person", side=side, why="an unnamed person")
        span = actor.span
        if span is not None:
            names = self._document.sentence_at(span.start).names
            kind = next((n.kind for n in names if span.start <= n.start and n.end <= span.end), None)
            known: dict[str, ActorKind] = {"organisation": "organisation", "group": "armed_group", "person": "person"}
            if kind in known:
                return replace(actor, id=_stranger_id(words), name=words, kind=known[str(kind)])
        return replace(actor, why=actor.why or "nobody of this name or description is known")

    def _pronoun(self, actor: Actor, pronoun: str, position: int) -> Actor:
        gender = _PRONOUNS[pronoun]
        here = self._document.sentence_at(position).index
        best: tuple[float, Known] | None = None
        for known in reversed(self._known[: bisect_left(self._starts, position)]):
            distance = here - self._document.sentence_at(known.start).index
            if distance > _LOOK_BACK_SENTENCES:
                break
            if not _agrees(known, gender):
                continue
            score = -1.5 * distance + (1.5 if self._is_subject(known) else 0.0) - (1.0 if distance == 0 else 0.0)
            score -= 3.0 if known.gender is None and _sounds_other(known.name, gender) else 0.0
            if best is None or score > best[0]:
                best = (score, known)
        if best is None:
            return replace(actor, why=f"nobody before {pronoun!r} whom it could stand for")
        return self._from_known(actor, best[1], f"{pronoun!r} stands for {best[1].name}, named before")

    def _is_subject(self, known: Known) -> bool:
        sentence = self._document.sentence_at(known.start)
        if not sentence.parsed:
            return False
        return any(token.dep in _SUBJECTS for token in sentence.tokens_in(known.start, known.end))

    # -- answers

    def _as(self, actor: Actor, key: str, why: str | None) -> Actor:
        entry = self._book.actors[key]
        office = self._offices.office_of(key, self._date) if entry.kind == "person" else None
        return replace(actor, id=key, name=entry.name, kind=entry.kind, office=office, why=why)

    def _from_known(self, actor: Actor, known: Known, why: str | None) -> Actor:
        if known.key is not None:
            return self._as(actor, known.key, why)
        office = self._office_beside(known.name)
        return replace(actor, id=_stranger_id(known.name), name=known.name, kind=known.kind, office=office, why=why)

    def _office_beside(self, name: str) -> str | None:
        """ "X, governor of Y" and "Foreign Minister X": the office that the report gives with the full name."""
        after = self._office_after(name)
        if after is not None:
            return after
        start = self._text.find(name)
        if start < 0:
            return None
        before = self._text[max(0, start - 60) : start].split("\n")[-1].split()
        title: list[str] = []
        for word in reversed(before):
            if spell(word) in TITLES and spell(word) not in _MISTER and word[-1:] not in '.,;:"”':
                title.insert(0, word)
            else:
                break
        title = title[1:] if title[:1] == ["the"] or title[:1] == ["The"] else title
        return " ".join(title) or None

    def _office_after(self, name: str) -> str | None:
        start = self._text.find(name)
        after = self._text[start + len(name) : start + len(name) + 90] if start >= 0 else ""
        if not after.startswith(", "):
            return None
        phrase = after[2:].split(",")[0].split(".")[0].split("\n")[0]
        is_office = any(word in ROLES for word in fold(phrase).split()[:5]) and len(phrase) < 70
        return phrase.removeprefix("the ").strip() if is_office else None

    def _with_side(self, actor: Actor) -> Actor:
        if actor.side is not None or actor.id is None or actor.id not in self._book.actors:
            return actor
        return replace(actor, side=self._offices.side(actor.id, self._wars, self._date))

    def _label(self, key: str) -> str:
        return self._book.actors[key].name


def _agrees(known: Known, gender: str) -> bool:
    if gender == "it":
        return known.kind in ("organisation", "armed_group", "state")
    if gender == "they":
        return known.kind in ("organisation", "armed_group", "state", "collective")
    return known.kind == "person" and known.gender in (None, gender)


def _sounds_other(name: str, gender: str) -> bool:
    """Whether the given name sounds like the other gender: most in "a" are women's. A guess, weighed as one."""
    ends_in_a = name.split()[0].lower().endswith("a")
    return " " in name and ((gender == "f" and not ends_in_a) or (gender == "m" and ends_in_a))


def _is_place_name(start: int, names: Sequence[Found]) -> bool:
    return any(found.start <= start < found.end and found.is_place for found in names)


def _stranger_id(name: str) -> str:
    return row_id("a", loose(name))
