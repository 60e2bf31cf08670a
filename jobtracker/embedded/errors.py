"""The one kind of error that an operator is meant to read."""


class ServiceError(Exception):
    """An expected problem; its text is what the operator reads: what is wrong, and what to do."""
