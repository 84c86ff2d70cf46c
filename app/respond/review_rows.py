"""The rows of the review: what stands around an answer is written once for all who give one."""

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from app.respond.reviewing import Reviewed
from app.web.languages import current_language
from app.web.texts import _

KEPT = 5_000
HEAD = Markup("<div>\n<dt>{question}</dt>\n<dd>")
TAIL = Markup(
    '</dd>\n<dd class="change">'
    '<a href="{step}?to=review#{field}" aria-label="{label}">{change}</a></dd>\n</div>\n'
)
PLAIN = Markup("<div>\n<dt>{question}</dt>\n<dd>{answer}</dd>\n</div>\n")
NOTHING = Markup('<span class="hint">{}</span>')


def review_rows(answers: Iterable[Reviewed]) -> Markup:
    """Links are told from the address of the review, so that they are no one's own."""
    language = current_language()
    parts = []
    for each in answers:
        before, after = _around(each.question, each.step, each.field, language)
        parts += [before, _said(each), after]
    return Markup("").join(parts)


def plain_rows(answers: Iterable[Reviewed]) -> Markup:
    """To be read only."""
    rows = (PLAIN.format(question=each.question, answer=_said(each)) for each in answers)
    return Markup("").join(rows)


def _said(each: Reviewed) -> Markup:
    if each.is_contact and each.is_given:
        return escape(_("Given, and kept apart from your answers"))
    return escape(each.answer) if each.answer else NOTHING.format(_("Not answered"))


@lru_cache(maxsize=KEPT)
def _around(question: str, step: str, field: str, _language: str) -> tuple[Markup, Markup]:
    label, change = _("Change: %(question)s", question=question), _("Change")
    return (
        HEAD.format(question=question),
        TAIL.format(step=step, field=field, label=label, change=change),
    )
