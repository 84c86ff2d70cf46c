"""Reads the lists of the indicators from the questionnaires of a release."""

from collections.abc import Iterator, Mapping

from app.questionnaire.asked import OPEN
from app.questionnaire.model import (
    Choice,
    Page,
    Question,
    QuestionKind,
    Questionnaire,
    Sensitivity,
)
from app.reference.audiences import Audience
from app.releases.asked_questions import asked_questions
from app.releases.lists import JOB_GROUPS, Calling, Lists, Part

UNTOLD = (QuestionKind.NOTE, QuestionKind.CONTACT)  # leave nothing among the answers

OTHER = "other"  # a job that the list lacks
ISOLATION = ("F_ISO1", "F_ISO2", "F_ISO3")


def lists_of(questionnaires: Mapping[str, Questionnaire]) -> Lists:
    """From the questionnaire of each audience that is asked."""
    skills = _usable(_skill_question(questionnaires))
    outlook = _question(questionnaires, Audience.FIRMS, "F_ACT30")
    staying = _question(questionnaires, Audience.RESIDENTS, "R_STAY")
    others = [_question(questionnaires, Audience.FIRMS, code) for code in ("F_ACT35", "F_EMP30")]
    isolation = [_question(questionnaires, Audience.FIRMS, code) for code in ISOLATION]
    return Lists(
        skills=tuple(each.code for each in skills if each.family),
        families=_families(skills),
        changes={each.code: (each.score or 0.0) / 2 for each in _usable(outlook)},
        reasons=_codes(_question(questionnaires, Audience.FIRMS, "F_WHYHARD")),
        mobility=_codes(staying),
        ages=_codes(_question(questionnaires, Audience.RESIDENTS, "R_AGE")),
        sexes=_codes(_question(questionnaires, Audience.RESIDENTS, "R_SEX")),
        education=_codes(_question(questionnaires, Audience.RESIDENTS, "R_EDU")),
        sizes=_codes(_question(questionnaires, Audience.FIRMS, "F_SIZE")),
        activities=_activities(questionnaires),
        missing={each.code: _missing(each) for each in (outlook, *others, staying) if each},
        asked=asked_questions(questionnaires),
        agreement=_scores(isolation[0]),
        isolation={each.code: each.is_reversed for each in isolation if each},
        hours=_scores(_question(questionnaires, Audience.FIRMS, "F_HRTIME")),
        put_off=_kinds(_question(questionnaires, Audience.FIRMS, "F_HRLATE")),
        services=_kinds(_question(questionnaires, Audience.FIRMS, "F_WANT")),
        choices={path: _codes(each) for path, each in _with_choices(questionnaires)},
        kinds={path: _kinds(each) for path, each in _with_choices(questionnaires)},
        scores={path: _given_scores(each) for path, each in _with_choices(questionnaires)},
        callings=_callings(_question(questionnaires, Audience.FIRMS, "F_JOBS")),
        drivers=_codes(_question(questionnaires, Audience.FIRMS, "F_DRIVER")),
        conditions=_conditions(questionnaires),
        forms=_codes(_question(questionnaires, Audience.RESIDENTS, "R_FORM30")),
        changing=_codes(_question(questionnaires, Audience.RESIDENTS, "R_CHANGE")),
        values=_codes(_question(questionnaires, Audience.RESIDENTS, "R_VALUE")),
        parts={audience: tuple(_parts(asked)) for audience, asked in questionnaires.items()},
        open={audience: tuple(open_paths(asked)) for audience, asked in questionnaires.items()},
    )


def _question(
    questionnaires: Mapping[str, Questionnaire], audience: Audience, code: str
) -> Question | None:
    found = questionnaires.get(audience.value)
    return found.question(code) if found else None


def _activities(questionnaires: Mapping[str, Questionnaire]) -> tuple[str, ...]:
    wished = _question(questionnaires, Audience.RESIDENTS, "R_WANT30")
    return _codes(_question(questionnaires, Audience.FIRMS, "F_ACT")) or _kinds(wished)


