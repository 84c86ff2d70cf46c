"""The table of functions on conditions."""

from app.questionnaire.expression import conditions, matching
from app.questionnaire.expression.function import Function, Gives

ROWS = (
    Function(
        "if(condition, then, otherwise)",
        "One of two values; only that one is computed.",
        takes=(3, 3),
        gives=Gives.ANY,
        build=conditions.build_if,
    ),
    Function(
        "coalesce(value, value, …)",
        "The first value that is answered.",
        takes=(2, None),
        gives=Gives.ANY,
        build=conditions.build_coalesce,
    ),
    Function(
        "once(value)",
        "The value the question already has, else this one.",
        takes=(1, 1),
        gives=Gives.ANY,
        build=conditions.build_once,
    ),
    Function(
        "not(condition)",
        "The opposite.",
        takes=(1, 1),
        gives=Gives.TRUTH,
        call=conditions.negation,
    ),
    Function(
        "true()",
        "Yes.",
        takes=(0, 0),
        gives=Gives.TRUTH,
        call=conditions.true,
    ),
    Function(
        "false()",
        "No.",
        takes=(0, 0),
        gives=Gives.TRUTH,
        call=conditions.false,
    ),
    Function(
        "boolean(value)",
        "Whether the value is answered and not zero.",
        takes=(1, 1),
        gives=Gives.TRUTH,
        call=conditions.to_boolean,
    ),
    Function(
        "boolean-from-string(text)",
        "True only for 'true' and '1'.",
        takes=(1, 1),
        gives=Gives.TRUTH,
        call=conditions.boolean_from_string,
    ),
    Function(
        "regex(text, 'pattern')",
        "Whether the whole text fits the pattern.",
        takes=(2, 2),
        gives=Gives.TRUTH,
        build=matching.build_regex,
    ),
    Function(
        "checklist(least, most, condition, …)",
        "Whether so many conditions hold; -1 sets no limit.",
        takes=(2, None),
        gives=Gives.TRUTH,
        call=conditions.checklist,
    ),
    Function(
        "weighted-checklist(least, most, condition, weight, …)",
        "Whether the weights of the conditions that hold add up to so much; -1 sets no limit.",
        takes=(2, None),
        gives=Gives.TRUTH,
        call=conditions.weighted_checklist,
        by=2,
    ),
)
