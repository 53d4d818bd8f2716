# Two commands for a newcomer: `make demo` and `make test`. Each sets up what it needs first.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(firstword $(foreach name,python3.13 python3.12 python3.11 python3,$(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
DEMO ?= demo

.PHONY: demo test torture lint docs dist setup setup-dev tesseract type clean

demo: setup  ## typeset pages become TEI
	$(BIN)/redpencil demo $(DEMO)

test: setup-dev type  ## every test
	$(BIN)/pytest -n auto --dist worksteal

torture: setup-dev  ## the long form of the fault tests: an hour and more
	$(BIN)/pytest tests/torture --torture

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: setup-dev  ## the site, in site/, and the manual page
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[docs]'
	$(BIN)/mkdocs build --quiet
	$(BIN)/python -m tools.manual > site/redpencil.1

dist: setup-dev  ## wheel and sdist, in dist/: the same bytes for the same commit
	$(BIN)/pip install --quiet --disable-pip-version-check build
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m build --outdir dist .

setup: tesseract $(VENV)/.installed

setup-dev: tesseract $(VENV)/.installed-dev

$(VENV)/.installed: pyproject.toml | $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(VENV)/.installed $@

$(VENV):
	@test -n "$(PYTHON)" || { echo "redpencil needs Python 3.11 or newer; install it, e.g. apt install python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || sh tools/install-debian python3-venv
	$(PYTHON) -m venv $(VENV)

tesseract:
	@tesseract --list-langs 2>/dev/null | grep -qx eng || sh tools/install-debian tesseract-ocr tesseract-ocr-eng

type:  # what only tests need: the face that the sample newspaper is set in, and pgrep
	@test -e /usr/share/fonts/truetype/fonts-oldstandard || sh tools/install-debian fonts-oldstandard
	@command -v pgrep >/dev/null || sh tools/install-debian procps

clean:
	rm -rf $(VENV) $(DEMO) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist site
