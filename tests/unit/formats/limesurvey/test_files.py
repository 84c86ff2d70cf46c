"""Files of LimeSurvey: which are surveys, what is wrong with the others, the tab-separated form."""

from app.formats.limesurvey.form import is_lss, read_lss, read_tsv
from app.formats.limesurvey.tsv import is_tsv
from tests.unit.formats.limesurvey.surveys import Asked, decided, lss, one

HEADER = "class type/scale name relevance text help language mandatory other em_validation_q"
TABS = """\
S\t\tlanguage\t\ten
S\t\tadditional_languages\t\tfr
SL\t\tsurveyls_title\t\tPeople\t\ten
SL\t\tsurveyls_title\t\tGens\t\tfr
G\t1\tYou\t1\tAbout you\t\ten
Q\tN\tage\t1\tHow old are you?\t\ten\tY\t\tself < 120
Q\tL\tjob\tage > 15\tYour work\t\ten
A\t0\ta\t\tBaker\t\ten
Q\tM\tskill\t\tWhat can you do?\t\ten\t\tY
SQ\t0\ts1\t\tRead\t\ten
G\t1\tVous\t1\tSur vous\t\tfr
Q\tN\tage\t1\tQuel âge ?\t\tfr\tY
Q\tL\tjob\tage > 15\tTravail\t\tfr
A\t0\ta\t\tBoulanger\t\tfr
QTA\t\tquota\t\tFull
"""


def test_the_tab_separated_form_comes_in() -> None:
    content = "\n".join(["\t".join(HEADER.split()), TABS]).encode()
    assert is_tsv(content)
    result = read_tsv(content, "survey.txt")
    found = result.needed()
    assert [each.code for each in found.questions() if each.is_asked] == [
        "age",
        "job",
        "skill",
        "skill_other",
    ]
    assert one("job", found).choices[0].text.texts == {"en": "Baker", "fr": "Boulanger"}
    assert one("age", found).is_required
    state = decided(found, {"age": 130})
    assert state["relevant"]["job"] is True  # type: ignore[index]
    assert state["violations"] == [{"path": "age", "code": "constraint"}]
    assert any("QTA (1) is not carried" in each.message for each in result.notes)


def test_broken_xml_is_refused_at_its_place() -> None:
    content = lss(Asked(title="q", type="S")).replace(b"</groups>", b"</group>")
    assert is_lss(content)
    (problem,) = read_lss(content, "survey.lss").problems
    assert (problem.code, problem.position.line > 5) == ("broken-xml", True)


def test_entities_are_refused() -> None:
    content = b'<!DOCTYPE d [<!ENTITY e "e">]>' + lss(Asked(title="q", type="S"))
    (problem,) = read_lss(content, "survey.lss").problems
    assert problem.code == "doctype"


def test_a_file_without_questions_is_refused_with_the_mend() -> None:
    content = b"<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>"
    (problem,) = read_lss(content, "group.lsg").problems
    assert problem.code == "no-questions"
    assert ".lss" in problem.mend
