"""Inputs that browsers fill in their own way."""

from django import forms


class DayInput(forms.DateInput):
    """A day from the browser's calendar, which takes and gives ISO 8601 whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")
