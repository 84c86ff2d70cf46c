"""A survey of SurveyJS as a questionnaire, with a note of all that was not carried."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.formats.foreign.circles import note_circles
from app.formats.foreign.lists import lists_of
from app.formats.foreign.making import both, negated, rule_of
from app.formats.foreign.parsing import parsed
from app.formats.foreign.refusal import NoEqualError
from app.formats.foreign.written import names_in
from app.formats.imported import Imported
from app.formats.surveyjs.choosing import ChoiceReader
from app.formats.surveyjs.expressions import Expressions
from app.formats.surveyjs.grammar import GRAMMAR
from app.formats.surveyjs.known import Names, elements_of, pages_of
from app.formats.surveyjs.node import Node
from app.formats.surveyjs.questions import QuestionReader
from app.formats.surveyjs.rules import RuleReader
from app.formats.surveyjs.survey_keys import report_survey
from app.formats.surveyjs.texts import Wording, languages_of
from app.formats.xlsform.faults import Faults, Place, of_file
from app.formats.xlsform.settings import plain_code
from app.questionnaire.addresses import OTHER_PAGES
from app.questionnaire.expression.tree import Tree
from app.questionnaire.model import Page, Question, QuestionKind, Questionnaire, Text
from app.questionnaire.reading.problems import Position, Problem, in_order
from app.reference.audiences import Audience

DEEPEST: Final = 60
PAGE_KEYS: Final = frozenset(
    ["name", "title", "description", "elements", "questions", "visibleIf", "visible"]
)


def is_surveyjs(content: bytes) -> bool:
    """A JSON object: no other survey here is one."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"


def read_surveyjs(content: bytes, file: str) -> Imported:
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        return Imported(None, (broken(file, error),))
    except (UnicodeDecodeError, RecursionError):
        mend = "Save it from the designer of SurveyJS anew, as JSON in UTF-8."
        return Imported(None, (of_file(file, "broken-json", "The file is no JSON.", mend),))
    survey = Node(value if isinstance(value, Mapping) else {})
    if depth_of(value) > DEEPEST:
        message = f"The survey is nested more than {DEEPEST} deep."
        return Imported(None, (of_file(file, "too-deep", message, "Take panels apart."),))
    if not any(True for page in pages_of(survey) for _ in elements_of(page)):
        message = "The file has neither pages nor elements, so it is no survey of SurveyJS."
        mend = "Give the survey's own JSON, not its answers, its theme or a schema."
        return Imported(None, (of_file(file, "no-questions", message, mend),))
    faults = Faults(file)
    reader = FormReader.of(survey, faults)
    questionnaire = reader.questionnaire()
    paths = {code: path for path, code in reader.names.codes.items()}
    note_circles(questionnaire, faults, lambda code: Place(paths.get(code, "survey")))
    return Imported(questionnaire, (), in_order(faults.notes))


def broken(file: str, error: json.JSONDecodeError) -> Problem:
    return Problem(
        file=file,
        position=Position(error.lineno, error.colno),
        code="broken-json",
        message=f"This is no JSON ({error.msg}).",
        mend="Mend it there, or save the survey from its designer anew.",
    )


def depth_of(value: object) -> int:
    deepest, waiting = 0, [(value, 1)]
    while waiting:
        each, depth = waiting.pop()
        deepest = max(deepest, depth)
        if isinstance(each, Mapping):
            waiting += [(inner, depth + 1) for inner in each.values()]
        elif isinstance(each, list):
            waiting += [(inner, depth + 1) for inner in each]
    return deepest


def choosing(survey: Node) -> Iterator[tuple[str, Node]]:
    """Every element that is not in a table or repeat, by small name."""
    waiting = [each for page in pages_of(survey) for each in elements_of(page)]
    for each in waiting:
        yield each.text("name").lower(), each
        if each.text("type") == "panel":
            waiting.extend(elements_of(each))


