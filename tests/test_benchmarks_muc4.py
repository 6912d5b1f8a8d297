"""Answer key, matching and case of the muc4 benchmark."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.muc4 import compared
from benchmarks.muc4.scoring import Fill, is_match, key_of, paired
from benchmarks.muc4.templates import INDIVIDUAL, TYPE, VICTIM, Template
from benchmarks.muc4.truecase import published, truecased
from grotius.language import Name

_EMPTY = {
    "MESSAGE: TEMPLATE": "1",
    "INCIDENT: TYPE": "ATTACK",
    "INCIDENT: INSTRUMENT ID": "-",
    "PERP: INDIVIDUAL ID": "-",
    "PERP: ORGANIZATION ID": "-",
    "PHYS TGT: ID": "-",
    "HUM TGT: NAME": "-",
    "HUM TGT: DESCRIPTION": "-",
}


def test_key_reads_alternatives_lines_and_optional_fills() -> None:
    row = _EMPTY | {"PERP: INDIVIDUAL ID": '"REBEL COLUMN" / "REBELS"\n? "A MAN"'}
    assert key_of(row).slots[INDIVIDUAL] == (Fill(("REBEL COLUMN", "REBELS")), Fill(("MAN",), optional=True))


def test_name_and_description_are_one_victim() -> None:
    row = _EMPTY | {"HUM TGT: NAME": '"LOPEZ"', "HUM TGT: DESCRIPTION": '"MAYOR": "LOPEZ"\n"DRIVER"'}
    assert key_of(row).slots[VICTIM] == (Fill(("LOPEZ", "MAYOR")), Fill(("DRIVER",)))


def test_fills_match_by_head() -> None:
    assert is_match(Fill(("URBAN GUERRILLAS",)), ["the guerrillas"])
    assert not is_match(Fill(("GUERRILLA LEADER",)), ["guerrilla"])


def test_templates_pair_only_with_their_type() -> None:
    ours = Template()
    ours.slots[TYPE] = [["BOMBING"]]
    key = key_of(_EMPTY)
    assert list(paired([key], [ours])) == [(key, None), (None, ours)]


def test_optional_templates_are_no_misses() -> None:
    row = _EMPTY | {"MESSAGE: TEMPLATE": "1 (OPTIONAL)"}
    scores, cases = compared([{"id": "m", "templates": [row]}], [[]])
    assert scores["f1"] == 0.0
    assert cases == []


class _Knows:
    def find(self, text: str, words: Sequence[tuple[int, int]]) -> Sequence[Name]:
        start = text.find("LIMA")
        return [Name(start, start + 4, "LIMA", "place")] if start >= 0 else []


def test_capitals_become_ordinary_text() -> None:
    text = "   LIMA, 3 MAY 89 (EFE) -- [TEXT] A BOMB WENT\nOFF IN LIMA.  NOBODY DIED."
    assert truecased(text, _Knows()) == "A bomb went off in Lima. Nobody died."
    assert published(text) == "1989-05-03"
