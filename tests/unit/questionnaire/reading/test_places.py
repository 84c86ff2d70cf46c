"""A character of a text is found in its file, in whatever quotes the text stands."""

import pytest
import yaml

from app.questionnaire.reading.places import Place
from app.questionnaire.reading.problems import Position

WRITTEN = (
    'key: "one two"\n',
    "key: 'one two'\n",
    "key: one two\n",
    "key: 'it''s one two'\n",
    'key: "a \\" b \\u00e9 one two"\n',
    'key: "first\n  line one two"\n',
    'key: "first\n\n  line one two"\n',
    'key: "first\\\n  line one two"\n',
    "key: |\n  first\n  line one two\n",
    "key: |-\n    one two\n",
    "key: >\n  one two\n",
)


@pytest.mark.parametrize("written", WRITTEN)
def test_a_character_is_found_where_it_is_written(written: str) -> None:
    root = yaml.compose(written, yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)
    value = root.value[0][1]
    head = written[: written.index("two")]
    expected = Position(head.count("\n") + 1, len(head) - head.rfind("\n"))
    assert Place(value, written).inside(value.value.index("two")) == expected
