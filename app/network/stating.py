"""The accessibility statement in words, as Implementing Decision (EU) 2018/1523 orders it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from babel import Locale
from babel.lists import format_list

from app.network.accessibility import CheckedPage, Results
from app.reference.languages import LANGUAGES
from app.web.languages import current_language
from app.web.texts import _

Said = Callable[[], str]

KINDS: Mapping[str, Said] = {
    "landing": lambda: _("First page of the site"),
    "intro": lambda: _("First page of a questionnaire"),
    "question": lambda: _("Pages of questions"),
    "offer": lambda: _("Pages of questions"),
    "left": lambda: _("Pages of questions"),
    "offline": lambda: _("Answer without a connection"),
    "interviews": lambda: _("Interviews without a connection"),
    "review": lambda: _("Answers at a glance"),
    "thanks": lambda: _("Page after sending"),
    "closed": lambda: _("Page of a closed questionnaire"),
    "resume": lambda: _("Continuing with a code"),
    "erase": lambda: _("Erasing one's answers"),
    "own-answers": lambda: _("One's own answers"),
    "mail": lambda: _("Asking for a mail"),
    "mailed": lambda: _("After asking for a mail"),
    "who-sees-what": lambda: _("Who sees what"),
    "languages": lambda: _("Languages and their state"),
    "problem": lambda: _("Pages that say what went wrong"),
    "dashboard": lambda: _("Findings of a territory"),
    "fieldwork": lambda: _("Fieldwork of a campaign"),
    "accessibility": lambda: _("This statement"),
}
WAYS: Mapping[str, Said] = {
    "keyboard": lambda: _("by keyboard alone"),
    "narrow": lambda: _("320 pixels wide"),
    "wide": lambda: _("1280 pixels wide"),
    "zoom": lambda: _("at 400 % zoom"),
    "no-script": lambda: _("without scripts"),
    "no-style": lambda: _("without styles"),
    "right-to-left": lambda: _("from right to left"),
    "phone": lambda: _("one question at a time on a phone"),
    "network": lambda: _("over a network that comes and goes"),
    "long-texts": lambda: _("with longer words"),
    "dark": lambda: _("in dark colours"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of what was tested."""

    page: str
    languages: str
    ways: str


def rows(results: Results) -> list[Row]:
    return [_row(each) for each in results.pages]


def faults(results: Results) -> Iterator[str]:
    for each in results.pages:
        for rule in each.faults:
            yield _(
                "%(page)s: the automatic check reports a fault (%(rule)s).",
                page=name_of(each),
                rule=rule,
            )


def name_of(page: CheckedPage) -> str:
    said = KINDS.get(page.kind)
    return said() if said else page.kind


def _row(page: CheckedPage) -> Row:
    names = Locale.parse(current_language()).languages
    spoken = [names.get(each, each) for each in LANGUAGES if each in page.languages]
    return Row(
        name_of(page),
        _listed(spoken),
        _listed(said() for way, said in WAYS.items() if way in page.ways),
    )


def _listed(words: Iterable[str]) -> str:
    return format_list(list(words), locale=current_language())
