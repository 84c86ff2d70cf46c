"""The reference questionnaires: complete, worded for everybody, whole in French.

Reads the files as plain YAML and gettext, so that it holds whatever reads them later.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[3]
SURVEYS = ROOT / "surveys"
FRENCH = ROOT / "translations" / "fr" / "LC_MESSAGES"
AUDIENCES = ("firms", "residents", "trainers")
LONGEST_LABEL = 45
LONGEST_QUESTION = 20
RULES = ("show_if", "choice_filter", "first", "constraint", "calculate", "over")
NAME = re.compile(r"\$\{(\w+)\}")
COMPARED = re.compile(r"\$\{(\w+)\} !?= '([^']+)'|selected\(\$\{(\w+)\}, '([^']+)'\)")
MISSING = {"I don't know", "Prefer not to say"}
QUESTIONS = {
    "firms": """
        F_CONSENT F_PLACE F_ACT F_EMP F_SIZE F_AGE55 F_ROLE F_TRANSFER F_ACT30 F_EMP30 F_NEWACT
        F_HIRE F_JOBS F_JOB_LOOP F_JOB_LOOP.n F_JOB_LOOP.kind F_JOB_LOOP.hard F_WHYHARD F_SK
        F_SK_LOOP F_SK_LOOP.today F_SK_LOOP.chg30 F_SKNEW F_GET F_HRTIME F_HRLATE F_ISO1 F_ISO2
        F_ISO3 F_WANT F_MORE F_ACT35 F_DRIVER F_TRAINED F_TBAR F_TLEAD F_TMAX F_TMODE F_CODESIGN
        F_SPEC F_SPECTXT F_SPEC1 F_SPEC2 F_SPEC3 F_LC F_OPEN F_PRACT F_OFFER F_CONTACT
    """,
    "residents": """
        R_CONSENT R_PLACE R_LEFT R_AGE R_SEX R_EDU R_STATUS R_ACT R_LONG R_WANT30 R_FORM30 R_CHANGE
        R_CAN R_USE R_LEARN R_STAY R_WHY R_NEED R_MORE R_TRAINED R_TBAR R_TMODE R_TRAVEL R_MEANS
        R_PAST R_VALUE R_START R_STARTBAR R_HEARD R_LIMIT_OK R_LIMIT R_HOMELANG R_HELP R_CONTACT
    """,
    "trainers": """
        T_CONSENT T_PLACE T_TYPE T_VOL T_NOW T_MAIN T_LOOP T_LOOP.level T_LOOP.fill T_CAN12 T_ASKED
        T_LEAD T_SLOW T_MIN T_MODES T_LINK T_BAR T_INCL T_COOP T_SPEC T_PRACT T_CONTACT
    """,
}
Part = dict[str, Any]


@cache
def survey(name: str) -> Part:
    return yaml.safe_load((SURVEYS / f"{name}.yaml").read_text("utf-8"))


def lists() -> dict[str, list[Part]]:
    return survey("vocabulary")["lists"]


def questions(name: str) -> Iterator[tuple[str, Part, Part]]:
    """Code (ROSTER.field in a roster), question and page, in the order of the file."""
    for page in survey(name)["pages"]:
        for question in page["questions"]:
            yield question["code"], question, page
            for field in question.get("fields", ()):
                yield f"{question['code']}.{field['code']}", field, page


def own_choices(question: Part) -> list[Part]:
    """Those written in the questionnaire itself."""
    listed = question.get("choices", [])
    own = listed if isinstance(listed, list) else []
    return own + [question[key] for key in ("none", "outside") if key in question]


def choices(question: Part) -> list[Part]:
    listed = question.get("choices", [])
    return (lists()[listed] if isinstance(listed, str) else []) + own_choices(question)


def texts(name: str) -> Iterator[tuple[str, str]]:
    """Code and English text of everything that is read by people."""
    file = survey(name)
    if name == "vocabulary":
        for listed, items in file["lists"].items():
            yield from ((f"{listed}.{item['code']}", item["text"]) for item in items)
        return
    yield from ((f"{name}.{key}", file[key].strip()) for key in ("title", "intro", "privacy"))
    yield from ((page["code"], page["title"]) for page in file["pages"])
    for code, question, _ in questions(name):
        yield code, question["text"]
        for key, end in (("hint", "hint"), ("constraint_text", "constraint")):
            if key in question:
                yield f"{code}.{end}", question[key]
        yield from ((f"{code}.{each['code']}", each["text"]) for each in own_choices(question))


@cache
def french(name: str) -> dict[str, tuple[str, str]]:
    """Code of the text to its English and its French."""
    with (FRENCH / f"{name}.po").open("rb") as file:
        catalog = read_po(file, abort_invalid=True)
    assert not any(message.fuzzy for message in catalog if message.id)
    return {each.context: (each.id.strip(), each.string.strip()) for each in catalog if each.id}


def labels() -> Iterator[tuple[str, str]]:
    """Code and text of every choice, in English and in French."""
    for name in ("vocabulary", *AUDIENCES):
        known = french(name)
        own = (
            texts(name)
            if name == "vocabulary"
            else (
                (f"{code}.{choice['code']}", choice["text"])
                for code, question, _ in questions(name)
                for choice in own_choices(question)
            )
        )
        for code, text in own:
            yield code, text
            yield f"{code} (fr)", known[code][1]


def words(text: str) -> int:
    return len(re.findall(r"[^\W_]+(?:[-'][^\W_]+)*", text))


def said_to_be_missing(choice: Part) -> bool:
    return choice["text"] in MISSING


@pytest.mark.parametrize("name", AUDIENCES)
def test_every_question_is_asked_in_its_place(name: str) -> None:
    assert [code for code, _, _ in questions(name)] == QUESTIONS[name].split()


@pytest.mark.parametrize("name", AUDIENCES)
def test_codes_are_unique_strings(name: str) -> None:
    pages = [page["code"] for page in survey(name)["pages"]]
    asked = [code for code, _, _ in questions(name)]
    assert len({*pages, *asked}) == len(pages) + len(asked)
    for code, question, _ in questions(name):
        codes = [choice["code"] for choice in choices(question)]
        assert len(set(codes)) == len(codes), code
        assert all(isinstance(each, str) for each in (code, *codes)), code
        assert not {"hint", "constraint", "text"} & set(codes), code


def test_codes_of_the_vocabulary_are_unique_strings() -> None:
    for name, items in lists().items():
        codes = [item["code"] for item in items]
        assert all(isinstance(code, str) for code in codes), name
        assert len(set(codes)) == len(codes), name


def test_each_skill_belongs_to_a_family() -> None:
    families = {family["code"] for family in lists()["skill_families"]}
    assert {skill["family"] for skill in lists()["skills"]} == families
    assert len(lists()["skills"]) == 32


@pytest.mark.parametrize("name", ["vocabulary", *AUDIENCES])
def test_every_text_has_its_french(name: str) -> None:
    known = french(name)
    assert {code: source for code, (source, _) in known.items()} == dict(texts(name))
    assert [code for code, (_, said) in known.items() if not said] == []


@pytest.mark.parametrize("name", AUDIENCES)
def test_the_french_pipes_the_same_answers(name: str) -> None:
    for code, (source, said) in french(name).items():
        assert sorted(NAME.findall(source)) == sorted(NAME.findall(said)), code


def test_indicators_have_their_french() -> None:
    known = french("indicators")
    for indicator in survey("indicators")["indicators"]:
        code = indicator["code"]
        assert known[code][0] == indicator["name"]
        assert known[f"{code}.read"][0] == indicator["reading"]
        assert known[code][1], code
        assert known[f"{code}.read"][1], code


@pytest.mark.parametrize("name", AUDIENCES)
def test_rules_and_piping_name_what_was_asked_before(name: str) -> None:
    before: set[str] = set()
    page_code = ""
    for code, question, page in questions(name):
        if page["code"] != page_code:
            page_code = page["code"]
            assert set(NAME.findall(page.get("show_if", ""))) <= before, page_code
        written = [question.get(key, "") for key in (*RULES, "text", "hint", "constraint_text")]
        named = set(chain.from_iterable(NAME.findall(text) for text in written)) - {"item"}
        assert named <= before, code
        before.add(code)


@pytest.mark.parametrize("name", AUDIENCES)
def test_rules_compare_with_codes_that_can_be_chosen(name: str) -> None:
    asked = {code: question for code, question, _ in questions(name)}
    for code, question, page in questions(name):
        rules = " ; ".join(each.get(key, "") for each in (question, page) for key in RULES)
        for one, one_code, other, other_code in COMPARED.findall(rules):
            known = {choice["code"] for choice in choices(asked[one or other])}
            assert (one_code or other_code) in known, code


def test_labels_fit_a_phone() -> None:
    assert [code for code, text in labels() if len(text) > LONGEST_LABEL] == []


@pytest.mark.parametrize("name", AUDIENCES)
def test_questions_are_short(name: str) -> None:
    said = french(name)
    asked = [code for code, _, _ in questions(name)]
    both = [(code, text) for code in asked for text in said[code]]
    assert [code for code, text in both if words(text) > LONGEST_QUESTION] == []


@pytest.mark.parametrize("name", AUDIENCES)
def test_the_privacy_note_is_read_in_two_minutes(name: str) -> None:
    for note in french(name)[f"{name}.privacy"]:
        assert 150 <= words(note) <= 280


@pytest.mark.parametrize("name", AUDIENCES)
def test_choices_that_mean_no_answer_are_missing(name: str) -> None:
    for code, question, _ in questions(name):
        for choice in choices(question):
            assert choice.get("missing", False) == said_to_be_missing(choice), code


def test_a_question_on_health_waits_for_its_own_consent() -> None:
    asked = {code: question for code, question, _ in questions("residents")}
    assert asked["R_LIMIT"]["sensitivity"] == "special"
    assert asked["R_LIMIT"]["show_if"] == "${R_LIMIT_OK} = true()"
    assert asked["R_LIMIT"]["option"] == asked["R_LIMIT_OK"]["option"] == "health"
    assert not asked["R_LIMIT_OK"].get("required", False)


def test_who_left_is_asked_nothing_about_living_here() -> None:
    first, left, *others = survey("residents")["pages"]
    assert "show_if" not in first
    assert left["show_if"] == "${R_PLACE} = 'left'"
    assert all(page["show_if"].startswith("${R_PLACE} != 'left'") for page in others)


def test_indicators_draw_on_questions_that_are_asked() -> None:
    asked = {code for name in AUDIENCES for code, _, _ in questions(name)}
    elsewhere = {"practices", "experiments", "paradata", "frame"}
    indicators = survey("indicators")["indicators"]
    inputs = {each for indicator in indicators for each in indicator["inputs"]}
    outside = {each for each in inputs if each.startswith("E_") or each.split(".")[0] in elsewhere}
    assert inputs - outside <= asked
    assert len(indicators) == 36


def test_the_demonstration_network_is_labelled_and_whole() -> None:
    network = survey("demo_network")
    assert set(network["label"]) == {"en", "fr"}
    names = [name for each in network["territories"] for name in each["municipalities"]]
    assert len(set(names)) == len(names) == 18 + 34 + 21 + 5 + 4
    for territory in network["territories"]:
        assert len(territory["municipalities"]) == territory["lau_count"]
        assert sum(territory["sectors"].values()) == pytest.approx(1, abs=0.011)
        structure = network["population_structure"][territory["code"]]
        assert sum(structure["f"]) + sum(structure["m"]) == pytest.approx(1, abs=0.002)


def test_every_word_of_the_survey_files_is_quoted() -> None:
    plain = re.compile(r"true|false|-?\d+(?:\.\d+)?")
    for path in sorted(SURVEYS.glob("*.yaml")):
        tree = yaml.compose(path.read_text("utf-8"))
        for value in values(tree):
            is_quoted = value.style in {'"', "'", "|", ">"}
            assert is_quoted or plain.fullmatch(value.value), f"{path.name}{value.start_mark}"


def values(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Every value below a node, keys not."""
    if isinstance(node, yaml.ScalarNode):
        yield node
        return
    for child in node.value:
        yield from values(child[1] if isinstance(child, tuple) else child)
