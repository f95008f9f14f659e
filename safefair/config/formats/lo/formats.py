"""Lao: the day before the month. Django has no formats of it."""

DATE_FORMAT = "j F Y"
MONTH_DAY_FORMAT = "j F"
