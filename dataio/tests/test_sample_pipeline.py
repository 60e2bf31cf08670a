"""What the sample brings beside postings and applications, and what of it removing leaves: nothing."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db.models import Model, QuerySet
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.factories import UserFactory
from accounts.models import User
from applications.factories import make_application, make_contact, make_document, make_upload
from applications.file_types import PDF, recognise
from applications.models import (
    Activity,
    Application,
    ApplicationContact,
    ApplicationDocument,
    Contact,
    Document,
    DocumentVersion,
    Interview,
    InterviewChange,
    Interviewer,
    StoredFile,
    Task,
)
from applications.services.documents import add_version, attach_version, delete_document
from dataio.sample.loading import load_sample, remove_sample
from dataio.sample.papers import papers_of_the_sample

pytestmark = pytest.mark.django_db
MODELS: tuple[type[Model], ...] = (
    Activity,
    ApplicationContact,
    ApplicationDocument,
    Contact,
    Document,
    DocumentVersion,
    Interview,
    InterviewChange,
    Interviewer,
    StoredFile,
    Task,
)
# A Monday, at noon in Zurich.
NOW = datetime(2031, 3, 3, 11, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Any:
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


@pytest.fixture
def person(clock: Any) -> User:
    """Somebody in Zurich who has loaded the sample."""
    somebody = UserFactory.create(time_zone="Europe/Zurich")
    load_sample(actor=somebody)
    return somebody


def rows_of(owner: User) -> dict[str, list[tuple[Any, ...]]]:
    """All rows that hang on a person's applications."""
    return {model.__name__: list(_of(model, owner).order_by("pk").values_list()) for model in MODELS}


def contents_of(owner: User) -> dict[str, list[tuple[Any, ...]]]:
    """What can be seen of them, without the ids, which differ from load to load."""
    return {
        "contacts": list(_of(Contact, owner).order_by("email").values_list("name", "role", "company", "email")),
        "interviews": list(
            _of(Interview, owner).order_by("starts_at", "kind").values_list("kind", "starts_at", "state")
        ),
        "log": list(_of(Activity, owner).order_by("occurred_at", "body").values_list("kind", "occurred_at", "body")),
        "tasks": list(_of(Task, owner).order_by("title", "due_on").values_list("title", "due_on", "done_at")),
        "files": list(_of(StoredFile, owner).order_by("sha256").values_list("sha256", "size")),
    }


def _of(model: type[Model], owner: User) -> QuerySet[Any]:
    return model._default_manager.filter(owner=owner)


def test_today_has_something_of_everything(person: User, client_of: Any) -> None:
    today = client_of(person).get("/api/v1/today/").json()

    assert today["date"] == "2031-03-03"
    assert {part: len(today[part]) > 0 for part in ("overdue", "due", "interviews", "deadlines", "suggestions")} == {
        "overdue": True,
        "due": True,
        "interviews": True,
        "deadlines": True,
        "suggestions": True,
    }
    assert Task.objects.filter(owner=person, done_at__isnull=False).exists()


def test_interviews_were_and_will_be(person: User) -> None:
    interviews = Interview.objects.filter(owner=person)
    coming = interviews.filter(state="scheduled")
    past = interviews.filter(state="completed")

    assert coming.count() >= 3
    assert all(NOW < interview.starts_at < NOW + timedelta(days=7) for interview in coming)
    assert all(interview.starts_at.weekday() < 5 for interview in coming)
    assert past.count() >= 20
    assert all(interview.ends_at < NOW and interview.feedback for interview in past)
    assert set(past.values_list("outcome", flat=True)) == {"", "passed", "failed"}
    assert any(interview.questions and interview.skill_ratings for interview in past)
    for interview in interviews:
        interview.full_clean(exclude=["owner"])


def test_histories_are_in_order_and_end_with_how_the_interview_is(person: User) -> None:
    for interview in Interview.objects.filter(owner=person):
        kinds = list(interview.history.order_by("occurred_at").values_list("kind", "occurred_at"))
        assert [kind for kind, _ in kinds] == ["scheduled", "completed"][: len(kinds)]
        assert kinds[-1][0] == interview.state
        assert all(before < after for (_, before), (_, after) in pairwise(kinds))
        assert kinds[-1][1] <= NOW


