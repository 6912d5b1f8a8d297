"""How ``benchmarks attribution`` turns statements into spans and counts them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import attribution
from benchmarks.attribution.cofenet import decoded, on_tokens, passages, samples
from benchmarks.attribution.conventions import Marked
from benchmarks.attribution.scoring import Scores
from grotius.run import Engine


@pytest.fixture(scope="module")
def rules(engine: Engine) -> attribution.Rules:
    return attribution.Rules(engine)


def _words(rules: attribution.Rules, text: str) -> set[tuple[str, str]]:
    return {(span.kind, text[span.start : span.end]) for span in rules(text, "test")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The minister has said that the bridge will reopen.",
            {("source", "The minister"), ("cue", "has said"), ("content", "that the bridge will reopen")},
        ),
        (
            "“We are not afraid,” said Anna Berg, a teacher. “We will stay.”",
            {
                ("source", "Anna Berg, a teacher"),
                ("cue", "said"),
                ("content", "“We are not afraid,”"),
                ("content", "“We will stay.”"),
            },
        ),
        (
            "The mayor spoke on Monday. He said the roads were open.",
            {("source", "He"), ("cue", "said"), ("content", "the roads were open")},
        ),
    ],
)
def test_spans_follow_the_annotators_conventions(
    rules: attribution.Rules, text: str, expected: set[tuple[str, str]]
) -> None:
    assert expected <= _words(rules, text)


def test_only_the_outermost_attribution_is_marked(rules: attribution.Rules) -> None:
    found = _words(rules, "Berg said the council had claimed that nobody was hurt.")
    assert [words for kind, words in found if kind == "cue"] == ["said"]


def test_labels_are_decoded_as_cofenet_does() -> None:
    labels = ["B-source", "I-source", "B-cue", "I-content", "B-content", "B-content", "O", "I-cue"]
    assert decoded(labels) == {
        Marked("source", 0, 2),
        Marked("cue", 2, 3),
        Marked("content", 4, 5),
        Marked("content", 5, 6),
    }


def test_tokens_are_written_out_as_text_and_found_again(tmp_path: Path) -> None:
    row = {"tokens": ["``", "No", ",", "''", "she", "said", "."], "labels": ["O"] * 7, "id": "a"}
    path = tmp_path / "valid.txt"
    path.write_text(json.dumps(row) + "\n" + json.dumps(row | {"id": "b"}) + "\n", "utf-8")
    first, second = passages(samples(path))
    assert first.text == "“No,” she said.\n\n"
    assert second.id == "b"
    assert on_tokens({Marked("content", 0, 5)}, first.places[0]) == {Marked("content", 0, 4)}


def test_scores_count_exact_spans_and_covered_positions() -> None:
    scores = Scores()
    scores.add({Marked("cue", 0, 4), Marked("source", 10, 14)}, {Marked("cue", 0, 8), Marked("source", 10, 14)})
    table = scores.table()
    assert table["source.f1"] == 1.0
    assert table["cue.f1"] == 0.0
    assert table["cue.overlap_f1"] == pytest.approx(2 / 3)


def test_a_folder_is_scored_by_its_files(tmp_path: Path) -> None:
    row = {"id": "r", "text": "Berg said no.", "attributions": [{"source": [[0, 4]], "cue": [[5, 9]], "content": []}]}
    (tmp_path / "polnear_dev.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    result = attribution.score(tmp_path, lambda text, name: {Marked("source", 0, 4), Marked("cue", 0, 9)})
    assert result.n == 1
    assert result.scores["source.f1"] == 1.0
    assert result.scores["polnear_dev.cue.f1"] == 0.0
    assert {case.kind for case in result.cases} == {"missed", "invented"}
