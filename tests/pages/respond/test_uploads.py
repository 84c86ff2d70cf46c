"""Files as answers: checked by their content, kept apart, given back to the key's holder alone."""

import hashlib
import os
from collections.abc import Mapping
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from app.commands.retention import retention
from app.questionnaire.reading import read_questionnaire
from app.store import campaigns, keys, questionnaires, responses, upload_files, uploads
from app.store.campaigns import NewCampaign
from app.store.database import transaction
from app.web.multipart import LONGEST_FILE
from tests.pages.respond.person import Person
from tests.unit.formats.pictures.test_plain import content

FILES = """\
format: "foreterre-questionnaire/1"
code: "files"
version: "1.0"
audience: "firms"
language: "en"
title: "Files"
intro: "All of them."
privacy: "Nobody."
pages:
  - code: "p1"
    core: true
    questions:
      - {code: "U_PHOTO", type: "image", text: "A photo?", required: true}
      - {code: "U_PAPER", type: "file", text: "A paper?"}
      - {code: "U_WORDS", type: "text", text: "In words?", max_characters: 40}
  - code: "p2"
    questions:
      - {code: "U_SHOW", type: "yes_no", text: "Keep it?"}
  - code: "p3"
    questions:
      - {code: "U_SOUND", type: "audio", text: "A sound?", show_if: "${U_SHOW} = 'yes'"}
  - code: "p4"
    questions:
      - {code: "U_END", type: "text", text: "Else?", max_characters: 40}
"""
PNG = b"\x89PNG\r\n\x1a\n" + b"picture" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"other" * 20
PDF = b"%PDF-1.7\n" + b"paper" * 9
OGG = b"OggS" + b"sound" * 9
Sent = Mapping[str, object]


@pytest.fixture
def person(app: Flask, client: FlaskClient, tmp_path: Path) -> Person:
    file = tmp_path / "files.yaml"
    file.write_text(FILES)
    with app.app_context(), transaction():
        version = questionnaires.save(read_questionnaire(file, tmp_path))
        today = date.today()  # noqa: DTZ011  # campaigns open and close by the day
        campaigns.add(
            NewCampaign(
                code="files",
                questionnaire_id=version.id,
                wave="w2026",
                territories=("t_one",),
                opens_on=today,
                closes_on=today,
                languages=(),
                is_synthetic=False,
            )
        )
    return Person(client).begin(campaign="files")


def bring(person: Person, fields: Sent, go: str = "next") -> Person:
    """A post as a browser sends it from a form with files."""
    boundary, body = encode_multipart({**person.hidden, "go": go, **fields})
    kind = f'multipart/form-data; boundary="{boundary}"'
    answer = person.client.post(person.address, data=body, content_type=kind, follow_redirects=True)
    return person.read(answer)


def file(content: bytes, name: str = "photo.png") -> FileStorage:
    return FileStorage(BytesIO(content), filename=name)


def answers(app: Flask, person: Person) -> dict[str, object]:
    with app.app_context():
        return dict(responses.by_key_hash(keys.hashed(person.key), lock=False).answers)


def on_disk(app: Flask) -> dict[str, bytes]:
    with app.app_context():
        found = [each for each in upload_files.folder().rglob("*") if each.is_file()]
        return {each.name: each.read_bytes() for each in found}


def given_back(person: Person, name: object, key: str = "") -> TestResponse:
    return person.client.get(f"/en/r/{key or person.key}/file/{name}", buffered=True)


def test_a_file_is_kept_under_a_random_name_and_given_back_as_a_download(
    app: Flask, person: Person
) -> None:
    bring(person, {"U_PHOTO": file(PNG, "/tmp/Mon été.jpg"), "U_WORDS": "here"})  # noqa: S108
    assert (person.status, person.step) == (200, "p2")
    stored = answers(app, person)
    assert stored["U_WORDS"] == "here"
    name = str(stored["U_PHOTO"])
    assert upload_files.NAME.fullmatch(name)
    assert on_disk(app) == {name: PNG}
    answer = given_back(person, name)
    assert (answer.status_code, answer.data, answer.mimetype) == (200, PNG, "image/png")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "Mon%20%C3%A9t%C3%A9.jpg" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    with app.app_context():
        assert upload_files.path_of(name).stat().st_mode & 0o777 == 0o600


def test_a_photo_is_kept_without_the_place_where_it_was_taken(app: Flask, person: Person) -> None:
    taken = content("taken.jpg")
    bring(person, {"U_PHOTO": file(taken, "home.jpg")})
    assert (person.status, person.step) == (200, "p2")
    (kept,) = on_disk(app).values()
    assert b"Camera of Ada" in taken
    assert b"Camera of Ada" not in kept
    assert given_back(person, answers(app, person)["U_PHOTO"]).data == kept
    with app.app_context():
        response = responses.by_key_hash(keys.hashed(person.key), lock=False)
        (stored,) = uploads.of_response(response.id).values()
    assert (stored.size, stored.sha256) == (len(kept), hashlib.sha256(kept).hexdigest())


