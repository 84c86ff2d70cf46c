"""Settings of a LimeSurvey question: which are carried, which are looks, which are lost."""

from typing import Final

from app.formats.limesurvey.survey import Asked
from app.formats.xlsform.faults import Faults, Place

CARRIED: Final = frozenset(
    [
        "array_filter",
        "array_filter_exclude",
        "assessment_value",
        "date_format",
        "date_max",
        "date_min",
        "dualscale_headerA",
        "dualscale_headerB",
        "em_validation_q",
        "em_validation_q_tip",
        "em_validation_sq",
        "em_validation_sq_tip",
        "equals_num_value",
        "equation",
        "exclude_all_others",
        "hidden",
        "max_answers",
        "max_num_value",
        "max_num_value_n",
        "maximum_chars",
        "min_answers",
        "min_num_value",
        "min_num_value_n",
        "multiflexible_checkbox",
        "multiflexible_max",
        "multiflexible_min",
        "multiflexible_step",
        "num_value_int_only",
        "numbers_only",
        "other_comment_mandatory",
        "other_numbers_only",
        "other_replace_text",
        "random_order",
        "slider_accuracy",
        "slider_layout",
        "slider_max",
        "slider_min",
    ]
)
OLD_OR_OF_STATISTICS: Final = frozenset(
    [
        "max_num_value_sgqa",
        "min_num_value_sgqa",
        "num_value_equals_sgqa",
        "parent_order",
        "public_statistics",
        "relevance",
        "save_as_default",
        "scale_export",
        "show_comment",
        "statistics_graphtype",
        "statistics_showgraph",
        "statistics_showmap",
        "question_template",
    ]
)
"""Names that LimeSurvey no longer reads, and those of its own charts and exports."""
LOOKS: Final = frozenset(
    [
        "add_platform_info",
        "addlineicon",
        "alphasort",
        "answer_width",
        "answer_width_bycolumn",
        "array_filter_style",
        "autoaddnewline",
        "button_size",
        "category_separator",
        "choice_input_columns",
        "choice_title",
        "clear_default",
        "cssclass",
        "display_columns",
        "display_rows",
        "display_type",
        "dropdown_dates",
        "dropdown_dates_minute_step",
        "dropdown_dates_month_style",
        "dropdown_prefix",
        "dropdown_prepostfix",
        "dropdown_separators",
        "dropdown_size",
        "fix_height",
        "fix_width",
        "hide_tip",
        "horizontal_scroll",
        "input_boxes",
        "input_size",
        "keep_aspect",
        "crop_or_resize",
        "label_input_columns",
        "location_city",
        "location_country",
        "location_defaultcoordinates",
        "location_mapheight",
        "location_mapwidth",
        "location_mapzoom",
        "location_nodefaultfromip",
        "location_postal",
        "location_state",
        "only_pull",
        "other_position",
        "other_position_code",
        "page_break",
        "placeholder",
        "prefix",
        "printable_help",
        "rank_title",
        "repeat_headings",
        "reverse",
        "samechoiceheight",
        "samelistheight",
        "show_grand_total",
        "show_handle",
        "show_number",
        "show_search",
        "show_tick",
        "show_totals",
        "showpopups",
        "slider_custom_handle",
        "slider_default_set",
        "slider_handle",
        "slider_middlestart",
        "slider_orientation",
        "slider_rating",
        "slider_reset",
        "slider_reversed",
        "slider_separator",
        "slider_showminmax",
        "subquestion_width",
        "suffix",
        "text_input_columns",
        "text_input_width",
        "time_limit_countdown_message",
        "time_limit_disable_next",
        "time_limit_disable_prev",
        "time_limit_message",
        "time_limit_message_delay",
        "time_limit_message_style",
        "time_limit_timer_style",
        "time_limit_warning",
        "time_limit_warning_2",
        "time_limit_warning_2_display_time",
        "time_limit_warning_2_message",
        "time_limit_warning_2_style",
        "time_limit_warning_display_time",
        "time_limit_warning_message",
        "time_limit_warning_style",
        "use_dropdown",
        "value_range_allows_missing",
        "visualize",
        "width_entry",
    ]
)
"""What decides nothing. Those of time limits go with time_limit, which is told itself."""
NOTHING: Final = frozenset({"", "0", "N", "no", "default", "auto", "off"})
USUAL: Final = {
    "category_separator": "|",
    "location_mapservice": "0",
    "location_mapheight": "300",
    "location_mapwidth": "500",
    "location_mapzoom": "11",
    "slider_separator": "|",
    "statistics_showgraph": "1",
    "input_size": "12",
    "time_limit_action": "1",
}
LOST: Final = {
    "question_theme_name": "Only its answers are like those there, if the theme changes them.",
    "encrypted": "Mark it as sensitive, if it is.",
    "location_mapservice": "The place is asked as a text, not on a map.",
    "random_group": "Its order among other questions is drawn there; here it is fixed.",
    "exclude_all_others_auto": "Checking all boxes does not check the one that excludes them.",
    "time_limit": "There is no limit of time here.",
    "slider_default": "The slider starts without a value here.",
    "max_subquestions": "All rows are shown here, not a number of them that is drawn.",
}
WHEN_MISSED: Final = "Nothing needs to be done, unless the survey rests on it."


def report_attributes(asked: Asked, faults: Faults) -> None:
    """One note for the looks together, one for each setting that decides something."""
    is_set = [
        name
        for name in asked.attributes
        if asked.attribute(name).strip() not in {*NOTHING, USUAL.get(name, "")}
    ]
    looks = [each for each in is_set if each in LOOKS]
    place = Place("", asked.position)
    if looks:
        message = f"{asked.title}: looks that are not carried: {', '.join(sorted(looks))}."
        faults.note(place, "looks", message=message, mend=WHEN_MISSED)
    for name in is_set:
        if name not in CARRIED | OLD_OR_OF_STATISTICS | LOOKS:
            why = LOST.get(name, "It has no equal here.")
            message = f"{asked.title}: {name} = {asked.attribute(name)!r} is not carried. {why}"
            faults.note(place, "not-carried", message=message, mend=WHEN_MISSED)
