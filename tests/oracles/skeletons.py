"""The logic of a form as a small sheet in Markdown: names, types, rules and codes; no texts.

Where a form must show something, the name or the code stands."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tests.oracles.xforms import Choices, Node, XForm

Row = dict[str, str]
KINDS = {
    "int": "integer",
    "integer": "integer",
    "long": "integer",
    "decimal": "decimal",
    "date": "date",
    "time": "time",
    "dateTime": "dateTime",
    "geopoint": "geopoint",
    "geotrace": "geotrace",
    "geoshape": "geoshape",
    "barcode": "barcode",
}
SELECTS = {"select1": "select_one", "select": "select_multiple", "rank": "rank"}
UPLOADS = {"image/*": "image", "audio/*": "audio", "video/*": "video"}
NAMES = {"value", "list_name"}  # of columns: others call the code so
UNSEEN = {"calculate", "hidden", "start", "today", "deviceid"}
LITERAL = re.compile(r"^'([^'()]*)'$")
IN_ENGLISH = "label::English (en)"
ITEXT = re.compile(r"jr:itext\((instance\('[^']+'\)/root/item\[.*?\])/itextId\)")
PRELOADS = {"timestamp": "start", "date": "today", "property": "deviceid"}
RULES = {
    "relevant": "relevant",
    "required": "required",
    "constraint": "constraint",
    "readonly": "read_only",
    "calculate": "calculation",
}
ALWAYS = {"true()": "yes", "false()": "", "true": "yes", "false": ""}
PATH = re.compile(r"(?<![\w.\])*])(/[\w-]+(?:/[\w.-]+)+)(?![\w/\[(])")


@dataclass(slots=True)
class Skeleton:
    """Rows of the two sheets, collected from the root down."""

    form: XForm
    names: Mapping[str, str]
    survey: list[Row] = field(default_factory=list)
    choices: dict[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)

    @property
    def renamed(self) -> list[str]:
        return [path for path, name in self.names.items() if path.rpartition("/")[2] != name]

    def markdown(self) -> str:
        rows = [
            {"list_name": name, "label": row["name"], **row}
            for name, listed in self.choices.items()
            for row in listed
        ]
        settings = [{"form_id": "walked", "allow_choice_duplicates": "yes"}]
        sheets = {"survey": self.survey, "choices": rows, "settings": settings}
        text = "".join(table(name, found) for name, found in sheets.items() if found)
        is_named = "jr:choice-name(" in text  # JavaRosa names choices only in a language
        return text.replace("| label |", f"| {IN_ENGLISH} |") if is_named else text

    def add(self, node: Node) -> None:
        name = self.names[node.path]
        if node.children or node.is_repeat:
            kind = "repeat" if node.is_repeat else "group"
            self.survey.append(
                filled(
                    {"type": f"begin_{kind}", "name": name, **self.rules(node), **self.count(node)}
                )
            )
            for child in node.children:
                self.add(child)
            self.survey.append({"type": f"end_{kind}"})
        else:
            question = self.question(node)
            shown = "" if question["type"] in UNSEEN else name
            self.survey.append(filled({"name": name, "label": shown, **question}))

    def count(self, node: Node) -> Row:
        """A count beside the repeat by its whole path, so that it is no second question."""
        count = node.attributes.get("count", "").strip()
        if count.startswith("../"):
            count = f"{node.path.rpartition('/')[0]}/{count.removeprefix('../')}"
        return {"repeat_count": self.written(count)}

    def question(self, node: Node) -> Row:
        row = {"type": kind_of(node), **self.rules(node), "default": node.text}
        if node.choices is not None and self.is_listed(node.choices):
            row |= self.offered(node, node.choices)
        if node.control == "range":
            given = node.attributes
            row["parameters"] = " ".join(f"{key}={given[key]}" for key in ("start", "end", "step"))
        return row | self.set_by_actions(node)

    def is_listed(self, choices: Choices) -> bool:
        """Choices from a file beside the form are not carried: the code is then a text."""
        return bool(choices.rows) or choices.name in self.form.lists

    def offered(self, node: Node, choices: Choices) -> Row:
        name = choices.name if choices.name in self.form.lists else self.names[node.path]
        rows = choices.rows or self.form.lists[choices.name]
        coded = tuple(
            {**{key: row[key] for key in row if key not in NAMES}, "name": row[choices.code]}
            for row in rows
        )
        self.choices.setdefault(name, coded)
        return {
            "type": f"{SELECTS[node.control]} {name}",
            "choice_filter": self.written(choices.filter),
            "parameters": self.written(choices.parameters),
        }

    def rules(self, node: Node) -> Row:
        found = {}
        for attribute, column in RULES.items():
            rule = node.bind.get(attribute, "")
            found[column] = ALWAYS.get(rule, rule) if column in {"required", "read_only"} else rule
        return {column: self.written(rule) for column, rule in found.items()}

    def set_by_actions(self, node: Node) -> Row:
        row: Row = {}
        for action in self.form.actions:
            if action.target != node.path:
                continue
            if action.trigger:
                row |= {"trigger": f"${{{self.names[action.trigger]}}}"}
                row |= {"calculation": self.written(action.value)}
            else:
                row |= {"default": self.written(LITERAL.sub(r"\1", action.value))}
        return row

    def written(self, rule: str) -> str:
        """A whole path as `${name}`; the root of any other as pyxform calls it."""
        top = self.form.root.path

        def named(match: re.Match[str]) -> str:
            return f"${{{self.names[match[1]]}}}" if match[1] in self.names else match[1]

        named_rule = PATH.sub(named, ITEXT.sub(r"\1/label", " ".join(rule.split())))
        return re.sub(rf"(?<![\w.]){re.escape(top)}/", "/data/", named_rule)


def skeleton_of(form: XForm) -> Skeleton:
    skeleton = Skeleton(form, unique_names(form.root))
    for node in form.root.children:
        skeleton.add(node)
    return skeleton


def unique_names(root: Node) -> dict[str, str]:
    """A name that two groups use gets the group's before it: paths of answers hold no groups."""
    paths = [path for path in every_path(root) if path != root.path]
    used = Counter(path.rpartition("/")[2].lower() for path in paths)
    names: dict[str, str] = {}
    for path in paths:
        steps = path.split("/")[2:]
        name = steps[-1] if used[steps[-1].lower()] == 1 else "_".join(steps)
        names[path] = name.replace(".", "_")
    return names


