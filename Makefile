# A fresh machine needs Python >= 3.11, make and git. On Windows use uv instead, see README.md.

UV_VERSION = 0.13.9
PYTHONS = $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python
# Compiling every library anew for each process would take longer than most tests: uv does it once, and Python keeps
# what it compiled of ours.
export UV_COMPILE_BYTECODE = 1
unexport PYTHONDONTWRITEBYTECODE

# On all cores: each worker has its own databases, server and browser, and takes over what another has left to do.
PYTEST = .venv/bin/python -m pytest -q -n auto --dist worksteal
SYNC = UV_PROJECT_ENVIRONMENT=.venv UV_PYTHON_DOWNLOADS=never .venv/bin/uv sync --quiet --locked --inexact

help:
	@echo "make run       start the tool on http://localhost:8501 (PORT, DATA_DIR, DATABASE_URL, see README.md)"
	@echo "make test      run all tests, browser and PostgreSQL tests included (ARGS='-k ranking -x')"
	@echo "make check     check style, types and the library of use cases"
	@echo "make coverage  run all tests and list the lines they miss"
	@echo "make bench     run the benchmarks; each prints a ratio"
	@echo "make soak      kill server and database again and again while phones vote, and count what is lost"
	@echo "make messages  bring new texts into translations/de.po"

run: .venv/.for-run
	@exec .venv/bin/python serve.py

test: .venv/.for-test
	@.venv/bin/python -m tests.chromium
	@$(PYTEST) $(ARGS)

coverage: .venv/.for-test
	@$(PYTEST) --cov $(ARGS)

check: .venv/.for-test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy .
	@if [ -f usecases/__main__.py ]; then .venv/bin/python -m usecases check; fi

bench: .venv/.for-bench
	@for file in benchmarks/[a-z]*.py; do .venv/bin/python -m benchmarks.$$(basename $$file .py) || exit 1; done

messages: .venv/.for-run
	@mkdir -p build
	.venv/bin/pybabel -q extract --mapping=translations/babel.cfg --no-default-keywords --keywords="_ N_ gettext" \
		--keywords="ngettext:1,2 pgettext:1c,2" --sort-output --add-location=file --output=build/messages.pot .
	.venv/bin/pybabel -q update --input-file=build/messages.pot --output-file=translations/de.po --locale=de \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width=110

# Each stamp says: this set of dependencies is installed as uv.lock has it. Sets only add to each other, so that
# changing between `make run` and `make test` needs no network.

.venv/.for-run: uv.lock pyproject.toml | .venv/bin/uv
	$(SYNC) --no-dev
	@touch $@

.venv/.for-test: uv.lock pyproject.toml | .venv/bin/uv
	$(SYNC)
	@touch $@ .venv/.for-run

.venv/.for-bench: uv.lock pyproject.toml | .venv/bin/uv
	$(SYNC) --group bench
	@touch $@ .venv/.for-run .venv/.for-test

.venv/bin/uv: | .venv/bin/python
	@.venv/bin/python -m ensurepip >/dev/null
	.venv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/bin/python:
	@for python in $(PYTHONS); do \
		if $$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			exec $$python -m venv .venv; \
		fi; \
	done; \
	echo "No Python >= 3.11 with venv found. Install it (Debian: apt install python3-venv) or name one:" >&2; \
	echo "make PYTHON=/path/to/python3 ..." >&2; exit 1

# For hours if wanted, on a machine that does nothing else: ARGS="--kills 200".
soak: .venv/.for-test
	@.venv/bin/python -m tests.trust.soak $(ARGS)

.PHONY: help run test coverage check bench messages soak
