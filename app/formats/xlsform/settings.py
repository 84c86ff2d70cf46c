"""The sheet of settings: what the form is called, in which language, and how it is kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.formats.xlsform.rules import YES
from app.formats.xlsform.tables import Table
from app.questionnaire.reading.codes import LOWER
from app.reference.audiences import Audience

OWN: Final = frozenset({"form_title", "form_id", "version", "default_language", "audience"})


@dataclass(frozen=True, slots=True)
class Settings:
    """kept: every other setting, by name, for export."""

    title: str
    code: str
    version: str = "1"
    default_language: str = ""
    audience: str = Audience.RESIDENTS
    may_repeat_choices: bool = False
    kept: Mapping[str, str] = field(default_factory=dict)


def settings_of(table: Table | None, file_stem: str) -> Settings:
    """file_stem: what the form is called where it says nothing."""
    written: dict[str, str] = {}
    if table is not None and table.rows:
        row = table.rows[0]
        written = {
            header.key: row.line.cell(column)
            for header, column in table.columns.items()
            if row.line.cell(column)
        }
    title = written.get("form_title") or written.get("form_id") or file_stem
    audience = written.get("audience", "")
    return Settings(
        title=title,
        code=plain_code(written.get("form_id") or file_stem),
        version=written.get("version") or "1",
        default_language=written.get("default_language", ""),
        audience=audience if audience in frozenset(Audience) else Audience.RESIDENTS,
        may_repeat_choices=written.get("allow_choice_duplicates", "").lower() in YES,
        kept={key: text for key, text in written.items() if key not in OWN},
    )


def plain_code(form_id: str) -> str:
    """As codes of questionnaires are: small letters, digits and _."""
    plain = re.sub(r"[^a-z0-9]+", "_", form_id.lower()).strip("_")[:40]
    return plain if LOWER.fullmatch(plain) else "form"
