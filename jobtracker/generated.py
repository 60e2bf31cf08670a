"""Columns that the database computes and nobody reads row by row."""

from django.db import models


class SearchedField(models.GeneratedField):
    """A generated column that is only searched: an insert does not send it back."""

    db_returning = False  # type: ignore[assignment]  # as Django itself reads it
