"""Who may do what with interviews, the calendar, and the addresses at which calendars elsewhere read it."""

from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import User
from applications.factories import make_application, make_contact, make_interview
from applications.models import CalendarFeed, Interview
from applications.services.calendars import create_feed
from applications.services.interviews import cancel_interview, delete_interview, move_interview
from jobtracker.testing.answers import refused_fields
from jobtracker.testing.database import every_row
from jobtracker.testing.matrix import (
    NO_SUCH_ID,
    Address,
    ClientOf,
    EndpointMatrix,
    ListMatrix,
    Operation,
    OwnedObjectMatrix,
    ReferenceMatrix,
)

MARCH = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def application_of(owner: User) -> int:
    """An application that was sent."""
    return make_application(owner, ("applied", MARCH)).pk


class InterviewersMatrix(EndpointMatrix):
    """The cases of a body that names contacts in a list."""

    lists_interviewers_by: ClassVar[str]

    def test_somebody_elses_contact_answers_as_one_that_does_not_exist(
        self, user: User, other_user: User, client_of: ClientOf
    ) -> None:
        operation = next(o for o in self.operations if o.method == self.lists_interviewers_by)
        url = reverse(self.route, kwargs=self.address(user))
        body = self.body(operation.method, user)
        mine, theirs = make_contact(user).pk, make_contact(other_user).pk
        client: APIClient = client_of(user)
        before = every_row()
        answers = [
            self.send(client, operation, url, {**body, "interviewers": [mine, row_id]})
            for row_id in (theirs, NO_SUCH_ID)
        ]
        assert [refused_fields(answer) for answer in answers] == [{"interviewers.1": ["does_not_exist"]}] * 2
        assert every_row() == before


class TestInterviewList(ListMatrix, ReferenceMatrix, InterviewersMatrix):
    """`/interviews/`."""

    route = "interview-list"
    operations = (Operation("get"), Operation("post", 201))
    queries = 5
    references: ClassVar = {"application": application_of}
    lists_interviewers_by = "post"

    def body(self, method: str, owner: User) -> Any:
        """A new interview."""
        return {"application": application_of(owner), "kind": "phone", "starts_at": "2026-12-01T10:00:00Z"}

    def fill(self, owner: User, count: int) -> tuple[Address, set[int]]:
        """Interviews, each of an application of its own, with somebody."""
        return {}, {make_interview(owner, interviewers=[make_contact(owner)]).pk for _ in range(count)}


class PlannedInterview(OwnedObjectMatrix):
    """What is done with an interview that is planned."""

    def address(self, owner: User) -> Address:
        """An interview."""
        return {"pk": make_interview(owner).pk}


class TestInterviewDetail(PlannedInterview, InterviewersMatrix):
    """`/interviews/{id}/`."""

    route = "interview-detail"
    operations = (Operation("get"), Operation("patch"), Operation("delete", 204))
    lists_interviewers_by = "patch"

    def body(self, method: str, owner: User) -> Any:
        """A change."""
        return {"title": "Changed"}


class TestInterviewMove(PlannedInterview):
    """`/interviews/{id}/move/`."""

    route = "interview-move"
    operations = (Operation("post"),)

    def body(self, method: str, owner: User) -> Any:
        """Another time."""
        return {"starts_at": "2026-12-24T10:00:00Z"}


class TestInterviewCancel(PlannedInterview):
    """`/interviews/{id}/cancel/`."""

    route = "interview-cancel"
    operations = (Operation("post"),)

    def address(self, owner: User) -> Address:
        """A planned one for each request: a cancelled one is not cancelled again."""
        return super().address(owner)

    def body(self, method: str, owner: User) -> Any:
        """Why."""
        Interview.objects.filter(owner=owner).update(state="scheduled")
        return {"note": "They are ill."}


class TestInterviewComplete(TestInterviewCancel):
    """`/interviews/{id}/complete/`."""

    route = "interview-complete"

    def body(self, method: str, owner: User) -> Any:
        """How it went."""
        Interview.objects.filter(owner=owner).update(state="scheduled", outcome="")
        return {"outcome": "passed", "feedback": "Well."}


