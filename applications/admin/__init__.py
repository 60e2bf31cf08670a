"""Administration of this app, a module for each subject; Django finds them through this package."""

from applications.admin import applications, contacts, documents, tasks

__all__ = ["applications", "contacts", "documents", "tasks"]
