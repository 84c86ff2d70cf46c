"""Values that a page gives its scripts: data in an attribute, never run."""

import json

from markupsafe import Markup

UNSAFE = str.maketrans({"'": "&#39;", "&": "&amp;", "<": "&lt;", ">": "&gt;"})


def data_attribute(name: str, value: object) -> Markup:
    """`data-name='…'` with a space before it. In single quotes: JSON is full of double ones."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(f" data-{name}='{text.translate(UNSAFE)}'")  # noqa: S704 -- nothing in it ends the value
