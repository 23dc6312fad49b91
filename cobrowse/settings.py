"""All settings, read top to bottom, all from the environment (docs/operations.md)."""

import secrets
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from kombu import Queue

from cobrowse.database import database_from_url
from cobrowse.env import env_bool, env_int, env_list, env_origins, env_str, env_zones
from cobrowse.schedule import BEAT_SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env_str("COBROWSE_VAR_DIR", str(BASE_DIR / "var")))

# Demo mode: the shop, demo users, the simulated phone; any loopback origin may embed.
COBROWSE_DEMO = env_bool("COBROWSE_DEMO", False)

# The secret signs cookies and tickets. Demo mode keeps one of its own in var/.
DEBUG = env_bool("DEBUG", False)
SECRET_KEY = env_str("SECRET_KEY", "")
if not SECRET_KEY and COBROWSE_DEMO:
    secret_file = VAR_DIR / "secret_key"
    if not secret_file.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        secret_file.touch(mode=0o600)
        secret_file.write_text(secrets.token_urlsafe(48), encoding="ascii")
    SECRET_KEY = secret_file.read_text(encoding="ascii").strip()
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set (see docs/operations.md)")

# Who may call this server by which name. Demo mode answers to loopback names, or to
# any where somebody asked it by HOST to listen on every interface.
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS")
if COBROWSE_DEMO and not ALLOWED_HOSTS:
    listens_at = env_str("HOST", "127.0.0.1")
    ALLOWED_HOSTS = (
        ["*"]
        if listens_at in {"0.0.0.0", "::"}
        else ["localhost", "127.0.0.1", "[::1]", listens_at]
    )
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
# Sites that may open the agent sockets besides our own host (a reverse proxy's name).
COBROWSE_DESKTOP_ORIGINS = env_list("COBROWSE_DESKTOP_ORIGINS")
# Other desktops that may hold /agent/embed/ in a frame and talk to it.
COBROWSE_EMBED_ORIGINS = env_origins("COBROWSE_EMBED_ORIGINS")

INSTALLED_APPS = [
    "daphne",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "channels",
    "csp",
    "rest_framework",
    "drf_spectacular",
    "simple_history",
    "cobrowse.apps.CobrowseConfig",
    "agents.apps.AgentsConfig",
    "interactions.apps.InteractionsConfig",
    "sessions_app.apps.SessionsConfig",
    "reporting.apps.ReportingConfig",
]
if COBROWSE_DEMO:
    INSTALLED_APPS.append("demo.apps.DemoConfig")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
if COBROWSE_DEMO:
    MIDDLEWARE.append("demo.shop.openers.without_opener_policy")

ROOT_URLCONF = "cobrowse.urls"
ASGI_APPLICATION = "cobrowse.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
            ],
        },
    },
]

# SQLite on one machine (WAL, immediate transactions), PostgreSQL for many processes.
DATABASES = {
    "default": database_from_url(
        env_str("DATABASE_URL", f"sqlite:///{VAR_DIR / 'cobrowse.sqlite3'}")
    )
}

# Redis carries control messages, hot frames and tasks between processes; one process
# needs none.
REDIS_URL = env_str("REDIS_URL", "")
CHANNEL_LAYERS: dict[str, dict[str, object]] = {
    "default": (
        {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL], "prefix": "cobrowse"},
        }
        if REDIS_URL
        else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    )
}

