"""Linkage pages: for the programme, without identities."""

import pytest
from django.test import Client
from django.urls import reverse

from safefair.core.models import TaskStatus
from safefair.core.rls import Scope, row_security
from safefair.people.models import LinkageRun
from safefair.people.operations import keep_apart, link_pair
from safefair.people.operations.linkage import Link, PairEvidence, record_linkage
from safefair.people.queries.calibration import bands_of
from tests.accounts.factories import OrganizationFactory, UserFactory, sign_in
from tests.people.factories import invented_pair, register_invented

pytestmark = pytest.mark.django_db
REPORT = {
    "people": 2,
    "low": 1,
    "high": 2,
    "clusters": 2,
    "linkage_version": "1",
    "parameters": "x",
    "estimated_recall": 0.8,
}


def recorded_run() -> tuple[LinkageRun, list[str]]:
    people = [
        register_invented(OrganizationFactory.create(), full_name_latin="Invented Rosebud") for _ in range(3)
    ]
    first, second, third = (person.pk for person in people)
    evidence = [
        PairEvidence(first, second, 0.9, "phone", "phone_same|name_same", is_linked=True),
        PairEvidence(first, third, 0.3, "name", "name_same|unheard_of", is_linked=False),
    ]
    links = [Link(first, first, 0.9), Link(second, first, 0.9), Link(third, third, 0.7)]
    return record_linkage(LinkageRun.objects.create(), links=links, evidence=evidence, report=REPORT), [
        p.code for p in people
    ]


def test_a_manager_starts_a_run_once_and_follows_it(client: Client):
    sign_in(client, "PROGRAMME_MANAGER")

    client.post(reverse("people:linkage_start"), {"weights": "trained"})
    again = client.post(reverse("people:linkage_start"), {"weights": "fixed"}, follow=True).content.decode()

    run = LinkageRun.objects.get()
    assert run.is_trained
    assert "already running" in again
    assert reverse("people:linkage_progress", args=[run.uuid]) in again
    assert run.task is not None
    progress = client.get(reverse("people:linkage_progress", args=[run.uuid])).content.decode()
    assert str(TaskStatus.WAITING.label) in progress


def test_a_run_shows_its_range_and_pairs_but_nobody(client: Client):
    sign_in(client, "PROGRAMME_MANAGER")
    run, codes = recorded_run()
    url = reverse("people:linkage_run", args=[run.uuid])

    page = client.get(url).content.decode()
    linked = client.get(url, {"linked": "1"}).content.decode()
    unlikely = client.get(url, {"below": "0.5"}).content.decode()
    nonsense = client.get(url, {"least": "x"})

    assert "Rosebud" not in page
    assert all(code in page for code in codes)
    assert "same telephone" in page
    assert "unheard_of" in page
    assert (codes[2] in linked, codes[1] in unlikely, nonsense.status_code) == (False, False, 200)
    assert "80 %" in page
    assert "between 1 and 2" in client.get(reverse("people:linkage")).content.decode()


def test_an_earlier_run_is_made_current_again_by_a_manager_only(client: Client):
    first, _codes = recorded_run()
    recorded_run()
    url = reverse("people:linkage_restore", args=[first.uuid])
    sign_in(client, "STEWARD")
    as_steward = client.post(url).status_code
    sign_in(client, "PROGRAMME_MANAGER")

    as_manager = client.post(url).status_code

    assert (as_steward, as_manager) == (403, 302)
    assert LinkageRun.objects.get(is_current=True) == first
    unfinished = LinkageRun.objects.create()
    client.post(reverse("people:linkage_restore", args=[unfinished.uuid]))
    assert LinkageRun.objects.get(is_current=True) == first


def test_the_evidence_asks_as_much_for_many_pairs(client: Client, django_assert_max_num_queries):
    sign_in(client, "PROGRAMME_MANAGER")
    run, _codes = recorded_run()

    with django_assert_max_num_queries(17):
        client.get(reverse("people:linkage_run", args=[run.uuid]))


def test_bands_of_probability_stand_beside_what_people_decided(client: Client):
    """By hand: one pair likely and decided the same, one likely and decided two people, one unlikely and kept apart."""
    centre, user = OrganizationFactory.create(), UserFactory.create()
    pairs = [invented_pair(centre) for _ in range(4)]
    link_pair(pairs[0], reason="invented", by=user)
    keep_apart(pairs[1], reason="invented", by=user)
    keep_apart(pairs[2], reason="invented", by=user)
    chances = (0.97, 0.96, 0.3, 0.96)
    evidence = [
        PairEvidence(pair.first_id, pair.second_id, chance, "name", "name_same", is_linked=chance > 0.5)
        for pair, chance in zip(pairs, chances, strict=True)
    ]
    run = record_linkage(LinkageRun.objects.create(), links=[], evidence=evidence, report=REPORT)

    with row_security(organization_id=None, user_id=user.pk, scope=Scope.PROGRAMME):
        bands = {band.low: band for band in bands_of(run)}
    with row_security(organization_id=centre.pk, user_id=user.pk, scope=Scope.OWN):
        own = bands_of(run)
    sign_in(client, "PROGRAMME_MANAGER")
    page = client.get(reverse("people:linkage_run", args=[run.uuid])).content.decode()

    likely, unlikely = bands[0.95], bands[0.2]
    assert (likely.pairs, likely.linked, round(likely.expected, 2)) == (3, 3, 2.89)
    assert (likely.same, likely.different, likely.agreed, likely.decided_percent) == (1, 1, 1, 50)
    assert (unlikely.pairs, unlikely.agreed, unlikely.expected_percent) == (1, 1, 30)
    assert sum(band.pairs for band in bands.values()) == 4
    assert sum(band.pairs for band in own) == 0
    assert "0.95 to below 0.99" in page
    assert "Decided: two people" in page
