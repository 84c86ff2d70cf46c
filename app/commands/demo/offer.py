"""What is taught in a territory, now and within twelve months, against what its firms need.

Targets of surveys/demo_network.yaml: the offer covers 62 % of the firms' demand, 78 % within twelve
months, and the rank correlation of demand and offer over the network is .55.
"""

from dataclasses import dataclass

import numpy as np

from app.commands.demo.chance import Bools, Floats, standard, stream

COVERED_NOW, COVERED_SOON = 0.62, 0.78
NEARNESS = 0.55  # correlation of appeal to providers with demand, over the network's skills
LOCAL_SD = 0.5  # what providers of one territory add to the network's appeal


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """A column a skill. appeal: logits; now, soon: what somebody teaches, or could start to teach;
    needed: share of the territory's firms."""

    appeal: Floats
    now: Bools
    soon: Bools
    needed: Floats


def draw_offers(needed: Floats, seed: int) -> tuple[Offer, ...]:
    """The offer of each territory. needed: shares by 2030, a row a territory, a column a skill."""
    rng = stream(seed, "offer")
    demand = standard(needed.mean(axis=0))
    own = standard(_apart_from(demand, rng.normal(size=len(demand))))
    shared = NEARNESS * demand + np.sqrt(1 - NEARNESS**2) * own
    return tuple(_offer(shared + rng.normal(0, LOCAL_SD, len(row)), row) for row in needed)


def _apart_from(demand: Floats, noise: Floats) -> Floats:
    """The part of the noise that demand does not explain: the correlation is then exact."""
    return noise - demand * float(demand @ noise) / float(demand @ demand)


def _offer(appeal: Floats, needed: Floats) -> Offer:
    now = _covering(appeal, needed, COVERED_NOW)
    later = _covering(appeal + 10.0 * now, needed, COVERED_SOON)
    return Offer(appeal, now, later & ~now, needed)


def _covering(appeal: Floats, needed: Floats, share: float) -> Bools:
    """The most appealing skills whose demand adds up to about the share."""
    order = np.argsort(-appeal)
    covered = np.cumsum(needed[order]) / needed.sum()
    count = int(np.argmin(np.abs(covered - share))) + 1
    chosen = np.zeros(len(appeal), bool)
    chosen[order[:count]] = True
    return chosen
