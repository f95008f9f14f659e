"""The built-in PostgreSQL: found, initialised, started, checked and stopped for one installation.

`Server(home).start()` is all that the rest of the project needs. No Django in here: `safefair db` must work when
the settings do not.
"""

from safefair.config.postgres.errors import ServerError
from safefair.config.postgres.server import Server, Status

__all__ = ["Server", "ServerError", "Status"]
