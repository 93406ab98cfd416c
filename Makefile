# Two commands matter: `make run` and `make test`. `make help` lists all of them.
PORT ?= 8000
DATA ?= var
STAGE ?= start
VECTORS ?= ../shared/vectors
export COMMONWEAL_DATA = $(abspath $(DATA))

PYTHON_RUN = sh scripts/with_python
BIN = .venv/bin

.DEFAULT_GOAL := help

help: ## list everything make can do
	@echo "Commonweal. Variables: PORT=8000 DATA=var STAGE=start"
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):[^#]*## (.*)/  make \1|\2/' | column -t -s '|' 2>/dev/null \
	  || grep -hE '^[a-z-]+:.*## ' Makefile

run: ## install what is needed, build the worked example, serve it at 127.0.0.1:PORT
	@$(PYTHON_RUN) -m scripts.run --port $(PORT)

test: ## run the whole test suite (installs system packages as root on Debian)
	@$(PYTHON_RUN) -m scripts.test

check: ## everything the continuous integration runs, the same way
	@.ci/run

setup: ## install the locked dependencies with the development tools, bundle styles and scripts
	@$(PYTHON_RUN) -m scripts.setup

assets: ## bundle styles and scripts again if something changed
	@$(PYTHON_RUN) -m scripts.setup --only assets

system-deps: ## install Chromium, PostgreSQL, Redis and the other system packages of the tests (Debian, root)
	@$(PYTHON_RUN) -m scripts.system_deps

demo: setup ## build the worked example at STAGE and serve it
	@$(BIN)/commonweal demo --stage $(STAGE) --port $(PORT)

lint: setup ## read the code with ruff, djlint and bandit
	@$(BIN)/python -m scripts.check lint

format: setup ## put the code in its form
	@$(BIN)/ruff check --fix-only --quiet . && $(BIN)/ruff format .

types: setup ## check types
	@$(BIN)/python -m scripts.check types

imports: setup ## check the directions of import
	@$(BIN)/python -m scripts.check imports

messages: setup ## collect the visible strings into the locale files (needs gettext)
	@$(BIN)/python -m scripts.messages collect

docs: setup ## check that the documentation describes what is there
	@$(BIN)/python -m scripts.check docs

vectors: setup ## compare our statistical methods with published examples in VECTORS
	@$(BIN)/commonweal vectors $(VECTORS)

bench: setup ## measure, and write docs/reference/performance.md and .json
	@$(BIN)/python -m benchmarks

.PHONY: help run test check setup assets system-deps demo lint format types imports messages docs vectors bench
