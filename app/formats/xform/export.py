"""A questionnaire as an XForm, compiled from the sheets that say the same."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app.formats.xform.controls import BIND_TYPES, control_of
from app.formats.xform.counts import count_path, with_counts
from app.formats.xform.lacking import COLUMN, lacking_in
from app.formats.xform.placing import ROOT, Paths, Placed, placed
from app.formats.xform.text_nodes import TextTable, fill
from app.formats.xlsform.choosing import FROM_FILE
from app.formats.xlsform.entries import Entry, entries_of
from app.formats.xlsform.export import exported
from app.formats.xlsform.faults import Faults
from app.formats.xlsform.form import tables_of
from app.formats.xlsform.headers import CHOICES_KNOWN
from app.formats.xlsform.languages import UNNAMED, language_code
from app.formats.xlsform.rules import YES, computes, parameters_of
from app.formats.xlsform.settings import Settings, settings_of
from app.formats.xlsform.tables import Row, Table
from app.questionnaire.expression.errors import ExpressionError
from app.questionnaire.expression.rule import Rule
from app.questionnaire.media import MEDIA
from app.questionnaire.model import Questionnaire

NAMESPACES: Final = {
    "xmlns": "http://www.w3.org/2002/xforms",
    "xmlns:h": "http://www.w3.org/1999/xhtml",
    "xmlns:jr": "http://openrosa.org/javarosa",
    "xmlns:orx": "http://openrosa.org/xforms",
    "xmlns:odk": "http://www.opendatakit.org/xforms",
    "xmlns:ev": "http://www.w3.org/2001/xml-events",
}
RULES: Final = {
    "relevant": "relevant",
    "required": "required",
    "readonly": "read_only",
    "constraint": "constraint",
    "calculate": "calculation",
}
YES_OR_RULE: Final = frozenset({"required", "readonly"})
ITEMS: Final = "root/item"
SAVED: Final = "instance('__last-saved')"
LAST_SAVED: Final = {"id": "__last-saved", "src": "jr://instance/last-saved"}
MESSAGES: Final = {"jr:constraintMsg": "constraint_message", "jr:requiredMsg": "required_message"}


def to_xform(questionnaire: Questionnaire) -> tuple[bytes, tuple[str, ...]]:
    """The file, and what the format has no place for, one sentence a thing."""
    found = exported(questionnaire)
    tables = tables_of(found.workbook, Faults(""))
    settings = settings_of(tables.get("settings"), questionnaire.code)
    compiler = Compiler.of(tables, settings)
    root = compiler.form()
    ET.indent(root)
    content = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content, (*found.lacking, *lacking_in(compiler.entries, settings, tables.get("choices")))


@dataclass(slots=True)
class Compiler:
    entries: list[Entry]
    every: dict[int, Placed]
    paths: Paths
    texts: TextTable
    settings: Settings
    choices: Table | None
    binds: list[ET.Element] = field(default_factory=list)
    actions: list[ET.Element] = field(default_factory=list)
    controls: dict[str, ET.Element] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    @staticmethod
    def of(tables: dict[str, Table], settings: Settings) -> "Compiler":
        entries = with_counts(entries_of(tables["survey"], Faults("")))
        every = list(placed(entries))
        headers = [each for table in tables.values() for each in table.translated()]
        written = dict.fromkeys(each.language for each in headers)
        default = settings.default_language
        named = tuple(each for each in written if each) or (default or UNNAMED,)
        has_media = any(each.key in MEDIA for each in headers)
        is_said = len(named) > 1 or has_media or language_code(named[0]) != UNNAMED
        texts = TextTable(named, default if default in named else named[0], is_needed=is_said)
        placed_by = {id(each.entry): each for each in every}
        return Compiler(entries, placed_by, Paths.of(every), texts, settings, tables.get("choices"))

    def form(self) -> ET.Element:
        html = ET.Element("h:html", NAMESPACES)
        head = ET.SubElement(html, "h:head")
        ET.SubElement(head, "h:title").text = self.settings.title
        style = self.settings.kept.get("style")
        body = ET.Element("h:body", {"class": style} if style else {})
        self.write(self.entries, body)
        self.trigger_actions()
        model = ET.SubElement(head, "model", {"odk:xforms-version": "1.0.0"})
        lists = self.lists()
        if self.texts.is_needed:
            model.append(self.texts.element())
        ET.SubElement(model, "instance").append(self.data())
        html.append(body)
        model.extend([*lists, *self.binds, meta_bind(), *self.actions])
        if any(SAVED in value for each in html.iter() for value in each.attrib.values()):
            model.insert(1 + self.texts.is_needed, ET.Element("instance", LAST_SAVED))
        return html

    def data(self) -> ET.Element:
        about = {"id": self.settings.code, "version": self.settings.version}
        root = ET.Element(ROOT, about)
        self.write_data(self.entries, root)
        ET.SubElement(ET.SubElement(root, "meta"), "instanceID")
        return root

    def write_data(self, entries: list[Entry], parent: ET.Element) -> None:
        for entry in entries:
            node = ET.SubElement(parent, entry.name)
            text = entry.row.text("default")
            if text and not is_rule(text):
                node.text = text
            self.write_data(entry.inside, node)

    def write(self, entries: list[Entry], parent: ET.Element) -> None:
        for entry in entries:
            here = self.every[id(entry)]
            self.bind(here)
            if entry.of != "question":
                self.write(entry.inside, self.structure(here, parent))
                continue
            control = control_of(entry)
            if control is not None:
                element = ET.SubElement(
                    parent, control.tag, {"ref": here.path, **control.attributes}
                )
                self.looks(here, element)
                self.controls[here.path] = element
                if entry.type.listed:
                    self.itemset(here, element)

    def structure(self, here: Placed, parent: ET.Element) -> ET.Element:
        """The element in which what lies inside goes on."""
        group = ET.SubElement(parent, "group", {"ref": here.path})
        self.looks(here, group)
        if here.entry.of != "repeat":
            return group
        count = count_path(here.entry)
        attributes = {"nodeset": here.path}
        if count:
            attributes["jr:count"] = self.paths.rule(count, here)
        return ET.SubElement(group, "repeat", attributes)

    def looks(self, here: Placed, element: ET.Element) -> None:
        row = here.entry.row
        if row.text("appearance"):
            element.set("appearance", row.text("appearance"))
        for key in ("label", "hint"):
            texts = row.texts(key)
            media = {kind: row.texts(kind) for kind in MEDIA} if key == "label" else {}
            if texts or any(media.values()):
                self.text(here, ET.SubElement(element, key), f"{here.path}:{key}", texts)
            for kind, files in media.items() if self.texts.is_needed else ():
                if files:
                    self.texts.add(f"{here.path}:{key}", files, self.shown(here), kind)

    def text(
        self, here: Placed, element: ET.Element, identifier: str, texts: dict[str, str]
    ) -> None:
        if self.texts.is_needed:
            element.set("ref", f"jr:itext('{identifier}')")
            self.texts.add(identifier, texts, self.shown(here))
        else:
            fill(element, next(iter(texts.values()), ""), self.shown(here))

    def shown(self, here: Placed) -> "Shown":
        return Shown(self.paths, here)

    def bind(self, here: Placed) -> None:
        row, attributes = here.entry.row, {"nodeset": here.path, **self.rules(here)}
        if here.entry.of == "question":
            attributes["type"] = BIND_TYPES.get(here.entry.type.name, "string")
        for attribute, key in MESSAGES.items():
            texts = row.texts(key)
            if texts and self.texts.is_needed:
                self.texts.add(f"{here.path}:{attribute}", texts, self.shown(here))
                attributes[attribute] = f"jr:itext('{here.path}:{attribute}')"
            elif texts:
                attributes[attribute] = next(iter(texts.values()))
        self.binds.append(ET.Element("bind", attributes))
        if is_rule(row.text("default")):
            self.set_at_start(here, row.text("default"))

    def rules(self, here: Placed) -> dict[str, str]:
        """What a trigger starts is no calculation of the bind."""
        row, found = here.entry.row, {}
        for attribute, key in RULES.items():
            source = "" if key == "calculation" and row.text("trigger") else row.text(key)
            if source:
                is_yes = attribute in YES_OR_RULE and source.lower() in YES
                found[attribute] = "true()" if is_yes else self.paths.rule(source, here)
        return found | ({"readonly": "true()"} if here.entry.type.name == "note" else {})

    def set_at_start(self, here: Placed, source: str) -> None:
        events = "odk-instance-first-load" + (" odk-new-repeat-insert" if here.repeats else "")
        value = {"event": events, "ref": here.path, "value": self.paths.rule(source, here)}
        self.actions.append(ET.Element("setvalue", value))

    def trigger_actions(self) -> None:
        """In the control of the question whose change starts them."""
        for here in self.every.values():
            source = here.entry.row.text("calculation")
            for name in re.findall(r"\$\{\s*([^{}\s]+)\s*\}", here.entry.row.text("trigger")):
                cause = self.paths.nearest(name, here)
                control = self.controls.get(cause.path) if cause is not None else None
                if control is not None and source:
                    value = self.paths.rule(source, here)
                    event = {"event": "xforms-value-changed", "ref": here.path, "value": value}
                    ET.SubElement(control, "setvalue", event)

    def itemset(self, here: Placed, element: ET.Element) -> None:
        row, kind = here.entry.row, here.entry.type
        parameters = parameters_of(row.text("parameters"))
        is_file = kind.name in FROM_FILE
        name = Path(kind.listed).stem if is_file else kind.listed
        nodes = f"instance('{name}')/{ITEMS}"
        if is_file:
            self.files.add(kind.listed)
        if row.text("choice_filter"):
            nodes += f"[{self.paths.rule(row.text('choice_filter'), here, is_filter=True)}]"
        if parameters.get("randomize") == "true":
            nodes = f"randomize({nodes}{self.paths.further(parameters.get('seed'), here)})"
        itemset = ET.SubElement(element, "itemset", {"nodeset": nodes})
        label = "jr:itext(itextId)" if self.texts.is_needed and not is_file else "label"
        ET.SubElement(itemset, "value", {"ref": parameters.get("value", "name")})
        ET.SubElement(itemset, "label", {"ref": parameters.get("label", label)})

    def lists(self) -> list[ET.Element]:
        """A secondary instance a list, and a file of rows by its address."""
        found: dict[str, ET.Element] = {}
        for row in self.choices.rows if self.choices is not None else ():
            name = row.text("list_name")
            if name not in found:
                found[name] = ET.Element("instance", {"id": name})
                ET.SubElement(found[name], "root")
            self.item(row, found[name][0])
        for file in sorted(self.files):
            folder = "file-csv" if file.endswith(".csv") else "file"
            source = {"id": Path(file).stem, "src": f"jr://{folder}/{file}"}
            found[file] = ET.Element("instance", source)
        return list(found.values())

    def item(self, row: Row, root: ET.Element) -> None:
        item = ET.SubElement(root, "item")
        ET.SubElement(item, "name").text = row.text("name")
        anywhere = self.every[id(self.entries[0])]
        if self.texts.is_needed:
            identifier = f"{row.text('list_name')}-{len(root) - 1}"
            ET.SubElement(item, "itextId").text = identifier
            self.texts.add(identifier, row.texts("label"), self.shown(anywhere))
            for kind in MEDIA:
                if row.texts(kind):
                    self.texts.add(identifier, row.texts(kind), self.shown(anywhere), kind)
        else:
            ET.SubElement(item, "label").text = next(iter(row.texts("label").values()), "")
        for key, text in row.others(CHOICES_KNOWN).items():
            if key != "itextId" and COLUMN.fullmatch(key):
                ET.SubElement(item, key).text = text


@dataclass(frozen=True, slots=True)
class Shown:
    """What an <output> of a text holds for ${name}."""

    paths: Paths
    here: Placed

    def __call__(self, found: re.Match[str]) -> str:
        return self.paths.rule(found[0], self.here)


def meta_bind() -> ET.Element:
    path = f"/{ROOT}/meta/instanceID"
    return ET.Element(
        "bind", {"nodeset": path, "type": "string", "readonly": "true()", "jr:preload": "uid"}
    )


def is_rule(text: str) -> bool:
    """Whether a default is computed and not a value."""
    if "${" in text:
        return True
    try:
        return bool(text) and computes(Rule.parse(text))
    except ExpressionError:
        return False