@dataclass(frozen=True, slots=True)
class FormReader:
    survey: Node
    names: Names
    wording: Wording
    rules: RuleReader
    reader: QuestionReader
    expressions: Expressions

    @staticmethod
    def of(survey: Node, faults: Faults) -> "FormReader":
        names = Names(survey)
        wording = Wording(languages_of(survey), faults)
        rules = RuleReader(wording)
        choices = ChoiceReader(wording, rules, names, dict(choosing(survey)))
        reader = QuestionReader(wording, rules, choices, names)
        return FormReader(survey, names, wording, rules, reader, Expressions(names.known))

    def questionnaire(self) -> Questionnaire:
        report_survey(self.survey, self.wording.faults)
        languages = self.wording.languages
        title = self.wording.needed(self.survey, "title", self.expressions)
        intro = self.wording.needed(self.survey, "description", self.expressions)
        before = [*self.wording.taken(), *self.calculated()]
        pages = [self.page(each, place) for place, each in enumerate(pages_of(self.survey))]
        if before:
            pages[0] = with_first(pages[0], before)
        return Questionnaire(
            code=plain_code(title.in_language(languages.source) or "survey"),
            version="1",
            audience=Audience.RESIDENTS,
            source_language=languages.source,
            languages=languages.all_codes,
            title=title,
            intro=intro,
            privacy=Text(languages.source, {languages.source: ""}),
            pages=tuple(each for each in pages if each.questions),
            lists=lists_of(pages),
        )

    def calculated(self) -> Iterator[Question]:
        empty = Text(self.wording.languages.source, {self.wording.languages.source: ""})
        for each in self.survey.nodes("calculatedValues"):
            rule = self.rules.value(each, "expression", self.expressions)
            kind = QuestionKind.HIDDEN if rule is None else QuestionKind.CALCULATE
            code = self.names.codes[each.path]
            yield Question(code=code, kind=kind, text=empty, calculate=rule)

    def page(self, node: Node, place: int) -> Page:
        """A page is there unless its rule, or a trigger that ends the survey, says otherwise."""
        is_whole = node is self.survey
        for key in sorted(node.values.keys() - ({*node.values} if is_whole else PAGE_KEYS)):
            message = f"The page {node.text('name')}: {key} is not carried."
            self.rules.lost(node, key, message, "Write it at its questions, if it matters.")
        title = None if is_whole else self.wording.text(node, "title", self.expressions)
        questions = [*self.described(node), *self.reader.all(node, self.expressions)]
        shown = None if is_whole else self.rules.tree(node, "visibleIf", self.expressions)
        if node.is_off("visible") and shown is None:
            self.rules.lost(node, "visible", "The page is left out, for nothing ever shows it.")
            questions = []
        tree = both(shown, *self.endings(place))
        return Page(
            code=self.page_code(node, place),
            questions=tuple(questions),
            title=title,
            is_core=True,
            show_if=None if tree is None else rule_of(tree),
        )

    def described(self, node: Node) -> Iterator[Question]:
        if node is self.survey:
            return
        text = self.wording.text(node, "description", self.expressions)
        yield from self.wording.taken()
        if text is not None:
            code = self.names.free(f"{node.text('name') or 'page'}_text")
            yield Question(code=code, kind=QuestionKind.NOTE, text=text)

    def endings(self, place: int) -> Iterator[Tree]:
        """What must not hold: conditions of triggers that ended the survey on a page before."""
        for each in self.survey.nodes("triggers"):
            if each.text("type").removesuffix("trigger") == "complete":
                tree, last = self.ending(each, is_first=place == 0)
                if tree is not None and place > last:
                    yield negated(tree)

    def ending(self, trigger: Node, *, is_first: bool) -> tuple[Tree | None, int]:
        """Its condition, and the place of the page behind which it ends the survey.

        is_first: what has no equal is told once.
        """
        source = trigger.text("expression")
        try:
            tree = self.expressions.condition(source)
            names = {each.strip("{}#").lower() for each in names_in(parsed(source, GRAMMAR))}
        except NoEqualError as error:
            if is_first:
                message = f"The survey does not end on {source}. {error.message}"
                self.rules.lost(trigger, "expression", message, error.mend)
            return None, 0
        return tree, max((self.names.pages.get(each, 0) for each in names), default=0)

    def page_code(self, node: Node, place: int) -> str:
        plain = re.sub(r"[^a-z0-9]+", "_", node.text("name").lower()).strip("_")[:30] or "page"
        others = {each.text("name").lower() for each in pages_of(self.survey)[:place]}
        is_taken = plain in {"page", *OTHER_PAGES} or node.text("name").lower() in others
        return f"{plain}_{place + 1}" if is_taken else plain


def with_first(page: Page, questions: list[Question]) -> Page:
    return Page(
        code=page.code,
        questions=(*questions, *page.questions),
        title=page.title,
        is_core=page.is_core,
        show_if=page.show_if,
    )
