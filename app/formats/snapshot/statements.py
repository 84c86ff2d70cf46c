"""The statements that sum a snapshot up: plain SQL, the same on every engine that reads Parquet.

They read a table or view `answers`, and come back with few rows whatever the number of answers.
"""

from pathlib import Path

from app.formats.snapshot.columns import BEFORE, CELL, TERRITORY, WEIGHT

SUMS = (
    f'COUNT(*) AS n, SUM("{BEFORE}") AS sum_before, SUM("{WEIGHT}") AS sum_weight,'
    f' SUM("{WEIGHT}" * "{WEIGHT}") AS sum_square'
)


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def text(path: Path) -> str:
    """A path as SQL writes it."""
    doubled = str(path).replace("'", "''")
    return f"'{doubled}'"


def view(name: str, path: Path) -> str:
    """A Parquet file under a name, in the words of DuckDB."""
    return f"CREATE VIEW {quoted(name)} AS SELECT * FROM read_parquet({text(path)})"  # noqa: S608


def of_all() -> str:
    """By stratum and calibration cell together: everybody who is weighted."""
    return (
        f'SELECT "{CELL}" AS cell, {SUMS} FROM answers'  # noqa: S608
        f' WHERE "{CELL}" IS NOT NULL GROUP BY "{CELL}"'
    )


def by_answer(column: str) -> str:
    """By stratum and calibration cell together, and by answer: everybody who answered."""
    name = quoted(column)
    return (
        f'SELECT "{CELL}" AS cell, {name} AS answer, {SUMS} FROM answers'  # noqa: S608
        f' WHERE "{CELL}" IS NOT NULL AND {name} IS NOT NULL GROUP BY "{CELL}", {name}'
    )


def by_territory(column: str) -> str:
    """By territory and answer: enough for values, not for errors."""
    name = quoted(column)
    return (
        f'SELECT "{TERRITORY}" AS territory, {name} AS answer, {SUMS} FROM answers'  # noqa: S608
        f' WHERE "{CELL}" IS NOT NULL AND {name} IS NOT NULL GROUP BY "{TERRITORY}", {name}'
    )
