"""People's decisions in words: those that stand, each once, and those that a later one took the place of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from grotius.english import day, ended, listed
from grotius.record.rows import Reason, Verdict
from grotius.record.ties import Tie

_VERBS = {"confirm": "confirmed", "reject": "rejected"}
_MOST_NAMED = 3


def standing(verdicts: Sequence[Verdict]) -> tuple[list[Verdict], list[Verdict]]:
    """Of the decisions on one row or event those that stand, and those that a later one took the place of."""
    last: dict[str | None, Verdict] = {}
    for verdict in verdicts:
        if None in last and last[None].decision == "reject":
            del last[None]  # whatever is decided later takes a thing back that was rejected
        last[verdict.field] = verdict  # confirmed and rejected have no field: the later of them holds
    kept = set(map(id, last.values()))
    return [v for v in verdicts if id(v) in kept], [v for v in verdicts if id(v) not in kept]


def on_value(verdicts: Sequence[Verdict], what: str, id: str) -> Iterator[Reason]:
    """Decisions on one row or event; ``what`` names it in the middle of a sentence."""
    stands, overruled = standing(verdicts)
    for part, is_over in ((stands, False), (overruled, True)):
        for verdict, did in _each_once(part, what):
            sentence = f"{verdict.who} {did} on {day(verdict.at)}: {ended(verdict.why)}"
            if is_over:
                sentence += " A later decision took its place."
            yield Reason(sentence, verdict.who, verdict.at, about="overruled" if is_over else "decision", on=(id,))


def _each_once(verdicts: Iterable[Verdict], what: str) -> Iterator[tuple[Verdict, str]]:
    """One decision that sets several fields is told once."""
    grouped: dict[tuple[str, str, str], list[Verdict]] = {}
    for verdict in verdicts:
        grouped.setdefault((verdict.at, verdict.who, verdict.decision), []).append(verdict)
    for (_, _, decision), group in grouped.items():
        yield group[0], _set(group, what) if decision == "correct" else f"{_VERBS[decision]} {what}"


def _set(group: Sequence[Verdict], what: str) -> str:
    values = {verdict.field or "": value_in_words(verdict.value) for verdict in group}
    if set(values) == {"low", "best", "high"} and len(set(values.values())) == 1:
        return f"set the number of {what} to {values['best']}"
    told = (f"the {field.replace('_', ' ')} of {what} to {value}" for field, value in values.items())
    return f"set {listed(told)}"


def value_in_words(text: str | None) -> str:
    """A value of a decision, which is JSON: names instead of whole places and actors."""
    try:
        return _told(json.loads(text or "null"))
    except ValueError:
        return text or ""


def _told(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case dict():
            known = next((value[name] for name in ("name", "text") if value.get(name)), None)
            days = dict.fromkeys(str(value[end]) for end in ("start", "end") if value.get(end))
            return str(known) if known is not None else " to ".join(days) or "nothing"
        case list():
            return listed(map(_told, value)) or "nothing"
    return str(value).replace("_", " ")


def on_pairs(
    ties: Iterable[Tie], tellers: Mapping[str, str], others: Mapping[str, str], *, overruled: bool = False
) -> Iterator[Reason]:
    """Decisions on pairs, each told once however many tellings it bears on.

    ``tellers`` names the outlet of each telling of the happening, ``others`` the other happening that a telling is of.
    """
    decisions: dict[int, list[Tie]] = {}
    for tie in ties:
        if tie.left in tellers or tie.right in tellers:
            decisions.setdefault(tie.decision, []).append(tie)
    for group in decisions.values():
        first = group[0]
        ends = [end for tie in group for end in (tie.left, tie.right)]
        inside = listed((tellers[end] for end in ends if end in tellers), _MOST_NAMED)
        outside = listed((others[end] for end in ends if end not in tellers and end in others), _MOST_NAMED)
        sentence = f"{first.who} {_did(first.judgement, inside, outside)} on {day(first.at)}: {ended(first.why)}"
        if overruled:
            sentence += " A later decision took its place."
        on = tuple(dict.fromkeys(ends))
        yield Reason(sentence, first.who, first.at, about="overruled" if overruled else "decision", on=on)


def _did(judgement: str, inside: str, outside: str) -> str:
    if judgement == "same":
        return f"judged that what {inside} and what is told of {outside} is one" if outside else f"joined {inside}"
    what = f"it is the same as {outside}" if outside else f"{inside} tell one happening"
    apart = f"it apart from {outside}" if outside else f"what {inside} tell apart"
    return f"left open whether {what}" if judgement == "unsure" else f"kept {apart}"
