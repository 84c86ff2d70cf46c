"""The file of a panel of experts, its vocabulary and its catalogues, as one frozen value."""

from dataclasses import dataclass
from pathlib import Path

from app.questionnaire.model import Page, Questionnaire
from app.questionnaire.nearest import nearest
from app.questionnaire.panel import (
    STATEMENT_PAGE,
    Panel,
    Pick,
    Plan,
    Statement,
    Template,
    system_questions,
)
from app.questionnaire.reading.catalogues import languages_of, translations_beside
from app.questionnaire.reading.codes import Seen, Spelling, is_repeated, lower_code, question_code
from app.questionnaire.reading.formats import PANEL, check_format
from app.questionnaire.reading.listing import ChoiceReader
from app.questionnaire.reading.panel_rules import read_rules
from app.questionnaire.reading.problems import Problem, UnreadableError, in_order
from app.questionnaire.reading.questions import QuestionReader
from app.questionnaire.reading.references import check_references
from app.questionnaire.reading.section import Section
from app.questionnaire.reading.source_file import SourceFile
from app.questionnaire.reading.vocabulary import Vocabulary, vocabulary_of
from app.questionnaire.reading.wording import Wording

KEYS = frozenset(
    {
        "format",
        "code",
        "version",
        "language",
        "vocabulary",
        "title",
        "intro",
        "privacy",
        "rounds",
        "sitting",
        "least_answers",
        "rules",
        "profile",
        "questions",
        "templates",
        "statements",
    }
)
EXPERTS = "experts"


def read_panel(path: Path, translations: Path | None = None) -> Panel:
    """translations: the folder beside that of the file when None.

    Raises UnreadableError with every problem of the file, its vocabulary and its catalogues.
    """
    panel, problems = panel_of(path, translations)
    if panel is None or problems:
        raise UnreadableError(problems)
    return panel


def check_panel(path: Path, translations: Path) -> tuple[Problem, ...]:
    return panel_of(path, translations)[1]


def panel_of(path: Path, translations: Path | None) -> tuple[Panel | None, tuple[Problem, ...]]:
    """What could be read, and every problem."""
    source = SourceFile(str(path))
    root = source.compose(path)
    if root is None:
        return None, tuple(source.problems)
    section = Section.of(root, source, known=KEYS, what="The panel")
    check_format(section, PANEL)
    folder = translations or translations_beside(path)
    code = lower_code(section) or path.stem
    language = section.text("language", is_required=True) or "en"
    offered = tuple(each for each in languages_of(folder, code) if each != language)
    wording = Wording.load(language, folder, domain=code, languages=(language, *offered))
    vocabulary, others = _vocabulary(section, path, folder)
    panel = _PanelReader(section, wording, vocabulary).panel(code, (language, *offered))
    problems = in_order([*source.problems, *others, *wording.problems(source)])
    return panel, problems


def _vocabulary(section: Section, path: Path, folder: Path) -> tuple[Vocabulary, list[Problem]]:
    name = section.text("vocabulary", is_required=True)
    if name is None:
        return Vocabulary(is_broken=True), []
    beside = path.parent / name
    if Path(name).name != name or not beside.is_file():
        message = f"There is no vocabulary {name!r} beside the panel."
        mend = nearest(name, {each.name for each in path.parent.glob("*.yaml")} - {path.name})
        section.problem("vocabulary", "no-vocabulary", message=message, mend=mend)
        return Vocabulary(is_broken=True), []
    return vocabulary_of(beside, folder)


