"""A page as it comes back: what was typed in it, and what it showed before."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl

from flask import request
from werkzeug.datastructures import MultiDict

from app.questionnaire.asked import key_of
from app.questionnaire.model import Value
from app.questionnaire.path import Step
from app.respond.actions import Sent
from app.respond.files import NONE, Files
from app.respond.forms import (
    HELD,
    SHOWN,
    TAKE,
    TRIED,
    WAS,
    StepForm,
    given_answers,
    initial,
    name_of,
    rank_names,
)
from app.respond.known import known_answers, paths_of, showed_by
from app.respond.leftover import leftover
from app.respond.merging import Showed, knowing_too, written
from app.respond.sifting import Sifted, sifted
from app.respond.standing import Standing
from app.web.languages import current_language

MOST_TRIED = 10


@dataclass(frozen=True)  # no slots: what is worked out once is kept
class Received:
    here: Standing
    found: Step

    @cached_property
    def form(self) -> StepForm:
        form = StepForm(self.found.asked, self.here.key)
        form.take(self.sifted.kept)
        return form

    @cached_property
    def sifted(self) -> Sifted:
        names = StepForm(self.found.asked, self.here.key).names
        return sifted(request.form, names, self.here.sheet.questionnaire)

    @property
    def is_of_this_page(self) -> bool:
        """Whether the page asked just what the step asks now."""
        return request.form.get(HELD, self.form.held) == self.form.held

    @cached_property
    def showed(self) -> Showed | None:
        """None: it does not say."""
        if WAS not in request.form:
            return None
        showed = showed_by(self.marks_sent, self.found.asked)
        for text in request.form.getlist(TRIED)[:MOST_TRIED]:
            showed = knowing_too(showed, self.tried(text))
        return showed

    @property
    def marks_sent(self) -> str:
        return request.form.get(WAS, "")

    @property
    def marks(self) -> str | None:
        """Of what whoever sent the page knows of; None: it does not say."""
        return None if self.showed is None else written(self.showed)

    def tried(self, text: str) -> dict[str, Value]:
        before = StepForm(self.found.asked, self.here.key)
        before.take(MultiDict(parse_qsl(text, keep_blank_values=True)))
        return self.read(before)

    @cached_property
    def given(self) -> dict[str, Value]:
        return {**self.brought_in, **self.read(self.form)}

    def read(self, form: StepForm) -> dict[str, Value]:
        places = self.here.sheet.setting.places
        return given_answers(form, self.found.asked, current_language(), places)

    @property
    def brought_in(self) -> dict[str, Value]:
        """The questions that a browser showed at once, to be taken as passed."""
        shown = frozenset(request.form.getlist(SHOWN))
        by_path = self.here.sheet.by_path
        waiting = (each.path for each in self.found.asked if each.path not in by_path)
        return {path: None for path in waiting if name_of(path) in shown}

    @property
    def gone(self) -> list[tuple[str, str]]:
        """Question and answer of what the page asked, and the step does not ask any more."""
        sheet, asked = self.here.sheet, frozenset(paths_of(self.found.asked))
        keys = sheet.outline.step_paths.get(self.found.code, frozenset())
        names = self.form.names
        sent = [
            (name, text)
            for name, text in request.form.items(multi=True)
            if name not in names and key_of(name.replace("].", "]/")) in keys
        ]
        stored = {
            path: value
            for path, value in sheet.answers.items()
            if key_of(path) in keys and path not in asked
        }
        return leftover(sheet, sent, self.marks_sent, stored)

    def beside(self, now: Standing) -> StepForm:
        """As it was typed; where nothing was typed, as the store has it now."""
        showed = self.showed
        if showed is None:
            return self.form
        paths = paths_of(self.found.asked)
        return self.with_stored(
            now, {each for each in paths if showed.has(each, self.given.get(each))}
        )

    @property
    def taken(self) -> StepForm:
        """As it was typed, but for the fields that the button names: they as they are stored."""
        names = frozenset(request.form.get(TAKE, "").split())
        paths = {each for each in paths_of(self.found.asked) if name_of(each) in names}
        return self.with_stored(self.here, paths) if paths else self.form

    def with_stored(self, now: Standing, paths: set[str]) -> StepForm:
        asked = self.found.asked
        stored = initial(asked, known_answers(now, self.found), current_language())
        ranked = {each.path: rank_names(each).keys() for each in asked if each.path in paths}
        names = {name for path in paths for name in (ranked.get(path) or (name_of(path),))}
        pairs = [pair for pair in self.sifted.kept.items(multi=True) if pair[0] not in names]
        for name in names:
            shown = stored.get(name, "")
            pairs += [(name, each) for each in ((shown,) if isinstance(shown, str) else shown)]
        form = StepForm(asked, self.here.key)
        form.take(MultiDict(pairs))
        return form


def put_of(got: Received, go: str, files: Files = NONE) -> Sent:
    return Sent(given=got.given, files=files, go=go, language=current_language(), showed=got.showed)