def test_everything_is_valid_and_nothing_happened_in_the_future_or_before_its_application(person: User) -> None:
    begun = {
        application.pk: application.history.earliest("occurred_at").occurred_at
        for application in Application.objects.filter(owner=person)
    }
    for entry in Activity.objects.filter(owner=person):
        entry.validate()
        assert begun[entry.application_id] <= entry.occurred_at <= NOW
        assert "{" not in entry.body
    for task in Task.objects.filter(owner=person):
        task.validate()
        assert "{" not in task.title
        assert task.done_at is None or task.done_at <= NOW
    for contact in Contact.objects.filter(owner=person):
        contact.validate()
        assert contact.email.endswith(".sample.example.com")
    for use in ApplicationDocument.objects.filter(owner=person).select_related("version"):
        assert begun[use.application_id] <= use.created_at
        assert use.version.created_at <= use.created_at


def test_documents_are_files_that_can_be_opened(person: User, client_of: Any) -> None:
    documents = Document.objects.filter(owner=person)
    assert Counter(documents.values_list("kind", flat=True)) == {"cv": 1, "cover_letter": 1, "portfolio": 1}
    assert documents.get(kind="cv").versions.count() == 2
    for version in DocumentVersion.objects.filter(owner=person):
        answer = client_of(person).get(f"/api/v1/document-versions/{version.pk}/download/")
        content = b"".join(answer.streaming_content)
        assert len(content) == version.file.size
        if version.filename.endswith(".pdf"):
            assert recognise(ContentFile(content)) is PDF
    used = ApplicationDocument.objects.filter(owner=person)
    assert {version.filename for version in DocumentVersion.objects.filter(uses__in=used)} == {
        "sample-data-cv-1.pdf",
        "sample-data-cv-2.pdf",
        "sample-data-letter.txt",
    }


def test_the_page_table_of_a_pdf_points_at_its_objects() -> None:
    contents = [content for paper in papers_of_the_sample() for name, content, _ in paper.versions if "pdf" in name]
    assert len(contents) == 3
    for content in contents:
        table = int(content.split(b"startxref\n")[1].split(b"\n")[0])
        assert content[table:].startswith(b"xref\n0 6\n")
        places = [int(line[:10]) for line in content[table:].split(b"\n")[3:8]]
        assert [content[place:].split(b" ", 1)[0] for place in places] == [b"1", b"2", b"3", b"4", b"5"]


def test_two_people_get_the_same(person: User) -> None:
    another = UserFactory.create(time_zone="Europe/Zurich")
    load_sample(actor=another)
    assert contents_of(another) == contents_of(person)


def test_a_second_load_adds_and_changes_nothing(person: User, clock: Any) -> None:
    before = rows_of(person)
    clock.shift(timedelta(days=40))
    load_sample(actor=person)
    assert rows_of(person) == before


def test_an_application_that_comes_back_brings_what_hung_on_it(person: User) -> None:
    interviewed = Application.objects.filter(owner=person, status="offer").first()
    assert interviewed is not None
    before = contents_of(person)
    interviewed.job.delete()
    assert contents_of(person) != before
    load_sample(actor=person)
    assert contents_of(person) == before


def test_it_takes_no_more_statements_than_there_are_tables(db: None, django_assert_max_num_queries: Any) -> None:
    """None for each row: there are some three hundred."""
    somebody = UserFactory.create()
    with django_assert_max_num_queries(160):
        load_sample(actor=somebody)


def test_all_of_it_goes_and_what_is_the_person_s_own_stays(
    user: User, other_user: User, django_capture_on_commit_callbacks: Any
) -> None:
    load_sample(actor=other_user)
    own = make_application(user, ("applied", timezone.now()))
    make_contact(user, name="Ada", email="ada@example.com")
    document = make_document(user, b"My own")
    attach_version(actor=user, application_id=own.pk, version_id=document.versions.get().pk)
    before, before_of_other = rows_of(user), rows_of(other_user)

    load_sample(actor=user)
    with django_capture_on_commit_callbacks(execute=True):
        remove_sample(actor=user)

    assert rows_of(user) == before
    assert rows_of(other_user) == before_of_other


def test_what_was_added_to_it_or_lies_in_the_trash_goes_along(user: User) -> None:
    load_sample(actor=user)
    documents = Document.objects.filter(owner=user)
    add_version(actor=user, document_id=documents.get(kind="cv").pk, upload=make_upload(b"One more"))
    delete_document(actor=user, document_id=documents.get(kind="portfolio").pk)

    remove_sample(actor=user)

    assert {name: len(rows) for name, rows in rows_of(user).items()} == {model.__name__: 0 for model in MODELS}


def test_lists_show_it(person: User, client_of: Any) -> None:
    api: APIClient = client_of(person)
    for name in ("interviews", "contacts", "activities", "documents", "tasks"):
        assert len(api.get(f"/api/v1/{name}/").json()["results"]) > 0, name
