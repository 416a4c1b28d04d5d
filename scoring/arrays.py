"""The array type of this package and how lists become arrays."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
Array = NDArray[Any]


def floats(values: ArrayLike, *dimensions: int, name: str = "values") -> FloatArray:
    """Return a float array, None and masked entries becoming NaN.

    Raises ValueError for what is no table of finite numbers, or has none of the numbers of `dimensions`.
    """
    try:
        array = np.asarray(np.ma.filled(np.asanyarray(values, dtype=float), np.nan))
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name}: numbers expected, in rows of equal length") from error
    if dimensions and array.ndim not in dimensions:
        wanted = " or ".join(str(d) for d in dimensions)
        raise ValueError(f"{name}: {wanted} dimensions expected, got shape {array.shape}")
    if np.isinf(array).any():
        raise ValueError(f"{name}: infinite numbers are not allowed")
    return array


def signs_of(directions: Sequence[str] | None, criteria: int) -> FloatArray:
    """Return 1 for each criterion to maximise ("max", the default) and -1 for each to minimise ("min")."""
    wanted = ["max"] * criteria if directions is None else list(directions)
    if set(wanted) - {"max", "min"} or len(wanted) != criteria:
        raise ValueError(f"directions: 'max' or 'min' for each of {criteria} criteria expected")
    return np.array([1.0 if direction == "max" else -1.0 for direction in wanted])


def scalar_or_array(result: FloatArray) -> Any:
    """Return one figure as float or None, several as an array in which NaN stands for None."""
    if result.ndim:
        return result
    return None if np.isnan(result) else float(result)
