"""The application behind Django's own ASGI handler: a candidate of `benchmarks.web_servers`."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobtracker.settings")

from django.conf import settings
from django.core.asgi import get_asgi_application

# Plain ASGI leaks persistent connections (a new thread may serve each request): a pool bounds them.
database = settings.DATABASES["default"]
database |= {"CONN_MAX_AGE": 0, "OPTIONS": database["OPTIONS"] | {"pool": {"min_size": 4, "max_size": 16}}}

application = get_asgi_application()
