"""Making, publishing and verifying releases: from counted answers to numbers that never change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version

from app.errors import InvalidError
from app.questionnaire.model import Answers, Questionnaire
from app.reference.open_codes import RELEASE_KEY as CODES
from app.reference.open_codes import OpenCodes
from app.reference.open_codes import from_document as from_codes
from app.reference.open_codes import to_document as to_codes
from app.releases.asked_lists import lists_of
from app.releases.computing import Computed, NetworkMargins
from app.releases.lists import Lists
from app.releases.stored_margins import (
    from_document,
    loaded_margins,
    minutes_in,
    to_document,
    with_started,
)
from app.releases.verification import Verification, altered_copies, by_source, compared
from app.releases.versions import Together, together
from app.releases.waves.former import Former, former_in, with_former
from app.releases.waves.order import by_wave
from app.releases.whole import NO_CODES, Sources, whole
from app.store import answer_tables, campaigns, network, questionnaires, releases
from app.store.campaigns import Campaign
from app.store.database import one_moment, transaction
from app.store.releases import NewRelease

DISTRIBUTION = "foreterre"
DEFAULT_SEED = 1
HOME, LEFT = "R_PLACE", "left"  # a resident's municipality; none any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A response that counts and lives in a territory. response_id: 0 once it is only a copy."""

    response_id: int = 0
    campaign: str
    audience: str
    territory: str
    answers: Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a release is about, read at one moment.

    together: the versions asked, and how. minutes: municipality to minutes to its town.
    former: the wave that this one is compared with.
    """

    campaigns: tuple[str, ...]
    wave: str
    is_synthetic: bool
    together: Together
    margins: NetworkMargins
    minutes: Mapping[str, float]
    counted: tuple[Counted, ...]
    former: Former | None = None

    def sources(self, seed: int, codes: OpenCodes) -> Sources:
        return Sources(
            margins=self.margins,
            seed=seed,
            lists=_lists(self.together.newest, self.minutes),
            former=self.former,
            codes=codes,
        )


def make(
    campaign_codes: Sequence[str], seed: int = DEFAULT_SEED, codes: OpenCodes = NO_CODES
) -> int:
    """Counts, weights, estimates, protects and keeps; the number of the new, unpublished release.

    Campaigns are of one wave, with one questionnaire an audience, in versions that ask the same;
    answers to older ones count under the codes of the newest. Those of a wave before may stand
    beside them: the release is of the later wave and says what changed since.
    codes: those that people made for open answers.
    Numbers are computed before anything is locked; answers erased meanwhile are left out.
    Raises NotFoundError, InvalidError.
    """
    with one_moment():
        plan = _plan(tuple(dict.fromkeys(campaign_codes)))
    sources = plan.sources(seed, codes)
    computed = whole(plan.counted, sources)
    with transaction():
        kept = {each.response_id for each in _counted(plan.campaigns, plan.together)}
        counted = tuple(each for each in plan.counted if each.response_id in kept)
        if len(counted) < len(plan.counted):
            computed = whole(counted, sources)
        return releases.create(_new(plan, computed, sources), counted, computed.cells)


def publish(number: int) -> None:
    """From now on everybody sees it. Raises NotFoundError, ConflictError when it was before."""
    with transaction():
        releases.publish(number, datetime.now(UTC))


def verify(number: int) -> Verification:
    """Recomputes a release from the copies of its answers and the margins that it holds.

    Needs nothing else: later answers, other margins or another wave change nothing. What rested
    on answers erased since is named, all other cells are still compared. Raises NotFoundError.
    """
    with one_moment():
        release = releases.by_number(number)
        sources = Sources(
            margins=from_document(release.margins)[0],
            seed=release.seed,
            lists=_lists(release.questionnaires, minutes_in(release.margins)),
            former=former_in(release.margins),
            codes=from_codes(release.margins.get(CODES, []), f"Release {number}, {CODES}"),
        )
        stored = releases.cells(number)
        copies = tuple(releases.counted(number))
    left = tuple(
        Counted(
            campaign=each.campaign,
            audience=each.audience,
            territory=each.territory,
            answers=each.answers,
        )
        for each in copies
        if each.answers is not None
    )
    gone = by_source((each.audience, each.territory) for each in copies if each.answers is None)
    found = compared(stored, whole(left, sources).cells, gone)
    changed = ((each.audience, each.territory) for each in copies if not each.is_intact)
    return replace(found, altered=altered_copies(changed))


def _plan(codes: tuple[str, ...]) -> Plan:
    asked = [campaigns.by_code(code) for code in codes]
    if not asked:
        raise InvalidError("A release needs at least one campaign: name it.")
    now, earlier = by_wave(asked)
    found = together(now, earlier)
    counted = tuple(_counted(codes, found))
    known = frozenset(each.code for each in now)
    if not any(each.campaign in known for each in counted):
        raise InvalidError("Nobody has passed all core pages yet: make the release later.")
    places = _places(now)
    return Plan(
        campaigns=codes,
        wave=now[0].wave,
        is_synthetic=any(each.is_synthetic for each in asked),
        together=found,
        margins=_margins(now, places),
        minutes=network.minutes_to_town(set().union(*places.values())),
        counted=counted,
        former=_former(earlier, found) if earlier else None,
    )


def _margins(asked: Sequence[Campaign], places: Mapping[str, set[str]]) -> NetworkMargins:
    began = answer_tables.started([each.code for each in asked])
    return with_started(loaded_margins(asked[0].wave, places), began)


def _former(earlier: Sequence[Campaign], found: Together) -> Former:
    return Former(
        wave=earlier[0].wave,
        campaigns=tuple(each.code for each in earlier),
        margins=_margins(earlier, _places(earlier)),
        broken=found.broken,
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


def _lists(asked: Mapping[str, int], minutes: Mapping[str, float]) -> Lists:
    compiled: dict[str, Questionnaire] = {
        audience: questionnaires.compiled(version_id) for audience, version_id in asked.items()
    }
    return replace(lists_of(compiled), minutes_to_town=minutes)


def _new(plan: Plan, computed: Computed, sources: Sources) -> NewRelease:
    document = to_document(plan.margins, computed.notes, plan.minutes)
    return NewRelease(
        made_at=datetime.now(UTC),
        seed=sources.seed,
        code_version=version(DISTRIBUTION),
        wave=plan.wave,
        campaigns=plan.campaigns,
        is_synthetic=plan.is_synthetic,
        margins=with_former(document, plan.former) | {CODES: to_codes(sources.codes)},
        questionnaires=plan.together.newest,
    )
