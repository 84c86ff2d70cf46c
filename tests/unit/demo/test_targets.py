"""The populations hit the target statistics that surveys/demo_network.yaml states."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
import yaml
from numpy.typing import NDArray
from scipy.stats import spearmanr

from app.commands.demo.columns import Multiple, Number
from app.commands.demo.population import Population
from app.commands.demo.populations import Populations, draw_populations
from app.commands.demo.trainers import LEAD
from app.reference.audiences import Audience

pytestmark = pytest.mark.slow

SURVEYS = Path(__file__).parents[3] / "surveys"
NETWORK = yaml.safe_load((SURVEYS / "demo_network.yaml").read_text("utf-8"))
TARGETS = {each["stat"]: each for each in NETWORK["latent_model"]["targets"]}
SEEDS = (NETWORK["seed"], 1, 2, 3, 4, 5)
FIRMS, RESIDENTS, TRAINERS = Audience.FIRMS, Audience.RESIDENTS, Audience.TRAINERS
HOURS = {"h0": 0.0, "h2": 1.0, "h8": 5.0, "h20": 14.0, "h21": 30.0}  # scores of F_HRTIME


@pytest.fixture(scope="module", params=SEEDS)
def network(request: pytest.FixtureRequest) -> Populations:
    """One at a time: pytest runs all tests of a seed before those of the next."""
    return draw_populations(SURVEYS, request.param)


def assert_hits(stat: str, *found: float) -> None:
    target = TARGETS[stat]
    for number, value, tolerance in zip(
        found,
        np.atleast_1d(target["value"]).astype(float),
        np.resize(target["tol"], len(found)),
        strict=True,
    ):
        assert abs(number - value) <= tolerance, f"{stat}: {found}"


def chosen(population: Population, path: str) -> Multiple:
    column = population.answers[path]
    assert isinstance(column, Multiple)
    return column


def numbers(population: Population, path: str) -> NDArray[np.int64]:
    column = population.answers[path]
    assert isinstance(column, Number)
    return column.values


def scored(network: Populations, path: str, scores: Mapping[str, float]) -> NDArray[np.float64]:
    firms = network.of[FIRMS]
    return np.concatenate([each.single(path).values(dict(scores)) for each in firms])


def employment(network: Populations) -> NDArray[np.int64]:
    return np.concatenate([numbers(each, "F_EMP") for each in network.of[FIRMS]])


def isolation(network: Populations) -> NDArray[np.float64]:
    agree = {str(point): float(point) for point in range(1, 6)}
    one, two, three = (scored(network, f"F_ISO{item}", agree) for item in (1, 2, 3))
    return ((6 - one) + two + (6 - three)) / 3


def shares(network: Populations, audience: Audience, path: str) -> NDArray[np.float64]:
    """Share of the network's units that chose each of the 32 skills."""
    columns = [chosen(each, path) for each in network.of[audience]]
    return np.concatenate([each.chosen[:, :32] for each in columns]).mean(axis=0)


def test_wishes_of_residents_and_demand_of_firms_rank_skills_somewhat_alike(
    network: Populations,
) -> None:
    found = spearmanr(shares(network, FIRMS, "F_SK"), shares(network, RESIDENTS, "R_USE")).statistic
    assert_hits("Spearman(firms demand, residents wish), network", found)


def test_providers_teach_somewhat_what_firms_need(network: Populations) -> None:
    found = spearmanr(shares(network, FIRMS, "F_SK"), shares(network, TRAINERS, "T_NOW")).statistic
    assert_hits("Spearman(firms demand, providers now), network", found)


def test_the_farther_from_town_the_more_isolated(network: Populations) -> None:
    minutes = np.concatenate(
        [
            firms.attributes["municipality"].values(
                {each.code: each.minutes_to_town for each in territory.municipalities}
            )
            for firms, territory in zip(network.of[FIRMS], network.network.territories, strict=True)
        ]
    )
    found = np.corrcoef(isolation(network), minutes)[0, 1]
    assert_hits("corr(isolation, minutes to town)", found)


def test_the_larger_the_less_isolated(network: Populations) -> None:
    found = np.corrcoef(isolation(network), np.log1p(employment(network)))[0, 1]
    assert_hits("corr(isolation, log employment)", found)


def test_more_hours_a_head_means_less_put_off(network: Populations) -> None:
    staff = employment(network)
    put_off = np.concatenate(
        [chosen(each, "F_HRLATE").chosen[:, :5].sum(axis=1) for each in network.of[FIRMS]]
    )
    has = staff > 0
    a_head = scored(network, "F_HRTIME", HOURS)[has] / staff[has]
    found = np.corrcoef(a_head, put_off[has])[0, 1]
    assert_hits("corr(HR hours per head, postponed items)", found)


def staying(population: Population, among: NDArray[np.bool_]) -> tuple[int, int]:
    answer = population.single("R_STAY")
    known = among & ~answer.among("mv_dk")
    return int((known & answer.among("mv_stay", "mv_multi")).sum()), int(known.sum())


