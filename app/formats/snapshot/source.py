"""What a snapshot is made from, and the statements that read it; in the words of DuckDB."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.formats.snapshot.columns import TERRITORY, Column, Holds
from app.formats.snapshot.statements import quoted

SEPARATOR = "\x1f"  # between a territory and its answers: JSON escapes it, and line ends
TYPES = {Holds.CODE: "VARCHAR", Holds.NUMBER: "DOUBLE", Holds.CHOSEN: "VARCHAR[]"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Of lines of `territory SEPARATOR answers as JSON`. read: questions that weighting reads.
    left: question to the answer of those who do not count. label: Parquet metadata."""

    columns: tuple[Column, ...]
    read: tuple[str, ...]
    left: Mapping[str, str]
    label: Mapping[str, str]

    def names_read(self) -> Iterator[tuple[str, str]]:
        """What weighting reads: where it stands in the table, and the question."""
        codes = {each.question: each.name for each in self.columns if each.holds is Holds.CODE}
        for at, question in enumerate(self.read):
            yield quoted(codes.get(question, f"w{at}")), question

    def table(self) -> str:
        """Territory, the columns, and as text what weighting reads beside them and what tells who
        does not count; of the file $lines."""
        held = {quoted(each.name): _held(each) for each in self.columns}
        beside = {
            name: f"a.{quoted(each)}::VARCHAR"
            for name, each in self.names_read()
            if name not in held
        }
        wanted = [f"{value} AS {name}" for name, value in (held | beside).items()]
        left = [f"a.{quoted(name)}::VARCHAR AS l{at}" for at, name in enumerate(self.left)]
        types: dict[str, str] = dict.fromkeys((*self.left, *self.read), "VARCHAR")
        types |= {each.question: TYPES[each.holds] for each in self.columns}
        return (
            f"SELECT {', '.join([TERRITORY, *wanted, *left])} FROM ("  # noqa: S608
            f"SELECT {TERRITORY}, json_transform(answers, {literal(json.dumps(types))}) AS a "
            f"FROM read_csv($lines, delim='{SEPARATOR}', header=false, quote='', escape='',"
            f" auto_detect=false, max_line_size=16000000, buffer_size=16000000,"
            f" columns={{'{TERRITORY}': 'VARCHAR', 'answers': 'VARCHAR'}}))"
        )

    def counted(self, table: str) -> str:
        """Of such a table, without those who do not count; a condition where it is made would have
        answers read twice."""
        left = enumerate(self.left.values())
        told = [f"l{at} IS DISTINCT FROM {literal(code)}" for at, code in left]
        return f"SELECT * FROM {table} WHERE {' AND '.join(told) or 'true'}"  # noqa: S608


def literal(text: str) -> str:
    """A text as SQL writes it."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _held(column: Column) -> str:
    """Codes as numbers of a list: they sort and pass as one byte."""
    answer = f"a.{quoted(column.question)}"
    if column.holds is Holds.CHOSEN:
        return f"list_contains({answer}, {literal(column.choice or '')})::TINYINT"
    if not column.codes:
        return answer
    return f"TRY_CAST({answer} AS ENUM({', '.join(map(literal, column.codes))}))"
