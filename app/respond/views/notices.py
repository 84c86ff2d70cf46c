"""What a page says above its questions, when something was not taken as it was sent."""

from collections.abc import Iterable
from itertools import islice

from app.web.texts import _, ngettext

NAMED = 3  # refused fields that a page names


def stale_page() -> str:
    return _("This page was open for too long. What you typed is still here: press Continue again.")


def changed_page() -> str:
    """Without it, what the page never showed would be taken as passed without an answer."""
    return _(
        "An answer given elsewhere has changed what is asked here. What you typed is still here:"
        " check the page and press Continue again."
    )


def refused_fields(names: tuple[str, ...]) -> str:
    named = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    if more > 0:
        return ngettext(
            "This page does not know %(names)s and %(num)d more field. The rest is kept.",
            "This page does not know %(names)s and %(num)d more fields. The rest is kept.",
            more,
            names=named,
        )
    return _("This page does not know %(names)s. The rest is kept.", names=named)


def choose_again() -> str:
    """No page can carry a file that somebody chose."""
    return _("The file that you chose was not sent along: choose it once more.")


def answered_twice() -> str:
    return _(
        "This page was answered on another device too. Nothing is lost: where the two differ, both"
        " answers stand below."
    )


def gone_answers(rows: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """rows: question and answer of what the page held and nothing asks any more."""
    return tuple(
        _(
            "“%(question)s” is not asked any more, since another answer has changed. This page held"
            " “%(answer)s” there, which is not stored.",
            question=question,
            answer=answer or "-",
        )
        for question, answer in islice(rows, NAMED)
    )
