"""Sending a form as a browser does: with all that its page showed."""

from typing import Any

from django import forms
from django.test import Client


def as_shown(form: forms.Form, **changed: Any) -> dict[str, Any]:
    """What a browser sends of a form that was shown, with some fields typed anew; True for a box that is ticked."""
    values = {one.html_name: one.value() for one in form}
    values |= {form.add_prefix(name): value for name, value in changed.items()}
    return {
        name: _typed(value)
        for name, value in values.items()
        if not (value is None or value is False or value == "")
    }


def rows_as_shown(formset: Any) -> dict[str, Any]:
    """The same of several rows on a page."""
    sent = as_shown(formset.management_form)
    for row in formset:
        sent |= as_shown(row)
    return sent


def send(client: Client, url: str, form: str = "form", *, on: str = "", **changed: Any) -> Any:
    """Open a page (`on`, else where it is sent to) and send one of its forms, with some fields typed anew."""
    sent = as_shown(client.get(on or url).context[form], **changed)
    return client.post(url, sent | {"action": form})


def _typed(value: Any) -> Any:
    if value is True:
        return "on"
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else str(value)
