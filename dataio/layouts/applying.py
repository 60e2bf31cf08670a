"""The application that a row tells of: its status, its dates, and the history that they make."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.core.exceptions import ValidationError

from applications.history import check_instant
from applications.models import Application, Status
from dataio.layouts.cells import texts
from dataio.layouts.cells.days import Moment
from dataio.layouts.cells.statuses import Meaning
from dataio.layouts.checking import APPLICATION_CHECKS, CONTACT_CHECKS
from dataio.layouts.moments import Clocks, written
from dataio.layouts.row import Row
from jobtracker.columns import without_repeats
from jobtracker.errors import InvalidInput

# With one of these a row tells of an application, whatever else it says.
_TELLING: Final = ("stage", "status_since", "history", "interviews", "application.id")
# Of a row that is only a posting these go to its notes.
_OF_PEOPLE_AND_PLANS: Final = (
    "contact", "contact_email", "contact_role", "contacts", "priority", "saved_on", "dated_on", "application.tags",
    "application.created_at", "application.updated_at",
)  # fmt: skip
_UNSURE: Final = "The file does not say when."


class Step(NamedTuple):
    """An entry of a history."""

    status: str
    at: datetime
    note: str = ""


class ApplicationReader:
    """Makes the application of a row. `default`: the status of rows that name none; empty: only a posting.

    `is_exact`: the file is one of this project's own, with the status, and the instant of it, in columns.
    """

    def __init__(self, *, default: str, clocks: Clocks, stages: Mapping[str, str], is_exact: bool) -> None:
        self._default = default
        self._clocks = clocks
        self._stages = stages
        self._is_exact = is_exact

    def read(self, row: Row, job: dict[str, Any]) -> dict[str, Any] | None:
        """The application, or None where the row is only a posting; what its status says of that is put into `job`."""
        values = row.values
        meaning: Meaning | None = values.get("status")
        self._settle_dates(values, meaning)
        has_applied = "applied_on" in values or values.get("applied") is True
        status = self._status(row, meaning, has_applied=has_applied)
        if meaning is not None:
            if meaning.availability:
                job.setdefault("availability", meaning.availability)
            if meaning.is_archived:
                job["is_archived"] = True
            if meaning.remark:
                row.remark("status", meaning.remark)
        if not status and not any(name in values for name in _TELLING):
            self._to_the_posting(row)
            return None
        application: dict[str, Any] = {"status": status or Status.INTERESTED.value}
        self._add_parts(row, application)
        self._add_dates(row, application)
        return application

    @staticmethod
    def _settle_dates(values: dict[str, Any], meaning: Meaning | None) -> None:
        """Make an applied date of a day that is one by its place alone."""
        if isinstance(values.get("applied"), date):
            values.setdefault("applied_on", values["applied"])
            values["applied"] = True
        if "dated_on" in values:
            is_applied = meaning is None or meaning.status not in ("", Status.INTERESTED)
            values.setdefault("applied_on" if is_applied else "saved_on", values["dated_on"])

    def _status(self, row: Row, meaning: Meaning | None, *, has_applied: bool) -> str:
        if meaning is not None:
            return str(meaning.if_applied if has_applied and meaning.if_applied is not None else meaning.status)
        if history := row.values.get("history"):
            return str(history[-1]["status"])
        stage = row.values.get("stage")
        if stage and stage.casefold() in self._stages:
            return self._stages[stage.casefold()]
        return Status.APPLIED.value if has_applied else str(self._default)

    def _add_parts(self, row: Row, application: dict[str, Any]) -> None:
        values = row.values
        if "application.id" in values:
            application["id"] = values["application.id"]
        for name in ("priority", "stage", "interviews", "contacts"):
            if name in values:
                application[name] = values[name]
        if "contact" in values or "contact_email" in values:
            _add_contact(row, application)
        else:
            row.leave("contact_role", "There is no contact whose it is.")
        for name in ("created_at", "updated_at"):
            if moment := values.get(f"application.{name}"):
                self._add_instant(row, application, name, moment)
        notes = [*values.get("application.notes", []), *row.lines.get("application.notes", [])]
        if notes:
            application["notes"] = "\n".join(notes)
        if tags := values.get("application.tags"):
            application["tags"] = without_repeats(tags)
        for name, check in APPLICATION_CHECKS.items():
            if name in application and (problem := check(application[name])):
                row.complain(f"application.{name}", *problem)
                del application[name]

    def _add_instant(self, row: Row, application: dict[str, Any], name: str, moment: Moment) -> None:
        try:
            application[name] = written(self._clocks.instant(moment))
        except (OverflowError, ValueError):
            row.complain(f"application.{name}", "invalid_date", "This is out of range.")

    def _add_dates(self, row: Row, application: dict[str, Any]) -> None:
        values = row.values
        saved = self._instant(row, "saved_on")
        since = self._instant(row, "status_since")
        applied = self._applied(row, application)
        if "history" in values:
            application["history"] = values["history"]
            if not self._is_exact:
                for target in ("saved_on", "status_since"):
                    row.leave(target, "The history tells it.")
        elif history := self._history(row, application["status"], saved, applied, since):
            application["history"] = [
                {"status": step.status, "occurred_at": written(step.at), "note": step.note} for step in history
            ]
        if self._is_exact and since is not None:
            application["status_since"] = written(since)

    def _instant(self, row: Row, target: str) -> datetime | None:
        """When something happened; what cannot have happened is a problem."""
        if target not in row.values:
            return None
        try:
            instant = self._clocks.instant(row.values[target])
            check_instant(instant)
        except InvalidInput as error:
            problem = error.fields["occurred_at"][0]
            row.complain(target, problem["code"], problem["message"])
            return None
        except (OverflowError, ValueError):
            row.complain(target, "invalid_date", "This is out of range.")
            return None
        return instant

    def _applied(self, row: Row, application: dict[str, Any]) -> datetime | None:
        """When it was applied, by the rules for days of applications: also of one that has begun elsewhere only."""
        if "applied_on" not in row.values:
            return None
        moment = row.values["applied_on"]
        try:
            day = self._clocks.day(moment)
            Application(applied_on=day).clean()
            instant = self._clocks.instant(moment)
        except ValidationError as error:
            first = error.error_dict["applied_on"][0]
            row.complain("applied_on", first.code or "invalid", first.messages[0])
            return None
        except (OverflowError, ValueError):
            row.complain("applied_on", "invalid_date", "This is out of range.")
            return None
        application["applied_on"] = day.isoformat()
        try:
            check_instant(instant)
        except InvalidInput:
            return None
        return instant

    @staticmethod
    def _history(
        row: Row, status: str, saved: datetime | None, applied: datetime | None, since: datetime | None
    ) -> list[Step]:
        """The steps that the dates make, the last one the present status; empty without dates."""
        steps: list[Step] = []
        if saved is not None:
            steps.append(Step(Status.INTERESTED, saved))
        if applied is not None and status != Status.INTERESTED:
            steps.append(Step(Status.APPLIED, applied))
        if since is not None and not any(step.status == status for step in steps):
            steps.append(Step(status, since))
        if not steps:
            return []
        if steps[-1].status != status:
            steps.append(Step(status, steps[-1].at, _UNSURE))
        kept: list[Step] = []
        for step in reversed(steps):
            if not kept or step.at <= kept[-1].at:
                kept.append(step)
            elif step.status == Status.INTERESTED:
                row.leave("saved_on", "It was saved after the next step; the history leaves that out.")
            else:
                row.remark("applied_on", "It lies after the present status; the history leaves it out.")
        return kept[::-1]

    @staticmethod
    def _to_the_posting(row: Row) -> None:
        """What would be of an application goes to the posting's notes."""
        values = row.values
        texts_of_it = [*values.get("application.notes", []), *row.lines.get("application.notes", [])]
        row.lines.setdefault("notes", []).extend(texts_of_it)
        row.parts.setdefault("notes", []).extend(row.parts.get("application.notes", []))
        for target in _OF_PEOPLE_AND_PLANS:
            if target in values:
                column, cell = row.cells.get(target, ("", ""))
                for each in row.parts.get(target) or [(column, cell)]:
                    if each[1]:
                        row.add_line("notes", *each)


def _add_contact(row: Row, application: dict[str, Any]) -> None:
    """A contact of a name, an address and a role in columns of their own, or of a name with an address in one."""
    values = row.values
    named = values.get("contact", "")
    name = texts.person(named) if named else values["contact_email"]
    email = values.get("contact_email") or texts.e_mail(named)
    contact = {"name": name or email}
    if email:
        contact["email"] = email
    if role := values.get("contact_role"):
        contact["role"] = role
    for part, target in (("name", "contact"), ("email", "contact_email"), ("role", "contact_role")):
        if part in contact and (problem := CONTACT_CHECKS[part](contact[part])):
            row.complain(target if target in values else "contact", *problem)
            return
    application.setdefault("contacts", []).append(contact)
