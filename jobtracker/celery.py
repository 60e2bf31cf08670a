"""The Celery application; every app's `tasks.py` is found by name."""

import os
from typing import Any

import django
from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobtracker.settings")

app = Celery("jobtracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def leave_logging_to_django(**_: Any) -> None:
    """Keep Celery from setting up logging its own way, which it does unless somebody receives this signal."""
    django.setup()
