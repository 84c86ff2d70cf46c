"""Pictures and sounds beside a form: taken by what they hold; faults name the cell and the mend."""

import json
from pathlib import Path

import pytest

from app.formats.media_files import FITS, Media, media_beside, media_folder
from app.formats.survey_files import read_survey_file
from app.questionnaire.reading import Problem
from tests import made_media
from tests.unit.formats.xlsform.forms import survey

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return made_media.written(tmp_path)


def beside(form: Path, folder: Path | None = None) -> Media:
    found = read_survey_file(form)
    return media_beside(found, found.needed(), form, folder or media_folder(form))


def cells(problems: list[Problem], form: Path) -> list[tuple[str, str]]:
    return [(each.where.removeprefix(f"{form}:"), each.code) for each in problems]


def test_every_file_that_the_form_names_is_taken_with_its_type(form: Path) -> None:
    found = beside(form)
    assert (found.problems, found.notes) == ([], [])
    types = {name: each.media_type for name, each in found.files.items()}
    assert types == {
        **dict.fromkeys(made_media.WIDTHS, "image/png"),
        **dict.fromkeys(made_media.SOUNDS, "audio/wav"),
    }
    assert found.files["oak.png"].size == len(made_media.png(40))


def test_a_missing_file_is_a_note_at_its_cell_and_hinders_nobody(form: Path) -> None:
    (media_folder(form) / "tree_fr.png").unlink()
    (media_folder(form) / "oak.png").unlink()
    found = beside(form)
    assert found.problems == []
    assert cells(found.notes, form) == [
        ("survey!G3", "media-missing"),
        ("choices!F8", "media-missing"),
    ]
    assert "tree: image 'tree_fr.png' is not in the folder" in found.notes[0].message
    assert found.notes[0].mend == "Put tree_fr.png there and import again, or take the name out."
    assert "oak.png" not in found.files


def test_a_name_in_other_letters_is_offered(form: Path) -> None:
    folder = media_folder(form)
    (folder / "tree_fr.png").rename(folder / "Tree_FR.PNG")
    assert beside(form).notes[0].mend == "Did you mean Tree_FR.PNG?"


def test_without_a_folder_each_file_is_missing_once(form: Path, tmp_path: Path) -> None:
    found = beside(form, tmp_path / "nowhere")
    assert len(found.notes) == len({*made_media.WIDTHS, *made_media.SOUNDS})
    assert (found.problems, found.files) == ([], {})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (SVG, "media-type"),
        (made_media.wav(), "media-type"),
        (b"", "media-type"),
        (b"MZ\x90\x00\x03", "media-type"),
        (made_media.png(9) + bytes(FITS["image"].limit), "media-size"),
    ],
)
def test_what_cannot_serve_is_refused_whatever_it_is_called(
    form: Path, content: bytes, code: str
) -> None:
    (media_folder(form) / "elm_fr.png").write_bytes(content)
    found = beside(form)
    assert cells(found.problems, form) == [("choices!G9", code)]
    assert "elm_fr.png" not in found.files
    assert "tree: image 'elm_fr.png'" in found.problems[0].message


@pytest.mark.parametrize(
    "name", ["../secret.png", "https://example.org/tree.png", "sub/tree.png", "..", "${rings}.png"]
)
def test_what_is_no_plain_name_is_never_opened(form: Path, name: str) -> None:
    form.with_name("secret.png").write_bytes(made_media.png(9))
    text = form.read_text(encoding="utf-8").replace("elm_fr.png", name)
    form.write_text(text, encoding="utf-8")
    found = beside(form)
    assert cells(found.notes, form) == [("choices!G9", "media-name")]
    assert "write its name alone" in found.notes[0].mend
    assert name not in found.files


def test_a_link_of_surveyjs_is_told_and_a_name_is_taken(tmp_path: Path) -> None:
    links = {"default": "all.png", "fr": "https://example.org/fr.png"}
    image = {"type": "text", "name": "q", "title": {"default": "Q", "fr": "Q"}, "imageLink": links}
    form = tmp_path / "s.json"
    form.write_text(json.dumps({"pages": [{"name": "p", "elements": [image]}]}))
    media_folder(form).mkdir()
    (media_folder(form) / "all.png").write_bytes(made_media.png(9))
    found = beside(form)
    assert list(found.files) == ["all.png"]
    assert [each.code for each in found.notes] == ["media-name"]


def test_what_no_page_has_a_place_for_is_told(tmp_path: Path) -> None:
    form = tmp_path / "g.md"
    rows = ("begin group | g | | g.png", "text | q | Q |", "end group")
    form.write_text(survey(*rows, header="type | name | label | image"))
    media_folder(form).mkdir()
    (media_folder(form) / "g.png").write_bytes(made_media.png(9))
    found = beside(form)
    assert cells(found.notes, form) == [("survey!E3", "media-no-place")]
    assert list(found.files) == ["g.png"]
