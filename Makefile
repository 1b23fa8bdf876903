PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PLOTLY6 := .venv-plotly6
WORKERS ?= 2
REGISTRY ?= data/events.yaml
PAGE ?= timeline.html

.DEFAULT_GOAL := help
.PHONY: help page test test-spark test-plotly6 check bench golden gallery format clean

help: ## List the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(VENV)/.page: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "chronology needs Python 3.11 or later: make PYTHON=python3.11 page")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.page
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

$(VENV)/.spark: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[spark]'
	touch $@

$(PLOTLY6)/.test: pyproject.toml
	test -x $(PLOTLY6)/bin/python || $(PYTHON) -m venv $(PLOTLY6)
	$(PLOTLY6)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[test]' 'plotly>=6,<7'
	touch $@

page: $(VENV)/.page ## Write timeline.html from data/events.yaml
	$(BIN)/chronology page $(REGISTRY) --output $(PAGE)

test: $(VENV)/.dev ## Run the tests, WORKERS at a time
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

test-spark: $(VENV)/.spark ## Run the tests on a Spark cluster (needs Java 17)
	CHRONOLOGY_SPARK=1 $(BIN)/python -m pytest tests/spark

test-plotly6: $(PLOTLY6)/.test ## Run the tests of charts and pages with plotly 6
	$(PLOTLY6)/bin/python -m pytest tests/render tests/page -m "not browser"
	$(PLOTLY6)/bin/python -m pytest tests/render/test_escape_browser.py

check: $(VENV)/.dev ## Format, lint, types, layers, data
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/chronology check data/events.yaml --strict

bench: $(VENV)/.dev ## Run the benchmarks
	$(BIN)/python -m benchmarks.load
	$(BIN)/python -m benchmarks.registry_select
	$(BIN)/python -m benchmarks.dates
	$(BIN)/python -m benchmarks.saving
	$(BIN)/python -m benchmarks.questions
	$(BIN)/python -m benchmarks.charts
	$(BIN)/python -m benchmarks.page

golden: $(VENV)/.dev ## Rewrite the golden files of the tests
	CHRONOLOGY_GOLDEN=write $(BIN)/python -m pytest -k golden

gallery: $(VENV)/.dev ## Draw the pictures of docs/gallery.md anew (needs Chromium)
	$(BIN)/python docs/draw_gallery.py

format: $(VENV)/.dev ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## Remove what make made
	rm -rf $(VENV) $(PLOTLY6) timeline.html dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
