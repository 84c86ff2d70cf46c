"""What each number that is compared between waves reads: its questions, and its two totals.

The totals tell how the errors of two waves hang together through the people who answered in both.
A number without them (ranks, overlaps) is taken as if its samples were drawn apart, which makes
its interval wider, never narrower, where people agree with themselves.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from app.estimation.arrays import Bools, Floats
from app.releases import sizes
from app.releases.indicators import hiring, isolation, people_time, planned_hires, staying
from app.releases.indicators.aspirations import NO_WORK
from app.releases.indicators.network_differences import HEADLINES, Headline
from app.releases.lists import Lists
from app.releases.samples import Sample

Totals: TypeAlias = tuple[Floats, Floats]  # y and x, each of shape (n,): the number is y over x
HIRES = ("F_HIRE", "F_JOB_LOOP/n", "F_JOB_LOOP/hard")
ALONE = ("F_ISO1", "F_ISO2", "F_ISO3")


@dataclass(frozen=True, slots=True)
class Reading:
    """questions: as breaks.name(). totals: None where the number is no ratio of totals."""

    questions: tuple[str, ...]
    totals: Callable[[Sample, Lists], Totals] | None = None


def reading(headline: Headline) -> Reading:
    return READINGS[headline.indicator, *sorted(headline.by.items())]


def _as_numbers(holds: Bools) -> Floats:
    return holds.astype(np.float64)


def _plans(firms: Sample, _lists: Lists) -> Totals:
    plans = firms.answers.code("F_HIRE")
    return _as_numbers(plans == "yes"), _as_numbers(np.isin(plans, list(planned_hires.CHANCES)))


def _hard(firms: Sample, _lists: Lists) -> Totals:
    hires = hiring.Hires.of(firms)
    return hires.hard, hires.judged


def _outlook(firms: Sample, lists: Lists) -> Totals:
    codes = firms.answers.code("F_ACT30").tolist()
    scores = np.array([lists.changes.get(code, np.nan) for code in codes], dtype=np.float64)
    return np.nan_to_num(scores), _as_numbers(np.isfinite(scores))


def _outlook_by_jobs(firms: Sample, lists: Lists) -> Totals:
    scores, known = _outlook(firms, lists)
    jobs = sizes.jobs(firms.answers) * known
    return scores * jobs, jobs


def _score(firms: Sample, lists: Lists) -> Totals:
    score = isolation.scores(firms, lists)
    return np.nan_to_num(score), _as_numbers(np.isfinite(score))


def _lonely(firms: Sample, lists: Lists) -> Totals:
    score, known = _score(firms, lists)
    return (score > isolation.LONELY_ABOVE) * known, known


def _hours(firms: Sample, lists: Lists) -> Totals:
    time = people_time.Time.of(firms, lists)
    hours, jobs = (np.where(time.says_hours, each, 0.0) for each in (time.hours, time.jobs))
    return hours, jobs


def _postponed(firms: Sample, lists: Lists) -> Totals:
    time = people_time.Time.of(firms, lists)
    says = _as_numbers(time.says_put_off)
    return time.put_off * says, says


def _starved(firms: Sample, lists: Lists) -> Totals:
    time = people_time.Time.of(firms, lists)
    members = _as_numbers(time.says_hours & time.says_put_off)
    return time.starved * members, members


def _no_work(residents: Sample, _lists: Lists) -> Totals:
    chose = residents.answers.chose("R_WANT30", NO_WORK)
    return _as_numbers(chose), _as_numbers(residents.answers.answered("R_WANT30"))


def _stays(residents: Sample, lists: Lists) -> Totals:
    codes = residents.answers.code("R_STAY")
    stays, known = (np.isin(codes, each) for each in (staying.STAYING, lists.mobility))
    return _as_numbers(stays), _as_numbers(known)


OPENINGS = ("F_ACT", "F_NEWACT", "F_AGE55", "F_HIRE", "F_JOB_LOOP/n", "F_JOB_LOOP/kind")
OUTLOOK = ("horizon", "h2030")
READINGS: Mapping[tuple[str | tuple[str, str], ...], Reading] = {
    ("IND01",): Reading(("F_HIRE",), _plans),
    ("IND03",): Reading(HIRES, _hard),
    ("IND03", ("cause", "skills")): Reading((*HIRES, "F_WHYHARD")),
    ("IND03", ("cause", "conditions")): Reading((*HIRES, "F_WHYHARD")),
    ("IND06", OUTLOOK, ("weight", "firms")): Reading(("F_ACT30",), _outlook),
    ("IND06", OUTLOOK, ("weight", "jobs")): Reading(("F_ACT30", "F_EMP"), _outlook_by_jobs),
    ("IND14", ("against", "residents")): Reading(("F_SK", "F_SKNEW", "F_SK_LOOP/chg30", "R_USE")),
    ("IND17", ("measure", "score")): Reading(ALONE, _score),
    ("IND17", ("measure", "lonely")): Reading(ALONE, _lonely),
    ("IND18", ("measure", "hours")): Reading(("F_HRTIME", "F_EMP"), _hours),
    ("IND18", ("measure", "postponed")): Reading(("F_HRLATE",), _postponed),
    ("IND18", ("measure", "starved")): Reading(("F_HRTIME", "F_HRLATE", "F_EMP"), _starved),
    ("IND20", ("against", "firms")): Reading((*OPENINGS, "R_WANT30")),
    ("IND20", ("answer", "nowork")): Reading(("R_WANT30",), _no_work),
    ("IND28", ("answer", "stays")): Reading(("R_STAY",), _stays),
}

__all__ = ["HEADLINES", "Reading", "reading"]
