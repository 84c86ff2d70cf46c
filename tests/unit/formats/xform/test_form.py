"""XForms come in as what they were compiled from; an independent compiler writes them here."""

import textwrap
from dataclasses import replace

from pyxform.xls2xform import convert

from app.formats.imported import Imported
from app.formats.xform.form import is_xform, read_xform
from app.formats.xlsform.form import read_xlsform
from app.questionnaire.model import Choice, Page, Question, QuestionKind, Questionnaire

FORM = """
| survey |
| | type | name | label::English (en) | label::Français (fr) | relevant | required | constraint | constraint_message::English (en) | calculation | default | appearance | parameters | repeat_count | choice_filter | trigger | media::image::English (en) |
| | start | began | | | | | | | | | | | | | | |
| | begin group | g | Group | Groupe | ${n} > 1 | | | | | | | | | | | |
| | integer | a | How many, ${t}? | Combien ? | | yes | . < 9 | Fewer | | 3 | | | | | | a.png |
| | text | t | Text | Texte | | ${a} = 2 | | | | | multiline | | | | | |
| | end group | | | | | | | | | | | | | | | |
| | begin repeat | r | Person | Personne | | | | | | | | | ${a} | | | |
| | select_one yn | s | Fine? | Bien ? | ${a} != position(..) | | | | | | minimal | | | | | |
| | select_multiple towns | m | Towns | Villes | | | | | | | | | | state = ${s} | | |
| | calculate | c | | | | | | | ${a} * count-selected(${m}) | | | | | | ${s} | |
| | end repeat | | | | | | | | | | | | | | | |
| | calculate | total | | | | | | | sum(${c}) + count(${r}[s = 'yes']) | | | | | | | |
| | range | n | Level | Niveau | | | | | | | | start=0 end=5 step=1 | | | | |
| | rank yn | k | Order | Ordre | | | | | | | | | | | | |
| | date | d | Day | Jour | | | . <= today() | | | today() | | | | | | |
| | acknowledge | ok | Read | Lu | | | | | | | | | | | | |
| | note | bye | Thanks | Merci | | | | | | | | | | | | |
| | image | p | Photo | Photo | | | | | | | signature | | | | | |
| choices |
| | list_name | name | label::English (en) | label::Français (fr) | state |
| | yn | yes | Yes | Oui | |
| | yn | no | No | Non | |
| | towns | m | Munich | Munich | yes |
| | towns | f | Fulda | Fulda | no |
| settings |
| | form_title | form_id | version | default_language |
| | My form | my_form | 3 | English (en) |
"""  # noqa: E501 a table
RULES = ("show_if", "required_if", "constraint", "calculate", "default_rule", "count")


def xform_of(markdown: str) -> bytes:
    return str(convert(textwrap.dedent(markdown).strip(), file_type=".md").xform).encode()


def read(markdown: str) -> Questionnaire:
    found = read_xform(xform_of(markdown), "form.xml")
    assert found.problems == ()
    return found.needed()


def plain(question: Question) -> Question:
    """With rules and lists as their sources: spaces and the names of lists do not count."""
    sources = {
        name: None if getattr(question, name) is None else squeezed(getattr(question, name).source)
        for name in (*RULES, "choice_filter")
    }
    return replace(
        question,
        **dict.fromkeys(sources),
        hint=sources,  # type: ignore[arg-type]  # only to compare
        list_name=None,
        choices=tuple(map(plain_choice, question.choices)),
        fields=tuple(map(plain, question.fields)),
    )


def plain_choice(choice: Choice) -> Choice:
    kept = {key: text for key, text in choice.attributes.items() if key != "itextId"}
    return replace(choice, attributes=kept)


def squeezed(source: str) -> str:
    return "".join(source.split())


def plain_page(page: Page) -> Page:
    return replace(page, questions=tuple(map(plain, page.questions)))


def test_a_compiled_form_says_what_the_form_said() -> None:
    again, first = read(FORM), read_xlsform(FORM.strip().encode(), "form.md").needed()
    assert (again.title, again.code, again.version) == (first.title, first.code, first.version)
    assert again.languages == first.languages
    assert list(map(plain_page, again.pages)) == list(map(plain_page, first.pages))


def xform(model: str, body: str, *, binds: str = "") -> bytes:
    return f"""<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns:jr="http://openrosa.org/javarosa">
  <h:head><h:title>T</h:title><model>
    <instance><data id="t">{model}</data></instance>
    {binds}
  </model></h:head>
  <h:body>{body}</h:body>
</h:html>""".encode()


