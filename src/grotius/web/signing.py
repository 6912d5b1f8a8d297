"""Decisions of a person, put into the record under their name and noted in the team's diary."""

from __future__ import annotations

from grotius.record import Merged
from grotius.record.judged import decided_since
from grotius.web.deciding import Decision, decide, take_back
from grotius.web.desk import Desk
from grotius.web.refusing import Forbidden, Overtaken
from grotius.web.visitor import Visitor


def signed(desk: Desk, visitor: Visitor, decision: Decision) -> Merged:
    """
    Raises:
        SettingsError, UnknownId, Overtaken: it makes no sense, or another person was first; one sentence says why.
    """
    target = f"{decision.id} {decision.other}" if decision.other else decision.id
    what = decision.judgement if decision.field is None else f"{decision.judgement} {decision.field}"
    with desk.diary.writes(visitor, f"judgement: {what}", target, decision.why):
        _not_overtaken(desk, decision, _name(visitor))
        return decide(desk, decision, _name(visitor))


def taken_back(desk: Desk, visitor: Visitor) -> Merged:
    with desk.diary.writes(visitor, "judgement: undo", "the last one"):
        return take_back(desk, _name(visitor))


def _not_overtaken(desk: Desk, decision: Decision, name: str) -> None:
    if decision.seen is None:
        return
    others = decided_since(desk.record, (decision.id, decision.other or decision.id), decision.seen, name)
    if others:
        last = others[-1]
        raise Overtaken(f"{last.who} decided on it in the meantime ({last.what}: {last.why}); look again.")


def _name(visitor: Visitor) -> str:
    """The door has let nobody in who may not write; this is the lock behind it."""
    if not visitor.decides or visitor.name is None:
        raise Forbidden("Only a reviewer may write.")
    return visitor.name
