"""Lao: the day before the month. Django has no formats of it."""

MONTH_DAY_FORMAT = "j F"
