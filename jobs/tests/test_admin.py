"""Administration of postings: what a form does not change stays as it is."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from jobs.factories import JobFactory
from jobs.models import KEY_COLUMNS, SEARCH_COLUMNS, Job
from jobtracker.testing.forms import form_of


@pytest.fixture
def staff(db: None, client: Client) -> Client:
    """A browser of an administrator."""
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    return client


@pytest.fixture
def job(user: User) -> Job:
    """A posting with something in every kind of field."""
    job: Job = JobFactory.create(
        owner=user,
        locations=["Austin, TX", "Remote in USA"],
        skills=["C++", "Go"],
        salary_min=10,
        salary_currency="EUR",
        salary_period="hour",
        posted_on="2026-11-20",
        url="https://jobs.example/",
    )
    job.refresh_from_db()
    return job


def values(job: Job) -> dict[str, object]:
    """The posting as the database has it, but for the time of its last change and what follows from the rest."""
    computed = ("updated_at", *SEARCH_COLUMNS, *KEY_COLUMNS)
    return {name: value for name, value in Job.objects.values().get(pk=job.pk).items() if name not in computed}


def test_a_form_sent_back_untouched_changes_nothing(staff: Client, job: Job) -> None:
    address = reverse("admin:jobs_job_change", args=[job.pk])
    before = values(job)
    form = form_of(staff.get(address).content.decode(), "post", having="title")
    assert staff.post(address, form).status_code == 302
    assert values(job) == before


def test_a_list_is_a_line_for_each_item(staff: Client, job: Job) -> None:
    address = reverse("admin:jobs_job_change", args=[job.pk])
    form = form_of(staff.get(address).content.decode(), "post", having="title")
    assert form["locations"] == "Austin, TX\r\nRemote in USA"
    before = values(job)
    response = staff.post(address, form | {"title": "Changed", "locations": "Bern\r\n\r\n Köln, DE \r\n"})
    assert response.status_code == 302
    assert values(job) == before | {"title": "Changed", "locations": ["Bern", "Köln, DE"]}


def test_a_posting_is_added_for_a_person(staff: Client, user: User) -> None:
    address = reverse("admin:jobs_job_add")
    form = form_of(staff.get(address).content.decode(), "post", having="title")
    filled_in = {"owner": str(user.pk), "title": "Engineer", "company": "Acme", "skills": "Go\r\ngo"}
    response = staff.post(address, form | filled_in)
    assert response.status_code == 302, response.content
    job = Job.objects.get()
    assert (job.owner, job.title, job.skills) == (user, "Engineer", ["Go"])
    assert response.headers["Location"] == reverse("admin:jobs_job_changelist")


def test_what_cannot_be_is_said_in_the_form(staff: Client, user: User) -> None:
    address = reverse("admin:jobs_job_add")
    form = form_of(staff.get(address).content.decode(), "post", having="title")
    amounts = {"salary_min": "20", "salary_max": "10", "salary_currency": "EUR", "salary_period": "hour"}
    bad = {"owner": str(user.pk), "title": "Engineer", "company": "Acme", "url": "javascript:x"} | amounts
    response = staff.post(address, form | bad)
    assert response.status_code == 200
    page = response.content.decode()
    assert "The minimum is above the maximum." in page
    assert "Use a web address that begins with http:// or https://." in page
    assert not Job.objects.exists()


def test_postings_are_deleted_one_by_one_or_many_at_once(staff: Client, user: User) -> None:
    first, *others = JobFactory.create_batch(3, owner=user)
    assert staff.post(reverse("admin:jobs_job_delete", args=[first.pk]), {"post": "yes"}).status_code == 302
    assert Job.objects.visible_to(user).count() == 2
    chosen = {"action": "delete_selected", "_selected_action": [job.pk for job in others], "post": "yes"}
    assert staff.post(reverse("admin:jobs_job_changelist"), chosen).status_code == 302
    assert not Job.objects.visible_to(user).exists()
    assert Job.objects.in_trash_of(user).count() == 3
    assert staff.get(reverse("admin:jobs_job_change", args=[first.pk])).status_code == 302  # nothing is there to see
