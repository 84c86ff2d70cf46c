"""The pages in asking order, and the order in which their questions are decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.questionnaire.leading import Leading
from app.questionnaire.model import Page, Questionnaire
from app.questionnaire.planning import Stop, in_order_of_need, needs_of, units_of
from app.questionnaire.steps import Spot
from app.questionnaire.structuring import structure_of


class StepKind(StrEnum):
    QUESTION = "question"
    OFFER = "offer"
    LEFT = "left"  # shown to those who no longer live here


class PageRole(StrEnum):
    ALWAYS = "always"
    DRAWN = "drawn"
    OFFER = "offer"
    OFFERED = "offered"


@dataclass(frozen=True, slots=True)
class OutlinePage:
    page: Page
    spots: tuple[Spot, ...]
    kind: StepKind
    core_codes: frozenset[str]  # questions that must be passed before the page counts


@dataclass(frozen=True, slots=True)
class Stretch:
    """Spots of one page that are decided one after the other."""

    page: OutlinePage
    role: PageRole
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """The pages in asking order for one drawn module, with the static number of each step.

    stretches: the order of deciding. is_in_order: it is that of asking.
    """

    pages: tuple[tuple[OutlinePage, PageRole], ...]
    numbers: Mapping[str, int]
    stretches: tuple[Stretch, ...]
    is_in_order: bool


def route_of(
    questionnaire: Questionnaire, pages: tuple[OutlinePage, ...], drawn: str | None
) -> Route:
    """The drawn module, the offer, the other modules: all at the place of the first of them."""
    roles = [(each, role_of(each, questionnaire, drawn)) for each in pages]
    moving = [pair for pair in roles if pair[1] is not PageRole.ALWAYS]
    moving.sort(key=lambda pair: rank_of(pair[0].page, pair[1], questionnaire))
    order: list[tuple[OutlinePage, PageRole]] = []
    for pair in roles:
        if pair[1] is PageRole.ALWAYS:
            order.append(pair)
        else:
            order.extend(moving)
            moving = []
    numbers: dict[str, int] = {}
    for each, _ in order:
        for spot in each.spots:
            numbers.setdefault(spot.step, len(numbers))
    stretches = reordered(order, questionnaire)
    if stretches is None:
        asking = tuple(Stretch(each, role, each.spots) for each, role in order)
        return Route(tuple(order), numbers, asking, is_in_order=True)
    return Route(tuple(order), numbers, stretches, is_in_order=False)


def reordered(
    order: list[tuple[OutlinePage, PageRole]], questionnaire: Questionnaire
) -> tuple[Stretch, ...] | None:
    """None where every rule looks back only."""
    stops = [
        Stop(each.page, each.spots, behind_page(role, order, questionnaire)) for each, role in order
    ]
    units = units_of(stops, Leading(structure_of(questionnaire)).read_by)
    needs = needs_of(units)
    if all(before < place for place, each in enumerate(needs) for before in each):
        return None
    found = in_order_of_need(needs)
    sorted_units = (units[place] for place in (*found.decided, *found.circle))
    return tuple(Stretch(*order[unit.stop], spots=(unit.spot,)) for unit in sorted_units)


def behind_page(
    role: PageRole,
    order: list[tuple[OutlinePage, PageRole]],
    questionnaire: Questionnaire,
) -> frozenset[str]:
    """Codes of what decides on a page beside its own rule: the module drawn, the offer."""
    modules = questionnaire.modules
    if modules is None or role in {PageRole.ALWAYS, PageRole.DRAWN}:
        return frozenset()
    if role is PageRole.OFFERED:
        return frozenset({modules.offer})
    drawn = (page for page, other in order if other is PageRole.DRAWN)
    return frozenset(spot.question.code for page in drawn for spot in page.spots)


def role_of(each: OutlinePage, questionnaire: Questionnaire, drawn: str | None) -> PageRole:
    modules = questionnaire.modules
    if each.kind is StepKind.OFFER:
        return PageRole.OFFER
    if modules is None or each.page.module not in modules.names:
        return PageRole.ALWAYS
    return PageRole.DRAWN if each.page.module == drawn else PageRole.OFFERED


def rank_of(page: Page, role: PageRole, questionnaire: Questionnaire) -> tuple[int, int]:
    roles = (PageRole.DRAWN, PageRole.OFFER, PageRole.OFFERED)
    modules = questionnaire.modules
    is_module = modules is not None and page.module in modules.names
    name = modules.names.index(page.module or "") if modules is not None and is_module else 0
    return (roles.index(role), name)
