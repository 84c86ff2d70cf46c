"""An XML file as a small tree whose elements know their line and column.

Document types are refused: with them go entities, the ways to make a small file huge or to read
other files. Names are without their namespace: its prefix is kept where it is one of KEPT.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from app.questionnaire.reading.problems import Position, Problem, UnreadableError

PREFIXES: Final[Mapping[str, str]] = {
    "http://openrosa.org/javarosa": "jr:",
    "http://openrosa.org/xforms": "orx:",
    "http://www.opendatakit.org/xforms": "odk:",
    "http://www.opendatakit.org/xforms/entities": "entities:",
}
"""Of namespaces whose names would else be mistaken for others."""
DEEPEST: Final = 200


@dataclass(slots=True)
class Element:
    """parts: texts and elements inside, in their order."""

    name: str
    attributes: Mapping[str, str]
    position: Position
    parts: list["str | Element"] = field(default_factory=list)

    @property
    def elements(self) -> list["Element"]:
        return [each for each in self.parts if isinstance(each, Element)]

    @property
    def text(self) -> str:
        """Its own text, without that of elements inside."""
        return "".join(each for each in self.parts if isinstance(each, str))

    def all(self, name: str) -> list["Element"]:
        return [each for each in self.elements if each.name == name]

    def first(self, name: str) -> "Element | None":
        return next(iter(self.all(name)), None)

    def walk(self) -> Iterator["Element"]:
        yield self
        for each in self.elements:
            yield from each.walk()

    def get(self, name: str) -> str:
        return self.attributes.get(name, "").strip()


def read_xml(content: bytes, file: str) -> Element:
    """The root. Raises UnreadableError at the line and column of the fault."""
    reader = Reader(file)
    try:
        reader.parser.Parse(content, True)  # noqa: FBT003 its only name is positional
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        at = Position(error.lineno, error.offset + 1)
        raise reader.refusal(at, "broken-xml", f"This is not XML ({reason}).") from error
    return reader.root


class Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.root = Element("", {}, Position())
        self.opened: list[Element] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype

    @property
    def position(self) -> Position:
        return Position(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def refusal(self, at: Position, code: str, message: str) -> UnreadableError:
        mend = "Mend it there, or write the file anew with the program that made it."
        found = Problem(file=self.file, position=at, code=code, message=message, mend=mend)
        return UnreadableError([found])

    def refuse_doctype(self, *_: object) -> None:
        message = "The file has a document type, which could pull in other files."
        found = Problem(
            file=self.file,
            position=self.position,
            code="doctype",
            message=message,
            mend="Remove the line <!DOCTYPE …>.",
        )
        raise UnreadableError([found])

    def start(self, name: str, attributes: dict[str, str]) -> None:
        named = {plain_name(key): value for key, value in attributes.items()}
        element = Element(plain_name(name), named, self.position)
        if len(self.opened) >= DEEPEST:
            raise self.refusal(
                self.position, "too-deep", f"Over {DEEPEST} elements in one another."
            )
        if self.opened:
            self.opened[-1].parts.append(element)
        else:
            self.root = element
        self.opened.append(element)

    def end(self, _: str) -> None:
        self.opened.pop()

    def characters(self, text: str) -> None:
        self.opened[-1].parts.append(text)


def plain_name(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    return PREFIXES.get(namespace.rstrip("/"), "") + local
