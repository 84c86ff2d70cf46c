"""CSV files as spreadsheets write them: read alike, or refused with line, cause and mend."""

from pathlib import Path

import pytest

from app.formats.cells import rows_of
from app.formats.csv_file import Columns, CsvFile

COLUMNS = Columns(("code", "name", "persons"))
PLAIN = "code,name,persons\n01,Orlense,12.5\n02,Sarrevielle,3\n"
READ = [(2, "01", "Orlense", 12.5), (3, "02", "Sarrevielle", 3.0)]


def read(folder: Path, raw: bytes) -> tuple[list[object], CsvFile]:
    path = folder / "places.csv"
    path.write_bytes(raw)
    file = CsvFile("places.csv")
    rows = [
        (row.line, row.text("code"), row.text("name"), row.number("persons"))
        for row in rows_of(file, path, COLUMNS)
    ]
    return rows, file


@pytest.mark.parametrize(
    "raw",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", ";").replace("12.5", "12,5").encode(),
        PLAIN.replace(",", "\t").replace("12.5", "12,5").encode(),
        PLAIN.replace("code,name", " Code , NAME ").encode(),
        (PLAIN + ",,\n\n,,\n").encode(),
        PLAIN.replace("\n", ",,\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.replace("Orlense", '"Orlense"').encode(),
    ],
)
def test_whatever_wrote_it_the_rows_are_the_same(tmp_path: Path, raw: bytes) -> None:
    rows, file = read(tmp_path, raw)
    assert file.problems == []
    assert rows == READ


def test_the_line_that_a_spreadsheet_puts_first_is_passed_over(tmp_path: Path) -> None:
    rows, file = read(tmp_path, ("sep=;\r\n" + PLAIN.replace(",", ";")).encode())
    assert file.problems == []
    assert rows == [(line + 1, *rest) for line, *rest in READ]


def test_quoted_line_breaks_and_delimiters_keep_lines_right(tmp_path: Path) -> None:
    raw = 'code,name,persons\n01,"Orlense\nles Bains, haut",1\n02,Sarrevielle,x\n'
    rows, file = read(tmp_path, raw.encode())
    assert rows[0] == (2, "01", "Orlense les Bains, haut", 1.0)
    assert [each.where for each in file.problems] == ["places.csv:4:3"]


@pytest.mark.parametrize(
    ("raw", "where", "code"),
    [
        (b"", "places.csv", "empty-file"),
        (b"code,name,persons\n", "places.csv", "empty-file"),
        (PLAIN.encode("utf-16"), "places.csv:1", "not-utf-8"),
        (PLAIN.replace("Sarre", "Bélé").encode("cp1252"), "places.csv:3", "not-utf-8"),
        (PLAIN.replace("Sarre", "B\ufffdl").encode(), "places.csv:3", "not-utf-8"),
        (PLAIN.replace("Orlense", '"Orlense').encode(), "places.csv:2", "broken-csv"),
        (PLAIN.replace("Orlense", '"Or"lense').encode(), "places.csv:2", "broken-csv"),
        (PLAIN.replace("12.5", "12,5").encode(), "places.csv:2", "row-length"),
        (PLAIN.replace(",12.5", "").encode(), "places.csv:2", "row-length"),
        (
            PLAIN.replace("code,name", "code,name,code").encode(),
            "places.csv:1:3",
            "repeated-column",
        ),
        (PLAIN.replace("name", "nom").encode(), "places.csv:1", "missing-column"),
        (PLAIN.replace("name", "nmae").encode(), "places.csv:1:2", "unknown-column"),
    ],
)
def test_a_file_at_fault_is_refused_with_its_line(
    tmp_path: Path, raw: bytes, where: str, code: str
) -> None:
    _, file = read(tmp_path, raw)
    assert (where, code) in [(each.where, each.code) for each in file.problems]
    assert all(each.message and each.mend for each in file.problems)


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ("1,234", "1234"),
        ("1.234", "1234"),
        ("12 345", "12345"),
        ("12.345.678", "12345678"),
        ("-3", "0 or more"),
        ("1E+05", "digits"),
        ("NaN", "digits"),
        ("inf", "digits"),
        ("", "Write a value"),
        ("12 persons", "digits"),
    ],
)
def test_what_is_no_clear_number_is_refused_with_what_to_write(
    tmp_path: Path, written: str, mend: str
) -> None:
    raw = f"code;name;persons\n01;Orlense;{written}\n"
    rows, file = read(tmp_path, raw.encode())
    assert rows[0] == (2, "01", "Orlense", None)
    assert [each.where for each in file.problems] == ["places.csv:2:3"]
    assert mend in file.problems[0].mend


def test_a_decimal_comma_in_a_file_of_commas_is_refused_by_name(tmp_path: Path) -> None:
    _, file = read(tmp_path, b'code,name,persons\n01,Orlense,"12,5"\n')
    assert [str(each) for each in file.problems] == [
        "places.csv:2:3: persons: '12,5' has a decimal comma. Write 12.5. [number]"
    ]
