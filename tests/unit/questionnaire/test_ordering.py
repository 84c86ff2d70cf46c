from app.questionnaire.model import Choice, Family, Question
from app.questionnaire.ordering import ordered
from tests.unit.questionnaire.written import choice, choices, question, text

LAST = (
    choice("other", is_open=True),
    choice("dk", is_missing=True),
    choice("no", is_exclusive=True),
)
FAMILIES = tuple(Family(code=code, text=text(code)) for code in ("f1", "f2", "f3"))


def codes(found: tuple[Choice, ...]) -> list[str]:
    return [each.code for each in found]


def list_of(*listed: Choice, **facts: object) -> Question:
    return question("Q", "multiple", choices=listed, **facts)


def in_families() -> tuple[Choice, ...]:
    return tuple(
        choice(f"{family.code}_{number}", family=family.code)
        for family in FAMILIES
        for number in range(4)
    )


def test_a_list_that_is_not_shuffled_keeps_the_order_of_the_file() -> None:
    made = list_of(*choices("c", "a", "b"))
    assert codes(ordered(made, made.choices, seed=4)) == ["c", "a", "b"]


def test_without_a_seed_nothing_is_shuffled() -> None:
    made = list_of(*choices(*"abcdefgh"), is_shuffled=True)
    assert codes(ordered(made, made.choices)) == list("abcdefgh")


def test_choices_that_stay_last_do_so_in_the_order_of_the_file() -> None:
    made = list_of(*LAST, *choices(*"abcdefgh"), is_shuffled=True)
    for seed in range(20):
        assert codes(ordered(made, made.choices, seed=seed))[-3:] == ["other", "dk", "no"]


def test_the_seed_decides_the_order_and_nothing_is_lost() -> None:
    made = list_of(*choices(*"abcdefgh"), is_shuffled=True)
    orders = {tuple(codes(ordered(made, made.choices, seed=seed))) for seed in range(30)}
    assert len(orders) > 20
    assert {tuple(sorted(order)) for order in orders} == {tuple("abcdefgh")}
    assert ordered(made, made.choices, seed=3) == ordered(made, made.choices, seed=3)


def test_a_family_stays_together_when_families_are_shuffled() -> None:
    made = list_of(*in_families(), families=FAMILIES, is_shuffled=True)
    first_families = set()
    for seed in range(20):
        families = [each.family for each in ordered(made, made.choices, seed=seed)]
        assert all(len(set(families[start : start + 4])) == 1 for start in (0, 4, 8))
        first_families.add(families[0])
    assert first_families == {"f1", "f2", "f3"}


def test_choices_put_first_come_before_every_family_but_never_those_that_stay_last() -> None:
    made = list_of(*LAST, *in_families(), families=FAMILIES)
    found = codes(ordered(made, made.choices, first=frozenset({"f3_1", "f2_0", "dk"})))
    assert found[:3] == ["f2_0", "f3_1", "f1_0"]
    assert found[-3:] == ["other", "dk", "no"]
