"""Settings and tables of a LimeSurvey survey that have no place in a questionnaire."""

from typing import Final

from app.formats.limesurvey.survey import Survey
from app.formats.xlsform.faults import Faults, Place
from app.questionnaire.reading.problems import Position

TABLES: Final = {
    "quota": "Limits on how many people of a kind may answer",
    "quota_members": "Answers that quotas count",
    "quota_languagesettings": "What people read when a quota is full",
    "assessments": "Scores and what they mean",
    "survey_url_parameters": "Answers taken from the address of the survey",
    "survey_links": "Links between surveys",
    "surveys_groups": "Groups of surveys",
}
ON: Final = {
    "assessments": "Scores are not added up; choices keep theirs.",
    "printanswers": "People see their answers before they send them, but cannot print them apart.",
    "listpublic": "Who finds the survey is decided by the campaign.",
}
OFF: Final = {"allowprev": "People may go back here."}
TEXTS: Final = {
    "surveyls_endtext": "The words at the end are those of this site.",
    "surveyls_url": "The address that people are sent to at the end is not used.",
    "surveyls_policy_error": "The words about a consent that is missing are those of this site.",
}
FORMATS: Final = {
    "S": "LimeSurvey shows one question a page; here a group is a page.",
    "A": "LimeSurvey shows all on one page; here a group is a page.",
}
CAMPAIGN: Final = "Set it up in the campaign, if the survey needs it."


def report_settings(survey: Survey, faults: Faults) -> None:
    place = Place("", survey.groups[0].position if survey.groups else Position())
    settings = survey.settings
    told = [text for name, text in ON.items() if settings.get(name) == "Y"]
    told += [text for name, text in OFF.items() if settings.get(name) == "N"]
    told += [text for name, text in TEXTS.items() if any(has(survey, name))]
    told += [FORMATS[each] for each in [settings.get("format", "")] if each in FORMATS]
    for text in told:
        faults.note(place, "not-carried", message=f"The survey: {text}", mend=CAMPAIGN)
    for name, count in survey.left.items():
        what = TABLES.get(name, "A table that means nothing here")
        message = f"The survey: {name} ({count}) is not carried. {what}."
        faults.note(place, "not-carried", message=message, mend=CAMPAIGN)


def kept_settings(survey: Survey) -> dict[str, str]:
    """Under their own names, for those who go back there; what is empty says nothing."""
    return {
        f"limesurvey.{key}": each.strip() for key, each in survey.settings.items() if each.strip()
    }


def has(survey: Survey, name: str) -> list[bool]:
    return [bool(texts.get(name, "").strip()) for texts in survey.texts.values()]
