"""A form file to a workbook: what it is is told by its content, never by its name."""

import re
from pathlib import Path

from app.formats.xlsform.excel import read_excel
from app.formats.xlsform.faults import of_file
from app.formats.xlsform.grid import Workbook
from app.formats.xlsform.plain import read_csv_form, read_markdown
from app.questionnaire.reading.problems import UnreadableError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
CSV_FORM = re.compile(r'^\s*"?survey"?\s*(?:[,;\t]|$)', re.MULTILINE | re.IGNORECASE)
MARKDOWN_FORM = re.compile(r"^\s*\|\s*survey\s*(?:\||$)", re.MULTILINE | re.IGNORECASE)
KINDS = ("xlsx", "xls", "md", "csv")


def kind_of(content: bytes) -> str | None:
    """xlsx, xls, md or csv; None when the content is no form in tables."""
    if content.startswith(ZIP):
        return "xlsx"
    if content.startswith(OLE):
        return "xls"
    text = content.decode("utf-8-sig", errors="replace")
    if MARKDOWN_FORM.search(text):
        return "md"
    return "csv" if CSV_FORM.search(text) else None


def is_mislabelled(path: Path, kind: str) -> bool:
    """A spreadsheet under the suffix of another: programs that trust the name refuse it."""
    written = path.suffix.lower().removeprefix(".")
    return written in KINDS and written != kind


def read_workbook(content: bytes, file: str) -> Workbook:
    """file: how problems call it. Raises UnreadableError naming what is wrong and the mend."""
    kind = kind_of(content)
    if kind in {"xlsx", "xls"}:
        return read_excel(content, file, kind)
    text = text_of(content, file)
    if kind == "md":
        return read_markdown(text)
    if kind == "csv":
        return read_csv_form(text, file)
    message = "The file holds no sheet called survey."
    mend = "Name the sheet, or the first cell of the table, survey."
    raise UnreadableError([of_file(file, "no-survey", message, mend)])


def text_of(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = "The file is not UTF-8: letters with accents would be lost."
        raise UnreadableError([of_file(file, "not-utf-8", message, "Save it as UTF-8.")]) from error
