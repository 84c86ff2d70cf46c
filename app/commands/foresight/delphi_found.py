"""Every statistic of a panel's statements, ready to be told."""

from dataclasses import dataclass

import numpy as np

from app.commands.foresight.delphi_files import Rounds
from app.foresight.delphi import (
    ByExpertise,
    Concordance,
    Dissent,
    DropOut,
    Rule,
    Stability,
    StabilityRule,
    Verdict,
    by_expertise,
    consensus,
    dissent,
    drop_out,
    kendall_w,
    krippendorff,
    stability,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Fixed before the first round. seed: of tables drawn."""

    agreed: Rule
    stable: StabilityRule
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFound:
    """None: no round before, or nobody's expertise, was given."""

    name: str
    verdict: Verdict
    camps: Dissent
    expertise: ByExpertise | None
    change: Stability | None
    left: DropOut | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelFound:
    """alpha: Krippendorff's, ordinal; over all statements, as concordance is."""

    experts: int
    concordance: Concordance
    alpha: float | None
    statements: tuple[StatementFound, ...]


def found_of(rounds: Rounds, rules: Rules) -> PanelFound:
    experts, scale = rounds.panel.experts, rules.agreed.scale
    names = rounds.panel.statements
    answers = [scale.values(rounds.panel.answers(name, experts)) for name in names]
    table = np.column_stack(answers)
    return PanelFound(
        experts=len(experts),
        concordance=kendall_w(table),
        alpha=krippendorff(table),
        statements=tuple(_statement(name, rounds, rules) for name in names),
    )


def _statement(name: str, rounds: Rounds, rules: Rules) -> StatementFound:
    here, everyone = rounds.panel.experts, rounds.experts
    answers, scale = rounds.panel.answers(name, here), rules.agreed.scale
    expertise = change = left = None
    if rounds.expertise is not None:
        expertise = by_expertise(answers, rounds.expertise.answers(name, here), scale)
    if rounds.before is not None and name in rounds.before.statements:
        first = rounds.before.answers(name, everyone)
        second = rounds.panel.answers(name, everyone)
        change = stability(first, second, rules.stable, scale=scale, seed=rules.seed)
        left = drop_out(first, second, rules.agreed)
    return StatementFound(
        name=name,
        verdict=consensus(answers, rules.agreed),
        camps=dissent(answers, scale),
        expertise=expertise,
        change=change,
        left=left,
    )
