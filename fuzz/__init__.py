"""Inputs that nobody foresaw: each reader and writer, driven by what code they reach.

    python -m fuzz                      the targets
    python -m fuzz corpus --seconds 60  one of them, by Atheris (libFuzzer)

An input after which something else than an error of `kg/errors.py` comes out is kept in
`fuzz/cases/`, and tried by the tests from then on (`tests/hostile/test_fuzz.py`), which
need no Atheris.
"""
