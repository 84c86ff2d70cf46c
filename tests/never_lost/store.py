"""The store, in the words of the reckoning: by name of field."""

from collections.abc import Iterable

from flask import Flask

from app.questionnaire.model import Value
from app.respond.standing import sheet_of
from app.store import contacts, keys, responses
from tests.never_lost.device import ACKNOWLEDGED, RANKED
from tests.never_lost.reckoning import Said, said

GIVEN = "given"


def stored(app: Flask, key: str) -> dict[str, Said]:
    with app.app_context():
        found = responses.seen(keys.hashed(key))
        held = {named(path): said(texts(path, value)) for path, value in found.answers.items()}
        asked = [path for path, value in found.answers.items() if value == GIVEN]
        for path in asked:
            held |= {f"{path}.{part}": said([text]) for part, text in contacts.read(found).items()}
    return held


def named(path: str) -> str:
    return path.replace("/", ".")


def texts(path: str, value: Value) -> list[str]:
    if isinstance(value, tuple) and path in RANKED:
        return [f"{code}:{rank}" for rank, code in enumerate(value, start=1)]
    if isinstance(value, tuple):
        return list(value)
    if value is None or value is False:
        return []
    return ["on"] if value is True or path in ACKNOWLEDGED else [str(value)]


def still_asked(app: Flask, key: str, names: Iterable[str]) -> list[str]:
    """Of these, what the engine asks for still."""
    with app.app_context():
        found = responses.seen(keys.hashed(key))
        relevant = sheet_of(found, "en").relevant
    paths = {name: name.replace("].", "]/") for name in names}
    return [name for name, path in paths.items() if relevant.get(path, False)]
