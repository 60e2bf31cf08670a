"""Rows into files: the database writes them, in the form of the format, as the answer to one statement."""