class TestInterviewReopen(OwnedObjectMatrix):
    """`/interviews/{id}/reopen/`."""

    route = "interview-reopen"
    operations = (Operation("post"),)

    def address(self, owner: User) -> Address:
        """One that was cancelled."""
        interview = make_interview(owner)
        cancel_interview(actor=owner, interview_id=interview.pk)
        return {"pk": interview.pk}

    def body(self, method: str, owner: User) -> Any:
        """Why."""
        Interview.objects.filter(owner=owner).update(state="cancelled")
        return {"note": "Well again."}


class TestInterviewIcs(PlannedInterview):
    """`/interviews/{id}/ics/`."""

    route = "interview-ics"
    operations = (Operation("get"),)


class TestInterviewHistory(ListMatrix, OwnedObjectMatrix):
    """`/interviews/{id}/history/`."""

    route = "interview-history-list"
    operations = (Operation("get"),)
    keys = ("interview_pk",)
    queries = 5

    def address(self, owner: User) -> Address:
        """An interview."""
        return {"interview_pk": make_interview(owner).pk}

    def fill(self, owner: User, count: int) -> tuple[Address, set[int]]:
        """An interview that was moved often."""
        interview = make_interview(owner)
        for days in range(1, count):
            starts_at = interview.starts_at + timedelta(days=days)
            move_interview(actor=owner, interview_id=interview.pk, starts_at=starts_at)
        return {"interview_pk": interview.pk}, set(interview.history.values_list("pk", flat=True))


class TestInterviewTrash(EndpointMatrix):
    """`/interviews/trash/`."""

    route = "interview-trash"
    operations = (Operation("get"),)


class TrashedInterview(OwnedObjectMatrix):
    """What is done with an interview that is in the trash."""

    def address(self, owner: User) -> Address:
        """An interview in the trash."""
        interview = make_interview(owner)
        delete_interview(actor=owner, interview_id=interview.pk)
        return {"pk": interview.pk}


class TestInterviewRestore(TrashedInterview):
    """`/interviews/{id}/restore/`."""

    route = "interview-restore"
    operations = (Operation("post"),)


class TestInterviewPurge(TrashedInterview):
    """`/interviews/{id}/purge/`."""

    route = "interview-purge"
    operations = (Operation("post", 204),)


class TestCalendar(EndpointMatrix):
    """`/calendar/`."""

    route = "calendar"
    operations = (Operation("get"),)


class TestCalendarFeedList(ListMatrix):
    """`/calendar-feeds/`."""

    route = "calendar-feed-list"
    operations = (Operation("get", takes_tokens=False), Operation("post", 201, takes_tokens=False))
    queries = 3

    def body(self, method: str, owner: User) -> Any:
        """A new one."""
        CalendarFeed.objects.filter(owner=owner).delete()  # of which there may be only so many
        return {"name": "Phone"}

    def fill(self, owner: User, count: int) -> tuple[Address, set[int]]:
        """So many, past the limit on their number."""
        feeds = [CalendarFeed(owner=owner, name="Phone", secret_digest=f"{owner.pk}-{n}") for n in range(count)]
        return {}, {feed.pk for feed in CalendarFeed.objects.bulk_create(feeds)}


class OneCalendarFeed(OwnedObjectMatrix):
    """What is done with one of the addresses."""

    def address(self, owner: User) -> Address:
        """One of them."""
        return {"pk": create_feed(actor=owner, values={"name": "Phone"}).feed.pk}


class TestCalendarFeedDetail(OneCalendarFeed):
    """`/calendar-feeds/{id}/`."""

    route = "calendar-feed-detail"
    operations = (
        Operation("get", takes_tokens=False),
        Operation("patch", takes_tokens=False),
        Operation("delete", 204, takes_tokens=False),
    )

    def body(self, method: str, owner: User) -> Any:
        """A change."""
        return {"name": "Changed"}


class TestCalendarFeedRegenerate(OneCalendarFeed):
    """`/calendar-feeds/{id}/regenerate/`."""

    route = "calendar-feed-regenerate"
    operations = (Operation("post", takes_tokens=False),)
