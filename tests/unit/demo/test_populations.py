"""What holds in every full population, whatever the seed."""

from pathlib import Path

import numpy as np
import pytest

from app.commands.demo.chance import apportion
from app.commands.demo.columns import Multiple, Number
from app.commands.demo.population import Population
from app.commands.demo.populations import Populations, draw_populations
from app.commands.demo.seeding import margins_of
from app.reference.audiences import Audience

pytestmark = pytest.mark.slow

SURVEYS = Path(__file__).parents[3] / "surveys"


@pytest.fixture(scope="module")
def network() -> Populations:
    return draw_populations(SURVEYS)


def chosen(population: Population, path: str) -> Multiple:
    column = population.answers[path]
    assert isinstance(column, Multiple)
    return column


def test_the_same_seed_draws_the_same_answers_and_another_others(network: Populations) -> None:
    again, other = draw_populations(SURVEYS), draw_populations(SURVEYS, 1)
    for audience in Audience:
        one, two, three = (each.of[audience][0] for each in (network, again, other))
        paths = list(one.answers)
        answers = [[each.would_answer(path, 5) for path in paths] for each in (one, two, three)]
        assert answers[0] == answers[1]
        assert answers[0] != answers[2]


def test_age_by_sex_is_exact_to_the_margins(network: Populations) -> None:
    for territory, residents in zip(
        network.network.territories, network.of[Audience.RESIDENTS], strict=True
    ):
        column = residents.attributes["age_sex"]
        counts = [int(column.among(code).sum()) for code in territory.age_sex]
        assert counts == apportion([*territory.age_sex.values()], territory.persons).tolist()
        assert sum(counts) == residents.size == territory.persons


def test_education_and_newcomers_are_exact_to_the_margins(network: Populations) -> None:
    causses, residents = network.network.territories[0], network.of[Audience.RESIDENTS][0]
    degree = residents.attributes["education"].among("e68").sum()
    assert degree == round(causses.education["e68"] * 42_000)
    assert residents.attributes["newcomer"].among("yes").sum() == round(0.14 * 42_000)


def test_employment_lies_in_the_size_class_of_the_firm(network: Populations) -> None:
    firms = network.of[Audience.FIRMS][0]
    staff = firms.answers["F_EMP"]
    assert isinstance(staff, Number)
    for code, low, high in (("z0", 0, 0), ("z1_4", 1, 4), ("z5_9", 5, 9), ("z10_49", 10, 49)):
        within = staff.values[firms.attributes["size"].among(code)]
        assert (within.min(), within.max()) == (low, high)


def test_nobody_needs_anew_what_is_needed_already(network: Populations) -> None:
    for firms in network.of[Audience.FIRMS]:
        now, new = chosen(firms, "F_SK"), chosen(firms, "F_SKNEW")
        assert not (now.chosen & new.chosen[:, : len(now.codes)]).any()


def test_every_skill_of_an_offer_is_taught_by_somebody_who_lists_it_as_main_or_few(
    network: Populations,
) -> None:
    for trainers in network.of[Audience.TRAINERS]:
        now, main = chosen(trainers, "T_NOW").chosen, chosen(trainers, "T_MAIN").chosen
        assert now.any(axis=1).all()
        assert not (main & ~now).any()
        assert main.sum(axis=1).max() <= 4


def test_don_t_know_about_2030_and_2035_has_the_stated_share(network: Populations) -> None:
    for path, share in (("F_ACT30", 0.12), ("F_ACT35", 0.27)):
        found = [each.single(path).among("dk").mean() for each in network.of[Audience.FIRMS]]
        assert np.allclose(found, share, atol=0.002)


def test_the_built_in_gaps_show(network: Populations) -> None:
    """Care, machines, building: needed, not wanted; data, nature, crafts: the reverse."""

    def index(audience: Audience, path: str) -> dict[str, float]:
        columns = [chosen(each, path) for each in network.of[audience]]
        shares = np.concatenate([each.chosen[:, :32] for each in columns]).mean(axis=0)
        return dict(zip(columns[0].codes[:32], 100 * shares / shares.mean(), strict=True))

    needed, wished = index(Audience.FIRMS, "F_SK"), index(Audience.RESIDENTS, "R_USE")
    assert all(needed[skill] > wished[skill] + 20 for skill in ("s_care", "s_machine", "s_build"))
    assert all(needed[skill] < wished[skill] - 20 for skill in ("s_data", "s_biodiv", "s_craft"))


def test_the_margins_of_every_territory_count_its_population_exactly(network: Populations) -> None:
    levels: dict[tuple[str, str, str], dict[str, float]] = {}
    for each in margins_of(network):
        assert each.wave == network.network.wave
        place = (each.audience, each.territory_code, each.name)
        levels.setdefault(place, {})[each.level] = each.total
    assert len(levels) == 5 * (2 + 3 + 1)
    for (audience, territory, name), totals in levels.items():
        population = next(
            each for each in network.of[Audience(audience)] if each.territory == territory
        )
        assert sum(totals.values()) == population.size
        column = population.attributes.get(name)
        for level, total in totals.items():
            assert column is None or total == column.among(level).sum()
    studied = [totals for (_, _, name), totals in levels.items() if name == "education"]
    assert all(totals["eab"] > 0 for totals in studied)
    assert all(totals.keys() == studied[0].keys() for totals in studied)
