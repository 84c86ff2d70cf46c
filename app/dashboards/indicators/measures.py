"""What the measures of each indicator are called, and answers that no question lists."""

from collections.abc import Mapping

from app.dashboards.indicators.foresight_words import of_panels, of_practices
from app.web.texts import _


def measure_names() -> Mapping[tuple[str, str], str]:
    """Of indicator and code."""
    return {
        **_of_work(),
        **_of_skills(),
        **_of_learning(),
        **_of_moving(),
        **_of_firms(),
        **_of_quality(),
        **of_practices(),
        **of_panels(),
    }


def whole_names() -> Mapping[tuple[str, str], str]:
    """Of indicator and audience: what the number of all of them is."""
    return {
        ("IND01", "firms"): _("Firms that plan to hire"),
        ("IND03", "firms"): _("Planned jobs that look hard to fill"),
        ("IND22", "firms"): _("Firms in which somebody followed a training"),
        ("IND22", "residents"): _("Residents who followed a training"),
    }


def _of_work() -> Mapping[tuple[str, str], str]:
    return {
        ("IND01", "hires"): _("Expected hires, a “maybe” counting half"),
        ("IND02", "hires"): _("Expected hires, a “maybe” counting half"),
        ("IND03", "firms"): _("Firms with a job that looks hard to fill"),
        ("IND04", "people"): _("People who will have left for their age"),
        ("IND05", "people"): _("People of working age, in equal parts over their picks"),
        ("IND08", "any"): _("Any other activity or field"),
        ("IND08", "diversity"): _("How spread out new activities are, nought to one"),
        ("IND10", "hard"): _("Hard to fill, of planned hires"),
        ("IND10", "opening"): _("Expected hires, of the jobs of the firms that plan them"),
        ("IND10", "per_hundred"): _("Hires for a hundred residents who could take them"),
        ("IND10", "tension"): _("Tension score, half of a hundred being the average"),
        ("IND28", "stays"): _("Stays, or lives in two places"),
    }


def _of_skills() -> Mapping[tuple[str, str], str]:
    return {
        ("IND12", "now"): _("Use it now"),
        ("IND12", "later"): _("Need it by 2030"),
        ("IND12", "momentum"): _("Where the need goes, in points"),
        ("IND13", "share"): _("Share of all who answered"),
        ("IND15", "lacking"): _("Firms that lack it"),
        ("IND15", "no_way"): _("No solution yet, of those who lack it"),
        ("IND15", "severity"): _("How severe the lack is, nought to a hundred"),
        ("IND16", "now"): _("Part of the demand that is taught now"),
        ("IND16", "soon"): _("Part of the demand that is taught within twelve months"),
        ("IND16", "empty"): _("Places stay empty, of those who teach it"),
        ("IND16", "asked"): _("Trainers who could not meet requests"),
        ("IND23", "lead"): _("Weeks from a need to a course, in the middle"),
        ("IND23", "wait"): _("Weeks that firms can wait, in the middle"),
        ("IND23", "agility"): _("Time to a course, beside the time that firms can wait"),
    }


def _of_learning() -> Mapping[tuple[str, str], str]:
    return {
        ("IND21", "named"): _("Called a know-how of the area"),
        ("IND21", "quotient"): _("Named here, beside all other territories"),
        ("IND21", "score"): _("Hard to copy, to do without, to move: nought to a hundred"),
        ("IND21", "specific"): _("Specific to the territory"),
        ("IND21", "taught"): _("Taught as a know-how of the area"),
        ("IND22", "learners"): _("Learners of last year"),
        ("IND24", "score"): _("Agility, nought to a hundred"),
        ("IND24", "part"): _("Parts of the agility score"),
        ("IND26", "reach"): _("Have a course in reach for sure"),
        ("IND26", "at_best"): _("Have a course in reach by the shortest roads"),
        ("IND26", "on_site"): _("Have a course in reach for sure, online courses left out"),
    }


def _of_moving() -> Mapping[tuple[str, str], str]:
    return {
        ("IND28", "supply"): _("People of working age who mean to be here"),
        ("IND28", "retention"): _("Those with a needed skill who stay, less the others"),
        ("IND29", "handovers"): _("Firms to hand over within five years"),
        ("IND29", "closures"): _("Firms that will probably close"),
        ("IND29", "takers"): _("People who would take over a firm or farm"),
        ("IND29", "ratio"): _("Takers for one handover"),
        ("IND30", "several"): _("Two changes in life or more within five years"),
        ("IND30", "new_trade"): _("Want another trade"),
        ("IND30", "combined"): _("Want several jobs or one shared between firms"),
    }


def _of_firms() -> Mapping[tuple[str, str], str]:
    return {
        ("IND17", "score"): _("Isolation, nought to a hundred"),
        ("IND17", "lonely"): _("Rather alone"),
        ("IND17", "alpha"): _("How well the questions go together"),
        ("IND18", "hours"): _("Hours a month for ten people at the site"),
        ("IND18", "postponed"): _("Things put off, of five"),
        ("IND18", "starved"): _("Without time for their people"),
    }


def _of_quality() -> Mapping[tuple[str, str], str]:
    return {
        ("IND35", "response"): _("Answered, of the whole population"),
        ("IND35", "counted"): _("Passed all main pages, of those who began"),
        ("IND35", "sent"): _("Came to the end and sent, of those who began"),
        ("IND35", "effective"): _("Answers of equal weight that these are worth"),
        ("IND35", "efficiency"): _("Part of the answers that weighting leaves in effect"),
        ("IND35", "joined"): _("Groups joined for weighting"),
        ("IND35", "left_out"): _("Groups left out of weighting"),
        ("IND35", "minutes"): _("Minutes to answer, in the middle"),
        ("IND35", "gap"): _("Widest gap to the population before weighting, in points"),
        ("IND35", "open"): _("Left open"),
        ("IND35", "helped"): _("Had help to answer"),
    }