def _conditions(questionnaires: Mapping[str, Questionnaire]) -> tuple[str, ...]:
    needed = _question(questionnaires, Audience.RESIDENTS, "R_NEED")
    return _kinds(_question(questionnaires, Audience.FIRMS, "F_LC")) or _kinds(needed)


def _callings(question: Question | None) -> Mapping[str, Calling]:
    return {each.code: _calling(each.attributes) for each in _usable(question)}


def _calling(attributes: Mapping[str, str]) -> Calling:
    """Of the first class of ISCO that it has: families stay inside one group."""
    major = attributes.get("isco", "")[:1]
    found = (group for group, majors in JOB_GROUPS.items() if major and major in majors)
    return Calling(
        group=next(found, OTHER),
        activities=tuple(attributes.get("activities", "").split()),
        uses=tuple(attributes.get("uses", "").split()),
    )


def _skill_question(questionnaires: Mapping[str, Questionnaire]) -> Question | None:
    asked = {Audience.FIRMS: "F_SK", Audience.RESIDENTS: "R_CAN", Audience.TRAINERS: "T_NOW"}
    found = (_question(questionnaires, audience, code) for audience, code in asked.items())
    return next((each for each in found if each), None)


def _usable(question: Question | None) -> tuple[Choice, ...]:
    return tuple(each for each in question.choices if not each.is_missing) if question else ()


def _codes(question: Question | None) -> tuple[str, ...]:
    return tuple(each.code for each in _usable(question))


def _scores(question: Question | None) -> Mapping[str, float]:
    return {each.code: each.score or 0.0 for each in _usable(question)}


def _with_choices(
    questionnaires: Mapping[str, Questionnaire],
) -> Iterator[tuple[str, Question]]:
    """By code; a field of a roster as ROSTER.field."""
    pages = (page for asked in questionnaires.values() for page in asked.pages)
    for question in (each for page in pages for each in page.questions):
        inside = [(f"{question.code}.{each.code}", each) for each in question.fields]
        found = [(question.code, question), *inside]
        yield from ((path, each) for path, each in found if each.choices)


def _given_scores(question: Question) -> Mapping[str, float]:
    """Only of choices that have one: "never" is no score of 0."""
    return {each.code: each.score for each in _usable(question) if each.score is not None}


def _kinds(question: Question | None) -> tuple[str, ...]:
    """Without "none of these"."""
    return tuple(each.code for each in _usable(question) if not each.is_exclusive)


def _missing(question: Question) -> tuple[str, ...]:
    return tuple(each.code for each in question.choices if each.is_missing)


def _families(skills: tuple[Choice, ...]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for each in skills:
        if each.family:
            found.setdefault(each.family, []).append(each.code)
    return {family: tuple(codes) for family, codes in found.items()}


def _parts(questionnaire: Questionnaire) -> Iterator[Part]:
    """Pages outside the core, those of a module together; the offer of a module is none."""
    modules = questionnaire.modules
    pages: dict[str, list[Page]] = {}
    for page in questionnaire.pages:
        if not page.is_core:
            pages.setdefault(page.module or page.code, []).append(page)
    for name, together in pages.items():
        codes = frozenset(
            each.code for page in together for each in page.questions if each.kind not in UNTOLD
        )
        if codes and (modules is None or modules.offer not in codes):
            drawn = modules.drawn if modules is not None and name in modules.names else None
            yield Part(name=name, questions=codes, drawn=drawn)


def open_paths(questionnaire: Questionnaire) -> Iterator[str]:
    """Paths of texts, and of what goes with "other, specify"; nothing that names a person."""
    for question in questionnaire.questions():
        if question.sensitivity is not Sensitivity.NONE:
            continue
        if question.kind is QuestionKind.TEXT:
            yield question.code
        if any(each.is_open for each in question.choices):
            yield f"{question.code}{OPEN}"
