"""A file of answers, read from JSON: paths and values checked before the logic sees them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from app.errors import InvalidError
from app.questionnaire.asked import CONTACT_PARTS, OPEN, key_of
from app.questionnaire.counting import WHOLE_NUMBERS
from app.questionnaire.model import REPEAT_KINDS, Answers, QuestionKind, Questionnaire, Value
from app.questionnaire.outline import Outline, outline_of
from app.questionnaire.setting import Setting

PLACES_ONLY = REPEAT_KINDS | {QuestionKind.NOTE, QuestionKind.GROUP}
"""They hold no answer; an open repeat holds how many items it has."""


@dataclass(frozen=True, slots=True)
class Given:
    answers: Answers
    setting: Setting
    page: str | None


class AnswersFileError(InvalidError):
    """A file of answers is at fault: `faults` lists everything found."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def given_in(document: Mapping[str, object], questionnaire: Questionnaire, *, today: date) -> Given:
    """What a document holds; `today` where it names no day. Raises AnswersFileError."""
    beside = document if isinstance(document.get("answers"), Mapping) else {}
    raw = beside.get("answers", document)
    prefill = beside.get("prefill", {})
    outline = outline_of(questionnaire)
    faults = [
        *path_faults(raw, outline),
        *value_faults(raw),
        *value_faults(prefill),
        *beside_faults(beside, questionnaire),
    ]
    if faults:
        raise AnswersFileError(tuple(faults))
    setting = Setting(
        today=date.fromisoformat(str(beside["today"])) if "today" in beside else today,
        language=str(beside.get("language", questionnaire.source_language)),
        seed=seed_of(beside),
        options=frozenset(listed(beside.get("options", []))),
        prefill={path: typed(value) for path, value in entries(prefill)},
    )
    answers = {path: as_asked(outline, path, typed(value)) for path, value in entries(raw)}
    page = beside.get("page")
    return Given(answers, setting, None if page is None else str(page))


def entries(raw: object) -> Iterator[tuple[str, object]]:
    if isinstance(raw, Mapping):
        yield from ((str(path), value) for path, value in raw.items())


def path_faults(raw: object, outline: Outline) -> Iterator[str]:
    known = known_keys(outline)
    for path, _ in entries(raw):
        if key_of(path) not in known:
            near = get_close_matches(key_of(path), known, n=1, cutoff=0.4)
            mend = f"Did you mean {near[0]}?" if near else "Take a code of the questionnaire."
            yield f"{path}: no question has this code. {mend}"


def known_keys(outline: Outline) -> list[str]:
    """What may stand in a file of answers: also what is calculated or drawn, as exports do."""
    modules = outline.questionnaire.modules
    keys = [] if modules is None else [modules.drawn]
    for key, question in outline.questions.items():
        if question.kind not in PLACES_ONLY or question.is_open_repeat:
            keys.append(key)
        if outline.opens(key):
            keys.append(f"{key}{OPEN}")
        if question.kind is QuestionKind.CONTACT:
            keys.extend(f"{key}.{part}" for part in CONTACT_PARTS)
    return keys


def value_faults(raw: object) -> Iterator[str]:
    if not isinstance(raw, Mapping):
        yield "Answers are an object of path to value."
    for path, value in entries(raw):
        codes = value if isinstance(value, list) else []
        is_plain = value is None or isinstance(value, str | int | float | list)
        if not is_plain or not all(isinstance(code, str) for code in codes):
            yield f"{path}: write a text, a number, true, false, null or a list of codes."


def beside_faults(beside: Mapping[str, object], questionnaire: Questionnaire) -> Iterator[str]:
    language, languages = beside.get("language"), questionnaire.languages
    if language is not None and language not in languages:
        yield f"language: the questionnaire is in {', '.join(languages)}, not in {language!r}."
    if "today" in beside and not is_day(beside["today"]):
        yield f"today: {beside['today']!r} is no day; write it as 2026-11-23."
    seed = beside.get("seed")
    if seed is not None and (isinstance(seed, bool) or not isinstance(seed, int)):
        yield f"seed: {seed!r} is no whole number."
    if not isinstance(beside.get("options", []), list):
        yield "options: write a list of names."


def is_day(text: object) -> bool:
    try:
        date.fromisoformat(str(text))
    except ValueError:
        return False
    return True


def seed_of(beside: Mapping[str, object]) -> int | None:
    seed = beside.get("seed")
    return seed if isinstance(seed, int) else None


def listed(names: object) -> list[str]:
    return [str(name) for name in names] if isinstance(names, list) else []


def typed(value: object) -> Value:
    if isinstance(value, list):
        return tuple(str(code) for code in value)
    return value if isinstance(value, str | int | float) else None


def as_asked(outline: Outline, path: str, value: Value) -> Value:
    """JSON tells no 3 from 3.0; a question for a whole number does."""
    question = outline.question_at(path)
    is_whole = isinstance(value, float) and value.is_integer()
    if question is not None and question.kind in WHOLE_NUMBERS and is_whole:
        return int(value) if isinstance(value, float) else value
    return value
