"""A questionnaire file, its vocabulary and its catalogues, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.questionnaire.model import Layout, Modules, Page, Questionnaire, Text
from app.questionnaire.nearest import nearest
from app.questionnaire.reading.catalogues import languages_of, translations_beside
from app.questionnaire.reading.codes import LOWER, Seen, Spelling, is_repeated
from app.questionnaire.reading.easy import check_easy
from app.questionnaire.reading.formats import QUESTIONNAIRE, check_format
from app.questionnaire.reading.listing import ChoiceReader
from app.questionnaire.reading.own_lists import read_own_lists, read_tables
from app.questionnaire.reading.places import Place
from app.questionnaire.reading.problems import Position, Problem, UnreadableError, in_order
from app.questionnaire.reading.questions import QuestionReader
from app.questionnaire.reading.references import check_references
from app.questionnaire.reading.section import Section
from app.questionnaire.reading.source_file import SourceFile
from app.questionnaire.reading.vocabulary import Vocabulary, vocabulary_of
from app.questionnaire.reading.wording import Wording
from app.reference.audiences import Audience

KEYS = frozenset(
    {
        "format",
        "code",
        "version",
        "audience",
        "unit",
        "language",
        "vocabulary",
        "minutes",
        "title",
        "intro",
        "privacy",
        "modules",
        "layout",
        "pages",
        "imported",
        "languages",
        "lists",
        "tables",
        "settings",
    }
)
PAGE_KEYS = frozenset({"code", "core", "title", "module", "show_if", "questions"})
MODULES_KEYS = frozenset({"names", "drawn", "offer"})
MINUTES_KEYS = frozenset({"core", "whole"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds. questionnaire: None when its structure is at fault.

    places: code of a page, question, field or choice, or code#key, to where it stands in the file.
    is_imported: it came from a form made elsewhere, after other habits.
    """

    questionnaire: Questionnaire | None
    problems: tuple[Problem, ...]
    file: str
    places: Mapping[str, Place] = field(default_factory=dict)
    is_imported: bool = False

    def position(self, at: str, offset: int | None = None) -> Position:
        """Where code or code#key stands; the thing itself where the key is not written."""
        place = self.places.get(at) or self.places.get(at.partition("#")[0])
        if place is None:
            return Position()
        return place.start if offset is None else place.inside(offset)


def read_questionnaire(path: Path, translations: Path | None = None) -> Questionnaire:
    """translations: the folder beside that of the file when None.

    Raises UnreadableError with every problem of the file, its vocabulary and its catalogues.
    """
    reading = reading_of(path, translations)
    if reading.questionnaire is None or reading.problems:
        raise UnreadableError(reading.problems)
    return reading.questionnaire


def reading_of(path: Path, translations: Path | None = None) -> Reading:
    """What could be read, with every problem."""
    source = SourceFile(str(path))
    root = source.compose(path)
    if root is None:
        return Reading(None, tuple(source.problems), source.name)
    section = Section.of(root, source, known=KEYS, what="The questionnaire")
    check_format(section, QUESTIONNAIRE)
    return FileReader(section, path, translations or translations_beside(path)).reading()


