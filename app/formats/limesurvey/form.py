"""A survey of LimeSurvey as a questionnaire, with a note of all that was not carried."""

import re
from dataclasses import dataclass, field
from typing import Final

from app.formats.foreign.circles import note_circles
from app.formats.foreign.lists import lists_of
from app.formats.foreign.making import both, rule_of
from app.formats.foreign.refusal import NoEqualError
from app.formats.imported import Imported
from app.formats.limesurvey.answering import Answering
from app.formats.limesurvey.defaults import Defaults
from app.formats.limesurvey.expressions import Expressions
from app.formats.limesurvey.filters import Filters
from app.formats.limesurvey.lss import survey_of
from app.formats.limesurvey.questions import QuestionReader
from app.formats.limesurvey.settings import kept_settings, report_settings
from app.formats.limesurvey.survey import ALWAYS, Group, Survey
from app.formats.limesurvey.tables import Tables
from app.formats.limesurvey.texts import Wording, languages_of
from app.formats.limesurvey.tsv import survey_of_tsv
from app.formats.limesurvey.validation import Validation
from app.formats.limesurvey.variables import Variables, code_of
from app.formats.xlsform.faults import Faults, Place, of_file
from app.formats.xlsform.settings import plain_code
from app.formats.xml_tree import read_xml
from app.questionnaire.addresses import free_code
from app.questionnaire.expression.tree import Tree
from app.questionnaire.model import Page, Question, QuestionKind, Questionnaire, Text
from app.questionnaire.reading.problems import Position, UnreadableError, in_order
from app.reference.audiences import Audience

ROOT: Final = b"<LimeSurveyDocType>"
HEAD: Final = 2_000


def is_lss(content: bytes) -> bool:
    return ROOT in content[:HEAD]


def read_lss(content: bytes, file: str) -> Imported:
    try:
        survey = survey_of(read_xml(content, file))
    except UnreadableError as error:
        return Imported(None, error.problems)
    return form_of(survey, file)


def read_tsv(content: bytes, file: str) -> Imported:
    return form_of(survey_of_tsv(content), file)


def form_of(survey: Survey, file: str) -> Imported:
    if not survey.questions:
        message = "The file holds no questions: it may be a group, a question or answers alone."
        mend = "Export the survey from LimeSurvey as a survey structure (.lss)."
        return Imported(None, (of_file(file, "no-questions", message, mend),))
    faults = Faults(file)
    questionnaire = FormReader.of(survey, faults).questionnaire()
    positions = {code_of(each.title): each.position for each in survey.questions}
    note_circles(questionnaire, faults, lambda code: Place("", positions.get(code, Position())))
    return Imported(questionnaire, (), in_order(faults.notes))


@dataclass(slots=True)
class FormReader:
    survey: Survey
    wording: Wording
    expressions: Expressions
    reader: QuestionReader
    codes: set[str] = field(default_factory=set)

    @staticmethod
    def of(survey: Survey, faults: Faults) -> "FormReader":
        relevance: dict[str, Tree | None] = {}
        expressions = Expressions(Variables(survey), relevance)
        wording = Wording(languages_of(survey.languages), expressions, faults)
        answering = Answering(
            wording,
            Filters(expressions, wording),
            Validation(expressions, wording),
            Defaults(expressions, wording),
        )
        by_id = {each.id: each for each in survey.questions}
        reader = QuestionReader(
            answering, Tables(answering), expressions, wording, relevance, by_id
        )
        return FormReader(survey, wording, expressions, reader)

    def questionnaire(self) -> Questionnaire:
        report_settings(self.survey, self.wording.faults)
        base = self.survey.languages[0]
        title = self.survey.texts.get(base, {}).get("surveyls_title", "")
        welcome = self.words("surveyls_description", "surveyls_welcometext")
        pages = tuple(filter(None, map(self.page, self.survey.groups)))
        languages = self.wording.languages
        return Questionnaire(
            code=plain_code(title or f"survey_{self.survey.id}"),
            version="1",
            audience=Audience.RESIDENTS,
            source_language=languages.source,
            languages=languages.all_codes,
            title=self.words("surveyls_title"),
            intro=welcome,
            privacy=self.words("surveyls_policy_notice"),
            pages=pages,
            lists=lists_of(pages),
            settings=kept_settings(self.survey),
        )

    def words(self, *names: str) -> Text:
        """What these settings say, one below the other, in every language."""
        texts = {
            language: "<br /><br />".join(filter(None, (found.get(name, "") for name in names)))
            for language, found in self.survey.texts.items()
        }
        return self.wording.needed(texts, self.survey.groups[0].position)

    def page(self, group: Group) -> Page | None:
        """A group, the words about it first; None where it holds nothing."""
        shown_if = self.shown_if(group)
        questions: list[Question] = []
        described = self.wording.text(group.descriptions, group.position)
        title = self.wording.text(group.titles, group.position)
        questions += self.wording.taken()
        if described is not None:
            code = f"group_{group.id}_text"
            questions.append(Question(code=code, kind=QuestionKind.NOTE, text=described))
        for asked in self.survey.of_group(group):
            questions += self.reader.questions(asked, shown_if)
        if not questions:
            return None
        return Page(
            code=self.free_code(group),
            questions=tuple(questions),
            title=title,
            is_core=True,
            show_if=None if shown_if is None else rule_of(shown_if),
        )

    def shown_if(self, group: Group) -> Tree | None:
        place = Place("", group.position)
        name = next(iter(group.titles.values()), group.id)
        if group.random_group:
            message = f"The group {name} changes places with others there; here it does not."
            mend = "Nothing needs to be done, unless the order matters."
            self.wording.faults.note(place, "not-carried", message=message, mend=mend)
        if group.relevance in ALWAYS:
            return None
        try:
            found = self.expressions.condition(group.relevance)
            rule_of(found.truth)
        except NoEqualError as error:
            message = f"The group {name} is always asked: {group.relevance}. {error.message}"
            self.wording.faults.note(place, "not-carried", message=message, mend=error.mend)
            return None
        self.wording.remark(found, group.position, f"The relevance of the group {name}")
        return both(found.truth)

    def free_code(self, group: Group) -> str:
        name = next(iter(group.titles.values()), "")
        plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:36] or f"group_{group.id}"
        code = free_code(plain, self.codes)
        self.codes.add(code)
        return code