# Quotas are counted here: by all processes together where there is Redis.
CACHES: dict[str, dict[str, object]] = {
    "default": (
        {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": "cobrowse",
        }
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}

# Celery: a broker and workers of its own, or everything inside the web process.
CELERY_BROKER_URL = env_str("CELERY_BROKER_URL", REDIS_URL or "memory://localhost/")
CELERY_TASK_IGNORE_RESULT = True
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_REDIRECT_STDOUTS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Exports and e-mails may take minutes: in a queue of their own, with a worker of its
# own, they keep nothing waiting that is due every few seconds. A worker that is told
# of no queue serves both.
CELERY_TASK_QUEUES = [Queue(name, routing_key=name) for name in ("celery", "exports")]
CELERY_TASK_ROUTES = {
    name: {"queue": "exports"}
    for name in (
        "reporting.tasks.run_exports",
        "reporting.tasks.send_due_schedules",
        "interactions.tasks.apply_retention",
    )
}
CELERY_BEAT_SCHEDULE = BEAT_SCHEDULE

# Signing in.
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/agent/"
LOGOUT_REDIRECT_URL = "login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Cookies and transport. HTTPS is the rule; demo mode runs on http://localhost.
COBROWSE_INSECURE_HTTP = env_bool("COBROWSE_INSECURE_HTTP", COBROWSE_DEMO)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not COBROWSE_INSECURE_HTTP
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if COBROWSE_EMBED_ORIGINS:
    # A frame in another site's page gets no Lax cookies. What Lax kept out is kept out
    # by the CSRF token and by the origin check of the sockets.
    SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "None"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
elif COBROWSE_DEMO:
    # The demo's own example of another desktop, on this machine and the same site.
    COBROWSE_EMBED_ORIGINS = [
        f"http://{name}:{env_int('PORT', 8000)}" for name in ("localhost", "127.0.0.1")
    ]
SECURE_SSL_REDIRECT = env_bool("SECURE_SSL_REDIRECT", not COBROWSE_INSECURE_HTTP)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env_int(
    "SECURE_HSTS_SECONDS", 0 if COBROWSE_INSECURE_HTTP else 31_536_000
)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not COBROWSE_INSECURE_HTTP
if env_bool("TRUST_X_FORWARDED_PROTO", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        "manifest-src": [SELF],
    }
}

# Static files, hashed by the front-end build where it matters.
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# Words and times: stored in UTC, shown in the reader's zone.
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGES = [("en", "English"), ("de", "Deutsch")]

