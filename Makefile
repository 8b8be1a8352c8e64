# What one does with this repository. Needs Python 3.11 or newer (with venv), Git and make; everything else is installed
# into .venv from hash-locked lists. Each step leaves a stamp there, so that a second run does nothing.

MAKEFLAGS += --no-print-directory
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install
PACKAGES := koban $(wildcard plugins/*/koban_*)
PROJECTS := pyproject.toml $(wildcard plugins/*/pyproject.toml)
ALONE := $(wildcard tests/acceptance tests/browser tests/editor)
TESTS := $(filter-out $(ALONE) tests/support,$(patsubst %/,%,$(wildcard tests/*/))) plugins
ARGS ?=

.PHONY: help install up test check bench lock texts clean browser editor

help:
	@echo "make install   the environment alone: .venv/bin/koban is there afterwards"
	@echo "make up        install, then run this repository's communities (ARGS=--demo fills them)"
	@echo "make test      install what tests need and run them all (ARGS= goes to pytest)"
	@echo "make check     style, types, imports and generated files, as the CI does"
	@echo "make bench     measure, and print one JSON document (ARGS=--quick for a short run)"
	@echo "make lock      write requirements/ and tests/editor/package-lock.json anew (needs uv and npm)"
	@echo "make texts     bring the catalogues of texts for people up to date with the code"
	@echo "make clean     remove .venv, node_modules and caches; what .koban holds stays"

install: $(VENV)/koban.stamp

$(VENV)/made.stamp:
	@echo "python environment: .venv" >&2
	@.ci/python $(VENV)
	@touch $@

$(VENV)/run.stamp: requirements/run.txt $(VENV)/made.stamp
	@echo "libraries: requirements/run.txt" >&2
	@$(PIP) --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/koban.stamp: $(VENV)/run.stamp $(PROJECTS)
	@echo "koban and its plugins" >&2
	@$(PIP) --no-deps --no-build-isolation $(foreach project,$(PROJECTS),-e ./$(dir $(project)))
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/koban.stamp
	@echo "libraries for tests: requirements/test.txt" >&2
	@$(PIP) --require-hashes -r requirements/test.txt
	@touch $@

up: install
	@$(BIN)/koban up $(ARGS)

browser:
	@.ci/browser

editor:
	@.ci/editor

test: $(VENV)/test.stamp browser editor
	@echo "tests"
	@$(BIN)/pytest --quiet -n auto --dist loadfile $(TESTS) $(ARGS) || [ $$? = 5 ]
	@$(BIN)/pytest --quiet $(ALONE) $(ARGS) || [ $$? = 5 ]

check: $(VENV)/test.stamp
	@echo "style"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@echo "types"
	@$(BIN)/mypy $(PACKAGES)
	@echo "imports"
	@$(BIN)/lint-imports --no-logo
	@echo "generated files"
	@$(BIN)/koban schema check

bench: $(VENV)/test.stamp editor
	@$(BIN)/python -m benchmarks $(ARGS)

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
lock:
	@$(LOCK) --extra build pyproject.toml --output-file requirements/run.txt >/dev/null
	@$(LOCK) --all-extras pyproject.toml --output-file requirements/test.txt >/dev/null
	@.ci/editor lock
	@echo "requirements/run.txt, requirements/test.txt and tests/editor/package-lock.json are written"

clean:
	@rm -rf $(VENV) tests/editor/node_modules .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "removed .venv, node_modules and caches"

texts: $(VENV)/test.stamp
	@$(BIN)/python -m koban.testing.catalogues koban plugins/koban-engage/koban_engage plugins/koban-opendata/koban_opendata
