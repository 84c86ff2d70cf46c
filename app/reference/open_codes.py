"""A codebook that people made for open answers: codes without a language, terms in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from app.errors import InvalidError

Written: TypeAlias = "str | int | float | bool | list[Written] | dict[str, Written] | None"
RELEASE_KEY = "open_codes"  # in the document that a release holds
MEND = "look at surveys/open_codes.yaml for how a codebook is written"


@dataclass(frozen=True, slots=True)
class OpenCode:
    """label: language to text. terms: language to words or phrases, in any of their forms; what
    ends with * is how words begin."""

    code: str
    label: Mapping[str, str]
    terms: Mapping[str, tuple[str, ...]]

    def in_language(self, language: str) -> str:
        """Its label; in the first language that has one where that language has none."""
        return self.label.get(language) or next(iter(self.label.values()), self.code)


@dataclass(frozen=True, slots=True)
class OpenCodes:
    """codes: in their order."""

    codes: tuple[OpenCode, ...] = ()


NO_CODES = OpenCodes()


def to_document(codes: OpenCodes) -> list[Written]:
    return [
        {
            "code": each.code,
            "label": dict(each.label),
            "terms": {language: [*terms] for language, terms in each.terms.items()},
        }
        for each in codes.codes
    ]


def from_document(written: Written, where: str) -> OpenCodes:
    """where: of the list, for messages. Raises InvalidError naming the code at fault."""
    if not isinstance(written, list):
        raise InvalidError(f"{where}: a list of codes is due here; {MEND}.")
    found = tuple(_code(each, f"{where}, code {n}") for n, each in enumerate(written, start=1))
    names = [each.code for each in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InvalidError(f"{where}: {twice!r} stands there twice: join or rename one.")
    return OpenCodes(found)


def _code(written: Written, where: str) -> OpenCode:
    table = _table(written, where)
    unknown = sorted(table.keys() - {"code", "label", "terms"})
    if unknown:
        raise InvalidError(f"{where}: {unknown[0]!r} is no key of a code; {MEND}.")
    code = _text(table.get("code"), f"{where}: code")
    if set(code) & set(";=") or not code:
        raise InvalidError(f"{where}: {code!r} is no code: use letters, digits and _.")
    label, terms = (_table(table.get(key), f"{where}: {key}") for key in ("label", "terms"))
    return OpenCode(
        code=code,
        label={name: _text(text, f"{where}: label {name}") for name, text in label.items()},
        terms={name: _texts(each, f"{where}: terms {name}") for name, each in terms.items()},
    )


def _table(written: Written, where: str) -> dict[str, Written]:
    if isinstance(written, dict):
        return written
    raise InvalidError(f"{where}: a mapping is due here; {MEND}.")


def _texts(written: Written, where: str) -> tuple[str, ...]:
    if isinstance(written, list):
        return tuple(_text(each, where) for each in written)
    raise InvalidError(f"{where}: a list of texts is due here; {MEND}.")


def _text(written: Written, where: str) -> str:
    if isinstance(written, str):
        return written
    raise InvalidError(f"{where}: a text is due here, not {written!r}; put it in quotes.")
