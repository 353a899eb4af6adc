"""What is wrong with someone's data (*quy tắc kiểm tra*): "it is wrong if …". One rule per file; the table below names them all.

A rule's module has `RULE`, which says what it looks at, how grave its findings are and on what ground, and
`check(subject, context)`, which yields findings. Rules are pure: the same input gives the same findings, in any order.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from khcn_records.rules.checking import Rule, RuleModule

__all__ = ["RULES", "rule", "rule_module"]

RULES: Mapping[str, str] = MappingProxyType(
    {
        "assigned_before_period": "khcn_records.rules.report_assigned_before_period",
        "blank_number": "khcn_records.rules.text_blank_number",
        "breakdown_sum": "khcn_records.rules.text_breakdown_sum",
        "category_twice": "khcn_records.rules.text_category_twice",
        "completed_outside_period": "khcn_records.rules.report_completed_outside_period",
        "count_against_projects": "khcn_records.rules.report_count_against_projects",
        "country_capitals": "khcn_records.rules.text_country_capitals",
        "cumulative_below_figure": "khcn_records.rules.indicator_cumulative_below_figure",
        "cumulative_mismatch": "khcn_records.rules.series_cumulative_mismatch",
        "cumulative_of_other_unit": "khcn_records.rules.indicator_cumulative_of_other_unit",
        "cumulative_unit": "khcn_records.rules.text_cumulative_unit",
        "date_not_by_decree": "khcn_records.rules.text_date_not_by_decree",
        "date_separator": "khcn_records.rules.text_date_separator",
        "dated_in_future": "khcn_records.rules.citations_dated_in_future",
        "days_inverted": "khcn_records.rules.record_days_inverted",
        "days_out_of_order": "khcn_records.rules.task_days_out_of_order",
        "done_without_day": "khcn_records.rules.task_done_without_day",
        "ended_name": "khcn_records.rules.record_ended_name",
        "figure_told_twice": "khcn_records.rules.report_figure_told_twice",
        "glued_words": "khcn_records.rules.text_glued_words",
        "heading_misnumbered": "khcn_records.rules.report_heading_misnumbered",
        "history_against_status": "khcn_records.rules.record_history_against_status",
        "id_twice": "khcn_records.rules.report_id_twice",
        "issued_on_day_off": "khcn_records.rules.citations_issued_on_day_off",
        "kind_against_title": "khcn_records.rules.project_kind_against_title",
        "missing_cumulative": "khcn_records.rules.report_missing_cumulative",
        "missing_end_mark": "khcn_records.rules.text_missing_end_mark",
        "misspelling": "khcn_records.rules.text_misspelling",
        "mixed_capitals": "khcn_records.rules.text_mixed_capitals",
        "mixed_spelling": "khcn_records.rules.text_mixed_spelling",
        "mixed_tone_placement": "khcn_records.rules.text_mixed_tone_placement",
        "month_not_by_decree": "khcn_records.rules.text_month_not_by_decree",
        "name_out_of_date": "khcn_records.rules.text_name_out_of_date",
        "no_deadline_yet_not_due": "khcn_records.rules.task_no_deadline_yet_not_due",
        "not_composed": "khcn_records.rules.text_not_composed",
        "not_valid_that_day": "khcn_records.rules.citations_not_valid_that_day",
        "number_against_date": "khcn_records.rules.citations_number_against_date",
        "number_not_by_decree": "khcn_records.rules.citations_number_not_by_decree",
        "odd_punctuation": "khcn_records.rules.text_odd_punctuation",
        "open_though_answered": "khcn_records.rules.report_open_though_answered",
        "open_though_done": "khcn_records.rules.task_open_though_done",
        "out_of_scale": "khcn_records.rules.indicator_out_of_scale",
        "part_twice": "khcn_records.rules.indicator_part_twice",
        "parts_against_total": "khcn_records.rules.indicator_parts_against_total",
        "personal_data": "khcn_records.rules.text_personal_data",
        "personal_data_in_field": "khcn_records.rules.record_personal_data_in_field",
        "plan_unanswered": "khcn_records.rules.series_plan_unanswered",
        "progress_against_dates": "khcn_records.rules.task_progress_against_dates",
        "project_respelt": "khcn_records.rules.series_project_respelt",
        "rare_variant": "khcn_records.rules.text_rare_variant",
        "repeated_item": "khcn_records.rules.text_repeated_item",
        "repeated_word": "khcn_records.rules.text_repeated_word",
        "result_after_completion": "khcn_records.rules.task_result_after_completion",
        "section_numbering": "khcn_records.rules.text_section_numbering",
        "similar_names": "khcn_records.rules.text_similar_names",
        "statutory_limit_passed": "khcn_records.rules.record_statutory_limit_passed",
        "steps_missing": "khcn_records.rules.record_steps_missing",
        "steps_out_of_order": "khcn_records.rules.record_steps_out_of_order",
        "symbol_of_two_subjects": "khcn_records.rules.report_symbol_of_two_subjects",
        "text_against_figure": "khcn_records.rules.indicator_text_against_figure",
        "total_against_items": "khcn_records.rules.text_total_against_items",
        "two_dates": "khcn_records.rules.citations_two_dates",
        "undated": "khcn_records.rules.citations_undated",
        "unknown_grade": "khcn_records.rules.project_unknown_grade",
        "unmatched_quotes": "khcn_records.rules.text_unmatched_quotes",
        "weekday_differs": "khcn_records.rules.text_weekday_differs",
        "windows_do_not_adjoin": "khcn_records.rules.series_windows_do_not_adjoin",
        "wrong_onset": "khcn_records.rules.text_wrong_onset",
    }
)
"""Code of each rule → its module. A code is also the code of its findings; it is never used again for another rule."""


def rule_module(code: str) -> RuleModule:
    """The module of a rule.

    Raises:
        KeyError: no such code.
    """
    return cast("RuleModule", importlib.import_module(RULES[code]))


def rule(code: str) -> Rule:
    """What a rule looks at, how grave it is, and on what ground.

    Raises:
        KeyError: no such code.

    >>> rule("not_composed").severity.value
    'warning'
    """
    return rule_module(code).RULE
