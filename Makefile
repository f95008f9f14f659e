# Every target builds what it needs; `make` alone says what there is. CI calls `make check` and `make test`.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup run test coverage check fix messages bench docs lock browser clean

VENV := .venv
BIN := $(VENV)/bin
UV := VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv
# Set PYTHON to choose; else the first of these that is there and works.
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3; do \
	$$name -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
# A command of Django with settings but no database: for checks.
MANAGE := PYTHONWARNINGS=ignore::RuntimeWarning SAFEFAIR_HOME=$(CURDIR)/build/check $(BIN)/safefair manage
CHROMIUM := /usr/bin/chromium
FONTS := fonts-noto-core fonts-wqy-microhei
SOURCES := safefair tests benchmarks .ci
LOCALE := safefair/config/locale

help: ## say what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

setup: $(VENV)/.dev ## everything to work on the code, in .venv

run: $(VENV)/.run $(VENV)/.messages ## the trial: a year of invented records, at an address it prints; Ctrl-C stops it
	@SAFEFAIR_TRIAL=$${SAFEFAIR_TRIAL-1} exec $(BIN)/safefair run $(ARGS)

test: $(VENV)/.dev browser ## all tests, in random order; make test ARGS="tests/people -k names"
	$(BIN)/python -m pytest -n 2 --dist loadgroup --durations 5 $(ARGS)

coverage: $(VENV)/.dev browser ## all tests, and which lines and branches of safefair/ they leave out
	$(BIN)/python -m pytest -n 2 --dist loadgroup --cov $(ARGS)

check: $(VENV)/.dev ## what must hold besides the tests
	$(BIN)/ruff format --check --quiet --output-format concise $(wildcard $(SOURCES)) || { echo "make fix formats it"; false; }
	$(BIN)/ruff check --quiet --output-format concise $(wildcard $(SOURCES))
	$(BIN)/lint-imports
	$(BIN)/mypy
	find safefair -path '*/templates/*' -name '*.html' -print0 | xargs -0 $(BIN)/djlint --lint --quiet
	$(MANAGE) makemigrations --check --dry-run
	SAFEFAIR_HTTPS=1 SAFEFAIR_SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
		$(MANAGE) check --deploy --fail-level WARNING
	$(BIN)/python .ci/messages.py check
	@.ci/audit $(BIN)/pip-audit

fix: $(VENV)/.dev ## format, and repair what can be repaired by itself
	$(BIN)/ruff check --fix-only --quiet $(wildcard $(SOURCES))
	$(BIN)/ruff format --quiet $(wildcard $(SOURCES))
	$(BIN)/python .ci/messages.py update

messages: $(VENV)/.dev ## bring the catalogues of translations to what the code says
	$(BIN)/python .ci/messages.py update

# The scripts that are no claim by themselves: what they share, and what fits the weights.
CLAIMS := $(filter-out fit_linkage installation register_names registers search_register workspace_records, \
	$(patsubst benchmarks/%.py,%,$(wildcard benchmarks/[a-z]*.py)))

bench: $(VENV)/.dev ## the figures we claim, ours beside the peer's; make bench ARGS=people_link
	for claim in $(or $(ARGS),$(CLAIMS)); do $(BIN)/python -m benchmarks.$$claim; done

docs: $(VENV)/.dev ## write docs/generated anew from the code
	SAFEFAIR_TEST_WRITE_DOCS=1 $(BIN)/python -m pytest -q -m document tests

lock: $(VENV)/.dev ## compile the requirements anew from pyproject.toml
	$(UV) pip compile -q requirements/bootstrap.in $(LOCKED) --no-annotate -o requirements/bootstrap.txt
	$(UV) pip compile -q pyproject.toml $(LOCKED) -o requirements/base.txt
	$(UV) pip compile -q pyproject.toml --group dev $(LOCKED) -c requirements/base.txt -o requirements/dev.txt
LOCKED := --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url

clean: ## stop the database server; remove what was built, and the trial's records
	[ ! -x $(BIN)/safefair ] || $(BIN)/safefair db stop
	[ ! -x $(BIN)/safefair ] || SAFEFAIR_HOME=$(CURDIR)/.safefair-test $(BIN)/safefair db stop
	[ ! -L .safefair/postgres ] || rm -rf "$$(readlink .safefair/postgres)"
	[ ! -L .safefair-test/postgres ] || rm -rf "$$(readlink .safefair-test/postgres)"
	rm -rf .safefair .safefair-test $(VENV) build test-results *.egg-info

# The environment: made once, filled again when what is locked changes.

$(VENV)/.tools: requirements/bootstrap.txt
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer with its venv module is needed (Debian: apt-get install python3-venv)"; false; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/.run: $(VENV)/.tools requirements/base.txt pyproject.toml
	$(UV) pip install --quiet --require-hashes -r requirements/base.txt
	$(UV) pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run $(VENV)/.messages requirements/dev.txt
	$(UV) pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

# What gettext reads is made from what people read.
$(VENV)/.messages: $(VENV)/.tools $(wildcard $(LOCALE)/*/LC_MESSAGES/django.po)
	$(BIN)/pybabel -q compile -D django -d $(LOCALE)
	@touch $@

browser:
	@[ -x $(CHROMIUM) ] || { \
		command -v apt-get >/dev/null || { echo "Journeys need a browser at $(CHROMIUM): install chromium."; exit 1; }; \
		[ "$$(id -u)" = 0 ] || { echo "Journeys need a browser: sudo apt-get install chromium $(FONTS)"; exit 1; }; \
		echo "Installing chromium and fonts for the journeys (once)"; \
		apt-get update -qq; \
		DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium $(FONTS) >/dev/null; }
