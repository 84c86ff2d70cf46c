"""A mapping file is read with every fault at its place; a proposal can be read as it is written."""

from pathlib import Path

import pytest

from app.questionnaire.changing.answered import answered
from app.questionnaire.changing.losing import losses
from app.questionnaire.changing.mapping_file import read_mapping
from app.questionnaire.changing.placed import placed
from app.questionnaire.changing.proposing import proposal
from app.questionnaire.changing.recoding import NOTHING, Recoding
from app.questionnaire.reading import UnreadableError
from tests.unit.questionnaire.written import choices, of_one_page, question

STAFF = question("STAFF", "integer", text="How many people?")
FIELD = question("n", "integer")
OLD = of_one_page(
    STAFF,
    question("KIND", "single", choices=choices("bakery", "bar")),
    question("R", "repeat", fields=(FIELD,)),
)
NEW = of_one_page(
    question("PEOPLE", "integer", text="How many people work here?"),
    question("KIND", "single", choices=choices("bakery", "cafe")),
    question("R", "repeat", fields=(question("m", "integer"),)),
)


def read(folder: Path, text: str) -> Recoding:
    path = folder / "mapping.yaml"
    path.write_text(text, encoding="utf-8")
    return read_mapping(path, placed(OLD), placed(NEW), ["EARLIER"])


def test_a_mapping_says_what_goes_on_and_what_does_not(tmp_path: Path) -> None:
    text = (
        'questions: {"STAFF": "PEOPLE", "R/n": "R/m"}\n'
        'choices: {"KIND": {"bar": "cafe"}}\n'
        'drop: ["EARLIER"]\ndrop_choices: {"KIND": ["bakery"]}\n'
    )
    assert read(tmp_path, text) == Recoding(
        questions={"STAFF": "PEOPLE", "R/n": "R/m"},
        choices={"KIND": {"bar": "cafe"}},
        dropped=frozenset({"EARLIER"}),
        dropped_choices={"KIND": frozenset({"bakery"})},
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('questions: {"STAF": "PEOPLE"}', ":1:13 unknown-question"),
        ('questions: {"STAFF": "PEPLE"}', ":1:22 unknown-question"),
        ('questions: {"STAFF": "KIND"}', ":1:22 two-in-one"),
        ('questions: {"STAFF": "PEOPLE", "R": "PEOPLE"}', ":1:37 two-in-one"),
        ('drop: ["STAFF"]\nquestions: {"STAFF": "PEOPLE"}', ":1:8 dropped-and-mapped"),
        ('drop: "STAFF"', ":1:7 wrong-shape"),
        ("questions: [1]", ":1:12 wrong-shape"),
        ('questions: {"STAFF": ["PEOPLE"]}', ":1:22 no-code"),
        ('choices: {"KIND": {"pub": "cafe"}}', ":1:20 unknown-choice"),
        ('choices: {"KIND": {"bar": "pub"}}', ":1:27 unknown-choice"),
        ('drop_choices: {"KIND": ["pub"]}', ":1:25 unknown-choice"),
        ("rename: {}", ":1:1 unknown-key"),
        ("", " empty-file"),
    ],
)
def test_a_fault_is_told_at_its_place(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(tmp_path, text)
    found = [f"{each.where} {each.code}" for each in caught.value.problems]
    assert found == [f"{tmp_path / 'mapping.yaml'}{fault}"]


def test_a_proposal_maps_what_reads_alike_and_only_asks_about_the_rest(tmp_path: Path) -> None:
    old, new = placed(OLD), placed(NEW)
    row = {"STAFF": 3, "KIND": "bar", "R[1]/n": 2}
    held = answered(old, [row])
    text = proposal(old, new, list(losses(old, new, NOTHING, held)))
    assert text.splitlines()[2:] == [
        "questions:",
        '  "STAFF": "PEOPLE"  # the same type, and texts alike',
        "#? drop:",
        '#?   - "R/n"  # R/n is not in the new version, and 1 response answers it.',
        "#? drop_choices:",
        '#?   "KIND": ["bar"]  # no new choice reads alike',
    ]
    recoding = read(tmp_path, text)
    assert recoding == Recoding(questions={"STAFF": "PEOPLE"})
    left = [each.code for each in losses(old, new, recoding, held)]
    assert left == ["choice-lost", "question-lost"]
    answered_all = read(tmp_path, text.replace("#? ", ""))
    assert list(losses(old, new, answered_all, held)) == []


def test_a_proposal_without_a_loss_asks_for_nothing() -> None:
    assert "no mapping is needed" in proposal(placed(OLD), placed(OLD), [])
