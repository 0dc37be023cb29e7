# One command per task; each sets up what it needs, once.
#
#   make test PYTHON=python3.13 VENV=.venv-3.13        with another Python
#   make test TESTS="tests/test_example.py -k fixme"   some of the tests, with any options of pytest
#   make test COVERAGE=1                               and what they leave out
#   make messages LANGUAGE=nl                          begin to translate into another language
#   make live PORT=8001                                at another port
#   make bench BENCH="--pages 500 --runs 5"            another size of lesson, measured more often

PYTHON ?= python3
VENV ?= .venv
CONSTRAINTS ?=
TESTS ?=
SELECT ?=
COVERAGE ?=
BENCH ?=
PORT ?= 8000
LANGUAGE ?=

MANUAL = docs/_build
LIGHTHOUSE = tests/browser/lighthouse
RUN = "$(VENV)/bin/python" -m
LESSON = "$(VENV)/bin/lesson"
INSTALL = $(RUN) pip install --quiet $(if $(CONSTRAINTS),--constraint "$(CONSTRAINTS)") --editable

# With tests named, only those run, in one process, where they can be debugged.  Else each process keeps to what stands
# together as long as there is enough, for what one test of a module has built serves the others.
PARALLEL = --numprocesses=auto --dist=worksteal
PYTEST = pytest $(if $(TESTS),$(TESTS),$(PARALLEL)) $(if $(SELECT),-m "$(SELECT)") $(if $(COVERAGE),--cov)

export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DELETE_ON_ERROR:
.PHONY: help example live docs test test-grid lighthouse test-oldest check messages bench clean

help:  ## show this list
	@echo "Usage: make TASK"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1	\2/p' Makefile | expand -t 16

example: $(VENV)/.installed  ## build the sample lesson, and report what is unfinished in it
	@$(LESSON) build example -W -D nitpicky=1
	@printf '\nThe full report of what is unfinished:\n\n'
	@$(LESSON) fixmes example

live: $(VENV)/.installed  ## show the sample lesson in the browser, built anew whenever a file of it is saved
	@$(LESSON) serve example --port $(PORT)

docs: $(VENV)/.installed  ## build the manual in docs/, with warnings as errors
	@# Its tables are made from the code, which Sphinx does not watch: every page is read anew.
	@$(RUN) sphinx -W --keep-going --nitpicky --fresh-env -b html -d $(MANUAL)/doctrees docs $(MANUAL)/html
	@printf '\nTo read the manual, open '
	@"$(VENV)/bin/python" -c 'from pathlib import Path; print(Path("$(MANUAL)/html/index.html").resolve().as_uri())'

test: $(VENV)/.installed-to-develop  ## run the tests (TESTS="…" for some of them, COVERAGE=1 for what they leave out)
	@$(RUN) $(PYTEST)

test-grid: $(VENV)/.installed-to-develop  ## look for barriers on every kind of page in every combination of settings
	@$(RUN) pytest -m grid $(PARALLEL)

lighthouse: $(VENV)/.installed-to-develop $(LIGHTHOUSE)/node_modules/.installed  ## ask Lighthouse for its scores of the sample lesson (needs Node.js 20)
	@$(RUN) pytest -m lighthouse tests/browser/test_lighthouse.py

test-oldest:  ## run the tests that may depend on it with the oldest supported Sphinx 
	@$(MAKE) --no-print-directory test VENV=.venv-oldest CONSTRAINTS=.ci/oldest.txt \
		SELECT="$(or $(SELECT),not grid and not lighthouse and not once)"

check: $(VENV)/.installed-to-develop  ## check style and types
	@$(RUN) ruff check
	@$(RUN) ruff format --check
	@$(RUN) mypy

messages: $(VENV)/.installed  ## bring the words in all languages up to date with the sources, and say what is missing (LANGUAGE=nl begins another)
	@$(RUN) translations $(if $(LANGUAGE),--add $(LANGUAGE))

bench: $(VENV)/.installed  ## measure builds beside plain Sphinx, and `lesson serve` (BENCH="--pages 500 --runs 5")
	@$(RUN) bench $(BENCH)

clean:  ## remove everything that these tasks made
	rm -rf .venv .venv-* example/_build $(MANUAL) $(LIGHTHOUSE)/node_modules build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find sphinx_lesson_ext tests example docs -name __pycache__ -prune -exec rm -rf {} +

# The second adds to the first, so that "make -j" never fills the folder twice at a time.
$(VENV)/.installed: pyproject.toml $(CONSTRAINTS) $(VENV)/pyvenv.cfg
	@echo "Installing what the lesson needs into $(VENV) …"
	@$(INSTALL) .
	@touch "$@"

$(VENV)/.installed-to-develop: $(VENV)/.installed
	@echo "Installing what the tests and checks need into $(VENV) …"
	@$(INSTALL) ".[test,check]"
	@touch "$@"

$(LIGHTHOUSE)/node_modules/.installed: $(LIGHTHOUSE)/package-lock.json
	@echo "Installing Lighthouse into $(LIGHTHOUSE) …"
	@npm ci --silent --no-fund --no-audit --prefix $(LIGHTHOUSE)
	@touch "$@"

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; if it has another name here: make PYTHON=python3.13 …" >&2; exit 1; }
	@$(PYTHON) -m venv --clear "$(VENV)" || { rm -rf "$(VENV)"; exit 1; }

# The Python that the folder was made with may be gone.
ifeq ($(realpath $(VENV)/bin/python),)
.PHONY: $(VENV)/pyvenv.cfg
endif
