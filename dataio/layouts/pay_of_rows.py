"""Pay out of the cells of a row: one text, or its parts in columns of their own."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from dataio.layouts.cells.pay import SHARED_SIGNS, Pay, yearly_from
from dataio.layouts.row import Row
from jobtracker.employment import SalaryPeriod

_NO_CURRENCY: Final = "No currency is named."
_NO_PERIOD: Final = "Whether this is a year's or an hour's is not said."


@dataclass(frozen=True)
class PayReader:
    """Makes the four fields of pay. `currency`: the person's own, for signs that several currencies share."""

    currency: str

    def add(self, row: Row, job: dict[str, Any]) -> None:
        """Put the pay of the row into the posting's values, or its text into the notes."""
        values = row.values
        pay: Pay | None = values.get("salary")
        amounts: dict[str, Decimal] = {name: values[name] for name in ("salary_min", "salary_max") if name in values}
        currency, period = values.get("salary_currency", ""), values.get("salary_period", "")
        if currency:
            job["salary_currency"] = currency
        if period:
            job["salary_period"] = period
        if pay is not None and amounts:
            row.keep_in_notes("salary", "The amounts stand in columns of their own.")
            pay = None
        if pay is not None:
            self._add_text(row, job, pay, currency, period)
        elif amounts:
            self._add_amounts(row, job, amounts, currency, period)

    def _add_text(self, row: Row, job: dict[str, Any], pay: Pay, currency: str, period: str) -> None:
        meant = self._currency(row, pay.currency, currency)
        if not meant:
            row.keep_in_notes(
                "salary", f"Which currency “{pay.currency}” is, is not said." if pay.currency else _NO_CURRENCY
            )
            return
        least = pay.least if pay.least is not None else pay.most
        found = pay.period or period
        if not found and least is not None and _is_yearly(least, meant):
            found = SalaryPeriod.YEAR.value
            row.remark("salary", "Taken for a year's pay.")
        if not found:
            row.keep_in_notes("salary", _NO_PERIOD)
            return
        for target, value, column_says in (("salary_currency", meant, currency), ("salary_period", found, period)):
            if column_says and column_says != value:
                column, cell = row.cells[target]
                row.left[column] = cell
            job[target] = value
        for target, amount in (("salary_min", pay.least), ("salary_max", pay.most)):
            if amount is not None:
                job[target] = f"{amount:.2f}"
            # A problem with it is one of the text.
            row.cells.setdefault(target, row.cells["salary"])
        if pay.has_more:
            row.keep_in_notes("salary", "It says more than the amounts.")

    def _add_amounts(
        self, row: Row, job: dict[str, Any], amounts: dict[str, Decimal], currency: str, period: str
    ) -> None:
        for name, amount in amounts.items():
            job[name] = f"{amount:.2f}"
        if not period and _is_yearly(min(amounts.values()), currency):
            job["salary_period"] = SalaryPeriod.YEAR.value
            for name in amounts:
                row.remark(name, "Taken for a year's pay.")
        for name in ("salary_currency", "salary_period"):
            # Where the file has no column for it, it is missing from that of the amount.
            row.cells.setdefault(name, row.cells[next(iter(amounts))])

    def _currency(self, row: Row, named: str, of_column: str) -> str:
        """The currency that a code or sign means, beside what the row's column of currencies says."""
        if named not in SHARED_SIGNS:
            return named or of_column
        shared = SHARED_SIGNS[named]
        if of_column in shared:
            return of_column
        if self.currency in shared:
            row.remark("salary", f"“{named}” was read as {self.currency}, your own currency.")
            return self.currency
        if named == "$":
            row.remark("salary", "“$” was read as USD.")
            return "USD"
        return ""


def _is_yearly(amount: Decimal, currency: str) -> bool:
    threshold = yearly_from(currency)
    return threshold is not None and amount >= threshold
