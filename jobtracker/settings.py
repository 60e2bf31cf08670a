"""Django settings. Everything an operator may change comes from the environment (docs/operations.md)."""

import os
from pathlib import Path

import django_stubs_ext
import environ
from celery.schedules import crontab
from whitenoise.compress import Compressor

from jobtracker.databases import database_settings
from jobtracker.embedded import service_urls
from jobtracker.secret_key import load_or_create_secret_key

# Lets classes such as ModelAdmin be written with their type parameters.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

# --- Where things are -------------------------------------------------------------------------------------------
DATA_DIR = Path(env.str("JOBTRACKER_DATA_DIR", default=str(BASE_DIR / "var"))).absolute()
SPA_DIST = BASE_DIR / "frontend" / "dist"

# --- Safety -----------------------------------------------------------------------------------------------------
DEBUG = env.bool("JOBTRACKER_DEBUG", default=False)
SECRET_KEY = env.str("JOBTRACKER_SECRET_KEY", default="") or load_or_create_secret_key(DATA_DIR / "secret_key")
ALLOWED_HOSTS = env.list("JOBTRACKER_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("JOBTRACKER_TRUSTED_ORIGINS", default=[])
# A private install is plain HTTP on the loopback; behind TLS these are turned on together.
HTTPS = env.bool("JOBTRACKER_HTTPS", default=False)
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Limits -----------------------------------------------------------------------------------------------------
MIB = 1024 * 1024
MAX_BODY_BYTES = env.int("JOBTRACKER_MAX_BODY_BYTES", default=2 * MIB)
MAX_UPLOAD_BYTES = env.int("JOBTRACKER_MAX_UPLOAD_BYTES", default=25 * MIB)
MAX_IMPORT_ROWS = env.int("JOBTRACKER_MAX_IMPORT_ROWS", default=100_000)
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_BODY_BYTES
WEB_THREADS = env.int("JOBTRACKER_WEB_THREADS", default=8)

# --- Applications -----------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "jobtracker",
    "accounts",
    "notifications",
    "jobs",
    "applications",
    "analytics",
    "dataio",
    "auditing",
]

MIDDLEWARE = [
    "jobtracker.request_context.RequestContextMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jobtracker.body_limits.BodyLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "jobtracker.urls"
WSGI_APPLICATION = "jobtracker.wsgi.application"
ASGI_APPLICATION = "jobtracker.asgi.application"
CSRF_FAILURE_VIEW = "jobtracker.errors.csrf_failure"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- Database, cache, broker ------------------------------------------------------------------------------------
SERVICES = service_urls(os.environ, DATA_DIR)

DATABASES = {"default": database_settings(SERVICES.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": SERVICES.redis_url,
        # redis-py would wait five seconds and retry for fifteen on a server that hangs.
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
        "KEY_PREFIX": "jobtracker",
    }
}
CHANNEL_LAYERS = {
    "default": {
        # The classic layer drops idle sockets after redis-py's five-second socket time-out; this one does not.
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [SERVICES.redis_url], "prefix": "jobtracker"},
    }
}

# --- Background work --------------------------------------------------------------------------------------------
# kombu calls a Unix socket `redis+socket://` where redis-py says `unix://`.
CELERY_BROKER_URL = SERVICES.redis_url.replace("unix://", "redis+socket://", 1)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "clear-expired-sessions": {
        "task": "accounts.tasks.clear_expired_sessions",
        "schedule": crontab(hour="3", minute="17"),
    },
}

# --- Accounts ---------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SIGNUP_OPEN = env.bool("JOBTRACKER_SIGNUP_OPEN", default=True)
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# In allauth's form: number / period / per what (an address of the network, or the account that is tried).
ACCOUNT_RATE_LIMITS = {
    "signup": env.str("JOBTRACKER_RATE_SIGN_UP", default="20/m/ip"),
    "login": env.str("JOBTRACKER_RATE_SIGN_IN", default="30/m/ip"),
    "login_failed": env.str("JOBTRACKER_RATE_SIGN_IN_FAILED", default="10/m/ip,5/300s/key"),
}
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
HEADLESS_SERVE_SPECIFICATION = True
HEADLESS_SPECIFICATION_TEMPLATE_NAME = None
HEADLESS_FRONTEND_URLS = {"account_signup": "/sign-up", "account_reset_password_from_key": "/reset-password/{key}"}
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# --- API --------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PAGINATION_CLASS": "jobtracker.pagination.KeysetPagination",
    "DEFAULT_FILTER_BACKENDS": ["jobtracker.filtering.StrictFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "jobtracker.schema.EnvelopeAutoSchema",
    "DEFAULT_PARSER_CLASSES": [
        "jobtracker.parsers.JSONParser",
        "rest_framework.parsers.FormParser",
        # What the browsable API's forms send.
        "rest_framework.parsers.MultiPartParser",
    ],
    "EXCEPTION_HANDLER": "jobtracker.errors.exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "jobtracker API",
    "DESCRIPTION": "Job postings, applications, and every stage between them.",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "ApplicationStatus": "applications.models.Status",
        "OpenStatus": "applications.models.OPEN_STATUS_CHOICES",
        "ChangeKind": "applications.models.ChangeKind",
        "ChangeOrigin": "applications.models.ChangeOrigin",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "jobtracker.schema.add_account_operations",
    ],
}

# --- Static files and the SPA -----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
SPA_INDEX = STATIC_ROOT / "spa" / "index.html"
STATICFILES_DIRS = [("spa", SPA_DIST)] if SPA_DIST.is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "jobtracker.static_files.StaticFilesStorage"},
}
# Source maps are for developers' tools alone, and large.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]
WHITENOISE_IMMUTABLE_FILE_TEST = "jobtracker.spa.is_immutable_file"

# --- Time, language, logs ---------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-us"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django.server": {"handlers": ["stderr"], "propagate": False}},
}
