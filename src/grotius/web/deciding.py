"""People's decisions as they come from a form or the API, checked and put into the record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from grotius.errors import SettingsError
from grotius.record import Merged
from grotius.record.encoding import is_storable
from grotius.record.judging import JUDGEMENTS
from grotius.record.undoing import undo
from grotius.web.asked import shown
from grotius.web.correcting import correction
from grotius.web.desk import Desk

_MOST = 2_000
FORM_WORDS = ("token", "judgement", "id", "other", "field", "value", "start", "end", "seen", "why", "next", "kind")


@dataclass(frozen=True, slots=True)
class Decision:
    """``start`` and ``end`` are of the words of the report that give the value, where some were selected. ``seen`` is
    the number of the record's last write when the person looked."""

    judgement: str
    id: str
    why: str
    other: str | None = None
    field: str | None = None
    value: str | None = None
    start: int | None = None
    end: int | None = None
    seen: int | None = None


def form_of(body: bytes, words: Collection[str] = FORM_WORDS) -> dict[str, str]:
    """A form as browsers send it, without words that it does not have; of a word given twice the last one."""
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=40)
    except (UnicodeDecodeError, ValueError):
        raise SettingsError("The form could not be read.") from None
    return {name: value for name, value in pairs if name in words}


def inside(target: str, otherwise: str) -> str:
    """Where a form leads on to: only to one of our own pages."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return otherwise
    plain = target.isascii() and target.isprintable() and "\\" not in target and len(target) <= _MOST
    own = target.startswith("/") and not target.startswith("//") and not (parts.scheme or parts.netloc)
    return target if plain and own else otherwise


def decision_of(form: Mapping[str, str]) -> Decision:
    for name, value in form.items():
        if len(value) > _MOST or any(char < " " and char not in "\n\r\t" for char in value):
            raise SettingsError(f"The value for {name} is too long or has characters that no text has.")
    return Decision(
        judgement=form.get("judgement", ""),
        id=form.get("id", ""),
        why=form.get("why", "").strip(),
        other=form.get("other") or None,
        field=form.get("field") or None,
        value=form.get("value") if form.get("field") else None,
        start=_number(form.get("start", "")),
        end=_number(form.get("end", "")),
        seen=_number(form.get("seen", "")),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else None


def decide(desk: Desk, decision: Decision, who: str) -> Merged:
    """Keep the decision.

    Raises:
        SettingsError, UnknownId: it makes no sense; one sentence says why.
    """
    if decision.judgement not in JUDGEMENTS:
        raise SettingsError(f"There is no judgement {shown(decision.judgement)!r}; it is {', '.join(JUDGEMENTS)}.")
    if not is_storable(decision.why) or not is_storable(decision.value or ""):
        raise SettingsError("The reason or the value has characters that no text has.")
    ids = (decision.id, decision.other) if decision.other else (decision.id,)
    value: object = None
    if decision.judgement == "correct":
        told = desk.record.show(decision.id)
        given = decision.field or "", decision.value or ""
        value = correction(desk, told, *given, decision.start, decision.end)
    return desk.record.judge(
        decision.judgement,  # type: ignore[arg-type]
        *ids,
        who=who,
        why=decision.why,
        field=decision.field if decision.judgement == "correct" else None,
        value=value,
    )


def take_back(desk: Desk, who: str) -> Merged:
    return undo(desk.record, who=who)
