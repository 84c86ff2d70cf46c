"""Small surveys as LimeSurvey writes them, in the older generation of its files and the newer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from xml.sax.saxutils import escape

from app.formats.imported import Imported
from app.formats.limesurvey.form import read_lss
from app.questionnaire.evaluation import Evaluated, evaluate
from app.questionnaire.model import Question, Questionnaire

TODAY = date(2026, 11, 26)
Cells = Mapping[str, object]
Texts = str | Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """rows, columns and answers: code to text. conditions: field, method, value, scenario."""

    title: str
    type: str
    text: Texts = "Text"
    rows: Mapping[str, Texts] = field(default_factory=dict)
    columns: Mapping[str, Texts] = field(default_factory=dict)
    answers: Mapping[str, Texts] = field(default_factory=dict)
    second: Mapping[str, Texts] = field(default_factory=dict)
    relevance: str = "1"
    row_relevance: Mapping[str, str] = field(default_factory=dict)
    mandatory: str = "N"
    other: str = "N"
    preg: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    conditions: Sequence[tuple[str, str, str, str]] = ()
    default: str = ""


@dataclass
class Made:
    languages: tuple[str, ...]
    is_newer: bool
    tables: dict[str, list[Cells]] = field(default_factory=dict)

    def add(self, table: str, **cells: object) -> None:
        self.tables.setdefault(table, []).append(cells)

    def worded(self, table: str, apart: str, texts: Mapping[str, Texts], **cells: object) -> None:
        """A row whose texts stand beside it, one row a language, or in a table of their own."""
        spoken = [
            {name: in_language(text, each) for name, text in texts.items()} | {"language": each}
            for each in self.languages
        ]
        if self.is_newer:
            self.add(table, **cells)
            key = next(iter(cells))
            for each in spoken:
                self.add(apart, **{key: cells[key]}, **each)
            return
        for each in spoken:
            self.add(table, **cells, **each)

    def question(self, asked: Asked, number: int, group: int) -> None:
        self.worded(
            "questions",
            "question_l10ns",
            {"question": asked.text, "help": ""},
            qid=number,
            gid=group,
            type=asked.type,
            title=asked.title,
            other=asked.other,
            mandatory=asked.mandatory,
            preg=asked.preg,
            question_order=number,
            relevance=asked.relevance,
        )
        for scale, parts in ((0, asked.rows), (1, asked.columns)):
            for place, (code, text) in enumerate(parts.items()):
                self.part(asked, number, (scale, place, code), text)
        for scale, answers in ((0, asked.answers), (1, asked.second)):
            for place, (code, text) in enumerate(answers.items()):
                key = number * 1000 + scale * 100 + place
                cells = {"qid": number, "code": code, "sortorder": place, "scale_id": scale}
                self.worded("answers", "answer_l10ns", {"answer": text}, aid=key, **cells)
        for name, value in asked.attributes.items():
            self.add("question_attributes", qid=number, attribute=name, value=value)
        for of, method, value, scenario in asked.conditions:
            cells = {"cfieldname": of, "method": method, "value": value, "scenario": scenario}
            self.add("conditions", qid=number, cqid=of.lstrip("+").split("X")[2][:1], **cells)
        if asked.default:
            self.worded(
                "defaultvalues",
                "defaultvalue_l10ns",
                {"defaultvalue": asked.default},
                dvid=number,
                qid=number,
                sqid=0,
                scale_id=0,
            )

    def part(self, asked: Asked, number: int, place: tuple[int, int, str], text: Texts) -> None:
        scale, order, code = place
        self.worded(
            "subquestions",
            "question_l10ns",
            {"question": text},
            qid=number * 1000 + scale * 100 + order,
            parent_qid=number,
            title=code,
            question_order=order,
            scale_id=scale,
            relevance=asked.row_relevance.get(code, ""),
        )

    def xml(self) -> str:
        return "".join(["<document><LimeSurveyDocType>Survey</LimeSurveyDocType>", *self.lines()])

    def lines(self) -> Iterator[str]:
        for name, rows in self.tables.items():
            yield f"\n<{name}><rows>"
            for row in rows:
                cells = "".join(f"<{key}>{escape(str(each))}</{key}>" for key, each in row.items())
                yield f"\n<row>{cells}</row>"
            yield f"</rows></{name}>"
        yield "\n</document>"


def in_language(text: Texts, language: str) -> str:
    return text if isinstance(text, str) else text.get(language, "")


def lss(
    *groups: Sequence[Asked] | Asked,
    languages: tuple[str, ...] = ("en",),
    is_newer: bool = True,
    relevance: str = "1",
    tables: Mapping[str, list[Cells]] | None = None,
) -> bytes:
    """Questions numbered from 1 through all groups, groups too. relevance: of the last group."""
    made = Made(languages, is_newer)
    made.add("surveys", sid=9, language=languages[0], additional_languages=" ".join(languages[1:]))
    for each in languages:
        made.add(
            "surveys_languagesettings", surveyls_language=each, surveyls_title=f"Survey {each}"
        )
    grouped = [list(each) for each in groups if not isinstance(each, Asked)]
    grouped = grouped or [[each for each in groups if isinstance(each, Asked)]]
    number = 0
    for place, questions in enumerate(grouped, start=1):
        made.worded(
            "groups",
            "group_l10ns",
            {"group_name": f"Group {place}", "description": ""},
            gid=place,
            group_order=place,
            grelevance=relevance if place == len(grouped) and place > 1 else "",
        )
        for asked in questions:
            number += 1
            made.question(asked, number, place)
    made.tables |= dict(tables or {})
    return made.xml().encode()


def imported(*groups: Sequence[Asked] | Asked, **more: object) -> Imported:
    return read_lss(lss(*groups, **more), "survey.lss")  # type: ignore[arg-type]


def read(*groups: Sequence[Asked] | Asked, **more: object) -> Questionnaire:
    return imported(*groups, **more).needed()


def one(code: str, found: Questionnaire) -> Question:
    """A question wherever it lies."""
    waiting = [each for page in found.pages for each in page.questions]
    for each in waiting:
        if each.code == code:
            return each
        waiting.extend(each.fields)
    raise AssertionError(code)


def decided(found: Questionnaire, answers: Mapping[str, object]) -> Evaluated:
    return evaluate(found, {"answers": answers}, today=TODAY)


def notes(found: Imported) -> list[str]:
    return [each.message for each in found.notes if each.code != "looks"]
