"""Tables of SurveyJS: one choice a row, cells of columns, rows to add, boxes with names."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Protocol

from app.formats.foreign.making import both, rule_of
from app.formats.surveyjs.expressions import Expressions
from app.formats.surveyjs.kinds import KINDS
from app.formats.surveyjs.known import Known, Names, box, cell_type, first_known, with_choices
from app.formats.surveyjs.node import Node
from app.formats.surveyjs.rules import RuleReader
from app.formats.surveyjs.texts import Wording
from app.questionnaire.model import Choice, Question, QuestionKind, Text


class Asking(Protocol):
    """Makes one question of a cell or box."""

    @property
    def names(self) -> Names: ...

    def report(self, node: Node) -> None: ...

    def question(self, node: Node, code: str, expressions: Expressions) -> Question: ...

    def group(self, node: Node, kind: QuestionKind, expressions: Expressions) -> Question: ...


@dataclass(frozen=True, slots=True)
class TableReader:
    KINDS: ClassVar = frozenset({"matrix", "matrixdropdown", "matrixdynamic", "multipletext"})
    wording: Wording
    rules: RuleReader
    asking: Asking

    def table(self, node: Node, expressions: Expressions) -> Question:
        kind = node.text("type")
        if kind == "matrixdynamic":
            return self.repeat(node, expressions)
        group = self.asking.group(node, QuestionKind.GROUP, expressions)
        made: Mapping[str, Callable[[Node, str, Expressions], Iterator[Question]]] = {
            "matrix": self.rows,
            "matrixdropdown": self.cells,
            "multipletext": self.boxes,
        }
        fields = tuple(made[kind](node, group.code, expressions))
        return replace(group, fields=fields, is_grid=kind != "multipletext")

    def rows(self, node: Node, code: str, expressions: Expressions) -> Iterator[Question]:
        """Every row must be answered where the table must be and says all of them, else none."""
        is_several = node.text("cellType") == "checkbox"
        is_whole = node.is_on("isAllRowRequired") or node.is_on("eachRowRequired")
        if node.is_on("isRequired") and not is_whole:
            message = "One row at least must be answered there; here every row may be left empty."
            self.rules.lost(node, "isRequired", message, "Require each row.")
        for key in ("rowsVisibleIf", "columnsVisibleIf"):
            if node.text(key):
                self.rules.lost(node, key, f"{node.text(key)}: all rows and columns are there.")
        choices = tuple(
            Choice(
                code=each.text("value") or each.text("name"),
                text=self.wording.needed(each, "text", expressions, otherwise=each.text("value")),
            )
            for each in node.nodes("columns")
        )
        for row in node.nodes("rows"):
            yield Question(
                code=box(code, row.text("value")),
                kind=QuestionKind.MULTIPLE if is_several else QuestionKind.SCALE,
                text=self.row_text(row, expressions),
                choices=choices,
                list_name=code,
                is_required=is_whole,
                show_if=self.rules.rule(row, "visibleIf", expressions),
            )

    def row_text(self, row: Node, expressions: Expressions) -> Text:
        return self.wording.needed(row, "text", expressions, otherwise=row.text("value"))

    def cells(self, node: Node, code: str, expressions: Expressions) -> Iterator[Question]:
        for column in node.nodes("columns"):
            self.asking.report(column)
        for row in node.nodes("rows"):
            line = box(code, row.text("value"))
            around = {
                each.text("name").lower(): self.known(expressions, node, row, each)
                for each in node.nodes("columns")
            }
            for column in node.nodes("columns"):
                own = box(line, column.text("name"))
                cell = self.cell(node, column, own, expressions.inside(around))
                text = with_words(self.row_text(row, expressions), cell.text)
                yield self.shown(replace(cell, text=text), row, expressions)

    def known(self, expressions: Expressions, node: Node, row: Node, column: Node) -> Known:
        names = (node.text("name").lower(), row.text("value").lower(), column.text("name").lower())
        found = first_known(names, expressions.known)
        return found or Known(box(names[1], names[2]))

    def shown(self, cell: Question, row: Node, expressions: Expressions) -> Question:
        """Only where its row is."""
        tree = self.rules.tree(row, "visibleIf", expressions)
        if tree is None:
            return cell
        own = None if cell.show_if is None else cell.show_if.tree
        return replace(cell, show_if=rule_of(both(tree, own) or tree))

    def cell(self, node: Node, column: Node, code: str, expressions: Expressions) -> Question:
        values = {**with_choices(column, node).values, "type": cell_type(column, node)}
        cell = Node(values, column.path)
        if values["type"] in KINDS:
            return self.asking.question(cell, code, expressions)
        self.rules.lost(column, "cellType", f"A cell {values['type']} is asked as a text here.")
        as_text = Node({**values, "type": "text"}, column.path)
        return self.asking.question(as_text, code, expressions)

    def repeat(self, node: Node, expressions: Expressions) -> Question:
        fields = expressions.fields_of(node.text("name"))
        inner = expressions.inside(fields)
        for column in node.nodes("columns"):
            self.asking.report(column)
        cells = [
            self.cell(node, each, self.asking.names.codes[each.path], inner)
            for each in node.nodes("columns")
        ]
        return replace(
            self.asking.group(node, QuestionKind.REPEAT, expressions),
            fields=tuple(cells),
            is_grid=True,
            min_items=node.whole("minRowCount") or (1 if node.is_on("isRequired") else None),
            max_items=node.whole("maxRowCount") or None,
        )

    def boxes(self, node: Node, code: str, expressions: Expressions) -> Iterator[Question]:
        for each in node.nodes("items"):
            self.asking.report(each)
            item = Node({**each.values, "type": "text"}, each.path)
            found = self.asking.question(item, box(code, each.text("name")), expressions)
            yield replace(found, is_required=found.is_required or node.is_on("isRequired"))


def with_words(text: Text, more: Text) -> Text:
    """Both with a colon between, in every language of either."""
    languages = dict.fromkeys([*text.texts, *more.texts])
    joined_texts = {
        each: f"{text.in_language(each)}: {more.in_language(each)}" for each in languages
    }
    return Text(text.source, joined_texts)
