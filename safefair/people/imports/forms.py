"""What the pages of an import ask: the file, which column is which, what kind each activity is."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safefair.core.tabular.delimited import ENCODINGS, SEPARATORS
from safefair.core.tabular.files import CSV, MOST_BYTES, Source
from safefair.core.widgets import DayInput
from safefair.people.imports.activities import LEAVE_OUT, Title
from safefair.people.imports.columns import column_name
from safefair.people.imports.fields import FIELDS
from safefair.people.imports.reading import Reading, with_columns
from safefair.people.imports.targets import targets

WHO = ("full_name_native", "full_name_latin", "given_name", "family_name", "phone", "id_number")


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("Attendance list"),
        allow_empty_file=True,
        help_text=_(
            "XLSX or CSV, up to 20 MB and 200,000 rows. Nothing is stored before you have seen what is in it."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )

    def read(self) -> bytes:
        """The bytes, never more than are allowed and one."""
        data: bytes = self.cleaned_data["file"].read(MOST_BYTES + 1)
        return data


class SourceForm(forms.Form):
    """Which sheet, or how a text is encoded and separated."""

    sheet = forms.TypedChoiceField(label=_("Sheet"), coerce=int, required=False, empty_value=None)
    encoding = forms.ChoiceField(label=_("Encoding"), choices=list(ENCODINGS.items()), required=False)
    separator = forms.ChoiceField(
        label=_("Separator"), choices=list(zip(SEPARATORS, (_("comma"), _("semicolon"), _("tab")), strict=True)),
        required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, source: Source, sheets: Sequence[str], **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial", {"sheet": source.sheet, "encoding": source.encoding, "separator": source.separator}
        )
        super().__init__(*args, **kwargs)
        self.source = source
        if source.kind == CSV:
            del self.fields["sheet"]
        else:
            del self.fields["encoding"], self.fields["separator"]
            self.fields["sheet"].choices = list(enumerate(sheets))  # type: ignore[attr-defined]

    @property
    def is_worth_asking(self) -> bool:
        """Whether there is anything to choose."""
        return self.source.kind == CSV or len(self.fields["sheet"].choices) > 1  # type: ignore[attr-defined]

    def chosen(self) -> Source:
        """The part of the file to read."""
        data = self.cleaned_data
        return Source(
            self.source.kind, data.get("sheet") or 0, data.get("encoding", ""), data.get("separator", "")
        )


class ColumnsForm(forms.Form):
    """For each of our fields the column that holds it, and what stands for all rows where there is no column."""

    every_date = forms.DateField(
        label=_("Date of all rows"),
        required=False,
        widget=DayInput,
        help_text=_("Only if no column holds the date."),
    )
    every_activity = forms.CharField(
        label=_("Activity of all rows"), required=False, max_length=200,
        help_text=_("Only if no column holds the activity."),
    )  # fmt: skip

    def __init__(self, *args: Any, reading: Reading, heads: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reading = reading
        self.initial.setdefault("every_date", reading.date)
        self.initial.setdefault("every_activity", reading.activity)
        columns = [("", _("not in this file")), *((i, column_name(i, head)) for i, head in enumerate(heads))]
        for field in FIELDS:
            self.fields[field.name] = forms.TypedChoiceField(
                label=str(field.label), choices=columns, coerce=int, empty_value=None, required=False,
                initial=reading.columns.get(field.name),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Each column once; somebody and a day in every row."""
        data, taken = self.cleaned_data, set[int]()
        for field in FIELDS:
            column = data.get(field.name)
            if column is not None and column in taken:
                self.add_error(field.name, _("This column is chosen above for something else."))
            elif column is not None:
                taken.add(column)
        if all(data.get(name) is None for name in WHO):
            raise forms.ValidationError(
                _("Choose the column of the name: nothing says yet who the people are.")
            )
        if data.get("date") is None and not data.get("every_date"):
            self.add_error("date", _("Choose the column of the date, or write one date for all rows below."))
        return data

    def chosen(self) -> Reading:
        """How the file is read from now on."""
        data = self.cleaned_data
        columns = {field.name: data[field.name] for field in FIELDS if data.get(field.name) is not None}
        return with_columns(self.reading, columns, date=data["every_date"], activity=data["every_activity"])


class ActivitiesForm(forms.Form):
    """What kind each activity is; the guess is chosen already."""

    def __init__(self, *args: Any, titles: Sequence[Title], before: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.titles = titles
        kinds = [(target.name, target.title) for target in targets().values()]
        choices = [("", _("choose")), *kinds, (LEAVE_OUT, _("Leave these rows out"))]
        for title in titles:
            self.fields[title.digest] = forms.ChoiceField(
                label=title.text, choices=choices, initial=before.get(title.digest, title.guess),
            )  # fmt: skip

    def kinds(self) -> dict[str, str]:
        """Digest of each title to its kind."""
        return {title.digest: self.cleaned_data[title.digest] for title in self.titles}


class FaultFilter(forms.Form):
    """Which faults are listed."""

    fault = forms.ChoiceField(label=_("What is wrong"), required=False)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fault"].choices = [("", _("everything")), *choices]  # type: ignore[attr-defined]
