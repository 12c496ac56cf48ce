# Short names for run.py, for those who have make.
.PHONY: pages test lab clean api licences pictures lock

pages test lab clean:
	python3 run.py $@

api: # docs/api.md from the docstrings
	.venv/bin/python -m docs.api

licences: # docs/licences.md from what the packages of the lock state
	.venv/bin/python -m docs.licences

pictures: # docs/pictures from pages/, which `make pages` wrote; needs Chromium
	.venv/bin/python tests/pictures.py pages

lock: # needs uv; renews requirements.lock from requirements.txt for Python 3.11 to 3.13
	uv pip compile --universal --python-version 3.11 --generate-hashes --upgrade \
	  --no-emit-index-url --no-emit-find-links requirements.txt -o requirements.lock
