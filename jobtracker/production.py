"""What an installation that others reach must not be started with."""

from collections.abc import Sequence

from jobtracker.environment import ALLOWED_HOSTS, InvalidEnvironment

# Those of Django's own check `security.W009`.
_SHORTEST_KEY = 50
_FEWEST_CHARACTERS = 5
_INSECURE_PREFIX = "django-insecure-"


def refuse_unsafe(*, debug: bool, secret_key: str, allowed_hosts: Sequence[str]) -> None:
    """Raise InvalidEnvironment, naming the variable, for settings that are unsafe in production."""
    if debug:
        raise InvalidEnvironment("JOBTRACKER_DEBUG is on: its pages show settings and code to anybody. Turn it off.")
    if len(secret_key) < _SHORTEST_KEY or len(set(secret_key)) < _FEWEST_CHARACTERS:
        raise InvalidEnvironment(
            "JOBTRACKER_SECRET_KEY must be set in production, to at least 50 random characters, "
            "the same for every process and machine."
        )
    if secret_key.startswith(_INSECURE_PREFIX):
        raise InvalidEnvironment("JOBTRACKER_SECRET_KEY is one of the insecure keys that Django makes up.")
    if "*" in allowed_hosts or tuple(allowed_hosts) == ALLOWED_HOSTS.default:
        raise InvalidEnvironment(
            "JOBTRACKER_ALLOWED_HOSTS must name the hosts of this installation in production, and not be *."
        )
