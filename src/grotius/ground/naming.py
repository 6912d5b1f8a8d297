"""How a phrase that means somebody is made: titles, the name within it, whose it is."""

from __future__ import annotations

from grotius.folding import fold
from grotius.ground.lexicon import Lexicon
from grotius.ground.offices import spell

TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady president minister prime general gen colonel col captain capt major maj "
    "lieutenant lt sgt senator sen rep governor gov mayor judge justice king queen prince princess pope sheikh "
    "ayatollah ambassador commander admiral secretary chancellor premier professor prof father imam spokesman "
    "spokeswoman spokesperson chief head leader envoy adviser advisor director deputy vice foreign defence defense "
    "state interior activist correspondent analyst expert journalist scientist resident economist diplomat official "
    "lawyer doctor the acting former special first brigadier marshal cardinal bishop emir mullah mp regional "
    "military chairman chairwoman".split()
)
MISTER = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "lord": "m", "lady": "f"}
ROLES = frozenset(
    "spokesman spokeswoman spokesperson president minister governor mayor leader chief head secretary envoy adviser "
    "advisor ambassador chancellor premier commander director chairman chairwoman official officer diplomat general "
    "politician prosecutor speaker king emir pope ombudsman representative negotiator senator lawmaker analyst expert "
    "activist correspondent journalist editor deputy aide counterpart premier boss".split()
)
#: Roles that many have at once: never an office, and no one person unless the report names one.
COMMON_ROLES = frozenset(
    "politician official officer diplomat expert analyst activist journalist correspondent editor aide general "
    "lawmaker senator deputy representative".split()
)
COLLECTIVES = frozenset(
    "officials authorities witnesses residents activists analysts experts sources source media reports diplomats "
    "lawmakers politicians journalists doctors medics rescuers locals villagers militants rebels fighters people "
    "citizens civilians opposition allies leaders observers investigators prosecutors police researchers bloggers "
    "milbloggers others critics families relatives survivors representatives ministers soldiers troops forces "
    "parties countries nations sides members insurgents gunmen separatists commanders intelligence agencies officers "
    "spokesmen presidents premiers aides advisers envoys negotiators supporters opponents generals mediators".split()
)
#: Words of bodies and subjects that are written with capitals and end no person's name.
_NOT_NAMES = frozenset(
    "affairs commission agency ministry office council committee party union court police network department "
    "institute university media television tv radio news times post correspondent anchor group center centre defence "
    "defense interior finance justice health energy economy trade agriculture education culture".split()
)
_PREPOSITIONS = ("of", "in", "from", "for", "with", "at", "on", "to", "who", "near", "and", "by", "against", "as")


def bare(words: str) -> str:
    """Without quotation marks, a leading article and a closing possessive."""
    text = words.strip().strip("\"“”'‘’").removesuffix("'s").removesuffix("’s").strip(" ,;:")
    if text.endswith(".") and "." not in text.split()[-1][:-1]:
        text = text.rstrip(".")
    first, _, rest = text.partition(" ")
    return rest if first.lower() in ("the", "a", "an") and rest else text


def capital_runs(words: str) -> list[str]:
    """Stretches of capitalised words that are no titles: "Igor Konashenkov" in "Maj Gen Igor Konashenkov"."""
    runs: list[list[str]] = [[]]
    for word in words.replace(",", " , ").split():
        bare = word.strip(".'\"’“”")
        joined = bare.lower() in ("al", "von", "van", "de", "der", "la", "bin", "da", "el") and runs[-1]
        starts = bare[:1].isupper() or bare.lower().startswith(("al-", "el-"))
        if (starts or joined) and bare.lower() not in TITLES:
            runs[-1].append(bare.removesuffix("'s").removesuffix("’s"))
        elif runs[-1]:
            runs.append([])
    return [" ".join(run) for run in runs if run]


def last_capital(words: str) -> str | None:
    runs = capital_runs(words)
    return runs[-1].split()[-1] if runs else None


def last_capital_is_name(words: str, titles: set[str], lexicon: Lexicon) -> bool:
    """Whether the phrase ends in somebody's name, not in a title, a state or a body."""
    last = words.split()[-1]
    if not last[:1].isupper() or spell(last) in titles | ROLES | _NOT_NAMES:
        return False
    runs = capital_runs(words)
    tail = runs[-1] if runs else last
    return not lexicon.find(tail) and not lexicon.find(last)


def without_owner(words: str, lexicon: Lexicon) -> str:
    kept = []
    for word in words.split():
        bare = word.removesuffix("'s").removesuffix("’s")
        if any(entry.sort in ("demonym", "actor") for entry in lexicon.find(bare)) or bare.lower() in ("of", "the"):
            continue
        kept.append(word)
    return " ".join(kept)


def before_preposition(plain: list[str]) -> list[str]:
    for i, word in enumerate(plain):
        if i and word in _PREPOSITIONS[:11]:
            return plain[:i]
    return plain


def is_indefinite(words: str) -> bool:
    return words.lower().startswith(
        ("a ", "an ", "one ", "another ", "some ", "several ", "unnamed ", "any ", "no ", "every ", "each ", "many ")
    )


def is_role(words: str) -> bool:
    plain = before_preposition(fold(words).split())
    return bool(plain) and plain[-1] in ROLES


def is_owned(words: str, name: str) -> bool:
    """ "the mayor of Testove", "the Ministry of Foreign Affairs", "the Agency's spokesman": not the person's name."""
    start = words.find(name)
    if start < 0:
        return False
    after = words[start + len(name) :]
    if after[:2] in ("'s", "’s") and after[2:].strip():
        return True
    before = fold(words[:start]).split()
    while before and " " not in name and before[-1] in TITLES and before[-1] not in MISTER and before[-1] not in ROLES:
        before.pop()
    return before != [] and before[-1] in ("of", "for", "in", "at", "from", "to", "the")


def ends_as_name(words: str, run: str) -> bool:
    """Whether a run of capitals may be the person's name: at the phrase's end, or before "in", "from" or a comma."""
    start = words.rfind(run)
    after = words[start + len(run) :].lstrip("'s’\"”)")
    if run.split()[-1].lower() in _NOT_NAMES or words[max(0, start - 1) : start] in ('"', "“"):
        return False
    following = after.split()[:1]
    return not following or after[:1] in ",(-–" or following[0].lower() in (*_PREPOSITIONS, "said", "told")


def possessed(words: str, start: int, end: int) -> str | None:
    """What belongs to the person named at these bounds: "troops" in "Putin's troops" and "the troops of Mr Putin"."""
    after = words[end:].replace("’", "'")
    if after.startswith(("'s ", "' ")):
        return after.partition(" ")[2].strip() or None
    head, found, between = words[:start].rpartition(" of ")
    last = fold(between).split()[-1:]
    return head if found and "," not in between and (not last or last[0] in ROLES or last[0] in MISTER) else None


def head_noun(words: str) -> str:
    """The last word before a preposition: "official" in "an official from Testland"."""
    plain = before_preposition(fold(words).split())
    return plain[-1] if plain else ""
