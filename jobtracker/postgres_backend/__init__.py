"""Django's database backend for PostgreSQL, which gives up a server that does not answer in time."""
