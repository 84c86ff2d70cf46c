"""Files that are no YAML of ours are refused with a problem, whatever they hold."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.questionnaire.reading import check_files
from app.questionnaire.reading.source_file import NodeLoader, QuickLoader
from tests.programs import ROOT
from tests.unit.questionnaire.reading.small_survey import QUESTIONNAIRE

SURVEY_FILES = [*sorted((ROOT / "surveys").glob("*.yaml")), ROOT / "tests" / "every_kind.yaml"]
BOMB = b'a: &a ["x"]\nb: &b [*a, *a]\nc: [*b, *b]\n'
REFUSED = (
    ("empty-file", b"", ""),
    ("empty-file", b"# only a comment\n", ""),
    ("not-utf-8", b'format: "f"\ntitle: "\xe9t\xe9"\n', ":2"),
    ("too-big", b"#" * 2_000_001, ""),
    ("too-deep", b"[" * 5_000, ":1:25"),
    ("alias", BOMB, ":1:4"),
    ("broken-yaml", b'a: "b"\nc: "d\x01"\n', ":2"),
    ("broken-yaml", b'a: "b\n', ":2:1"),
    ("broken-yaml", b'a: "b"\n---\na: "c"\n', ":2:1"),
    ("wrong-type", b"- 1\n", ":1:1"),
    ("wrong-type", b"just words\n", ":1:1"),
    ("missing-key", b'title: "x"\n', ":1:1"),
    ("unknown-format", b'format: "foreterre-survey/1"\n', ":1:9"),
    ("unquoted", b"format: 1\n", ":1:9"),
    ("repeated-key", b'format: "foreterre-network/1"\na: [{b: 1, c: 2, b: 3}]\n', ":2:18"),
)


@pytest.mark.parametrize(("code", "content", "place"), REFUSED)
def test_a_file_that_is_no_survey_is_refused(
    code: str, content: bytes, place: str, tmp_path: Path
) -> None:
    path = tmp_path / "one.yaml"
    path.write_bytes(content)
    assert [(each.where, each.code) for each in check_files([path])] == [(f"{path}{place}", code)]


def tree(node: yaml.Node | None) -> object:
    """All that a survey's reader may look at."""
    if node is None:
        return None
    marks = [(each.line, each.column, each.index) for each in (node.start_mark, node.end_mark)]
    held: object = node.value
    if isinstance(node, yaml.MappingNode):
        held = [(tree(key), tree(value)) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        held = [tree(each) for each in node.value]
    style = node.style if isinstance(node, yaml.ScalarNode) else None
    return node.tag, marks, style, held


@pytest.mark.parametrize("file", SURVEY_FILES, ids=lambda file: file.name)
def test_the_quick_loader_finds_the_same_nodes_at_the_same_places(file: Path) -> None:
    text = file.read_text("utf-8")
    assert tree(QuickLoader(text).get_single_node()) == tree(NodeLoader(text).get_single_node())


@pytest.mark.parametrize(
    "text",
    [
        "é: 'ça, l''été'\n\U0001f600: \"a\\\n  b\\u00e9\"\n",
        "a: |\n  one\n\n  two\n# said\nb: >-\n  folded\n  on\n",
        "a:\nb: ~\nc: [1, {d: 2}, ]\n? e\n: f\n",
        "plain text over\n  two lines\n",
        "",
    ],
)
def test_whatever_the_quotes_and_letters(text: str) -> None:
    assert tree(QuickLoader(text).get_single_node()) == tree(NodeLoader(text).get_single_node())


@pytest.mark.parametrize(
    ("name", "code"),
    [("form.xlsx", "not-yet"), ("form.lss", "not-yet"), ("form.docx", "not-a-survey")],
)
def test_other_kinds_of_files_are_named(name: str, code: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"PK")
    assert [each.code for each in check_files([tmp_path / name])] == [code]


def test_a_missing_file_and_an_empty_folder_are_problems(tmp_path: Path) -> None:
    found = check_files([tmp_path / "none.yaml", tmp_path])
    assert [each.code for each in found] == ["no-file", "no-file"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(start=2329, length=51, put="")  # a circle that begins at a field without a rule
@given(start=st.integers(0, len(QUESTIONNAIRE)), length=st.integers(1, 60), put=st.text(max_size=5))
def test_a_survey_cut_anywhere_never_crashes(
    start: int, length: int, put: str, tmp_path: Path
) -> None:
    path = tmp_path / "cut.yaml"
    text = QUESTIONNAIRE[:start] + put + QUESTIONNAIRE[start + length :]
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    for each in check_files([path]):
        assert each.mend
        assert each.position.line <= text.count("\n") + 2
