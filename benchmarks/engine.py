"""How fast `python -m rules_kb evaluer` is: start-up, lines a second, and a question of the planner.

Usage: python -m benchmarks.engine [--lines N] [--seed S]

The lines are profiles of which a random part of the facts is known, both sides of every threshold; no two are alike, so
that nothing is answered from a cache that a real run would not have. Each figure is the median of five runs.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from datetime import date
from typing import Any

from benchmarks.machine import machine
from rules_kb import check_facts, evaluate, newest_edition, next_question
from rules_kb.compiled import compiled
from rules_kb.models import Edition

RUNS = 5
COMMAND = [sys.executable, "-m", "rules_kb", "evaluer"]
DAY = date(2024, 2, 1)


def profiles(edition: Edition, count: int, seed: int) -> list[dict[str, Any]]:
    """Return facts in the form of the contract."""
    draw = random.Random(seed)
    made = []
    for _ in range(count):
        facts: dict[str, Any] = {}
        share = draw.random()
        for key, values in compiled(edition).values.items():
            if draw.random() > share:
                continue
            value = draw.choice(values)
            fact_id, _, year = key.partition(".")
            if year:
                facts.setdefault(fact_id, {})[year] = value
            else:
                facts[fact_id] = value
        made.append(facts)
    return made


def run(lines: bytes) -> float:
    """Return the seconds that the command takes, start-up included."""
    started = time.perf_counter()
    subprocess.run(COMMAND, input=lines, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def milliseconds(seconds: list[float]) -> str:
    """Return the median and the 95th percentile."""
    ordered = sorted(seconds)
    return f"median {1000 * statistics.median(ordered):.2f} ms, p95 {1000 * ordered[int(0.95 * len(ordered))]:.2f} ms"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Speed of the engine.")
    parser.add_argument("--lines", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=2024)
    arguments = parser.parse_args()
    edition = newest_edition()
    made = profiles(edition, arguments.lines, arguments.seed)
    lines = b"".join(json.dumps({"faits": facts, "date": DAY.isoformat()}).encode() + b"\n" for facts in made)
    print(machine())
    startup = statistics.median(run(b"") for _ in range(RUNS))
    total = statistics.median(run(lines) for _ in range(RUNS))
    print(f"start-up                    {startup:.2f} s")
    print(
        f"lines a second              {len(made) / (total - startup):.0f} ({len(made)} lines, next question included)"
    )

    planning, evaluating = [], []
    for facts in made:
        checked = check_facts(edition, facts)
        started = time.perf_counter()
        next_question(edition, checked)
        planned = time.perf_counter()
        evaluate(edition, checked, DAY).as_dict()
        planning.append(planned - started)
        evaluating.append(time.perf_counter() - planned)
    print(f"next question               {milliseconds(planning)}")
    print(f"verdict with explanations   {milliseconds(evaluating)}")


if __name__ == "__main__":
    main()
