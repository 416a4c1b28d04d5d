"""Side-by-side measurements with one BLAS thread, which has to be said before NumPy is first imported."""

import os

for _library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM", "BLIS"):
    os.environ[f"{_library}_NUM_THREADS"] = "1"
