"""Courses: what one's organisation teaches."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.errors import DomainError
from safefair.trainings.forms.runs import CourseForm
from safefair.trainings.models import Course
from safefair.trainings.operations import save_course
from safefair.trainings.queries import courses_of, with_runs


@require_GET
@requires(Permission.VIEW_TRAININGS)
def course_list(request: HttpRequest) -> HttpResponse:
    """Courses and how often each was held."""
    courses = with_runs(courses_of(membership_of(request).organization)).select_related("organization")
    breadcrumb = [(_("Trainings"), reverse("trainings:list")), (_("Courses"), "")]
    context = {"courses": courses.order_by("title", "pk"), "breadcrumb": breadcrumb}
    return render(request, "trainings/courses.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.HOLD_TRAINING)
def course_create(request: HttpRequest) -> HttpResponse:
    """Write down what is taught."""
    return _form(request, CourseForm(request.POST or None), None)


@require_http_methods(["GET", "POST"])
@requires(Permission.HOLD_TRAINING)
def course_edit(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Correct a course."""
    course = get_object_or_404(courses_of(organization_of(membership_of(request))), uuid=address)
    initial = {
        "title": course.title,
        "competences": course.competences,
        "completion_percent": course.completion_percent,
    }
    return _form(request, CourseForm(request.POST or None, initial=initial), course)


def _form(request: HttpRequest, form: CourseForm, course: Course | None) -> HttpResponse:
    membership = membership_of(request)
    if request.method == "POST" and form.is_valid():
        try:
            save_course(
                form.facts(), organization=organization_of(membership), by=membership.user, course=course
            )
        except DomainError as error:
            form.add_error("title", str(error.message))
        else:
            return redirect("trainings:courses")
    trail = [(_("Trainings"), reverse("trainings:list")), (_("Courses"), reverse("trainings:courses"))]
    here = [(course.title if course else _("New course"), "")]
    context = {"form": form, "course": course, "breadcrumb": trail + here}
    return render(request, "trainings/course_form.html", context)
