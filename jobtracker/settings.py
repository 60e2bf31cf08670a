"""Django settings. Everything an operator may change comes from the environment (docs/operations.md)."""

import os
from ipaddress import ip_network
from pathlib import Path

import django_stubs_ext
from celery.schedules import crontab
from environ import Env
from kombu import Exchange, Queue
from whitenoise.compress import Compressor

from jobtracker import environment
from jobtracker.databases import database_settings
from jobtracker.document_storage import document_storage
from jobtracker.embedded import service_urls
from jobtracker.logs import logging_settings
from jobtracker.production import refuse_unsafe
from jobtracker.secret_key import load_or_create_secret_key

# Lets classes such as ModelAdmin be written with their type parameters.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent

environment.refuse_unknown()

# --- Where things are -------------------------------------------------------------------------------------------
DATA_DIR = Path(environment.DATA_DIR.read() or BASE_DIR / "var").absolute()
SPA_DIST = BASE_DIR / "frontend" / "dist"

# --- Safety -----------------------------------------------------------------------------------------------------
PRODUCTION = environment.PRODUCTION.read()
DEBUG = environment.DEBUG.read()
GIVEN_SECRET_KEY = environment.SECRET_KEY.read()
ALLOWED_HOSTS = list(environment.ALLOWED_HOSTS.read())
CSRF_TRUSTED_ORIGINS = list(environment.TRUSTED_ORIGINS.read())
if PRODUCTION:
    refuse_unsafe(debug=DEBUG, secret_key=GIVEN_SECRET_KEY, allowed_hosts=ALLOWED_HOSTS)
SECRET_KEY_FALLBACKS = list(environment.SECRET_KEY_FALLBACKS.read())
SECRET_KEY = GIVEN_SECRET_KEY or load_or_create_secret_key(DATA_DIR / "secret_key")
# A private install is plain HTTP on the loopback; behind TLS these are turned on together.
HTTPS = PRODUCTION or environment.HTTPS.read()
SESSION_ENGINE = "accounts.session_store"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    # Probes and scrapers come from within, and speak plain HTTP.
    SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

# Scripts come from our own files alone. Styles may be inline: the SPA's components and the administration set them.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        # Redoc works in a worker of its own making.
        "worker-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- Limits -----------------------------------------------------------------------------------------------------
MAX_BODY_BYTES = environment.MAX_BODY_BYTES.read()
MAX_UPLOAD_BYTES = environment.MAX_UPLOAD_BYTES.read()
MAX_DOCUMENT_BYTES = min(environment.MAX_DOCUMENT_BYTES.read(), MAX_UPLOAD_BYTES)
DOCUMENT_QUOTA_BYTES = environment.DOCUMENT_QUOTA_BYTES.read()
MAX_IMPORT_BYTES = environment.MAX_IMPORT_BYTES.read()
# Where files come in that are larger than others.
MAX_UPLOAD_BYTES_BY_PATH = dict.fromkeys(("/api/v1/imports/", "/api/v1/restores/"), MAX_IMPORT_BYTES)
MAX_IMPORT_ROWS = environment.MAX_IMPORT_ROWS.read()
RATE_API = environment.RATE_API.read()
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_BODY_BYTES
WEB_THREADS = environment.WEB_THREADS.read()

# --- Capture of postings ----------------------------------------------------------------------------------------
CAPTURE_FETCHES = environment.CAPTURE_FETCHES.read()
CAPTURE_PORTS = environment.CAPTURE_PORTS.read()
CAPTURE_NETWORKS = [ip_network(text) for text in environment.CAPTURE_NETWORKS.read().split(",") if text]

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
    "allauth.mfa",
    "allauth.usersessions",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "import_export",
    "csp",
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
    "jobtracker.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jobtracker.body_limits.BodyLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "jobtracker.slashes.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.middleware.CallerMiddleware",
    "accounts.account_api.AccountApiMiddleware",
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
# Of a request for one answer, in seconds; commands and tasks wait without end.
DATABASE_TIMEOUT = environment.DATABASE_TIMEOUT.read()
# Of a web process: for its threads, and some for WebSockets.
DATABASE_POOL_SIZE = environment.DATABASE_POOL_SIZE.read() or WEB_THREADS + 4
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What allauth counts here (tries to sign in, codes, mails) holds without Redis, too, and under parallel guesses.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "jobtracker_cache",
        "KEY_PREFIX": "jobtracker",
        # Django's default would let a stranger flush the counters with three hundred made-up addresses.
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "jobtracker.channel_layer.BoundedChannelLayer",
        "CONFIG": {"url": SERVICES.redis_url, "prefix": "jobtracker"},
    }
}

