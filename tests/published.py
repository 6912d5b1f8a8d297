"""A small record for the tests of what leaves the house: names and words in it are as hostile as news can be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from factory import (
    DNIPRO_REGION,
    ENVOY,
    GOVERNOR,
    KYIV,
    MAYOR,
    MOSCOW,
    PAVLOHRAD,
    PRESIDENT,
    RUSSIA,
    UKRAINE_STATE,
    YAROVA,
    day,
    extraction,
    figure,
    interaction,
    mention,
    position,
    report,
    statement,
    strike,
    talk,
)
from grotius.model import Actor, Codes, Extraction, Place
from grotius.record import Record

CODES = Codes("ASSAULT", "19", "Explosions/Remote violence", "Air/drone strike", "state-based")
ONE_SIDED = Codes("ASSAULT", "18", "Violence against civilians", "Attack", "one-sided")
HOSTILE = '=cmd|"/c calc"!A1\r\n\u202e<script>alert(1)</script> ]]> \ufffe \x0b "quoted"; ../../etc/passwd'


def hostile_strike() -> Extraction:
    """A strike at a place, told by an outlet and claimed by a person, whose names would break a careless writer."""
    text = f"A strike {HOSTILE} killed 7 people. It hurt 3."
    of = replace(report(text, "2025-04-27", f"Outlet {HOSTILE}"), title=HOSTILE, url="javascript:alert(1)")
    town = Place(None, f"Town {HOSTILE}", 1, 'Region/ \\ "x"', "UA", 49.0, 36.0, "settlement")
    told = mention(
        of, "A strike", (town,), day("2025-04-27"), by=Actor(None, HOSTILE, None, "armed_group"), codes=CODES
    )
    who = Actor(None, f"@SUM(A1) {HOSTILE}", None, "person", "other")
    killed = figure(of, "killed 7 people", "killed", 7, mention=told.id, claimant=who, place=town, time=told.time)
    hurt = figure(of, "hurt 3", "injured", None, low=3, mention=told.id, place=town, time=told.time)
    return extraction(of, told, killed, hurt)


def coded_strikes() -> list[Extraction]:
    """With codes: one by a state, one against civilians, one only planned, one denied, one without day or place."""
    made = []
    for place, codes, words, more in (
        (YAROVA, CODES, "hit a depot", {"by": RUSSIA}),
        (PAVLOHRAD, ONE_SIDED, "shot at a bus", {"by": Actor(None, "Wolves", "wolves", "armed_group", "party")}),
        (KYIV, CODES, "plan to hit a bridge", {"actuality": "planned"}),
        (MOSCOW, CODES, "did not hit a tower", {"actuality": "denied", "claimant": RUSSIA}),
    ):
        text = f"Forces {words} in {place.name}. There were 4 dead."
        of = report(text, "2025-05-02", "Évening Post")
        told = mention(of, words, (place,), day("2025-05-01"), codes=codes, **more)
        rows: list[object] = [told]
        if "actuality" not in more:
            claim = {"mention": told.id, "claimant": GOVERNOR, "place": place, "time": told.time}
            rows.append(figure(of, "4 dead", "killed", 4, **claim))
        made.append(extraction(of, *rows))
    nowhere = report("Shells fell.", None, None)
    made.append(extraction(nowhere, replace(mention(nowhere, "Shells fell", (), codes=CODES), time=None)))
    return made


def talking() -> list[Extraction]:
    first = report("Ann Carter met Ivan Orlov in Moscow. He rejected a truce. He accused Ukraine.", "2025-04-25", "X")
    when = day("2025-04-25")
    second = report("Orlov now accepts a truce, he said.", "2025-05-03", "Y & Z")
    return [
        extraction(
            first,
            talk(first, "met", place=MOSCOW, time=when),
            position(first, "rejected a truce", stance="reject", time=when, party="russia"),
            statement(first, "rejected a truce", PRESIDENT, time=when, addressee=ENVOY),
            replace(interaction(first, "accused", PRESIDENT, UKRAINE_STATE), root="ACCUSE", place=MOSCOW, time=when),
            replace(interaction(first, "rejected", PRESIDENT, None), root="REJECT", modality="negated"),
        ),
        extraction(
            second, position(second, "accepts a truce", stance="accept", time=day("2025-05-03"), party="russia")
        ),
    ]


def publishable(path: Path) -> Record:
    """The record, merged, with a person's correction in it."""
    record = Record.open(path)
    for one in (
        strike(KYIV, 3, publisher="Alpha", name="a"),
        strike(KYIV, 9, publisher="Beta", name="b", claimant=MAYOR),
        strike(DNIPRO_REGION, None, publisher="Gamma", name="c", time=day("2025-04-20", "2025-04-26")),
        hostile_strike(),
        *coded_strikes(),
        *talking(),
    ):
        record.add(one)
    record.merge()
    wrong = next(row.figure.id for row in record.figures() if row.figure.best == 9)
    record.judge("correct", wrong, who="Mira O'Neil", why="the mayor took it back", field="best", value=8)
    return record
