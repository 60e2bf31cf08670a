"""Administration of this app, a module for each subject; Django finds them through this package."""

from applications.admin import applications, stages

__all__ = ["applications", "stages"]
