"""Train the model when what it is made of has changed, and only then.

Usage: .venv/bin/python scripts/model.py

Standard library only. Beside the model stands the fingerprint of its sources; the knowledge base is verified
first, since a model trained on a broken one would only fail later.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / "bin" / "python"
MODEL = ROOT / "models" / "assistant.tar.gz"
FINGERPRINT = MODEL.with_name("assistant.empreinte")
LOG = MODEL.with_name("entrainement.log")

# What the model is made of: files, and whole folders. Rules are in it because NLU examples and the domain
# are checked against them.
SOURCES = (
    "config.yml",
    "domain.yml",
    "data",
    "bot/nlu",
    # What the classifiers normalise a text with, and cut it into clauses.
    "bot/extraction",
    "rules_kb",
    "requirements/runtime.txt",
)

# No telemetry, and no warnings of TensorFlow's or SQLAlchemy's about themselves.
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
    # Rasa loads OpenMP before our packages can set this: see bot/__init__.py.
    "OMP_WAIT_POLICY": "passive",
}


class ModelError(Exception):
    """There is no model to serve; the message is one French line that says what to do."""


def say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def source_files() -> list[Path]:
    """Every file the model is made of, in a fixed order."""
    found: list[Path] = []
    for name in SOURCES:
        path = ROOT / name
        inside = sorted(file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
        found += [path] if path.is_file() else inside
    return found


def fingerprint() -> str:
    """A hash of the names and contents of the sources."""
    digest = hashlib.sha256()
    for file in source_files():
        content = file.read_bytes()
        digest.update(f"{file.relative_to(ROOT)} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def is_current() -> bool:
    """Whether the model at hand is made of the present sources."""
    return MODEL.exists() and FINGERPRINT.exists() and FINGERPRINT.read_text() == fingerprint()


def verify_knowledge_base() -> None:
    """Raise ModelError with the first fault when the knowledge base is broken."""
    command: list[str | Path] = [PYTHON, "-m", "rules_kb", "verifier"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if checked.returncode == 0:
        return
    faults = [line for line in (checked.stdout + checked.stderr).splitlines() if line.strip()]
    first = faults[0].strip() if faults else "faute inconnue"
    raise ModelError(f"Base de connaissances à corriger : {first} (tout voir : « make verify »).")


def train() -> None:
    """Train the model, a line shown for each stage and the rest in a log, and note what it was made of."""
    made_of = fingerprint()
    FINGERPRINT.unlink(missing_ok=True)
    MODEL.parent.mkdir(exist_ok=True)
    command: list[str | Path] = [PYTHON, "-m", "rasa", "train", "--out", MODEL.parent]
    command += ["--fixed-model-name", MODEL.name.removesuffix(".tar.gz")]
    last = ""
    with (
        LOG.open("w", encoding="utf-8") as log,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env={"OMP_NUM_THREADS": str(os.cpu_count() or 1), **os.environ, **QUIET},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as training,
    ):
        for line in training.stdout or ():
            log.write(line)
            if stage := re.search(r"Starting to train component '(\w+)'", line):
                say(f"  {stage[1]}…")
            last = line.strip() or last
    if training.returncode != 0 or not MODEL.exists():
        where = f"(code {training.returncode}, détails : {LOG.relative_to(ROOT)})"
        raise ModelError(f"L'entraînement du modèle a échoué : {last} {where}.")
    FINGERPRINT.write_text(made_of)


def prepare() -> None:
    """Make sure that the model is made of the present sources."""
    if is_current():
        return
    verify_knowledge_base()
    say("Entraînement du modèle (trois à quinze minutes, selon la machine ; la dernière étape est muette)…")
    train()


def main() -> int:
    try:
        prepare()
    except ModelError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("Entraînement interrompu : relancez la même commande.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
