"$tools/venv/bin/python" -m pip install --quiet --no-deps --no-build-isolation "$tools" "$tools"/plugins/*/
