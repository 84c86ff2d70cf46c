"""Numbers of experts: by closed forms, of five answers at least, and none without a panel."""

from dataclasses import replace
from math import exp, log

import numpy as np
import pytest
from scipy import stats

from app.questionnaire.model import Answers
from app.reference.cells import NETWORK, Cell, Hidden
from app.releases.computing import compute
from app.releases.further import Expert, Further, Panel
from app.releases.indicators import chances, consensus, four_views
from app.releases.lists import Lists
from app.releases.samples import Samples
from tests.releases import made_answers, made_further
from tests.releases.made_further import SCORES

HERE = Samples("north")
BEFORE = (10, 30, 50, 60, 80, 90)
AFTER = (20, 30, 45, 60, 70, 90)
EFFECTS = ("good", "very_good", "good", "little", "good", "very_good")
KNOWN = ("1", "1", "2", "3", "1", "2")


def lists(after: tuple[int, ...] = AFTER, *, statements: int = 1) -> Lists:
    """Experts of one territory who answer the same questions on each statement."""
    plan = made_further.plan((), ())
    names = [f"ST{place:02}" for place in range(1, statements + 1)]
    made = tuple(made_further.statement(name) for name in names)
    experts = tuple(
        Expert(
            territory="north",
            group="g_res" if place < 5 else "g_firm",
            rounds={
                1: {name: answers(BEFORE[place], place) for name in names},
                2: {name: answers(after[place], place) for name in names},
            },
        )
        for place in range(len(after))
    )
    panel = Panel(plan=replace(plan, statements=made), scores=SCORES, experts=experts)
    return Lists(further=Further(panel=panel))


def answers(later: int, place: int) -> Answers:
    return {
        "E_EXP": KNOWN[place],
        "E_P30": later,
        "E_P35": later,
        "E_IMP": EFFECTS[place],
        "E_WISH": "make" if place < 3 else "leave",
        "E_LEVER": ("v_train",) if place < 4 else ("v_rule", "v_coop"),
    }


def one(cells: list[Cell], **by: str) -> Cell:
    (found,) = [each for each in cells if each.by == tuple(sorted(by.items()))]
    return found


def of_consensus(after: tuple[int, ...] = AFTER, place: str = "north") -> list[Cell]:
    return list(consensus.cells(Samples(place), lists(after), 7))


def test_the_pooled_chance_is_the_weighted_mean_of_the_log_odds() -> None:
    weights = [float(each) for each in KNOWN]
    logits = [log(each / (100 - each)) for each in AFTER]
    mean = sum(w * x for w, x in zip(weights, logits, strict=True)) / sum(weights)
    cell = one(list(chances.probabilities(HERE, lists(), 7)), horizon="h2035", statement="ST01")
    assert cell.value == pytest.approx(1 / (1 + exp(-mean)), abs=0.005)
    assert cell.low is not None
    assert cell.high is not None
    assert cell.low < (cell.value or 0) < cell.high
    assert (cell.n, cell.is_fragile, cell.audience) == ("5-9", True, "experts")


def test_width_verdicts_and_kappa_are_those_of_the_answers() -> None:
    cells = of_consensus()
    first, third = np.quantile(AFTER, (0.25, 0.75))
    by = {"question": "E_P35", "statement": "ST01"}
    assert one(cells, measure="iqr", **by).value == pytest.approx(third - first, abs=0.5)
    assert one(cells, measure="consensus", **by).value == 0.0
    apart = np.abs(np.subtract(BEFORE, AFTER)).mean()
    by_chance = np.abs(np.subtract.outer(BEFORE, AFTER)).mean()
    assert one(cells, measure="kappa", **by).value == pytest.approx(
        1 - apart / by_chance, abs=0.005
    )
    assert stats.wilcoxon(BEFORE, AFTER).pvalue > 0.05
    assert one(cells, measure="stable", **by).value == 1.0


def test_five_of_six_on_one_side_within_a_level_are_a_consensus_of_effect() -> None:
    cell = one(of_consensus(), measure="consensus", question="E_IMP", statement="ST01")
    assert cell.value == 1.0
    assert one(of_consensus(), measure="consensus", question="E_IMP").value == 1.0


