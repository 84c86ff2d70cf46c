"""Two views of one question that differ by a few people are not both told."""

import pytest

from app.estimation.drafts import Draft
from app.reference.cells import NETWORK, by_codes
from app.releases.closeness import are_too_close, refused


def people(first: int, last: int) -> int:
    return sum(1 << place for place in range(first, last))


def stays(territory: str, who: int, **by: str) -> Draft:
    return Draft(
        indicator="IND28",
        territory=territory,
        audience="residents",
        by=by_codes(answer="stays", **by),
        value=0.5,
        answered=who.bit_count(),
        people=who,
    )


@pytest.mark.parametrize(
    ("other", "is_close"),
    [
        ((0, 40), False),  # the very same
        ((0, 39), True),
        ((0, 31), True),
        ((0, 30), False),
        ((5, 45), True),  # five less, five more
        ((20, 60), False),  # a mixture of twenty and twenty
        ((9, 60), False),  # nine of the first, hidden among twenty of the second
    ],
)
def test_a_difference_of_one_to_nine_people_is_too_small(
    other: tuple[int, int], *, is_close: bool
) -> None:
    assert are_too_close(people(0, 40), people(*other)) is is_close


def test_eleven_less_ten_is_one_person() -> None:
    eleven, ten = stays("north", people(0, 11)), stays("north", people(0, 10), age="g15")
    assert refused({each.key: each for each in (eleven, ten)}, {}) == {ten.key}


def test_the_network_gives_way_to_its_only_large_territory() -> None:
    north, network = stays("north", people(0, 50)), stays(NETWORK, people(0, 55))
    assert refused({each.key: each for each in (north, network)}, {}) == {network.key}


def test_other_questions_do_not_matter() -> None:
    known, asked = stays("north", people(0, 40)), stays("north", people(0, 43))
    other = Draft(
        indicator="IND28",
        territory="north",
        audience="residents",
        by=by_codes(answer="mv_dk"),
        value=0.1,
        answered=asked.answered,
        people=asked.people,
    )
    assert refused({each.key: each for each in (known, other)}, {}) == frozenset()
