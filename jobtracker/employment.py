"""Words about work that several apps share: what a posting offers and what a person looks for."""

from django.db import models


class RemoteOption(models.TextChoices):
    """Where the work is done."""

    ON_SITE = "on_site", "On-site"
    HYBRID = "hybrid", "Hybrid"
    REMOTE = "remote", "Remote"


class SalaryPeriod(models.TextChoices):
    """What the salary is paid for."""

    HOUR = "hour", "Hour"
    DAY = "day", "Day"
    WEEK = "week", "Week"
    MONTH = "month", "Month"
    YEAR = "year", "Year"
