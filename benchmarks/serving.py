"""A server under measure: its start-up, its memory, and its end, whatever happens."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import psutil

START_LIMIT = 300.0  # seconds
POLL = 0.05  # seconds between two attempts at a first answer

# The same for both sides: no telemetry, and none of TensorFlow's or SQLAlchemy's warnings about themselves.
ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
}


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


FirstMessage = Callable[[aiohttp.ClientSession, str], Awaitable[bool]]


@dataclass(frozen=True)
class Server:
    """A running server: its address, its start-up in seconds (process start to first answered message)."""

    url: str
    startup: float
    process: psutil.Process

    def memory(self) -> float:
        """Resident memory of the process and its descendants, in megabytes."""
        return float(sum(process.memory_info().rss for process in tree(self.process))) / 1e6


def tree(process: psutil.Process) -> list[psutil.Process]:
    """A process and its descendants."""
    return [process, *process.children(recursive=True)] if process.is_running() else []


@asynccontextmanager
async def serving(
    command: Sequence[str | Path], folder: Path, port: int, first_message: FirstMessage, settings: dict[str, str]
) -> AsyncIterator[Server]:
    """Run a server from its start, once it has answered a first message, to its end.

    Raises RuntimeError when the process ends or does not answer in time, with the end of what it printed.
    """
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile() as log:
        started = time.perf_counter()
        process = psutil.Popen(
            command, cwd=folder, env={**os.environ, **ENVIRONMENT, **settings}, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            async with aiohttp.ClientSession() as session:
                while not await _answered(session, url, first_message):
                    if process.poll() is not None or time.perf_counter() - started > START_LIMIT:
                        log.seek(0)
                        raise RuntimeError(f"{command} does not answer:\n{log.read().decode(errors='replace')[-3000:]}")
                    await asyncio.sleep(POLL)
            yield Server(url, time.perf_counter() - started, process)
        finally:
            _end(process)


async def _answered(session: aiohttp.ClientSession, url: str, first_message: FirstMessage) -> bool:
    try:
        return await first_message(session, url)
    except aiohttp.ClientError:
        return False


def _end(process: psutil.Process) -> None:
    started_here = tree(process)
    for each in reversed(started_here):
        each.terminate()
    _, alive = psutil.wait_procs(started_here, timeout=15)
    for each in alive:
        each.kill()
