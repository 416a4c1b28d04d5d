"""The examples in the docstrings are tests too, and the core stays a leaf without pandas or Streamlit."""

import doctest
import importlib
import pkgutil
import subprocess
import sys

import pytest

import scoring

MODULES = sorted(f"scoring.{module.name}" for module in pkgutil.iter_modules(scoring.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_the_core_needs_numpy_alone():
    program = f"import sys, importlib; [importlib.import_module(m) for m in {MODULES!r}]; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"pandas", "scipy", "streamlit", "pydantic"} & {
        name.split(".")[0] for name in run.stdout.split()
    }
