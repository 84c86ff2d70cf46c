"""The check of a whole file, row by row: what is right is laid aside, what is wrong is named."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import IO

from app.commands.loading.about import About, Expected, about_of
from app.commands.loading.problem import FileRow, Problem
from app.questionnaire.loading.fault import Fault
from app.questionnaire.loading.row import Row, row_of
from app.questionnaire.model import Questionnaire
from app.questionnaire.path import is_core_complete
from app.questionnaire.residence import is_elsewhere, territory_of
from app.questionnaire.setting import Setting
from app.store import loading, network, questionnaires
from app.store.batches import in_batches
from app.store.campaigns import Campaign
from app.store.columns import answers_of
from app.store.loading import Loadable

DAYS = ("started", "sent", "consented")


@dataclass(slots=True, kw_only=True)
class Check:
    """One pass over a file. aside: where the rows that are right wait, so that none is kept in
    memory; of each only what tells it from others is."""

    campaign: Campaign
    questionnaire: Questionnaire
    setting: Setting
    expected: Expected
    mode: str
    aside: IO[str]
    rows: int = 0
    seen: Counter[bytes] = field(default_factory=Counter)

    def problems(self, rows: Iterable[FileRow]) -> Iterator[Problem]:
        """All of them, in the order of the rows but for receipts known in another campaign."""
        for some in in_batches(rows):
            receipts: dict[str, int] = {}
            for row in some:
                yield from (Problem(row.number, each) for each in self._take(row, receipts))
            for receipt, code in loading.claimed_elsewhere(self.campaign, receipts).items():
                mend = "leave the row out, or load it there."
                fault = Fault("receipt_hash", "elsewhere", f"is of campaign {code!r}", mend)
                yield Problem(receipts[receipt], fault)

    def right_rows(self) -> Iterator[Loadable]:
        """Those laid aside, read again."""
        self.aside.seek(0)
        for line in self.aside:
            found = json.loads(line)
            for name in DAYS:
                found[name] = None if found[name] is None else date.fromisoformat(found[name])
            found["answers"] = answers_of(found["answers"])
            yield Loadable(**found)

    def _take(self, row: FileRow, receipts: dict[str, int]) -> Iterator[Fault]:
        self.rows += 1
        yield from row.faults
        if row.faults:
            return
        about = about_of(row.about, self.expected)
        found = self._checked(row, about)
        yield from (about if isinstance(about, list) else ())
        yield from found.faults
        if isinstance(about, list) or found.faults:
            return
        right = self._loadable(row.number, about, found)
        if about.receipt_hash is not None:
            receipts[about.receipt_hash] = row.number
            if right.copy > 1:
                mend = "leave one of the two rows out."
                yield Fault("receipt_hash", "repeated", "stands in a row before", mend)
        self.aside.write(json.dumps(asdict(right), default=date.isoformat) + "\n")

    def _checked(self, row: FileRow, about: About | list[Fault]) -> Row:
        """Also where what stands beside the answers is wrong: every problem in one run."""
        setting, is_sent = self.setting, bool(row.about.get("sent"))
        if isinstance(about, About):
            setting = replace(setting, today=about.last_day, language=about.language)
        return row_of(self.questionnaire, row.answers, setting, is_sent=is_sent)

    def _loadable(self, number: int, about: About, found: Row) -> Loadable:
        is_passed = about.sent is not None or is_core_complete(found.sheet)
        row = Loadable(
            number=number,
            receipt_hash=about.receipt_hash,
            copy=1,
            language=about.language,
            territory=None if is_elsewhere(found.sheet) else territory_of(found.sheet),
            mode=self.mode,
            words=about.words,
            is_assisted=about.is_assisted,
            started=about.started,
            sent=about.sent,
            is_core_complete=is_passed and not is_elsewhere(found.sheet),
            consent_notice=about.consent_notice,
            consent_language=about.consent_language,
            consented=about.consented,
            answers=found.answers,
        )
        identity = bytes.fromhex(about.receipt_hash or loading.content_of(row))
        self.seen[identity] += 1
        return replace(row, copy=self.seen[identity])


def check_for(campaign: Campaign, mode: str, aside: IO[str], today: date) -> Check:
    return Check(
        campaign=campaign,
        questionnaire=questionnaires.compiled(campaign.questionnaire_id),
        setting=Setting(
            today=today,
            language=campaign.languages[0],
            places=network.places(campaign.territories),
            options=frozenset(campaign.options),
        ),
        expected=Expected(
            campaign=campaign.code,
            languages=campaign.languages,
            is_synthetic=campaign.is_synthetic,
            first=campaign.opens_on,
            last=_last_day(campaign),
            today=today,
        ),
        mode=mode,
        aside=aside,
    )


def _last_day(campaign: Campaign) -> date:
    """The day on which it was closed by hand, where that came first."""
    closed = campaign.closed_at
    return campaign.closes_on if closed is None else min(campaign.closes_on, closed.date())