def test_nobody_else_is_given_the_file(app: Flask, client: FlaskClient, person: Person) -> None:
    bring(person, {"U_PHOTO": file(PNG)})
    name = answers(app, person)["U_PHOTO"]
    other = Person(client).begin(campaign="files")
    assert given_back(person, name, other.key).status_code == 404
    assert given_back(person, name, "0" * 40).status_code == 404
    assert given_back(person, "../secret").status_code == 404


def test_the_name_of_a_file_sent_as_a_text_is_no_answer(
    app: Flask, client: FlaskClient, person: Person
) -> None:
    bring(person, {"U_PHOTO": file(PNG)})
    other = Person(client).begin(campaign="files")
    bring(other, {"U_PHOTO": str(answers(app, person)["U_PHOTO"])})
    assert (other.status, other.page.invalid) == (422, ["U_PHOTO"])
    assert "U_PHOTO" not in answers(app, other)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<svg onload='x'></svg>", "no picture"),
        (b"MZ\x90\x00\x03", "no picture"),
        (PDF, "no picture"),
        (b"", "is empty"),
    ],
)
def test_what_is_no_picture_is_refused_by_name_and_the_rest_kept(
    app: Flask, person: Person, content: bytes, says: str
) -> None:
    bring(person, {"U_PHOTO": file(content), "U_PAPER": file(PDF, "a.pdf"), "U_WORDS": "kept"})
    assert (person.status, person.page.invalid) == (422, ["U_PHOTO"])
    assert "photo.png" in person.html
    assert says in person.html
    stored = answers(app, person)
    assert stored["U_WORDS"] == "kept"
    assert on_disk(app) == {stored["U_PAPER"]: PDF}
    assert "a.pdf" in person.html


def test_a_program_is_no_paper(person: Person) -> None:
    bring(person, {"U_PHOTO": file(PNG), "U_PAPER": file(b"\x7fELF\x02\x01\x01\x00", "a.pdf")})
    assert (person.status, person.page.invalid) == (422, ["U_PAPER"])


@pytest.mark.parametrize("size", [20_000_001, LONGEST_FILE + 5_000_000])
def test_a_file_too_large_is_named_with_size_and_limit_and_the_rest_kept(
    app: Flask, person: Person, size: int
) -> None:
    bring(person, {"U_PHOTO": file(PNG + bytes(size)), "U_WORDS": "kept"})
    assert (person.status, person.page.invalid) == (422, ["U_PHOTO"])
    assert f"“photo.png” has {round((size + len(PNG)) / 1e6)}" in person.html
    assert "at most 20 MB" in person.html
    assert answers(app, person)["U_WORDS"] == "kept"
    assert on_disk(app) == {}


def test_an_over_long_text_beside_a_file_is_named_and_the_file_kept(
    app: Flask, person: Person
) -> None:
    bring(person, {"U_PHOTO": file(PNG), "U_WORDS": "x" * 3_000_000})
    assert (person.status, person.page.invalid) == (422, ["U_WORDS"])
    assert list(on_disk(app).values()) == [PNG]


def test_a_file_where_none_is_asked_is_refused_by_name(app: Flask, person: Person) -> None:
    bring(person, {"U_PHOTO": file(PNG), "foreign": file(PDF)})
    assert (person.status, person.page.has_alert) == (422, True)
    assert "foreign" in person.html
    assert list(on_disk(app).values()) == [PNG]


def test_another_file_takes_its_place_and_without_one_it_stays(app: Flask, person: Person) -> None:
    bring(person, {"U_PHOTO": file(PNG)})
    person.open(f"/en/r/{person.key}/p1")
    assert "photo.png" in person.html
    bring(person, {"U_PHOTO": file(b"", ""), "U_WORDS": "more"})
    assert list(on_disk(app).values()) == [PNG]
    person.open(f"/en/r/{person.key}/p1")
    bring(person, {"U_PHOTO": file(JPEG, "new.jpg")})
    assert on_disk(app) == {answers(app, person)["U_PHOTO"]: JPEG}


def test_a_file_taken_back_goes_from_the_disk(app: Flask, person: Person) -> None:
    bring(person, {"U_PHOTO": file(PNG), "U_PAPER": file(PDF, "a.pdf")})
    person.open(f"/en/r/{person.key}/p1")
    bring(person, {"U_PAPER.removed": "on"})
    stored = answers(app, person)
    assert stored["U_PAPER"] is None
    assert on_disk(app) == {stored["U_PHOTO"]: PNG}


