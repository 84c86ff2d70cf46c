"""Who may call a view. Every view says so; a view that does not is refused at start."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import Flask

from app.errors import ForeterreError

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")

ANYONE = "anyone"
KEY_HOLDER = "holder of the response's key"
CAMPAIGN_KEY_HOLDER = "holder of the campaign's key"
INTERVIEWER = "holder of the campaign's pass for interviews"


class UnsaidAccessError(ForeterreError):
    """A view does not say who may call it."""

    def __init__(self, endpoints: list[str]) -> None:
        named = ", ".join(endpoints)
        super().__init__(
            f"{named}: say who may call it, with a decorator of app.web.access.", endpoints=named
        )


def open_to_anyone(view: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """A public page."""
    view.access = ANYONE  # type: ignore[attr-defined]  # a function carries who may call it
    return view


def open_to_key_holder(view: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """A page of one response: whoever has its unguessable key in the address may call it."""
    view.access = KEY_HOLDER  # type: ignore[attr-defined]  # a function carries who may call it
    return view


def open_to_campaign_key_holder(
    view: Callable[Parameters, Answer],
) -> Callable[Parameters, Answer]:
    """A page about a campaign's fieldwork: whoever has the campaign's key may call it."""
    view.access = CAMPAIGN_KEY_HOLDER  # type: ignore[attr-defined]  # carries who may call it
    return view


def open_to_interviewer(view: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """What interviewers send: whoever posts the campaign's pass for interviews may call it."""
    view.access = INTERVIEWER  # type: ignore[attr-defined]  # a function carries who may call it
    return view


def unsaid(app: Flask) -> list[str]:
    """Endpoints that do not say who may call them."""
    return [name for name, view in app.view_functions.items() if not hasattr(view, "access")]


def refuse_unsaid(app: Flask) -> None:
    """Raises UnsaidAccessError naming every view that does not say who may call it."""
    endpoints = unsaid(app)
    if endpoints:
        raise UnsaidAccessError(endpoints)
