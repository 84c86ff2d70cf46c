"""What stands at the top of a form as pages: each group one, and what lies between groups."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from app.questionnaire.addresses import free_code
from app.questionnaire.model import Page, Question, QuestionKind

MOST_ASKED: Final = 10
"""Questions of one page, where no group says what goes together."""


@dataclass(slots=True)
class Paging:
    pages: list[Page] = field(default_factory=list)
    loose: list[Question] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)

    def take(self, question: Question) -> None:
        if question.kind is QuestionKind.GROUP:
            self.close()
            self.pages.append(self.page(self.free_code(question.code), (question,)))
            return
        self.loose.append(question)
        if sum(each.is_asked for each in self.loose) >= MOST_ASKED:
            self.close()

    def close(self) -> None:
        if self.loose:
            code = self.free_code(f"page_{len(self.pages) + 1}")
            self.pages.append(self.page(code, tuple(self.loose)))
            self.loose = []

    def page(self, code: str, questions: tuple[Question, ...]) -> Page:
        self.codes.add(code)
        return Page(code=code, questions=questions, is_core=True)

    def free_code(self, name: str) -> str:
        plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:36] or "page"
        return free_code(plain, self.codes)


def pages_of(questions: Iterable[Question]) -> tuple[Page, ...]:
    paging = Paging()
    for each in questions:
        paging.take(each)
    paging.close()
    return tuple(paging.pages)
