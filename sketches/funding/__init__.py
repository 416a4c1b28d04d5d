"""Funding programmes and the check of a sketch against them."""

from sketches.funding.check import FundingCheck, Reason, ReasonCode, Verdict, Weight, check
from sketches.funding.programmes import (
    Certainty,
    Fact,
    Programme,
    ProgrammeFileError,
    programme,
    programmes,
)

__all__ = [
    "Certainty",
    "Fact",
    "FundingCheck",
    "Programme",
    "ProgrammeFileError",
    "Reason",
    "ReasonCode",
    "Verdict",
    "Weight",
    "check",
    "programme",
    "programmes",
]
