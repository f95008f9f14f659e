"""The linkage model in one place: what is compared, in which steps, and with which weights (Splink settings).

Read it from top to bottom: a comparison is a list of levels, the first that holds is taken; `m` is the share of
pairs of one person that reach the level, `u` the share of random pairs. The numbers come from `parameters.json`,
fitted by `benchmarks/fit_linkage.py`; `--train` estimates them from the register itself.
"""

from typing import Any

import splink.comparison_level_library as cll
from splink import SettingsCreator, block_on
from splink.comparison_library import CustomComparison

SHARED_KEYS = {
    "duckdb": "len(list_intersect(key_list_l, key_list_r))",
    "spark": "size(array_intersect(key_list_l, key_list_r))",
}
BOTH_DATED = "date_l is not null and date_r is not null"
SAME_DAY_OR_SAME_MONTH = "(date_l % 10000 = date_r % 10000 or floor(date_l / 100) = floor(date_r / 100))"
APART = "abs(year_l - year_r)"
KEPT_WEIGHT = -6.0
"""Pairs below this match weight (log2 odds) are dropped before the costly evidence is computed."""


def _level(condition: str, label: str) -> Any:
    return cll.CustomLevel(condition, label_for_charts=label)


def _null(condition: str) -> Any:
    return cll.CustomLevel(condition, label_for_charts="not known").configure(is_null_level=True)


def name_comparison(dialect: str) -> Any:
    """Names as sets of tokens: order does not count, and common names count little (term frequencies)."""
    shared = SHARED_KEYS[dialect]
    return CustomComparison(
        output_column_name="name",
        comparison_levels=[
            _null("name_code_l is null or name_code_r is null"),
            _level("name_code_l = name_code_r", "same tokens").configure(tf_adjustment_column="name_code"),
            _level("key_code_l = key_code_r", "same sound").configure(tf_adjustment_column="key_code"),
            _level("joined_l = joined_r", "same sound, cut differently"),
            _level(f"{shared} >= 2", "two tokens sound alike"),
            _level("rarest_l = rarest_r", "the rarest token sounds alike"),
            _level(f"{shared} = 1", "one token sounds alike"),
            cll.ElseLevel(),
        ],
    )


def birth_comparison() -> Any:
    """Birth: full dates, then years; a year from an age is held to less."""
    return CustomComparison(
        output_column_name="birth",
        comparison_levels=[
            _null("year_l is null or year_r is null"),
            _level("date_l = date_r", "same date"),
            _level(f"{BOTH_DATED} and swapped_l = swapped_r", "day and month swapped"),
            _level(f"{BOTH_DATED} and {SAME_DAY_OR_SAME_MONTH}", "one part off"),
            _level(BOTH_DATED, "different dates"),
            _level(f"not is_approximate_l and not is_approximate_r and {APART} = 0", "same year"),
            _level(f"{APART} <= 1", "within a year"),
            _level(f"{APART} <= 3", "within three years"),
            cll.ElseLevel(),
        ],
    )


def exact_comparison(column: str, *, is_weighed_by_frequency: bool = False) -> Any:
    """Equal, different or not known."""
    equal = _level(f"{column}_l = {column}_r", "same")
    if is_weighed_by_frequency:
        equal = equal.configure(tf_adjustment_column=column)
    return CustomComparison(
        output_column_name=column,
        comparison_levels=[_null(f"{column}_l is null or {column}_r is null"), equal, cll.ElseLevel()],
    )


def comparisons(dialect: str = "duckdb") -> dict[str, Any]:
    """All comparisons by name, in the order of the output columns."""
    return {
        "name": name_comparison(dialect),
        "birth": birth_comparison(),
        "sex": exact_comparison("sex"),
        "phone": exact_comparison("phone"),
        "document": exact_comparison("document"),
        "place": exact_comparison("place", is_weighed_by_frequency=True),
        "origin": exact_comparison("origin"),
    }


def bounded(chance: float) -> float:
    """`chance` away from 0 and 1, whose logarithms do not exist."""
    return min(max(chance, 1e-9), 1 - 1e-9)


def settings(
    parameters: dict[str, Any], observed_u: dict[str, float], prior: float, dialect: str = "duckdb"
) -> SettingsCreator:
    """Splink's settings with the fitted `m` and `u`; `u` of an equal value is what the register itself shows.

    `prior` is the probability that two random records are one person.
    """
    chosen = comparisons(dialect)
    for name, comparison in chosen.items():
        m, u = parameters[name]["m"], parameters[name]["u"]
        if name in observed_u:
            equal = bounded(observed_u[name])
            u = [equal, 1 - equal]
        comparison.configure(m_probabilities=m, u_probabilities=u)
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=list(chosen.values()),
        blocking_rules_to_generate_predictions=[block_on("document"), block_on("phone")],
        probability_two_random_records_match=prior,
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )
