"""The other side: what `rasa init` makes, with its default configuration, over Rasa's REST channel."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import aiohttp

from benchmarks.serving import ENVIRONMENT, Server, free_port, serving

LONG_RUNS = 1  # conversations of 200 messages: it takes minutes, and no aim rests on it

# Its own stories: a happy path, a sad one, and the question that it answers at any time.
CONVERSATIONS = (
    ("hello", "I am feeling great", "are you a bot?", "bye"),
    ("hey there", "so sad today", "yes that helped", "see you later"),
    ("good morning", "I'm very unhappy", "not really", "are you human?", "goodbye"),
)
# Five messages over and over, for a conversation that grows.
CYCLE = ("hello", "I am feeling great", "are you a bot?", "so sad today", "yes that helped")


def make(folder: Path) -> None:
    """Create and train the project in a new folder, as a newcomer does."""
    folder.mkdir()
    command = [sys.executable, "-m", "rasa", "init", "--no-prompt", "--init-dir", str(folder)]
    subprocess.run(
        command, env={**os.environ, **ENVIRONMENT}, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


async def say(session: aiohttp.ClientSession, url: str, sender: str, text: str) -> bool:
    """Say one thing; whether it was answered."""
    async with session.post(f"{url}/webhooks/rest/webhook", json={"sender": sender, "message": text}) as response:
        return response.status == 200 and bool(await response.json())


async def first_message(session: aiohttp.ClientSession, url: str) -> bool:
    """Whether a first message is answered."""
    return await say(session, url, uuid.uuid4().hex, "hello")


def server(folder: Path) -> AbstractAsyncContextManager[Server]:
    """The project's server; it keeps conversations in memory, as its default is."""
    port = free_port()
    command = [sys.executable, "-m", "rasa", "run", "--port", str(port), "--interface", "127.0.0.1"]
    return serving(command, folder, port, first_message, {})


async def _timed(session: aiohttp.ClientSession, url: str, sender: str, text: str) -> float:
    started = time.perf_counter()
    if not await say(session, url, sender, text):
        raise RuntimeError(f"The moodbot has no answer to « {text} ».")
    return time.perf_counter() - started


async def conversation(session: aiohttp.ClientSession, url: str, number: int) -> AsyncIterator[float]:
    """One whole conversation."""
    sender = uuid.uuid4().hex
    for text in CONVERSATIONS[number % len(CONVERSATIONS)]:
        yield await _timed(session, url, sender, text)


async def long_conversation(session: aiohttp.ClientSession, url: str, number: int) -> AsyncIterator[float]:
    """A conversation that does not end."""
    sender = uuid.uuid4().hex
    while True:
        for text in CYCLE:
            yield await _timed(session, url, sender, text)
