"""The table of functions on choices and texts of the questionnaire."""

from app.questionnaire.expression import choosing, wording
from app.questionnaire.expression.function import ONLY_COLLECT, Function, Gives

ROWS = (
    Function(
        "selected(${question}, 'code')",
        "Whether a choice is among those chosen.",
        takes=(2, 2),
        gives=Gives.TRUTH,
        call=choosing.selected,
    ),
    Function(
        "is-selected(${question}, 'code')",
        "The old name of selected().",
        takes=(2, 2),
        gives=Gives.TRUTH,
        call=choosing.selected,
        runs_in=ONLY_COLLECT,
    ),
    Function(
        "selected-at(${question}, index)",
        "The code chosen at a place, 0 being the first.",
        takes=(2, 2),
        gives=Gives.TEXT,
        call=choosing.selected_at,
    ),
    Function(
        "count-selected(${question})",
        "How many choices are chosen.",
        takes=(1, 1),
        gives=Gives.NUMBER,
        call=choosing.count_selected,
    ),
    Function(
        "jr:choice-name(code, ${question})",
        "What people read for a choice, in their language.",
        takes=(2, 2),
        gives=Gives.TEXT,
        build=choosing.build_choice_name,
        is_in_browser=False,
    ),
    Function(
        "jr:itext(code)",
        "A text of the questionnaire, in the language of the answers.",
        takes=(1, 1),
        gives=Gives.TEXT,
        call=wording.itext,
        is_in_browser=False,
    ),
)
