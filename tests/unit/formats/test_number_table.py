"""Tables of numbers: what is read, and every faulty cell by line and column."""

from pathlib import Path

import pytest

from app.formats.number_table import NumberTable, read_number_table
from app.questionnaire.reading import UnreadableError


def written(folder: Path, text: str) -> Path:
    path = folder / "matrix.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_names_and_numbers_are_read(tmp_path: Path) -> None:
    found = read_number_table(written(tmp_path, "x;A;B;;\nA;0;-1,5\nB;\u22123;2\n"), has_names=True)
    assert (found.header, found.names) == (("A", "B"), ("A", "B"))
    assert found.rows == ((0.0, -1.5), (-3.0, 2.0))
    assert str(found.refuse(found.at(1, 0), "x", message="m", mend="d")).startswith(
        f"{found.file}:3:2"
    )


def test_a_gap_is_a_gap_where_gaps_may_be(tmp_path: Path) -> None:
    found = read_number_table(written(tmp_path, "A,B\n1,\n,2\n"), has_names=False, allows_gaps=True)
    assert found.rows == ((1.0, None), (None, 2.0))


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("", "empty-file", ""),
        ("A,B\n", "empty-file", ""),
        ("x,A,A\nr,1,2\n", "repeated-column", ":1:3"),
        ("x,A,,B\nr,1,2,3\n", "no-name", ":1:3"),
        ("x,A,B\nr,1,2\nr,3,4\n", "repeated-row", ":3:1"),
        ("x,A,B\n,1,2\n", "no-name", ":2:1"),
        ("x,A,B\nr,1,two\n", "number", ":2:3"),
        ("x,A,B\nr,1,1e400\n", "number", ":2:3"),
        ("x,A,B\nr,1,\n", "empty", ":2:3"),
        ("x,A,B\nr,1\n", "row-length", ":2"),
    ],
)
def test_a_fault_is_told_by_place(tmp_path: Path, text: str, code: str, where: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UnreadableError) as caught:
        read_number_table(path, has_names=True)
    assert [(each.code, each.where) for each in caught.value.problems] == [(code, f"{path}{where}")]


def test_every_fault_is_listed(tmp_path: Path) -> None:
    path = written(tmp_path, "x,A,B\nr,one,\ns,1,nan\n")
    with pytest.raises(UnreadableError) as caught:
        read_number_table(path, has_names=True)
    assert [each.where for each in caught.value.problems] == [
        f"{path}:2:2",
        f"{path}:2:3",
        f"{path}:3:3",
    ]


def test_a_table_is_a_plain_value(tmp_path: Path) -> None:
    found = read_number_table(written(tmp_path, "A\n1\n"), has_names=False)
    assert found == NumberTable(
        file=found.file, header=("A",), names=(), lines=(2,), rows=((1.0,),)
    )
