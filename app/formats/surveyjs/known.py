"""What names in SurveyJS expressions stand for: questions, rows of tables, fields of panels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.formats.foreign.making import Sort
from app.formats.surveyjs.node import Node, written

NUMBER_INPUTS: Final = frozenset({"number", "range"})
SEVERAL: Final = frozenset({"checkbox", "tagbox", "ranking"})
CHOOSING: Final = frozenset({"radiogroup", "dropdown", "buttongroup", "imagepicker"}) | SEVERAL
REPEATS: Final = frozenset({"paneldynamic", "matrixdynamic"})
UNNAMED: Final = frozenset({"html", "image", "empty"})
TYPED: Final = frozenset({"text", "comment"})
COMMENT: Final = "-comment"


@dataclass(slots=True)
class Known:
    """fields: of a table, a repeat or boxes, by small name. choices: codes, as far as known.

    yes: the code of the answer yes, of a question of yes or no; no likewise. is_typed: a text in
    the person's own words.
    """

    code: str
    sort: Sort = Sort.TEXT
    choices: tuple[str, ...] = ()
    yes: str = ""
    no: str = ""
    is_repeat: bool = False
    is_typed: bool = False
    fields: dict[str, "Known"] = field(default_factory=dict)


def plain_code(name: str) -> str:
    """A name as a code that rules can name."""
    plain = "".join(each if each.isalnum() or each == "_" else "_" for each in name).strip("_")
    return plain if plain[:1].isalpha() else f"Q{plain}"


def elements_of(holder: Node) -> Iterator[Node]:
    """Elements, as newer versions call them, or questions."""
    yield from holder.nodes("elements")
    yield from holder.nodes("questions")


def pages_of(survey: Node) -> list[Node]:
    """Its pages; of a survey without any, itself."""
    return list(survey.nodes("pages")) or [survey]


class Names:
    """codes: path of an element in the file to its code. known: small name to what it is.

    Where two elements have one name, as SurveyJS allows, both hold one answer there; the later
    has a code of its own here, and repeated holds its path.
    """

    def __init__(self, survey: Node) -> None:
        self.codes: dict[str, str] = {}
        self.known: dict[str, Known] = {}
        self.pages: dict[str, int] = {}
        self.repeated: set[str] = set()
        self.taken: set[str] = set()
        for place, page in enumerate(pages_of(survey)):
            for element in elements_of(page):
                self.add(element, self.known, place)
        for value in survey.nodes("calculatedValues"):
            self.name(value, self.known, Known(self.free(value.text("name"))))

    def free(self, name: str) -> str:
        plain = plain_code(name)
        code, number = plain, 2
        while code.lower() in self.taken:
            code, number = f"{plain}_{number}", number + 1
        self.taken.add(code.lower())
        return code

    def add(self, element: Node, into: dict[str, Known], page: int) -> None:
        kind = element.text("type")
        code = self.free(element.text("name") or kind)
        self.codes[element.path] = code
        if kind == "panel":
            for each in elements_of(element):
                self.add(each, into, page)
        elif kind not in UNNAMED:
            found = self.of(element, code)
            self.name(element, into, found)
            self.pages.setdefault(element.text("name").lower(), page)

    def name(self, element: Node, into: dict[str, Known], found: Known) -> None:
        name = (element.text("valueName") or element.text("name")).lower()
        self.codes[element.path] = found.code
        if name in into:
            self.repeated.add(element.path)
        into.setdefault(name, found)
        comment = Known(f"{found.code}_{comment_name(element)}")
        into.setdefault(f"{name}{COMMENT}", comment)

    def of(self, element: Node, code: str) -> Known:
        kind = element.text("type")
        if kind in REPEATS:
            return self.repeat(element, code)
        if kind == "matrix":
            return rows_of(element, code)
        if kind == "matrixdropdown":
            return self.cells(element, code)
        if kind == "multipletext":
            items = {
                each.text("name").lower(): of_type("text", each, box(code, each.text("name")))
                for each in element.nodes("items")
            }
            return Known(code, fields=items)
        return of_type(kind, element, code)

    def repeat(self, element: Node, code: str) -> Known:
        found = Known(code, is_repeat=True)
        for each in element.nodes("templateElements"):
            self.add(each, found.fields, 0)
        for each in element.nodes("columns"):
            name = each.text("name")
            kind = cell_type(each, element)
            own = self.free(name)
            self.codes[each.path] = own
            found.fields[name.lower()] = of_type(kind, with_choices(each, element), own)
        return found

    def cells(self, element: Node, code: str) -> Known:
        rows: dict[str, Known] = {}
        for row in element.nodes("rows"):
            line = box(code, row.text("value"))
            cells = {
                each.text("name").lower(): of_type(
                    cell_type(each, element),
                    with_choices(each, element),
                    box(line, each.text("name")),
                )
                for each in element.nodes("columns")
            }
            rows[row.text("value").lower()] = Known(line, fields=cells)
        return Known(code, fields=rows)


def comment_name(element: Node) -> str:
    has_other = element.is_on("hasOther") or element.is_on("showOtherItem")
    return "other" if has_other else "comment"


def box(code: str, part: str) -> str:
    plain = "".join(each if each.isalnum() or each == "_" else "_" for each in part)
    return f"{code}_{plain}"


def rows_of(element: Node, code: str) -> Known:
    """A table with one choice a row."""
    codes = tuple(each.text("value") or each.text("name") for each in element.nodes("columns"))
    sort = Sort.SEVERAL if element.text("cellType") == "checkbox" else Sort.TEXT
    rows = {
        each.text("value").lower(): Known(box(code, each.text("value")), sort, codes)
        for each in element.nodes("rows")
    }
    return Known(code, fields=rows)


def of_type(kind: str, element: Node, code: str) -> Known:
    if kind == "boolean":
        yes, no = element.values.get("valueTrue", True), element.values.get("valueFalse", False)
        return Known(code, yes=written(yes), no=written(no))
    if kind in CHOOSING:
        codes = tuple(each.text("value") for each in element.nodes("choices"))
        is_several = kind in SEVERAL or element.is_on("multiSelect")
        return Known(code, Sort.SEVERAL if is_several else Sort.TEXT, codes)
    is_number = element.text("inputType") in NUMBER_INPUTS or kind in {"rating", "slider"}
    is_marked = kind != "rating" or not element.values.get("rateValues")
    sort = Sort.NUMBER if is_number and is_marked else Sort.TEXT
    return Known(code, sort, is_typed=kind in TYPED and sort is Sort.TEXT)


def cell_type(column: Node, matrix: Node) -> str:
    kind = column.text("cellType")
    return (kind if kind not in {"", "default"} else matrix.text("cellType")) or "dropdown"


def with_choices(column: Node, matrix: Node) -> Node:
    """A column without choices has those of its table."""
    if column.values.get("choices") or not isinstance(matrix.values.get("choices"), list):
        return column
    values: Mapping[str, object] = {**column.values, "choices": matrix.values["choices"]}
    return Node(values, column.path)


def first_known(names: Sequence[str], known: Mapping[str, Known]) -> Known | None:
    """What a.b.c leads to; a name may hold dots itself, so the longest fitting is tried first."""
    for end in range(len(names), 0, -1):
        found = known.get(".".join(names[:end]))
        if found is not None:
            rest = names[end:]
            return first_known(rest, found.fields) if rest else found
    return None
