"""Compares the calls of a suite with the stub while it runs. The argument is the request."""

import json
import sys

request = json.loads(sys.argv[1])
if request["job"]["mypy"]:
    sys.path.append(request["job"]["mypy"])
# mypy is imported before anything of the project is on the path, and nothing of it is.
from mypy import stubtest  # noqa: E402, F401

sys.path.insert(0, request["path"])

from stubgen_proof import trace  # noqa: E402

trace.serve(request["job"])
