"""How much each likeness counts comes from the codebook, and an overlay may change it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from factory import NEXT_TO_PAVLOHRAD, PAVLOHRAD, strike
from grotius.codebook import load
from grotius.errors import CodebookError
from grotius.merge import Telling, cluster, compare, likeness, weights_of
from grotius.merge.weights import NEVER, standard_weights
from grotius.model import Place


def told(name: str, place: Place) -> Telling:
    extraction = strike(place, 3, publisher=name)
    of = extraction.report
    return Telling(extraction.mentions[0], of.id, of.id, of.published, name, extraction.figures)


def test_every_feature_has_its_weight_in_the_codebook() -> None:
    weights = standard_weights()
    assert weights.by_feature["other_place"] == NEVER
    assert weights.by_feature["same_place"] > 0 > weights.by_feature["start"]


def test_a_reason_names_what_was_seen_and_what_it_counts() -> None:
    seen = compare(likeness(told("A", PAVLOHRAD)), likeness(told("B", PAVLOHRAD)))
    by_name = {feature.name: feature for feature in seen.features}
    assert by_name["same_place"].words == "both in Pavlohrad"
    assert seen.score == round(sum(feature.weight for feature in seen.features), 3)
    assert "both in Pavlohrad (+2.5)" in seen.reason


def test_an_overlay_moves_a_limit(tmp_path: Path) -> None:
    (tmp_path / "merging.yaml").write_text("near_km:\n  limit: 20\n", encoding="utf-8")
    tellings = [told("A", PAVLOHRAD), told("B", NEXT_TO_PAVLOHRAD)]
    assert len(cluster(tellings).clusters) == 2
    assert len(cluster(tellings, weights=weights_of(load(tmp_path))).clusters) == 1


def test_an_overlay_rules_out(tmp_path: Path) -> None:
    (tmp_path / "merging.yaml").write_text("same_mode:\n  weight: never\n", encoding="utf-8")
    tellings = [told("A", PAVLOHRAD), told("B", PAVLOHRAD)]
    assert len(cluster(tellings, weights=weights_of(load(tmp_path))).clusters) == 2


def test_what_the_comparison_needs_must_be_there() -> None:
    book = load()
    left = {name: entry for name, entry in book.merging.items() if name != "near_km"}
    with pytest.raises(CodebookError, match="near_km"):
        weights_of(replace(book, merging=left))
