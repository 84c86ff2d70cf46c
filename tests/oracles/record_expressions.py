"""What both engines give for every expression of expressions.txt, written as vectors."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.oracles.asked_forms import Context, form_of, written_out
from tests.oracles.engines import HERE, Engine, EngineError

Result = dict[str, object]
SECTION = "["
BETWEEN = "\N{SYMBOL FOR UNIT SEPARATOR}"


@dataclass(frozen=True, slots=True)
class Asked:
    expr: str
    context: Context
    source: str


def asked_in(listed: str, contexts: Mapping[str, Context]) -> Iterator[Asked]:
    """The lines of expressions.txt, each with its context and source."""
    context, source = Context(), ""
    for line in listed.splitlines():
        if line.startswith(SECTION):
            name, _, source = (part.strip() for part in line.strip("[]").partition("|"))
            context = contexts[name]
        elif line.strip() and not line.startswith("#"):
            yield Asked(line, context, source)


def all_asked() -> list[Asked]:
    contexts = json.loads((HERE / "contexts.json").read_text(encoding="utf-8"))
    read = {name: Context(**found) for name, found in contexts.items()}
    return list(asked_in((HERE / "expressions.txt").read_text(encoding="utf-8"), read))


def record(out: Path, java_rosa: Engine, web_forms: Engine) -> int:
    """One line an expression. Returns how many."""
    lines = [vector(each, java_rosa, web_forms) for each in all_asked()]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    out.write_text(f"{text}\n", encoding="utf-8")
    return len(lines)


def vector(asked: Asked, java_rosa: Engine, web_forms: Engine) -> Result:
    context = {key: value for key, value in asdict(asked.context).items() if value}
    return {
        "expr": asked.expr,
        "context": context,
        "javarosa": from_java_rosa(asked, java_rosa),
        "web_forms": from_web_forms(asked, web_forms),
        "source": asked.source,
    }


def from_java_rosa(asked: Asked, engine: Engine) -> Result:
    expr = written_out(asked.expr, asked.context)
    try:
        engine.ask("load", form=form_of(asked.context))
        found = engine.ask("value", expr=expr, path=asked.context.standing)
    except EngineError as error:
        return {"error": str(error)}
    return found if isinstance(found, dict) else {"error": "no value"}


def from_web_forms(asked: Asked, engine: Engine) -> Result:
    """The engine shows texts only: the kind is found by comparing, the truth by boolean()."""
    expr = written_out(asked.expr, asked.context)
    try:
        text = shown(expr, asked, engine)
        holds = shown(f"boolean({expr})", asked, engine) == "true"
    except EngineError as error:
        return {"error": str(error)}
    kind = kind_of(expr, text, asked, engine)
    if kind == "nodeset":
        return {"value": nodes_of(expr, asked, engine), "type": kind, "holds": holds}
    value: object = text
    if kind == "boolean":
        value = text == "true"
    elif kind == "number":
        value = number_in(text)
    return {"value": value, "type": kind, "holds": holds}


def shown(expr: str, asked: Asked, engine: Engine) -> str:
    engine.ask("load", form=form_of(asked.context, expr))
    return str(engine.ask("label", path=asked.context.standing))


def kind_of(expr: str, text: str, asked: Asked, engine: Engine) -> str:
    """A node-set can be counted; a yes or no equals texts as they are true; a number is the same
    with spaces around it."""
    if can_count(expr, asked, engine):
        return "nodeset"
    if text in {"true", "false"}:
        probe = f"({expr}) = 'zz' or ({expr}) = ''"
        return "boolean" if shown(probe, asked, engine) == "true" else "string"
    if text == "":  # as no number shows, which differs from itself
        return "number" if shown(f"({expr}) != ({expr})", asked, engine) == "true" else "string"
    if not is_number(text):
        return "string"
    return "number" if shown(f"({expr}) = ' {text} '", asked, engine) == "true" else "string"


def can_count(expr: str, asked: Asked, engine: Engine) -> bool:
    try:
        return shown(f"count({expr})", asked, engine) not in {"", "NaN"}
    except EngineError:
        return False


def nodes_of(expr: str, asked: Asked, engine: Engine) -> list[str]:
    """The text of each node, in order."""
    if shown(f"count({expr})", asked, engine) == "0":
        return []
    return shown(f"join('{BETWEEN}', {expr})", asked, engine).split(BETWEEN)


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def number_in(text: str) -> float | str:
    if text in {"Infinity", "-Infinity"}:
        return text
    number = float(text or "nan")
    if math.isnan(number):
        return "NaN"
    return int(number) if number.is_integer() and abs(number) < 2**53 else number
