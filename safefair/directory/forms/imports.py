"""What is asked of somebody who brings a file of services."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.core.tabular.files import MOST_BYTES
from safefair.directory.enums import Visibility


class ServiceFileForm(forms.Form):
    """One file, and what holds for rows that do not say it."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("XLSX, CSV or HSDS 3.0 (JSON, or a zip of its tables), up to 20 MB and 20,000 services."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt,.json,.zip"}),
    )
    owner = forms.ModelChoiceField(
        Organization.objects.filter(is_active=True).order_by("name"), label=_("Whose services are rows without an organisation"),
        required=False, empty_label=_("nobody's: such rows are left out"),
    )  # fmt: skip
    visibility = forms.ChoiceField(
        label=_("Who may see services that do not say it"), choices=Visibility, initial=Visibility.STAFF,
        help_text=_("Everybody only sees what somebody has checked by a call."),
    )  # fmt: skip

    def __init__(self, *args: Any, organization: Organization | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if organization is not None:
            del self.fields["owner"]

    def read(self) -> bytes:
        """The bytes, never more than are allowed and one."""
        data: bytes = self.cleaned_data["file"].read(MOST_BYTES + 1)
        return data
