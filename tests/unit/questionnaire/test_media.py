"""Which file goes with a text: that of the language, or the one for all, never of another."""

from app.questionnaire.media import (
    Named,
    attribute_of,
    file_in,
    media_of_choice,
    medium_of,
    named_in,
)
from app.questionnaire.model import Choice, Text
from tests.unit.formats.xlsform.forms import read, survey


def test_a_file_of_another_language_is_never_shown() -> None:
    media = {"image": {"en": "a.png"}, "audio": {"": "all.mp3", "fr": "f.mp3"}}
    assert [file_in(media, "image", each) for each in ("en", "fr")] == ["a.png", None]
    assert [file_in(media, "audio", each) for each in ("en", "fr")] == ["all.mp3", "f.mp3"]
    assert file_in(media, "video", "en") is None


def test_a_choice_keeps_its_files_among_its_attributes() -> None:
    attributes = {
        attribute_of("image", "fr"): "f.png",
        attribute_of("big-image", ""): "b.png",
        "state": "x",
    }
    choice = Choice(code="a", text=Text("en", {"en": "A"}), attributes=attributes)
    assert media_of_choice(choice) == {"image": {"fr": "f.png"}, "big-image": {"": "b.png"}}
    assert [medium_of(each) for each in attributes] == [("image", "fr"), ("big-image", ""), None]


def test_files_are_found_in_groups_and_repeats_too() -> None:
    header = "type | name | label | image"
    form = survey(
        "begin group | g | G | g.png",
        "begin repeat | r | R | r.png",
        "text | q | Q | q.png",
        "end repeat",
        "end group",
        "text | again | Q | q.png",
        header=header,
    )
    assert named_in(read(form)) == (
        Named("image", "g.png", "g"),
        Named("image", "r.png", "r"),
        Named("image", "q.png", "q"),
    )
