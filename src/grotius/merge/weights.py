"""How much each likeness or difference counts. Sums above zero mean: the same happening.

The unit is roughly a factor of e in the odds. A weight of ``NEVER`` rules the pair out whatever else agrees.
"""

from __future__ import annotations

from dataclasses import dataclass

NEVER = -12.0


@dataclass(frozen=True, slots=True)
class Weights:
    start: float = -1.0
    same_place: float = 2.5
    same_region: float = 1.5
    inside: float = 1.0
    near: float = 1.5
    same_country: float = 1.0
    country_and_places: float = 0.0
    place_unknown: float = -0.7
    other_place: float = NEVER
    wave_and_part: float = NEVER
    same_day: float = 1.5
    days_overlap: float = 0.3
    days_touch: float = 0.0
    day_from_publication: float = 0.3
    next_day: float = -2.5
    other_night: float = -6.0
    long_ago: float = -2.5
    day_unknown: float = -2.0
    far_in_time: float = NEVER
    other_hour: float = -4.5
    same_mode: float = 1.0
    near_mode: float = 0.3
    other_mode: float = -4.0
    same_actor: float = 0.5
    other_actor: float = -3.0
    other_actuality: float = NEVER
    figures_agree: float = 1.0
    figures_far: float = -1.5
    salvo_agrees: float = 2.5
    salvo_differs: float = -4.0
    same_target: float = 0.7
    other_target: float = -0.5
    same_report: float = -2.5
    participants_shared: float = 2.5
    participant_shared: float = 0.5
    participants_differ: float = NEVER
    extra_participants: float = -1.0
    talk_other_place: float = -3.0
    status_clash: float = -6.0
    same_ordinal: float = 1.0
    one_ordinal: float = -1.5
    other_ordinal: float = NEVER


HOURS_APART = 3
NIGHT_APART = 6
"""So many hours between two windows are a night or a day apart, not a slip of the clock."""
LONG_DAYS = 31
NEAR_KM = 5.0
NEAR_KM_COARSE = 15.0
FAR_FACTOR = 3.0
