# Names for what developers do often. Each only calls ./run or uv; `./run --help` explains the commands.
.PHONY: up test check schema bench screenshots lock

up:
	./run

test:
	./run test

check:
	./run check

schema:
	./run schema

# On data of its own in benchmarks/var, 1.5 GB, which is made on the first run. `make bench OPTIONS=--help` explains.
bench:
	.venv/bin/python -m benchmarks $(OPTIONS)

# The pictures of docs/images, of invented data, when frontend/dist is built (`./run` does that).
screenshots:
	DJANGO_SETTINGS_MODULE=jobtracker.settings .venv/bin/python -m frontend.e2e.screenshots

# Pins every package again at the newest version that pyproject.toml allows, for all platforms, with hashes.
COMPILE = .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

lock:
	$(COMPILE) requirements-setup.in --output-file requirements-setup.txt
	$(COMPILE) pyproject.toml --output-file requirements.txt
	$(COMPILE) --constraint requirements.txt --group dev --output-file requirements-dev.txt
