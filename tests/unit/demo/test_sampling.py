from collections import Counter
from pathlib import Path

import pytest

from app.commands.demo.populations import Populations, draw_populations
from app.commands.demo.sampling import Sampled, draw_sample
from app.reference.audiences import Audience

pytestmark = pytest.mark.slow

SURVEYS = Path(__file__).parents[3] / "surveys"


@pytest.fixture(scope="module")
def network() -> Populations:
    return draw_populations(SURVEYS)


def sending(network: Populations, audience: Audience, size: float = 1.0) -> list[Sampled]:
    drawn = draw_sample(network, audience, size)
    return [each for each in drawn if each.breaks_after is None]


def share(sampled: list[Sampled], attribute: str, code: str) -> float:
    return sum(
        each.population.attributes[attribute].of(each.unit) == code for each in sampled
    ) / len(sampled)


def test_the_counts_of_the_file_are_answers_that_are_sent(network: Populations) -> None:
    assert [len(sending(network, each)) for each in Audience] == [400, 2_000, 80]
    by_territory = Counter(each.population.territory for each in sending(network, Audience.FIRMS))
    assert by_territory["demo_fr"] == 90


def test_13_of_100_who_start_break_off(network: Populations) -> None:
    drawn = draw_sample(network, Audience.RESIDENTS, 1.0)
    broken = sum(each.breaks_after is not None for each in drawn)
    assert broken / len(drawn) == pytest.approx(0.13, abs=0.001)


def test_size_scales_the_sample_and_never_exceeds_the_population(network: Populations) -> None:
    assert len(sending(network, Audience.FIRMS, 0.1)) == pytest.approx(40, abs=2)
    assert len(sending(network, Audience.TRAINERS, 5.0)) == 104


def test_nobody_is_sampled_twice(network: Populations) -> None:
    for audience in Audience:
        drawn = draw_sample(network, audience, 1.0)
        assert len({(each.population.territory, each.unit) for each in drawn}) == len(drawn)


def test_firms_are_sampled_by_size_as_allocated(network: Populations) -> None:
    firms = sending(network, Audience.FIRMS)
    assert share(firms, "size", "z0") == pytest.approx(0.20, abs=0.01)
    assert share(firms, "size", "z10_49") == pytest.approx(0.24, abs=0.01)


def test_residents_are_biased_towards_women_and_degrees(network: Populations) -> None:
    residents = sending(network, Audience.RESIDENTS)
    assert share(residents, "sex", "f") > 0.53  # of the population: .50
    assert share(residents, "education", "e68") > 0.19  # .15
    assert share(residents, "newcomer", "yes") < 0.09  # .11


def test_the_same_seed_draws_the_same_sample(network: Populations) -> None:
    once, again = (draw_sample(network, Audience.FIRMS, 1.0) for _ in range(2))
    assert [each.unit for each in once] == [each.unit for each in again]
    other = draw_sample(draw_populations(SURVEYS, 9), Audience.FIRMS, 1.0)
    assert [each.unit for each in once] != [each.unit for each in other]


def test_french_is_the_language_of_most_in_the_french_territory_only(network: Populations) -> None:
    spoken = Counter(
        (each.population.territory, each.language) for each in sending(network, Audience.RESIDENTS)
    )
    assert spoken["demo_fr", "fr"] > 340
    assert {territory for territory, language in spoken if language == "fr"} == {"demo_fr"}
