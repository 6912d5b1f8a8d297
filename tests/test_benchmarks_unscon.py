"""How ``benchmarks unscon`` reads speeches and counts who criticises whom."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import unscon
from grotius.run import Engine


@pytest.fixture(scope="module")
def reader(engine: Engine) -> unscon.Reader:
    return unscon.Reader(engine)


@pytest.mark.parametrize(
    ("file_id", "speaker"),
    [
        ("UNSC_2014_SPV.1_spch005_France_00.txt", "france"),
        ("UNSC_2014_SPV.1_spch025_Ukraine2_00_GD.txt", "ukraine"),
        ("UNSC_2014_SPV.1_spch006_United_States_Of_AmericaA_00_GD.txt", "united_states_of_america"),
        ("UNSC_2014_SPV.1_spch025_Indonesia_neg%2000.txt", "indonesia"),
        ("UNSC_2016_SPV.1_spch011_Venezuela_(Bolivarian_Republic_Of)_00_GD.txt", "venezuela"),
        ("UNSC_2016_SPV.1_spch070_NAMIBIA_00_GD.txt", "namibia"),
    ],
)
def test_the_speaker_is_in_the_name_of_the_file(file_id: str, speaker: str) -> None:
    assert unscon.speaker_of(file_id) == speaker


def test_a_state_is_known_by_its_name_in_the_data(reader: unscon.Reader) -> None:
    assert reader.state("russian_federation") == "state-ru"


def test_the_target_is_the_state_that_acts_and_stays_until_another_is_named(reader: unscon.Reader) -> None:
    text = "We thank the Secretary-General. Russia has violated the rights of Ukraine. We condemn those crimes."
    found = [item.target for item in reader.read(text, "state-fr")]
    assert found == ["state-ru", "state-ru"]


def test_units_and_pairs_are_counted(reader: unscon.Reader, tmp_path: Path) -> None:
    def unit(words: str, conflict: str, target: str) -> dict[str, str]:
        empty = {"Direct_NegEval": conflict, "Indirect_NegEval": "0", "Challenge": "0", "Correction": "0", "B3": "_"}
        name = "UNSC_2014_SPV.1_spch005_France_00.txt"
        return {"file_id": name, "EDU_text": words, "Binary_Conflict_score": conflict, "A4": target} | empty

    rows = [unit("Russia has violated the Charter .", "1", "russian_federation"), unit("I thank you .", "0", "_")]
    (tmp_path / "edus.jsonl").write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    result = unscon.score(tmp_path, reader)
    assert result.scores["conflict.f1"] == 1.0
    assert result.scores["dyads.f1"] == 1.0
    assert result.scores["target"] == 1.0
