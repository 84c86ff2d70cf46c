"""The files of a page: read from what the browser sent, checked by their content, kept or refused
by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import FileStorage, MultiDict

from app.formats.media_types import media_type_of
from app.formats.pictures.plain import without_place
from app.questionnaire.asked import Asked
from app.questionnaire.model import UPLOAD_KINDS, QuestionKind
from app.respond.files import Files
from app.respond.forms import AGREED, REMOVED, StepForm, name_of
from app.store import upload_files
from app.store.uploads import Stored
from app.web.multipart import LONGEST_FILE, SentFile
from app.web.numbers import MEGABYTE, megabytes
from app.web.texts import _

LARGEST: Mapping[QuestionKind, int] = {  # bytes
    QuestionKind.IMAGE: 20 * MEGABYTE,
    QuestionKind.AUDIO: 50 * MEGABYTE,
    QuestionKind.VIDEO: LONGEST_FILE,
    QuestionKind.FILE: 20 * MEGABYTE,
}
LARGEST_RESPONSE = 300 * MEGABYTE  # all files of one response together
FILMED = ("video/mp4", "video/webm", "video/3gpp")  # what sounds are often packed in
TAKEN: Mapping[QuestionKind, tuple[str, ...]] = {  # beginnings of media types
    QuestionKind.IMAGE: ("image/",),
    QuestionKind.AUDIO: ("audio/", *FILMED),
    QuestionKind.VIDEO: ("video/",),
    QuestionKind.FILE: ("",),
}
LONGEST_FILE_NAME = 150  # characters


@dataclass(frozen=True, slots=True)
class Brought:
    """refused: field name to sentence. unknown: fields with a file where the page asks none."""

    files: Files
    refused: Mapping[str, str]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """left: bytes that the response may still bring."""

    kind: QuestionKind
    left: int
    language: str


def is_upload(asked: Asked) -> bool:
    return asked.is_answered and asked.question.kind in UPLOAD_KINDS


def chosen(sent: "MultiDict[str, FileStorage]") -> "MultiDict[str, FileStorage]":
    """The files that somebody chose: an empty field sends a file without a name."""
    return MultiDict((name, file) for name, file in sent.items(multi=True) if file.filename)


def brought(
    asked: Sequence[Asked],
    form: StepForm,
    sent: "MultiDict[str, FileStorage]",
    held: Mapping[str, Stored],
    language: str,
) -> Brought:
    """held: the files of the response so far. Good files are written to the disk."""
    files, kept, refused = chosen(sent), dict[str, Stored](), dict[str, str]()
    left = LARGEST_RESPONSE - sum(each.size for each in held.values())
    fields = {name_of(each.path): each for each in asked if is_upload(each)}
    for name, each in fields.items():
        several = files.getlist(name)
        if not several:
            continue
        wrong = _wrong(several, Limits(each.question.kind, left, language))
        if wrong:
            refused[name] = wrong
        else:
            kept[each.path] = stored(several[0])
            left -= kept[each.path].size
    taken_back = (path for path in _taken_back(fields, form) if path not in kept)
    unknown = tuple(name for name in files if name not in fields)
    return Brought(Files(kept, frozenset(taken_back)), refused, unknown)


def _taken_back(fields: Mapping[str, Asked], form: StepForm) -> list[str]:
    return [each.path for name, each in fields.items() if form.text(name + REMOVED) == AGREED]


def stored(file: FileStorage) -> Stored:
    """Kept without the place and time that cameras and telephones write into pictures."""
    media_type = media_type_of(file.stream)
    written = upload_files.write(without_place(file.stream, media_type))
    return Stored(
        name=written.name,
        file_name=plain_name(file.filename or ""),
        media_type=media_type,
        size=written.size,
        sha256=written.sha256,
    )


def plain_name(name: str) -> str:
    """Without folders and signs that are not shown; its beginning and its ending stay."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(each for each in last if each.isprintable()).strip(" .")
    if len(shown) > LONGEST_FILE_NAME:
        start, dot, ending = shown.rpartition(".")
        ending = (dot + ending)[:12] if start else ""
        shown = shown[: LONGEST_FILE_NAME - len(ending)] + ending
    return shown or "file"


def size_of(file: FileStorage) -> int:
    return file.size if isinstance(file, SentFile) else 0


def _wrong(several: Sequence[FileStorage], limits: Limits) -> str:
    """What to do about it, in one sentence; '' where the file is good."""
    if len(several) > 1:
        return _("Choose one file: %(num)s came.", num=len(several))
    file = several[0]
    named, size = plain_name(file.filename or ""), size_of(file)
    if not size:
        return _("“%(name)s” is empty: choose another file.", name=named)
    if size > min(LARGEST[limits.kind], limits.left):
        return _too_large(named, size, limits)
    kind = media_type_of(file.stream)
    if kind and kind.startswith(TAKEN[limits.kind]):
        return ""
    return _wrong_kind(named, limits.kind)


def _too_large(named: str, size: int, limits: Limits) -> str:
    language, own = limits.language, LARGEST[limits.kind]
    given = megabytes(size, language)
    if size > own:
        most = megabytes(own, language)
        return _(
            "“%(name)s” has %(given)s MB; at most %(most)s MB can be sent: choose a smaller one.",
            name=named,
            given=given,
            most=most,
        )
    return _(
        "“%(name)s” has %(given)s MB; your files together may have %(most)s MB: choose a smaller"
        " one, or remove another.",
        name=named,
        given=given,
        most=megabytes(LARGEST_RESPONSE, language),
    )


def _wrong_kind(named: str, kind: QuestionKind) -> str:
    if kind is QuestionKind.IMAGE:
        return _("“%(name)s” is no picture that we know: choose a JPEG or PNG file.", name=named)
    if kind is QuestionKind.AUDIO:
        return _(
            "“%(name)s” is no sound that we know: choose an MP3, M4A, OGG or WAV file.", name=named
        )
    if kind is QuestionKind.VIDEO:
        return _("“%(name)s” is no video that we know: choose an MP4 or WebM file.", name=named)
    return _(
        "“%(name)s” is no kind of file that we take: choose a PDF, a document, a text, a picture,"
        " a sound or a video.",
        name=named,
    )