# --- Background work --------------------------------------------------------------------------------------------
# kombu calls a Unix socket `redis+socket://` where redis-py says `unix://`.
CELERY_BROKER_URL = SERVICES.redis_url.replace("unix://", "redis+socket://", 1)
# What takes minutes has a queue and workers of its own, so that nothing short waits behind it.
CELERY_TASK_QUEUES = [Queue(name, Exchange(name), routing_key=name) for name in ("celery", "long")]
CELERY_TASK_ROUTES = {"dataio.tasks.perform_run": {"queue": "long"}}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# The worker and beat try for as long as it takes, every few seconds.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# Who publishes a task does not wait for a broker that hangs: the task's row is there, and is picked up later.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # The worker's blocking pop is not held to these: it reads only when something has arrived.
    "socket_timeout": 0.5,
    "socket_connect_timeout": 0.5,
    "max_retries": 0,
    # The worker gives up a pop of one second that has got no answer after twice these seconds more.
    "health_check_interval": 3,
}
# Gives signs of life to readiness; looks at its clock often enough for that.
CELERY_BEAT_SCHEDULER = "jobtracker.heartbeats:BeatingScheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 5
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "clear-expired-sessions": {
        "task": "accounts.tasks.clear_expired_sessions",
        "schedule": crontab(hour="3", minute="17"),
    },
    # Applications first: fewer go along with their postings then.
    "purge-trash-applications": {"task": "applications.tasks.purge_trash", "schedule": crontab(hour="3", minute="47")},
    # A run whose worker was killed is taken up again when its lease of half a minute has lapsed.
    "sweep-runs": {"task": "dataio.tasks.sweep_runs", "schedule": 10.0},
    "sweep-uploads": {"task": "dataio.tasks.sweep_uploads", "schedule": crontab(minute="19")},
    "sweep-data-files": {"task": "dataio.tasks.sweep_files", "schedule": crontab(hour="4", minute="23")},
    # Later than the trash: what only its documents had goes with them.
    "sweep-files": {"task": "applications.tasks.sweep_files", "schedule": crontab(hour="4", minute="13")},
    "purge-trash-jobs": {"task": "jobs.tasks.purge_trash", "schedule": crontab(hour="3", minute="57")},
    "clear-idempotency-keys": {
        "task": "jobtracker.tasks.clear_idempotency_keys",
        "schedule": crontab(hour="3", minute="37"),
    },
    "sum-up-changes": {"task": "accounts.tasks.sum_up_changes", "schedule": crontab(minute="7")},
    "sum-up-facet-counts": {"task": "jobs.tasks.sum_up_facet_counts", "schedule": crontab(minute="*/5")},
    "clear-bulk-operations": {
        "task": "jobtracker.tasks.clear_bulk_operations",
        "schedule": crontab(hour="3", minute="43"),
    },
    "clear-expired-limits": {"task": "accounts.tasks.clear_expired_limits", "schedule": crontab(minute="27")},
}

# --- Accounts ---------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.sign_in.SignInBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SIGNUP_OPEN = environment.SIGNUP_OPEN.read()
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = environment.EMAIL_VERIFICATION.read()
# In allauth's form: number / period / per what (an address of the network, or the account that is tried).
ACCOUNT_RATE_LIMITS = {
    "signup": environment.RATE_SIGN_UP.read(),
    "login": environment.RATE_SIGN_IN.read(),
    "login_failed": environment.RATE_SIGN_IN_FAILED.read(),
}
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
HEADLESS_SERVE_SPECIFICATION = True
HEADLESS_SPECIFICATION_TEMPLATE_NAME = None
HEADLESS_FRONTEND_URLS = {
    "account_signup": "/sign-up",
    "account_confirm_email": "/verify-email/{key}",
    "account_reset_password": "/forgot-password",
    "account_reset_password_from_key": "/reset-password/{key}",
}
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"
MFA_ADAPTER = "accounts.adapter.MFAAdapter"
MFA_TOTP_ISSUER = "Jobtracker"
# A clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
# On a private install no address is ever verified.
MFA_ALLOW_UNVERIFIED_EMAIL = True
USERSESSIONS_ADAPTER = "accounts.adapter.UserSessionsAdapter"
USERSESSIONS_TRACK_ACTIVITY = False

# --- Mail -------------------------------------------------------------------------------------------------------
if email_url := environment.EMAIL_URL.read():
    vars().update(Env.email_url_config(email_url))
else:
    # Not into the log: mails hold links that open accounts.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
    EMAIL_FILE_PATH.mkdir(mode=0o700, parents=True, exist_ok=True)
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = environment.EMAIL_FROM.read()

# --- API --------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.authentication.CallerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_THROTTLE_CLASSES": ["jobtracker.throttling.CallerThrottle"],
    "DEFAULT_PAGINATION_CLASS": "jobtracker.pagination.KeysetPagination",
    "DEFAULT_FILTER_BACKENDS": ["jobtracker.filtering.StrictFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "jobtracker.schema.EnvelopeAutoSchema",
    "DEFAULT_RENDERER_CLASSES": [
        "jobtracker.renderers.JSONRenderer",
        "rest_framework.renderers.BrowsableAPIRenderer",
    ],
    "DEFAULT_PARSER_CLASSES": [
        "jobtracker.parsers.JSONParser",
        "rest_framework.parsers.FormParser",
        # What the browsable API's forms send.
        "rest_framework.parsers.MultiPartParser",
    ],
    "LIST_SERIALIZER_ERRORS_AS_DICT": True,
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
    # Drawn all at once, so many routes and shapes keep a browser busy for half a minute.
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "filter": True, "docExpansion": "none", "defaultModelsExpandDepth": 0},
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "ApplicationStatus": "applications.models.Status",
        "OpenStatus": "applications.models.OPEN_STATUS_CHOICES",
        "ChangeKind": "applications.models.ChangeKind",
        "ChangeOrigin": "applications.models.ChangeOrigin",
        "ActivityKind": "applications.models.Activity.Kind",
        "DocumentKind": "applications.models.Document.Kind",
        "InterviewKind": "applications.models.Interview.Kind",
        "InterviewChangeKind": "applications.models.InterviewChange.Kind",
        "TaskKind": "applications.models.Task.Kind",
        "TimelineEntryType": "applications.models.TimelineEntry.Type",
        "CadenceBasis": "applications.models.CadenceRule.Basis",
        "SuggestionKind": "applications.models.CadenceRule.Suggestion",
        "DeadlineType": "applications.today.DEADLINE_TYPES",
        "InterviewState": "applications.models.interviews.Interview.State",
        "InterviewOutcome": "applications.models.interviews.Interview.Outcome",
        "ListEnum": "jobtracker.list_resources.list_names",
        "RunState": "dataio.models.Run.State",
        "ModeEnum": "jobtracker.bulk_serializers.MODES",
        "ReasonEnum": "jobs.models.DuplicateGroup.Reason",
        "ImportMode": "dataio.imports.serializers.MODES",
        "ImportDuplicateReason": "dataio.imports.serializers.REASONS",
        "RemoteOption": "jobtracker.employment.RemoteOption",
        "SalaryPeriod": "jobtracker.employment.SalaryPeriod",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "jobtracker.schema.add_error_envelope",
        "accounts.schema.add_account_operations",
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
    "documents": document_storage(DATA_DIR),
}
# Source maps are for developers' tools alone, and large.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]
WHITENOISE_IMMUTABLE_FILE_TEST = "jobtracker.spa.is_immutable_file"

# --- Time, language, logs ---------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-us"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

METRICS_TOKEN = environment.METRICS_TOKEN.read()
LOGGING_CONFIG = "jobtracker.logs.configure"
LOGGING = logging_settings(
    json_lines=environment.writes_json_logs(),
    level=environment.LOG_LEVEL.read(),
    own_loggers=[app for app in INSTALLED_APPS if (BASE_DIR / app).is_dir()],
)
