"""An XForm as a questionnaire, by way of the sheets that say the same; faults at their line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.formats.imported import Imported
from app.formats.xform.actions import OTHERS, SetValue, set_values
from app.formats.xform.body import Body, repeat_paths
from app.formats.xform.instance import in_order_of, instance_of
from app.formats.xform.itext import Words, itext_of
from app.formats.xform.lists import Lists
from app.formats.xform.rewriting import Rewriter
from app.formats.xform.rows import (
    Cells,
    MadeRow,
    RowWriter,
    Shower,
    media_cells,
    titled,
)
from app.formats.xlsform.faults import of_file
from app.formats.xlsform.form import form_of
from app.formats.xlsform.grid import Line, Sheet, Workbook
from app.formats.xml_tree import Element, read_xml
from app.questionnaire.model import Questionnaire
from app.questionnaire.reading.problems import Position, Problem, UnreadableError

SIGNS: Final = (b"http://www.w3.org/2002/xforms", b"http://openrosa.org/javarosa", b"<h:html")
FIRST_BYTES: Final = 5_000
CELL: Final = re.compile(r"\b(survey|choices)!([A-Z]+)(\d+)")
LAST_SAVED: Final = "jr://instance/last-saved"


def is_xform(content: bytes) -> bool:
    return any(each in content[:FIRST_BYTES] for each in SIGNS)


def read_xform(content: bytes, file: str, folder: Path | None = None) -> Imported:
    try:
        root = read_xml(content, file)
    except UnreadableError as error:
        return Imported(None, error.problems)
    parts = model_and_body(root)
    if parts is None:
        message = "The file has no model with an instance, or no body."
        mend = "Export the form again as XForm XML."
        return Imported(None, (of_file(file, "no-model", message, mend),))
    return Translation(root, *parts, file=file).imported(folder)


def model_and_body(root: Element) -> tuple[Element, Element] | None:
    found = {each.name: each for each in root.walk() if each.name in {"model", "body"}}
    model, body = found.get("model"), found.get("body")
    instance = model.first("instance") if model is not None else None
    if model is None or body is None or instance is None or not instance.elements:
        return None
    return model, body


class Translation:
    """One form on its way into sheets: what its parts are, and the line of every row."""

    def __init__(self, root: Element, model: Element, body: Element, *, file: str) -> None:
        self.file, self.root, self.model = file, root, model
        self.data = model.all("instance")[0].elements[0]
        self.instance = instance_of(self.data, repeat_paths(body))
        bound = {each.get("id"): each.get("nodeset") for each in model.all("bind")}
        self.body = Body(self.instance, bound)
        self.body.take(body, self.instance.root)
        in_order_of(self.instance.root, self.body.places)
        self.rewriter = Rewriter.of(self.instance, last_saved_names(model))
        self.itext = itext_of(model)
        self.lists = Lists(self.itext, Shower(self.rewriter, self.instance.root))
        self.lists.take_model(model)
        actions: dict[str, list[SetValue]] = {}
        for each in set_values(model, body, self.body):
            actions.setdefault(each.target.path, []).append(each)
        self.writer = RowWriter(
            self.body, self.binds(), self.itext, self.lists, self.rewriter, actions
        )
        self.writer.write(self.instance.root.inside)
        self.choices = list(choice_rows(self.lists))

    def binds(self) -> Mapping[str, Element]:
        found = {}
        for bind in self.model.all("bind"):
            node = self.instance.resolved(bind.get("nodeset"), self.instance.root)
            if node is not None:
                found[node.path] = bind
        return found

    def imported(self, folder: Path | None) -> Imported:
        read = form_of(self.workbook(), self.file, folder)
        problems = tuple(map(self.at_line, read.problems))
        notes = (*map(self.at_line, read.notes), *self.own_notes())
        found = None if read.questionnaire is None else self.with_tables(read.questionnaire)
        lines = {
            name: ("", self.line_of(sheet, cell.line))
            for name, (sheet, cell) in read.media_at.items()
        }
        return Imported(found, problems, notes, lines)

    def workbook(self) -> Workbook:
        heading = self.root.first("head")
        title = heading.first("title") if heading is not None else None
        settings = {
            "form_title": title.text.strip() if title is not None else "",
            "form_id": self.data.get("id") or self.data.get("xmlns"),
            "version": self.data.get("version"),
            "default_language": self.itext.default if self.itext.default != "default" else "",
        }
        if self.may_repeat_choices():
            settings["allow_choice_duplicates"] = "yes"
        rows = {
            "survey": [each.cells for each in self.writer.rows],
            "choices": [each.cells for each in self.choices],
            "settings": [settings],
        }
        return Workbook("xform", tuple(sheet(name, cells) for name, cells in rows.items()))

    def may_repeat_choices(self) -> bool:
        """One code twice in a list is right where filters keep them apart."""
        if not any(each.cells.get("choice_filter") for each in self.writer.rows):
            return False
        codes = ([each.code for each in items] for items in self.lists.found.values())
        return any(len(set(each)) < len(each) for each in codes)

    def at_line(self, problem: Problem) -> Problem:
        """At the line of the file, not at the row of a sheet that nobody sees."""

        def line_told(found: re.Match[str]) -> str:
            return f"line {self.line_of(found[1], int(found[3])).line}"

        return replace(
            problem,
            sheet="",
            position=self.line_of(problem.sheet, problem.position.line),
            message=CELL.sub(line_told, problem.message),
        )

    def line_of(self, name: str, row: int) -> Position:
        rows = {"survey": self.writer.rows, "choices": self.choices}.get(name, [])
        return rows[row - 2].position if 0 <= row - 2 < len(rows) else Position()

    def own_notes(self) -> Iterator[Problem]:
        for element in self.body.unbound:
            if element.first("label") is not None or element.get("appearance"):
                message = "The heading and looks of a group that stands for no data are left out."
                yield self.note(element, message, "Give the group a ref, or ask for a note.")
        for element in self.body.unknown:
            message = f"This {element.name} names no node of the instance."
            yield self.note(element, message, "Correct its ref.")
        for element in self.root.walk():
            if element.name in OTHERS:
                message = f"{element.name} is not run: nothing of the device is asked for."
                yield self.note(element, message, "Ask for it with a question.")
        for node in self.instance.root.walk():
            if node.times > 1 and node.path in self.body.repeats:
                message = f"{node.name} begins with {node.times} items; here with one."
                yield self.note(node.element, message, "Write how many under jr:count.")

    def note(self, element: Element, message: str, mend: str) -> Problem:
        return Problem(
            file=self.file,
            position=element.position,
            code="not-carried",
            message=message,
            mend=mend,
        )

    def with_tables(self, found: Questionnaire) -> Questionnaire:
        """Instances that only rules look into, row by row as they are written."""
        tables = {
            name: tuple(
                {each.name: each.text.strip() for each in row.elements}
                for row in element.walk()
                if row.elements and not any(each.elements for each in row.elements)
            )
            for name, element in self.lists.elements.items()
            if name not in found.lists
        }
        return replace(found, tables={**found.tables, **tables})


def last_saved_names(model: Element) -> frozenset[str]:
    found = (each for each in model.all("instance") if each.get("src") == LAST_SAVED)
    return frozenset(each.get("id") for each in found)


def choice_rows(lists: Lists) -> Iterator[MadeRow]:
    for name, items in lists.found.items():
        for item in items:
            cells: Cells = {"list_name": name, "name": item.code}
            cells |= titled("label", item.texts.get("label", {}))
            cells |= dict(media_cells(Words(item.texts)))
            cells |= item.others
            yield MadeRow(cells, item.element.position)


def sheet(name: str, rows: Iterable[Cells]) -> Sheet:
    """Row 1 is the header, with a column for everything that any row holds."""
    listed = list(rows)
    keys = list(dict.fromkeys(key for cells in listed for key in cells))
    lines = [Line(1, tuple(keys))]
    for number, cells in enumerate(listed, start=2):
        lines.append(Line(number, tuple(cells.get(key, "") for key in keys)))
    return Sheet(name, tuple(lines))
