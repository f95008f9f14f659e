"""A reader from outside sees what was released; what the records give now is nowhere on any page she may open."""

import re

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from safefair.accounts.roles import ROLES, Permission
from safefair.results.models import Figure, Release
from safefair.results.operations.figures import compute_period
from safefair.results.operations.releases import publish_release
from tests.accounts.factories import UserFactory, sign_in
from tests.results.releases import NOW, cells_of, release_of, visits

pytestmark = pytest.mark.django_db
CHANGING = re.compile(rb"[A-Za-z0-9]{64}|[A-Za-z0-9_-]{22}==|nonce-[^']+")
OUTSIDE = ("DONOR", "STEWARD")


@pytest.fixture
def published(passed: Release) -> Release:
    return publish_release(passed, by=UserFactory.create(), at=NOW)


def pages(resolver: URLResolver, prefix: str = "") -> list[tuple[str, list[str]]]:
    """Every address of ours by name, with the names of what it takes."""
    found = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found += pages(pattern, f"{pattern.namespace}:" if pattern.namespace else prefix)
        elif pattern.callback.__module__.startswith("safefair") and pattern.name:
            found.append((prefix + pattern.name, re.findall(r"<(?:\w+:)?(\w+)>", str(pattern.pattern))))
    return found


def addresses(release: Release) -> list[str]:
    """Every page without a part, those of results about the release and its figures, and the public ones of it."""
    figures = Figure.objects.filter(release_tables__release=release).distinct()
    things = [release.uuid, release.period.uuid, *figures.values_list("uuid", flat=True)]
    things += [figure.indicator.uuid for figure in figures.select_related("indicator")]
    found = []
    for name, takes in pages(get_resolver()):
        if name.startswith(("accounts:", "directory:")) or name == "cases:installation_own":
            continue  # members, organisations, services; no figure
        if not takes:
            found.append(reverse(name))
        elif name.startswith("results:"):
            found += [reverse(name, args=[thing]) for thing in things]
        elif name == "website:number":
            found += [reverse(name, args=[release.number, code]) for code in ("3.1", "3.2", "3.3")]
    periods = [f"{reverse('results:indicators')}?period={release.period.uuid}"]
    return [*found, *periods]


def live_totals() -> dict[str, int]:
    return {figure.indicator.code: figure.value or 0 for figure in Figure.objects.filter(is_latest=True)}


def read_all(client: Client, release: Release) -> dict[str, tuple[int, bytes]]:
    return {
        url: (answer.status_code, CHANGING.sub(b"", answer.content))
        for url in addresses(release)
        if (answer := client.get(url)).status_code != 405
    }


@pytest.mark.parametrize("role", OUTSIDE)
def test_no_page_moves_when_the_records_do(client: Client, published: Release, role: str):
    sign_in(client, role)
    urls = addresses(published)
    read_all(client, published)
    before = read_all(client, published)
    was = live_totals()

    visits({"TH": 4, "MM": 7}, "F")
    compute_period(published.period, by=None, at=NOW)

    after = {url: read for url, read in read_all(client, published).items() if url in urls}
    assert live_totals()["3.1"] == was["3.1"] + 11
    assert before[reverse("results:indicators")][0] == 200
    assert {url for url, read in after.items() if before.get(url) != read} == set()


def test_she_reads_the_released_total_its_tables_and_the_same_as_everybody(
    client: Client, published: Release
):
    visits({"TH": 4}, "F")
    compute_period(published.period, by=None, at=NOW)
    indicator = Figure.objects.filter(is_latest=True, indicator__code="3.1").get().indicator
    sign_in(client, "DONOR")

    detail = client.get(reverse("results:indicator", args=[indicator.uuid])).content.decode()
    listed = client.get(reverse("results:indicators")).content.decode()
    file = client.get(reverse("results:indicators_csv")).content.decode()

    cells = cells_of(published)
    assert cells["*", "*"] == 113
    assert "113" in detail
    assert "117" not in detail + listed + file
    assert ",113," in file
    assert "By country and sex" in detail
    assert detail.count('class="withheld"') >= sum(value is None for value in cells.values())


def test_a_later_release_replaces_the_earlier_one_and_a_withdrawn_one_is_gone(
    client: Client, published: Release, indicators
):
    visits({"TH": 40}, "F")
    later = release_of(published.period, indicators)
    sign_in(client, "DONOR")

    waiting = client.get(reverse("results:indicators_csv")).content.decode()
    publish_release(later, by=UserFactory.create(), at=NOW)
    replaced = client.get(reverse("results:indicators_csv")).content.decode()

    assert ",113," in waiting
    assert ",153," in replaced
    assert ",113," not in replaced


def test_who_sees_live_figures_works_in_the_programme():
    seers = {role.code for role in ROLES if Permission.VIEW_LIVE_FIGURES in role.permissions}

    assert seers == {"COORDINATOR", "PROGRAMME_MANAGER", "MONITORING_OFFICER"}
