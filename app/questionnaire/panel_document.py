"""The plan of a panel as JSON and back: what the store keeps for ever."""

from dataclasses import asdict
from typing import TypeAlias

from app.errors import InvalidError
from app.questionnaire.model import Text
from app.questionnaire.panel import PanelRule, Plan, Statement

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


def to_document(plan: Plan) -> dict[str, Json]:
    return {
        "rounds": [plan.least_rounds, plan.most_rounds],
        "least_answers": plan.least_answers,
        "rules": [asdict(each) for each in plan.rules],
        "statements": [
            {
                "code": each.code,
                "domain": each.domain,
                "text": {"source": each.text.source, "texts": dict(each.text.texts)},
                "is_reversible": each.is_reversible,
                "over": each.over,
                "item": each.item,
            }
            for each in plan.statements
        ],
    }


def from_document(document: Json) -> Plan:
    """Raises InvalidError for what to_document() cannot have written."""
    try:
        return _plan(_table(document))
    except (KeyError, TypeError, ValueError) as error:
        message = f"The plan of a panel cannot be read ({error}): restore it from a backup."
        raise InvalidError(message) from error


def _plan(document: dict[str, Json]) -> Plan:
    least, most = (_whole(each) for each in _list(document["rounds"]))
    return Plan(
        least_rounds=least,
        most_rounds=most,
        least_answers=_whole(document["least_answers"]),
        rules=tuple(_rule(_table(each)) for each in _list(document["rules"])),
        statements=tuple(_statement(_table(each)) for each in _list(document["statements"])),
    )


def _rule(document: dict[str, Json]) -> PanelRule:
    limit = document["end_share"]
    return PanelRule(
        question=str(document["question"]),
        low=_number(document["low"]),
        high=_number(document["high"]),
        step=_number(document["step"]),
        iqr=_number(document["iqr"]),
        end_share=None if limit is None else _number(limit),
        median_change=_number(document["median_change"]),
        p=_number(document["p"]),
        kappa=_number(document["kappa"]),
    )


def _statement(document: dict[str, Json]) -> Statement:
    text, over, item = _table(document["text"]), document["over"], document["item"]
    return Statement(
        code=str(document["code"]),
        domain=str(document["domain"]),
        text=Text(
            str(text["source"]), {key: str(said) for key, said in _table(text["texts"]).items()}
        ),
        is_reversible=document["is_reversible"] is True,
        over=None if over is None else str(over),
        item=None if item is None else str(item),
    )


def _table(found: Json) -> dict[str, Json]:
    if not isinstance(found, dict):
        raise TypeError(f"{found!r} is no table")
    return found


def _list(found: Json) -> list[Json]:
    if not isinstance(found, list):
        raise TypeError(f"{found!r} is no list")
    return found


def _number(found: Json) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise TypeError(f"{found!r} is no number")
    return float(found)


def _whole(found: Json) -> int:
    return int(_number(found))
