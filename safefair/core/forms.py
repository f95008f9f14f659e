"""How forms look: label, help and error together, a summary of errors first, wide targets."""

from typing import Any

from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.template import TemplateDoesNotExist


class FormRenderer(TemplatesSetting):
    """Our form and field templates, with Django's own for the widgets that we do not draw ourselves."""

    form_template_name = "core/forms/form.html"
    formset_template_name = "core/forms/formset.html"
    field_template_name = "core/forms/field.html"
    fallback = DjangoTemplates()

    def get_template(self, template_name: str) -> Any:
        """From the project's templates, else from Django's."""
        try:
            return super().get_template(template_name)
        except TemplateDoesNotExist:
            return self.fallback.get_template(template_name)
