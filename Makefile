# The two commands of the README, and what developers use besides. Needs Python 3.11 or newer and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test check bench browser office clean

run: $(VENV)/run
	@echo "The dashboard opens at http://localhost:$(PORT)  (stop it with Ctrl+C)"
	@$(BIN)/streamlit run app.py --server.port $(PORT)

test: check browser office
	$(BIN)/pytest

check: $(VENV)/develop
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

bench: $(VENV)/develop browser
	$(BIN)/python tests/bench.py

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
			libreoffice-impress poppler-utils fonts-liberation; \
	else echo "No LibreOffice here: the test that opens the board pack with it is skipped."; fi

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run: $(VENV)/bin/python requirements.txt
	@echo "Installing what the app needs (once)"
	$(BIN)/python -m pip install --quiet -r requirements.txt
	@touch $@

$(VENV)/develop: $(VENV)/run requirements-dev.txt
	@echo "Installing what the tests need (once)"
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache
