"""Cross-impact balances: which scenarios hold together, how far each one reaches, and why."""

from app.foresight.cross_impact.matrix import Matrix
from app.foresight.cross_impact.reasons import Influence, Reason, reasons
from app.foresight.cross_impact.robustness import Experts, Robustness, robustness
from app.foresight.cross_impact.search import Scenario, Search, consistent_scenarios
from app.foresight.cross_impact.weights import Weight, Weights, weights

__all__ = [
    "Experts",
    "Influence",
    "Matrix",
    "Reason",
    "Robustness",
    "Scenario",
    "Search",
    "Weight",
    "Weights",
    "consistent_scenarios",
    "reasons",
    "robustness",
    "weights",
]
