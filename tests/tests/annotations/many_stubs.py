"""Runs stubtest once for several stubs of one extension: `many_stubs.py extension stub…`.

To stubtest, each stub is the stub of a module of its own. The extension is imported once and has all these names.
"""

import importlib
import sys

from mypy import stubtest

extension = importlib.import_module(sys.argv[1])
sys.modules.update({name: extension for name in sys.argv[2:]})
sys.exit(stubtest.test_stubs(stubtest.parse_options(sys.argv[2:])))
