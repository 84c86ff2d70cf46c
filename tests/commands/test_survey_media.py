"""survey import and export with pictures and sounds: the folder beside the form, both ways."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from app.commands.retention import retention
from app.commands.survey import survey
from app.formats.media_files import media_folder
from app.store import media, questionnaires
from tests import made_media


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return made_media.written(tmp_path)


def run(runner: FlaskCliRunner, *arguments: object) -> tuple[int, str]:
    done = runner.invoke(survey, [str(each) for each in arguments])
    return done.exit_code, done.stdout


def files_of(app: Flask) -> dict[str, bytes]:
    """Of the newest version, by name."""
    with app.app_context():
        version = questionnaires.latest("trees")
        held = questionnaires.compiled(version.id).media_files
        return {name: media.read(sha256).path.read_bytes() for name, sha256 in held.items()}


def test_files_belong_to_the_version_that_was_imported_with_them(
    app: Flask, runner: FlaskCliRunner, form: Path
) -> None:
    assert run(runner, "import", form) == (
        0,
        "Questionnaire trees 3, in en, fr, is imported.\n",
    )
    assert files_of(app) == {
        **{name: made_media.png(width) for name, width in made_media.WIDTHS.items()},
        **{name: made_media.wav(level=each) for each, name in enumerate(made_media.SOUNDS)},
    }
    assert "is in the store already" in run(runner, "import", form)[1]
    with app.app_context():
        modes = {each.stat().st_mode & 0o777 for each in media.MEDIA.folder().glob("??/*")}
    assert modes == {0o600}


def test_another_picture_under_the_same_name_is_another_version(
    app: Flask, runner: FlaskCliRunner, form: Path
) -> None:
    run(runner, "import", form)
    with app.app_context():
        first = questionnaires.latest("trees").id
    (media_folder(form) / "oak.png").write_bytes(made_media.png(44))
    (media_folder(form) / "elm.png").unlink()
    status, told = run(runner, "import", form)
    assert status == 0
    assert "- tree: its image oak.png is another now.\n" in told
    assert "- tree: its image elm.png came no more.\n" in told
    assert files_of(app)["oak.png"] == made_media.png(44)
    with app.app_context():
        before = questionnaires.compiled(first).media_files
        assert media.read(before["oak.png"]).path.read_bytes() == made_media.png(40)


def test_a_missing_file_is_told_and_the_form_is_imported(
    app: Flask, runner: FlaskCliRunner, form: Path
) -> None:
    (media_folder(form) / "tree_fr.png").unlink()
    for command in ("check", "import"):
        status, told = run(runner, command, form)
        assert status == 0
        assert f"Note: {form}:survey!G3: tree: image 'tree_fr.png' is not in the folder" in told
    assert "tree_fr.png" not in files_of(app)


def test_an_unfit_file_is_refused_by_its_cell_and_nothing_is_kept(
    app: Flask, runner: FlaskCliRunner, form: Path
) -> None:
    (media_folder(form) / "oak.png").write_text("<svg/>")
    for command in ("check", "import"):
        status, told = run(runner, command, form)
        assert status == 1
        assert f"{form}:choices!F8: tree: image 'oak.png' is not a picture as PNG" in told
    with app.app_context(), pytest.raises(questionnaires.NotFoundError):
        questionnaires.latest("trees")
    with app.app_context():
        assert not list(media.MEDIA.folder().glob("??/*"))


def test_the_folder_may_be_named(app: Flask, runner: FlaskCliRunner, form: Path) -> None:
    elsewhere = media_folder(form).rename(form.with_name("pictures"))
    assert run(runner, "import", form, "--media", elsewhere)[0] == 0
    assert len(files_of(app)) == len(made_media.WIDTHS) + len(made_media.SOUNDS)
    assert run(runner, "import", form, "--media", form.with_name("none"))[0] == 2


@pytest.mark.parametrize(
    ("form_format", "ending"), [("xlsform", ".xlsx"), ("xform", ".xml"), ("yaml", ".yaml")]
)
def test_files_go_out_beside_the_form_and_come_in_again(
    app: Flask,
    runner: FlaskCliRunner,
    form: Path,
    *,
    form_format: str,
    ending: str,
) -> None:
    run(runner, "import", form)
    before = files_of(app)
    out = form.with_name(f"again{ending}")
    status, told = run(runner, "export", "trees", "--to", form_format, out)
    assert status == 0
    assert f"Its pictures, sounds and films are in {media_folder(out)}." in told
    written = {each.name: each.read_bytes() for each in media_folder(out).iterdir()}
    assert written == before
    assert run(runner, "import", out, "--code", "trees")[0] == 0
    assert files_of(app) == before


def test_a_file_that_is_gone_is_told_and_comes_back_with_the_form(
    app: Flask, runner: FlaskCliRunner, form: Path, tmp_path: Path
) -> None:
    run(runner, "import", form)
    with app.app_context():
        held = questionnaires.compiled(questionnaires.latest("trees").id).media_files
        media.MEDIA.remove(held["oak.png"])
    told = run(runner, "export", "trees", "--to", "xlsform", tmp_path / "out.md")[1]
    assert "Not carried: oak.png: its file is gone from the store" in told
    assert "is in the store already" in run(runner, "import", form)[1]
    assert files_of(app)["oak.png"] == made_media.png(40)


def test_a_form_without_media_makes_no_folder(
    app: Flask, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    form = tmp_path / "plain.md"
    form.write_text("| survey |\n| | type | name | label |\n| | text | q | Q |\n")
    assert run(runner, "import", form)[0] == 0
    out = tmp_path / "out.xlsx"
    told = run(runner, "export", "plain", "--to", "xlsform", out)[1]
    assert (told.count("\n"), media_folder(out).exists()) == (1, False)
    with app.app_context():
        assert not media.MEDIA.folder().exists()


def test_what_belongs_to_no_questionnaire_goes_after_a_day(
    app: Flask, runner: FlaskCliRunner, form: Path, tmp_path: Path
) -> None:
    run(runner, "import", form)
    loose = tmp_path / "loose.png"
    loose.write_bytes(made_media.png(7))
    with app.app_context():
        digest = made_media.sha256(loose.read_bytes())
        media.write(digest, loose)
        made_media.make_old(media.MEDIA.folder())
        assert media.MEDIA.path_of(digest).exists()
    done = runner.invoke(retention, ["run"])
    assert "1 files on the disk that belonged to no questionnaire: removed." in done.stderr
    with app.app_context():
        assert not media.MEDIA.path_of(digest).exists()
    assert files_of(app)["oak.png"] == made_media.png(40)
