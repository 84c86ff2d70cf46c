"""A page that differs from one reader to the next only by a few secrets: made once, then filled."""

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from threading import Lock

from flask import Flask, Response, current_app

KEPT = 600  # pages, of about ten thousand characters each
HOLES = "pages with holes"


@dataclass(frozen=True, slots=True)
class Pattern:
    """parts: text, number of a secret, text, number of a secret, …, text."""

    parts: tuple[str | int, ...]

    @classmethod
    def of(cls, page: str, secrets: Sequence[str]) -> "Pattern":
        """secrets: long, and found nowhere in the page by chance."""
        places = {secret: number for number, secret in enumerate(secrets)}
        found = re.split("|".join(f"({re.escape(each)})" for each in secrets), page)
        return cls(tuple(places.get(each, each) for each in found if each is not None))

    def filled(self, secrets: Sequence[str]) -> str:
        return "".join([each if isinstance(each, str) else secrets[each] for each in self.parts])


@dataclass(frozen=True, slots=True)
class Made:
    """held: what the key tells apart by identity, so that no other value takes its place."""

    pattern: Pattern
    status: int
    held: object


class Pages:
    """The pages of one application, the latest ones kept."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Made] = {}
        self._lock = Lock()

    def __call__(
        self, key: Hashable, secrets: Sequence[str], make: Callable[[], Response], held: object
    ) -> Response:
        """key: all that the page depends on, but the secrets."""
        made = self._made.get(key)
        if made is None:
            answer = make()
            pattern = Pattern.of(answer.get_data(as_text=True), secrets)
            self._keep(key, Made(pattern, answer.status_code, held))
            return answer
        return Response(made.pattern.filled(secrets), made.status, mimetype="text/html")

    def _keep(self, key: Hashable, made: Made) -> None:
        with self._lock:
            while len(self._made) >= KEPT:
                del self._made[next(iter(self._made))]
            self._made[key] = made


def with_holes(
    key: Hashable, secrets: Sequence[str], make: Callable[[], Response], held: object = None
) -> Response:
    """The page that `make` makes, or one made before for the same key with these secrets in it."""
    pages: Pages = current_app.extensions[HOLES]
    return pages(key, secrets, make, held)


def init_app(app: Flask) -> None:
    app.extensions[HOLES] = Pages()
