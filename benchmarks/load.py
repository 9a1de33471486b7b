"""The load both sides get: users who wait for an answer before they write again (a closed loop).

Bounded in messages and in time; the target is a server on loopback that the benchmark started.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import aiohttp

TIME_LIMIT = 180.0  # seconds, of any one load

# One conversation: yields the seconds that each message took to be answered.
Conversation = Callable[[aiohttp.ClientSession, str, int], AsyncIterator[float]]


@dataclass
class Load:
    """What a load measured. Times are in seconds."""

    latencies: list[float] = field(default_factory=list)
    elapsed: float = 0.0

    @property
    def p50(self) -> float:
        return statistics.median(self.latencies)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.latencies, n=20)[-1]

    @property
    def rate(self) -> float:
        """Messages answered a second."""
        return len(self.latencies) / self.elapsed


async def apply(
    url: str, conversation: Conversation, users: int, messages: int | None = None, seconds: float | None = None
) -> Load:
    """Have `users` hold one conversation after the other, until so many messages or seconds in all.

    Each conversation gets a number of its own, by which it varies what it says.
    """
    load = Load()
    numbers = iter(range(1_000_000))
    started = time.perf_counter()
    deadline = started + min(seconds or TIME_LIMIT, TIME_LIMIT)

    def over() -> bool:
        return time.perf_counter() >= deadline or (messages is not None and len(load.latencies) >= messages)

    async def user() -> None:
        async with aiohttp.ClientSession() as session:
            while not over():
                async for latency in conversation(session, url, next(numbers)):
                    load.latencies.append(latency)
                    if over():
                        break

    await asyncio.gather(*(user() for _ in range(users)))
    load.elapsed = time.perf_counter() - started
    return load
