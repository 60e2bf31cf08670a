"""Filters of the postings' list."""

import re
from collections.abc import Collection
from decimal import Decimal
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import CharField, F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Lower

from accounts.models import User
from jobs import ports
from jobs.models import PERIODS_PER_YEAR, Job, JobQuerySet, folded_list, lowered
from jobs.search_syntax import MAX_LENGTH
from jobs.searching import resolve
from jobtracker.currencies import validate_currency
from jobtracker.employment import RemoteOption, SalaryPeriod
from jobtracker.filtering import DayRange, TextsFilter, YesNoFilter

MAX_AMOUNT = Decimal("9999999999.99")


class JobFilterForm(forms.Form):
    """What concerns several filters."""

    def clean(self) -> dict[str, Any]:
        """Refuse a range that nothing can lie in."""
        cleaned: dict[str, Any] = super().clean() or {}
        least, most = cleaned.get("salary_min"), cleaned.get("salary_max")
        if least is not None and most is not None and least > most:
            self.add_error("salary_min", ValidationError("The minimum is above the maximum.", code="min_above_max"))
        return cleaned
