"""What a respondent's browser sees of a page: its kind, its forms, what is in error."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VALUE_ON = ("checkbox", "radio")
KINDS = {"textarea": "textarea", "select": "select", "button": "submit"}


@dataclass(slots=True)
class Field:
    name: str
    kind: str
    value: str
    marks: dict[str, str]
    options: list[str] = field(default_factory=list)

    @property
    def is_checked(self) -> bool:
        return "checked" in self.marks

    @property
    def is_needed(self) -> bool:
        return "required" in self.marks

    @property
    def is_numeric(self) -> bool:
        return self.kind in {"number", "range"} or self.marks.get("inputmode") in {
            "numeric",
            "decimal",
        }


@dataclass(slots=True)
class Form:
    address: str
    fields: list[Field] = field(default_factory=list)

    @property
    def ways(self) -> list[str]:
        return [each.value for each in self.fields if each.name == "go"]


class Seen(HTMLParser):
    """One page as read."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.kind: str | None = None
        self.language = ""
        self.receipt: str | None = None
        self.has_alert = False
        self.forms: list[Form] = []
        self.invalid: list[str] = []
        self._is_in_form = False
        self._inside: Field | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        marks = {name: value or "" for name, value in attrs}
        self._notice(tag, marks)
        if tag == "form":
            self.forms.append(Form(marks.get("action", "")))
            self._is_in_form = True
        elif self._is_in_form:
            self._read_field(tag, marks)

    def _notice(self, tag: str, marks: dict[str, str]) -> None:
        if tag == "html":
            self.language = marks.get("lang", "").split("-")[0]
        if tag == "main":
            self.kind = marks.get("data-page")
        self.receipt = marks.get("data-receipt", self.receipt)
        self.has_alert = self.has_alert or marks.get("role") == "alert"

    def _read_field(self, tag: str, marks: dict[str, str]) -> None:
        if tag == "option" and self._inside is not None and "disabled" not in marks:
            self._inside.options.append(marks.get("value", ""))
            if "selected" in marks:
                self._inside.value = marks.get("value", "")
        is_field = tag in {"input", "button", "textarea", "select"}
        if not is_field or not marks.get("name") or "disabled" in marks:
            return
        kind = KINDS.get(tag, marks.get("type", "text"))
        value = marks.get("value", "on" if kind in VALUE_ON else "")
        found = Field(marks["name"], kind, value, marks)
        self.forms[-1].fields.append(found)
        if marks.get("aria-invalid") == "true":
            self.invalid.append(found.name)
        if tag in {"select", "textarea"}:
            self._inside = found

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_in_form = False
        if tag in {"select", "textarea"}:
            self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside is not None and self._inside.kind == "textarea":
            self._inside.value += data
