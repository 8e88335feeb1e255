# Two commands matter: `make demo` shows what vprs does, `make test` proves that it does it.
# Both make a virtual environment in .venv and install into it; PYTHON=python3.12 chooses another Python.
# On Windows, where there is no make, README.md lists the same steps.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check -qq

DEMO  := evidence/northmoor-acute
AS_OF := 2026-09-30

export PYTHONUTF8 := 1

.PHONY: demo test lint docs windows-zip durable mutants clean
.DEFAULT_GOAL := demo

demo: $(VENV)/installed durable
	@$(BIN)/vprs assess $(DEMO) --as-of $(AS_OF)
	@echo
	@echo "The board paper:  $(DEMO)/out/$(AS_OF)/assurance-statement.docx"
	@echo "The gap analysis: $(DEMO)/out/$(AS_OF)/gap-analysis.docx"
	@echo "All on one page:  $(DEMO)/out/$(AS_OF)/report.html"

test: $(VENV)/installed-dev durable lint
	$(BIN)/vprs rules lint
	$(BIN)/vprs rules test
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Every warning is an error, so that no page links to what is not there. The pages need no network.
docs: $(VENV)/installed-dev
	$(BIN)/python -m sphinx --quiet --fail-on-warning --keep-going --builder html docs build/docs
	@echo "The documentation: build/docs/index.html"

# One folder for Windows that needs no Python, from wheels and, where PYTHON_EMBED names its zip file, the embeddable
# interpreter; without that it does the rest, says what is lacking and how to add it, and ends with an error.
windows-zip: $(VENV)/installed-dev
	@$(BIN)/python -m windows $(if $(PYTHON_EMBED),--embed '$(PYTHON_EMBED)') \
	$(if $(PYTHON_EMBED_SHA256),--sha256 '$(PYTHON_EMBED_SHA256)')

# durable-rules has no wheel: it needs a C compiler and Python headers, and Python below 3.13. vprs works without it.
durable: $(VENV)/installed
	@$(BIN)/python -c 'import durable_rules_engine' 2>/dev/null \
	|| { $(PIP) install --editable '.[durable]' >$(VENV)/durable.log 2>&1; \
	     $(BIN)/python -c 'import durable_rules_engine' 2>/dev/null; } \
	|| echo "durable-rules is not installed: it needs Python 3.11 or 3.12, a C compiler and Python headers (Debian:" \
	        "apt-get install gcc python3-dev). vprs goes on with its reference evaluator alone, and every output says so."

$(VENV)/installed: pyproject.toml | $(BIN)/python
	$(PIP) install --editable '.[rich,charts]'
	@touch $@

$(VENV)/installed-dev: pyproject.toml $(VENV)/installed
	$(PIP) install --editable '.[dev,docs]'
	@touch $@

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null \
	|| { echo "There is no $(PYTHON) here. On Debian: apt-get install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' \
	|| { echo "vprs needs Python 3.11 to 3.14; $(PYTHON) is `$(PYTHON) -V`. Name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	|| { echo "Python cannot make a virtual environment. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# Half an hour of two processors. The share that the tests notice must not fall under the one in docs/mutants.md.
mutants: $(VENV)/installed-dev durable
	$(PIP) install 'mutmut==3.8.*'
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/mutmut run
	$(BIN)/python benchmarks/mutants.py

clean:
	rm -rf $(VENV) build dist mutants .pytest_cache .mypy_cache .ruff_cache .hypothesis
