"""A .lss file, a dump of LimeSurvey's tables, as a survey: texts beside rows, or in own tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.formats.limesurvey.survey import Answer, Asked, Condition, Group, Part, Survey
from app.formats.xml_tree import Element
from app.questionnaire.reading.problems import Position

READ: Final = frozenset(
    {
        "answers",
        "answer_l10ns",
        "conditions",
        "defaultvalues",
        "defaultvalue_l10ns",
        "groups",
        "group_l10ns",
        "questions",
        "question_l10ns",
        "subquestions",
        "question_attributes",
        "surveys",
        "surveys_languagesettings",
        "languages",
        "themes",
        "themes_inherited",
    }
)
"""Themes are looks alone."""
OWN_THEMES: Final = frozenset(
    [
        *("", "longfreetext", "shortfreetext", "hugefreetext", "multipleshorttext", "numerical"),
        *("multiplenumeric", "yesno", "gender", "5pointchoice", "language", "list_dropdown"),
        *("listradio", "list_with_comment", "multiplechoice", "multiplechoice_with_comments"),
        *("date", "ranking", "array", "5point", "10point", "increasesamedecrease", "texts"),
        *("yesnouncertain", "boilerplate", "multiflexi", "dualscale", "column", "equation"),
        *("file_upload", "core"),
    ]
)


@dataclass(frozen=True, slots=True)
class Row:
    cells: Mapping[str, str]
    position: Position

    def get(self, name: str) -> str:
        return self.cells.get(name, "")

    def number(self, name: str) -> int:
        written = self.get(name).strip()
        return int(written) if written.lstrip("-").isdigit() else 0


def survey_of(root: Element) -> Survey:
    reader = Dump(root)
    settings = next(reader.rows("surveys"), Row({}, root.position))
    base = settings.get("language") or next(iter(reader.languages()), "en")
    others = (*settings.get("additional_languages").split(), *reader.languages())
    languages = tuple(dict.fromkeys([base, *others]))
    survey = Survey(settings.get("sid"), languages, settings=dict(settings.cells))
    for row in reader.rows("surveys_languagesettings"):
        survey.texts[row.get("surveyls_language")] = dict(row.cells)
    survey.groups = reader.groups()
    survey.questions = list(reader.questions().values())
    survey.left = reader.left()
    return survey


@dataclass(frozen=True, slots=True)
class Dump:
    root: Element

    def rows(self, table: str) -> Iterator[Row]:
        for found in self.root.all(table):
            for rows in found.all("rows"):
                for row in rows.all("row"):
                    yield Row({each.name: each.text for each in row.elements}, row.position)

    def languages(self) -> list[str]:
        found = (
            each.text.strip() for table in self.root.all("languages") for each in table.elements
        )
        return [each for each in found if each]

    def left(self) -> dict[str, int]:
        tables = {each.name for each in self.root.elements if each.all("rows")} - READ
        return {name: sum(1 for _ in self.rows(name)) for name in sorted(tables)}

    def texts(self, table: str, key: str) -> dict[str, list[Row]]:
        """Rows of a table of texts by the id of what they belong to."""
        found: dict[str, list[Row]] = {}
        for row in self.rows(table):
            found.setdefault(row.get(key), []).append(row)
        return found

    def groups(self) -> list[Group]:
        apart = self.texts("group_l10ns", "gid")
        found: dict[str, Group] = {}
        for row in self.rows("groups"):
            key = row.get("gid")
            group = found.setdefault(key, Group(key, row.number("group_order"), row.position))
            group.relevance = row.get("grelevance").strip()
            group.random_group = row.get("randomization_group").strip()
            for words in (row, *apart.get(key, [])):
                keep(group.titles, words, "group_name")
                keep(group.descriptions, words, "description")
        return sorted(found.values(), key=lambda each: each.order)

    def questions(self) -> dict[str, Asked]:
        apart = self.texts("question_l10ns", "qid")
        found: dict[str, Asked] = {}
        for row in self.rows("questions"):
            question = found.setdefault(row.get("qid"), asked_of(row))
            for words in (row, *apart.get(question.id, [])):
                keep(question.texts, words, "question")
                keep(question.help, words, "help")
        for row in self.rows("question_attributes"):
            if row.get("qid") in found:
                named = found[row.get("qid")].attributes.setdefault(row.get("attribute"), {})
                named[row.get("language")] = row.get("value")
        self.add_parts(found, apart)
        self.add_answers(found)
        self.add_defaults(found)
        self.add_conditions(found)
        return found

    def add_parts(self, questions: Mapping[str, Asked], apart: Mapping[str, list[Row]]) -> None:
        parts: dict[str, Part] = {}
        for row in self.rows("subquestions"):
            question = questions.get(row.get("parent_qid"))
            if question is None:
                continue
            key = row.get("qid")
            if key not in parts:
                parts[key] = part_of(row)
                question.parts.setdefault(row.number("scale_id"), []).append(parts[key])
            for words in (row, *apart.get(key, [])):
                keep(parts[key].texts, words, "question")

    def add_answers(self, questions: Mapping[str, Asked]) -> None:
        apart = self.texts("answer_l10ns", "aid")
        answers: dict[tuple[str, ...], Answer] = {}
        for row in self.rows("answers"):
            question = questions.get(row.get("qid"))
            if question is None:
                continue
            key = (row.get("qid"), row.get("scale_id"), row.get("code"))
            if key not in answers:
                score = row.get("assessment_value")
                answers[key] = Answer(row.get("code"), row.number("sortorder"), score=score)
                question.answers.setdefault(row.number("scale_id"), []).append(answers[key])
            for words in (row, *apart.get(row.get("aid"), [])):
                keep(answers[key].texts, words, "answer")

    def add_defaults(self, questions: Mapping[str, Asked]) -> None:
        """Of several languages the first that says one."""
        apart = self.texts("defaultvalue_l10ns", "dvid")
        for row in self.rows("defaultvalues"):
            question = questions.get(row.get("qid"))
            if question is None:
                continue
            part = row.get("sqid")
            key = part if part not in {"", "0"} else row.get("specialtype")
            for words in (row, *apart.get(row.get("dvid"), [])):
                if words.get("defaultvalue"):
                    question.defaults.setdefault(key, words.get("defaultvalue"))

    def add_conditions(self, questions: Mapping[str, Asked]) -> None:
        for row in self.rows("conditions"):
            question = questions.get(row.get("qid"))
            if question is not None:
                question.conditions.append(condition_of(row))


def keep(texts: dict[str, str], row: Row, name: str) -> None:
    if name in row.cells and "language" in row.cells:
        texts[row.get("language")] = row.get(name)


def asked_of(row: Row) -> Asked:
    """Whether answers are encrypted, and a theme that is not of LimeSurvey itself, are kept as
    attributes, so that they are told as those are."""
    kept = {}
    if row.get("encrypted") == "Y":
        kept["encrypted"] = {"": "Y"}
    if row.get("question_theme_name").rpartition("/")[2] not in OWN_THEMES:
        kept["question_theme_name"] = {"": row.get("question_theme_name")}
    return Asked(
        attributes=kept,
        id=row.get("qid"),
        type=row.get("type"),
        title=row.get("title").strip(),
        order=row.number("question_order"),
        group=row.get("gid"),
        position=row.position,
        has_other=row.get("other") == "Y",
        mandatory=row.get("mandatory") or "N",
        pattern=row.get("preg").strip(),
        relevance=row.get("relevance").strip(),
    )


def part_of(row: Row) -> Part:
    return Part(
        code=row.get("title").strip(),
        order=row.number("question_order"),
        id=row.get("qid"),
        relevance=row.get("relevance").strip(),
        position=row.position,
    )


def condition_of(row: Row) -> Condition:
    return Condition(
        of=row.get("cfieldname").strip(),
        question=row.get("cqid"),
        method=row.get("method").strip() or "==",
        value=row.get("value"),
        scenario=row.get("scenario"),
        position=row.position,
    )
