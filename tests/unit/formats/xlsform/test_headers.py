"""Old and new names of columns say the same."""

import pytest

from app.formats.xlsform.headers import CHOICES, CHOICES_KNOWN, SURVEY, SURVEY_KNOWN, header_of
from tests.unit.formats.xlsform.forms import faults, imported, read, survey


@pytest.mark.parametrize(
    ("written", "key", "language"),
    [
        ("label", "label", ""),
        (" Label :: Français (fr) ", "label", "Français (fr)"),
        ("label:English", "label", "English"),
        ("caption : English", "label", "English"),
        ("bind:relevant", "relevant", ""),
        ("bind::relevant", "relevant", ""),
        ("relevance", "relevant", ""),
        ("bind:jr:constraintMsg", "constraint_message", ""),
        ("bind::jr:constraintMsg::English", "constraint_message", "English"),
        ("constraint message", "constraint_message", ""),
        ("Constraint_Message::fr", "constraint_message", "fr"),
        ("required_message::de", "required_message", "de"),
        ("jr:count", "repeat_count", ""),
        ("media::image::English", "image", "English"),
        ("media:image", "image", ""),
        ("image", "image", ""),
        ("read only", "read_only", ""),
        ("form\ttitle", "form title", ""),
        ("Remarks of the team", "Remarks of the team", ""),
    ],
)
def test_a_header_of_the_survey_has_one_name(written: str, key: str, language: str) -> None:
    found = header_of(written, SURVEY, SURVEY_KNOWN)
    assert (found.key, found.language) == (key, language)


def test_a_column_of_choices_that_is_not_known_keeps_its_spelling() -> None:
    assert header_of("State", CHOICES, CHOICES_KNOWN).key == "State"
    assert header_of("list name", CHOICES, CHOICES_KNOWN).key == "list_name"


def test_tabs_and_spaces_in_headers_of_settings_do_no_harm() -> None:
    form = survey("text | q | Question") + "\n| settings |\n| | form_title\t |\n| | My form |"
    assert read(form).title.texts == {"en": "My form"}


def test_a_column_twice_is_refused_at_the_second() -> None:
    header = "type | name | label | caption"
    assert faults(survey("text | q | Question | Other", header=header)) == [
        ("survey!E2", "repeated-column")
    ]


def test_a_column_without_a_meaning_is_told() -> None:
    found = imported(survey("text | q | Question | x", header="type | name | label | colour"))
    assert [(each.where, each.code) for each in found.notes] == [
        ("form.md:survey!E2", "unknown-column")
    ]
