"""Administration of this app, a module for each subject; Django finds them through this package."""

from applications.admin import applications, calendars, contacts, documents, interviews, stages, tasks

__all__ = ["applications", "calendars", "contacts", "documents", "interviews", "stages", "tasks"]
