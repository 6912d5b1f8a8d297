"""Words to world: who, where and in which war.

In comes what the finders took from one report, with actors and places as bare words, and the report's document; out
goes the same rows with each actor and place resolved to one in the codebook or the place index, or left unresolved with
the reason. It also knows names before the parse (``Names``). It never changes a span and never invents a point.
"""

from grotius.ground.choose import distance_km
from grotius.ground.grounder import Grounder
from grotius.ground.index import PlaceIndex
from grotius.ground.names import Names
from grotius.ground.places import PlaceResolver, ReportPlaces
from grotius.ground.plain import PlainNames

__all__ = ["Grounder", "Names", "PlaceIndex", "PlaceResolver", "PlainNames", "ReportPlaces", "distance_km"]
