"""Nothing hidden or banded can be had by subtracting parts from their total."""

import pytest

from app.reference.cells import NETWORK, Cell, Hidden, by_codes
from app.releases.differences import without_differences

PLACES = ("a", "b", "c", "d", "e")


def stays(territory: str, n: int | str | None, **by: str) -> Cell:
    return Cell(
        indicator="IND28",
        territory=territory,
        audience="residents",
        by=by_codes(answer="stays", **by),
        value=None if n is None else 0.6,
        n=n,
        hidden=Hidden.BASE if n is None else None,
    )


def hires(territory: str, value: float | None) -> Cell:
    return Cell(
        indicator="IND01",
        territory=territory,
        audience="firms",
        by=by_codes(measure="hires"),
        value=value,
        n=None if value is None else 80,
        hidden=Hidden.DOMINANCE if value is None else None,
    )


@pytest.mark.parametrize("concealed", [None, "10-29"])
def test_the_network_does_not_tell_the_number_of_its_one_small_territory(
    concealed: str | None,
) -> None:
    parts = [stays(name, 100) for name in PLACES[:4]] + [stays("e", concealed)]
    found = without_differences([*parts, stays(NETWORK, 412)])
    assert found[-1].n == "410-429"
    assert found[:-1] == tuple(parts)


def test_the_whole_does_not_tell_the_number_of_its_one_small_age() -> None:
    ages = [stays("a", 60, age="g20"), stays("a", 70, age="g30"), stays("a", "10-29", age="g65")]
    whole, *others = without_differences([stays("a", 149), *ages])
    assert whole.n == "130-149"
    assert others == ages


@pytest.mark.parametrize("part", ["size", "distance"])
def test_the_whole_does_not_tell_the_number_of_its_one_small_size_or_distance(part: str) -> None:
    parts = [stays("a", 60, **{part: "one"}), stays("a", None, **{part: "other"})]
    whole, *others = without_differences([stays("a", 69), *parts])
    assert whole.n == "50-69"
    assert others == parts


def test_a_band_of_a_territory_is_kept_from_the_network_too() -> None:
    ages = [stays("a", 60, age="g20"), stays("a", None, age="g65")]
    cells = [stays("a", 65), *ages, stays("b", 200), stays(NETWORK, 265)]
    assert [each.n for each in without_differences(cells)] == ["50-69", 60, None, 200, "250-269"]


@pytest.mark.parametrize("ends", [(100, 100), ("10-29", None)])
def test_exact_numbers_stay_where_they_tell_nothing(ends: tuple[int | str | None, ...]) -> None:
    """All parts are shown, or two are not: their total says no more than the two together."""
    cells = [stays(name, n) for name, n in zip("abcd", (100, 100, *ends), strict=True)]
    assert without_differences([*cells, stays(NETWORK, 400)])[-1].n == 400


def test_a_hidden_total_of_hires_is_not_the_network_less_the_others() -> None:
    values = (200.0, 150.0, 400.0, 300.0, None)
    cells = [hires(name, value) for name, value in zip(PLACES, values, strict=True)]
    found = without_differences([*cells, hires(NETWORK, 1500.0)])
    assert [each.hidden for each in found] == [
        None, Hidden.COMPLEMENT, None, None, Hidden.DOMINANCE, None,
    ]  # fmt: skip
    assert (found[1].value, found[1].n) == (None, None)


def lonely(territory: str, n: int | str | None, **by: str) -> Cell:
    return Cell(
        indicator="IND17", territory=territory, audience="firms", by=by_codes(**by), value=0.6, n=n
    )


def test_no_cell_of_the_same_respondents_tells_the_number_of_a_banded_total() -> None:
    parts = [lonely("a", 118, measure="score", size="z0")]
    parts.append(lonely("a", "10-29", measure="score", size="z1"))
    total, alpha = lonely("a", 128, measure="score"), lonely("a", 128, measure="alpha")
    others = [lonely("b", 128, measure="alpha"), lonely("a", 131, measure="lonely")]
    found = without_differences([alpha, total, *parts, *others])
    assert [each.n for each in found] == ["110-129", "110-129", 118, "10-29", 128, 131]


def test_nor_does_the_network_with_all_other_places() -> None:
    parts = [lonely("a", 118, measure="score", size="z0")]
    parts.append(lonely("a", "10-29", measure="score", size="z1"))
    totals = [lonely("a", 128, measure="score"), lonely("a", 128, measure="alpha")]
    network = [lonely("b", 100, measure="alpha"), lonely(NETWORK, 228, measure="alpha")]
    found = without_differences([*totals, *parts, *network])
    assert [each.n for each in found][-2:] == [100, "210-229"]
