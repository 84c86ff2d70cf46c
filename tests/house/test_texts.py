"""Every text for people passes gettext, and every language has it: whole, exact, well set."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from app.reference.languages import LANGUAGES, SOURCE
from tests.one_language import Read
from tests.programs import ROOT

APP = ROOT / "app"
CATALOGUES = sorted((ROOT / "translations").glob("*/LC_MESSAGES/messages.po"))
TEMPLATES = sorted(APP.glob("*/templates/**/*.html"))
ROOMS_WITH_PAGES = ("web", "respond", "collect", "dashboards", "network")
SOURCES = sorted(path for room in ROOMS_WITH_PAGES for path in (APP / room).rglob("*.py"))
TEXT_CALLS = {"_", "gettext", "ngettext"}
PROPER_NAME = "Foreterre"
ATTRIBUTES_ONLY = re.compile(r"\{% macro marks\(.*?endmacro %\}")  # written inside a tag
PLACE = re.compile(r"%\((\w+)\)[sd]")
REGIONAL = {"pt": "pt_PT"}  # CLDR counts 0 as one in Brazil
SENTENCE = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}")
BADLY_SET = {
    "no no-break space before : ; ? ! or a per cent": re.compile(
        r"(?<!\xa0)[;?!]|[^\xa0]:|[^\xa0%]%%"
    ),
    "no no-break space inside the quotation marks": re.compile(r"«[^\xa0]|[^\xa0]»"),
    "quotation marks of another language": re.compile(r"[\"“”]"),
    "a double space, or a space at an end": re.compile(r"\s\s|^\s|\s$"),
}


# --- The catalogues ---------------------------------------------------------------------------


@cache
def extracted() -> dict[str, tuple[str, ...]]:
    """Every text of the code as `make texts` finds it: singular to all its forms."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(str(APP), method_map=methods, options_map=options)
    return {forms[0]: forms for forms in (_forms(text) for _file, _line, text, *_rest in found)}


@cache
def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def _forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (str(text),)


def _messages(path: Path) -> list[Message]:
    return [message for message in catalogue(path) if message.id]


def of_languages(path: Path) -> str:
    return path.parent.parent.name


each_language = pytest.mark.parametrize("path", CATALOGUES, ids=of_languages)


def test_every_language_has_its_catalogue() -> None:
    assert {of_languages(path) for path in CATALOGUES} == set(LANGUAGES) - {SOURCE}


@each_language
def test_a_catalogue_holds_exactly_the_texts_of_the_code(path: Path) -> None:
    held = {_forms(message.id) for message in _messages(path)}
    assert held == set(extracted().values()), "run `make texts`, then translate"


@each_language
def test_every_text_is_translated_for_good(path: Path) -> None:
    unfit = [
        message.id
        for message in _messages(path)
        if message.fuzzy or not all(_forms(message.string))
    ]
    assert unfit == []
    assert list(catalogue(path).obsolete) == []


@each_language
def test_a_translation_names_the_same_places(path: Path) -> None:
    assert [m.id for m in _messages(path) if not names_the_same_places(m)] == []


def names_the_same_places(message: Message) -> bool:
    wanted = {name for form in _forms(message.id) for name in PLACE.findall(form)}
    return all(set(PLACE.findall(form)) == wanted for form in _forms(message.string))


@each_language
def test_a_counted_text_has_every_form_of_its_language(path: Path) -> None:
    held = catalogue(path)
    assert str(held.locale) == of_languages(path)
    counted = [message for message in _messages(path) if message.pluralizable]
    assert counted
    assert all(len(_forms(message.string)) == held.num_plurals for message in counted)


@each_language
def test_numbers_of_one_kind_take_one_form(path: Path) -> None:
    """CLDR tells the kinds apart (one, few, many, …): none of them is cut in two."""
    held, language = catalogue(path), of_languages(path)
    kind_of = Locale.parse(REGIONAL.get(language, language)).plural_form
    form_of = c2py(held.plural_expr)
    counts = range(1 if language == "lv" else 0, 250)  # Latvian has a form for 0 alone
    forms: dict[str, set[int]] = {}
    for count in counts:
        forms.setdefault(kind_of(count), set()).add(form_of(count))
    assert all(len(each) == 1 for each in forms.values()), forms
    assert set().union(*forms.values(), {form_of(0)}) == set(range(held.num_plurals))


def test_french_is_set_as_french_is_printed() -> None:
    path = ROOT / "translations" / "fr" / "LC_MESSAGES" / "messages.po"
    texts = [form for message in _messages(path) for form in _forms(message.string)]
    assert {text: fault for text in texts if (fault := badly_set(text))} == {}


def badly_set(text: str) -> str:
    return next((fault for fault, pattern in BADLY_SET.items() if pattern.search(text)), "")


