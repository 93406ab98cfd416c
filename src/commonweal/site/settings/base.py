"""What every installation shares. Only ``site.env`` reads the environment."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from commonweal.site import env, log

ENVIRONMENT = env.read()
PACKAGE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = ENVIRONMENT.data
FILES_DIR = DATA_DIR / "files"
WAREHOUSE_DIR = DATA_DIR / "warehouse"
ASSETS_DIR = PACKAGE_DIR / "site" / "dist"

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
SITE_URL = ENVIRONMENT.url
ALLOWED_HOSTS = [ENVIRONMENT.host, "127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
REDIS_URL = ENVIRONMENT.redis_url
N_TRUSTED_PROXIES = ENVIRONMENT.n_trusted_proxies

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "django_htmx",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "rules.apps.AutodiscoverRulesConfig",
    "commonweal.kernel",
    "commonweal.accounts",
    "commonweal.frameworks",
    "commonweal.documents",
    "commonweal.warehouse",
    "commonweal.communities",
    "commonweal.measures",
    "commonweal.answers",
    "commonweal.site",
]

MIDDLEWARE = [
    "commonweal.site.request_log.request_log",
    "commonweal.site.null_characters.without_null_characters",
    "django.middleware.security.SecurityMiddleware",
    "commonweal.site.middleware.assets",
    "commonweal.site.compression.compression",
    "commonweal.site.middleware.content_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "commonweal.site.middleware.person_settings",
    "commonweal.site.middleware.device",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "commonweal.site.middleware.viewing",
    "commonweal.site.middleware.community",
    "commonweal.site.middleware.refusals",
]

ROOT_URLCONF = "commonweal.site.urls"
WSGI_APPLICATION = "commonweal.site.wsgi.application"
ASGI_APPLICATION = "commonweal.site.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"i18n": "commonweal.kernel.templatetags.kept_i18n"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    }
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
DATABASES: dict[str, dict[str, Any]] = {
    "default": {**ENVIRONMENT.database, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
elif ENVIRONMENT.n_pooled_connections:
    # The pool keeps the connections; Django then must not.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": ENVIRONMENT.n_pooled_connections}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "commonweal.accounts.auth_backends.PersonBackend",
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "site:home"
LOGOUT_REDIRECT_URL = "accounts:sign-in"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("full_name", "email")}},
    {"NAME": "commonweal.accounts.passwords.HardToGuess"},
]  # fmt: skip
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "request_login_code": "20/m/ip,3/5m/key",
    "password_confirm": "10/m/ip,5/5m/key",
    "password_strength": "120/m/ip",
    "second_step": "20/m/ip,8/5m/key",
    "passkey": "30/m/ip",
    "delete_account": "10/m/ip,3/h/key",
    "change_address": "10/m/ip,3/h/key",
}
"""The only throttle. The limits count by visitor, whose address a trusted proxy tells."""
ALLAUTH_TRUSTED_PROXY_COUNT = N_TRUSTED_PROXIES
CSRF_FAILURE_VIEW = "commonweal.site.views.stale_form"
FORM_RENDERER = "commonweal.kernel.forms.Renderer"

_COUNTS = str(DATA_DIR / "counts.sqlite3")
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "commonweal.site.caches.MachineCache", "LOCATION": _COUNTS, "KEY_PREFIX": "commonweal"}
}
"""It holds the counts of the throttle and nothing else; losing it loses nothing."""
if REDIS_URL:
    CACHES["default"] |= {
        "BACKEND": "commonweal.site.caches.RedisFirstCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"file": _COUNTS},
    }

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [PACKAGE_DIR / "site" / "locale"]
FORMAT_MODULE_PATH = "commonweal.site.formats"
LANGUAGE_COOKIE_NAME = "language"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/assets/"
for _name, _value in ENVIRONMENT.email.items():
    globals()[_name] = _value
DEFAULT_FROM_EMAIL = f"Commonweal <no-reply@{ENVIRONMENT.host}>"

SESSION_ENGINE = "commonweal.accounts.session_store"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENVIRONMENT.is_https
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ENVIRONMENT.is_https:
    # env.py made sure that a proxy of ours stands in front, so its word about the scheme counts.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = ["^healthz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# W021: a place on the browsers' preload list is for the owner of the whole domain to ask for.
# W003: the tags for translation stand in for Django's under the same name, on purpose.
SILENCED_SYSTEM_CHECKS = ["security.W021", "templates.W003"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
N_PAGE_THREADS = ENVIRONMENT.n_page_threads
N_BACKUPS_KEPT = ENVIRONMENT.n_backups_kept
REQUEST_MAX_BYTES = 64 * 1024 * 1024
"""The largest workbook of a publisher has some 30 MB; anything above this is refused unread."""
LOGGING = log.configuration(ENVIRONMENT.log_level)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
