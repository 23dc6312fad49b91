# make run    a demo with everything in one process:  http://localhost:8000
# make test   installs what the tests need and runs all of them
PYTHON ?= python3
BOOTSTRAP = $(PYTHON) -P cobrowse/bootstrap.py

.PHONY: run test check build bench
run test check build bench:
	@$(BOOTSTRAP) $@ $(ARGS)
