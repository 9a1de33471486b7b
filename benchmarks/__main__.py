"""Measure the assistant against the moodbot of `rasa init`, in one run, on this machine.

Usage: python -m benchmarks [--only assistant|moodbot] [--starts N]

Prints a table with the aims and writes everything measured to benchmarks/results/. Exits with 1 when an aim is
missed, 0 otherwise (0 too when one side alone is measured: there is nothing to compare).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import aiohttp
import psutil

from benchmarks import assistant, load, moodbot
from benchmarks.machine import machine
from benchmarks.serving import Server

RESULTS = Path(__file__).with_name("results")
USERS = 8
WARM_UP = 20  # messages, not measured
SINGLE = 200  # messages of one user
MEMORY_AT = 500  # messages
RATE_SECONDS = 20.0


@dataclass
class Figures:
    """What was measured of one side. Times in milliseconds but for `startup_s`, memory in megabytes."""

    startup_s: float
    p50_ms: float
    p95_ms: float
    messages_per_s: float
    memory_mb: float
    message_10_ms: float
    message_200_ms: float


async def measure(
    side: ModuleType, make_server: Callable[[], AbstractAsyncContextManager[Server]], starts: int
) -> Figures:
    """Measure one side, a fresh server for each start."""
    startups = []
    for _ in range(starts - 1):
        async with make_server() as server:
            startups.append(server.startup)
    async with make_server() as server:
        startups.append(server.startup)
        await load.apply(server.url, side.conversation, users=1, messages=WARM_UP)
        single = await load.apply(server.url, side.conversation, users=1, messages=SINGLE)
        await load.apply(server.url, side.conversation, users=USERS, messages=MEMORY_AT - WARM_UP - SINGLE)
        memory = server.memory()
        crowd = await load.apply(server.url, side.conversation, users=USERS, seconds=RATE_SECONDS)
        tenth, last = await grow(server.url, side.long_conversation, side.LONG_RUNS)
    return Figures(
        startup_s=statistics.median(startups),
        p50_ms=single.p50 * 1000,
        p95_ms=single.p95 * 1000,
        messages_per_s=crowd.rate,
        memory_mb=memory,
        message_10_ms=tenth * 1000,
        message_200_ms=last * 1000,
    )


async def grow(url: str, conversation: load.Conversation, runs: int) -> tuple[float, float]:
    """Seconds a message around the 10th and around the 200th of a conversation.

    A long conversation goes round five messages: the mean over one round (6 to 10, 196 to 200) compares the
    same five, and the median over several conversations leaves out a hiccup of the machine.
    """
    early, late = [], []
    for number in range(runs):
        latencies: list[float] = []
        async with aiohttp.ClientSession() as session:
            async for latency in conversation(session, url, number):
                latencies.append(latency)
                if len(latencies) == 200:
                    break
        early.append(statistics.mean(latencies[5:10]))
        late.append(statistics.mean(latencies[195:200]))
    return statistics.median(early), statistics.median(late)


def circumstances() -> dict[str, str]:
    """What the figures depend on besides the code."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return {
        "date": time.strftime("%Y-%m-%d %H:%M"),
        "commit": commit.stdout.strip(),
        "machine": f"{machine()}, {psutil.virtual_memory().total / 1e9:.0f} GB",
        "rasa": version("rasa"),
        "load before": ", ".join(f"{value:.2f}" for value in psutil.getloadavg()),
    }


@dataclass(frozen=True)
class Aim:
    """A ratio to be reached; `at_least` says on which side of the bound it must be."""

    label: str
    ratio: float
    bound: float
    at_least: bool = False

    @property
    def reached(self) -> bool:
        return self.ratio >= self.bound if self.at_least else self.ratio <= self.bound

    def __str__(self) -> str:
        sign, word = "≥" if self.at_least else "≤", "reached" if self.reached else "MISSED"
        return f"{self.label:34} {self.ratio:6.2f} x   aim {sign} {self.bound} x   {word}"


def aims(ours: Figures, theirs: Figures) -> list[Aim]:
    """The aims of the project, ours against the moodbot's."""
    return [
        Aim("start-up", ours.startup_s / theirs.startup_s, 0.5),
        Aim("p50, one user", ours.p50_ms / theirs.p50_ms, 0.4),
        Aim("messages a second, 8 users", ours.messages_per_s / theirs.messages_per_s, 4, at_least=True),
        Aim("memory after 500 messages", ours.memory_mb / theirs.memory_mb, 0.8),
        Aim("200th message against the 10th", ours.message_200_ms / ours.message_10_ms, 1.5),
    ]


def table(measured: dict[str, Figures]) -> str:
    """The figures, a column a side."""
    rows = [
        ("start-up to first answer, s", "startup_s", 1),
        ("p50, one user, ms", "p50_ms", 1),
        ("p95, one user, ms", "p95_ms", 1),
        ("messages a second, 8 users", "messages_per_s", 1),
        ("memory after 500 messages, MB", "memory_mb", 0),
        ("10th message of a conversation, ms", "message_10_ms", 1),
        ("200th message, ms", "message_200_ms", 1),
    ]
    lines = [f"{'':36}" + "".join(f"{name:>12}" for name in measured)]
    for label, attribute, digits in rows:
        values = (getattr(figures, attribute) for figures in measured.values())
        lines.append(f"{label:36}" + "".join(f"{value:12.{digits}f}" for value in values))
    return "\n".join(lines)


async def run(only: str | None, starts: int) -> dict[str, Figures]:
    """Measure the sides asked for, one after the other."""
    measured: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if only != "assistant":
            print("The moodbot of `rasa init`: created, trained, measured…", file=sys.stderr, flush=True)
            moodbot.make(folder / "moodbot")
            measured["moodbot"] = await measure(moodbot, lambda: moodbot.server(folder / "moodbot"), starts)
        if only != "moodbot":
            print("The assistant…", file=sys.stderr, flush=True)
            measured["assistant"] = await measure(assistant, lambda: assistant.server(folder / "data"), starts)
    return measured


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=["assistant", "moodbot"], help="measure one side alone")
    parser.add_argument("--starts", type=int, default=3, help="starts to take the median of (default 3)")
    options = parser.parse_args()

    about = circumstances()
    measured = asyncio.run(run(options.only, options.starts))
    compared = aims(measured["assistant"], measured["moodbot"]) if len(measured) == 2 else []

    print("\n".join(f"{key:12} {value}" for key, value in about.items()), table(measured), sep="\n\n")
    print(*compared, sep="\n")
    RESULTS.mkdir(exist_ok=True)
    target = RESULTS / f"{time.strftime('%Y%m%d-%H%M%S')}.json"
    written = {"circumstances": about, "figures": {name: asdict(figures) for name, figures in measured.items()}}
    target.write_text(json.dumps(written, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"Written to {target}")
    return 0 if all(aim.reached for aim in compared) else 1


if __name__ == "__main__":
    sys.exit(main())
