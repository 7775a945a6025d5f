# The two commands of the README, and what developers use besides. Needs Python 3.11 or newer and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
# Browser tests wait more than they work, so that three share two processors well.
WORKERS ?= 3
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Tools that no other command needs have an environment of their own.
TOOLS := $(VENV)/tools
COMPILE := $(TOOLS)/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-annotate \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

.PHONY: run serve test check bench load browser office nginx lock hooks clean

run: $(VENV)/run
	@echo "The dashboard opens at http://localhost:$(PORT)  (stop it with Ctrl+C)"
	@$(BIN)/python -m uvicorn app:app --port $(PORT) --log-level warning --no-access-log

# As it is hosted, on one machine without containers: docs/hosting.md.
PROCESSES ?= 2
serve: $(VENV)/run nginx
	@$(BIN)/python deploy/serve.py --processes $(PROCESSES) --port $(if $(filter 8501,$(PORT)),8500,$(PORT))

test: check browser office nginx
	$(BIN)/pytest -n $(WORKERS) --no-loadscope-reorder

check: $(VENV)/develop
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/develop browser
	$(BIN)/python tests/bench.py

# Many visitors at once, on this machine alone: how long each waits.
load: $(VENV)/develop nginx
	$(BIN)/python tests/load.py

# The browser tests need a Chromium: Debian's for root, else Playwright's own.
browser: $(VENV)/develop
	@if command -v chromium >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; \
	else $(BIN)/playwright install chromium; fi

# The test that opens the board pack as a board member would needs an office suite, and pictures of its pages.
office:
	@if command -v soffice >/dev/null && command -v pdftoppm >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
			libreoffice-impress libreoffice-writer poppler-utils fonts-liberation; \
	else echo "No LibreOffice here: the test that opens the board pack with it is skipped."; fi

# The hosted arrangement has nginx before the app.
nginx:
	@if command -v nginx >/dev/null || [ -x /usr/sbin/nginx ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx-light; \
	else echo "No nginx here: the tests of the hosted arrangement are skipped."; fi

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run: $(VENV)/bin/python requirements.lock
	@echo "Installing what the app needs (once)"
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@touch $@

$(VENV)/develop: $(VENV)/run requirements-dev.lock
	@echo "Installing what the tests need (once)"
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

# After a change of requirements*.txt: pins all that those need in turn, with the hash of every file.
lock: $(TOOLS)/bin/python
	$(COMPILE) --output-file requirements.lock requirements.txt
	$(COMPILE) --output-file requirements-dev.lock requirements-dev.txt

# The checks of `make check` before each commit.
hooks: $(VENV)/develop $(TOOLS)/bin/python
	$(TOOLS)/bin/pre-commit install

$(TOOLS)/bin/python: $(VENV)/bin/python requirements-tools.txt
	$(BIN)/python -m venv $(TOOLS)
	$(TOOLS)/bin/python -m pip install --quiet -r requirements-tools.txt
	@touch $@

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache
