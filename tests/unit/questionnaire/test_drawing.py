from collections import Counter

from app.questionnaire.drawing import drawn_order, system_answers
from app.questionnaire.model import Modules
from tests.unit.questionnaire.written import page, question, questionnaire

MODULES = Modules(names=("A", "B"), drawn="F_MODULE", offer="F_OFFER")


def test_the_drawn_module_depends_on_the_seed_alone() -> None:
    first = questionnaire(page("p1", question("Q", "text")), modules=MODULES)
    again = questionnaire(page("p2", question("R", "integer")), modules=MODULES)
    assert all(system_answers(first, seed) == system_answers(again, seed) for seed in range(50))


def test_each_module_is_drawn_as_often_as_the_other() -> None:
    made = questionnaire(page("p1", question("Q", "text")), modules=MODULES)
    drawn = Counter(system_answers(made, seed)["F_MODULE"] for seed in range(2000))
    assert set(drawn) == {"A", "B"}
    assert 900 < drawn["A"] < 1100


def test_without_modules_nothing_is_drawn() -> None:
    assert system_answers(questionnaire(page("p1", question("Q", "text"))), 3) == {}


def test_hiding_a_code_moves_no_other() -> None:
    codes = tuple("abcdefgh")
    whole = [codes[place] for place in drawn_order(5, "Q", codes)]
    fewer = tuple(code for code in codes if code != "d")
    left = [fewer[place] for place in drawn_order(5, "Q", fewer)]
    assert left == [code for code in whole if code != "d"]


def test_two_questions_of_a_response_have_orders_of_their_own() -> None:
    codes = tuple("abcdefgh")
    assert drawn_order(5, "Q1", codes) != drawn_order(5, "Q2", codes)
    assert drawn_order(5, "Q1", codes) != drawn_order(6, "Q1", codes)
