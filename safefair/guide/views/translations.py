"""Translating an article, text by text, and signing it off."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.errors import DomainError
from safefair.core.languages import OWN_NAMES
from safefair.guide.exports import po_file
from safefair.guide.forms import WordsForm
from safefair.guide.models import Article, Translation
from safefair.guide.operations.translating import save_words, sign_off
from safefair.guide.queries.overview import state_of


def _found(number: int, language: str) -> tuple[Article, Translation | None]:
    if language == settings.LANGUAGE_CODE or language not in OWN_NAMES:
        raise Http404
    article = get_object_or_404(Article, number=number)
    translations = Translation.objects.select_related("words_by", "signed_off_by", "article")
    return article, translations.filter(article=article, language=language).first()


@requires(Permission.WRITE_GUIDE)
def translate(request: HttpRequest, number: int, language: str) -> HttpResponse:
    """The English texts, and the words of this language."""
    article, translation = _found(number, language)
    form = WordsForm(request.POST or None, article=article, translation=translation)
    membership = membership_of(request)
    if request.method == "POST" and form.is_valid():
        save_words(article, language, form.cleaned_data, at=timezone.now(), by=membership.user)
        messages.success(request, _("Saved. Readers get these words when somebody else has signed them off."))
        return redirect("guide:translate", number, language)
    context = {
        "form": form,
        "article": article,
        "translation": translation,
        "state": state_of(article, translation) if translation else None,
        "language": language,
        "language_name": OWN_NAMES[language],
        "may_sign": membership.may(Permission.PUBLISH_GUIDE),
    }
    return render(request, "guide/translate.html", context)


@require_POST
@requires(Permission.PUBLISH_GUIDE)
def sign_off_words(request: HttpRequest, number: int, language: str) -> HttpResponse:
    """Give readers these words."""
    _article, translation = _found(number, language)
    if translation is None:
        raise Http404
    try:
        sign_off(translation, at=timezone.now(), by=membership_of(request).user)
    except DomainError as fault:
        messages.error(request, str(fault.message))
    else:
        messages.success(request, _("Signed off. Readers get it now."))
    return redirect("guide:translate", number, language)


@requires(Permission.WRITE_GUIDE)
def words_file(request: HttpRequest, number: int, language: str) -> HttpResponse:
    """The texts and words as a PO file, for a translator's own program."""
    article, translation = _found(number, language)
    content = po_file(article, language, translation.words if translation else {})
    response = HttpResponse(content, content_type="text/x-gettext-translation; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="article-{number}-{language}.po"'
    return response