@dataclass(slots=True)
class _PanelReader:
    section: Section
    wording: Wording
    vocabulary: Vocabulary

    def panel(self, code: str, languages: tuple[str, ...]) -> Panel:
        questionnaire = self.questionnaire(code, languages)
        least, most = self.rounds()
        self.sitting()
        seen: Seen = {}
        plan = Plan(
            least_rounds=least,
            most_rounds=most,
            least_answers=self.section.whole("least_answers") or 1,
            rules=read_rules(self.section, questionnaire),
            statements=self.statements(seen),
        )
        return Panel(
            questionnaire=questionnaire,
            plan=plan,
            templates=self.templates(seen),
            lists=self.vocabulary.lists,
        )

    def questionnaire(self, code: str, languages: tuple[str, ...]) -> Questionnaire:
        """Two pages: who one is, and what is asked of every statement."""
        section, wording, source = self.section, self.wording, self.section.source
        spelling = Spelling()
        choices = ChoiceReader(source, wording, self.vocabulary, spelling)
        reader = QuestionReader(source, wording, choices, spelling)
        profile = reader.read_all(section.nodes("profile", is_required=True))
        asked = reader.read_all(section.nodes("questions", is_required=True))
        found = Questionnaire(
            code=code,
            version=section.text("version", is_required=True) or "",
            audience=EXPERTS,
            source_language=wording.language,
            languages=languages,
            title=wording.needed(section, "title", f"{code}.title"),
            intro=wording.needed(section, "intro", f"{code}.intro"),
            privacy=wording.needed(section, "privacy", f"{code}.privacy"),
            pages=(
                Page(code="profile", questions=profile, is_core=True),
                Page(
                    code=STATEMENT_PAGE,
                    questions=(*system_questions(wording.language), *asked),
                    is_core=True,
                ),
            ),
        )
        check_references(found, source, wording.places, broken=reader.broken)
        return found

    def rounds(self) -> tuple[int, int]:
        inside = self.inside("rounds", "least", "most")
        if inside is None:
            return 1, 1
        least, most = inside.whole("least") or 1, inside.whole("most") or 1
        if not 1 <= least <= most:
            message = f"The panel has {least} rounds at least and {most} at most."
            inside.problem("least", "limit", message=message, mend="Correct one.")
        return least, most

    def sitting(self) -> None:
        inside = self.inside("sitting", "statements", "seconds_a_statement")
        if inside is not None:
            inside.whole("statements")
            inside.whole("seconds_a_statement")

    def inside(self, key: str, *known: str) -> Section | None:
        if key not in self.section:
            self.section.missing(key)
            return None
        return Section.of(self.section.values[key], self.section.source, known=known, what=key)

    def statements(self, seen: Seen) -> tuple[Statement, ...]:
        keys = ("code", "domain", "reversible", "text")
        found = []
        for node in self.section.nodes("statements", is_required=True):
            each = Section.of(node, self.section.source, known=keys, what="A statement")
            code = question_code(each)
            if code is None or is_repeated(code, each, seen, "Statement "):
                continue
            each.what = f"Statement {code}"
            found.append(
                Statement(
                    code=code,
                    domain=each.text("domain", is_required=True) or "",
                    text=self.wording.needed(each, "text", code),
                    is_reversible=each.flag("reversible"),
                )
            )
        return tuple(found)

    def templates(self, seen: Seen) -> tuple[Template, ...]:
        keys = ("code", "over", "domain", "text", "picks")
        found = []
        for node in self.section.nodes("templates"):
            each = Section.of(node, self.section.source, known=keys, what="A template")
            code = question_code(each)
            if code is None or is_repeated(code, each, seen, "Statement "):
                continue
            each.what = f"Template {code}"
            found.append(self.template(each, code))
        return tuple(found)

    def template(self, each: Section, code: str) -> Template:
        over = each.text("over", is_required=True) or ""
        if over and over not in self.vocabulary.lists and not self.vocabulary.is_broken:
            message = f"{each.what}: the vocabulary has no list {over}."
            mend = nearest(over, self.vocabulary.lists)
            each.problem("over", "unknown-list", message=message, mend=mend)
        text = self.wording.needed(each, "text", code)
        if "text" in each and "${name}" not in text.texts[text.source]:
            message = f"{each.what}: its text does not name the item."
            each.problem("text", "no-name", message=message, mend="Write ${name} in it.")
        return Template(
            code=code,
            over=over,
            domain=each.text("domain", is_required=True) or "",
            text=text,
            picks=tuple(
                self.pick(Section.of(node, each.source, known=("by", "most"), what="A pick"))
                for node in each.nodes("picks", is_required=True)
            ),
        )

    def pick(self, each: Section) -> Pick:
        return Pick(each.text("by", is_required=True) or "", each.whole("most") or 1)
