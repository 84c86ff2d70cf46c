"""Settings of a SurveyJS survey that have no place in a questionnaire."""

from typing import Final

from app.formats.surveyjs.node import Node
from app.formats.xlsform.faults import Faults

CARRIED: Final = frozenset(
    ["title", "description", "locale", "pages", "elements", "questions", "calculatedValues"]
)
UNSEEN: Final = frozenset(["$schema", "sjsVersion", "surveyId", "surveyPostId", "cookieName"])
LOST: Final = {
    "completedHtml": "The words at the end are those of this site.",
    "completedBeforeHtml": "The words for who answered before are those of this site.",
    "completedHtmlOnCondition": "The words at the end are the same for everybody.",
    "navigateToUrl": "Nobody is sent to another address at the end.",
    "navigateToUrlOnCondition": "Nobody is sent to another address at the end.",
    "timeLimit": "There is no limit of time here.",
    "timeLimitPerPage": "There is no limit of time here.",
    "maxTimeToFinish": "There is no limit of time here.",
    "maxTimeToFinishPage": "There is no limit of time here.",
    "questionOrder": "Questions keep their order here.",
    "questionsOnPageMode": "Pages are those of the file here.",
    "firstPageIsStartPage": "The first page is one like the others here.",
    "clearInvisibleValues": "Answers that are no longer asked are kept and not counted here.",
    "readOnly": "Answers can be given here.",
    "maxTextLength": "Only lengths set at a question itself are checked here.",
    "maxCommentLength": "Only lengths set at a question itself are checked here.",
    "triggers": "",
}
TRIGGERS: Final = {
    "visible": "Write visibleIf at the questions that it shows.",
    "setvalue": "Write setValueExpression at the question that it sets.",
    "copyvalue": "Write setValueExpression at the question that it sets.",
    "runexpression": "Write setValueExpression at the question that it sets.",
    "skip": "Write visibleIf at the pages that it skips.",
}
WHEN_MISSED: Final = "Nothing needs to be done, unless the survey rests on it."


def report_survey(survey: Node, faults: Faults) -> None:
    looks = sorted(survey.values.keys() - CARRIED - UNSEEN - LOST.keys())
    if looks:
        message = f"The survey: looks that are not carried: {', '.join(looks)}."
        faults.note(survey.place("survey"), "looks", message=message, mend=WHEN_MISSED)
    for key, why in LOST.items():
        if why and survey.values.get(key) not in (None, False, 0, "", [], "initial"):
            message = f"The survey: {key} is not carried. {why}"
            faults.note(survey.place(key), "not-carried", message=message, mend=WHEN_MISSED)
    for trigger in survey.nodes("triggers"):
        report_trigger(trigger, faults)


def report_trigger(trigger: Node, faults: Faults) -> None:
    kind = trigger.text("type").removesuffix("trigger")
    if kind != "complete":
        message = f"The trigger {kind} on {trigger.text('expression')} is not carried."
        mend = TRIGGERS.get(kind, "Write it as a rule of a question.")
        faults.note(trigger.place(), "not-carried", message=message, mend=mend)
