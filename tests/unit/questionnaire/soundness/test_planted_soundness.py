"""Faults of a survey that can be read but not asked well, each with its place."""

from pathlib import Path

import pytest

from tests.unit.questionnaire.reading.planting import Planted, found_in_source

MODULE_B = '    module: "B"\n    questions:\n'
MAIL = '      - {code: "F_MAIL", type: "contact", text: "Mail?"}\n'
PLANTED = (
    Planted("unknown-choice", "${F_HIRE} = 'no'", "${F_HIRE} = 'nno' or 1 = 1", "'nno'"),
    Planted("unknown-choice", "[hard = 'yes']", "[hard = 'oui']", "'oui'"),
    Planted("unknown-choice", "${F_SIZE} = 'z1'", "${F_SIZE} = 'z9'", "'z9'"),
    Planted(
        "unknown-choice",
        "not(selected(${F_SK}, name))",
        "not(selected(${F_SK}, 's_sew'))",
        "'s_sew'",
    ),
    Planted("choice-compared-with-number", "${F_SIZE} = 'z1'", "${F_SIZE} > 1", '"${F_SIZE} > 1'),
    Planted(
        "never-asked",
        "${F_HIRE} = 'no'",
        "${F_HIRE} = 'no' and ${F_HIRE} = 'dk'",
        "\"${F_HIRE} = 'no'",
    ),
    Planted(
        "never-asked",
        'choice_filter: "not',
        'show_if: "${F_HIRE} = \'dk\'"\n        choice_filter: "not',
        "\"${F_HIRE} = 'dk'",
    ),
    Planted(
        "never-asked",
        '    module: "B"\n',
        "    module: \"B\"\n    show_if: \"${F_OFFER} = 'yes' and ${F_OFFER} = 'no'\"\n",
        "\"${F_OFFER} = 'yes'",
    ),
    Planted(
        "special-required",
        'option: "health"',
        "required: true",
        'true\n        sensitivity: "special',
    ),
    Planted(
        "consent-first", 'type: "consent", required: true', 'type: "consent"', '{code: "F_CONSENT"'
    ),
    Planted(
        "more-than-choices",
        "max_selected: 3",
        "max_selected: 5",
        '5\n        text: "Which skills',
    ),
    Planted(
        "constraint-without-text",
        '        constraint_text: "At most ${F_EMP}."\n',
        "",
        '". <= ${F_EMP}"',
    ),
    Planted("text-without-constraint", '        constraint: ". <= ${F_EMP}"\n', "", '"At most'),
    Planted("roster-over", 'over: "${F_SK}"', 'over: "${F_HIRE}"', '${F_HIRE}"\n        max_items'),
    Planted("same-text", '"Why not?"', '"Will you hire?"', '"Will you hire?"\n  - code: "p2"'),
    Planted("long-question", '"Why not?"', f'"{"why " * 26}?"', '"why why'),
    Planted("reserved-code", 'code: "p2"', 'code: "review"', 'code: "review"'),
    Planted("contact-not-last", MODULE_B, MODULE_B + MAIL, '{code: "F_MAIL"'),
)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.name)
def test_a_planted_fault_is_found_where_it_stands(planted: Planted, tmp_path: Path) -> None:
    expected = [(f"{planted.file}:{planted.position}", planted.code)]
    assert found_in_source(planted, tmp_path) == expected
