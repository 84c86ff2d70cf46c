"""Making, publishing and verifying releases: from counted answers to numbers that never change."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version

from app.errors import ConflictError
from app.reference.open_codes import NO_CODES, OpenCodes
from app.reference.open_codes import RELEASE_KEY as CODES
from app.reference.open_codes import from_document as from_codes
from app.reference.open_codes import to_document as to_codes
from app.releases import stored_further
from app.releases.computing import Computed
from app.releases.copies import earlier_than, not_erased
from app.releases.planning import Plan, lists_asked, plan_of, sources_of, still_there
from app.releases.stored_margins import (
    earlier_in,
    from_document,
    minutes_in,
    to_document,
    tongues_in,
)
from app.releases.verification import (
    Source,
    Verification,
    altered_copies,
    by_source,
    compared,
)
from app.releases.waves.former import former_in, with_former
from app.releases.whole import Sources, whole
from app.store import further_snapshots, releases
from app.store.database import one_moment, transaction
from app.store.further_snapshots import Further
from app.store.releases import CountedThen, NewRelease, Release

DISTRIBUTION = "foreterre"
DEFAULT_SEED = 1


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
        plan = plan_of(tuple(dict.fromkeys(campaign_codes)))
    computed = _computed(plan, seed, codes)
    with transaction():
        left = still_there(plan)
        if (left.counted, left.further) != (plan.counted, plan.further):
            computed = _computed(left, seed, codes)
        number = releases.create(_new(left, computed, seed, codes), left.counted, computed.cells)
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
        further = tuple(further_snapshots.of_release(number))
        sources = _sources_then(release, further)
        stored = releases.cells(number)
        copies = tuple(releases.counted(number))
        before = earlier_in(release.margins)
        left = not_erased(copies)
        earlier = None if before is None else earlier_than(before, left, sources)
    gone = dict(by_source(_erased(copies, further)))
    if earlier is not None:
        gone |= {(audience, place): count for (place, audience), count in earlier.erased.items()}
    found = compared(stored, whole(left, sources, earlier=earlier).cells, gone)
    changed = [(each.audience, each.territory) for each in copies if not each.is_intact]
    changed += [(each.kind, each.territory) for each in further if not each.is_intact]
    return replace(found, altered=altered_copies(changed))


def _sources_then(release: Release, further: Iterable[Further]) -> Sources:
    held = release.margins
    return sources_of(
        from_document(held)[0],
        release.seed,
        lists=lists_asked(release.questionnaires, minutes_in(held), tongues_in(held), further),
        former=former_in(held),
        codes=from_codes(held.get(CODES, []), f"Release {release.number}, {CODES}"),
    )


def _erased(copies: Iterable[CountedThen], further: Iterable[Further]) -> Iterator[Source]:
    yield from ((each.audience, each.territory) for each in copies if each.answers is None)
    yield from ((each.kind, each.territory) for each in further if each.content is None)


def _computed(plan: Plan, seed: int, codes: OpenCodes) -> Computed:
    """Where a release of these campaigns was published, numbers that few people changed stay."""
    earlier = None
    with one_moment():
        sources = plan.sources(seed, codes)
        if plan.earlier is not None:
            earlier = earlier_than(plan.earlier, plan.counted, sources)
    return whole(plan.counted, sources, earlier=earlier)


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


def _new(plan: Plan, computed: Computed, seed: int, codes: OpenCodes) -> NewRelease:
    margins = to_document(plan.margins, computed.notes, plan.minutes, plan.tongues, plan.earlier)
    return NewRelease(
        made_at=datetime.now(UTC),
        seed=seed,
        code_version=version(DISTRIBUTION),
        wave=plan.wave,
        campaigns=plan.campaigns,
        is_synthetic=plan.is_synthetic,
        margins=with_former(margins, plan.former) | {CODES: to_codes(codes)},
        questionnaires={**plan.together.newest, **stored_further.asked_version(plan.further)},
    )
