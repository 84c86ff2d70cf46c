"""Where experts agree, whether they still move, and who sees it otherwise (IND32)."""

from collections.abc import Iterator, Sequence

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.estimation.feedback import MARK, POINTS, SHARE, Found, told_back
from app.foresight.delphi import Rule, Scale
from app.foresight.delphi.resampling import percentile, quantiles
from app.foresight.delphi.rounds import Agreed, Steady, agreed, kept
from app.questionnaire.panel import CHANCE_2035, PanelRule
from app.reference.cells import NETWORK, Cell
from app.releases.indicators.panelists import Panelists, is_enough, panelists, verdict
from app.releases.lists import Lists
from app.releases.samples import Samples

FINE_UNDER = 10.0  # scales narrower than this are told in tenths
HALF = 0.5


def cells(samples: Samples, lists: Lists, seed: int) -> Iterator[Cell]:
    """IND32 of one place: by statement and question, then how many statements agree by question.

    The seed is that of the release. Camps by group are told for the network alone: a territory has
    one or two experts of each.
    """
    found = panelists(samples.territory, lists, seed)
    if found is None:
        return
    for rule in found.plan.rules:
        verdicts = []
        for statement in found.plan.statements:
            verdicts.append(_agreed(found, statement.code, rule))
            yield from _agreement(found, statement.code, rule, verdicts[-1])
            yield from _stability(found, statement.code, rule)
        yield _in_consensus(found, rule, [each for each in verdicts if each is not None])
    if samples.territory == NETWORK:
        yield from _camps(found)


def rule_of(rule: PanelRule, least: int) -> Rule:
    return Rule(scale=scale_of(rule), iqr=rule.iqr, end_share=rule.end_share, least=least)


def scale_of(rule: PanelRule) -> Scale:
    return Scale(low=rule.low, high=rule.high, step=rule.step)


def _agreed(found: Panelists, statement: str, rule: PanelRule) -> Agreed | None:
    """None where too few answered."""
    told = found.told(statement, rule.question)
    members = ~np.isnan(told)
    if not is_enough(members):
        return None
    limits = rule_of(rule, found.plan.least_answers)
    return agreed(told[members], limits, found.among(members))


def _agreement(
    found: Panelists, statement: str, rule: PanelRule, said: Agreed | None
) -> Iterator[Cell]:
    """The width of the middle half, and whether it is a consensus."""
    by = {"question": rule.question, "statement": statement}
    width = found.blank("IND32", measure="iqr", **by)
    judged = found.blank("IND32", measure="consensus", **by)
    if said is None:
        yield from (told_back(width, None), told_back(judged, None))
        return
    members = ~np.isnan(found.told(statement, rule.question))
    n, panels = int(members.sum()), found.among(members)
    reach = percentile(said.iqr, said.drawn_iqr, panels, (0.0, rule.high - rule.low))
    number = Found(value=said.iqr, low=reach.low, high=reach.high, n=n, step=_step(rule))
    yield told_back(width, number)
    yield verdict(judged, said.drawn_holds, panels, holds=said.holds, n=n)


def _stability(found: Panelists, statement: str, rule: PanelRule) -> Iterator[Cell]:
    """Kappa of the last two rounds and whether the statement is stable; no cell of a first round.

    n: experts of both rounds. No kappa where all gave one and the same answer twice.
    """
    if found.number < 2:
        return
    by = {"question": rule.question, "statement": statement}
    alike = found.blank("IND32", measure="kappa", **by)
    judged = found.blank("IND32", measure="stable", **by)
    before, after = (found.told(statement, rule.question, before=each) for each in (True, False))
    members = ~np.isnan(before) & ~np.isnan(after)
    if not is_enough(members):
        yield from (told_back(alike, None), told_back(judged, None))
        return
    steady = Steady(median_change=rule.median_change, p=rule.p, kappa=rule.kappa)
    panels = found.among(members)
    said = kept(before[members], after[members], steady, panels)
    if said.kappa is not None:
        reach = percentile(said.kappa, said.drawn_kappa, panels, (-1.0, 1.0))
        number = Found(value=said.kappa, low=reach.low, high=reach.high, n=said.n, step=SHARE)
        yield told_back(alike, number)
    value = float(said.is_stable)
    yield told_back(judged, Found(value=value, low=value, high=value, n=said.n, step=SHARE))


def _in_consensus(found: Panelists, rule: PanelRule, said: Sequence[Agreed]) -> Cell:
    """The share of statements that are a consensus, of those that enough experts answered."""
    cell = found.blank("IND32", measure="consensus", question=rule.question)
    if not said:
        return told_back(cell, None)
    value = float(np.mean([each.holds for each in said]))
    drawn: Floats = np.column_stack([each.drawn_holds for each in said]).mean(axis=1)
    reach = percentile(value, drawn, found.panels, (0.0, 1.0))
    n = found.panels.size
    return told_back(cell, Found(value=value, low=reach.low, high=reach.high, n=n, step=SHARE))


def _camps(found: Panelists) -> Iterator[Cell]:
    """The middle answer of each group, on the chance for 2035."""
    groups = np.array([each.group for each in found.experts])
    for statement in found.plan.statements:
        told = found.told(statement.code, CHANCE_2035)
        for group in np.unique(groups).tolist():
            members = ~np.isnan(told) & (groups == group)
            cell = found.blank(
                "IND32",
                group=group,
                measure="median",
                question=CHANCE_2035,
                statement=statement.code,
            )
            yield told_back(cell, _median(found, told, members))


def _median(found: Panelists, told: Floats, members: Bools) -> Found | None:
    if not is_enough(members):
        return None
    some, panels = told[members], found.among(members)
    value = float(np.median(some))
    reach = percentile(value, quantiles(some, panels, (HALF,))[0], panels)
    return Found(value=value, low=reach.low, high=reach.high, n=some.size, step=POINTS)


def _step(rule: PanelRule) -> float:
    return MARK if rule.high - rule.low < FINE_UNDER else POINTS
