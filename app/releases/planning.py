"""What a release is made of, read at one moment: its campaigns, answers, margins, earlier waves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from babel.languages import get_official_languages

from app.errors import InvalidError
from app.reference.audiences import Audience
from app.reference.open_codes import OpenCodes
from app.releases import stored_further
from app.releases.asked_lists import lists_of
from app.releases.copies import Counted
from app.releases.lists import Lists
from app.releases.sampling import NetworkMargins
from app.releases.stored_margins import loaded_margins, with_started
from app.releases.versions import Together, together
from app.releases.waves.former import Former
from app.releases.waves.order import by_wave
from app.releases.whole import Sources
from app.store import answer_tables, campaigns, network, questionnaires, releases
from app.store.campaigns import Campaign
from app.store.further_snapshots import Further

HOME, LEFT = "R_PLACE", "left"  # a resident's municipality; none any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a release is about.

    together: the versions asked, and how. minutes: municipality to minutes to its town. tongues:
    territory to the official languages of its country. further: experts and practices. former: the
    wave that this one is compared with. earlier: the last published release of its own wave that
    shares a campaign.
    """

    campaigns: tuple[str, ...]
    wave: str
    is_synthetic: bool
    together: Together
    margins: NetworkMargins
    minutes: Mapping[str, float]
    tongues: Mapping[str, tuple[str, ...]]
    counted: tuple[Counted, ...]
    further: tuple[Further, ...]
    former: Former | None = None
    earlier: int | None = None

    def sources(self, seed: int, codes: OpenCodes) -> Sources:
        return sources_of(
            self.margins,
            seed,
            lists=lists_asked(self.together.newest, self.minutes, self.tongues, self.further),
            former=self.former,
            codes=codes,
        )


def sources_of(
    margins: NetworkMargins, seed: int, *, lists: Lists, former: Former | None, codes: OpenCodes
) -> Sources:
    """With what the release of the earlier wave tells, where one was published."""
    number = None if former is None else former.release
    told = () if number is None else releases.cells(number)
    return Sources(
        margins=margins,
        seed=seed,
        lists=lists,
        former=former,
        said={each.key: each for each in told},
        codes=codes,
    )


def plan_of(codes: tuple[str, ...]) -> Plan:
    """Raises NotFoundError, InvalidError."""
    asked = [campaigns.by_code(code) for code in codes]
    if not asked:
        raise InvalidError("A release needs at least one campaign: name it.")
    now, before = by_wave(asked)
    found = together(now, before)
    counted, places = tuple(_counted(codes, found)), _places(now)
    known = frozenset(each.code for each in now)
    if not any(each.campaign in known for each in counted):
        raise InvalidError("Nobody has passed all core pages yet: make the release later.")
    everywhere = set().union(*places.values())
    margins = _margins(now, places)
    last = releases.published_last(now[0].wave, codes)
    return Plan(
        campaigns=codes,
        wave=now[0].wave,
        is_synthetic=any(each.is_synthetic for each in asked),
        together=found,
        margins=margins,
        minutes=network.minutes_to_town(everywhere),
        tongues=_tongues(everywhere),
        counted=counted,
        further=stored_further.counted([each.wave for each in (*now, *before)], set(margins)),
        former=_former(before, found) if before else None,
        earlier=None if last is None else last.number,
    )


def still_there(plan: Plan) -> Plan:
    """The plan without what was erased since it was made."""
    kept = {each.response_id for each in _counted(plan.campaigns, plan.together)}
    waves = (plan.wave,) if plan.former is None else (plan.wave, plan.former.wave)
    there = {each.source for each in stored_further.counted(waves, set(plan.margins))}
    return replace(
        plan,
        counted=tuple(each for each in plan.counted if each.response_id in kept),
        further=tuple(each for each in plan.further if each.source in there),
    )


def lists_asked(
    asked: Mapping[str, int],
    minutes: Mapping[str, float],
    tongues: Mapping[str, tuple[str, ...]],
    further: Iterable[Further],
) -> Lists:
    """asked: audience to the version of what it was asked."""
    compiled = {
        audience: questionnaires.compiled(version_id)
        for audience, version_id in asked.items()
        if audience in frozenset(Audience)
    }
    beside = stored_further.read(further)
    return replace(lists_of(compiled), minutes_to_town=minutes, tongues=tongues, further=beside)


def _margins(asked: Sequence[Campaign], places: Mapping[str, set[str]]) -> NetworkMargins:
    began = answer_tables.started([each.code for each in asked])
    return with_started(loaded_margins(asked[0].wave, places), began)


def _former(before: Sequence[Campaign], found: Together) -> Former:
    codes = tuple(each.code for each in before)
    last = releases.published_last(before[0].wave, codes)
    return Former(
        wave=before[0].wave,
        campaigns=codes,
        margins=_margins(before, _places(before)),
        broken=found.broken,
        release=None if last is None else last.number,
    )


def _places(asked: Iterable[Campaign]) -> Mapping[str, set[str]]:
    """Audience to the territories it is asked in."""
    found: dict[str, set[str]] = {}
    for each in asked:
        found.setdefault(each.audience, set()).update(each.territories)
    return found


def _counted(codes: Sequence[str], asked: Together) -> Iterator[Counted]:
    """Those who live elsewhere, or have left, stand for nobody's population.

    Who left names no municipality either, so in a campaign of one territory only the answer tells.
    """
    for each in answer_tables.counted(codes):
        recode = asked.recoders.get(each.campaign)
        answers = each.answers if recode is None else recode(each.answers)
        if each.territory is not None and answers.get(HOME) != LEFT:
            yield Counted(
                response_id=each.response_id,
                campaign=each.campaign,
                audience=each.audience,
                territory=each.territory,
                answers=answers,
            )


def _tongues(territories: AbstractSet[str]) -> Mapping[str, tuple[str, ...]]:
    """Territory to the official languages of its country and of its regions."""
    return {
        each.code: get_official_languages(each.country, regional=True)
        for each in network.territories()
        if each.code in territories
    }
