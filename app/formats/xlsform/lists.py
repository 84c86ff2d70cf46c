"""The sheet of choices, by list: codes, texts, and every further column as an attribute."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.formats.xlsform.faults import Faults
from app.formats.xlsform.headers import CHOICES_KNOWN
from app.formats.xlsform.languages import Languages
from app.formats.xlsform.tables import Row, Table
from app.questionnaire.media import MEDIA, attribute_of
from app.questionnaire.model import EVERY_LANGUAGE, Choice, Media, Text


@dataclass(frozen=True, slots=True)
class Listed:
    """A choice and the row it comes from."""

    choice: Choice
    row: Row


def lists_of(
    table: Table, languages: Languages, faults: Faults, *, may_repeat: bool
) -> Mapping[str, tuple[Listed, ...]]:
    """may_repeat: whether the settings let a code stand twice in a list."""
    found: dict[str, list[Listed]] = {}
    for row in table.rows:
        name = row.text("list_name")
        choice = choice_of(row, languages, faults)
        if choice is not None and name:
            found.setdefault(name, []).append(Listed(choice, row))
    if not may_repeat:
        for name, listed in found.items():
            check_repeated(name, listed, faults)
    return {name: tuple(listed) for name, listed in found.items()}


def check_headers(table: Table, faults: Faults) -> None:
    """Where choices are filtered every column counts: a name with spaces cannot stand in a rule."""
    for header in table.columns:
        if header.key not in CHOICES_KNOWN and " " in header.key:
            message = f"The column {header.key!r} has a space in its name: no filter can use it."
            mend = f"Write {'_'.join(header.key.split())}."
            place = table.place(header.key)
            faults.problem(place, "header-spaces", message=message, mend=mend)
    for place in table.unnamed:
        message = "The column holds cells, but has no name."
        mend = "Write one in the first row, or empty the column."
        faults.problem(place, "no-header", message=message, mend=mend)


def choice_of(row: Row, languages: Languages, faults: Faults) -> Choice | None:
    code = row.text("name")
    if not row.text("list_name"):
        if code:
            message = f"The choice {code} belongs to no list."
            mend = "Write the name of its list under list_name."
            faults.problem(row.place("list_name"), "no-list", message=message, mend=mend)
        return None
    if not code:
        message = "The choice has no name, which would be stored when it is chosen."
        mend = "Write a short one under name."
        faults.problem(row.place("name"), "no-name", message=message, mend=mend)
        return None
    text = languages.text_of(row.texts("label")) or plain_text(code, languages)
    attributes = {**row.others(CHOICES_KNOWN), **media_attributes(row, languages)}
    return Choice(code=code, text=text, attributes=attributes)


def plain_text(text: str, languages: Languages) -> Text:
    return Text(languages.source, {languages.source: text})


def media_attributes(row: Row, languages: Languages) -> dict[str, str]:
    """media::image::fr, or media::image for every language, to the name of its file."""
    return {
        attribute_of(kind, language): file
        for kind, files in media_of(row, languages).items()
        for language, file in files.items()
    }


def media_of(row: Row, languages: Languages) -> Media:
    """What a column without a language, or of the only one, names is for all of them."""
    is_alone = len(languages.all_codes) == 1
    codes = {
        each: code if each and not is_alone else EVERY_LANGUAGE
        for each, code in languages.codes.items()
    }
    by_kind = {kind: row.texts(kind) for kind in MEDIA}
    return {
        kind: {codes[each]: file for each, file in files.items()}
        for kind, files in by_kind.items()
        if files
    }


def check_repeated(name: str, listed: Iterable[Listed], faults: Faults) -> None:
    first: dict[str, Row] = {}
    for each in listed:
        code = each.choice.code
        if code in first:
            place = first[code].place("name")
            message = f"The choice {code} stands twice in the list {name}, first in {place}."
            mend = (
                "Rename or remove one; or write yes under allow_choice_duplicates in settings, "
                "where a choice filter keeps them apart."
            )
            faults.problem(each.row.place("name"), "repeated-choice", message=message, mend=mend)
        first.setdefault(code, each.row)