# REST: session for people, bearer token for adapters; errors have codes.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.SessionAuthentication"
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["cobrowse.parsers.CarefulJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "cobrowse.rest.exception_handler",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Cobrowse API",
    "DESCRIPTION": "Calls, sessions and reports of the co-browse platform.",
    "VERSION": "1",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "AgentState": "agents.lifecycle.Presence",
        "SessionState": "sessions_app.lifecycle.State",
        "ExternalState": "interactions.adapter_api.EXTERNAL_STATES",
        "SessionEndReason": "sessions_app.lifecycle.EndReason",
        "InteractionEndReason": "interactions.lifecycle.EndReason",
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
# No body is taken in beyond this, whatever it is for and whatever length it claims.
COBROWSE_BODY_BYTES = 10_485_760

# Limits on sockets (docs/protocol.md, section Limits). Bytes, counts, seconds.
COBROWSE_HELLO_SECONDS = env_int("COBROWSE_HELLO_SECONDS", 5, minimum=1)
COBROWSE_HELLO_BYTES = 4_096
COBROWSE_CONTROL_BYTES = 65_536
COBROWSE_CONTROL_PER_SECOND = env_int("COBROWSE_CONTROL_PER_SECOND", 20, minimum=1)
COBROWSE_CONTROL_BURST = env_int("COBROWSE_CONTROL_BURST", 100, minimum=1)
COBROWSE_REVALIDATE_SECONDS = env_int("COBROWSE_REVALIDATE_SECONDS", 30, minimum=1)
COBROWSE_OFFER_SECONDS = env_int("COBROWSE_OFFER_SECONDS", 30, minimum=1)

# Agents: how long a silent desktop still counts as there, and when its agent counts as
# gone. Missed offers in a row that take an agent off work.
COBROWSE_AGENT_SEEN_SECONDS = env_int("COBROWSE_AGENT_SEEN_SECONDS", 45, minimum=15)
# A customer whose widget has been silent for longer is shown as away.
COBROWSE_CUSTOMER_SEEN_SECONDS = env_int(
    "COBROWSE_CUSTOMER_SEEN_SECONDS", 75, minimum=45
)
COBROWSE_AGENT_GONE_SECONDS = env_int("COBROWSE_AGENT_GONE_SECONDS", 180, minimum=30)
COBROWSE_MISSED_OFFERS = env_int("COBROWSE_MISSED_OFFERS", 2, minimum=1)
# May ready agents be offered browser calls while they have chats? After-call
# work after a call whose queue says nothing of it; 0: none. Whoever tries the demo is
# not kept waiting.
COBROWSE_CALLS_BESIDE_CHATS = env_bool("COBROWSE_CALLS_BESIDE_CHATS", False)
COBROWSE_AFTER_CALL_SECONDS = env_int(
    "COBROWSE_AFTER_CALL_SECONDS", 0 if COBROWSE_DEMO else 30, minimum=0
)

# Customers: new ones from one address a minute, chats of one an hour, lines a minute;
# after how long without its customer a chat ends.
COBROWSE_CUSTOMERS_PER_MINUTE = env_int("COBROWSE_CUSTOMERS_PER_MINUTE", 60, minimum=1)
COBROWSE_CHATS_PER_HOUR = env_int("COBROWSE_CHATS_PER_HOUR", 30, minimum=1)
COBROWSE_LINES_PER_MINUTE = env_int("COBROWSE_LINES_PER_MINUTE", 120, minimum=1)
COBROWSE_CHAT_KEEP_SECONDS = env_int("COBROWSE_CHAT_KEEP_SECONDS", 86_400, minimum=60)

# Web messaging: after how long without its customer an answered chat waits by itself,
# and for how many days it may be taken up again.
COBROWSE_PARK_AFTER_SECONDS = env_int("COBROWSE_PARK_AFTER_SECONDS", 300, minimum=60)
COBROWSE_MESSAGING_DAYS = env_int("COBROWSE_MESSAGING_DAYS", 30, minimum=1)

# Quick replies an agent may keep; searches of one user and transcripts that one
# customer downloads, a minute.
COBROWSE_QUICK_REPLIES = env_int("COBROWSE_QUICK_REPLIES", 100, minimum=1)
COBROWSE_SEARCHES_PER_MINUTE = env_int("COBROWSE_SEARCHES_PER_MINUTE", 60, minimum=1)
COBROWSE_DOWNLOADS_PER_MINUTE = env_int("COBROWSE_DOWNLOADS_PER_MINUTE", 10, minimum=1)

# Customers that one user may look up on the privacy page and over REST, a minute.
COBROWSE_PRIVACY_LOOKUPS_PER_MINUTE = env_int(
    "COBROWSE_PRIVACY_LOOKUPS_PER_MINUTE", 20, minimum=1
)

# Callback requests of one customer and from one address, an hour; for how many days one
# that nobody takes stays open.
COBROWSE_CALLBACKS_PER_HOUR = env_int("COBROWSE_CALLBACKS_PER_HOUR", 5, minimum=1)
COBROWSE_CALLBACKS_PER_ADDRESS = env_int(
    "COBROWSE_CALLBACKS_PER_ADDRESS", 20, minimum=1
)
COBROWSE_CALLBACK_DAYS = env_int("COBROWSE_CALLBACK_DAYS", 7, minimum=1)

# Time zones in whose calendar days reports count, the first unless another is chosen.
# Each keeps sums of its own.
COBROWSE_REPORT_ZONES = env_zones(
    "COBROWSE_REPORT_ZONES",
    "UTC,Europe/Oslo,America/New_York,Asia/Kolkata" if COBROWSE_DEMO else "UTC",
)

# How often the real-time figures are counted, once for everybody who looks; the bearer
# token with which a monitoring system reads /metrics (none: only people signed in).
COBROWSE_REALTIME_SECONDS = env_int("COBROWSE_REALTIME_SECONDS", 3, minimum=1)
COBROWSE_METRICS_TOKEN = env_str("COBROWSE_METRICS_TOKEN", "")

# A report of up to so many rows is exported at once, a longer one in the background;
# for how many hours such a file is kept.
COBROWSE_EXPORT_DIRECT_ROWS = env_int("COBROWSE_EXPORT_DIRECT_ROWS", 5_000)
COBROWSE_EXPORT_HOURS = env_int("COBROWSE_EXPORT_HOURS", 24, minimum=1)

# E-mail of scheduled reports: through which server (port 465: TLS from the start, any
# other: STARTTLS unless switched off), from whom, and the address that links begin
# with. Without a server the demo prints messages, and nothing else sends any.
COBROWSE_EMAIL_HOST = env_str("COBROWSE_EMAIL_HOST", "")
EMAIL_HOST = COBROWSE_EMAIL_HOST
EMAIL_PORT = env_int("COBROWSE_EMAIL_PORT", 587, minimum=1)
EMAIL_HOST_USER = env_str("COBROWSE_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env_str("COBROWSE_EMAIL_PASSWORD", "")
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_USE_TLS = env_bool("COBROWSE_EMAIL_TLS", True) and not EMAIL_USE_SSL
EMAIL_TIMEOUT = 30
EMAIL_BACKEND = (
    "django.core.mail.backends.console.EmailBackend"
    if COBROWSE_DEMO and not COBROWSE_EMAIL_HOST
    else "django.core.mail.backends.smtp.EmailBackend"
)
DEFAULT_FROM_EMAIL = env_str("COBROWSE_EMAIL_FROM", "Cobrowse <reports@localhost>")
COBROWSE_PUBLIC_URL = env_str(
    "COBROWSE_PUBLIC_URL",
    f"http://localhost:{env_int('PORT', 8000)}" if COBROWSE_DEMO else "",
).rstrip("/")

# Reports of one CTI adapter a minute.
COBROWSE_CALL_EVENTS_PER_MINUTE = env_int(
    "COBROWSE_CALL_EVENTS_PER_MINUTE", 3_000, minimum=1
)

# Calls made in the browser: over which servers two browsers find each other (with none,
# only within one network), the secret shared with the TURN server and how long the
# credentials made with it are good; calls of one customer an hour; how long a side
# may be gone before its call ends.
COBROWSE_STUN_URLS = env_list("COBROWSE_STUN_URLS")
COBROWSE_TURN_URLS = env_list("COBROWSE_TURN_URLS")
COBROWSE_TURN_SECRET = env_str("COBROWSE_TURN_SECRET", "")
COBROWSE_TURN_SECONDS = env_int("COBROWSE_TURN_SECONDS", 14_400, minimum=60)
COBROWSE_CALLS_PER_HOUR = env_int("COBROWSE_CALLS_PER_HOUR", 30, minimum=1)
COBROWSE_CALL_GRACE_SECONDS = env_int("COBROWSE_CALL_GRACE_SECONDS", 45, minimum=5)

# Frames of one session socket by kind: how many a second, and how many at once; the
# stream also in bytes (a large page comes in many pieces). What may wait for one slow
# socket, and for another process, in bytes.
COBROWSE_FRAME_RATES = {
    "STREAM": (200, 2_000),
    "POINTER": (120, 240),
    "ANNOTATION": (60, 240),
    "COMMAND": (100, 500),
    "ACK": (200, 2_000),
}
COBROWSE_STREAM_BYTES = (4_194_304, 67_108_864)
COBROWSE_PEER_BYTES = 4_194_304
COBROWSE_BUS_BYTES = 16_777_216

# Pictures and fonts of customers' pages: for how many hours after somebody last showed
# one it is kept; how many one session may bring in an hour, and how many MiB of them.
COBROWSE_ASSET_HOURS = env_int("COBROWSE_ASSET_HOURS", 24, minimum=1)
COBROWSE_ASSETS_PER_HOUR = env_int("COBROWSE_ASSETS_PER_HOUR", 2_000, minimum=1)
COBROWSE_ASSET_MIB_PER_HOUR = env_int("COBROWSE_ASSET_MIB_PER_HOUR", 200, minimum=1)

# Nine digits: failed tries of one agent in 15 minutes, at one site in an hour.
COBROWSE_JOIN_FAILURES_PER_AGENT = 10
COBROWSE_JOIN_FAILURES_PER_SITE = 100

# Logs: one line per event on standard error, never page content, tokens or ids.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env_str("LOG_LEVEL", "WARNING")},
}
