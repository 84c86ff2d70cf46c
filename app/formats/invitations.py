"""Who is to get a personal link, and what is known of them already: a row a firm or a person."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.formats.cells import Firsts, Row, rows_of
from app.formats.csv_file import Columns, CsvFile
from app.formats.territory.codes import normal_nace
from app.questionnaire.asked import Asked
from app.questionnaire.checks import wrong_value
from app.questionnaire.counting import NUMBERS
from app.questionnaire.model import Answers, Question, QuestionKind, Questionnaire, Value
from app.questionnaire.prefill import code_of
from app.questionnaire.reading import Problem, UnreadableError
from app.reference.audiences import Audience

PLACE = "token.lau"  # the source that the column municipality fills
REFERENCE = re.compile(r"\w[\w ./:@+-]{0,99}")
RULE = "at most 100 letters, digits, spaces and . / : @ + _ -, a letter or digit first"
LONGEST = 60  # characters of a stratum or a holding


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """reference: what the inviter calls them. stratum, holding: '' where none is said."""

    reference: str
    stratum: str
    municipality: str | None
    holding: str = ""
    prefill: Answers = field(default_factory=dict)


def read_invitations(
    path: Path, questionnaire: Questionnaire, places: Mapping[str, str]
) -> tuple[Invited, ...]:
    """places: code to name of the municipalities that may be named.

    Columns: reference, and if wanted stratum, municipality, of firms holding (who owns several has
    the same in each), and what the questionnaire takes as known beforehand, such as
    frame.employment. Raises UnreadableError with every problem.
    """
    file = CsvFile(str(path))
    if not path.is_file():
        message, mend = "There is no such file.", "Check its name and folder."
        raise UnreadableError([Problem(file=file.name, code="no-file", message=message, mend=mend)])
    known = sources(questionnaire)
    own = (
        "stratum",
        "municipality",
        *(("holding",) if questionnaire.audience == Audience.FIRMS else ()),
    )
    columns = Columns(("reference",), (*own, *(each for each in known if each != PLACE)))
    firsts, found = Firsts(), []
    for row in rows_of(file, path, columns):
        each = _read(row, known, places)
        what = f"reference {each.reference}"
        if each.reference and not firsts.is_repeated(row, "reference", what, what=what):
            found.append(each)
    if file.problems:
        raise UnreadableError(file.problems)
    return tuple(found)


def sources(questionnaire: Questionnaire) -> Mapping[str, Question]:
    """What the questionnaire takes as known beforehand, and the first question that takes it."""
    found: dict[str, Question] = {}
    for each in questionnaire.questions():
        if each.prefill is not None:
            found.setdefault(each.prefill, each)
    return found


def _read(row: Row, known: Mapping[str, Question], places: Mapping[str, str]) -> Invited:
    place = None
    if row.text("municipality"):
        place = row.one_of("municipality", places, what="municipality of this campaign") or None
    prefill = dict(_prefill(row, known))
    if place is not None and PLACE in known:
        prefill[PLACE] = place
    return Invited(
        reference=row.code("reference", REFERENCE, rule=RULE),
        stratum=_short(row, "stratum"),
        holding=_short(row, "holding"),
        municipality=place,
        prefill=prefill,
    )


def _short(row: Row, column: str) -> str:
    found = row.text(column)
    if len(found) > LONGEST:
        message = f"the {column} has {len(found)} characters, {LONGEST} at most."
        row.problem(column, "too-long", message=message, mend="Shorten it.")
    return found


def _prefill(row: Row, known: Mapping[str, Question]) -> Iterator[tuple[str, Value]]:
    """Only what the questionnaire can take as an answer."""
    for source, question in known.items():
        if source == PLACE or not row.text(source):
            continue
        value = _number(row, source, question) if question.kind in NUMBERS else row.text(source)
        if value is None:
            continue
        if source.endswith(".nace") and isinstance(value, str):
            value = normal_nace(value) or value
        if _is_answer(question, value):
            yield source, value
        else:
            _refuse(row, source, question)


def _number(row: Row, source: str, question: Question) -> float | int | None:
    found = row.number(source)
    is_whole = question.kind is QuestionKind.INTEGER and found is not None and found.is_integer()
    return int(found) if is_whole and found is not None else found


def _is_answer(question: Question, value: Value) -> bool:
    asked = Asked(
        path=question.code,
        question=question,
        item=None,
        item_choice=None,
        roster=None,
        choices=question.all_choices,
        step="",
        is_required=False,
    )
    if question.has_choices and isinstance(value, str):
        value = code_of(asked, value)
    if question.kind is QuestionKind.MULTIPLE and isinstance(value, str):
        value = (value,)
    return wrong_value(asked, value) is None


def _refuse(row: Row, source: str, question: Question) -> None:
    message = f"{row.text(source)!r} cannot be an answer to {question.code}."
    if question.kind in NUMBERS:
        low, high = question.minimum, question.maximum
        mend = f"Write a whole number from {low:g} to {high:g}." if low is not None and high else ""
    else:
        mend = f"Write a code of {question.code}, or a class that one of them names."
    mend = mend or "Correct it, or leave the cell empty."
    row.problem(source, "no-answer", message=message, mend=mend)
