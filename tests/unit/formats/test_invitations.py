"""Lists of who gets a personal link: for every audience, with what its questionnaire takes."""

from pathlib import Path

import pytest

from app.formats.invitations import Invited, read_invitations, sources
from app.questionnaire.model import Questionnaire
from app.questionnaire.reading import UnreadableError, read_questionnaire

SURVEYS = Path(__file__).resolve().parents[3] / "surveys"
PLACES = {"09901": "Orlense-les-Bains", "09902": "Sarrevielle"}


def questionnaire(name: str) -> Questionnaire:
    return read_questionnaire(SURVEYS / f"{name}.yaml")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


@pytest.mark.parametrize("audience", ["residents", "trainers"])
def test_residents_and_trainers_are_invited_by_place(file: Path, audience: str) -> None:
    file.write_text("reference;municipality\nÉlodie 7;09902\nB/8;\n", encoding="utf-8")
    assert read_invitations(file, questionnaire(audience), PLACES) == (
        Invited(
            reference="Élodie 7",
            stratum="",
            municipality="09902",
            prefill={"token.lau": "09902"},
        ),
        Invited(reference="B/8", stratum="", municipality=None),
    )


def test_only_what_the_questionnaire_takes_is_a_column(file: Path) -> None:
    assert set(sources(questionnaire("firms"))) == {
        "token.lau",
        "frame.nace",
        "frame.employment",
    }
    file.write_text("reference,frame.employment\nA,3\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"people\.csv:1:2: No column is called"):
        read_invitations(file, questionnaire("residents"), PLACES)


@pytest.mark.parametrize("reference", ["=1+1", "-3", "@x", "x" * 101, "a,b"])
def test_a_reference_that_a_spreadsheet_would_run_is_refused(file: Path, reference: str) -> None:
    file.write_text(f'reference\n"{reference}"\n', encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"people\.csv:2:1: reference: .* is no code"):
        read_invitations(file, questionnaire("trainers"), PLACES)


def test_a_file_that_is_not_there_is_said(file: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        read_invitations(file, questionnaire("firms"), PLACES)
