"""What groups of residents, outcomes and parts of a score are called."""

from collections.abc import Mapping

from app.web.texts import _


def group_names() -> Mapping[tuple[str, str], str]:
    """Of dimension and code."""
    return {
        ("group", "women"): _("Women"),
        ("group", "under_30"): _("Under 30, ages as they are"),
        ("group", "over_54"): _("55 and over, ages as they are"),
        ("group", "low_education"): _("Schooling up to lower secondary"),
        ("group", "no_car"): _("Without a car"),
        ("group", "newcomers"): _("Here for less than five years"),
        ("group", "other_language"): _("No official language spoken at home"),
        ("group", "health_limit"): _("Limited by a health problem"),
        ("outcome", "trained"): _("Followed a training"),
        ("outcome", "heard"): _("Feel listened to"),
        ("outcome", "reach"): _("Have a course in reach"),
        ("outcome", "in_demand"): _("Can do one of the five skills most needed"),
        ("part", "lead"): _("Time from a need to a course"),
        ("part", "group"): _("Smallest group"),
        ("part", "modes"): _("Forms of training on offer"),
        ("part", "links"): _("Links with firms"),
        ("part", "coop"): _("Courses shared with others"),
        ("level", "q0"): _("For everyone, no diploma needed"),
        ("level", "q34"): _("Skilled worker level"),
        ("level", "q58"): _("Technician and above"),
    }