def every_path(node: Node) -> Iterator[str]:
    yield node.path
    for child in node.children:
        yield from every_path(child)


def kind_of(node: Node) -> str:
    kind = node.bind.get("type", "string").rpartition(":")[2]
    if not node.control:
        if "preload" in node.bind:
            return PRELOADS.get(node.bind["preload"], "hidden")
        return "calculate" if "calculate" in node.bind else "hidden"
    if node.control == "upload":
        return UPLOADS.get(node.attributes.get("mediatype", ""), "file")
    if node.control in {"trigger", "range"}:
        return {"trigger": "acknowledge"}.get(node.control, node.control)
    is_shown = node.bind.get("readonly") == "true()" and "calculate" not in node.bind
    if kind in {"string", "text"} and is_shown and not node.text:
        return "note"
    return KINDS.get(kind, "text")


def filled(row: Mapping[str, str]) -> Row:
    return {column: cell for column, cell in row.items() if cell}


def table(sheet: str, rows: Iterable[Mapping[str, str]]) -> str:
    """The sheet's name alone in the first column, then a row a line."""
    listed = list(rows)
    columns = list(dict.fromkeys(column for row in listed for column in row))
    lines = [f"| {sheet} |", cells(columns)]
    lines += [cells([row.get(column, "") for column in columns]) for row in listed]
    return "\n".join(lines) + "\n"


def cells(texts: Iterable[str]) -> str:
    escaped = (text.replace("|", "\\|") for text in texts)
    return f"| | {' | '.join(escaped)} |"
