import pytest
from django.core.management import call_command

from safefair.results.measures import MEASURES
from safefair.results.models import Indicator, Programme, ReportedFigure, Target
from safefair.results.operations.framework import framework_facts, load_framework

pytestmark = pytest.mark.django_db


def stored():
    return (
        sorted(Programme.objects.values_list("uuid", "title")),
        sorted(Indicator.objects.values_list("uuid", "code", "measure")),
        sorted(ReportedFigure.objects.values_list("pk", "statement")),
        sorted(Target.objects.values_list("pk", "value")),
    )


def test_loading_twice_changes_nothing(capsys):
    call_command("load_framework")
    first = stored()

    call_command("load_framework")

    assert stored() == first
    assert capsys.readouterr().out == "Safe and Fair: 18 indicators\n" * 2


def test_reported_figures_keep_their_bound_and_source_and_are_no_figures():
    programme = load_framework(framework_facts())

    informed = ReportedFigure.objects.get(result__programme=programme, value=5000)

    assert (informed.bound, informed.kind) == ("AT_LEAST", "PEOPLE")
    assert informed.source.startswith("European Commission")
    assert programme.results.get(code="3").indicators.get(code="3.1").figures.count() == 0


def test_every_indicator_counts_a_measure_of_its_own_kind():
    load_framework(framework_facts())

    kinds = {i.code: (i.kind, MEASURES[i.measure].kind) for i in Indicator.objects.order_by("code")}

    assert all(own == counted for own, counted in kinds.values()), kinds
