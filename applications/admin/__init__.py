"""Administration of this app, a module for each subject; Django finds them through this package."""

from applications.admin import applications, contacts, documents

__all__ = ["applications", "contacts", "documents"]
