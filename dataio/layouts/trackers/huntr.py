"""Huntr: the postings of “download all your data”, of all boards."""

from typing import Any, Final

from dataio.layouts.layout import Clock, Layout, not_imported, words


def _applied_when_moved(values: dict[str, Any]) -> None:
    """The file has no day of the application; in the list “applied” it is the day on which it came there."""
    status = values.get("status")
    if status is not None and status.status == "applied" and "status_since" in values:
        values.setdefault("applied_on", values["status_since"])


JOBS: Final = Layout(
    name="huntr",
    label="Huntr",
    signatures=[("companyName", "listName", "boardName")],
    targets={
        "createdAt": "saved_on",
        "title": "title",
        "salary": "salary",
        "location": "locations",
        "url": "url",
        "htmlDescription": "description",
        "deadline": "deadline_on",
        "lastMovedAt": "status_since",
        "boardName": "application.tags",
        "listName": "status",
        "companyName": "company",
        **not_imported("id rootDomain color boardId listId companyId companyDomain"),
        # The person's own.
        **not_imported("creatorUserId creatorUserFirstName creatorUserLastName creatorUserEmail"),
    },
    status_words=words(
        interested="wishlist",
        applied="apply,applied",
        interview="interview,on_site_interview",
        offer="offer,offer_received",
        rejected="rejected",
    ),
    clock=Clock.UTC,
    fix=_applied_when_moved,
)
