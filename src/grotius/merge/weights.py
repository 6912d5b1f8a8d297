"""How much each likeness or difference counts, as the codebook has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from grotius.codebook import Codebook
from grotius.codebook.shapes.merging import MergingEntry
from grotius.errors import CodebookError
from grotius.merge.book import our_codebook

NEVER = -12.0
"""Rules a pair out whatever else agrees."""


@dataclass(frozen=True, slots=True)
class Feature:
    """What was seen, by its id in the codebook; what it counts for; and the same in words."""

    name: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Weights:
    """``by_feature`` are the weights by the ids of the codebook; the rest are its limits.

    ``alike`` are the modes of attack that are easily taken for each other.
    """

    by_feature: Mapping[str, float]
    alike: tuple[frozenset[str], ...]
    hours_apart: float
    night_apart: float
    long_days: float
    near_km: float
    near_km_of_one_name: float
    far_factor: float
    rounded: float
    few: float

    def saw(self, feature: str, words: str) -> Feature:
        return Feature(feature, self.by_feature[feature], words)


def weights_of(codebook: Codebook) -> Weights:
    """The weights and limits of a codebook.

    Raises:
        CodebookError: one that the comparison needs is missing.
    """
    entries = codebook.merging
    limits = {name: _limit(entries, name) for name in _LIMITS}
    by_feature = {name: _weight(entries, name) for name in FEATURES}
    return Weights(by_feature, tuple(frozenset(group) for group in entries["near_mode"].alike), **limits)


@cache
def standard_weights() -> Weights:
    """Those of our codebook."""
    return weights_of(our_codebook())


def _limit(entries: Mapping[str, MergingEntry], name: str) -> float:
    entry = entries.get(name)
    if entry is None or entry.limit is None:
        raise CodebookError(f"merging.yaml: the limit {name!r} is missing; the comparison of tellings needs it.")
    return entry.limit


def _weight(entries: Mapping[str, MergingEntry], name: str) -> float:
    entry = entries.get(name)
    if entry is None or entry.weight is None:
        raise CodebookError(f"merging.yaml: the weight {name!r} is missing; the comparison of tellings needs it.")
    return NEVER if entry.weight == "never" else entry.weight


_LIMITS = tuple(field.name for field in fields(Weights) if field.name not in ("by_feature", "alike"))
FEATURES = (
    "start",
    "other_kind",
    "same_report",
    "same_place",
    "same_region",
    "inside",
    "near",
    "same_country",
    "country_and_places",
    "place_unknown",
    "other_place",
    "wave_and_part",
    "same_day",
    "days_touch",
    "days_overlap",
    "day_from_publication",
    "next_day",
    "other_night",
    "other_hour",
    "long_ago",
    "day_unknown",
    "far_in_time",
    "same_mode",
    "near_mode",
    "other_mode",
    "same_actor",
    "other_actor",
    "other_actuality",
    "same_target",
    "other_target",
    "same_person",
    "figures_agree",
    "figures_far",
    "salvo_agrees",
    "salvo_differs",
    "salvo_disputed",
    "participants_shared",
    "participant_shared",
    "sides_shared",
    "both_called_off",
    "participants_differ",
    "extra_participants",
    "other_participants",
    "talk_moved",
    "call_or_meeting",
    "talk_other_place",
    "status_clash",
    "same_ordinal",
    "one_ordinal",
    "other_ordinal",
)
