# make run    a demo with everything in one process:  http://localhost:8000
# make test   installs what the tests need and runs all of them
PYTHON ?= python3
BOOTSTRAP = $(PYTHON) -P cobrowse/bootstrap.py

# make bench      measures beside the peers      make pictures   renews docs/screens.md
# make canary     looks for planted secrets in all that leaves a browser
# make fuzz       hours of random pages for the mirror; ARGS="--seeds 100 --first 1"

.PHONY: run test check build bench canary fuzz pictures
run test check build bench canary fuzz pictures:
	@$(BOOTSTRAP) $@ $(ARGS)
