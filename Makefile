# Two commands are enough: `make run` and `make test`. Each installs what it needs into this folder first.
SHELL := /bin/bash
UV_VERSION := 0.13.9
UV := .tools/bin/uv
PYTHON ?=
export UV_PYTHON_PREFERENCE := system
export RASA_TELEMETRY_ENABLED := false

.PHONY: run test fast train evaluate bench check format help clean

help:  ## list the commands
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/run  ## start the assistant
	@exec .venv/bin/sathi run

test: .venv/test  ## check everything: style, types, content, units, model, servers, browser
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/sathi check
	.venv/bin/sathi train
	.venv/bin/pytest

fast: .venv/test  ## only the tests that need no model, server or browser
	.venv/bin/pytest -m "not model and not services and not browser"

train: .venv/run  ## train the model anew
	.venv/bin/sathi train --force

evaluate: .venv/run  ## measure understanding on the held-out questions
	.venv/bin/sathi train
	.venv/bin/sathi evaluate

bench: .venv/test  ## compare with stock Rasa (downloads TensorFlow into bench/stock)
	.venv/bin/sathi train
	UV=$(CURDIR)/$(UV) .venv/bin/python -m bench.measure

check: .venv/run  ## check the content files
	.venv/bin/sathi check

format: .venv/test  ## format the code
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

clean:  ## remove the environment, models and measurements (conversations in var/ stay)
	rm -rf .venv .tools models results .rasa

# uv comes into this folder, not into the system.
$(UV):
	@echo "Fetching uv ..."
	@python3 -m venv .tools 2>/dev/null || { echo "Please install python3-venv (apt-get install python3-venv), then try again."; exit 1; }
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)"

# The stamp of the environment: made anew when the lock file or the Python asked for changes.
.venv/run: $(UV) uv.lock
	@echo "Installing ..."
	@$(UV) sync --quiet --frozen --no-dev --inexact $(if $(PYTHON),--python $(PYTHON))
	@touch $@

.venv/test: $(UV) uv.lock
	@echo "Installing ..."
	@$(UV) sync --quiet --frozen $(if $(PYTHON),--python $(PYTHON))
	@touch $@ .venv/run
