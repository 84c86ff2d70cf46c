"""All versions have one codebook: a column a thing asked, under its newest code."""

from app.questionnaire.changing.codebook import Codebook, Version, codebook
from app.questionnaire.changing.placed import shown
from app.questionnaire.changing.recoded import key_of_column, recoder
from app.questionnaire.changing.recoding import NOTHING, Recoding
from app.questionnaire.model import Answers, Questionnaire
from tests.unit.questionnaire.written import choices, of_one_page, question


def book(*versions: tuple[Questionnaire, Recoding]) -> Codebook:
    return codebook(
        [
            Version(f"{place}.0", made, recoding)
            for place, (made, recoding) in enumerate(versions, 1)
        ]
    )


def history(found: Codebook) -> dict[str, list[str]]:
    return {
        shown(key_of_column(found, column)): [found.labels[each.version] for each in column.asked]
        for column in found.columns
    }


def recoded(found: Codebook, place: int, made: Questionnaire, answers: Answers) -> Answers:
    return recoder(found, place, made)(answers)


def test_a_column_goes_through_the_versions_under_its_newest_code() -> None:
    old = of_one_page(question("A", "single", choices=choices("a", "b")))
    new = of_one_page(question("Z", "single", choices=choices("x", "b")))
    found = book((old, NOTHING), (new, Recoding(questions={"A": "Z"}, choices={"A": {"a": "x"}})))
    assert history(found) == {"Z": ["1.0", "2.0"]}
    before = {"A": "a", "A.other": "a"}
    assert recoded(found, 0, old, before) == {"Z": "x", "Z.other": "a"}
    assert recoded(found, 1, new, {"Z": "x"}) == {"Z": "x"}


def test_another_type_under_the_same_code_is_another_column() -> None:
    old, new = of_one_page(question("A", "integer")), of_one_page(question("A", "text"))
    found = book((old, NOTHING), (new, Recoding(dropped=frozenset({"A"}))))
    assert history(found) == {"A": ["2.0"], "A@1.0": ["1.0"]}
    assert recoded(found, 0, old, {"A": 3}) == {"A@1.0": 3}
    assert history(book((old, NOTHING), (new, NOTHING))) == history(found)


def test_a_question_that_was_dropped_on_purpose_is_not_continued_by_its_namesake() -> None:
    made = of_one_page(question("A", "integer"))
    found = book((made, NOTHING), (made, Recoding(dropped=frozenset({"A"}))))
    assert history(found) == {"A": ["2.0"], "A@1.0": ["1.0"]}


def test_a_question_that_went_and_comes_back_goes_on() -> None:
    made, without = of_one_page(question("A", "integer")), of_one_page(question("B", "text"))
    found = book((made, NOTHING), (without, NOTHING), (made, NOTHING))
    assert history(found) == {"A": ["1.0", "3.0"], "B": ["2.0"]}


def test_choices_put_together_are_one_and_a_reused_choice_is_two() -> None:
    old = of_one_page(question("A", "multiple", choices=choices("a", "b", "c")))
    new = of_one_page(question("A", "multiple", choices=choices("b", "c")))
    change = Recoding(choices={"A": {"a": "b"}}, dropped_choices={"A": frozenset({"c"})})
    found = book((old, NOTHING), (new, change))
    assert recoded(found, 0, old, {"A": ("a", "b", "c")}) == {"A": ("b", "c@1.0")}
    assert recoded(found, 1, new, {"A": ("b", "c")}) == {"A": ("b", "c")}


def test_items_of_a_repeat_are_called_as_the_choices_they_stand_for() -> None:
    field = question("n", "integer")

    def made(jobs: str, job: str, loop: str) -> Questionnaire:
        asked = question(jobs, "multiple", choices=choices(job))
        return of_one_page(asked, question(loop, "roster", over=f"${{{jobs}}}", fields=(field,)))

    old, new = made("J", "cook", "L"), made("K", "chef", "M")
    change = Recoding(questions={"J": "K", "L": "M"}, choices={"J": {"cook": "chef"}})
    found = book((old, NOTHING), (new, change))
    before = {"J": ("cook",), "L[cook]/n": 2}
    assert recoded(found, 0, old, before) == {"K": ("chef",), "M[chef]/n": 2}


def test_nested_repeats_and_unknown_paths_keep_their_shape() -> None:
    inner = question("S", "repeat", fields=(question("a", "text"),))
    old = of_one_page(question("R", "repeat", fields=(inner,)))
    newer = question("S", "repeat", fields=(question("z", "text"),))
    new = of_one_page(question("R", "repeat", fields=(newer,)))
    found = book((old, NOTHING), (new, Recoding(questions={"R/S/a": "R/S/z"})))
    answers = {"R[1]/S[2]/a": "x", "MODULE": "A"}
    assert recoded(found, 0, old, answers) == {"R[1]/S[2]/z": "x", "MODULE": "A"}


def test_two_versions_of_one_label_are_told_apart() -> None:
    made = of_one_page(question("A", "integer"))
    assert codebook([Version("1.0", made), Version("1.0", made)]).labels == ("1.0", "1.0~2")


def test_a_repeat_that_was_dropped_takes_its_fields_along() -> None:
    fields = (question("n", "integer"),)
    old = of_one_page(question("R", "repeat", fields=fields))
    new = of_one_page(question("R", "repeat", over="${A}", fields=fields))
    for change in (Recoding(dropped=frozenset({"R"})), NOTHING):
        found = book((old, NOTHING), (new, change))
        assert recoded(found, 0, old, {"R[1]/n": 2}) == {"R@1.0[1]/n@1.0": 2}
        assert recoded(found, 1, new, {"R[a]/n": 2}) == {"R[a]/n": 2}
