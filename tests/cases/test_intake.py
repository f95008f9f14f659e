"""Taking somebody in: one case, words sealed, the same form twice makes one."""

import uuid

import pytest
from django.urls import reverse

from safefair.cases.errors import CaseChangedMeanwhile, CaseNotOpen, PersonOfAnotherOrganization
from safefair.cases.models import Case
from safefair.cases.operations import Drawer, Intake, correct_case, load_draft, save_draft, take_in
from safefair.cases.operations.cases import assign_case
from safefair.cases.sealing import open_case, read_words
from safefair.core.crypto.custody import KeyUnavailable
from safefair.core.keys.store import destroy_key, open_key
from safefair.core.models import ReadLog
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import DAY, WISH, case_worker, open_invented_case
from tests.cases.sending import as_shown
from tests.people.factories import register_invented

pytestmark = pytest.mark.django_db


def test_her_words_are_sealed_and_open_with_the_key_of_her_case_alone():
    case, other = open_invented_case(), open_invented_case()

    assert WISH.encode() not in bytes(case.sealed or b"")
    assert read_words(case, key=open_key(case.key_id))["wishes"] == WISH
    with pytest.raises(KeyUnavailable):
        read_words(case, key=open_key(other.key_id))


def test_words_put_back_from_an_older_version_do_not_open():
    case = open_invented_case()
    old = bytes(case.sealed or b"")
    changed = correct_case(case, {}, {"wishes": "Invented: only to talk"}, version=1, on=DAY, by=case.worker)

    changed.sealed = old

    with pytest.raises(KeyUnavailable):
        read_words(changed, key=open_key(case.key_id))


def test_length_does_not_tell_how_much_she_said():
    short, long = open_invented_case(wishes="Invented."), open_invented_case(wishes="Invented. " * 15)

    assert len(bytes(short.sealed or b"")) == len(bytes(long.sealed or b""))


def test_a_form_sent_twice_opens_one_case():
    organization = OrganizationFactory.create()
    by, entry = case_worker(organization), uuid.uuid4()

    def send() -> Case:
        return take_in(
            Intake(facts={}, words={}),
            organization=organization,
            registration=None,
            entry_id=entry,
            on=DAY,
            by=by,
        )

    first, second = send(), send()

    assert first == second
    assert Case.objects.count() == 1


def test_who_has_an_open_case_already_is_said_before_another_is_opened(client):
    organization = OrganizationFactory.create()
    hers = register_invented(organization)
    case = open_invented_case(
        organization, worker=sign_in(client, "CASE_WORKER", organization), registration=hers
    )
    url = reverse("cases:intake")
    sent = as_shown(client.get(f"{url}?person={hers.uuid}").context["form"]) | {"action": "save"}

    told = client.post(url, sent)

    assert case.code in told.content.decode().split("She has a case with you already")[1]
    assert Case.objects.count() == 1
    again = as_shown(told.context["form"]) | {"action": "save"}
    assert client.post(url, again).status_code == 302
    assert client.post(url, again).status_code == 302
    assert Case.objects.count() == 2


def test_of_a_case_that_she_may_not_open_a_worker_is_told_nothing(client):
    organization = OrganizationFactory.create()
    hers = register_invented(organization)
    open_invented_case(organization, registration=hers)
    sign_in(client, "LABOUR_OFFICER", organization)
    form = client.get(f"{reverse('cases:intake')}?person={hers.uuid}").context["form"]

    answer = client.post(reverse("cases:intake"), as_shown(form) | {"action": "save"})

    assert answer.status_code == 302
    assert Case.objects.filter(registration=hers).count() == 2


def test_sex_age_and_nationality_are_those_of_the_registration_on_the_day():
    organization = OrganizationFactory.create()
    person = register_invented(organization, birth_year=2000, birth_date="", sex="F", nationality="KH")

    case = open_invented_case(organization, registration=person)

    assert (case.sex, case.age_band, case.nationality) == ("F", "25-34", "KH")


def test_who_wants_no_name_written_down_has_a_code_only():
    case = open_invented_case(is_nameless=True)

    assert case.registration is None
    assert case.code.startswith("C")


def test_nobody_of_another_organisation_is_taken_in():
    stranger = register_invented(OrganizationFactory.create())

    with pytest.raises(PersonOfAnotherOrganization):
        open_invented_case(OrganizationFactory.create(), registration=stranger)


def test_opening_is_logged_before_the_key_is_there():
    case = open_invented_case()
    destroy_key(case.key_id)

    with pytest.raises(KeyUnavailable):
        open_case(case, by_id=case.worker_id)

    assert ReadLog.objects.filter(subject="cases.Case", record_ids__contains=[case.pk]).count() == 1


def test_two_who_correct_at_once_the_second_is_told():
    case = open_invented_case()
    correct_case(case, {"stage": "transit"}, {}, version=case.version, on=DAY, by=case.worker)

    with pytest.raises(CaseChangedMeanwhile):
        correct_case(case, {"stage": "recruitment"}, {}, version=1, on=DAY, by=case.worker)


def test_a_closed_case_is_neither_corrected_nor_given_away():
    case = open_invented_case()
    Case.objects.filter(pk=case.pk).update(status="closed")

    with pytest.raises(CaseNotOpen):
        correct_case(case, {}, {}, version=1, on=DAY, by=case.worker)
    with pytest.raises(CaseNotOpen):
        assign_case(case, worker=case_worker(case.organization), on=DAY, by=case.worker)


def test_a_draft_is_sealed_and_its_writers_alone():
    organization = OrganizationFactory.create()
    user, colleague = case_worker(organization), case_worker(organization)
    draft = save_draft(Drawer(user=user, organization=organization), "intake", {"wishes": WISH})
    save_draft(Drawer(user=user, organization=organization), "intake", {"wishes": WISH + "!"})

    assert WISH.encode() not in bytes(draft.sealed or b"")
    assert load_draft(Drawer(user=user, organization=organization), "intake") == {"wishes": WISH + "!"}
    assert load_draft(Drawer(user=colleague, organization=organization), "intake") == {}
