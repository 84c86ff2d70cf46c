"""Lists of choices and tables of rows that a questionnaire brings along, each by its name."""

import yaml

from app.questionnaire.model import Choice, Row
from app.questionnaire.reading.choices import read_choices
from app.questionnaire.reading.codes import Spelling
from app.questionnaire.reading.section import Section
from app.questionnaire.reading.wording import Wording


def read_own_lists(
    section: Section, wording: Wording, spelling: Spelling
) -> dict[str, tuple[Choice, ...]]:
    lists = named(section, "lists")
    if lists is None:
        return {}
    return {
        name: read_choices(
            lists.nodes(name), section.source, wording, owner=name, spelling=spelling
        )
        for name in lists.values
    }


def read_tables(section: Section) -> dict[str, tuple[Row, ...]]:
    tables = named(section, "tables")
    if tables is None:
        return {}
    return {name: read_rows(tables, name) for name in tables.values}


def read_rows(tables: Section, name: str) -> tuple[Row, ...]:
    """Rows as lists of cells; the first one holds the names of the columns."""
    rows = [cells_of(tables, node, name) for node in tables.nodes(name)]
    if not rows:
        return ()
    columns, *cells = rows
    return tuple(dict(zip(columns, row, strict=False)) for row in cells)


def cells_of(tables: Section, node: yaml.Node, name: str) -> list[str]:
    """A cell may be empty."""
    if not isinstance(node, yaml.SequenceNode):
        tables.wrong_type(node, f"a row of {name}", example='- ["code", "name"]')
        return []
    return [str(cell.value) for cell in node.value if isinstance(cell, yaml.ScalarNode)]


def named(section: Section, key: str) -> Section | None:
    """Things by any name."""
    node = section.values.get(key)
    if node is None:
        return None
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    names = {each.value for each, _ in pairs if isinstance(each, yaml.ScalarNode)}
    return Section.of(node, section.source, known=names, what=key)
