"""Publications, their files, and campaigns, for those who keep them."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.errors import DomainError
from safefair.guide.enums import FileFormat
from safefair.guide.forms import PublicationFileForm
from safefair.guide.models import Campaign, Publication, PublicationFile
from safefair.guide.operations.files import add_file, remove_file


@requires(Permission.WRITE_GUIDE)
def library(request: HttpRequest) -> HttpResponse:
    """What there is, with the files of each publication."""
    files: dict[int, list[PublicationFile]] = {}
    for file in PublicationFile.objects.defer("content").order_by("language", "form"):
        files.setdefault(file.number, []).append(file)
    rows = Publication.objects.select_related("material_of").order_by("-published_on", "-number")
    context = {
        "rows": [(row, files.get(row.number, [])) for row in rows],
        "campaigns": Campaign.objects.order_by("-starts_on", "-number"),
        "today": timezone.localdate(),
        "may_publish": membership_of(request).may(Permission.PUBLISH_GUIDE),
        "can_edit": "editing" in settings.SITES,
    }
    return render(request, "guide/library.html", context)


@requires(Permission.PUBLISH_GUIDE)
def publication_files(request: HttpRequest, number: int) -> HttpResponse:
    """The files of one publication; to post is to add one."""
    found = get_object_or_404(Publication, number=number)
    form = PublicationFileForm(request.POST or None, request.FILES or None, initial={"title": found.title})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            add_file(
                found, data["file"].read(), language=data["language"], form=FileFormat(data["form"]),
                title=data["title"], at=timezone.now(), by=membership_of(request).user,
            )  # fmt: skip
        except DomainError as fault:
            form.add_error("file", str(fault.message))
        else:
            messages.success(request, _("Kept."))
            return redirect("guide:publication_files", number)
    files = PublicationFile.objects.filter(number=number).defer("content").order_by("language", "form")
    context = {"publication": found, "files": files, "form": form}
    return render(request, "guide/publication_files.html", context)


@require_POST
@requires(Permission.PUBLISH_GUIDE)
def publication_file_remove(request: HttpRequest, number: int, language: str, form: str) -> HttpResponse:
    """Take one away."""
    remove_file(get_object_or_404(PublicationFile, number=number, language=language, form=form))
    messages.success(request, _("Taken away. Readers get it no more; phones may show it for five minutes."))
    return redirect("guide:publication_files", number)
