"""How gunicorn serves: `gunicorn -c python:safefair.config.gunicorn safefair.config.wsgi`.

What it warns of are requests that it cannot read, and it quotes them, with what somebody typed into an address.
"""

from typing import Any

from gunicorn.glogging import Logger

from safefair.core.logs import added_to_all, formatter


class QuietLogger(Logger):
    """Gunicorn's own log, without addresses and without the text of errors."""

    def setup(self, cfg: Any) -> None:
        """Write as the application does."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(formatter(added_to_all()))


logger_class = QuietLogger
loglevel = "error"
preload_app = True
threads = 4
timeout = 120
control_socket_disable = True
