# The two commands: `make demo` and `make test`. Each makes .venv when it is not there and needs only the package index.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: demo test check gold bench bundle clean
.DELETE_ON_ERROR:

demo: $(VENV)/.core
	$(BIN)/zerenlian demo -o demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2

gold: $(VENV)/.dev
	$(BIN)/python -m tests.gold_report

bench: $(VENV)/.bench
	$(BIN)/python -m tests.bench

bundle: $(VENV)/.dev
	rm -rf bundle
	$(BIN)/python -m zerenlian.bundle -o bundle

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("zerenlian needs Python 3.11 or newer: make PYTHON=python3.11 …" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[all,dev]'
	@touch $@ $(VENV)/.core

$(VENV)/.bench: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[all,dev,bench]'
	@touch $@ $(VENV)/.core $(VENV)/.dev

clean:
	rm -rf $(VENV) demo bundle build dist *.egg-info
