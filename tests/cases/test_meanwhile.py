"""Two people in one record: the second is shown both versions in every form that changes something, and chooses."""

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from safefair.accounts.models import User
from safefair.cases.forms.meanwhile import SeenForm, in_words, plain
from safefair.cases.models import Case, RiskAssessment, SafetyPlan
from safefair.cases.operations import admit
from safefair.cases.operations.incidents import correct_incident
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.editing import EDITINGS, WORDS, Editing
from tests.cases.factories import DAY, case_worker, open_invented_case
from tests.cases.plans import a_goal, a_step
from tests.cases.sending import as_shown, rows_as_shown, send
from tests.cases.test_danger import find, plan_for
from tests.cases.test_incidents import told, write

pytestmark = pytest.mark.django_db
PAGE = "cases/meanwhile.html"


@pytest.fixture
def organization():
    return OrganizationFactory.create()


def case_for(client: Client, organization, role: str = "CASE_WORKER") -> Case:
    user = sign_in(client, role, organization)
    worker = user if role != "CASE_SUPERVISOR" else case_worker(organization)
    return open_invented_case(organization, worker=worker)


def by_two(client: Client, case: Case, editing: Editing):
    """Both open the form, the colleague saves, then the second one sends hers: where to, and what is answered."""
    sent_to, page = editing.address(case)
    first, second = (client.get(page).context for _who in range(2))
    saved = client.post(sent_to, editing.sent(first, editing.theirs))
    assert saved.status_code == 302, saved.context[editing.in_context].errors
    return sent_to, page, client.post(sent_to, editing.sent(second, editing.mine))


def carried(answer) -> dict[str, list[str]]:
    """What the page of two versions sends along."""
    found: dict[str, list[str]] = {"asked": [one.name for one in answer.context["differences"]]}
    for name, value in answer.context["carried"]:
        found.setdefault(name, []).append(str(value))
    return found


def test_every_form_that_changes_a_record_is_walked():
    forms = set(SeenForm.__subclasses__())

    assert {editing.form for editing in EDITINGS} == forms


@pytest.mark.parametrize("chosen", ["mine", "theirs"])
@pytest.mark.parametrize("editing", EDITINGS, ids=[editing.name for editing in EDITINGS])
def test_the_second_is_shown_both_and_what_she_chooses_is_saved(client, organization, editing, chosen):
    case = case_for(client, organization, editing.role)
    sent_to, page, answer = by_two(client, case, editing)
    [name] = editing.mine

    assert (answer.status_code, answer.templates[0].name) == (200, PAGE)
    differs = {one.name: one for one in answer.context["differences"]}
    field = editing.form.base_fields[name]
    assert (differs[name].mine, differs[name].theirs) != ("", "")
    assert answer.context["saved"].by == get_user(client)
    assert differs[name].chosen == ""
    text = answer.content.decode()
    assert differs[name].mine in text
    assert differs[name].theirs in text

    undecided = client.post(sent_to, carried(answer))
    assert undecided.templates[0].name == PAGE
    assert "Choose one of the two." in undecided.content.decode()
    keep = {f"keep-{one.name}": one.chosen or chosen for one in differs.values()}
    saved = client.post(sent_to, carried(undecided) | keep)

    assert saved.status_code == 302
    stands = client.get(page).context[editing.in_context].now.values[name]
    wanted = editing.mine if chosen == "mine" else editing.theirs
    assert plain(stands) == plain(wanted[name])
    assert in_words(field, stands) != ""


def test_the_page_says_who_saved_and_when(client, organization):
    case = case_for(client, organization)
    url = reverse("cases:correct", args=[case.uuid])
    mine = client.get(url).context["form"]
    there, colleague = Client(), case_worker(organization)
    admit(case, user=colleague, by=case.worker)
    there.force_login(colleague, backend="allauth.account.auth_backends.AuthenticationBackend")
    there.post(url, as_shown(there.get(url).context["form"], recruiter="Invented agency"))
    User.objects.filter(pk=colleague.pk).update(name="Invented Thida")

    page = client.post(url, as_shown(mine, recruiter="Invented broker"))

    text = page.content.decode()
    assert "Invented Thida saved this:" in text
    assert f"today, {timezone.localtime(page.context['saved'].at):%H:%M}" in text
    there.post(url, as_shown(there.get(url).context["form"], recruiter="Invented agent"))
    again = there.post(url, carried(page)).content.decode()
    assert "You saved this yourself, in another window:" in again


def test_what_only_one_of_them_changed_is_chosen_already(client, organization):
    case = case_for(client, organization)
    url = reverse("cases:correct", args=[case.uuid])
    first, second = (client.get(url).context["form"] for _who in range(2))
    client.post(url, as_shown(first, recruiter="Invented agency", stage="transit"))

    answer = client.post(url, as_shown(second, employer="Invented mill", stage="recruitment"))

    assert {one.name: one.chosen for one in answer.context["differences"]} == {
        "recruiter": "theirs",
        "employer": "mine",
        "stage": "",
    }


