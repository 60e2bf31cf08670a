"""The application that a row tells of: its status, its dates, and the history that they make."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from applications.history import check_instant
from applications.models import Status
from dataio.layouts.cells.statuses import Meaning
from dataio.layouts.checking import APPLICATION_CHECKS, applied_day
from dataio.layouts.moments import Clocks, written
from dataio.layouts.row import Row
from jobtracker.columns import without_repeats
from jobtracker.errors import InvalidInput

_EARLY: Final = (Status.INTERESTED, Status.APPLIED)
# Without any of these a row is only a posting; notes and contacts on it go to the posting.
_TELLING: Final = ("status", "stage", "applied_on", "status_since", "history", "interviews", "application.id")
_UNSURE: Final = "The file does not say when."


class ApplicationReader:
    """Makes the application of a row. `default`: the status of rows that name none; empty: only a posting."""

    def __init__(self, *, default: str, clocks: Clocks, stages: Mapping[str, str], is_exact: bool) -> None:
        self._default = default
        self._clocks = clocks
        self._stages = stages
        self._is_exact = is_exact

    def read(self, row: Row, job: dict[str, Any]) -> dict[str, Any] | None:
        """The application, or None where the row is only a posting; what its status says of that is put into `job`."""
        values = row.values
        meaning: Meaning | None = values.get("status")
        days = self._days(row)
        has_applied = "applied_on" in days or values.get("applied") is True
        status = self._status(row, meaning, has_applied=has_applied)
        if meaning is not None:
            if meaning.availability:
                job.setdefault("availability", meaning.availability)
            if meaning.is_archived:
                job["is_archived"] = True
            if meaning.remark:
                row.remark("status", meaning.remark)
        if not status and not any(name in values for name in _TELLING if name != "status"):
            self._to_the_posting(row, job)
            return None
        application: dict[str, Any] = {"status": status or Status.INTERESTED.value}
        if "applied_on" in days:
            application["applied_on"] = days["applied_on"].isoformat()
        self._add_parts(row, application)
        self._add_history(row, application, days)
        return application

    def _status(self, row: Row, meaning: Meaning | None, *, has_applied: bool) -> str:
        if meaning is not None:
            named = meaning.if_applied if has_applied and meaning.if_applied is not None else meaning.status
            return str(named)
        if history := row.values.get("history"):
            return str(history[-1]["status"])
        stage = row.values.get("stage")
        if stage and stage.casefold() in self._stages:
            return self._stages[stage.casefold()]
        if has_applied:
            return Status.APPLIED.value
        return self._default

    def _days(self, row: Row) -> dict[str, Any]:
        """The day of the application, and the instants that make a history; those that cannot be are problems."""
        days: dict[str, Any] = {}
        for target in ("saved_on", "applied_on", "status_since"):
            if target not in row.values:
                continue
            moment = row.values[target]
            try:
                instant = self._clocks.instant(moment)
                day = self._clocks.day(moment)
                check_instant(instant)
            except InvalidInput as error:
                # The day may have begun where the person is.
                problem = applied_day(day) if target == "applied_on" else None
                if target != "applied_on" or problem:
                    code, message = problem or self._first(error)
                    row.complain(target, code, message)
                    continue
            except OverflowError:
                row.complain(target, "invalid_date", "This is out of range.")
                continue
            days[target] = day if target == "applied_on" else instant
        return days

    @staticmethod
    def _first(error: InvalidInput) -> tuple[str, str]:
        problem = error.fields["occurred_at"][0]
        return problem["code"], problem["message"]

    def _add_parts(self, row: Row, application: dict[str, Any]) -> None:
        values = row.values
        if "application.id" in values:
            application["id"] = values["application.id"]
        for name in ("priority", "stage", "interviews", "contacts"):
            if name in values:
                application[name] = values[name]
        if "contact" in values or "contact_email" in values:
            self._add_contact(row, application)
        for name in ("created_at", "updated_at"):
            if moment := values.get(f"application.{name}"):
                application[name] = written(self._clocks.instant(moment))
        texts = [*values.get("application.notes", []), *row.lines["application"]]
        if texts:
            application["notes"] = "\n".join(texts)
        if tags := values.get("application.tags"):
            application["tags"] = without_repeats(tags)
        for name, check in APPLICATION_CHECKS.items():
            if name in application and (problem := check(application[name])):
                row.complain(f"application.{name}", *problem)
                del application[name]

    @staticmethod
    def _add_contact(row: Row, application: dict[str, Any]) -> None:
        contact = {"name": row.values.get("contact") or row.values["contact_email"]}
        if email := row.values.get("contact_email"):
            contact["email"] = email
        if role := row.values.get("contact_role"):
            contact["role"] = role
        application.setdefault("contacts", []).append(contact)

    def _add_history(self, row: Row, application: dict[str, Any], days: dict[str, Any]) -> None:
        if "status_since" in days:
            application["status_since"] = written(days["status_since"])
        if "history" in row.values:
            application["history"] = row.values["history"]
            return
        status = application["status"]
        applied: date | None = days.get("applied_on")
        steps: list[tuple[str, datetime, str]] = []
        if "saved_on" in days:
            steps.append((Status.INTERESTED.value, days["saved_on"], ""))
        if applied is not None and status != Status.INTERESTED:
            steps.append((Status.APPLIED.value, self._clocks.instant(applied), ""))
        since = days.get("status_since")
        if since is not None and (status not in _EARLY or not any(name == status for name, _, _ in steps)):
            steps.append((status, since, ""))
        if not steps:
            return
        if steps[-1][0] != status:
            steps.append((status, steps[-1][1], _UNSURE))
        kept: list[tuple[str, datetime, str]] = []
        for step in reversed(steps):
            # A later step says when it was there at the latest; an earlier one that comes after it is not its beginning.
            if not kept or (step[1] <= kept[-1][1] and step[0] != kept[-1][0]):
                kept.append(step)
            elif step[0] == Status.INTERESTED:
                row.remark("saved_on", "It was saved after the application; the history begins with that.")
            else:
                row.remark("applied_on", "It lies after the present status; the history leaves it out.")
        application["history"] = [
            {"status": name, "occurred_at": written(at), "note": note} for name, at, note in reversed(kept)
        ]

    @staticmethod
    def _to_the_posting(row: Row, job: dict[str, Any]) -> None:
        """What would be of an application goes to the posting's notes."""
        values = row.values
        row.lines["job"] += [*values.get("application.notes", []), *row.lines["application"]]
        for target in (
            "contact",
            "contact_email",
            "contact_role",
            "contacts",
            "priority",
            "saved_on",
            "application.tags",
        ):
            if target in values:
                column, cell = row.cells[target]
                row.lines["job"].append(f"{column}: {cell.strip()}")
