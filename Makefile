# Two commands: `make run` serves the assistant, `make test` checks everything. `make help` lists the others.

# The first Python 3.11 found; failing that any python3, so that the script can say what is missing.
PYTHON ?= $(shell for p in python3.11 python3; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && { echo "$$p"; exit; }; done; \
	command -v python3)
ifeq ($(PYTHON),)
$(error Python 3.11 est introuvable : installez-le, puis relancez)
endif
BIN := .venv/bin
REPORTS := results

export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1

.PHONY: help run test lint verify model widget evaluate bench requirements environment clean
.NOTPARALLEL:
.DEFAULT_GOAL := help

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

run: ## prepare what is missing, serve the assistant, print the address of the chat page
	@exec $(PYTHON) scripts/run.py

environment: ## make or update .venv, with the development packages
	@$(PYTHON) scripts/environment.py --dev

model: environment ## train the model if its sources changed
	@$(BIN)/python scripts/model.py

widget: ## build the chat widget if its sources changed and Node is there; else the release copy serves
	@$(PYTHON) scripts/widget.py

lint: environment ## linter, formatter check and type checker
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

verify: environment ## check every file of the knowledge base
	$(BIN)/python -m rules_kb verifier

test: lint verify model widget ## everything: linters, knowledge base, Rasa's own checks, pytest
	$(BIN)/rasa data validate --fail-on-warnings
	$(BIN)/rasa test core --fail-on-prediction-errors --stories tests/stories --model models/assistant.tar.gz \
		--no-plot --out $(REPORTS)
	$(BIN)/python -m pytest -n 2 --dist loadfile

evaluate: model ## how well French is understood: intents and facts, on messages written apart
	$(BIN)/python -m tests.evaluation.evaluate

bench: model ## figures: engine, planner, a webinar, and side by side with the moodbot of `rasa init` (half an hour)
	$(BIN)/python -m benchmarks.engine
	$(BIN)/python -m benchmarks.planner
	$(BIN)/python -m benchmarks.webinar
	$(BIN)/python -m benchmarks

requirements: environment ## resolve pyproject.toml anew into requirements/*.txt
	$(PYTHON) scripts/requirements.py

clean: ## remove what was made here: environment, model, reports, caches
	rm -rf .venv .rasa models $(REPORTS) benchmarks/results bot/widget/node_modules .hypothesis .pytest_cache .mypy_cache .ruff_cache
