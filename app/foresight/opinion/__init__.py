"""Groups of opinion among voters on statements: who votes alike, and what all groups share."""

from app.foresight.opinion.agreeing import Representative, group_informed_consensus, tallies
from app.foresight.opinion.clustering import silhouettes
from app.foresight.opinion.grouping import Grouping, Opinion, groups
from app.foresight.opinion.votes import one_way

__all__ = [
    "Grouping",
    "Opinion",
    "Representative",
    "group_informed_consensus",
    "groups",
    "one_way",
    "silhouettes",
    "tallies",
]
