"""What a test must know of the whole database."""

from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session


def every_row() -> dict[str, list[dict[str, Any]]]:
    """Each table's rows by the model's label: two of these are equal if nothing was written in between.

    Without sessions, which a request may renew.
    """
    models = [model for model in apps.get_models() if model is not Session]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}
