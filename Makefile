# Two commands do all the set-up: `make demo` runs the main job on the demo corpus, `make test` passes the tests.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: setup demo test lint types contract check docs vendor lock clean

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Grotius needs Python 3.11 or newer; try: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

demo: setup
	$(BIN)/grotius demo

test: setup
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: setup
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks

types: setup
	$(BIN)/mypy

contract: setup
	$(BIN)/lint-imports --no-cache

check: lint types contract test

# The README's outputs, the command reference and the JSON Schema are generated; a test says when they are stale.
docs: setup
	$(BIN)/python -m scripts.docs --readme

# Renew the browser's libraries and outlines, which are kept in the repository. It needs Node.
vendor:
	$(PYTHON) scripts/vendor.py

# Renew the lock file. It needs uv once: python -m pip install uv
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group dev pyproject.toml -o requirements.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
