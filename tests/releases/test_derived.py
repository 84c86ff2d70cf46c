"""A number made of others is hidden with them."""

from app.reference.cells import BESIDE, OTHERS, Cell, Hidden, by_codes
from app.releases.derived import without_a_side


def cell(
    indicator: str, audience: str, *, hidden: bool = False, low: float = 0.4, **by: str
) -> Cell:
    value = None if hidden else 0.5
    return Cell(
        indicator=indicator,
        territory="north",
        audience=audience,
        by=by_codes(**by),
        value=value,
        low=None if hidden else low,
        high=value,
        n=None if hidden else 40,
        hidden=Hidden.COMPLEMENT if hidden else None,
    )


def gone(*cells: Cell) -> set[tuple[str, ...]]:
    held = {each.key: each for each in cells}
    return {tuple(sorted(dict(key[3]))) for key in without_a_side(held)}


def test_a_gap_is_hidden_with_either_of_its_two_shares() -> None:
    gap = cell("IND11", "firms", condition="housing", against="residents")
    for hidden in ("firms", "residents"):
        shares = [
            cell("IND11", who, condition="housing", hidden=who == hidden)
            for who in ("firms", "residents")
        ]
        assert gone(gap, *shares) == {("against", "condition")}


def test_a_gap_of_which_both_shares_are_told_stays() -> None:
    shares = [cell("IND11", who, condition="housing") for who in ("firms", "residents")]
    assert gone(cell("IND11", "firms", condition="housing", against="residents"), *shares) == set()


def test_a_gap_of_skills_is_hidden_with_the_index_of_either_view() -> None:
    gap = cell("IND14", "firms", skill="sk_care", against="residents")
    need = cell("IND13", "firms", skill="sk_care", view="need")
    use = cell("IND13", "residents", skill="sk_care", view="use", hidden=True)
    wish = cell("IND13", "residents", skill="sk_care", view="learn", hidden=True)
    assert gone(gap, need, use) == {("against", "skill")}
    assert gone(gap, need, wish) == set()


def test_a_ratio_is_hidden_with_either_number() -> None:
    ratio = cell("IND29", "residents", activity="a_agri", measure="ratio", against="firms")
    given = cell("IND29", "firms", activity="a_agri", measure="handovers", hidden=True)
    taken = cell("IND29", "residents", activity="a_agri", measure="takers")
    assert gone(ratio, given, taken) == {("activity", "against", "measure")}


def test_what_is_specific_rests_on_a_score_only_where_the_quotient_is_above_one() -> None:
    by = {"skill": "sk_care", BESIDE: OTHERS}
    said = cell("IND21", "firms", measure="specific", **by)
    score = cell("IND21", "firms", measure="score", skill="sk_care", hidden=True)
    for low, is_gone in ((1.2, True), (0.8, False)):
        quotient = cell("IND21", "firms", measure="quotient", low=low, **by)
        assert bool(gone(said, quotient, score)) is is_gone


def test_a_difference_of_a_gap_is_hidden_with_what_the_gap_is_made_of() -> None:
    beside = cell("IND14", "firms", against="residents", **{BESIDE: OTHERS})
    gap = cell("IND14", "firms", against="residents")
    need = cell("IND13", "firms", view="need", hidden=True)
    assert gone(beside, gap, need) == {("against",), ("against", "beside")}
