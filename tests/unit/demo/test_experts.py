"""Synthetic experts agree as often as the network's file states, and move toward their group."""

from pathlib import Path

import numpy as np
import pytest
import yaml

from app.commands.demo.chance import Floats
from app.commands.demo.experts import Opinions, chances, draw_beliefs, draw_opinions, revised
from app.questionnaire.panel import Plan
from app.questionnaire.reading.panels import read_panel

SURVEYS = Path(__file__).parents[3] / "surveys"
FILE = yaml.safe_load((SURVEYS / "demo_network.yaml").read_text("utf-8"))
PANEL = read_panel(SURVEYS / "delphi.yaml")
TERRITORIES = [each["code"] for each in FILE["territories"]]
EXPERTS = 8
LIMIT = 20  # points, of the middle half


def plan() -> Plan:
    """As many statements as the demo's: twelve, eight of skills, six of activities."""
    codes = {
        each.code: tuple(item.code for item in PANEL.lists[each.over])[
            : sum(pick.most for pick in each.picks)
        ]
        for each in PANEL.templates
    }
    return PANEL.planned(codes)


def drawn(seed: int) -> list[tuple[Opinions, Opinions]]:
    beliefs = draw_beliefs(plan(), seed)
    before = [draw_opinions(beliefs, each, EXPERTS, seed) for each in TERRITORIES]
    return [
        (each, revised(each, name, seed)) for each, name in zip(before, TERRITORIES, strict=True)
    ]


def agreed(told: Floats) -> float:
    first, third = np.nanquantile(told, (0.25, 0.75), axis=0)
    return float((third - first <= LIMIT).mean())


def test_the_stated_share_of_statements_is_in_consensus_after_the_second_round() -> None:
    target = next(
        each for each in FILE["latent_model"]["targets"] if each["stat"].startswith("Delphi")
    )
    seeds = [FILE["seed"], *range(1, 7)]
    after = [[chances(second) for _, second in drawn(seed)] for seed in seeds]
    whole = np.mean([agreed(np.vstack(each)) for each in after])
    by_place = np.mean([agreed(told) for each in after for told in each])
    assert whole == pytest.approx(target["value"], abs=target["tol"])
    assert by_place == pytest.approx(target["value"], abs=target["tol"])


def test_opinions_come_nearer_to_the_group_without_all_moving() -> None:
    for before, after in drawn(FILE["seed"]):
        one, other = chances(before), chances(after)
        assert np.nanstd(other, axis=0).mean() < np.nanstd(one, axis=0).mean()
        assert 0.2 < (one == other).mean() < 0.95


def test_chances_are_told_in_steps_of_five() -> None:
    told = chances(drawn(3)[0][0])
    given = told[~np.isnan(told)]
    assert ((given % 5 == 0) & (given >= 0) & (given <= 100)).all()
    assert 0 < np.isnan(told).mean() < 0.2


def test_the_same_seed_draws_the_same_answers() -> None:
    one, other = (chances(drawn(9)[2][1]) for _ in range(2))
    assert np.array_equal(one, other, equal_nan=True)
