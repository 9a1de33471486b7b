"""What the server prints: little, and nothing of what people say."""

import logging
import os
import sys
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

QUIET_KEYS = {"event", "event_info", "level", "exc_info"}
"""What is kept of a structured log entry; its other keys may hold the text of a message or the value of a slot."""


def configure_logs() -> None:
    """Print warnings and errors on standard error, without the text of messages.

    Call it before Rasa is imported. A developer's `LOG_LEVEL` (Rasa's own variable) lifts the restraint: at INFO
    or DEBUG, Rasa prints what people say.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    level = logging.getLevelName(os.environ.get("LOG_LEVEL", "WARNING").upper())
    if not isinstance(level, int):
        level = logging.WARNING
    discreet = level >= logging.WARNING
    if discreet:
        # Not by a filter: Sanic, TensorFlow and SQLAlchemy put their own before it when they are imported.
        logging.captureWarnings(True)
        logging.getLogger("py.warnings").setLevel(logging.ERROR)

    # skops looks through every module that is loaded: five seconds less when TensorFlow is not yet among them.
    import skops.io  # noqa: F401
    import structlog
    from rasa.utils.log_utils import configure_structlog

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Discreet("%(message)s") if discreet else logging.Formatter("%(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    configure_structlog(level)
    if discreet:
        structlog.configure(processors=[_without_personal_keys, *structlog.get_config()["processors"]])


def _without_personal_keys(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key in QUIET_KEYS}


class _Discreet(logging.Formatter):
    """Prints where an exception came from and its type; its message may quote what somebody wrote."""

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        kind, _, trace = ei
        lines = []
        while trace is not None:
            code = trace.tb_frame.f_code
            lines.append(f'  File "{code.co_filename}", line {trace.tb_lineno}, in {code.co_name}')
            trace = trace.tb_next
        return "\n".join([*lines, kind.__name__ if kind else ""])
