"""A private PostgreSQL and Valkey from wheels, for when no DATABASE_URL / REDIS_URL is given."""

from jobtracker.embedded.locations import ServiceUrls, service_urls

__all__ = ["ServiceUrls", "service_urls"]
