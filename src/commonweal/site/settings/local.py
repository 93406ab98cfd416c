"""One community's own copy: `make run`, the wheel on a laptop, a small server."""

from commonweal.site.settings.base import *  # noqa: F403 -- settings files build on one another
from commonweal.site.settings.base import ENVIRONMENT, MAIL_DIR

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(MAIL_DIR)
if ENVIRONMENT.email_url:
    import environ

    globals().update(environ.Env.email_url_config(ENVIRONMENT.email_url))
