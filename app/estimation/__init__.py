"""Weights, estimates and their errors, and what may be published. Numbers in, numbers out."""

from app.estimation.calibration import calibrate
from app.estimation.design import Design
from app.estimation.estimates import Estimate
from app.estimation.means import mean, ratio, total
from app.estimation.replicates import replicate, replicated
from app.estimation.shares import share

__all__ = [
    "Design",
    "Estimate",
    "calibrate",
    "mean",
    "ratio",
    "replicate",
    "replicated",
    "share",
    "total",
]
