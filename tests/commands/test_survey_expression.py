"""survey expression: what it prints and how it ends."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.commands.survey_expression import expression


def run(*arguments: str) -> Result:
    return CliRunner().invoke(expression, list(arguments))


def written(folder: Path, content: object) -> str:
    path = folder / "context.json"
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_value_is_printed_with_its_type() -> None:
    assert run("1 + 1").output == "2 (number)\n"
    assert run("'yes'").output == "yes (string)\n"


@pytest.mark.parametrize(
    ("expr", "value", "kind"),
    [
        ("1 div 2", 0.5, "number"),
        ("4 div 2", 2, "number"),
        ("0 div 0", "NaN", "number"),
        ("1 div 0", "Infinity", "number"),
        ("-1 div 0", "-Infinity", "number"),
        ("1 = 1", True, "boolean"),
        ("${F_EMP}", 12, "number"),
        ("${F_ROLE}", "owner", "string"),
        ("${F_NONE}", "", "string"),
        ("${F_JOBS}", ["j_cook", "j_care"], "nodeset"),
        ("${F_JOB_LOOP}/n", ["2", ""], "nodeset"),
        ("count(${F_JOB_LOOP}[hard = 'yes'])", 1, "number"),
        ("${F_OK}", True, "boolean"),
    ],
)
def test_values_become_json(tmp_path: Path, expr: str, value: object, kind: str) -> None:
    answers = {
        "F_EMP": 12,
        "F_ROLE": "owner",
        "F_NONE": None,
        "F_OK": True,
        "F_JOBS": ["j_cook", "j_care"],
        "F_JOB_LOOP[j_cook]/n": 2,
        "F_JOB_LOOP[j_care]/hard": "yes",
    }
    flat = run(expr, "--context", written(tmp_path, answers), "--json")
    assert json.loads(flat.output) == {"value": value, "type": kind}
    nested = run(expr, "--context", written(tmp_path, {"answers": answers}), "--json")
    assert nested.output == flat.output
    assert nested.exit_code == 0


def test_day_language_seed_and_place_come_from_the_context(tmp_path: Path) -> None:
    context = written(
        tmp_path,
        {
            "answers": {"R[a]/n": 4, "R[b]/n": 6},
            "today": "2026-02-01",
            "language": "fr",
            "seed": 3,
            "path": "R[b]/n",
        },
    )
    expr = "concat(., ' ', ${n}, ' ', position(..), format-date(today(), ' %e %B'))"
    assert run(expr, "--context", context).output == "6 6 2 1 février (string)\n"
    first = run("random()", "--context", context).output
    assert run("random()", "--context", context).output == first


def test_what_was_known_and_saved_before_and_tables_come_from_the_context(tmp_path: Path) -> None:
    context = written(
        tmp_path,
        {
            "answers": {"R[1]/S[2]/q": 5, "town": "t2"},
            "prefill": {"town": "t1", "known": "yes"},
            "last_saved": {"q": 7},
            "tables": {"towns": [{"code": "t1", "label": "A"}, {"code": "t2", "label": "B"}]},
            "path": "R[1]/S[2]/q",
        },
    )
    rows = "/".join(("instance('towns')", "root", "item"))
    item = f"{rows}[code = ${{town}}]/label"
    expr = f"concat(., ${{known}}, ${{last-saved#q}}, {item}, position(..))"
    assert run(expr, "--context", context).output == "5yes7B1 (string)\n"
    assert run("pulldata('towns', 'label', 'code', 't1')", "--context", context).output == (
        "A (string)\n"
    )


def test_an_error_ends_with_1_and_names_place_and_mend() -> None:
    found = run("${A} == 1")
    assert found.exit_code == 1
    assert found.output == ("Error: Equality is one sign. (position 5) Write = instead of ==.\n")
    as_json = run("${A} == 1", "--json")
    assert as_json.exit_code == 1
    assert json.loads(as_json.output) == {
        "error": "Equality is one sign. (position 5) Write = instead of ==.",
        "position": 5,
        "mend": "Write = instead of ==.",
    }


@pytest.mark.parametrize(
    ("context", "message"),
    [
        ("{", "not JSON"),
        ("[1]", "not an object"),
        ({"A": {"b": 1}}, "A is no answer"),
        ({"A": [1, 2]}, "A is no answer"),
        ({"answers": {}, "today": "tomorrow"}, "today is not a date: tomorrow"),
        ({"answers": {}, "seed": "x"}, "seed is not a whole number"),
        ({"answers": {}, "prefill": [1]}, "prefill is not an object"),
        ({"answers": {}, "tables": [1]}, "tables is not an object"),
        ({"answers": {}, "tables": {"t": {}}}, "t is not a list of rows"),
        ({"answers": {}, "tables": {"t": [{"a": 1}]}}, "no object of texts"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_context_at_fault_is_an_input_at_fault(
    tmp_path: Path, context: object, message: str
) -> None:
    found = run("1", "--context", written(tmp_path, context))
    assert found.exit_code == 1
    assert message in found.output


def test_a_list_prints_an_array_and_ends_with_0(tmp_path: Path) -> None:
    lines = [
        '{"expr": "${A} + 1", "context": {"A": 2}}',
        '{"expr": "1 ==", "context": {}}',
        "",
        "nonsense",
        '{"context": {}}',
        '{"expr": "today()", "context": {"answers": {}, "today": "2026-01-02"}}',
        '{"expr": "selected(${A}, \'x\')", "context": {"A": ["x", "y"]}}',
        '{"expr": "1", "context": {"A": {}}}',
    ]
    listed = tmp_path / "list.jsonl"
    listed.write_text("\n".join(lines), encoding="utf-8")
    found = run("--file", str(listed))
    values = json.loads(found.output)
    assert found.exit_code == 0
    assert [each.get("value") for each in values] == [3, None, None, None, "2026-01-02", True, None]
    assert ["error" in each for each in values] == [False, True, True, True, False, False, True]


def test_wrong_usage_ends_with_2(tmp_path: Path) -> None:
    context = written(tmp_path, {})
    assert run().exit_code == 2
    assert run("1", "--file", context).exit_code == 2
    assert run("--file", context, "--context", context).exit_code == 2
    assert run("1", "--context", str(tmp_path / "nowhere.json")).exit_code == 2
    assert run("1", "--yaml").exit_code == 2
