# Each target works on a fresh clone: make demo, make test, make check, make robots.
PYTHON ?= python3
PORT ?= 5000
VENV := .venv
BIN := $(VENV)/bin
LANGUAGE_SOURCES := $(wildcard translations/*/LC_MESSAGES/messages.po)
LANGUAGE_FILES := $(LANGUAGE_SOURCES:.po=.mo)
DATA_DIR := $(or $(FORETERRE_DATA_DIR),instance)
export FORETERRE_DATA_DIR := $(DATA_DIR)

.PHONY: demo serve test check robots faults bench coverage power vectors accessibility clean
.DELETE_ON_ERROR:

$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || { echo "python3 -m venv failed: install python3-venv (Debian: apt-get install python3-venv)." >&2; exit 1; }

# PIP_CONFIG and the like stay the user's own; versions are pinned by constraints.txt.
$(VENV)/.product: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/.tests: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[test]"
	touch $@ $(VENV)/.product

%.mo: %.po | $(BIN)/python
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# Languages need Babel, so they come after either installation.
$(LANGUAGE_FILES): | $(VENV)/.product

# The matrices are small: more threads of linear algebra only wait for one another.
demo: export FORETERRE_DEMO := 1
demo: export FORETERRE_BASE_URL := http://127.0.0.1:$(PORT)
demo: $(VENV)/.product $(LANGUAGE_FILES)
	OPENBLAS_NUM_THREADS=1 $(BIN)/flask --app wsgi demo
	exec $(BIN)/granian --interface wsgi --host 127.0.0.1 --port $(PORT) --workers 1 --blocking-threads 4 \
	  --log-level warning --no-access-log wsgi:app

# For real: FORETERRE_SECRET_KEY, _CONTACTS_KEY and _BASE_URL say the rest (docs/running.md).
HOST ?= 127.0.0.1
WORKERS ?= 2
serve: $(VENV)/.product $(LANGUAGE_FILES)
	$(BIN)/flask --app wsgi db upgrade
	exec $(BIN)/granian --interface wsgi --host $(HOST) --port $(PORT) --workers $(WORKERS) --blocking-threads 4 \
	  --respawn-failed-workers --log-level warning --no-access-log wsgi:app

# Compiled once: many tests start the program, and a process of its own compiles all of it else.
test: export PYTHONDONTWRITEBYTECODE :=
test: $(VENV)/.tests $(LANGUAGE_FILES)
	$(BIN)/python -m tests.chromium
	CHROMIUM="$$($(BIN)/python -m tests.chromium --where)" $(BIN)/python -m pytest -n 2

check: $(VENV)/.tests $(LANGUAGE_FILES)
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q -n 2 -m "not postgres and not browser and not slow" tests/unit tests/house

# The long respondent runs: 50 of each questionnaire, in each language, plainly and wandering.
robots: $(VENV)/.tests $(LANGUAGE_FILES)
	$(BIN)/python -m tests.robots

# The web process and the database killed, the disk filled, and more, under load.
faults: $(VENV)/.tests $(LANGUAGE_FILES)
	$(BIN)/python -m tests.faults

# What answering costs beside a bare application, many at once, and in a large store.
bench: $(VENV)/.tests $(LANGUAGE_FILES)
	$(BIN)/python -m tests.speed

# How often published intervals hold the truth, over 50 samples of the demo's population: half an
# hour of CPU time, in two processes.
coverage: $(VENV)/.tests $(LANGUAGE_FILES)
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tests.coverage

# How many true differences are found, and how many of those called clear are false: five minutes.
power: $(VENV)/.tests
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tests.power

# Expressions and walks, recorded anew from the two reference engines (tests/oracles/README.md).
ORACLES := build/oracles
vectors: $(VENV)/.tests
	@test -d "$(FORMS)" || { echo "Name the folder of forms: make vectors FORMS=folder" >&2; exit 1; }
	mkdir -p $(ORACLES)
	test -f $(ORACLES)/package.json || echo '{"private": true}' > $(ORACLES)/package.json
	npm install --prefix $(ORACLES) --no-package-lock --no-audit --no-fund --silent @getodk/xforms-engine@0.22.0 jsdom@29
	$(BIN)/python -m tests.oracles "$(FORMS)" $(ORACLES)

# What the site's accessibility statement says was tested: the tests, and their results, faults too.
accessibility: export ACCESSIBILITY_RESULTS := build/accessibility.json
accessibility: $(VENV)/.tests $(LANGUAGE_FILES)
	$(BIN)/python -m tests.chromium
	mkdir -p build && rm -f $(ACCESSIBILITY_RESULTS)
	CHROMIUM="$$($(BIN)/python -m tests.chromium --where)" $(BIN)/python -m pytest -q tests/browser/test_accessibility.py \
	  tests/browser/test_accessibility_of_dashboards.py tests/browser/test_fieldwork.py \
	  tests/browser/test_every_way.py tests/browser/test_long_texts.py; \
	  found=$$?; cp $(ACCESSIBILITY_RESULTS) app/network/accessibility.json && exit $$found

clean:
	rm -rf $(VENV) instance build *.egg-info translations/*/LC_MESSAGES/*.mo

# After changing a text of the interface: extract, update every language, then translate.
.PHONY: texts
texts: $(VENV)/.tests
	$(BIN)/pybabel --quiet extract --mapping babel.cfg --no-wrap --sort-by-file --add-location file --omit-header \
	  --output build-messages.pot app
	for po in translations/*/LC_MESSAGES/messages.po; do \
	  $(BIN)/pybabel --quiet update --no-wrap --ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date \
	    --input-file build-messages.pot --output-file $$po --locale $$(basename $$(dirname $$(dirname $$po))); done
	rm build-messages.pot
