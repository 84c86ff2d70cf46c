"""The synthetic panel in the store: forty experts, two rounds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import numpy as np
import yaml

from app.commands.demo.answering import UnansweredError
from app.commands.demo.chance import Bools, apportion, stream
from app.commands.demo.experts import (
    REASONS,
    Opinions,
    answers,
    chances,
    draw_beliefs,
    draw_opinions,
    outside,
    revised,
)
from app.commands.demo.facts import Facts
from app.commands.demo.picks import picked
from app.commands.demo.populations import Populations
from app.questionnaire.model import Answers, Questionnaire
from app.questionnaire.panel import Plan
from app.questionnaire.panel_answers import Turn, faults
from app.questionnaire.reading.panels import read_panel
from app.questionnaire.setting import Setting
from app.store import panels, questionnaires
from app.store.panels import Expert, NewPanel

AFTER_WAVE = timedelta(days=14)  # the panel knows what the wave found
LONG, BETWEEN = timedelta(days=14), timedelta(days=7)  # a round; until the next one
WHY = "E_WHY"
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Experts:
    """groups: to how many of a territory. dropout: share that does not come back."""

    per_territory: int
    groups: dict[str, int]
    dropout: float


@dataclass(frozen=True, slots=True)
class Round:
    number: int
    opens_on: date

    @property
    def moment(self) -> datetime:
        return datetime.combine(self.opens_on + timedelta(days=3), time(18), UTC)


def panel_code(wave: str) -> str:
    """The code of a wave's panel: w2026-experts."""
    return f"{wave}-{panels.EXPERTS}"


def read_experts(path: Path) -> Experts:
    """Raises InvalidError naming what is missing in the file of the network."""
    facts = Facts.of(yaml.safe_load(path.read_text("utf-8")), path.name)
    experts = facts.at("samples").at("experts")
    groups = experts.at("groups")
    return Experts(
        experts.whole("per_territory"),
        {name: groups.whole(name) for name in groups.keys},
        experts.number("dropout_round2"),
    )


def seed_panel(root: Path, populations: Populations, say: Say) -> None:
    """Inside a transaction. Answers pass the rules of the panel's file, or nothing is seeded.

    root: the folder of surveys/ and translations/. Raises UnansweredError.
    """
    demo, seed = populations.network, populations.seed
    asked = read_panel(root / "surveys" / "delphi.yaml", root / "translations")
    experts = read_experts(root / "surveys" / "demo_network.yaml")
    plan = asked.planned(picked(asked, populations))
    first = Round(1, demo.closes_on + AFTER_WAVE)
    second = Round(2, first.opens_on + LONG + BETWEEN)
    panel = panels.set_up(
        NewPanel(
            code=panel_code(demo.wave),
            wave=demo.wave,
            questionnaire_id=questionnaires.save(asked.asked(plan)).id,
            territories=tuple(each.code for each in demo.territories),
            plan=plan,
            is_synthetic=True,
            set_up_at=datetime.combine(demo.closes_on + timedelta(days=7), time(9), UTC),
        )
    )
    for each in (first, second):
        panels.open_round(panel, each.opens_on, each.opens_on + LONG)
    beliefs = draw_beliefs(plan, seed)
    leaving = _leaving(len(demo.territories), experts, seed)
    for place, territory in enumerate(demo.territories):
        before = draw_opinions(beliefs, territory.code, experts.per_territory, seed)
        after = revised(before, territory.code, seed)
        invited = [*_invited(panel, territory.code, experts, seed)]
        stays = [number for number in range(len(invited)) if number not in leaving[place]]
        asker = _Asker(asked.questionnaire, plan, seed)
        asker.ask(invited, range(len(invited)), before, first, None)
        asker.ask(invited, stays, after, second, before)
    say(f"{panel.code}: {len(demo.territories) * experts.per_territory} experts, two rounds.")


@dataclass(frozen=True, slots=True)
class _Asker:
    questionnaire: Questionnaire
    plan: Plan
    seed: int

    def ask(
        self,
        invited: list[Expert],
        who: "range | list[int]",
        opinions: Opinions,
        asked: Round,
        before: Opinions | None,
    ) -> None:
        """One round of one territory."""
        is_outside = None
        if before is not None:
            is_outside = outside(chances(opinions), chances(before))
        for number in who:
            rng = stream(self.seed, "levers", invited[number].key)
            told = dict(answers(opinions, self.plan, number, rng))
            given = dict(self._reasoned(told, asked.number, number, is_outside))
            panels.answer(invited[number], asked.number, given, answered_at=asked.moment)

    def _reasoned(
        self, told: dict[str, Answers], number: int, expert: int, is_outside: Bools | None
    ) -> Iterator[tuple[str, Answers]]:
        """With a reason where the rules ask for one."""
        rng = stream(self.seed, "reasons", str(expert))
        setting = Setting(today=date.min, language=self.questionnaire.source_language)
        for place, statement in enumerate(self.plan.statements):
            if statement.code not in told:
                continue
            is_out = is_outside is not None and bool(is_outside[expert, place])
            given = dict(told[statement.code])
            if is_out:
                given[WHY] = str(rng.choice(REASONS))
            turn = Turn(number, is_out)
            for fault in faults(self.questionnaire, statement, given, turn=turn, setting=setting):
                message = f"{statement.code}: {fault.path} breaks the rule {fault.code!r}"
                raise UnansweredError(f"{message}: mend app/commands/demo/experts.py.")
            yield statement.code, given


def _invited(panel: panels.Panel, territory: str, experts: Experts, seed: int) -> Iterator[Expert]:
    rng = stream(seed, "invited", territory)
    groups = np.repeat([*experts.groups], [*experts.groups.values()])
    for group in rng.permutation(groups)[: experts.per_territory].tolist():
        key = rng.bytes(8).hex()
        yield panels.add_expert(panel, key, territory=territory, group=group)


def _leaving(territories: int, experts: Experts, seed: int) -> list[set[int]]:
    """Who of each territory does not come back, as evenly as their number allows."""
    rng = stream(seed, "leaving")
    whole = round(experts.dropout * territories * experts.per_territory)
    counts = rng.permutation(apportion([1.0] * territories, whole))
    size = experts.per_territory
    return [set(rng.permutation(size)[:count].tolist()) for count in counts.tolist()]
