"""Burmese: the day before the month, which Django writes as in English."""

DATE_FORMAT = "j F Y"
MONTH_DAY_FORMAT = "j F"