def test_asked_again_she_loses_no_choice_that_she_had_made(client, organization):
    case = case_for(client, organization)
    url = reverse("cases:correct", args=[case.uuid])
    first, second = (client.get(url).context["form"] for _who in range(2))
    client.post(url, as_shown(first, recruiter="Invented agency", stage="transit"))
    answer = client.post(url, as_shown(second, stage="recruitment"))

    again = client.post(url, carried(answer) | {"keep-recruiter": "theirs"})

    assert {one.name: one.chosen for one in again.context["differences"]} == {
        "recruiter": "theirs",
        "stage": "",
    }
    chosen = {"keep-recruiter": "theirs", "keep-stage": "mine"}
    assert client.post(url, carried(again) | chosen).status_code == 302
    stands = client.get(url).context["form"].now.values
    assert (stands["recruiter"], stands["stage"]) == ("Invented agency", "recruitment")


def test_a_third_who_saves_while_she_chooses_is_shown_too_and_hers_is_not_lost(client, organization):
    case = case_for(client, organization)
    goal = a_goal(case)
    url = reverse("cases:goal", args=[case.uuid, goal.uuid])
    late = client.get(url).context["edit"]
    send(client, url, "edit", text=WORDS[0])
    answer = client.post(url, as_shown(late, text=WORDS[1]))
    send(client, url, "edit", text="Invented: a third version")

    again = client.post(url, carried(answer) | {"keep-text": "theirs"})

    [one] = again.context["differences"]
    assert (one.mine, one.theirs) == (WORDS[1], "Invented: a third version")


def test_back_at_the_form_everything_stands_as_chosen(client, organization):
    case = case_for(client, organization)
    step = a_step(case)
    url = reverse("cases:action", args=[case.uuid, step.uuid])
    late = client.get(url).context["edit"]
    send(client, url, "edit", text=WORDS[0], service="cash")
    answer = client.post(url, as_shown(late, text=WORDS[1]) | {"action": "save"})

    back = client.post(url, carried(answer) | {"keep-text": "mine", "keep-service": "theirs", "back": "1"})

    form = back.context["edit"]
    assert (form["text"].value(), form["service"].value(), dict(form.errors)) == (WORDS[1], "cash", {})
    assert client.post(url, as_shown(form)).status_code == 302


def test_two_who_change_different_things_of_a_step_are_not_asked(client, organization):
    case = case_for(client, organization)
    step = a_step(case)
    url = reverse("cases:action", args=[case.uuid, step.uuid])
    late = client.get(url).context["edit"]
    send(client, url, "done", outcome="referred", note="Invented note")

    assert client.post(url, as_shown(late, text=WORDS[1])).status_code == 302
    step.refresh_from_db()
    assert step.outcome == "referred"


def test_who_did_it_is_chosen_as_a_whole(client, organization):
    case = case_for(client, organization)
    row = write(case, told({"relationship": "recruiter_broker", "is_primary": True}))
    url = reverse("cases:incident_correct", args=[case.uuid, row.uuid])
    page = client.get(url).context
    sent = as_shown(page["form"]) | rows_as_shown(page["people"])
    boss = {"relationship": "supervisor_employer", "is_primary": True, "nationality": "MY"}
    correct_incident(row, told(boss), version=1, on=DAY, by=case.worker)

    answer = client.post(url, sent | {"action": "save", "by-0-relationship": "coworker"})
    people = {one.name: one for one in answer.context["differences"]}["by"]
    assert "colleague" in people.mine
    assert "supervisor" in people.theirs
    keep = {f"keep-{one.name}": "theirs" for one in answer.context["differences"]}
    assert client.post(url, carried(answer) | keep).status_code == 302
    assert [(one.relationship, one.nationality) for one in row.perpetrators.all()] == [
        ("supervisor_employer", "MY")
    ]


def test_answers_of_two_assessments_are_joined_and_both_stay_on_record(client, organization):
    case = case_for(client, organization)
    url = reverse("cases:danger", args=[case.uuid])
    late = client.get(url).context["form"]
    find(case, "high", timezone.localdate(), yes=("weapon",), words={"note": WORDS[0]})

    answer = client.post(url, as_shown(late, level="high", alone="yes"))

    chosen = {one.name: one.chosen for one in answer.context["differences"]}
    assert (chosen["weapon"], chosen["alone"], chosen["note"]) == ("theirs", "", "theirs")
    keep = {f"keep-{name}": which or "mine" for name, which in chosen.items()}
    assert client.post(url, carried(answer) | keep).status_code == 302
    newest = RiskAssessment.objects.order_by("-pk")[0]
    assert (RiskAssessment.objects.count(), sorted(newest.factors)) == (2, ["alone", "weapon"])


def test_that_she_wants_no_plan_does_not_replace_a_plan_unseen(client, organization):
    case = case_for(client, organization)
    page = reverse("cases:safety", args=[case.uuid])
    url = reverse("cases:safety_not_wanted", args=[case.uuid])
    late = client.get(page).context["not_wanted"]
    plan_for(case)

    answer = client.post(url, as_shown(late, said=WORDS[1]))

    assert "wrote a plan with her" in answer.content.decode()
    assert SafetyPlan.objects.get(replaced_at=None).is_needed
