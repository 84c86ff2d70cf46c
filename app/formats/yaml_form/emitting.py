"""Plain values as YAML that survey files read back exactly: every text in double quotes."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain]"
NOT_PRINTED: Final = re.compile(
    "[^\\x20-\\x7E\\xA0-\\u2027\\u202A-\\uD7FF\\uE000-\\uFEFE\\uFF00-\\uFFFD\\U00010000-\\U0010FFFF]"
)
"""What YAML takes for a line end, or refuses, and JSON writes as it is."""
WIDEST: Final = 100
PLAIN_KEY: Final = re.compile(r"[a-z_][a-z0-9_]*", re.IGNORECASE | re.ASCII)
MEANS_ELSE: Final = frozenset({"yes", "no", "on", "off", "y", "n", "true", "false", "null"})


def emitted(document: Mapping[str, Plain]) -> str:
    return "\n".join(mapping_lines(document, 0)) + "\n"


def mapping_lines(document: Mapping[str, Plain], indent: int) -> Iterator[str]:
    for name, value in document.items():
        yield from entry_lines(f"{' ' * indent}{key(name)}:", value, indent)


def entry_lines(head: str, value: Plain, indent: int) -> Iterator[str]:
    """In one line where it fits, or is a single value; else below its head."""
    line = f"{head} {flow(value)}"
    is_single = not isinstance(value, list | dict)
    if is_single or (len(line) <= WIDEST and not holds_mappings(value)) or not value:
        yield line
    elif isinstance(value, dict):
        yield head
        yield from mapping_lines(value, indent + 2)
    elif isinstance(value, list):
        yield head
        for each in value:
            yield from item_lines(each, indent + 2)


def item_lines(value: Plain, indent: int) -> Iterator[str]:
    dash = f"{' ' * indent}- "
    line = f"{dash}{flow(value)}"
    if not isinstance(value, dict) or len(line) <= WIDEST:
        yield line
        return
    first, *rest = mapping_lines(value, indent + 2)
    yield dash + first.lstrip()
    yield from rest


def holds_mappings(value: Plain) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def flow(value: Plain) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key(name)}: {flow(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return quoted(value) if isinstance(value, str) else number(value)


def key(name: str) -> str:
    """Quoted unless it is a plain word that means nothing else."""
    is_plain = PLAIN_KEY.fullmatch(name) is not None and name.lower() not in MEANS_ELSE
    return name if is_plain else quoted(name)


def quoted(text: str) -> str:
    return NOT_PRINTED.sub(escaped, json.dumps(text, ensure_ascii=False))


def escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04X}"


def number(value: float) -> str:
    """Without a power of ten."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{value:.10f}".rstrip("0")
