"""Everything of a person in one ZIP, and back from it. `contents` says what that is; docs/backup.md, how it looks."""