def share_staying(network: Populations, *ages: str, has_car: bool | None = None) -> float:
    counts = []
    for population in network.of[RESIDENTS]:
        among = population.attributes["age"].among(*ages)
        if has_car is not None:
            among &= chosen(population, "R_MEANS").has("m_car") == has_car
        counts.append(staying(population, among))
    stay, known = np.array(counts).sum(axis=0)
    return float(stay / known)


def test_staying_rises_with_age(network: Populations) -> None:
    assert_hits(
        "share mv_stay or mv_multi by age g20 -> g65",
        share_staying(network, "g20"),
        share_staying(network, "g65"),
    )


def test_the_young_stay_more_when_they_have_a_car(network: Populations) -> None:
    with_car = share_staying(network, "g15", "g20", has_car=True)
    without = share_staying(network, "g15", "g20", has_car=False)
    assert_hits("stay gap: has car vs not, under 30", with_car - without)


def hires(population: Population, job: str) -> NDArray[np.float64]:
    """Expected hires of each firm for a job: "maybe" counts for half."""
    likely = population.single("F_HIRE").values({"yes": 1.0, "maybe": 0.5, "no": 0.0})
    planned = chosen(population, "F_JOBS").has(job)
    return likely * planned * numbers(population, f"F_JOB_LOOP[{job}]/n")


def test_half_of_the_hires_are_hard_and_half_of_those_for_skills(network: Populations) -> None:
    known = hard = for_skills = 0.0
    for population in network.of[FIRMS]:
        reasons = chosen(population, "F_WHYHARD")
        lacks_skills = reasons.has("wh_skill") | reasons.has("wh_qual")
        for job in chosen(population, "F_JOBS").codes:
            planned = hires(population, job)
            answer = population.single(f"F_JOB_LOOP[{job}]/hard")
            known += planned[answer.among("yes", "no")].sum()
            hard += planned[answer.among("yes")].sum()
            for_skills += planned[answer.among("yes") & lacks_skills].sum()
    stat = "hard-to-fill share of hires; skills share of those"
    assert_hits(stat, hard / known, for_skills / hard)


def test_the_educated_train_more(network: Populations) -> None:
    def trained(*levels: str) -> float:
        pairs = [
            (
                (each.single("R_TRAINED").among("yes") & among).sum(),
                among.sum(),
            )
            for each in network.of[RESIDENTS]
            for among in [each.attributes["education"].among(*levels)]
        ]
        yes, people = np.array(pairs).sum(axis=0)
        return float(yes / people)

    found = (trained("e02"), trained("e45", "e68"))
    assert_hits("trained last 12 months: low vs high education", *found)


def test_courses_arrive_after_the_longest_wait_of_firms(network: Populations) -> None:
    leads = [each.single("T_LEAD") for each in network.of[TRAINERS]]
    counts = np.array([sum(lead.among(code).sum() for lead in leads) for code in LEAD])[:-1]
    until = np.cumsum(counts) / counts.sum()  # "no new course" left out
    upper_weeks = [4.3, 13, 26, 52, 104, 156]  # ends of the classes; linear within a class
    median_lead = np.interp(0.5, until, upper_weeks)
    waits = scored(network, "F_TMAX", {"w2": 2, "w8": 8, "w26": 26, "w52": 52})
    stat = "median lead time weeks providers; firms' max wait"
    assert_hits(stat, float(median_lead), float(np.median(waits)))


def test_the_offer_covers_part_of_the_demand_and_more_within_a_year(
    network: Populations,
) -> None:
    """D30-weighted share of skills that somebody of the territory teaches; mean of territories."""
    covered = []
    for firms, trainers in zip(network.of[FIRMS], network.of[TRAINERS], strict=True):
        now, new = chosen(firms, "F_SK"), chosen(firms, "F_SKNEW")
        needed = np.array(
            [
                (
                    (
                        now.has(skill)
                        & firms.single(f"F_SK_LOOP[{skill}]/chg30").among("e", "p", "pp")
                    )
                    | new.has(skill)
                ).mean()
                for skill in now.codes
            ]
        )
        taught = chosen(trainers, "T_NOW").chosen.any(axis=0)
        soon = taught | chosen(trainers, "T_CAN12").chosen[:, :32].any(axis=0)
        covered.append((needed @ taught / needed.sum(), needed @ soon / needed.sum()))
    assert_hits("training coverage now; within 12 months", *np.mean(covered, axis=0))


def test_takers_are_fewer_than_handovers(network: Populations) -> None:
    handovers = sum(
        (each.single("F_ROLE").among("owner") & each.single("F_TRANSFER").among("t2", "t5")).sum()
        for each in network.of[FIRMS]
    )
    takers = sum(chosen(each, "R_FORM30").has("w_take").sum() for each in network.of[RESIDENTS])
    assert_hits("takers/handovers", takers / handovers)


def test_every_target_of_a_survey_is_checked_here() -> None:
    written = Path(__file__).read_text("utf-8")
    assert [stat for stat in TARGETS if "Delphi" not in stat and f'"{stat}"' not in written] == []
