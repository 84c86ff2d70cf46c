"""Each fault planted in a sound survey is found once: its code, its file, its line and column."""

import shutil
from pathlib import Path

import pytest

from app.questionnaire.reading import check_files
from tests.unit.questionnaire.reading.planting import Planted, found_in_source
from tests.unit.questionnaire.reading.small_survey import (
    SURVEY,
    WORDS,
    replace_once,
    write_survey,
)

DK = """{code: "dk", text: "I don't know", missing: true}\n        text"""
HEALTH = '[{code: "g1", text: "Yes"}, {code: "pnts", text: "Not said", missing: true}]'
TITLE = '    core: true\n    title: "Skills"'
PAGE_9 = '  - code: "p9"\n'
FAMILY = 'family: "fam_people"'
SIZE = """calculate: "if(${F_EMP} = '', '', if(${F_EMP} = 0, 'z0', 'z1'))"
        text: "Size"
"""
CIRCLE = """calculate: "${F_TWO}"
        text: "Size"
      - {code: "F_TWO", type: "calculate", calculate: "${F_SIZE}", text: "Two"}
"""
MODULE_B = '    module: "B"\n'

PLANTED = (
    # keys and types
    Planted("unknown-key", "        hint:", "        hnit:", "hnit"),
    Planted("unknown-key", 'unit: "establishment"', 'colour: "red"', "colour"),
    Planted("unknown-key", '"Growing plants"}', '"Growing", ocde: "1"}', "ocde", WORDS),
    Planted("repeated-key", "min: 0\n        max:", "max: 9\n        max:", "max: 5000"),
    Planted("missing-key", '        text: "Will you hire?"\n', "", 'code: "F_HIRE"'),
    Planted("missing-key", 'version: "1.0"\naud', "aud", "format:"),
    Planted("missing-key", 'over: "${F_SK}"\n        max', "max", 'code: "F_LOOP"'),
    Planted("missing-key", 'choices: "change5", ', "", '{code: "F_ACT"'),
    Planted("missing-key", 'version: "1.0"\nlang', "lang", "format:", WORDS),
    Planted("misplaced-key", "max_characters: 120", "max: 120", "max: 120"),
    Planted("wrong-type", "max: 5000", 'max: "5000"', '"5000"'),
    Planted("wrong-type", "max: 5000", "max: lots", "lots"),
    Planted("wrong-type", "max_characters: 120", "max_characters: 12.5", "12.5"),
    Planted("wrong-type", 'true, text: "I agree."', 'maybe, text: "I agree."', "maybe"),
    Planted("wrong-type", 'offer: "F_OFFER"', 'offer: ["F_OFFER"]', '["F_OFFER"]'),
    Planted("empty", '"How many people work here?"', '" "', '" "'),
    Planted("empty", HEALTH, "[]", "[]"),
    # quotes
    Planted("unquoted", '{code: "no", text: "No"}\n', '{code: no, text: "No"}\n', "no, text"),
    Planted("unquoted", '"Not here"', "null", "null"),
    Planted("unquoted", 'version: "1.0"\naud', "version: 1.0\naud", "1.0\naud"),
    Planted("unquoted", '"S6.4"', "S6.4", "S6.4", WORDS),
    Planted("unquoted", '"Three minutes."', "2026-03-02", "2026-03-02"),
    # codes
    Planted("code-syntax", '"F_CONTACT"', '"f_contact"', '"f_contact"'),
    Planted("code-syntax", 'code: "small"', 'code: "Small!"', '"Small!"'),
    Planted("code-syntax", '"s_other"', '"S OTHER"', '"S OTHER"', WORDS),
    Planted("reserved-code", '"left"', '"hint"', '"hint"'),
    Planted("repeated-code", '"F_WHYHARD"', '"F_SK"', '"F_SK"\n        type: "text"'),
    Planted(
        "repeated-code", DK, '{code: "no", text: "Again"}\n        text', '"no", text: "Again"'
    ),
    Planted("repeated-code", 'code: "p_offer"', 'code: "p3"', '"p3"\n    questions'),
    Planted("repeated-code", '"s_other"', '"s_grow"', '"s_grow", text', WORDS),
    Planted("repeated-code", 'none: {code: "none"', 'none: {code: "s_care"', '{code: "s_care"'),
    # what is not known
    Planted("unknown-type", 'type: "scale"', 'type: "scael"', '"scael"'),
    Planted("unknown-list", '"change5"', '"chnage5"', '"chnage5"'),
    Planted("unknown-list", '"skill_families"', '"families"', '"families"'),
    Planted("unknown-family", FAMILY, 'family: "fam_care"', '"fam_care"', WORDS),
    Planted("unknown-audience", 'audience: "firms"', 'audience: "firm"', '"firm"'),
    Planted("unknown-prefill", '"token.lau"', '"token.lua"', '"token.lua"'),
    Planted("unknown-sensitivity", '"special"', '"very"', '"very"'),
    Planted("unknown-format", "questionnaire/1", "survey/1", '"foreterre-survey/1"'),
    Planted("unknown-module", PAGE_9, f'{PAGE_9}    module: "C"\n', '"C"'),
    Planted("no-vocabulary", '"vocabulary.yaml"', '"words.yaml"', '"words.yaml"'),
    # limits
    Planted("limit", "min: 1, max: 50", "min: 100, max: 50", "100"),
    Planted("limit", "min_selected: 1", "min_selected: 4", "4\n"),
    Planted("limit", "max_items: 3", "max_items: 0", '0\n        text: "${item}"'),
    Planted("limit", "{core: 3, whole: 5}", "{core: 77, whole: 5}", "77"),
    Planted("long-label", '"Not here"', f'"{"Not here " * 8}"', '"Not here N'),
    Planted(
        "exclusive", '"dk", text: "I d', '"dk", exclusive: true, text: "I d', 'true, text: "I d'
    ),
    # rules, to the character
    Planted("expression", "${F_SIZE} = 'z1'", "${F_SIZE} == 'z1'", "== 'z1'"),
    Planted("expression", "${F_HIRE} = 'yes'", "${F_HIRE} = 'yes", "'yes\""),
    Planted("expression", "not(selected(", "nto(selected(", "nto("),
    Planted("unknown-question", "${F_SIZE} = 'z1'", "${F_SZIE} = 'z1'", "${F_SZIE}"),
    Planted("unknown-question", '"${n} > 1"', '"${m} > 1"', "${m}"),
    Planted("unknown-question", "for ${item}?", "for ${thing}?", "${thing}"),
    Planted("unknown-question", '"F_OFFER"}', '"F_OFER"}', '"F_OFER"'),
    Planted("asked-later", "${F_SIZE} = 'z1'", "0 = 1 or ${F_WHY} = ''", "${F_WHY}"),
    Planted("asked-later", '"Where is it?"', '"Where is ${F_EMP}?"', "${F_EMP}?"),
    Planted("unknown-word", "${F_HIRE} = 'yes'", "${F_HIRE} = yes", 'yes"\n    questions'),
    Planted("unknown-word", "[hard = 'yes']", "[hadr = 'yes']", "hadr"),
    Planted("unknown-field", "count(${F_LOOP}[hard = 'yes'])", "${F_EMP}/n", "n > 0"),
    Planted(
        "other-module",
        MODULE_B,
        f"{MODULE_B}    show_if: \"${{F_ACT}} = 'p'\"\n",
        "${F_ACT}",
    ),
    Planted("modules", '"F_MODULE"', '"F_EMP"', '"F_EMP", offer'),
    Planted("cycle", SIZE, CIRCLE, '"${F_TWO}"'),
    # YAML
    Planted("broken-yaml", TITLE, f"  {TITLE}", 'core: true\n    title: "Skills"'),
    Planted("tab", TITLE, f"\t{TITLE}", "\t"),
    Planted("alias", '"I agree."', '&agree "I agree."', "&agree"),
    Planted("tag", '"I agree."', '!!python/name:os.system "I agree."', "!!python"),
)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.name)
def test_a_planted_fault_is_found_where_it_stands(planted: Planted, tmp_path: Path) -> None:
    expected = [(f"{planted.file}:{planted.position}", planted.code)]
    assert found_in_source(planted, tmp_path) == expected


def test_the_survey_without_faults_is_clean(tmp_path: Path) -> None:
    write_survey(tmp_path)
    assert check_files([tmp_path / "surveys"]) == ()


def test_a_cycle_is_named_in_full(tmp_path: Path) -> None:
    write_survey(tmp_path)
    replace_once(tmp_path, SURVEY, SIZE, CIRCLE)
    (problem,) = (each for each in check_files([tmp_path / SURVEY]) if each.code == "cycle")
    assert "F_SIZE -> F_TWO -> F_SIZE" in problem.message


def test_all_faults_of_a_file_are_listed_together(tmp_path: Path) -> None:
    write_survey(tmp_path)
    shutil.rmtree(tmp_path / "translations")
    first = replace_once(tmp_path, SURVEY, "        hint:", "        hnit:")
    second = replace_once(tmp_path, SURVEY, 'type: "scale"', 'type: "scael"')
    third = replace_once(tmp_path, SURVEY, "selected(${F_SK}, name)", "selected(${F_SKI}, name)")
    found = check_files([tmp_path / SURVEY])
    assert [each.position.line for each in found] == [first, second, third]
    assert [each.mend for each in found] == [
        "Did you mean hint?",
        "Did you mean scale?",
        "Did you mean F_SK?",
    ]
