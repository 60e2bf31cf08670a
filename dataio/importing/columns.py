"""Which column of a file is which field of a posting."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dataio.importing.tables import Table
from dataio.importing.values import READERS, UnreadableCell
from jobtracker.errors import InvalidFile

# By the names that people and other trackers give their columns; letters and digits alone count.
NAMES: dict[str, str] = {
    "title": "title, job title, position, role, position title, job",
    "company": "company, company name, employer, organization, organisation",
    "locations": "locations, location, job location, city, place",
    "remote_option": "remote option, remote, workplace, workplace type, work mode, work model, arrangement",
    "job_type": "job type, employment type, type, contract type",
    "experience_level": "experience level, level, seniority, experience",
    "salary_min": "salary min, min salary, minimum salary, salary from",
    "salary_max": "salary max, max salary, maximum salary, salary to",
    "salary_currency": "salary currency, currency",
    "salary_period": "salary period, pay period, period",
    "skills": "skills, tech stack, technologies, stack, keywords",
    "tags": "tags, labels",
    "description": "description, job description",
    "requirements": "requirements, qualifications",
    "url": "url, job url, link, job link, posting url, website",
    "availability": "availability, status, posting status",
    "source": "source, job board, found on",
    "external_reference": "external reference, reference, external id, job id, requisition id, req id",
    "posted_on": "posted on, date posted, posted, post date, posting date",
    "deadline_on": "deadline on, deadline, closing date, apply by, application deadline",
    "notes": "notes, comments, note, comment",
}
REQUIRED = ("title", "company")


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name.casefold())


FIELD_BY_NAME = {_letters(name): field for field, names in NAMES.items() for name in names.split(",")}


@dataclass(frozen=True)
class Columns:
    """The columns with a field, by their place, and those that are kept in the notes."""

    fields: dict[int, str]
    in_notes: dict[int, str]


def recognise_columns(table: Table) -> Columns:
    """Match the columns of `table` to fields by their names; the first of two with the same meaning wins.

    A column that no field fits is kept in the posting's notes, so that nothing of a file is lost. Raises InvalidFile
    where there is no column for what a posting must have.
    """
    fields: dict[int, str] = {}
    in_notes: dict[int, str] = {}
    for place, name in enumerate(table.header):
        field = FIELD_BY_NAME.get(_letters(name))
        if field is None or field in fields.values() or not _fits(field, [row.cells[place] for row in table.rows]):
            in_notes[place] = name or f"Column {place + 1}"
        else:
            fields[place] = field
    missing = [field for field in REQUIRED if field not in fields.values()]
    if missing:
        found = ", ".join(f"“{name[:50]}”" for name in table.header[:10] if name) or "none"
        message = f"The file needs a column for the {' and the '.join(missing)}. Columns found: {found}."
        raise InvalidFile(message, code="missing_column")
    return Columns(fields, in_notes)


def _fits(field: str, cells: Sequence[str]) -> bool:
    """Whether the cells are what the name promises, for the one name that has two meanings.

    "Status" is the posting's (open, closed) in one file and the application's (applied, rejected) in the next.
    """
    if field != "availability":
        return True
    try:
        for cell in {cell.strip() for cell in cells}:
            if cell:
                READERS[field](cell)
    except UnreadableCell:
        return False
    return True
