"""Equation questions: a text with expressions in braces, which is worked out and kept."""

from app.formats.foreign.making import call, text
from app.formats.foreign.markup import plain_text, with_braces
from app.formats.limesurvey.expressions import Expressions
from app.formats.limesurvey.survey import Asked
from app.questionnaire.expression.tree import Literal, Tree

MARK = "\x00"


def joined_text(written: str, expressions: Expressions, asked: Asked) -> Tree:
    """The value of one expression; of a text with several, all joined. Raises NoEqualError."""
    sources: list[str] = []

    def told(source: str) -> str:
        sources.append(source)
        return MARK

    plain = plain_text(with_braces(written, told))[0]
    trees = [expressions.value(plain_text(each)[0], own=asked.title).value for each in sources]
    words = [text(each) for each in plain.split(MARK)]
    pieces = [words[0]]
    for tree, word in zip(trees, words[1:], strict=True):
        pieces += [tree, word]
    kept = [each for each in pieces if each != Literal("")]
    if not kept:
        return Literal("")
    return kept[0] if len(kept) == 1 else call("concat", *kept)


def equation(asked: Asked, base: str) -> str:
    """The attribute equation, else the text of the question. base: the survey's first language."""
    return asked.attribute("equation") or asked.texts.get(base, "")
