"""The forms of the browsable API, as a browser sends them."""

from typing import Any
from urllib.parse import urlencode

import pytest
from rest_framework.test import APIClient

from jobs.models import Job
from jobs.tests.test_api import JOBS, WHOLE
from jobtracker.testing.forms import form_of


def page(api: APIClient, address: str) -> str:
    """The browsable page at `address`."""
    return str(api.get(address, headers={"Accept": "text/html"}).content.decode())


def test_a_form_sent_back_untouched_changes_nothing(api: APIClient) -> None:
    before = api.post(JOBS, WHOLE | {"description": "One line"}).json()
    before.pop("duplicates")
    address = f"{JOBS}{before['id']}/"
    assert api.put(address, form_of(page(api, address), "put"), format="multipart").status_code == 200
    after = api.get(address).json()
    assert after.pop("updated_at") > before.pop("updated_at")
    assert after == before


def test_a_form_in_which_only_the_needful_is_filled_in_says_no_more_than_that(api: APIClient) -> None:
    needful = {"title": "Engineer", "company": "Acme"}
    by_json = api.post(JOBS, needful).json()
    by_form = api.post(JOBS, form_of(page(api, JOBS), "post") | needful, format="multipart").json()
    its_own = {name: by_form[name] for name in ("id", "created_at", "updated_at", "duplicates")}
    assert by_form == by_json | its_own


def test_a_list_is_a_line_for_each_item(api: APIClient) -> None:
    form = form_of(page(api, JOBS), "post")
    assert form["locations"] == ""
    locations = "Zürich\r\n\r\n  Remote, Switzerland \r\n<b>Bern</b>"
    created = api.post(
        JOBS, form | {"title": "Engineer", "company": "Acme", "locations": locations}, format="multipart"
    )
    assert created.json()["locations"] == ["Zürich", "Remote, Switzerland", "<b>Bern</b>"]

    address = f"{JOBS}{created.json()['id']}/"
    form = form_of(page(api, address), "put")
    assert form["locations"].splitlines() == ["Zürich", "Remote, Switzerland", "<b>Bern</b>"]
    assert api.put(address, form | {"locations": ""}, format="multipart").json()["locations"] == []


def test_a_form_may_leave_out_what_it_does_not_change(api: APIClient) -> None:
    created = api.post(JOBS, WHOLE).json()
    created.pop("duplicates")
    changed = api.patch(f"{JOBS}{created['id']}/", {"title": "Changed"}, format="multipart").json()
    assert changed | {"updated_at": None} == created | {"title": "Changed", "updated_at": None}


@pytest.mark.parametrize(("ticked", "archived"), [({"is_archived": "true"}, True), ({}, False)])
def test_a_box_that_is_not_ticked_is_a_no(ticked: dict[str, str], archived: bool, api: APIClient) -> None:
    number = api.post(JOBS, WHOLE | {"is_archived": not archived}).json()["id"]
    body: dict[str, Any] = {"title": "Engineer", "company": "Acme"} | ticked
    answer = api.put(f"{JOBS}{number}/", urlencode(body), content_type="application/x-www-form-urlencoded")
    assert answer.json()["is_archived"] is archived


def test_what_is_left_empty_is_nothing(api: APIClient) -> None:
    number = api.post(JOBS, WHOLE).json()["id"]
    empty = dict.fromkeys(form_of(page(api, f"{JOBS}{number}/"), "put"), "")
    filled_in = empty | {"title": "Engineer", "company": "Acme", "availability": "open"}
    assert api.put(f"{JOBS}{number}/", filled_in, format="multipart").status_code == 200
    job = Job.objects.get()
    assert (job.salary_min, job.salary_max, job.posted_on, job.deadline_on) == (None, None, None, None)
    assert (job.locations, job.skills, job.tags) == ([], [], [])
    assert (job.url, job.notes, job.remote_option, job.salary_currency) == ("", "", "", "")


def test_a_form_that_is_refused_says_what_is_wrong(api: APIClient) -> None:
    form = form_of(page(api, JOBS), "post") | {"title": "Engineer", "url": "javascript:alert(1)"}
    response = api.post(JOBS, form, format="multipart", headers={"Accept": "text/html"})
    assert response.status_code == 400
    shown = response.content.decode()
    assert "Use a web address that begins with http:// or https://." in shown
    assert "company" in shown