@dataclass(slots=True)
class FileReader:
    section: Section
    path: Path
    translations: Path

    def reading(self) -> Reading:
        code = self.code()
        language = self.section.text("language", is_required=True) or "en"
        inline = self.section.words("languages")
        offered = inline or self.offered(code)
        languages = (language, *(each for each in offered if each != language))
        wording = (
            Wording(language, inline=frozenset(languages))
            if inline
            else Wording.load(language, self.translations, domain=code, languages=languages)
        )
        wording.register("", self.section)
        vocabulary, others = self.vocabulary(languages)
        questionnaire = self.questionnaire(code, languages, wording, vocabulary)
        own = list(self.section.source.problems)
        problems = in_order([*own, *others, *wording.problems(self.section.source)])
        complete = None if own or not vocabulary.is_sound else questionnaire
        return Reading(
            complete,
            problems,
            self.section.source.name,
            wording.places,
            is_imported=self.section.flag("imported"),
        )

    def code(self) -> str:
        code = self.section.text("code", is_required=True)
        if code is not None and not LOWER.fullmatch(code):
            message = f"{code!r} is not a code of a questionnaire."
            mend = "Write small letters, digits and _: firms."
            self.section.problem("code", "code-syntax", message=message, mend=mend)
            return self.path.stem
        return code or self.path.stem

    def offered(self, code: str) -> tuple[str, ...]:
        """The languages in which the questionnaire and its vocabulary both have a catalogue."""
        found = languages_of(self.translations, code)
        node = self.section.values.get("vocabulary")
        if node is None:
            return found
        listed = languages_of(self.translations, Path(str(node.value)).stem)
        return tuple(each for each in found if each in listed)

    def vocabulary(self, languages: tuple[str, ...]) -> tuple[Vocabulary, list[Problem]]:
        name = self.section.text("vocabulary")
        if name is None:
            return Vocabulary(), []
        path = self.path.parent / name
        if Path(name).name != name or not path.is_file():
            message = f"There is no vocabulary {name!r} beside the questionnaire."
            mend = nearest(
                name, {each.name for each in self.path.parent.glob("*.yaml")} - {self.path.name}
            )
            self.section.problem("vocabulary", "no-vocabulary", message=message, mend=mend)
            return Vocabulary(is_broken=True), []
        return vocabulary_of(path, self.translations, languages=languages)

    def questionnaire(
        self, code: str, languages: tuple[str, ...], wording: Wording, vocabulary: Vocabulary
    ) -> Questionnaire:
        section, source = self.section, self.section.source
        spelling = Spelling(section.flag("imported"))
        lists = read_own_lists(section, wording, spelling)
        choices = ChoiceReader(source, wording, vocabulary, spelling, lists)
        questions = QuestionReader(source, wording, choices, spelling)
        core_minutes, whole_minutes = self.minutes()
        section.text("unit")
        found = Questionnaire(
            code=code,
            version=section.text("version", is_required=True) or "",
            audience=self.audience(),
            source_language=wording.language,
            languages=languages,
            title=wording.needed(section, "title", f"{code}.title"),
            intro=self.text(wording, "intro", f"{code}.intro", spelling),
            privacy=self.text(wording, "privacy", f"{code}.privacy", spelling),
            pages=self.pages(wording, questions),
            modules=self.modules(wording),
            core_minutes=core_minutes,
            whole_minutes=whole_minutes,
            layout=self.layout(),
            lists=lists,
            tables=read_tables(section),
            settings=section.words_by_word("settings"),
        )
        check_easy(found, source, wording.places)
        check_references(
            found,
            source,
            wording.places,
            broken=questions.broken,
            may_look_forward=spelling.is_imported,
        )
        return found

    def text(self, wording: Wording, key: str, context: str, spelling: Spelling) -> Text:
        """Forms from elsewhere do not have every text."""
        if spelling.is_imported and key not in self.section:
            return Text(wording.language, {wording.language: ""})
        return wording.needed(self.section, key, context)

    def audience(self) -> str:
        found = self.section.text("audience", is_required=True)
        if found is not None and found not in frozenset(Audience):
            message = f"No audience is called {found!r}."
            mend = nearest(found, frozenset(Audience))
            self.section.problem("audience", "unknown-audience", message=message, mend=mend)
        return found or ""

    def layout(self) -> Layout:
        found = self.section.text("layout")
        if found is not None and found not in frozenset(Layout):
            message = f"No layout is called {found!r}."
            mend = nearest(found, frozenset(Layout))
            self.section.problem("layout", "unknown-layout", message=message, mend=mend)
            return Layout.AUTO
        return Layout(found or Layout.AUTO)

    def minutes(self) -> tuple[int, int]:
        node = self.section.values.get("minutes")
        if node is None:
            return 0, 0
        minutes = Section.of(node, self.section.source, known=MINUTES_KEYS, what="minutes")
        core, whole = minutes.whole("core") or 0, minutes.whole("whole") or 0
        if core > whole > 0:
            message = f"The core takes {core} minutes, the whole only {whole}."
            minutes.problem("core", "limit", message=message, mend="Correct one.")
        return core, whole

    def modules(self, wording: Wording) -> Modules | None:
        node = self.section.values.get("modules")
        if node is None:
            return None
        modules = Section.of(node, self.section.source, known=MODULES_KEYS, what="modules")
        wording.register("#modules", modules)
        names = [modules.quoted(each, "names") for each in modules.nodes("names", is_required=True)]
        return Modules(
            names=tuple(filter(None, names)),
            drawn=modules.text("drawn", is_required=True) or "",
            offer=modules.text("offer", is_required=True) or "",
        )

    def pages(self, wording: Wording, questions: QuestionReader) -> tuple[Page, ...]:
        seen: Seen = {}
        found: list[Page] = []
        for node in self.section.nodes("pages", is_required=True):
            page = Section.of(node, self.section.source, known=PAGE_KEYS, what="A page")
            code = questions.spelling.field(page)
            if code is not None and is_repeated(code, page, seen, "Page "):
                code = None
            found.append(self.page(page, code or "", wording, questions=questions))
        return tuple(found)

    def page(
        self, page: Section, code: str, wording: Wording, *, questions: QuestionReader
    ) -> Page:
        page.what = f"Page {code}"
        if code:
            wording.register(code, page)
        return Page(
            code=code,
            questions=questions.read_all(page.nodes("questions", is_required=True)),
            title=wording.text(page, "title", code),
            is_core=page.flag("core"),
            module=page.text("module"),
            show_if=page.rule("show_if"),
        )
