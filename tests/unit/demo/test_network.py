from pathlib import Path

import pytest
import yaml

from app.commands.demo.network import DemoNetwork, read_network
from app.errors import InvalidError
from app.reference.audiences import Audience

FILE = Path(__file__).parents[3] / "surveys" / "demo_network.yaml"


@pytest.fixture(scope="module")
def network() -> DemoNetwork:
    return read_network(FILE)


def test_five_territories_hold_158_000_persons_and_6_530_firms(network: DemoNetwork) -> None:
    assert len(network.territories) == 5
    assert sum(each.persons for each in network.territories) == 158_000
    assert sum(each.firms for each in network.territories) == 6_530


def test_the_sample_is_400_firms_2_000_residents_and_80_trainers(network: DemoNetwork) -> None:
    counts = {who: sum(each.samples[who] for each in network.territories) for who in Audience}
    assert counts == {Audience.FIRMS: 400, Audience.RESIDENTS: 2_000, Audience.TRAINERS: 80}


def test_municipalities_follow_zipf_and_lie_up_to_twice_the_minutes_to_town(
    network: DemoNetwork,
) -> None:
    causses = network.territories[0]
    shares = [each.share for each in causses.municipalities]
    minutes = [each.minutes_to_town for each in causses.municipalities]
    assert len({each.name for each in causses.municipalities}) == 18
    assert sum(shares) == pytest.approx(1)
    assert shares[0] / shares[1] == pytest.approx(2**0.9)
    assert (minutes[0], min(minutes), max(minutes)) == (3, 3, 44)
    assert [each.code for each in causses.municipalities][:2] == ["demo_fr01", "demo_fr02"]


def test_what_is_missing_or_of_a_wrong_kind_is_named(tmp_path: Path) -> None:
    written = yaml.safe_load(FILE.read_text("utf-8"))
    faulty = tmp_path / "demo_network.yaml"
    written["territories"][1]["population"] = "many"
    faulty.write_text(yaml.safe_dump(written), "utf-8")
    with pytest.raises(InvalidError, match=r"territories, 2: population holds 'many'"):
        read_network(faulty)
    del written["territories"]
    faulty.write_text(yaml.safe_dump(written), "utf-8")
    with pytest.raises(InvalidError, match="territories is missing"):
        read_network(faulty)


def test_shares_that_do_not_sum_to_1_are_refused(tmp_path: Path) -> None:
    written = yaml.safe_load(FILE.read_text("utf-8"))
    written["firm_sizes"]["z0"] = 0.9
    faulty = tmp_path / "demo_network.yaml"
    faulty.write_text(yaml.safe_dump(written), "utf-8")
    with pytest.raises(InvalidError, match=r"firm_sizes holds 1\.52"):
        read_network(faulty)


def test_a_later_wave_asks_the_same_territories(network: DemoNetwork) -> None:
    later = network.in_later_wave()
    assert (network.wave, later.wave) == ("w2026", "w2027")
    assert later.territories == network.territories
    assert later.opens_on > network.closes_on
    with pytest.raises(InvalidError, match="No wave follows w2027"):
        later.in_later_wave()
