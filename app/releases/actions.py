"""Making, publishing and verifying releases: from counted answers to numbers that never change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version

from babel.languages import get_official_languages

from app.errors import ConflictError, InvalidError
from app.reference.audiences import Audience
from app.releases import stored_further
from app.releases.asked_lists import lists_of
from app.releases.computing import Computed, estimated, released
from app.releases.copies import Counted, earlier_than, not_erased
from app.releases.lists import Lists
from app.releases.sampling import NetworkMargins
from app.releases.stored_margins import (
    earlier_in,
    from_document,
    loaded_margins,
    minutes_in,
    to_document,
    tongues_in,
    with_started,
)
from app.releases.verification import Verification, altered_copies, by_source, compared
from app.releases.versions import Together, together
from app.store import answer_tables, campaigns, further_snapshots, network, questionnaires, releases
from app.store.campaigns import Campaign
from app.store.database import one_moment, transaction
from app.store.further_snapshots import Further
from app.store.releases import NewRelease, Release

DISTRIBUTION = "foreterre"
DEFAULT_SEED = 1
HOME, LEFT = "R_PLACE", "left"  # a resident's municipality; none any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a release is about, read at one moment.

    together: the versions asked, and how. minutes: municipality to minutes to its town. tongues:
    territory to the official languages of its country. further: experts and practices. earlier:
    the last published release of its wave that shares a campaign.
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
    earlier: int | None = None


def make(campaign_codes: Sequence[str], seed: int = DEFAULT_SEED) -> int:
    """Counts, weights, estimates, protects and keeps; the number of the new, unpublished release.

    Campaigns are of one wave, with one questionnaire an audience, in versions that ask the same;
    answers to older ones count under the codes of the newest. Numbers are computed before anything
    is locked; answers erased meanwhile are left out. Raises NotFoundError, InvalidError.
    """
    with one_moment():
        plan = _plan(tuple(dict.fromkeys(campaign_codes)))
    computed = _computed(plan, seed)
    with transaction():
        left = _left(plan)
        if (left.counted, left.further) != (plan.counted, plan.further):
            computed = _computed(left, seed)
        number = releases.create(_new(left, computed, seed), left.counted, computed.cells)
        further_snapshots.keep(number, left.further)
        return number


def publish(number: int) -> None:
    """From now on everybody sees it. Raises NotFoundError; ConflictError when it was before, or
    when another one of its wave was published since it was made."""
    with transaction():
        _demand_newest(releases.by_number(number))
        releases.publish(number, datetime.now(UTC))


def verify(number: int) -> Verification:
    """Recomputes a release from the copies of its answers and the margins that it holds.

    Needs nothing else: later answers, other margins or another wave change nothing. What rested
    on answers erased since is named, all other cells are still compared. Raises NotFoundError.
    """
    with one_moment():
        release = releases.by_number(number)
        seed, margins = release.seed, from_document(release.margins)[0]
        further = tuple(further_snapshots.of_release(number))
        held = release.margins
        lists = _lists(release.questionnaires, minutes_in(held), tongues_in(held), further)
        stored = releases.cells(number)
        copies = tuple(releases.counted(number))
        before = earlier_in(release.margins)
        left = not_erased(copies)
        earlier = None if before is None else earlier_than(before, left, margins, lists)
    erased = [
        *((each.audience, each.territory) for each in copies if each.answers is None),
        *((each.kind, each.territory) for each in further if each.content is None),
    ]
    gone = dict(by_source(erased))
    if earlier is not None:
        gone |= {(audience, place): count for (place, audience), count in earlier.erased.items()}
    again = released(estimated(left, margins, seed, lists), earlier=earlier)
    found = compared(stored, again.cells, gone)
    changed = [(each.audience, each.territory) for each in copies if not each.is_intact]
    changed += [(each.kind, each.territory) for each in further if not each.is_intact]
    return replace(found, altered=altered_copies(changed))


def _computed(plan: Plan, seed: int) -> Computed:
    """Where a release of these campaigns was published, numbers that few people changed stay."""
    earlier = None
    with one_moment():
        lists = _lists(plan.together.newest, plan.minutes, plan.tongues, plan.further)
        if plan.earlier is not None:
            earlier = earlier_than(plan.earlier, plan.counted, plan.margins, lists)
    return released(estimated(plan.counted, plan.margins, seed, lists), earlier=earlier)


def _demand_newest(release: Release) -> None:
    """What was compared with an older one may tell of few people beside a newer one."""
    last = releases.published_last(release.wave, release.campaigns)
    before = None if last is None else last.number
    if release.published_at is None and before != earlier_in(release.margins):
        raise ConflictError(
            f"Release {before} was published after release {release.number} was made: make it "
            "again, so that the two do not give a few people away together.",
            release=str(release.number),
        )


def _plan(codes: tuple[str, ...]) -> Plan:
    asked = [campaigns.by_code(code) for code in codes]
    if not asked:
        raise InvalidError("A release needs at least one campaign: name it.")
    waves = sorted({each.wave for each in asked})
    if len(waves) > 1:
        raise InvalidError(f"The campaigns are of waves {' and '.join(waves)}: release each apart.")
    found = together(asked)
    counted, places = tuple(_counted(codes, found)), _places(asked)
    everywhere = set().union(*places.values())
    if not counted:
        raise InvalidError("Nobody has passed all core pages yet: make the release later.")
    last = releases.published_last(waves[0], codes)
    margins = with_started(loaded_margins(waves[0], places), answer_tables.started(codes))
    return Plan(
        campaigns=codes,
        wave=waves[0],
        is_synthetic=any(each.is_synthetic for each in asked),
        together=found,
        margins=margins,
        minutes=network.minutes_to_town(everywhere),
        tongues=_tongues(everywhere),
        counted=counted,
        further=stored_further.counted(waves[0], set(margins)),
        earlier=None if last is None else last.number,
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


def _left(plan: Plan) -> Plan:
    """The plan without what was erased since it was made."""
    kept = {each.response_id for each in _counted(plan.campaigns, plan.together)}
    there = {each.source for each in stored_further.counted(plan.wave, set(plan.margins))}
    return replace(
        plan,
        counted=tuple(each for each in plan.counted if each.response_id in kept),
        further=tuple(each for each in plan.further if each.source in there),
    )


def _lists(
    asked: Mapping[str, int],
    minutes: Mapping[str, float],
    tongues: Mapping[str, tuple[str, ...]],
    further: Iterable[Further],
) -> Lists:
    compiled = {
        audience: questionnaires.compiled(version_id)
        for audience, version_id in asked.items()
        if audience in frozenset(Audience)
    }
    beside = stored_further.read(further)
    return replace(lists_of(compiled), minutes_to_town=minutes, tongues=tongues, further=beside)


def _new(plan: Plan, computed: Computed, seed: int) -> NewRelease:
    return NewRelease(
        made_at=datetime.now(UTC),
        seed=seed,
        code_version=version(DISTRIBUTION),
        wave=plan.wave,
        campaigns=plan.campaigns,
        is_synthetic=plan.is_synthetic,
        margins=to_document(plan.margins, computed.notes, plan.minutes, plan.tongues, plan.earlier),
        questionnaires={**plan.together.newest, **stored_further.asked_version(plan.further)},
    )