def imported(model: str, body: str, *, binds: str = "") -> Imported:
    return read_xform(xform(model, body, binds=binds), "form.xml")


def question(found: Imported, code: str) -> Question:
    question = found.needed().question(code)
    assert question is not None
    return question


def test_paths_of_rules_become_names() -> None:
    binds = """
    <bind nodeset="/data/g/a" type="int" relevant=" ../b  = 1 or /data/c = 'x/data/c'"/>
    <bind nodeset="/data/g/b" type="int" constraint="./. &lt; current()/../a"/>
    """
    body = '<input ref="/data/g/a"><label>A</label></input>'
    found = imported("<g><a/><b/></g><c/>", body, binds=binds)
    a, b = question(found, "a"), question(found, "b")
    assert a.show_if is not None
    assert a.show_if.source == "${b}  = 1 or ${c} = 'x/data/c'"
    assert b.constraint is not None
    assert b.constraint.source == "./. < ${a}"


def test_a_path_to_one_of_two_namesakes_stays_a_path() -> None:
    binds = '<bind nodeset="/data/c" calculate="/data/g/a + /data/h/a"/>'
    found = imported("<g><a/></g><h><a/></h><c/>", "", binds=binds)
    rule = question(found, "c").calculate
    assert rule is not None
    assert rule.source == "/data/g/a + /data/h/a"


def test_actions_become_defaults_and_triggers() -> None:
    body = """
    <input ref="/data/a"><label>A</label>
      <setvalue event="odk-instance-first-load xforms-value-changed" ref="/data/b"
        value="/data/a * 2"/>
      <setvalue event="odk-instance-first-load" ref="/data/c">cheese</setvalue>
    </input>"""
    found = imported("<a/><b/><c/>", body)
    b, c = question(found, "b"), question(found, "c")
    assert b.triggers == ("a",)
    assert b.calculate is not None
    assert b.default_rule is not None
    assert (b.calculate.source, b.default_rule.source) == ("${a} * 2", "${a} * 2")
    assert c.default == "cheese"


def test_the_body_gives_the_order_of_what_is_asked() -> None:
    body = (
        '<input ref="/data/b"><label>B</label></input><input ref="/data/a"><label>A</label></input>'
    )
    found = imported("<a/><b/>", body).needed()
    assert [each.code for each in found.questions()] == ["b", "a"]


def test_choices_inside_a_question_are_its_choices() -> None:
    item = "<item><label>Yes</label><value>y</value></item>"
    body = f'<select1 ref="/data/a"><label>A</label>{item}</select1>'
    (choice,) = question(imported("<a/>", body), "a").choices
    assert (choice.code, choice.text.texts["en"]) == ("y", "Yes")


def test_a_repeat_is_named_by_the_group_around_it() -> None:
    body = """<group><label>People</label><repeat nodeset="/data/r" jr:count="/data/n">
        <input ref="/data/r/a"><label>A</label></input></repeat></group>"""
    found = imported('<n/><r jr:template=""><a/></r>', body).needed()
    repeat = found.question("r")
    assert repeat is not None
    assert (repeat.kind, repeat.text.texts["en"]) == (QuestionKind.REPEAT, "People")
    assert repeat.count is not None
    assert repeat.count.source == "${n}"


def test_what_is_not_carried_is_told_at_its_line() -> None:
    body = """<group appearance="field-list"><label>Looks</label>
        <input ref="/data/a"><label>A</label></input></group>
        <input ref="/data/none"><label>None</label></input>"""
    found = imported("<a/>", body)
    assert [(each.where, each.code) for each in found.notes] == [
        ("form.xml:8:11", "not-carried"),
        ("form.xml:10:9", "not-carried"),
    ]


def test_a_rule_at_fault_is_refused_at_the_line_of_its_control() -> None:
    binds = '<bind nodeset="/data/a" relevant="foo(1)"/>'
    body = '\n\n  <input ref="/data/a"><label>A</label></input>'
    (problem,) = imported("<a/>", body, binds=binds).problems
    assert (problem.where, problem.code) == ("form.xml:10:3", "expression")


def test_entities_and_broken_files_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + xform("<a/>", "")[22:]
    assert [each.code for each in read_xform(bomb, "form.xml").problems] == ["doctype"]
    broken = xform("<a/>", "<input>")
    assert [each.code for each in read_xform(broken, "form.xml").problems] == ["broken-xml"]
    empty = b'<h:html xmlns:h="http://www.w3.org/1999/xhtml"/>'
    assert is_xform(empty)
    assert [each.code for each in read_xform(empty, "form.xml").problems] == ["no-model"]
