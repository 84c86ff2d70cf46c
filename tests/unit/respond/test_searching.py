"""A list of 30,000 choices is gone through once in a process, not once a response."""

from unittest.mock import patch

import pytest

from app.questionnaire import choosing_from
from app.questionnaire.model import Choice, Questionnaire
from app.questionnaire.sheet import Sheet
from app.respond import searching
from app.respond.searching import found_in, made_index
from tests.unit.questionnaire.written import SETTING, of_one_page, question, text

SIZE = 30_000
TOWNS = tuple(
    Choice(code=f"t{n}", text=text(f"Saint-Été {n}"), attributes={"county": f"c{n // 100}"})
    for n in range(SIZE)
)


@pytest.fixture(scope="module")
def asked() -> Questionnaire:
    return of_one_page(
        question("COUNTY", "text"),
        question("TOWN", "single", choices=TOWNS),
        question("NEAR", "single", choices=TOWNS, choice_filter="county = ${COUNTY}"),
    )


def test_the_labels_are_folded_once_and_before_anybody_searches() -> None:
    asked = of_one_page(
        question("COUNTY", "text"), question("TOWN", "single", choices=(*TOWNS[1:], TOWNS[0]))
    )
    with patch.object(searching, "made_index", side_effect=made_index) as made:
        for place in range(5):
            sheet = Sheet.of(asked, {"COUNTY": f"c{place}"}, SETTING)
            choices = sheet.by_path["TOWN"].choices
            assert found_in(choices, "", "en") == ()
            assert made.call_count == 1
            assert [each.code for each in found_in(choices, "ete 29999", "en")] == ["t29999"]
    assert made.call_count == 1


def test_a_filter_tries_only_the_choices_that_have_what_it_asks_for(asked: Questionnaire) -> None:
    tried: list[int] = []
    meeting = choosing_from.meeting

    def counted(rule: object, choices: tuple[Choice, ...], scope: object) -> object:
        tried.append(len(choices))
        return meeting(rule, choices, scope)

    with patch.object(choosing_from, "meeting", counted):
        for county in ("c1", "c2", "c299", "nowhere"):
            sheet = Sheet.of(asked, {"COUNTY": county}, SETTING)
            assert {each.attributes["county"] for each in sheet.by_path["NEAR"].choices} <= {county}
    assert tried == [100, 100, 100, 0]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("t7", ["t7"]),
        ("T7", ["t7"]),
        ("ÉTÉ  29998 saint", ["t29998"]),
        ("saint-été 29", ["t29", "t290", "t291"]),
        ("", []),
        ("saint elsewhere", []),
    ],
)
def test_the_code_or_the_whole_label_comes_first(words: str, codes: list[str]) -> None:
    found = [each.code for each in found_in(TOWNS, words, "en")]
    assert found[: len(codes)] == codes
    assert len(found) <= searching.MOST_FOUND
    assert bool(found) is bool(codes)
