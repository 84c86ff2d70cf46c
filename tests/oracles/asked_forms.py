"""A form around the answers of a context, so that engines which only know forms can be asked."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

Answer = str | int | float | list[str]
REFERENCE = re.compile(r"\$\{([^}]+)\}")
INDEXED = re.compile(r"indexed-repeat\(\s*\$\{(\w+)\}\s*,\s*\$\{(\w+)\}")
ITEM = re.compile(r"^(\w+)\[(\d+)\]/(\w+)$")
STANDING = "standing"
HEAD = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms">'
    "<h:head><h:title>Asked</h:title><model>"
)


@dataclass(frozen=True, slots=True)
class Context:
    """As contexts.json holds it. path: where the expression stands; types: what JSON cannot say."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    tables: Mapping[str, list[Mapping[str, str]]] = field(default_factory=dict)
    itext: Mapping[str, str] = field(default_factory=dict)
    path: str = ""

    @property
    def standing(self) -> str:
        """The question whose label shows the expression; a note when none is named."""
        return self.path or STANDING

    @property
    def fields(self) -> Mapping[str, Mapping[str, list[Answer]]]:
        """Of each repeat: its questions and their answers, item after item."""
        found: dict[str, dict[str, list[Answer]]] = {}
        for path, value in self.answers.items():
            if match := ITEM.match(path):
                found.setdefault(match[1], {}).setdefault(match[3], []).append(value)
        return found

    @property
    def plain(self) -> Mapping[str, Answer]:
        return {path: value for path, value in self.answers.items() if "[" not in path}

    def kind(self, path: str, value: Answer) -> str:
        """The type a form would give it."""
        if path in self.types:
            return self.types[path]
        kinds = {bool: "boolean", int: "int", float: "decimal", list: "select"}
        return kinds.get(type(value), "string")

    def roster_of(self, code: str) -> str | None:
        return next((name for name, fields in self.fields.items() if code in fields), None)

    def whole_path(self, code: str) -> str:
        roster = self.roster_of(code)
        return f"/data/{code}" if roster is None else f"/data/{roster}/{code}"

    def xpath(self, code: str) -> str:
        """`${code}` as a form's path: beside the expression where it can be."""
        roster = self.roster_of(code)
        is_beside = roster is not None and self.path.startswith(f"{roster}[")
        return f"../{code}" if is_beside else self.whole_path(code)


def written_out(expr: str, context: Context) -> str:
    """As pyxform writes it: indexed-repeat() takes whole paths wherever it stands."""

    def indexed(match: re.Match[str]) -> str:
        asked, roster = context.whole_path(match[1]), context.whole_path(match[2])
        return f"indexed-repeat({asked}, {roster}"

    return REFERENCE.sub(lambda match: context.xpath(match[1]), INDEXED.sub(indexed, expr))


def text_of(value: Answer) -> str:
    return " ".join(value) if isinstance(value, list) else str(value)


def form_of(context: Context, shown: str = "''") -> str:
    """shown: the expression in the label of the question where it stands."""
    return "".join(
        [
            HEAD,
            *itext(context),
            "<instance><data id='asked'>",
            *values(context),
            "<meta><instanceID/></meta></data></instance>",
            *instances(context),
            *binds(context),
            "</model></h:head><h:body>",
            *controls(context, shown),
            "</h:body></h:html>",
        ]
    )


def itext(context: Context) -> Iterator[str]:
    if context.itext:
        yield '<itext><translation lang="en" default="true()">'
        for name, text in context.itext.items():
            yield f"<text id={quoteattr(name)}><value>{escape(text)}</value></text>"
        yield "</translation></itext>"


def values(context: Context) -> Iterator[str]:
    for path, value in context.plain.items():
        yield f"<{path}>{escape(text_of(value))}</{path}>"
    for roster, fields in context.fields.items():
        for row in zip(*fields.values(), strict=True):
            cells = zip(fields, row, strict=True)
            inside = "".join(f"<{code}>{escape(text_of(each))}</{code}>" for code, each in cells)
            yield f"<{roster}>{inside}</{roster}>"
    yield f"<{STANDING}/><read/>"


def instances(context: Context) -> Iterator[str]:
    for name, rows in context.tables.items():
        yield f"<instance id={quoteattr(name)}><root>"
        for row in rows:
            cells = "".join(f"<{key}>{escape(text)}</{key}>" for key, text in row.items())
            yield f"<item>{cells}</item>"
        yield "</root></instance>"


def binds(context: Context) -> Iterator[str]:
    for path, value in context.plain.items():
        yield bind(f"/data/{path}", context.kind(path, value))
    for roster, fields in context.fields.items():
        for code, each in fields.items():
            yield bind(f"/data/{roster}/{code}", context.kind(f"{roster}/{code}", each[0]))
    yield bind(f"/data/{STANDING}", "string")
    for name in context.tables:  # a table that no rule reads is not kept
        rule = quoteattr(f"count(instance('{name}')/root/item)")
        yield f'<bind nodeset="/data/read" type="string" calculate={rule}/>'


def bind(nodeset: str, kind: str) -> str:
    written = "string" if kind.startswith("select") else kind
    return f'<bind nodeset="{nodeset}" type="{written}"/>'


def controls(context: Context, shown: str) -> Iterator[str]:
    standing = ITEM.sub(r"\1/\3", context.standing)
    for path, value in context.plain.items():
        label = shown if path == standing else ""
        yield control(f"/data/{path}", context, context.kind(path, value), label)
    for roster, fields in context.fields.items():
        yield f'<group ref="/data/{roster}"><repeat nodeset="/data/{roster}">'
        for code, each in fields.items():
            label = shown if f"{roster}/{code}" == standing else ""
            kind = context.kind(f"{roster}/{code}", each[0])
            yield control(f"/data/{roster}/{code}", context, kind, label)
        yield "</repeat></group>"
    if standing == STANDING:
        yield control(f"/data/{STANDING}", context, "string", shown)


def control(ref: str, context: Context, kind: str, shown: str) -> str:
    output = f"<output value={quoteattr(shown)}/>" if shown else ""
    label = f"<label>{output}</label>"
    if not kind.startswith("select"):
        return f'<input ref="{ref}">{label}</input>'
    tag = "select1" if kind == "select_one" else "select"
    code = ref.rpartition("/")[2]
    chosen = text_of(context.plain.get(code, "")).split()
    choices = {each: each for each in chosen} | dict(context.labels.get(code, {}))
    items = "".join(
        f"<item><label>{escape(text)}</label><value>{each}</value></item>"
        for each, text in choices.items()
    )
    return f'<{tag} ref="{ref}">{label}{items}</{tag}>'
