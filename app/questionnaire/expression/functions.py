"""The one table of functions: what they are called, how many arguments they take, what they do."""

from app.questionnaire.expression import choosing, dating, matching, numbering, wording
from app.questionnaire.expression.function import Function

ROWS = (
    Function(
        "if(condition, then, otherwise)",
        "One of two values; only that one is computed.",
        takes=(3, 3),
        build=choosing.build_if,
    ),
    Function(
        "coalesce(value, value, …)",
        "The first value that is answered.",
        takes=(2, None),
        build=choosing.build_coalesce,
    ),
    Function(
        "once(value)",
        "The value the question already has, else this one.",
        takes=(1, 1),
        build=choosing.build_once,
    ),
    Function(
        "jr:choice-name(code, ${question})",
        "What people read for a choice, in their language.",
        takes=(2, 2),
        build=choosing.build_choice_name,
    ),
    Function(
        "indexed-repeat(${field}, ${ROSTER}, index)",
        "The field of one item of a roster, 1 being the first.",
        takes=(3, 3),
        build=choosing.build_indexed_repeat,
    ),
    Function(
        "regex(text, 'pattern')",
        "Whether the whole text fits the pattern.",
        takes=(2, 2),
        build=matching.build_regex,
    ),
    Function(
        "selected(${question}, 'code')",
        "Whether a choice is among those chosen.",
        takes=(2, 2),
        call=choosing.selected,
    ),
    Function(
        "selected-at(${question}, index)",
        "The code chosen at a place, 0 being the first.",
        takes=(2, 2),
        call=choosing.selected_at,
    ),
    Function(
        "count-selected(${question})",
        "How many choices are chosen.",
        takes=(1, 1),
        call=choosing.count_selected,
    ),
    Function("not(condition)", "The opposite.", takes=(1, 1), call=choosing.negation),
    Function("true()", "Yes.", takes=(0, 0), call=choosing.true),
    Function("false()", "No.", takes=(0, 0), call=choosing.false),
    Function(
        "boolean(value)",
        "Whether the value is answered and not zero.",
        takes=(1, 1),
        call=choosing.to_boolean,
    ),
    Function(
        "boolean-from-string(text)",
        "True only for 'true' and '1'.",
        takes=(1, 1),
        call=choosing.boolean_from_string,
    ),
    Function("count(nodes)", "How many nodes, answered or not.", takes=(1, 1), call=choosing.count),
    Function(
        "count-non-empty(nodes)",
        "How many nodes are answered.",
        takes=(1, 1),
        call=choosing.count_non_empty,
    ),
    Function(
        "position(node)",
        "The place of an item in its roster, 1 being the first.",
        takes=(0, 1),
        call=choosing.position,
    ),
    Function(
        "last()",
        "How many items or nodes there are where the rule stands.",
        takes=(0, 0),
        call=choosing.last,
    ),
    Function(
        "current()",
        "Where the rule stands, seen from inside a condition in brackets.",
        takes=(0, 0),
        call=choosing.current,
    ),
    Function(
        "instance('table')",
        "A table of the questionnaire, as root/item.",
        takes=(1, 1),
        call=choosing.instance,
    ),
    Function(
        "pulldata('table', 'column', 'key column', key)",
        "One cell of a table.",
        takes=(4, 4),
        call=choosing.pulldata,
    ),
    Function(
        "number(value)",
        "The value as a number; a date as days since 1970.",
        takes=(0, 1),
        call=numbering.to_number,
    ),
    Function(
        "int(number)", "Cut to a whole number, towards zero.", takes=(1, 1), call=numbering.integer
    ),
    Function("floor(number)", "The whole number at or below.", takes=(1, 1), call=numbering.floor),
    Function(
        "ceiling(number)", "The whole number at or above.", takes=(1, 1), call=numbering.ceiling
    ),
    Function(
        "round(number, places)",
        "The nearest number of so many decimals; a half goes up.",
        takes=(1, 2),
        call=numbering.rounded,
    ),
    Function("abs(number)", "Without its sign.", takes=(1, 1), call=numbering.absolute),
    Function("pow(number, exponent)", "A number to a power.", takes=(2, 2), call=numbering.power),
    Function(
        "sum(nodes, …)", "The sum of what is answered.", takes=(1, None), call=numbering.total
    ),
    Function(
        "min(value, …)",
        "The smallest number that is answered.",
        takes=(1, None),
        call=numbering.smallest,
    ),
    Function(
        "max(value, …)",
        "The largest number that is answered.",
        takes=(1, None),
        call=numbering.largest,
    ),
    Function(
        "random()",
        "A number from 0 to below 1, drawn once for a response and question.",
        takes=(0, 0),
        call=numbering.random,
        is_pure=False,
    ),
    Function("string(value)", "The value as a text.", takes=(0, 1), call=wording.to_string),
    Function(
        "string-length(text)", "How many characters.", takes=(0, 1), call=wording.string_length
    ),
    Function("concat(text, …)", "Texts one after the other.", takes=(1, None), call=wording.concat),
    Function(
        "join(separator, text, …)",
        "Texts with a separator between them.",
        takes=(1, None),
        call=wording.join,
    ),
    Function(
        "contains(text, part)", "Whether a text holds another.", takes=(2, 2), call=wording.contains
    ),
    Function(
        "starts-with(text, start)",
        "Whether a text starts with another.",
        takes=(2, 2),
        call=wording.starts_with,
    ),
    Function(
        "ends-with(text, end)",
        "Whether a text ends with another.",
        takes=(2, 2),
        call=wording.ends_with,
    ),
    Function(
        "substr(text, start, end)",
        "Characters from start to before end, 0 being the first.",
        takes=(2, 3),
        call=wording.substr,
    ),
    Function(
        "substring(text, start, length)",
        "So many characters from start, 1 being the first.",
        takes=(2, 3),
        call=wording.substring,
    ),
    Function(
        "substring-before(text, part)",
        "What stands before a part.",
        takes=(2, 2),
        call=wording.substring_before,
    ),
    Function(
        "substring-after(text, part)",
        "What stands after a part.",
        takes=(2, 2),
        call=wording.substring_after,
    ),
    Function(
        "normalize-space(text)",
        "Without spaces at the ends, one between words.",
        takes=(0, 1),
        call=wording.normalize_space,
    ),
    Function(
        "translate(text, 'old', 'new')",
        "Characters exchanged one by one.",
        takes=(3, 3),
        call=wording.translate,
    ),
    Function("today()", "The day, as 2026-11-23.", takes=(0, 0), call=dating.today, is_pure=False),
    Function(
        "now()",
        "The moment, as 2026-11-23T08:30:00.000+01:00.",
        takes=(0, 0),
        call=dating.now,
        is_pure=False,
    ),
    Function(
        "date(value)",
        "The day of a text, or of a number of days since 1970.",
        takes=(1, 1),
        call=dating.to_date,
    ),
    Function(
        "date-time(value)",
        "The moment of a text, or of a number of days since 1970.",
        takes=(1, 1),
        call=dating.to_date_time,
    ),
    Function(
        "decimal-date-time(value)",
        "Days since 1970, the time as a fraction.",
        takes=(1, 1),
        call=dating.decimal_date_time,
    ),
    Function(
        "format-date(date, '%Y-%m-%d')",
        "A date in a given form.",
        takes=(2, 2),
        call=dating.formatted,
    ),
    Function(
        "format-date-time(moment, '%Y-%m-%d %H:%M')",
        "A moment in a given form.",
        takes=(2, 2),
        call=dating.formatted,
    ),
)
FUNCTIONS = {each.name: each for each in ROWS}
