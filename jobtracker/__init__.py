"""The project package: settings, routing, and the kit that every app builds on."""

from jobtracker.celery import app as celery_app

__all__ = ["celery_app"]
