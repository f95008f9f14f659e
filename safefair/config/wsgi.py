"""The application, as a WSGI server wants it."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from safefair.people.names.romanize import romanize

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safefair.config.settings")
application = get_wsgi_application()
# The Thai dictionary takes seconds to load: before the first visitor, not for her.
romanize("ไทย")
# What is loaded now stays: the collector need not walk over it in the middle of somebody's request.
gc.collect()
gc.freeze()
