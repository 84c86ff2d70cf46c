"""Words for what experts and practices tell: states, steps, criteria, judgements, measures."""

from collections.abc import Mapping

from app.web.texts import _


def practice_names() -> Mapping[tuple[str, str], str]:
    """Of dimension and code, as surveys/practices.yaml calls them."""
    states = {
        "lead": _("Lead"),
        "identified": _("Identified"),
        "documented": _("Documented"),
        "observed": _("Observed"),
        "experimenting": _("Experimenting"),
        "evaluated": _("Evaluated"),
        "transferable": _("Transferable"),
        "transferred": _("Transferred"),
        "abandoned_with_lessons": _("Abandoned, with lessons"),
        "archived": _("Archived"),
        "duplicate": _("Told twice"),
    }
    return {
        **{(name, code): text for name in ("state", "step") for code, text in states.items()},
        ("criterion", "same_problem"): _("Same problem"),
        ("criterion", "actors_ready"): _("Actors ready"),
        ("criterion", "cost_bearable"): _("Cost bearable"),
        ("criterion", "law_allows"): _("Law allows"),
        ("criterion", "skills_present"): _("Skills present"),
        ("criterion", "time"): _("Time"),
        ("outcome", "worked"): _("Worked"),
        ("outcome", "partly"): _("Worked in part"),
        ("outcome", "did_not"): _("Did not work"),
        ("outcome", "stopped"): _("Stopped early"),
    }


def panel_names() -> Mapping[tuple[str, str], str]:
    """Of dimension and code."""
    return {
        ("quadrant", "act"): _("To act on"),
        ("quadrant", "prepare"): _("To prepare for"),
        ("quadrant", "watch"): _("To watch"),
        ("quadrant", "leave"): _("To leave"),
        ("over", "skills"): _("Skills that all were asked about"),
        ("over", "activities"): _("Activities that all were asked about"),
    }


def of_practices() -> Mapping[tuple[str, str], str]:
    """Of indicator and measure."""
    return {
        ("IND31", "practices"): _("Practices known"),
        ("IND31", "learnt"): _("Practices that taught something, failures among them"),
        ("IND31", "experiments"): _("How experiments came out"),
        ("IND31", "reached"): _("Practices that came this far"),
        ("IND31", "conversion"): _("Came this far, of those at the step before"),
        ("IND31", "days"): _("Days from the step before, in the middle"),
        ("IND31", "fit"): _("How well they would fit, nought to four"),
        ("IND31", "transfer_rate"): _("Still run elsewhere after a year"),
        ("IND31", "coverage"): _("Services wanted that an evaluated practice answers"),
        ("IND31", "leads"): _("Tell of a practice worth a visit"),
    }


def of_panels() -> Mapping[tuple[str, str], str]:
    """Of indicator and measure."""
    return {
        ("IND32", "iqr"): _("How wide the middle half of the answers is"),
        ("IND32", "consensus"): _("Consensus"),
        ("IND32", "stable"): _("Stable from round to round"),
        ("IND32", "kappa"): _("How alike the two rounds are, one being the same"),
        ("IND32", "median"): _("Answer in the middle"),
        ("IND34", "impact"): _("Impact, in the mean"),
        ("IND34", "will"): _("Experts who would make it happen"),
        ("IND36", "rank"): _("Rank, one being the most asked for"),
    }
