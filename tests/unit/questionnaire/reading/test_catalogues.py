"""French catalogues: every text translated, from the source as it reads now."""

from pathlib import Path

import pytest

from app.questionnaire.reading import UnreadableError, check_files, read_questionnaire
from tests.unit.questionnaire.reading.small_survey import (
    FRENCH,
    FRENCH_WORDS,
    SURVEY,
    replace_once,
    write_survey,
)

HIRE = 'msgid "Will you hire?"\nmsgstr "Allez-vous recruter ?"'
LONG = "Oui, mais seulement si tout va bien et que les beaux jours reviennent"
PLANTED = (
    ("missing-translation", FRENCH, f'msgctxt "F_HIRE"\n{HIRE}\n', "", None),
    ("empty-translation", FRENCH, '"Allez-vous recruter ?"', '""', -1),
    ("fuzzy-translation", FRENCH, 'msgctxt "F_HIRE"\n', '#, fuzzy\nmsgctxt "F_HIRE"\n', 2),
    ("stale-translation", FRENCH, '"Will you hire?"', '"Will you recruit?"', 0),
    ("unknown-msgctxt", FRENCH, HIRE, f'{HIRE}\n\nmsgctxt "F_OLD"\nmsgid "Old?"\nmsgstr "?"', 4),
    ("placeholders", FRENCH, '"Au plus ${F_EMP}."', '"Au plus ${F_AGE}."', -1),
    ("placeholders", FRENCH, '"Combien pour ${item} ?"', '"Combien ?"', -1),
    ("spaces", FRENCH, '"Pas ici"', '"Pas ici "', -1),
    ("long-label", FRENCH, '"Je ne sais pas"', f'"{LONG}"', -1),
    ("repeated-msgctxt", FRENCH, 'msgctxt "F_NEW"', 'msgctxt "F_ACT"', 0),
    ("broken-po", FRENCH, 'msgstr "Continuer ?"', 'mgstr "Continuer ?"', 0),
    ("empty-translation", FRENCH_WORDS, '"Construire"', '""', -1),
    ("stale-translation", FRENCH_WORDS, '"Caring for people"', '"Caring for all"', 0),
)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted[0])
def test_a_fault_of_a_catalogue_is_found_in_its_line(
    planted: tuple[str, str, str, str, int | None], tmp_path: Path
) -> None:
    """shift: from the line changed to the line of the msgid; None: a text lacks, so no line."""
    code, file, before, after, shift = planted
    write_survey(tmp_path)
    line = replace_once(tmp_path, file, before, after)
    found = [(each.where, each.code) for each in check_files([tmp_path / "surveys"])]
    place = "" if shift is None else f":{line + shift}"
    assert (f"{tmp_path / file}{place}", code) in found
    others = {each for _, each in found} - {code}
    assert others <= {"missing-translation"}  # F_NEW, where its msgctxt became F_ACT


def test_a_missing_translation_names_the_text(tmp_path: Path) -> None:
    write_survey(tmp_path)
    replace_once(tmp_path, FRENCH, f'msgctxt "F_HIRE"\n{HIRE}\n', "")
    (problem,) = check_files([tmp_path / "surveys"])
    assert "F_HIRE" in problem.message
    assert "Will you hire?" in problem.message


def test_a_source_that_changes_makes_its_translation_stale(tmp_path: Path) -> None:
    write_survey(tmp_path)
    replace_once(tmp_path, SURVEY, '"Why not?"', '"Why not now?"')
    with pytest.raises(UnreadableError) as raised:
        read_questionnaire(tmp_path / SURVEY)
    assert [each.code for each in raised.value.problems] == ["stale-translation"]


def test_every_language_is_folded_into_the_texts(tmp_path: Path) -> None:
    read = read_questionnaire(write_survey(tmp_path))
    skills = read.question("F_SK")
    assert read.languages == ("en", "fr")
    assert skills is not None
    assert skills.text.in_language("fr") == "Quelles compétences comptent ?"
    assert [each.text.in_language("fr") for each in skills.choices][-2:] == ["Une autre", "Aucune"]
    assert read.privacy.in_language("fr").split("\n\n") == ["Qui demande.", "Ce qui est gardé."]


@pytest.mark.parametrize("lacking", [FRENCH, FRENCH_WORDS])
def test_a_language_without_both_catalogues_is_not_offered(lacking: str, tmp_path: Path) -> None:
    path = write_survey(tmp_path)
    (tmp_path / lacking).unlink()
    read = read_questionnaire(path)
    assert read.languages == ("en",)
    assert check_files([path]) == ()


def test_the_translations_folder_can_lie_elsewhere(tmp_path: Path) -> None:
    path = write_survey(tmp_path)
    (tmp_path / "translations").rename(tmp_path / "elsewhere")
    assert read_questionnaire(path).languages == ("en",)
    assert read_questionnaire(path, tmp_path / "elsewhere").languages == ("en", "fr")


@pytest.mark.parametrize(
    "content",
    [
        'msgid "a\nmsgstr "b"',
        'msgid ""\nmsgstr "Language: xx_??\\n"\n\nmsgid a',
        "\x00",
        'msgstr "a"',
    ],
)
def test_a_catalogue_that_is_none_is_a_problem_not_a_crash(content: str, tmp_path: Path) -> None:
    path = write_survey(tmp_path)
    (tmp_path / FRENCH).write_text(content, encoding="utf-8")
    found = check_files([path])
    assert found
    assert {each.file for each in found} == {str(tmp_path / FRENCH)}
