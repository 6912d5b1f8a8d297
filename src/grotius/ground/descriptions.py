"""Who is described: "the Russian leader", "Ukraine's foreign minister", "his envoy", "the minister"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grotius.folding import fold
from grotius.ground.answers import Answers
from grotius.ground.lexicon import Lexicon
from grotius.ground.naming import (
    COMMON_ROLES,
    ROLES,
    is_indefinite,
    last_capital_is_name,
)
from grotius.ground.offices import Offices, is_head_word, spell, title_key
from grotius.ground.owners import Owners
from grotius.ground.pronouns import Pronouns
from grotius.ground.register import Known, Register
from grotius.model import Actor

_STOPS = frozenset({"of", "for", "to", "in", "from", "at", "on", "with", "who", "and"})
_FORMER = frozenset({"former", "ex", "onetime", "erstwhile"})
_LESSER = frozenset({"deputy", "vice", "assistant", "under", "elect", "designate", "incoming", "would"})
_LONGEST_TITLE = 6
#: Words beside a title that say nothing of the office.
_PLAIN = frozenset(
    "the a an of and its his her their own new current then acting top senior long time longtime hardline veteran late "
    "populist democratic republican conservative labour centrist right left wing old year embattled s this that "
    "country countrys nations nation prime male female first republic state states federation".split()
)
_FIELDS = {"diplomacy": "foreign minister", "government": "prime minister", "state": "head of state"}
#: "opposition leader", "military leader": not who leads the state.
_OTHER_LEADERS = frozenset(
    "opposition parliamentary rebel separatist military church union student regional protest religious political "
    "tribal party council parliament business community local world group spiritual resistance faction district "
    "youth army city town village province delegation team unit company railway railways".split()
)
_OF_THE_COUNTRY = ("of the country", "of this country", "of that country", "this countrys", "the countrys")
_NOT_ONE = 60


class Descriptions:
    """Resolves what names an office or a role instead of a name."""

    def __init__(
        self,
        lexicon: Lexicon,
        offices: Offices,
        answers: Answers,
        register: Register,
        owners: Owners,
        pronouns: Pronouns,
        text: str,
        date: str | None,
    ) -> None:
        self._lexicon = lexicon
        self._offices = offices
        self._answers = answers
        self._register = register
        self._owners = owners
        self._pronouns = pronouns
        self._text = text
        self._date = date

    def resolve(self, actor: Actor, words: str, position: int) -> Actor | None:
        former = bool(_FORMER & set(fold(words).split())) or self._is_former(position)
        if not former:
            titled = self._offices.titled(words, self._date)
            if len(titled) == 1:
                return self._answers.entry(actor, titled[0], f"{words!r}: who held the office at the time")
        if is_indefinite(actor.name) or last_capital_is_name(words, self._offices.titles, self._lexicon):
            return None
        if "counterpart" in fold(words).split():
            return self._counterpart(actor, words, position)
        title = max((self._title_in(phrase) or "" for phrase in (words, self._owners.without_owner(words))), key=len)
        if not title:
            return None
        owner = self._owners.owner(words, position)
        if owner is None:
            return self._without_owner(actor, words, title, position)
        if former:
            past = self._offices.former(owner, title, self._date)
            if len(past) == 1:
                return self._answers.entry(actor, past[0], f"{words!r}: once {title} of {self._answers.label(owner)}")
            why = f"one of those who were {title} of {self._answers.label(owner)}"
            return replace(actor, kind="person", why=why)
        return self._holder(actor, words, title, owner, position)

    def _holder(self, actor: Actor, words: str, title: str, owner: str, position: int) -> Actor | None:
        label = self._answers.label(owner)
        unknown = replace(
            actor, kind="office", office=title, why=f"no {title} of {label} at the time is in the codebook"
        )
        if title in COMMON_ROLES:
            return self._same_office(actor, title, position, owner)
        more = [word for word in self._more_words(words, title) if word not in self._owners.names_of(owner)]
        if is_head_word(title) and more:
            field = next((_FIELDS[word] for word in more if word in _FIELDS), None)
            body = None if field or title == "leader" else self._owners.general_body(words, owner)
            if field is None and body is None and (_OTHER_LEADERS & set(more) or title in ("head", "chief", "boss")):
                return unknown
            title, owner, more = (field or title), (body or owner), []
        keys = self._offices.holder(owner, title, self._date) or self._offices.holder_above(owner, title, self._date)
        keys = self._fitting(keys, title, more, words)
        if len(keys) == 1:
            day = f" on {self._date[:10]}" if self._date else ""
            return self._answers.entry(actor, keys[0], f"{words!r}: {title} of {label}{day}")
        if not keys:
            return unknown
        known = [k for k in self._register.before(position) if k.key in keys]
        if known:
            return self._answers.entry(actor, str(known[-1].key), f"{words!r}: the one named in the report")
        return replace(actor, kind="person", why=f"more than one {title} of {label} at the time")

    def _fitting(self, keys: list[str], title: str, more: list[str], words: str) -> list[str]:
        """Those whose office says what the phrase says: "infrastructure minister" is no other minister."""
        offices = {key: set(spell(self._offices.office_of(key, self._date) or "").split()) for key in keys}
        if _LESSER & set(more):
            return [key for key in keys if _LESSER & set(more) <= offices[key]]
        any_field = title.split()[-1] in ("minister", "secretary")
        fields = {word for word in more if any_field or self._offices.is_field(word)}
        if fields:
            keys = [key for key in keys if fields <= offices[key]]
        if len(keys) < 2:
            return keys
        wanted = set(spell(words).split()) - {"of", "the"}
        top = max(len(wanted & offices[key]) for key in keys)
        return [key for key in keys if len(wanted & offices[key]) == top]

    def _more_words(self, words: str, title: str) -> list[str]:
        """What the phrase says beside the title and whose it is."""
        owned = {spell(word) for word in words.split() if word.replace("’", "'").endswith("'s")}
        rest = " ".join(word for word in spell(self._owners.without_owner(words)).split() if f"{word}s" not in owned)
        used = set(title.split()) | _PLAIN
        return [word for word in rest.split() if word not in used]

    def _title_in(self, words: str) -> str | None:
        """The longest title in what stands before "of", "for"; titles such as "minister of defence" go across."""
        plain = spell(words).split()
        stop = next((i for i, word in enumerate(plain) if i and word in _STOPS), len(plain))
        for size in range(_LONGEST_TITLE, 0, -1):
            for i in range(min(stop, len(plain) - size + 1)):
                title = " ".join(plain[i : i + size])
                ends = i + size >= stop
                if ends and title in self._offices.titles:
                    return title
        last = plain[stop - 1] if plain else ""
        return last if last in ROLES else None

    # -- without a state or body in the phrase

    def _without_owner(self, actor: Actor, words: str, title: str, position: int) -> Actor | None:
        folded = fold(words)
        if any(mark in folded for mark in _OF_THE_COUNTRY):
            return self._same_office(actor, title, position)
        outside = words if " of " not in title else words.lower().replace(title, "")
        belongs = any(mark in outside for mark in (" of ", " for ", "'s ", "’s "))
        first = folded.split()[:1]
        if belongs or first in (["his"], ["her"], ["its"], ["their"]):
            if title in COMMON_ROLES or self._owners.is_person_inside(words):
                return None
            return replace(actor, kind="person", why=f"whose {title} it is, is not known")
        rest = [word for word in spell(words).split() if word not in (*title.split(), *_PLAIN, *_LESSER)]
        if len(rest) > 1:
            return None
        return self._same_office(actor, title, position, lesser=sorted(_LESSER & set(folded.split())))

    def _same_office(
        self, actor: Actor, title: str, position: int, owner: str | None = None, lesser: Sequence[str] = ()
    ) -> Actor | None:
        """ "the minister" is the nearest person before it who holds such an office or was called so."""
        plain = [*lesser, *spell(title).split()]
        if plain[-1] in COMMON_ROLES and self._is_unnamed(plain[-1], position):
            return replace(actor, kind="person", why=f"an unnamed {plain[-1]}, told of before")
        for known in reversed(self._register.before(position)):
            if owner and known.key and owner not in self._offices.chain(known.key, self._date):
                continue
            if known.kind == "person" and self._may_be_called(known, plain):
                return self._answers.known(actor, known, f"the {' '.join(plain)} named before: {known.name}")
        return None

    def _may_be_called(self, known: Known, title: list[str]) -> bool:
        last = title[-1].replace("woman", "man")
        if known.key is None:
            around = spell(self._text[max(0, known.start - _NOT_ONE) : known.end + _NOT_ONE]).split()
            return all(word in around for word in title)
        office = spell(self._offices.office_of(known.key, self._date) or "").replace("woman", "man")
        if last in ("leader", "head"):
            return is_head_word(last) and self._offices.is_leading(known.key, self._date)
        if last == "diplomat":
            return any(word in office for word in ("foreign minister", "secretary of state", "ambassador", "envoy"))
        if last == "politician":
            return office != "" and "general" not in office
        if last == "official":
            return office != "" and not self._offices.is_leading(known.key, self._date)
        lesser = [word for word in title if word in _LESSER]
        named = [*lesser, *title_key(" ".join(title[len(lesser) :])).split()]
        return all(word in office.split() for word in named)

    def _is_unnamed(self, role: str, position: int) -> bool:
        """Whether the role was last given to somebody without a name: "a US official said ...", then "the official"."""
        before = fold(self._text[max(0, position - 900) : position]).split()
        for i in range(len(before) - 1, -1, -1):
            if before[i] == role:
                return bool({"a", "an", "one", "another"} & set(before[max(0, i - 4) : i]))
        return False

    def _counterpart(self, actor: Actor, words: str, position: int) -> Actor | None:
        """ "his Russian counterpart": who holds in the other state the office that the one named before holds."""
        owner = self._owners.state(words)
        first = fold(words).split()[0]
        whose = self._pronouns.stands_for(first, position) if first in ("his", "her") else None
        if owner is None or whose is None or whose.key is None:
            return None
        office = self._offices.office_of(whose.key, self._date)
        title = office.split(",")[0] if office else ""
        keys = self._offices.counterpart(owner, title, self._date) if title else []
        if len(keys) == 1 and keys[0] != whose.key:
            return self._answers.entry(actor, keys[0], f"{words!r}: the counterpart of {whose.name}, {title}")
        return None

    def _is_former(self, position: int) -> bool:
        before = self._text[max(0, position - 10) : position].lower().replace("-", " ").split()[-1:]
        return before != [] and before[0] in _FORMER
