"""The array type of this package and how lists become arrays."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
Array = NDArray[Any]


def floats(values: ArrayLike, *dimensions: int, name: str = "values") -> FloatArray:
    """Return a float array, None becoming NaN; ValueError if it has none of the numbers of dimensions."""
    array = np.asarray(values, dtype=float)
    if dimensions and array.ndim not in dimensions:
        wanted = " or ".join(str(d) for d in dimensions)
        raise ValueError(f"{name}: {wanted} dimensions expected, got shape {array.shape}")
    if np.isinf(array).any():
        raise ValueError(f"{name}: infinite numbers are not allowed")
    return array


def scalar_or_array(result: FloatArray) -> Any:
    """Return one figure as float or None, several as an array in which NaN stands for None."""
    if result.ndim:
        return result
    return None if np.isnan(result) else float(result)
