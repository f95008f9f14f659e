"""Her forms: asking, coming back, writing again. Every field but one may stay empty."""

import uuid
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from safefair.contact.enums import HowSoon, Reach, Topic, Wish
from safefair.contact.models import Desk
from safefair.contact.operations.asking import CONTACT_WORDS, Question
from safefair.contact.queries.desks import open_desks
from safefair.core.codes import areas
from safefair.website.enclosure_fields import EnclosureForm

SALT = "ask"
FORM_LASTS = 24 * 60 * 60
LONGEST = 4000


def new_form_token() -> str:
    """What makes this form one question however often it is sent; it holds nothing of anybody."""
    return signing.dumps(str(uuid.uuid4()), salt=SALT)


class TokenField(forms.CharField):
    """The form's own number, signed; gives a UUID."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> uuid.UUID:
        """The number. Refused after a day, or when somebody made it up."""
        try:
            return uuid.UUID(signing.loads(super().clean(value), salt=SALT, max_age=FORM_LASTS))
        except (signing.BadSignature, ValueError):
            raise forms.ValidationError(
                _("The form was open for a long time. Please send it once more; nothing is lost.")
            ) from None


class DeskField(forms.ModelChoiceField):
    """Who may answer, one line each."""

    def label_from_instance(self, obj: Desk) -> str:
        """The organisation; what it says of itself stands above the form."""
        return str(obj.organization)


def line(label: Any, *, longest: int = 200, help_text: Any = "") -> forms.CharField:
    """One line of text that no browser remembers."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class AskForm(EnclosureForm):
    """A question to a desk of one country."""

    text = forms.CharField(
        label=_("What would you like to ask or tell?"),
        help_text=_(
            "In any language. A few words are enough. You need not say who you are or where you live."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )
    desk = DeskField(
        Desk.objects.none(),
        label=_("Who shall answer?"),
        to_field_name="uuid",
        widget=forms.RadioSelect,
        empty_label=None,
    )
    wish = forms.ChoiceField(
        label=_("What is it?"), choices=Wish.choices, initial=Wish.ASK, widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        label=_("What is it about?"),
        choices=Topic.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    how_soon = forms.ChoiceField(
        label=_("How soon do you need an answer?"),
        choices=HowSoon.choices,
        initial=HowSoon.DAYS,
        widget=forms.RadioSelect,
    )
    area = forms.ChoiceField(label=_("Province or state, if you want to say it"), required=False)
    may_pass_on = forms.BooleanField(
        label=_("Another organisation of this country may answer, if that helps"), required=False
    )
    reach = forms.ChoiceField(
        label=_("May we contact you?"),
        choices=Reach.choices,
        initial=Reach.NOT,
        widget=forms.RadioSelect,
        help_text=_(
            "Only if it is safe. Whoever looks at your phone may see a call, a message and our name. You can always come "
            "back here for the answer instead."
        ),
    )
    contact = line(_("Number or name in the app"), help_text=_("Only if we may contact you."))
    hours = line(_("On which days and at which hours is it safe?"))
    code_word = line(_("A word that we say first, so that you know it is us"))
    who = line(_("May somebody else answer the phone? Who?"))
    form = TokenField()
    field_order = ("text", "photo", "voice")

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country
        desk: Any = self.fields["desk"]
        desk.queryset = open_desks(country).order_by("organization__name")
        if len(desk.queryset) == 1:
            self.initial["desk"] = desk.queryset[0].uuid
        self.fields["area"].choices = [("", _("I do not say")), *areas(country)]  # type: ignore[attr-defined]
        if not self.is_bound:
            self.initial["form"] = new_form_token()

    def clean(self) -> dict[str, Any]:
        """A way to reach her needs a number; what she wrote for us to call is not kept when we may not."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("reach", Reach.NOT) != Reach.NOT and not found.get("contact"):
            self.add_error("contact", _("Write the number or name, or choose that we do not contact you."))
        return found

    def question(self, language: str) -> Question:
        """What was asked; only of a valid form."""
        data = self.cleaned_data
        return Question(
            text=data["text"],
            country=self.country,
            language=language,
            wish=data["wish"],
            topics=tuple(data["topics"]),
            how_soon=data["how_soon"],
            area=data["area"],
            reach=data["reach"],
            may_pass_on=data["may_pass_on"],
            words={name: data[name] for name in CONTACT_WORDS},
            enclosed=self.enclosed(),
        )


class BackForm(forms.Form):
    """Coming back with a receipt."""

    receipt = forms.CharField(
        label=_("Your number"),
        help_text=_("Seventeen digits, in the script you like, with or without blanks."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )


class AgainForm(EnclosureForm):
    """Another note of hers."""

    text = forms.CharField(
        label=_("Write again"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    field_order = ("text", "photo", "voice")