@each_language
def test_what_runs_is_the_catalogue_compiled(path: Path) -> None:
    """.mo files are made, not tracked: a bare `pytest` after a change of texts finds old ones."""
    compiled = path.with_suffix(".mo")
    make = f"run `make {compiled.relative_to(ROOT)}` (make test and make check do)"
    assert compiled.exists(), make
    with compiled.open("rb") as file:
        speaks = {_forms(message.id): _forms(message.string) for message in read_mo(file)}
    speaks.pop(("",), None)
    assert speaks == {_forms(m.id): _forms(m.string) for m in _messages(path)}, make


# --- The templates ----------------------------------------------------------------------------


def untranslated(source: str) -> list[str]:
    """Words of a template that stand there as they are, whatever the language."""
    page = Read("".join(_plain(ATTRIBUTES_ONLY.sub("", source))))
    shown = [" ".join(text.replace(PROPER_NAME, "").split()) for text in page.texts]
    literal = [text for text in shown if re.search(r"[^\W\d_]", text)]
    return [*literal, *_sentences_outside_gettext(source)]


def _plain(source: str) -> Iterator[str]:
    """The template's own letters; an expression leaves the constants that it may write."""
    environment, expression = Environment(autoescape=True), ""
    is_inside = False
    for _line, kind, value in environment.lex(source):
        if kind == "variable_begin":
            expression, is_inside = "", True
        elif kind == "variable_end":
            is_inside = False
            yield " ".join(_written(environment.parse("{{" + expression + "}}")))
        elif kind == "data":
            yield value
        elif is_inside:
            expression += value


def _written(tree: nodes.Node) -> Iterator[str]:
    for each in tree.iter_child_nodes(exclude=("test",)):
        if isinstance(each, nodes.Const | nodes.TemplateData):
            yield str(getattr(each, "value", ""))
        elif not isinstance(each, nodes.Call | nodes.Getattr | nodes.Getitem | nodes.Compare):
            yield from _written(each)


def _sentences_outside_gettext(source: str) -> Iterator[str]:
    """Texts handed to a macro or a variable untranslated."""
    yield from _sentences(Environment(autoescape=True).parse(source))


def _sentences(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") in TEXT_CALLS:
        return
    if isinstance(node, nodes.Const) and SENTENCE.search(str(node.value)):
        yield str(node.value)
    for each in node.iter_child_nodes():
        yield from _sentences(each)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_text_of_its_own(path: Path) -> None:
    assert untranslated(path.read_text()) == []


@pytest.mark.parametrize(
    "planted",
    [
        "<p>Welcome</p>",
        '<button aria-label="Close">{{ _("Close") }}</button>',
        "<p>{{ name or 'Nobody' }}</p>",
        "{% if a %}<b>{{ _('One') }} more</b>{% endif %}",
        "{{ door('firms', 'You run a firm') }}",
        "{% set title = 'Your answers' %}",
    ],
)
def test_a_planted_literal_is_found(planted: str) -> None:
    assert untranslated(planted)


def test_what_is_translated_or_wordless_is_no_fault() -> None:
    sound = '<p class="lead{{ " quiet" if a }}">{{ _("Welcome") }} · {{ name or "Foreterre" }}</p>'
    assert untranslated(sound) == []


# --- The code ---------------------------------------------------------------------------------


def unfixed_texts(source: str) -> list[str]:
    """Calls of gettext whose text is not a plain literal: no catalogue can hold it."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    texts = [call for call in calls if getattr(call.func, "id", "") in TEXT_CALLS]
    return [ast.unparse(call) for call in texts if not all(_is_literal(a) for a in _asked(call))]


def _asked(call: ast.Call) -> Iterable[ast.expr]:
    return call.args[: 2 if getattr(call.func, "id", "") == "ngettext" else 1]


def _is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(APP)))
def test_a_text_is_looked_up_by_a_plain_literal(path: Path) -> None:
    assert path.name == "texts.py" or unfixed_texts(path.read_text()) == []


def test_a_planted_f_string_is_found() -> None:
    assert unfixed_texts('_(f"Hello {name}")') == ["_(f'Hello {name}')"]
    assert unfixed_texts('ngettext("one", "many " + x, n)') != []
    assert unfixed_texts('_("Hello %(name)s", name=f"{first} {last}")') == []


def test_only_the_room_of_pages_knows_the_library_of_texts() -> None:
    looked_up = re.compile(
        r"flask_babel import .*gettext|flask_babel\.n?gettext|import .*Translations"
    )
    found = [path for path in APP.rglob("*.py") if looked_up.search(path.read_text())]
    assert [str(path.relative_to(APP)) for path in found] == ["web/texts.py"]


@pytest.mark.parametrize(
    "text", ["Vraiment ?", "Oui: non", "« Oui »", "Elle dit “oui”", "40 %% de", "Deux  espaces"]
)
def test_planted_bad_typography_is_found(text: str) -> None:
    assert badly_set(text)


def test_a_planted_lost_place_is_found() -> None:
    assert not names_the_same_places(Message("%(n)s firms", "%(m)s entreprises"))
