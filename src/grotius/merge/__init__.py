"""The merge room: many tellings in, one happening out, with every claim side by side.

In come tellings (a mention of fighting or a talk, and which report it stands in) and people's judgements; out go
clusters, the happening that each adds up to, the reconciled figures under a named rule, and the disagreements. All of
it is pure: the same tellings give the same clusters in whatever order they arrived. It never reads or writes a store,
and it never throws a claim away.
"""

from grotius.merge.block import kept, sought
from grotius.merge.camps import Camp, camp_of, camps, country_of, whole_of
from grotius.merge.claim import Claim
from grotius.merge.claims import Reconciled, reconcile
from grotius.merge.cluster import Clustering, cluster, reach
from grotius.merge.compare import Comparison, compare
from grotius.merge.copies import Wording, is_nearly, wording, wording_of
from grotius.merge.disagreements import Disagreement, disagreements
from grotius.merge.edge import Edge, Judgement
from grotius.merge.happening import Happening, happening
from grotius.merge.history import Step
from grotius.merge.likeness import Likeness, likeness
from grotius.merge.order import by_time
from grotius.merge.origins import independent
from grotius.merge.people import named_people
from grotius.merge.reference import Known, Matched, Matching, match
from grotius.merge.repeats import link_repeats
from grotius.merge.rules import RULES, checked_rule
from grotius.merge.stances import Line, Stand, lines
from grotius.merge.telling import Telling
from grotius.merge.things import things
from grotius.merge.titles import fighting_at, title
from grotius.merge.waves import parents
from grotius.merge.weights import Feature, Weights, weights_of
from grotius.merge.wholes import is_counted_wave, may_go_on, of_waves

__all__ = [
    "RULES",
    "Camp",
    "Claim",
    "Clustering",
    "Comparison",
    "Disagreement",
    "Edge",
    "Feature",
    "Happening",
    "Judgement",
    "Known",
    "Likeness",
    "Line",
    "Matched",
    "Matching",
    "Reconciled",
    "Stand",
    "Step",
    "Telling",
    "Weights",
    "Wording",
    "by_time",
    "camp_of",
    "camps",
    "checked_rule",
    "cluster",
    "compare",
    "country_of",
    "disagreements",
    "fighting_at",
    "happening",
    "independent",
    "is_counted_wave",
    "is_nearly",
    "kept",
    "likeness",
    "lines",
    "link_repeats",
    "match",
    "may_go_on",
    "named_people",
    "of_waves",
    "parents",
    "reach",
    "reconcile",
    "sought",
    "things",
    "title",
    "weights_of",
    "whole_of",
    "wording",
    "wording_of",
]
