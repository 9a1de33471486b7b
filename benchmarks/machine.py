"""The machine that figures are measured on, in one line."""

import os
import platform
from pathlib import Path


def machine() -> str:
    """Return the processor, the number of cores and the version of Python."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
    return f"{model}, {os.cpu_count()} cores, {platform.system()}, CPython {platform.python_version()}"
