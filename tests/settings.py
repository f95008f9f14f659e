"""The product's settings, with a server and databases that nobody needs."""

import os
from pathlib import Path

from tests.harness.slots import take_slot

TEST_HOME = Path(
    os.environ.get("SAFEFAIR_TEST_HOME") or Path(__file__).resolve().parent.parent / ".safefair-test"
)

for name in [name for name in os.environ if name.endswith("DATABASE_URL") or name.startswith("SAFEFAIR_")]:
    if not name.startswith(("SAFEFAIR_TEST_", "SAFEFAIR_PG_")):
        del os.environ[name]
os.environ |= {"SAFEFAIR_HOME": str(TEST_HOME), "SAFEFAIR_TESTING": "1", "SAFEFAIR_DB_ROLE": "migrate"}

from safefair.config.settings import *  # noqa: E402, F403 - the environment comes first
from safefair.config.settings import DATABASES, STATIC_ROOT  # noqa: E402 - the environment comes first

_slot = take_slot(TEST_HOME)
for _config in DATABASES.values():
    _config["CONN_MAX_AGE"] = 0
    _config["NAME"] = f"test{_slot}_{_config['NAME']}"
# Tests sign in by the hundred; the product's hasher has tests of its own.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = TEST_HOME / f"files-{_slot}"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # else whitenoise warns, and warnings are errors