def test_changing_the_language_says_that_the_file_was_not_sent_along(
    app: Flask, person: Person
) -> None:
    bring(person, {"U_PHOTO": file(PNG), "switch": "1"})
    assert "choose it once more" in person.html
    assert on_disk(app) == {}


def test_a_file_that_is_not_asked_any_more_is_not_sent(app: Flask, person: Person) -> None:
    sent_with_sound(person)
    person.open(f"/en/r/{person.key}/p2").press({"U_SHOW": "no"})
    person.open(f"/en/r/{person.key}/review")
    assert "note.ogg" in person.html
    person.press(go="send")
    assert person.page.kind == "thanks"
    assert list(on_disk(app).values()) == [PNG]
    assert given_back(person, answers(app, person)["U_PHOTO"]).data == PNG


def sent_with_sound(person: Person) -> None:
    bring(person, {"U_PHOTO": file(PNG)})
    person.press({"U_SHOW": "yes"})
    bring(person, {"U_SOUND": file(OGG, "note.ogg")})
    person.press({"U_END": "no"})
    assert person.page.kind == "review"


def test_erasing_removes_the_files(app: Flask, person: Person) -> None:
    sent_with_sound(person)
    with app.app_context(), transaction():
        responses.erase(responses.by_key_hash(keys.hashed(person.key), lock=True))
        assert len(on_disk(app)) == 2, "before the commit nothing is gone"
    assert on_disk(app) == {}


def test_what_is_rolled_back_keeps_its_files(app: Flask, person: Person) -> None:
    bring(person, {"U_PHOTO": file(PNG)})

    def fails() -> None:
        with transaction():
            responses.erase(responses.by_key_hash(keys.hashed(person.key), lock=True))
            raise RuntimeError

    with app.app_context():
        with pytest.raises(RuntimeError):
            fails()
        with transaction():
            responses.change(responses.seen(keys.hashed(person.key)).id, {"language": "fr"})
    assert list(on_disk(app).values()) == [PNG]


def test_retention_removes_the_files_and_those_that_belong_nowhere(
    app: Flask, person: Person, runner: FlaskCliRunner
) -> None:
    bring(person, {"U_PHOTO": file(PNG)})
    with app.app_context():
        young = upload_files.write(BytesIO(b"on its way"))
        old = upload_files.write(BytesIO(b"left over"))
        os.utime(upload_files.path_of(old.name), (0, 0))
    assert runner.invoke(retention, ["run"]).exit_code == 0
    assert set(on_disk(app)) == {answers(app, person)["U_PHOTO"], young.name}
    later = (date.today() + timedelta(days=3660)).isoformat()  # noqa: DTZ011  # by the day
    assert runner.invoke(retention, ["run", "--today", later]).exit_code == 0
    assert set(on_disk(app)) == {young.name}
    with app.app_context():
        assert uploads.of_response(1) == {}


def test_of_two_devices_with_a_file_each_the_second_is_asked_to_choose_again(
    app: Flask, person: Person
) -> None:
    other = Person(app.test_client()).open(person.address)
    bring(person, {"U_PHOTO": file(PNG)})
    bring(other, {"U_PHOTO": file(JPEG), "U_WORDS": "here"})
    assert (other.status, other.page.invalid) == (422, ["U_PHOTO"])
    assert "this file was changed elsewhere" in other.html
    assert [*on_disk(app).values()] == [PNG]
    assert answers(app, other)["U_WORDS"] == "here"
    bring(other, {"U_PHOTO": file(JPEG), "U_WORDS": "here"})
    assert (other.status, [*on_disk(app).values()]) == (200, [JPEG])


def test_a_file_that_another_device_replaced_is_not_taken_back(app: Flask, person: Person) -> None:
    where = person.address
    bring(person, {"U_PHOTO": file(PNG), "U_PAPER": file(PDF)})
    other = Person(app.test_client()).open(where)
    person.open(where)
    bring(person, {"U_PAPER": file(PDF + b"2")})
    bring(other, {"U_PAPER.removed": "on"})
    assert (other.status, other.page.invalid) == (422, ["U_PAPER"])
    assert PDF + b"2" in on_disk(app).values()
    bring(other, {"U_PAPER.removed": "on"})
    assert (other.status, [*on_disk(app).values()]) == (200, [PNG])


def test_quiet_saving_leaves_files_alone(app: Flask, person: Person) -> None:
    where = person.address
    bring(person, {"U_PHOTO": file(PNG)})
    person.open(where)
    sent = {**person.hidden, "U_PHOTO.removed": "on", "U_WORDS": "here", "go": "keep"}
    assert person.client.post(where, data=sent).get_json()["says"] == ""
    assert ([*on_disk(app).values()], answers(app, person)["U_WORDS"]) == ([PNG], "here")
