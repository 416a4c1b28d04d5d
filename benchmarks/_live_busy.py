"""The server, working on uploads again and again for as long as the file named on the command line exists.

What is checked and filled is harmless: the sample template, and a loop that counts until its limit ends it.
"""

import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import serve
from isolation.limits import Limits
from isolation.process import JobStoppedError, run
from reports.sample_template import sample_template
from reports.uploaded_template import examined, filled
from sketches.outline import load_outline
from tests.isolation import jobs
from tests.reports import factories


def busy(flag: Path) -> None:
    """Check, fill, and let a slow job run into its limit, one after the other, as uploads come."""
    outline = load_outline()
    sample, report = sample_template(outline, "de"), factories.report()
    while True:
        if not flag.exists():
            time.sleep(0.1)
            continue
        examined(sample, outline)
        filled(sample, report)
        with suppress(JobStoppedError):
            run(jobs.counting, limits=Limits(seconds=8, computing=3))


if __name__ == "__main__":
    threading.Thread(target=busy, args=(Path(sys.argv[1]),), daemon=True).start()
    sys.argv[1:] = []
    sys.exit(serve.main())
