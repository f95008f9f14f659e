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
        event["event"] = (
            f"an error in {record.name}"
            if says_the_error(record.msg, event.get("exc_info"))
            else str(record.msg)
        )
        event.pop("positional_args", None)
    return event


def says_the_error(message: object, exc_info: Any) -> bool:
    """Whether a record's words are what an exception says, as Django logs a refused host or file name."""
    error = (
        message
        if isinstance(message, BaseException)
        else exc_info[1]
        if isinstance(exc_info, tuple)
        else None
    )
    return error is not None and any(said in str(message) for said in (str(error), repr(error)))


def configure(_config: dict[str, Any]) -> None:
    """One line an event on standard error."""
    shared = added_to_all()
    structlog.configure(
        processors=[*shared, drop_exception_text, structlog.processors.KeyValueRenderer(key_order=["event"])],
        wrapper_class=structlog.make_filtering_bound_logger(20),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(shared))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel("WARNING")


def added_to_all() -> list[Processor]:
    """What every line says besides its event."""
    return [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
    ]


def formatter(shared: list[Processor]) -> logging.Formatter:
    """Writes what a library logs, without what it logs about."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            drop_arguments,
            _take_exception,
            drop_exception_text,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.KeyValueRenderer(key_order=["event"]),
        ],
    )


def _take_exception(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    record: Any = event.get("_record")
    if record is not None and record.exc_info:
        event["exc_info"] = record.exc_info
        record.exc_info, record.exc_text = None, None
    return event
