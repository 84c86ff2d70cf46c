"""What people of a territory wrote in their own words: codes, terms and topics, never a text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.dashboards.book import Place
from app.reference.cells import CHANGE, NETWORK, Cell
from app.reference.languages import NAMES, direction
from app.web.published import Unit, number, sentence
from app.web.texts import _

INDICATOR = "OPEN"
OTHER = ".other"  # ends the path of what goes with "other, specify"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words of one language, with how many people used them."""

    words: tuple[str, ...]
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What is said in one language, by its own name and direction."""

    language: str
    name: str
    direction: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A code here and in the whole network."""

    label: str
    here: Cell
    network: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """terms: of the territory; topics and rising: of the whole network."""

    text: str
    codes: tuple[Coded, ...]
    terms: tuple[Spoken, ...]
    topics: tuple[Spoken, ...]
    rising: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    sentence: Markup
    questions: tuple[OpenQuestion, ...]


def title() -> str:
    return _("In their own words")


def told(place: Place) -> Told:
    """Of the questions that anything may be shown of."""
    found = tuple(_questions(place))
    coded = [each for question in found for each in question.codes if each.here.value is not None]
    return Told(sentence=_sentence(found, coded), questions=found)


def _sentence(found: Sequence[OpenQuestion], coded: Sequence[Coded]) -> Markup:
    if coded:
        most = max(coded, key=lambda each: (not each.here.is_fragile, each.here.value or 0))
        text = _(
            "What comes up most here is “%(what)s”: in %(share)s of the answers to a question."
        )
        label = Markup('<span class="label">{}</span>').format(most.label)
        return sentence(text, what=label, share=number(most.here, Unit.SHARE))
    if not any(question.terms for question in found) and found:
        return sentence(
            _("Too few people wrote in their own words here: what stands below is of the network.")
        )
    if found:
        return sentence(_("Some words come up often here, but no theme in enough answers to tell."))
    return sentence(_("Too few people wrote in their own words to tell what they said."))


def _questions(place: Place) -> Iterator[OpenQuestion]:
    here = place.book.of(INDICATOR, place.territory)
    network = place.book.of(INDICATOR, NETWORK)
    asked = dict.fromkeys(
        (cell.audience, cell.dimensions["question"]) for cell in (*here, *network)
    )
    for audience, path in asked:
        own, all_over = (_about(cells, audience, path) for cells in (here, network))
        found = OpenQuestion(
            text=_text(place, audience, path),
            codes=tuple(_coded(place, own)),
            terms=_spoken([each for each in own if "term" in each.dimensions], "term"),
            topics=_spoken([each for each in all_over if "topic" in each.dimensions], "topic"),
            rising=_spoken([each for each in all_over if CHANGE in each.dimensions], "term"),
        )
        if found.codes or found.terms or found.topics:
            yield found


def _about(cells: Sequence[Cell], audience: str, path: str) -> tuple[Cell, ...]:
    return tuple(
        cell for cell in cells if (cell.audience, cell.dimensions["question"]) == (audience, path)
    )


def _text(place: Place, audience: str, path: str) -> str:
    text = place.labels.of_question(audience, path.removesuffix(OTHER))
    return _("%(question)s (other, in own words)", question=text) if path.endswith(OTHER) else text


def _coded(place: Place, cells: Sequence[Cell]) -> Iterator[Coded]:
    """Nothing where all codes are hidden, here and in the network, as where too few wrote."""
    labels = {each.code: each.in_language(place.labels.language) for each in place.codes.codes}
    found = [cell for cell in cells if "code" in cell.dimensions]
    pairs = [(cell, place.in_network(cell)) for cell in found]
    if any(cell.value is not None for pair in pairs for cell in pair):
        for here, network in pairs:
            code = here.dimensions["code"]
            yield Coded(label=labels.get(code, code), here=here, network=network)


def _spoken(cells: Sequence[Cell], dimension: str) -> tuple[Spoken, ...]:
    by_language: dict[str, list[Said]] = {}
    for cell in cells:
        words = tuple(cell.dimensions[dimension].split("+"))
        said = Said(words=words, cell=cell)
        by_language.setdefault(cell.dimensions["language"], []).append(said)
    return tuple(
        Spoken(
            language=language,
            name=NAMES.get(language, language),
            direction=direction(language),
            said=tuple(sorted(said, key=lambda each: (-(each.cell.value or 0), each.words))),
        )
        for language, said in by_language.items()
    )