def test_four_answers_are_never_told() -> None:
    cells = [
        *of_consensus(AFTER[:4]),
        *chances.probabilities(HERE, lists(AFTER[:4]), 7),
        *chances.agenda(HERE, lists(AFTER[:4]), 7),
    ]
    assert cells
    assert {each.hidden for each in cells} == {Hidden.BASE}
    assert all((each.value, each.low, each.high, each.n) == (None,) * 4 for each in cells)


def test_groups_are_told_for_the_network_and_of_five_at_least() -> None:
    assert not [each for each in of_consensus() if "group" in each.dimensions]
    cells = of_consensus(place=NETWORK)
    by = {"measure": "median", "question": "E_P35", "statement": "ST01"}
    assert one(cells, group="g_res", **by).value == np.median(AFTER[:5])
    assert one(cells, group="g_firm", **by).hidden is Hidden.BASE


def test_likely_and_strong_is_to_act() -> None:
    cells = list(chances.agenda(HERE, lists(), 7))
    effect = np.mean([SCORES["E_IMP"][each] for each in EFFECTS])
    assert one(cells, measure="impact", statement="ST01").value == pytest.approx(effect, abs=0.05)
    quadrants = {
        each.dimensions["quadrant"]: each.value for each in cells if "quadrant" in each.dimensions
    }
    assert quadrants == {"act": 1.0, "prepare": 0.0, "watch": 0.0, "leave": 0.0}
    unlikely = chances.agenda(HERE, lists((5, 10, 5, 15, 20, 10)), 7)
    assert one(list(unlikely), quadrant="prepare", statement="ST01").value == 1.0


def test_shares_have_the_exact_interval_and_the_lever_is_the_one_named_most() -> None:
    cells = list(chances.agenda(HERE, lists(), 7))
    will = one(cells, measure="will", statement="ST01")
    exact = stats.binomtest(3, 6).proportion_ci(method="exact")
    assert will.value == 0.5
    assert (will.low, will.high) == pytest.approx((exact.low, exact.high), abs=0.01)
    lever = one(cells, lever="v_train", statement="ST01")
    assert lever.value == pytest.approx(4 / 6, abs=0.005)


def test_an_index_of_experts_is_a_hundred_on_average() -> None:
    further = made_further.further(("s_a", "s_b", "s_c"), (), ("sv_group",))
    cells = list(chances.expected(Samples(NETWORK), Lists(further=further), 7))
    values = [each.value for each in cells]
    assert len(values) == 3
    assert np.mean([each for each in values if each is not None]) == pytest.approx(100, abs=1)


def test_ranks_and_concordance_belong_together() -> None:
    cells = compute(*made_answers.network(), 7, made_answers.LISTS).cells
    for name, sources in (("skills", 4), ("activities", 3)):
        found = [
            each
            for each in cells
            if each.indicator == "IND36"
            and each.territory == NETWORK
            and each.dimensions["over"] == name
        ]
        whole = [each for each in found if "measure" not in each.dimensions]
        ranks: dict[str, list[float]] = {}
        for each in found:
            if "measure" in each.dimensions:
                assert each.value is not None
                ranks.setdefault(each.audience, []).append(each.value)
        assert len(ranks) == sources
        chi2 = stats.friedmanchisquare(*np.transpose(list(ranks.values()))).statistic
        items = len(next(iter(ranks.values())))
        assert whole[0].value == pytest.approx(chi2 / (sources * (items - 1)), abs=0.005)


def test_a_network_without_experts_and_practices_has_no_such_cell_and_says_so() -> None:
    bare = replace(made_answers.LISTS, further=Further())
    found = compute(*made_answers.network(), 7, bare)
    assert not {"IND32", "IND33", "IND34", "IND36"} & {each.indicator for each in found.cells}
    assert not [each for each in found.cells if each.audience in ("experts", "practices")]
    assert [each for each in found.notes if each.startswith("network, ")] == [
        "network, experts: no panel has answered yet, so nothing is said of experts",
        "network, practices: none is told of yet, so nothing is said of practices",
    ]
    assert not list(four_views.cells(Samples(NETWORK), Lists(), 7))
