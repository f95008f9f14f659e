"""Settings: one file, from the environment, checked at start.

`SAFEFAIR_HOME` is the folder of one installation (keys, uploads, the built-in PostgreSQL); everything else that a
deployment must decide is a `SAFEFAIR_…` variable or a `DATABASE_URL`. The trial (`make run`) sets `SAFEFAIR_TRIAL`.
"""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _
from environs import Env

from safefair.config.database import database_settings
from safefair.config.home import installation_home
from safefair.config.secrets import read_or_make_secret

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
HOME = installation_home()

TRIAL: bool = env.bool("SAFEFAIR_TRIAL", default=False)
TESTING: bool = env.bool("SAFEFAIR_TESTING", default=False)
DEBUG: bool = env.bool("SAFEFAIR_DEBUG", default=False)
SECRET_KEY = env.str("SAFEFAIR_SECRET_KEY", default="") or read_or_make_secret(HOME / "secrets" / "django")
ALLOWED_HOSTS: list[str] = env.list("SAFEFAIR_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("SAFEFAIR_TRUSTED_ORIGINS", default=[])
HTTPS: bool = env.bool("SAFEFAIR_HTTPS", default=False)
# Where the button "Leave" of her pages leads: a page that many people open, of another site.
EXIT_URL = env.str("SAFEFAIR_EXIT_URL", default="https://www.wikipedia.org/")
# Which of the sites this process serves; apart in production, together by default.
SITES: list[str] = env.list(
    "SAFEFAIR_SITES", default=["public", "workspace", "exchange", "channels", "editing"]
)
# How old a list of public services may be; what was taken out of it is shown to nobody in any case.
MEMORY_SECONDS: float = 0.0 if TESTING else env.float("SAFEFAIR_MEMORY_SECONDS", default=30.0)
# Two trials on one machine deliver to each other; elsewhere only https goes, and nothing into our own networks.
SENDS_TO_LOOPBACK = TRIAL or TESTING

INSTALLED_APPS = [
    "safefair.core",
    "safefair.core.keys",
    "safefair.accounts",
    "safefair.directory",
    "safefair.people",
    "safefair.contact",
    "safefair.cases",
    "safefair.outreach",
    "safefair.trainings",
    "safefair.results",
    "safefair.guide",
    "safefair.api",
    "safefair.website",
    "safefair.config",
    "template_partials.apps.SimpleAppConfig",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "wagtail.users",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "safefair.core.middleware.PublicCompressionMiddleware",
    "safefair.core.middleware.RequestIdMiddleware",
    "safefair.core.styles.StylesheetCSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "safefair.core.middleware.PublicPathMiddleware",
    "safefair.core.middleware.WorkspaceSessionMiddleware",
    "safefair.core.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "safefair.accounts.middleware.MembershipMiddleware",
    "safefair.accounts.middleware.SecondFactorMiddleware",
]

ROOT_URLCONF = "safefair.config.urls"
WSGI_APPLICATION = "safefair.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            # Partials outermost: with the default settings cotton's start-up replaces the loaders and drops them.
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "safefair.core.templatetags.safefair",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "safefair.accounts.context.membership",
                "safefair.website.navigation.workspace",
            ],
        },
    }
]
FORM_RENDERER = "safefair.core.forms.FormRenderer"
COTTON_DIR = "cotton"

DATABASES = database_settings(HOME, env)
DATABASE_ROUTERS = ["safefair.core.keys.router.KeysRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "safefair.accounts.backends.RoleBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["safefair.accounts.hashers.GuardedArgon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "safefair.accounts.adapter.ClosedSignupAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
MFA_ADAPTER = "safefair.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "safefair.accounts.second_factor_forms.CodeForm",
    "reauthenticate": "safefair.accounts.second_factor_forms.ConfirmForm",
    "activate_totp": "safefair.accounts.second_factor_forms.SetUpAppForm",
    "add_webauthn": "safefair.accounts.second_factor_forms.AddPasskeyForm",
    "edit_webauthn": "safefair.accounts.second_factor_forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Workspace"
MFA_TOTP_TOLERANCE = 1  # steps of 30 s either way: phones without network go wrong (RFC 6238, 5.2)
# In the trial nobody has an authenticator yet; everywhere else whoever sees personal data needs one.
SECOND_FACTOR_REQUIRED: bool = env.bool("SAFEFAIR_SECOND_FACTOR", default=not (TRIAL or TESTING))

LANGUAGE_CODE = "en-gb"
LANGUAGES = [
    ("en-gb", _("English")),
    ("th", _("Thai")),
    ("my", _("Burmese")),
    ("km", _("Khmer")),
    ("lo", _("Lao")),
    ("vi", _("Vietnamese")),
    ("id", _("Indonesian")),
    ("ms", _("Malay")),
    ("fil", _("Filipino")),
    ("zh-hans", _("Chinese (simplified)")),
]
# What somebody may choose for the daily work: the languages it has been translated into.
WORKSPACE_LANGUAGES = ["en-gb", "th", "my", "km"]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["safefair.config.formats"]
TIME_ZONE = env.str("SAFEFAIR_TIME_ZONE", default="Asia/Bangkok")

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["safefair.core.uploads.MemoryUploadHandler"]

# Wagtail, for the articles of the guide: no call to anybody, no account of its own.
WAGTAIL_SITE_NAME = "Guide"
WAGTAILADMIN_BASE_URL = ""
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILADMIN_NOTIFICATION_USE_HTML = False
WAGTAIL_MODERATION_ENABLED = True

SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SECURE = HTTPS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
BEHIND_PROXY: bool = env.bool("SAFEFAIR_BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Not `no-referrer`: browsers then send `Origin: null` with our own forms. Public pages override it (middleware).
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
LOGGING_CONFIG = "safefair.core.logs.configure"
# Not empty: with nothing in hand Django would not call the function above, and errors would be written nowhere.
LOGGING: dict[str, Any] = {"version": 1}
# A letter may hold a link that signs in. Without a mail server it goes to the terminal in the trial, where all is
# invented; elsewhere what a process writes is kept as a log, and the letter goes nowhere.
EMAIL_HOST = env.str("SAFEFAIR_EMAIL_HOST", default="")
EMAIL_PORT: int = env.int("SAFEFAIR_EMAIL_PORT", default=587)
EMAIL_HOST_USER = env.str("SAFEFAIR_EMAIL_USER", default="")
EMAIL_HOST_PASSWORD = env.str("SAFEFAIR_EMAIL_PASSWORD", default="")
EMAIL_USE_TLS: bool = env.bool("SAFEFAIR_EMAIL_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("SAFEFAIR_EMAIL_FROM", default="safefair@localhost")
EMAIL_BACKEND = "django.core.mail.backends.{}.EmailBackend".format(
    "smtp" if EMAIL_HOST else "console" if TRIAL else "dummy"
)
SENDS_EMAIL = bool(EMAIL_HOST) or TRIAL
PGHISTORY_ADMIN_ORDERING = "-pgh_created_at"
# Whether subdomains and browsers' lists take part in HSTS is for whoever owns the domain.
SILENCED_SYSTEM_CHECKS: list[str] = ["security.W005", "security.W021"]
