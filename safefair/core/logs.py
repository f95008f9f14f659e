"""Logs: events without personal data. An exception is logged as its type and place, never as its text."""

import logging  # noqa: TID251  reason: Django and the libraries speak it; this is where it is tamed
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger


def drop_exception_text(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Replace an exception by type, file and line: its text may hold what somebody typed."""
    info = event.pop("exc_info", None)
    error = info[1] if isinstance(info, tuple) else info if isinstance(info, BaseException) else None
    if error is not None:
        event["error"] = type(error).__name__
        event["at"] = ", ".join(
            f"{at.filename}:{at.lineno}" for at in traceback.extract_tb(error.__traceback__)[-1:]
        )
    return event


def drop_arguments(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Keep of a library's record only its fixed words: the arguments may be personal."""
    record: Any = event.get("_record")
    if record is not None:
        event["event"] = str(record.msg)
        event.pop("positional_args", None)
    return event


def configure(_config: dict[str, Any]) -> None:
    """One line an event on standard error."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
    ]
    structlog.configure(
        processors=[*shared, drop_exception_text, structlog.processors.KeyValueRenderer(key_order=["event"])],
        wrapper_class=structlog.make_filtering_bound_logger(20),
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            drop_arguments,
            _take_exception,
            drop_exception_text,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.KeyValueRenderer(key_order=["event"]),
        ],
    )
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel("WARNING")


def _take_exception(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    record: Any = event.get("_record")
    if record is not None and record.exc_info:
        event["exc_info"] = record.exc_info
        record.exc_info, record.exc_text = None, None
    return event
